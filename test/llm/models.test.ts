import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { createModels } from '../../src/llm/models.ts';
import type { FakeAnswer } from '../support/fake-model.ts';
import { createOpenUsage, MESSAGE, NO_LIMIT, openModelDesk, picture, shortPrompts } from '../support/model-desk.ts';

const ANSWER = { verdict: 'complaint' };
const json = (answer: unknown): FakeAnswer => ({ type: 'json', json: answer });
const cutShort: FakeAnswer = { type: 'content', content: '{"verdict": "comp', finishReason: 'length' };
const userOf = (call: { readonly body: { readonly messages: readonly { readonly content: unknown }[] } } | undefined) =>
  String(call?.body.messages[1]?.content);

describe('a question that is answered', () => {
  it('comes back with the model and the prompt that answered it, and is counted on the day of the store', async () => {
    await using desk = await openModelDesk('deepseek');
    desk.fake.say(json(ANSWER));
    expect(await desk.ask()).toEqual({
      type: 'answered',
      answer: ANSWER,
      reader: 'deepseek-flash read-complaint@1',
    });
    expect(desk.models.set).toEqual({ name: 'deepseek:deepseek-flash', seesPictures: false, hearsVoice: false });
    // A quarter to midnight in Shanghai, then a quarter past: two days, though one in UTC.
    desk.pass(8.75 * 3_600_000);
    await desk.ask();
    desk.pass(30 * 60_000);
    await desk.ask();
    const [first, second] = desk.usage.days;
    expect(first).toMatchObject({
      day: '2026-11-20',
      provider: 'deepseek',
      model: 'deepseek-flash',
      calls: 2,
      failed: 0,
    });
    expect(first?.costMicro).toBeGreaterThan(0);
    expect(second).toMatchObject({ day: '2026-11-21', calls: 1 });
    const today = await desk.models.usageOn('2026-11-20');
    expect(today).toEqual({ models: [first], spent: false });
  });

  it('leaves a line in the log that says what it took and nothing of what was said', async () => {
    await using desk = await openModelDesk('deepseek');
    desk.fake.say(json({ summary: MESSAGE }), { type: 'content', content: MESSAGE }, json({ summary: MESSAGE }));
    await desk.ask();
    await desk.ask();
    expect(desk.logged[0]).toMatchObject({
      prompt: 'read-complaint@1',
      model: 'deepseek-flash',
      mode: 'json_object',
      outcome: 'answered',
    });
    expect(desk.logged[0]?.in).toBeGreaterThan(0);
    expect(desk.logged.map((line) => line.outcome)).toEqual(['answered', 'not_json', 'answered']);
    expect(JSON.stringify(desk.logged)).not.toContain('刹车');
  });
});

