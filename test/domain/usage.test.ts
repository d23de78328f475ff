import { describe, expect, it } from 'vitest';
import {
  addCall,
  addTokens,
  type CountedCall,
  cachedShare,
  costMicro,
  modelUse,
  type Price,
  type UsageDay,
  usageOn,
  withinBudget,
} from '../../src/domain/usage.ts';
import { PROFILES } from '../../src/llm/profiles.ts';

const SHANGHAI = 'Asia/Shanghai';
const price: Price = { currency: 'CNY', input: 2, cached: 0.04, output: 8, asOf: '2026-11' };
const call = (over: Partial<CountedCall> = {}): CountedCall => ({
  provider: 'deepseek',
  model: 'deepseek-flash',
  answered: true,
  usage: { input: 2_000, cached: 1_500, output: 300 },
  price,
  ms: 1_200,
  ...over,
});
const at = (iso: string) => new Date(iso);
const count = (calls: readonly (readonly [CountedCall, string])[]): readonly UsageDay[] =>
  calls.reduce<readonly UsageDay[]>((days, [one, iso]) => addCall(days, one, at(iso), SHANGHAI), []);

describe('what a call costs', () => {
  it('is fresh input, cached input and output at their own prices, in millionths', () => {
    // 500 × 2 + 1500 × 0.04 + 300 × 8 = 1000 + 60 + 2400
    expect(costMicro({ input: 2_000, cached: 1_500, output: 300 }, price)).toBe(3_460);
  });

  it('counts cached input as any other where no price for it is known', () => {
    expect(costMicro({ input: 1_000, cached: 1_000, output: 0 }, { ...price, cached: null })).toBe(2_000);
  });

  it('rounds a part of a millionth up, but not the dust of floating point', () => {
    expect(costMicro({ input: 1, cached: 1, output: 0 }, price)).toBe(1);
    expect(costMicro({ input: 50, cached: 0, output: 0 }, { ...price, input: 0.14 })).toBe(7);
  });

  it('is less than a cent of a yuan for one complaint read by the default model of DeepSeek', () => {
    const cost = costMicro({ input: 2_500, cached: 0, output: 400 }, PROFILES.deepseek.price!);
    expect(cost).toBeLessThan(10_000);
  });
});

describe('the tries of one question', () => {
  it('are added up, and unknown only when no try told', () => {
    const one = { input: 10, cached: 4, output: 1 };
    expect(addTokens(one, { input: 1, cached: 0, output: 2 })).toEqual({ input: 11, cached: 4, output: 3 });
    expect(addTokens(null, one)).toEqual(one);
    expect(addTokens(null, null)).toBeNull();
  });
});

describe('a day of calls', () => {
  it('adds up calls, tokens, cost and keeps the slowest', () => {
    const [day] = count([
      [call(), '2026-11-20T02:00:00Z'],
      [call({ ms: 9_000, answered: false, usage: null }), '2026-11-20T03:00:00Z'],
      [call({ ms: 800 }), '2026-11-20T04:00:00Z'],
    ]);
    expect(day).toEqual({
      day: '2026-11-20',
      provider: 'deepseek',
      model: 'deepseek-flash',
      calls: 3,
      failed: 1,
      tokensIn: 4_000,
      tokensCached: 3_000,
      tokensOut: 600,
      currency: 'CNY',
      costMicro: 6_920,
      unpriced: 1,
      worstMs: 9_000,
    });
  });

  it('is a day of the store, not of Greenwich', () => {
    const days = count([
      [call(), '2026-11-20T15:59:59Z'],
      [call(), '2026-11-20T16:00:00Z'],
    ]);
    expect(days.map((d) => [d.day, d.calls])).toEqual([
      ['2026-11-20', 1],
      ['2026-11-21', 1],
    ]);
  });

  it('never mixes currencies: each model has its own entry', () => {
    const days = count([
      [call(), '2026-11-20T02:00:00Z'],
      [call({ provider: 'openai', model: 'gpt', price: { ...price, currency: 'USD' } }), '2026-11-20T02:01:00Z'],
    ]);
    expect(days.map((d) => d.currency)).toEqual(['CNY', 'USD']);
    const [changed] = count([
      [call(), '2026-11-20T02:00:00Z'],
      [call({ price: { ...price, currency: 'USD' } }), '2026-11-20T02:01:00Z'],
    ]);
    expect(changed).toMatchObject({ currency: 'CNY', costMicro: 3_460, unpriced: 1 });
  });

  it('knows which share of the input was cached', () => {
    const days = count([
      [call(), '2026-11-20T02:00:00Z'],
      [call({ usage: { input: 2_000, cached: 0, output: 10 } }), '2026-11-20T02:01:00Z'],
    ]);
    expect(cachedShare(usageOn(days, '2026-11-20'))).toBe(0.375);
    expect(cachedShare(usageOn(days, '2026-11-21'))).toBeNull();
  });
});

describe('the use of some days together', () => {
  it('adds up models, each currency for itself', () => {
    const days = count([
      [call(), '2026-11-20T02:00:00Z'],
      [call({ answered: false, usage: null }), '2026-11-20T02:01:00Z'],
      [call({ provider: 'openai', model: 'gpt', price: { ...price, currency: 'USD' } }), '2026-11-20T02:02:00Z'],
    ]);
    expect(modelUse(days, true)).toEqual({
      ...{ calls: 3, failed: 1, unpriced: 1, spent: true, cachedShare: cachedShare(days) },
      costs: [
        { currency: 'CNY', micro: 3_460 },
        { currency: 'USD', micro: 3_460 },
      ],
    });
  });

  it('is nothing where no model was asked, unless none may be', () => {
    expect(modelUse([], false)).toBeNull();
    expect(modelUse([], true)).toMatchObject({ calls: 0, costs: [], cachedShare: null, spent: true });
  });
});

describe('the budget of a day', () => {
  const day = count([[call(), '2026-11-20T02:00:00Z']]);

  it('is used up when what was spent reaches it', () => {
    expect(withinBudget(day, { costMicro: 3_461, currency: 'CNY', tokens: null })).toBe(true);
    expect(withinBudget(day, { costMicro: 3_460, currency: 'CNY', tokens: null })).toBe(false);
  });

  it('guards a model without a price by its tokens', () => {
    const unpriced = count([[call({ price: null }), '2026-11-20T02:00:00Z']]);
    expect(withinBudget(unpriced, { costMicro: 1, currency: 'CNY', tokens: 2_301 })).toBe(true);
    expect(withinBudget(unpriced, { costMicro: 1, currency: 'CNY', tokens: 2_300 })).toBe(false);
  });

  it('holds nobody back where there is none, and counts money of its own currency only', () => {
    expect(withinBudget(day, { costMicro: null, currency: 'CNY', tokens: null })).toBe(true);
    expect(withinBudget(day, { costMicro: 1, currency: 'USD', tokens: null })).toBe(true);
  });
});
