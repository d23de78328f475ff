import { describe, expect, it } from 'vitest';
import { restMs } from '../../src/llm/models-rest.ts';
import type { FakeAnswer } from '../support/fake-model.ts';
import { type ModelDesk, openModelDesk, picture } from '../support/model-desk.ts';

const error = (status: number, message = 'no', more: object = {}): FakeAnswer => ({
  type: 'error',
  status,
  code: null,
  message,
  ...more,
});
const secondsUntil = async (desk: ModelDesk) => {
  const asked = await desk.ask();
  return asked.type === 'unavailable' ? Math.round((asked.until.getTime() - desk.now().getTime()) / 1000) : asked.type;
};

describe('a provider that fails', () => {
  it('is left alone: 30 s, then twice as long each time, ten minutes at most', async () => {
    await using desk = await openModelDesk('deepseek');
    desk.fake.always(() => error(500));
    const rests: unknown[] = [];
    for (let i = 0; i < 7; i++) {
      rests.push(await secondsUntil(desk));
      desk.pass(Number(rests.at(-1)) * 1000);
    }
    expect(rests).toEqual([30, 60, 120, 240, 480, 600, 600]);
  });

  it('is not called while it rests, and everybody is told until when', async () => {
    await using desk = await openModelDesk('deepseek');
    desk.fake.always(() => error(500));
    const first = await desk.ask();
    const calls = desk.fake.calls.length;
    desk.pass(20_000);
    expect(await desk.ask()).toEqual(first);
    expect(desk.fake.calls).toHaveLength(calls);
    // What was not sent is not counted.
    expect(desk.usage.days[0]).toMatchObject({ calls: 1, failed: 1 });
  });

  it('is asked as before once it answers, and its failures are forgotten', async () => {
    await using desk = await openModelDesk('deepseek');
    desk.fake.always(() => error(500));
    await desk.ask();
    desk.pass(30_000);
    expect(await secondsUntil(desk)).toBe(60);
    desk.fake.always(() => ({ type: 'json', json: {} }));
    desk.pass(60_000);
    expect(await secondsUntil(desk)).toBe('answered');
    desk.fake.always(() => error(500));
    expect(await secondsUntil(desk)).toBe(30);
    expect(desk.logged.filter((line) => line.msg === 'the model answers again')).toHaveLength(1);
  });

  it('after a rest gets one question of several at once; the others wait for how it fares', async () => {
    await using desk = await openModelDesk('deepseek');
    desk.fake.always(() => error(500));
    await desk.ask();
    desk.pass(30_000);
    desk.fake.always(() => ({ type: 'json', json: {} }));
    const before = desk.fake.calls.length;
    const asked = await Promise.all([desk.ask(), desk.ask(), desk.ask(), desk.ask()]);
    expect(asked.map((one) => one.type).sort()).toEqual(['answered', 'unavailable', 'unavailable', 'unavailable']);
    expect(desk.fake.calls).toHaveLength(before + 1);
    const all = await Promise.all([desk.ask(), desk.ask(), desk.ask()]);
    expect(all.every((one) => one.type === 'answered')).toBe(true);
  });

  it('counts as one failure when several questions were under way', async () => {
    await using desk = await openModelDesk('deepseek');
    desk.fake.always(() => error(500));
    await Promise.all([desk.ask(), desk.ask(), desk.ask()]);
    desk.pass(30_000);
    expect(await secondsUntil(desk)).toBe(60);
  });
});

describe('how long to leave it alone', () => {
  it.each([
    ['no money', error(402, 'Insufficient Balance'), 'no_money'],
    ['a wrong key', error(401), 'unauthorised'],
    ['a request it does not understand', error(404, 'The model does not exist'), 'bad_request'],
  ] as const)('is ten minutes at once for %s, which a person has to mend', async (_, answer, why) => {
    await using desk = await openModelDesk('deepseek');
    desk.fake.say(answer);
    const asked = await desk.ask();
    expect(asked).toMatchObject({ type: 'unavailable', why });
    expect(await secondsUntil(desk)).toBe(600);
  });

  it('is what the provider asks for when that is longer', async () => {
    await using desk = await openModelDesk('deepseek');
    desk.fake.always(() => error(429, 'slow down', { headers: { 'retry-after': '90' } }));
    expect(await secondsUntil(desk)).toBe(90);
    expect(restMs({ why: 'rate_limited', waitMs: 90_000 }, 3)).toBe(120_000);
    // A day, asked for by mistake.
    expect(restMs({ why: 'rate_limited', waitMs: 86_400_000 }, 1)).toBe(3_600_000);
  });

  it('is 30 s for one that does not answer, or is not there', async () => {
    await using desk = await openModelDesk('deepseek');
    desk.fake.say({ type: 'hang' });
    expect(await desk.ask({ deadlineMs: 100 })).toMatchObject({ type: 'unavailable', why: 'timeout' });
    expect(await secondsUntil(desk)).toBe(30);
    await using away = await openModelDesk('deepseek', { KESU_LLM_URL: 'http://127.0.0.1:1' });
    expect(await away.ask()).toMatchObject({ type: 'unavailable', why: 'unreachable' });
  });

  it('is nothing for one message that it refuses after others of its kind were answered', async () => {
    await using desk = await openModelDesk('deepseek');
    await desk.ask();
    desk.fake.say(error(400, 'maximum context length exceeded'));
    expect(await desk.ask()).toMatchObject({ type: 'unfit' });
    expect(await desk.ask()).toMatchObject({ type: 'answered' });
  });

  it('holds for recordings as for questions', async () => {
    await using desk = await openModelDesk('glm', { KESU_LLM_PICTURES: 'yes' });
    desk.fake.say(error(401));
    const heard = await desk.models.hear(picture('audio/mp4'), 5_000);
    expect(heard).toMatchObject({ type: 'unavailable', why: 'unauthorised' });
    expect(await desk.ask()).toMatchObject({ type: 'unavailable', why: 'unauthorised' });
    expect(desk.fake.calls).toHaveLength(1);
  });
});

describe('our own part', () => {
  const broken = {
    on: () => Promise.reject(new Error('no answer')),
    add: () => Promise.reject(new Error('no answer')),
  };

  it('that fails throws nothing: an answer is kept though it cannot be counted', async () => {
    await using desk = await openModelDesk('deepseek', {}, { usage: broken });
    expect(await desk.ask()).toMatchObject({ type: 'answered' });
  });

  it('that fails lets nothing through where a budget has to be kept', async () => {
    const budget = { costMicro: null, currency: 'CNY', tokens: 1_000 } as const;
    await using desk = await openModelDesk('deepseek', {}, { usage: broken, budget });
    expect(await secondsUntil(desk)).toBe(30);
    expect(desk.fake.calls).toHaveLength(0);
  });
});