describe('an answer that is not as asked', () => {
  it('is asked for once more with a line on what was wrong, at the end of the same words', async () => {
    await using desk = await openModelDesk('deepseek');
    desk.fake.say(json({ verdict: 'hm' }), json(ANSWER));
    const check = (answer: unknown) =>
      (answer as typeof ANSWER).verdict === 'complaint' ? null : '字段 verdict\n不符合要求';
    expect(await desk.ask({ check })).toMatchObject({ type: 'answered', answer: ANSWER });
    const [first, second] = desk.fake.calls;
    expect(userOf(second).startsWith(userOf(first))).toBe(true);
    expect(userOf(second).slice(userOf(first).length)).toContain('字段 verdict 不符合要求');
    expect(second?.body.messages[0]).toEqual(first?.body.messages[0]);
    expect(desk.usage.days[0]).toMatchObject({ calls: 2, failed: 0 });
  });

  it('is nonsense the second time, and a check that breaks is as good as a complaint', async () => {
    await using desk = await openModelDesk('deepseek');
    expect(await desk.ask({ check: () => '不对' })).toEqual({ type: 'nonsense', why: 'not_as_asked' });
    expect(desk.fake.calls).toHaveLength(2);
    const broken = () => {
      throw new TypeError('no such field');
    };
    expect(await desk.ask({ check: broken })).toMatchObject({ type: 'nonsense' });
    desk.fake.say({ type: 'content', content: '好的' }, { type: 'content', content: '好的' });
    expect(await desk.ask()).toEqual({ type: 'nonsense', why: 'not_json' });
    // The provider works: nobody has to wait.
    expect(await desk.ask()).toMatchObject({ type: 'answered' });
  });

  it('gets twice the room when it was cut short, once', async () => {
    await using desk = await openModelDesk('deepseek');
    desk.fake.say(cutShort, json(ANSWER), cutShort, cutShort);
    expect(await desk.ask()).toMatchObject({ type: 'answered' });
    expect(await desk.ask()).toEqual({ type: 'nonsense', why: 'truncated' });
    const rooms = desk.fake.calls.map((call) => Number(call.body.max_tokens));
    expect(rooms).toEqual([rooms[0], 2 * rooms[0]!, rooms[0], 2 * rooms[0]!]);
  });

  it('is not asked for again when the time is up', async () => {
    await using desk = await openModelDesk('deepseek');
    const check = () => {
      desk.pass(19_500);
      return '不对';
    };
    expect(await desk.ask({ check })).toMatchObject({ type: 'nonsense' });
    expect(desk.fake.calls).toHaveLength(1);
  });

  it('is final when the model declines', async () => {
    await using desk = await openModelDesk('openai');
    desk.fake.say({ type: 'content', content: null, refusal: 'I cannot help with that' });
    expect(await desk.ask()).toEqual({ type: 'refused', why: 'refused' });
    desk.fake.say({ type: 'content', content: '', finishReason: 'content_filter' });
    expect(await desk.ask()).toEqual({ type: 'refused', why: 'content_filter' });
    expect(desk.fake.calls).toHaveLength(2);
    expect(desk.usage.days[0]).toMatchObject({ calls: 2, failed: 2 });
  });
});

describe('the budget of a day', () => {
  it('once spent stops every question until midnight at the store, says so once, and is whole the next day', async () => {
    const budget = { costMicro: null, currency: 'CNY', tokens: 1 } as const;
    await using desk = await openModelDesk('deepseek', {}, { budget });
    expect(await desk.ask()).toMatchObject({ type: 'answered' });
    const until = new Date('2026-11-20T16:00:00Z');
    expect(await desk.ask()).toEqual({ type: 'unavailable', why: 'budget', until });
    expect(await desk.models.hear(picture('audio/mp4'), 5_000)).toMatchObject({ type: 'unfit' });
    expect(await desk.ask()).toEqual({ type: 'unavailable', why: 'budget', until });
    expect(desk.fake.calls).toHaveLength(1);
    expect(desk.logged.filter((line) => String(line.msg).includes('KESU_LLM_BUDGET'))).toHaveLength(1);
    expect(await desk.models.usageOn('2026-11-20')).toMatchObject({ spent: true });
    desk.pass(until.getTime() - desk.now().getTime());
    expect(await desk.ask()).toMatchObject({ type: 'answered' });
  });

  it('in money counts what the calls cost', async () => {
    const budget = { costMicro: 5_000, currency: 'CNY', tokens: null } as const;
    await using desk = await openModelDesk('deepseek', { KESU_LLM_PRICE: 'CNY 10 10 10' }, { budget });
    let asked = 0;
    while ((await desk.ask()).type === 'answered') asked += 1;
    expect(asked).toBeGreaterThan(0);
    expect(desk.usage.days[0]?.costMicro).toBeGreaterThanOrEqual(5_000);
    expect(desk.fake.calls).toHaveLength(asked);
  });
});

