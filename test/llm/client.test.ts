import { afterEach, describe, expect, it } from 'vitest';
import { PROVIDERS, type ProviderName } from '../../src/llm/profiles.ts';
import type { FakeAnswer } from '../support/fake-model.ts';
import { Models, QUESTION } from '../support/model.ts';

const models = new Models();
afterEach(() => models[Symbol.asyncDispose]());

const ANSWER = { category: 'product_quality' };
const content = (text: unknown, more: Partial<Extract<FakeAnswer, { type: 'content' }>> = {}): FakeAnswer => ({
  type: 'content',
  content: text,
  ...more,
});
const error = (status: number, code: string | null, message: string, more: object = {}): FakeAnswer => ({
  type: 'error',
  status,
  code,
  message,
  ...more,
});
/** Asks once, with these answers coming one after the other. */
async function ask(provider: ProviderName, answers: readonly FakeAnswer[], over: Partial<typeof QUESTION> = {}) {
  const { fake, model } = await models.start(provider);
  fake.say(...answers);
  return { fake, answer: await model.complete({ ...QUESTION, ...over }) };
}

describe('every provider, set up with a name and a key', () => {
  it.each(PROVIDERS)('%s answers, without thinking aloud and with its tokens counted', async (provider) => {
    const { fake, model } = await models.start(provider);
    fake.always(() => ({ type: 'json', json: ANSWER }));
    const answer = await model.complete(QUESTION);
    expect(answer).toMatchObject({
      type: 'answered',
      json: ANSWER,
      model: model.config.model,
      mode: model.config.schemaMode,
    });
    expect(answer.usage?.input).toBeGreaterThan(0);
    expect(answer.usage?.output).toBeGreaterThan(0);
    // The first request was right: nothing had to be found out by a refusal.
    expect(fake.calls).toHaveLength(1);
  });

  it.each(PROVIDERS)('%s is sent neither `$schema` nor a limit under a name it does not take', async (provider) => {
    const { fake } = await ask(provider, []);
    expect(fake.calls[0]?.raw).not.toContain('$schema');
    const limits = ['max_tokens', 'max_completion_tokens'].filter((field) => fake.calls[0]?.body[field] !== undefined);
    expect(limits).toHaveLength(1);
  });

  it.each(['openai', 'qwen', 'deepseek', 'glm', 'kimi'] as const)(
    '%s tells what came from its cache',
    async (provider) => {
      const { fake, model } = await models.start(provider);
      fake.always(() => ({ type: 'json', json: ANSWER }));
      const first = await model.complete(QUESTION);
      const second = await model.complete({ ...QUESTION, user: '<原话>另一位客户。</原话>' });
      expect(first.usage?.cached).toBe(0);
      expect(second.usage?.cached).toBeGreaterThan(0);
    },
  );

  it.each(['deepseek', 'glm'] as const)(
    '%s, which keeps no schema, is told the form in words with an example',
    async (provider) => {
      const { fake } = await ask(provider, []);
      const [system] = fake.calls[0]?.body.messages ?? [];
      expect(system?.content).toContain('JSON');
      expect(system?.content).toContain('"additionalProperties":false');
      expect(system?.content).toContain('{"category":null}');
    },
  );

  it('is given room to think where a model cannot stop thinking', async () => {
    const { fake } = await ask('kimi', []);
    expect(fake.calls[0]?.body).toMatchObject({ reasoning_effort: 'low', max_completion_tokens: 8_500 });
  });
});

