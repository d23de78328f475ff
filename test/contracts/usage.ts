import { describe, expect, test } from 'vitest';
import type { Stores } from '../../src/db/stores.ts';
import { type CountedCall, counted, noUsage, type Price } from '../../src/domain/usage.ts';

const yuan: Price = { currency: 'CNY', input: 1, cached: 0.1, output: 2, asOf: '2026-11' };
const dollars: Price = { ...yuan, currency: 'USD' };
const DAY = '2026-11-16';

/** One question of 1,000 tokens in, 210 of them from the cache, and 100 out: 1,011 micro-yuan. */
export const call = (change: Partial<CountedCall> = {}): CountedCall => ({
  provider: 'deepseek',
  model: 'model-1',
  answered: true,
  usage: { input: 1_000, cached: 210, output: 100 },
  price: yuan,
  ms: 900,
  ...change,
});

/** What every implementation of Usage promises. */
export function usageContract(open: () => Stores): void {
  describe('what the model used', () => {
    test('is summed over the calls of a day', async () => {
      const { usage } = open();
      await usage.add(call(), DAY);
      await usage.add(call({ ms: 2_500, answered: false }), DAY);
      await usage.add(call({ ms: 100 }), DAY);
      expect(await usage.on(DAY)).toEqual([
        {
          day: DAY,
          provider: 'deepseek',
          model: 'model-1',
          calls: 3,
          failed: 1,
          tokensIn: 3_000,
          tokensCached: 630,
          tokensOut: 300,
          currency: 'CNY',
          costMicro: 3_033,
          unpriced: 0,
          worstMs: 2_500,
        },
      ]);
    });

    test('is kept apart by day and by model, in the order of their names', async () => {
      const { usage } = open();
      await usage.add(call({ provider: 'qwen', model: 'plus' }), DAY);
      await usage.add(call({ model: 'model-2' }), DAY);
      await usage.add(call(), DAY);
      await usage.add(call(), '2026-11-17');
      const names = async (day: string) => (await usage.on(day)).map((d) => `${d.provider} ${d.model} ${d.calls}`);
      expect(await names(DAY)).toEqual(['deepseek model-1 1', 'deepseek model-2 1', 'qwen plus 1']);
      expect(await names('2026-11-17')).toEqual(['deepseek model-1 1']);
      expect(await names('2026-11-18')).toEqual([]);
    });

    test('of another dealership is not in it', async () => {
      const [here, there] = [open(), open()];
      await here.usage.add(call(), DAY);
      expect(await there.usage.on(DAY)).toEqual([]);
    });

    const free = call({ price: null });
    const uncounted = call({ usage: null, answered: false });
    const foreign = call({ price: dollars });
    test.each([
      ['a known price', [call(), call()]],
      ['no price', [free, free]],
      ['no price at first', [free, call(), free]],
      ['no price later', [call(), free, call()]],
      ['no count of tokens', [uncounted, call(), uncounted]],
      ['a price in another currency later', [call(), foreign, call()]],
      ['a price in another currency, that came first', [free, foreign, call(), foreign]],
      ['a price so low that it is rounded up', [call({ usage: { input: 1, cached: 1, output: 0 } }), call()]],
      ['more tokens than an integer holds', [call({ usage: { input: 3e9, cached: 0, output: 3e9 } }), call()]],
    ] as const)('with %s comes to what the domain reckons', async (_, calls) => {
      const { usage } = open();
      for (const one of calls) await usage.add(one, DAY);
      const reckoned = calls.reduce((day, one) => counted(day, one), noUsage(DAY, call()));
      expect(await usage.on(DAY)).toEqual([reckoned]);
    });
  });
}
