import { afterEach, describe, expect, it } from 'vitest';
import type { FakeAnswer } from '../support/fake-model.ts';
import { Models, QUESTION } from '../support/model.ts';

const models = new Models();
afterEach(() => models[Symbol.asyncDispose]());

const ANSWER = { category: 'parts_supply' };
const GOOD: FakeAnswer = { type: 'json', json: ANSWER };
const refusal = (message: string, more: object = {}): FakeAnswer => ({
  type: 'error',
  status: 400,
  code: 'invalid_request_error',
  message,
  ...more,
});
const modeOf = (body: { readonly response_format?: { readonly type: string } } | undefined) =>
  body?.response_format?.type ?? 'prompt';

describe('a provider that refuses the way it is asked', () => {
  it('is asked one step looser, down to words alone, and so ever after', async () => {
    const { fake, model } = await models.start('vllm');
    fake.say(refusal('response_format.type `json_schema` is unavailable now', { status: 422 }));
    fake.say(refusal("'response_format' json_object is not supported"), GOOD, GOOD);
    expect(await model.complete(QUESTION)).toMatchObject({ type: 'answered', mode: 'prompt', json: ANSWER });
    expect(await model.complete(QUESTION)).toMatchObject({ type: 'answered', mode: 'prompt' });
    expect(fake.calls.map((call) => modeOf(call.body))).toEqual(['json_schema', 'json_object', 'prompt', 'prompt']);
    expect(fake.calls[2]?.raw).toContain('JSON Schema');
    expect(models.waits).toEqual([]);
  });

  it('is not asked looser about other forms because it refused one', async () => {
    const { fake, model } = await models.start('openai');
    const odd = { name: 'draft', jsonSchema: { type: 'object', properties: { a: {} }, required: [] } };
    fake.always(() => GOOD);
    expect(await model.complete({ ...QUESTION, schema: odd })).toMatchObject({ type: 'answered', mode: 'json_object' });
    expect(await model.complete(QUESTION)).toMatchObject({ type: 'answered', mode: 'json_schema' });
  });

  it('is known to keep a schema with one model of Qwen and not with another', async () => {
    const { fake, model } = await models.start('qwen', { KESU_LLM_MODEL: 'qwen-long' });
    fake.always(() => GOOD);
    expect(await model.complete(QUESTION)).toMatchObject({ type: 'answered', mode: 'json_object' });
    expect(fake.calls).toHaveLength(2);
  });

  it.each([
    ['a temperature', 'vllm', 'Unsupported value', { param: 'temperature' }, 'temperature'],
    ['a way to stop thinking', 'vllm', 'extra fields not permitted: chat_template_kwargs', {}, 'chat_template_kwargs'],
    ['effort', 'ollama', 'Unrecognized request argument supplied: reasoning_effort', {}, 'reasoning_effort'],
    ['thinking that is off', 'glm', 'thinking.type disabled is not supported by this model', {}, 'thinking'],
    ['a promise not to store', 'openai', 'Unknown parameter: store', {}, 'store'],
  ] as const)('is asked without %s (%s) from then on', async (_, provider, message, more, field) => {
    const { fake, model } = await models.start(provider);
    fake.say(refusal(message, more), GOOD, GOOD);
    expect((await model.complete(QUESTION)).type).toBe('answered');
    expect((await model.complete(QUESTION)).type).toBe('answered');
    expect(fake.calls.map((call) => field in call.body)).toEqual([true, false, false]);
    expect(fake.calls.map((call) => modeOf(call.body))).toEqual(Array(3).fill(modeOf(fake.calls[0]?.body)));
  });

  it('is told the limit under the other name, once', async () => {
    const { fake, model } = await models.start('vllm');
    const other = "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.";
    fake.say(refusal(other, { param: 'max_tokens' }), GOOD);
    expect((await model.complete(QUESTION)).type).toBe('answered');
    expect(fake.calls[1]?.body).toMatchObject({ max_completion_tokens: 500 });
    fake.say(refusal("Unsupported parameter: 'max_completion_tokens'", { param: 'max_completion_tokens' }));
    expect(await model.complete(QUESTION)).toMatchObject({ type: 'failed', why: 'bad_request' });
  });

  it('is not asked again when it refuses the limit’s size or the question’s length', async () => {
    const { fake, model } = await models.start('vllm');
    fake.say(refusal("This model's maximum context length is 8192 tokens; please reduce the length."));
    expect(await model.complete(QUESTION)).toMatchObject({ type: 'failed', why: 'bad_request' });
    expect(fake.calls).toHaveLength(1);
  });

  it('is understood when its error stands bare in the body', async () => {
    const { fake, model } = await models.start('vllm');
    const body = '{"detail": [{"loc": ["body", "response_format"], "msg": "extra fields not permitted"}]}';
    fake.say({ type: 'raw', status: 422, contentType: 'application/json', body }, GOOD);
    expect(await model.complete(QUESTION)).toMatchObject({ type: 'answered', mode: 'json_object' });
  });
});

describe('the bytes before the customer’s words', () => {
  it('are the same in every call, so that the cache is hit', async () => {
    const { fake, model } = await models.start('deepseek');
    await model.complete(QUESTION);
    await model.complete({ ...QUESTION, user: '今天是 2026-11-21。另一段话。', deadlineMs: 9_000 });
    const prefix = (raw = '') => raw.slice(0, raw.indexOf('"role":"user"'));
    expect(prefix(fake.calls[0]?.raw)).toContain('你读客诉');
    expect(prefix(fake.calls[1]?.raw)).toBe(prefix(fake.calls[0]?.raw));
  });
});

describe('pictures', () => {
  const images = [{ mimetype: 'image/png', content: new Uint8Array([137, 80, 78, 71]) }];

  it('go to the model that sees, inside the request and before the words', async () => {
    const { fake, model } = await models.start('qwen', { KESU_LLM_PICTURES: 'yes' });
    fake.always(() => GOOD);
    expect(await model.complete({ ...QUESTION, images })).toMatchObject({ type: 'answered', model: 'qwen3-vl-plus' });
    expect(fake.calls.at(-1)?.body.messages[1]?.content).toEqual([
      { type: 'image_url', image_url: { url: 'data:image/png;base64,iVBORw==', detail: 'high' } },
      { type: 'text', text: QUESTION.user },
    ]);
    expect(await model.complete(QUESTION)).toMatchObject({ type: 'answered', model: 'qwen-plus', mode: 'json_schema' });
  });

  it('are never sent to a model that may not see them unmasked', async () => {
    const { fake, model } = await models.start('openai');
    expect(await model.complete({ ...QUESTION, images })).toMatchObject({ type: 'failed', why: 'bad_request' });
    expect(fake.calls).toEqual([]);
  });

  it('are not sent where no model sees', async () => {
    const { fake, model } = await models.start('vllm');
    expect(await model.complete({ ...QUESTION, images })).toMatchObject({
      type: 'failed',
      detail: expect.stringContaining('no pictures'),
    });
    expect(fake.calls).toEqual([]);
  });
});