describe('an answer', () => {
  const json = JSON.stringify(ANSWER);

  it.each([
    ['in a code fence', `好的，结果如下：\n\`\`\`json\n${json}\n\`\`\`\n希望有帮助 {}`],
    ['after thinking in tags', `<think>也许 {"category": "price_billing", "why": "a long draft"}</think>\n${json}`],
    ['after thinking whose opening tag was swallowed', `也许 {"category": "x", "more": [1, 2, 3]}\n</think>\n${json}`],
    ['after chatter with a brace that never closes', `像 { 这样的：${json}`],
    [
      'in parts',
      [
        { type: 'text', text: json.slice(0, 9) },
        { type: 'text', text: json.slice(9) },
      ],
    ],
  ])('is found %s', async (_, text) => {
    const { answer } = await ask('deepseek', [content(text)]);
    expect(answer).toMatchObject({ type: 'answered', json: ANSWER });
  });

  it('may quote braces, quotation marks and a thinking tag', async () => {
    const said = { category: null, quote: '他说 "{坏了 </think> \\ 就这样' };
    const { answer } = await ask('deepseek', [content(`结果：${JSON.stringify(said)}`)]);
    expect(answer).toMatchObject({ type: 'answered', json: said });
  });

  it('is taken as it came when it does not fit the schema: checking it is the caller’s', async () => {
    const { answer } = await ask('openai', [content('{"other": 1}')]);
    expect(answer).toMatchObject({ type: 'answered', json: { other: 1 } });
  });

  it('under a wrong content type is read all the same', async () => {
    const body = JSON.stringify({ choices: [{ finish_reason: 'stop', message: { content: json } }] });
    const { answer } = await ask('vllm', [{ type: 'raw', status: 200, contentType: 'text/plain', body }]);
    expect(answer).toMatchObject({ type: 'answered', json: ANSWER, usage: null });
  });
});

