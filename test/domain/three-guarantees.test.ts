import { describe, expect, it } from 'vitest';
import { NO_FACTS } from '../../src/domain/complaint.ts';
import {
  boughtWithinMonths,
  cumulativeRepairDays,
  type GuaranteeQuestion,
  guaranteeFacts,
  guaranteeWindows,
  type PurchaseDate,
  spareCarFrom,
  stayDays,
  useFeeFen,
} from '../../src/domain/three-guarantees.ts';
import { vehicleReturnClaimed } from '../../src/domain/vehicle-claim.ts';

const hours = (n: number, from = '2026-11-02T01:00:00Z') => ({
  from,
  until: new Date(Date.parse(from) + n * 3_600_000).toISOString(),
});
const states = (purchase: PurchaseDate | null, on: string, km: number | null) =>
  Object.fromEntries(guaranteeWindows(purchase, on, km).map((w) => [w.key, w.state]));
const QUESTION: GuaranteeQuestion = {
  on: '2026-11-21',
  purchase: null,
  mileageKm: null,
  priceFen: null,
  sameFaultRepairs: null,
  daysInShop: null,
  stays: [],
  assembliesReplaced: null,
  samePartReplaced: null,
  safety: false,
  returnClaimed: false,
};
const facts = (change: Partial<GuaranteeQuestion>) => guaranteeFacts({ ...QUESTION, ...change });
const grounds = (change: Partial<GuaranteeQuestion>) => facts(change).grounds.map((g) => g.article);

describe('the use fee', () => {
  it('of a car for 168,000 yuan after 12,400 km is 10,416.00 yuan at the cap', () => {
    expect(useFeeFen(16_800_000, 12_400)).toBe(1_041_600);
  });

  it('is whole fen, rounded to the nearest, and smaller at a smaller rate', () => {
    expect(useFeeFen(10_000_001, 333)).toBe(16_650);
    expect(useFeeFen(100, 100)).toBe(0);
    expect(useFeeFen(16_800_000, 12_400, 20)).toBe(416_640);
  });

  it('stays exact for the dearest car with the longest way', () => {
    expect(useFeeFen(1_000_000_000, 3_000_000)).toBe(15_000_000_000);
  });

  it('is shown only when the car is to go back and price and distance are known', () => {
    const known = { priceFen: 16_800_000, mileageKm: 12_400 };
    expect(facts({ ...known, returnClaimed: true }).useFee?.maxFen).toBe(1_041_600);
    expect(facts(known).useFee).toBeNull();
    expect(facts({ priceFen: 16_800_000, returnClaimed: true }).useFee).toBeNull();
  });

  it('is not spoken of in the first 7 days, when a return costs nothing', () => {
    const fresh = { priceFen: 16_800_000, mileageKm: 90, returnClaimed: true, purchase: { on: '2026-11-18' } };
    expect(facts(fresh).useFee).toBeNull();
    expect(facts(fresh).grounds.map((g) => g.article)).toEqual(['22']);
  });
});

describe('repair days', () => {
  it.each([
    [1, 1],
    [24, 1],
    [25, 2],
    [120, 5],
    [121, 6],
    [0, 0],
  ])('%d hours are %d', (n, days) => expect(stayDays(hours(n))).toBe(days));

  it('are rounded up for each repair, then added', () => {
    expect(cumulativeRepairDays([hours(25), hours(25), hours(120)])).toBe(9);
  });

  it('give the sixth day for the spare car', () => {
    expect(spareCarFrom('2026-11-02T01:00:00Z')).toBe('2026-11-07T01:00:00.000Z');
    expect(facts({ daysInShop: 5 }).spareCarDays).toBeNull();
    expect(facts({ daysInShop: 6 }).spareCarDays).toBe(6);
    expect(facts({ daysInShop: 6, mileageKm: 70_000 }).spareCarDays).toBeNull();
  });
});

