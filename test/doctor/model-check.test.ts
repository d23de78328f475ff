import { afterEach, describe, expect, it } from 'vitest';
import { lineOf } from '../../src/doctor/finding.ts';
import { checkModel } from '../../src/doctor/model-check.ts';
import { doctorWords } from '../../src/doctor/words.ts';
import type { ProviderName } from '../../src/llm/profiles.ts';
import { modelConfig } from '../../src/llm/profiles-config.ts';
import { PROMPTS_DIR } from '../../src/llm/prompts.ts';
import { type FakeAnswer, type FakeModel, startFakeModel } from '../support/fake-model.ts';

let fake: FakeModel | null = null;
afterEach(async () => {
  await fake?.close();
  fake = null;
});

const READING = {
  verdict: 'not_complaint',
  verdictSureness: '明确',
  reason: 'question',
  evidence: [],
  relation: 'none',
  complaints: [],
  injection: [],
};
const SEEN = { kind: 'photo', rows: [], description: '白底上的黑色方框' };
const wrongWith = (status: number, message: string): FakeAnswer => ({ type: 'error', status, code: null, message });

/** What the doctor says of a provider that answers like this, line by line. */
async function said(
  answers: readonly FakeAnswer[],
  {
    provider = 'deepseek' as ProviderName,
    env = {} as Record<string, string>,
    language = 'en' as 'zh' | 'en',
    deadlineMs = 20_000,
  } = {},
) {
  fake = await startFakeModel(provider);
  fake.say(...answers);
  const setUp = modelConfig({ KESU_LLM: provider, KESU_LLM_KEY: fake.key, KESU_LLM_URL: fake.url, ...env });
  const w = doctorWords(language);
  const now = () => new Date('2026-11-20T02:00:00Z');
  const wait = async () => undefined;
  const findings = await checkModel(setUp, {
    promptsDir: PROMPTS_DIR,
    timeZone: 'Asia/Shanghai',
    deadlineMs,
    w,
    now,
    wait,
  });
  return findings.map(lineOf);
}

describe('a model that works', () => {
  it('is told with what it took: mode, tokens and cost, by the prompt every message goes through', async () => {
    const [first] = await said([{ type: 'json', json: READING }]);
    expect(first).toMatch(
      /^✓ The model deepseek:deepseek-flash understood a test message: 0\.0 s, by json_object, \d{4,} tokens in \(0 of them cached\), \d+ out, about CNY 0\.\d{6} for it$/,
    );
    const [system, user] = fake?.calls[0]?.body.messages ?? [];
    expect(system?.content).toContain('客诉台');
    expect(user?.content).toContain('周六');
  });

  it('is told in Chinese, too', async () => {
    const [first] = await said([{ type: 'json', json: READING }], { language: 'zh' });
    expect(first).toMatch(/^✓ 模型 deepseek:deepseek-flash 读懂了一条测试消息/);
  });

  it('is shown a small picture where pictures may be sent', async () => {
    const answers: FakeAnswer[] = [
      { type: 'json', json: READING },
      { type: 'json', json: SEEN },
    ];
    const lines = await said(answers, { provider: 'glm', env: { KESU_LLM_PICTURES: 'yes' } });
    expect(lines.map((line) => line[0])).toEqual(['✓', '✓', '–']);
    expect(lines[1]).toContain('glm-5.3-flash sees them');
    expect(lines[2]).toContain('glm-asr-2512');
    expect(fake?.calls[1]?.raw).toContain('data:image/png;base64,');
  });

  it('is not shown any where they may not', async () => {
    const lines = await said([{ type: 'json', json: READING }], { env: { KESU_LLM_PICTURES: 'no' } });
    expect(lines[1]).toMatch(/^– Pictures: are not sent/);
    expect(fake?.calls).toHaveLength(1);
  });

  it('that cannot see after all is a fault, with the way out', async () => {
    const answers: FakeAnswer[] = [{ type: 'json', json: READING }, wrongWith(400, 'image_url is not supported')];
    const lines = await said(answers, { env: { KESU_LLM_PICTURES: 'yes' } });
    expect(lines[0]).toMatch(/^✓/);
    expect(lines[1]).toMatch(/^✗.*KESU_LLM_VISION_MODEL/);
  });
});

describe('a model that does not', () => {
  it.each([
    ['a wrong key', [], { KESU_LLM_KEY: 'sk-wrong-0001' }, 'KESU_LLM_KEY'],
    ['no money', [wrongWith(402, 'Insufficient Balance')], {}, 'top it up'],
    ['an unknown model', [wrongWith(404, 'The model does not exist')], {}, 'KESU_LLM_MODEL'],
    [
      'a web page at its address',
      [{ type: 'raw', status: 200, contentType: 'text/html', body: '<html></html>' }],
      {},
      'KESU_LLM_URL',
    ],
    ['another answer than asked', [{ type: 'json', json: { hello: 1 } }], {}, 'not as asked'],
  ] as const)('because of %s is one line that says how to mend it', async (_, answers, env, words) => {
    const lines = await said(answers, { env });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^✗/);
    expect(lines[0]).toContain(words);
    expect(lines[0]).not.toMatch(/sk-wrong|sk-fake/);
  });

  it('because it is slow is given up, and said so', async () => {
    const [line] = await said([{ type: 'hang' }], { deadlineMs: 100 });
    expect(line).toMatch(/^✗ The model deepseek:deepseek-flash did not answer within 0\.1 s/);
  });
});

it('without a model there is nothing to try, and nothing wrong', async () => {
  const w = doctorWords('en');
  const trial = { promptsDir: PROMPTS_DIR, timeZone: 'UTC', deadlineMs: 1, w, now: () => new Date(0) };
  expect((await checkModel({ type: 'off' }, trial)).map(lineOf)).toEqual([
    '– No model is set up (KESU_LLM): the rules read',
  ]);
});