describe('what is no answer has its name', () => {
  const page = '<!DOCTYPE html><html><body>502 Bad Gateway, customer 13800001111</body></html>';
  const raw = (status: number, contentType: string, body: string): FakeAnswer => ({
    type: 'raw',
    status,
    contentType,
    body,
  });

  it.each<[string, ProviderName, string, FakeAnswer]>([
    ['a refusal', 'openai', 'refused', content(null, { refusal: 'I cannot help with that.' })],
    ['an answer cut at the limit', 'openai', 'truncated', content('{"category": "produ', { finishReason: 'length' })],
    ['thinking that used the limit up', 'qwen', 'truncated', content('', { finishReason: 'length', reasoning: '…' })],
    ['a filter that stopped the answer', 'azure', 'content_filter', content('', { finishReason: 'content_filter' })],
    ['the filter of GLM', 'glm', 'content_filter', content('', { finishReason: 'sensitive' })],
    [
      'a filter that refused the question',
      'azure',
      'content_filter',
      error(400, 'content_filter', 'The response was filtered'),
    ],
    ['the filter of DashScope', 'qwen', 'content_filter', error(400, 'data_inspection_failed', 'inappropriate')],
    ['chatter', 'deepseek', 'not_json', content('抱歉，我不能确定。')],
    ['half of a JSON object', 'deepseek', 'not_json', content('{"category": "produ')],
    ['a list instead of an object', 'deepseek', 'not_json', content('[1, 2]')],
    ['a page instead of an answer', 'vllm', 'fault', raw(200, 'text/html', page)],
    [
      'JSON that is no completion',
      'vllm',
      'fault',
      raw(200, 'application/json', '{"error": {"message": "no such route"}}'),
    ],
    ['JSON that is null', 'vllm', 'fault', raw(200, 'application/json', 'null')],
    ['a wrong request', 'openai', 'bad_request', error(400, null, 'max_tokens is too large: 99999')],
    ['a model there is not', 'ollama', 'bad_request', error(404, null, 'model "x" not found, try pulling it first')],
    ['a permission that is missing', 'qwen', 'unauthorised', error(403, 'access_denied', 'Access denied.')],
  ])('%s (%s) is %s, and is not asked for again', async (_, provider, why, said) => {
    const { fake, answer } = await ask(provider, [said]);
    expect(answer).toMatchObject({ type: 'failed', why });
    expect(fake.calls).toHaveLength(1);
    expect(models.waits).toEqual([]);
  });

  it.each<[string, ProviderName, FakeAnswer]>([
    ['quota used up', 'openai', error(429, 'insufficient_quota', 'You exceeded your current quota.')],
    ['no balance', 'deepseek', error(402, null, 'Insufficient Balance')],
    ['arrears', 'qwen', error(400, 'Arrearage', 'Access denied, please make sure your account is in good standing.')],
    ['arrears', 'glm', error(429, '1113', '您的账户已欠费，请充值后重试')],
    ['quota used up', 'kimi', error(429, null, 'Your account is suspended', { kind: 'exceeded_current_quota_error' })],
  ])('%s (%s) is no_money, and no number of tries would help', async (_, provider, said) => {
    const { fake, answer } = await ask(provider, [said]);
    expect(answer).toMatchObject({ type: 'failed', why: 'no_money' });
    expect(fake.calls).toHaveLength(1);
  });

  it.each(['openai', 'azure', 'qwen', 'deepseek', 'glm', 'kimi'] as const)(
    'a wrong key (%s) is unauthorised',
    async (provider) => {
      const { fake, model } = await models.start(provider, { KESU_LLM_KEY: 'sk-wrong1' });
      expect(await model.complete(QUESTION)).toMatchObject({ type: 'failed', why: 'unauthorised' });
      expect(fake.calls).toHaveLength(1);
    },
  );

  it('a filter’s quotation of the customer does not get into the detail, nor does a page', async () => {
    const filtered = await ask('azure', [error(400, 'content_filter', 'Filtered: 客户王某说要炸店')]);
    expect(filtered.answer).toMatchObject({ detail: 'HTTP 400 content_filter invalid_request_error' });
    const paged = await ask('vllm', Array(3).fill(raw(502, 'text/html', page)));
    expect(paged.answer).toMatchObject({ why: 'fault', detail: 'HTTP 502 with a web page' });
  });

  it.each([
    ['beside the message', '{"detail": [{"loc": ["body", "n"], "input": "客户王某"}]}', 'HTTP 422'],
    ['in the message', `{"error": {"message": "[{'loc': 'n', 'input': '客户王某'}]"}}`, "HTTP 422 [{'loc': 'n', …"],
  ])('a validator’s quotation of the question %s does not get into the detail', async (_, body, detail) => {
    const { answer } = await ask('vllm', [raw(422, 'application/json', body)]);
    expect(answer).toMatchObject({ why: 'bad_request', detail });
  });

  it('an error that is nothing but words is passed on', async () => {
    const { answer } = await ask('ollama', [raw(400, 'application/json', '{"error": "invalid options"}')]);
    expect(answer).toMatchObject({ why: 'bad_request', detail: 'HTTP 400 invalid options' });
  });

  it('carries the tokens that were used, for they are billed all the same', async () => {
    const { answer } = await ask('openai', [content('{"a', { finishReason: 'length' })]);
    expect(answer.usage?.output).toBeGreaterThan(0);
  });
});

describe('secrets', () => {
  it('never stand in a detail, whole or in part, even if the provider repeats them', async () => {
    const { fake, model } = await models.start('openai');
    fake.say(error(400, null, `Bad header: Bearer ${fake.key}; the key was sk-proj-abcdef123456, or ${fake.key}`));
    const answer = await model.complete(QUESTION);
    expect(JSON.stringify(answer)).not.toMatch(/sk-/);
    expect(answer).toMatchObject({ why: 'bad_request', detail: expect.stringContaining('Bad header') });
  });

  it('a key does not follow a customer’s organisation or address out of the environment', async () => {
    process.env.OPENAI_ORG_ID = 'org-of-somebody';
    process.env.OPENAI_BASE_URL = 'http://127.0.0.1:9/elsewhere';
    try {
      const { fake, answer } = await ask('deepseek', []);
      expect(answer.type).toBe('answered');
      expect(JSON.stringify(fake.calls[0]?.headers)).not.toContain('org-of-somebody');
    } finally {
      delete process.env.OPENAI_ORG_ID;
      delete process.env.OPENAI_BASE_URL;
    }
  });
});