describe('the periods', () => {
  it('run from the day after delivery to the same day of the last month', () => {
    const bought = { on: '2024-11-21' };
    expect(states(bought, '2026-11-21', 12_400)).toMatchObject({ three_guarantees: 'open', free_repair: 'open' });
    expect(states(bought, '2026-11-22', 12_400)).toMatchObject({ three_guarantees: 'over', free_repair: 'open' });
    expect(states(bought, '2027-11-22', 12_400)).toMatchObject({ free_repair: 'over' });
    expect(guaranteeWindows({ on: '2024-02-29' }, '2025-01-01', 1)[2]?.endsOn).toBe('2026-02-28');
  });

  it('of 7 days and of 60 end when their days are full', () => {
    const bought = { on: '2026-11-01' };
    expect(states(bought, '2026-11-08', 100)).toMatchObject({ seven_days: 'open', sixty_days: 'open' });
    expect(states(bought, '2026-11-09', 100)).toMatchObject({ seven_days: 'over', sixty_days: 'open' });
    expect(states(bought, '2026-12-31', 2_999)).toMatchObject({ sixty_days: 'open' });
    expect(states(bought, '2027-01-01', 2_999)).toMatchObject({ sixty_days: 'over' });
  });

  it('end with the kilometres when these come first', () => {
    const bought = { on: '2026-11-01' };
    expect(states(bought, '2026-11-20', 3_001)).toMatchObject({ sixty_days: 'over', three_guarantees: 'open' });
    expect(states(bought, '2026-11-20', 50_001)).toMatchObject({ three_guarantees: 'over', free_repair: 'open' });
    expect(states(null, '2026-11-20', 60_001)).toMatchObject({ three_guarantees: 'over', free_repair: 'over' });
  });

  it('stay open questions where the complaint does not settle them', () => {
    expect(states(null, '2026-11-20', 12_400)).toMatchObject({ three_guarantees: 'unknown' });
    expect(states({ monthsAgo: 14 }, '2026-11-21', null)).toMatchObject({ three_guarantees: 'unknown' });
    expect(states({ monthsAgo: 14 }, '2026-11-21', 12_400)).toMatchObject({
      seven_days: 'over',
      sixty_days: 'over',
      three_guarantees: 'open',
    });
    expect(states({ monthsAgo: 24 }, '2026-11-21', 12_400)).toMatchObject({ three_guarantees: 'unknown' });
    expect(states({ monthsAgo: 26 }, '2026-11-21', 12_400)).toMatchObject({ three_guarantees: 'over' });
    expect(states({ inMonth: '2024-11' }, '2026-11-21', 12_400)).toMatchObject({ three_guarantees: 'unknown' });
    expect(states({ daysAgo: 3 }, '2026-11-21', 60)).toMatchObject({ seven_days: 'open' });
  });

  it('tell whether the car was bought within half a year', () => {
    expect(boughtWithinMonths({ on: '2026-06-01' }, '2026-11-21', 6)).toBe(true);
    expect(boughtWithinMonths({ monthsAgo: 6 }, '2026-11-21', 6)).toBeNull();
    expect(boughtWithinMonths({ monthsAgo: 14 }, '2026-11-21', 6)).toBe(false);
    expect(boughtWithinMonths(null, '2026-11-21', 6)).toBeNull();
  });
});

describe('grounds to take a car back', () => {
  const young = { purchase: { monthsAgo: 14 }, mileageKm: 12_400 };

  it('are flagged at the fifth repair of one fault, not at the fourth', () => {
    expect(grounds({ ...young, sameFaultRepairs: 4 })).toEqual([]);
    expect(grounds({ ...young, sameFaultRepairs: 5 })).toEqual(['24(4)']);
  });

  it('are flagged after two repairs of a safety fault', () => {
    expect(grounds({ ...young, sameFaultRepairs: 2 })).toEqual([]);
    expect(grounds({ ...young, sameFaultRepairs: 2, safety: true })).toEqual(['24(1)']);
  });

  it('are flagged at 31 days of repair and at two replacements', () => {
    expect(grounds({ ...young, daysInShop: 30 })).toEqual([]);
    expect(grounds({ ...young, stays: [hours(24 * 30), hours(1)] })).toEqual(['24(4)']);
    expect(grounds({ ...young, assembliesReplaced: 2, samePartReplaced: 2 })).toEqual(['24(2)', '24(3)']);
  });

  it('of article 24 are gone with the period', () => {
    expect(grounds({ mileageKm: 50_001, sameFaultRepairs: 5, safety: true })).toEqual([]);
  });

  it('name what still has to be found out', () => {
    expect(facts({ ...young, returnClaimed: true, sameFaultRepairs: 5 }).gaps).toEqual([
      'purchase',
      'price',
      'repair_records',
    ]);
    expect(facts({ purchase: { on: '2025-09-21' }, mileageKm: 1 }).gaps).toEqual([]);
  });
});

describe('a claim to return the car', () => {
  const claimed = (text: string, quote: string | null = null) =>
    vehicleReturnClaimed({
      text,
      facts: NO_FACTS,
      triggers: quote === null ? [] : [{ trigger: 'large_amount', quote }],
    });

  it.each([
    '天窗异响第5次修，要换车',
    '必须给我退车',
    '客户要求退一赔三',
    '直接给我换一台',
    'I want to return the car',
  ])('is heard in “%s”', (text) => expect(claimed(text)).toBe(true));

  it.each([
    '要换车窗玻璃',
    '考虑换车，问旧车置换能补多少',
    '给他换台代步车',
    '客户没有要求退车',
    '退车位押金',
    '退订金',
  ])('is not heard in “%s”', (text) => expect(claimed(text)).toBe(false));

  it('rests on the trigger’s words too, but not on a large sum alone', () => {
    expect(claimed('他说不要了', '退车')).toBe(true);
    expect(claimed('要赔', '赔6万')).toBe(false);
  });
});
