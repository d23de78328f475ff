import { afterEach, describe, expect, it } from 'vitest';
import type { FakeAnswer } from '../support/fake-model.ts';
import { Models, QUESTION } from '../support/model.ts';

const models = new Models();
afterEach(() => models[Symbol.asyncDispose]());

const ANSWER = { category: 'delivery' };
const GOOD: FakeAnswer = { type: 'json', json: ANSWER };
const busy = (headers: Readonly<Record<string, string>> = {}): FakeAnswer => ({
  type: 'error',
  status: 429,
  code: 'rate_limit_exceeded',
  message: 'Rate limit reached',
  headers,
});
const broken = (afterMs = 0): FakeAnswer => ({
  type: 'error',
  status: 503,
  code: null,
  message: 'overloaded',
  afterMs,
});
const EMPTY: FakeAnswer = { type: 'content', content: '' };

describe('trying again', () => {
  it.each<[string, FakeAnswer]>([
    ['an overloaded provider', broken()],
    ['a full quota of the minute', busy()],
    ['a dropped connection', { type: 'drop' }],
    ['a body that broke off', { type: 'cut' }],
    ['half of the protocol', { type: 'raw', status: 200, contentType: 'application/json', body: '{"choices": [' }],
    ['an empty answer', EMPTY],
    ['a stop for want of machines', { type: 'content', content: '', finishReason: 'insufficient_system_resource' }],
  ])('gets over %s', async (_, said) => {
    const { fake, model } = await models.start('deepseek');
    fake.say(said, GOOD);
    expect(await model.complete(QUESTION)).toMatchObject({ type: 'answered', json: ANSWER });
    expect(fake.calls).toHaveLength(2);
  });

  it('ends after three, waiting longer each time', async () => {
    const { fake, model } = await models.start('deepseek');
    fake.say(broken(), broken(), broken(), GOOD);
    expect(await model.complete(QUESTION)).toMatchObject({ type: 'failed', why: 'fault', ms: 1_400 });
    expect(fake.calls).toHaveLength(3);
    expect(models.waits).toEqual([400, 1_000]);
  });

  it('ends after two where the answer was empty, and adds up what both used', async () => {
    const once = await models.start('deepseek');
    once.fake.say(GOOD);
    const one = await once.model.complete(QUESTION);
    const { fake, model } = await models.start('deepseek');
    fake.say(EMPTY, EMPTY, GOOD);
    const answer = await model.complete(QUESTION);
    expect(answer).toMatchObject({ type: 'failed', why: 'empty' });
    expect(answer.usage?.input).toBe(2 * (one.usage?.input ?? 0));
    expect(fake.calls).toHaveLength(2);
  });

  it('takes a choice that is not there for an empty answer', async () => {
    const { fake, model } = await models.start('vllm');
    const none: FakeAnswer = { type: 'raw', status: 200, contentType: 'application/json', body: '{"choices": []}' };
    fake.say(none, GOOD);
    expect((await model.complete(QUESTION)).type).toBe('answered');
  });

  it('waits as long as the provider asks, in seconds, milliseconds or until a date', async () => {
    const { fake, model } = await models.start('openai');
    fake.say(busy({ 'retry-after': '3' }), busy({ 'retry-after-ms': '250' }), GOOD);
    expect((await model.complete(QUESTION)).type).toBe('answered');
    fake.say(busy({ 'retry-after': 'Fri, 20 Nov 2026 02:00:08 GMT' }), GOOD);
    expect((await model.complete(QUESTION)).type).toBe('answered');
    expect(models.waits).toEqual([3_000, 250, 4_750]);
  });

  it('does not happen where the provider says it would not help', async () => {
    const { fake, model } = await models.start('openai');
    fake.say({ ...broken(), headers: { 'x-should-retry': 'false' } } as FakeAnswer);
    expect(await model.complete(QUESTION)).toMatchObject({ type: 'failed', why: 'fault' });
    expect(fake.calls).toHaveLength(1);
  });
});

describe('the deadline', () => {
  it('is not waited beyond: a provider that wants longer is given up at once', async () => {
    const { fake, model } = await models.start('openai');
    fake.say(busy({ 'retry-after': '60' }), GOOD);
    expect(await model.complete(QUESTION)).toMatchObject({ type: 'failed', why: 'rate_limited', ms: 0 });
    expect(models.waits).toEqual([]);
  });

  it('holds for all waits together', async () => {
    const { fake, model } = await models.start('openai');
    fake.say(busy({ 'retry-after': '6' }), busy({ 'retry-after': '6' }), GOOD);
    expect(await model.complete(QUESTION)).toMatchObject({ type: 'failed', why: 'rate_limited', ms: 6_000 });
    expect(fake.calls).toHaveLength(2);
  });

  it('holds for all tries together, not for each', async () => {
    const { fake, model } = await models.start('deepseek', {}, { wait: async () => undefined });
    // Each is well within it, the three together are not.
    fake.say(broken(700), broken(700), broken(700));
    expect(await model.complete({ ...QUESTION, deadlineMs: 1_500 })).toMatchObject({ type: 'failed', why: 'timeout' });
  });

  it.each(['hang', 'drip'] as const)('ends a provider that would %s for ever', async (type) => {
    const { fake, model } = await models.start('deepseek');
    fake.say({ type });
    expect(await model.complete({ ...QUESTION, deadlineMs: 150 })).toMatchObject({ type: 'failed', why: 'timeout' });
    expect(fake.calls).toHaveLength(1);
    // The line is hung up, not left open.
    await expect.poll(fake.gone).toBe(1);
  });

  it('ends the wait even where the connection does not heed it', async () => {
    const { model } = await models.start('deepseek', {}, { fetch: () => new Promise(() => undefined) });
    expect(await model.complete({ ...QUESTION, deadlineMs: 100 })).toMatchObject({ type: 'failed', why: 'timeout' });
  });

  it('ends a wait between tries', async () => {
    const forever = (_: number, signal: AbortSignal) =>
      new Promise<never>((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
      });
    const { fake, model } = await models.start('deepseek', {}, { wait: forever });
    fake.say(broken(), GOOD);
    expect(await model.complete({ ...QUESTION, deadlineMs: 1_100 })).toMatchObject({ type: 'failed', why: 'timeout' });
    expect(fake.calls).toHaveLength(1);
  });

  it('may have passed already', async () => {
    const { fake, model } = await models.start('deepseek');
    fake.say({ type: 'hang' });
    expect(await model.complete({ ...QUESTION, deadlineMs: -5 })).toMatchObject({ type: 'failed', why: 'timeout' });
  });
});

describe('a provider that is not there', () => {
  it('is unreachable, after as many tries as any', async () => {
    const { fake, model } = await models.start('deepseek');
    await fake.close();
    expect(await model.complete(QUESTION)).toMatchObject({
      type: 'failed',
      why: 'unreachable',
      detail: 'ECONNREFUSED',
    });
    expect(models.waits).toHaveLength(2);
  });

  it('may be asked through another fetch', async () => {
    const { fake } = await models.start('deepseek');
    const seen: string[] = [];
    const model = models.connect(
      'deepseek',
      { KESU_LLM_KEY: fake.key },
      {
        fetch: (input, init) => {
          seen.push(String(input));
          return fetch(`${fake.url}/chat/completions`, init);
        },
      },
    );
    expect((await model.complete(QUESTION)).type).toBe('answered');
    expect(seen).toEqual(['https://api.deepseek.com/chat/completions']);
  });
});