describe('pictures and recordings', () => {
  const pictures = { KESU_LLM_PICTURES: 'yes' };

  it('are sent where that is allowed, and are counted with the model that saw them', async () => {
    await using desk = await openModelDesk('qwen', pictures);
    const asked = await desk.ask({ prompt: 'transcribe-pictures', inputs: { count: '1' }, images: [picture()] });
    expect(asked).toMatchObject({ type: 'answered', reader: 'qwen3-vl-plus transcribe-pictures@1' });
    expect(desk.fake.calls[0]?.raw).toContain('data:image/png;base64,');
    expect(desk.usage.days[0]).toMatchObject({ model: 'qwen3-vl-plus', unpriced: 1 });
  });

  it.each([
    ['where they may not be sent', 'deepseek', { KESU_LLM_PICTURES: 'no' }, picture()],
    ['where no model sees them', 'vllm', pictures, picture()],
    ['that no model takes', 'deepseek', pictures, picture('image/heic')],
    ['of more than 8 MB', 'deepseek', pictures, picture('image/png', 8 * 1024 * 1024 + 1)],
  ] as const)('%s stay here', async (_, provider, env, image) => {
    await using desk = await openModelDesk(provider, env);
    expect(await desk.ask({ images: [image] })).toMatchObject({ type: 'unfit' });
    expect(desk.fake.calls).toHaveLength(0);
  });

  it('that the provider will not take are no reason to leave it alone', async () => {
    await using desk = await openModelDesk('deepseek', pictures);
    desk.fake.say({ type: 'error', status: 400, code: 'invalid_request_error', message: 'image is broken' });
    expect(await desk.ask({ images: [picture()] })).toMatchObject({ type: 'unfit' });
    expect(await desk.ask()).toMatchObject({ type: 'answered' });
  });

  it('of a voice become words where the provider hears and may', async () => {
    await using desk = await openModelDesk('glm', pictures);
    desk.fake.say(json({ text: ' 车又坏了，你们看着办 ' }), json({ text: '' }));
    const recording = { name: 'note.m4a', mimetype: 'audio/mp4', content: new TextEncoder().encode('…') };
    expect(await desk.models.hear(recording, 20_000)).toEqual({
      type: 'answered',
      answer: '车又坏了，你们看着办',
      reader: 'glm-asr-2512',
    });
    expect(desk.fake.calls[0]?.path).toContain('/audio/transcriptions');
    expect(desk.fake.calls[0]?.raw).toContain('note.m4a');
    expect(await desk.models.hear(recording, 20_000)).toMatchObject({ type: 'nonsense' });
    expect(desk.usage.days[0]).toMatchObject({ model: 'glm-asr-2512', calls: 2, failed: 0 });
    expect(JSON.stringify(desk.logged)).not.toContain('看着办');
  });

  it('of a voice stay here where pictures do', async () => {
    await using desk = await openModelDesk('glm', { KESU_LLM_PICTURES: 'no' });
    expect(await desk.models.hear(picture('audio/mp4'), 20_000)).toMatchObject({ type: 'unfit' });
    expect(desk.fake.calls).toHaveLength(0);
  });
});

describe('without a model', () => {
  const parts = {
    config: null,
    budget: NO_LIMIT,
    now: () => new Date('2026-11-20T07:00:00Z'),
    timeZone: 'Asia/Shanghai',
    log: pino({ level: 'silent' }),
  };

  it('every question is unfit, and what was used before can still be seen', async () => {
    const usage = createOpenUsage();
    const call = { provider: 'glm', model: 'm', answered: true, usage: null, price: null, ms: 5 };
    await usage.add(call, '2026-11-20');
    const models = createModels({ ...parts, usage, promptsDir: shortPrompts() });
    expect(models.set).toBeNull();
    expect(await models.ask({ prompt: 'read-complaint', inputs: {}, deadlineMs: 1 })).toMatchObject({ type: 'unfit' });
    expect((await models.usageOn('2026-11-20')).models).toHaveLength(1);
  });

  it('prompts are looked at all the same: the start fails with every file at fault', () => {
    const promptsDir = mkdtempSync(join(tmpdir(), 'kesu-none-'));
    expect(() => createModels({ ...parts, usage: createOpenUsage(), promptsDir })).toThrow(
      /read-complaint\.md[\s\S]*transcribe-pictures\.md/,
    );
  });
});
