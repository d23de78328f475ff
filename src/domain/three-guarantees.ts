import { addDays } from './business-time.ts';

/*
 * 《家用汽车产品修理更换退货责任规定》 (order 43, in force 2022-01-01; domain.md §9.1) as facts: dates, counts and sums, each with its article.
 * Whether a car has to be taken back is never said here: a person decides. Household cars only; a maker may promise more than these minimums.
 */

/** When the car was handed over: a date, a month `YYYY-MM`, or so long before the complaint. */
export type PurchaseDate =
  | { readonly on: string }
  | { readonly inMonth: string }
  | { readonly monthsAgo: number }
  | { readonly daysAgo: number };

export const GUARANTEE_WINDOWS = ['seven_days', 'sixty_days', 'three_guarantees', 'free_repair'] as const;
export type GuaranteeWindowKey = (typeof GUARANTEE_WINDOWS)[number];

interface Length {
  readonly article: string;
  readonly days?: number;
  readonly months?: number;
  readonly maxKm: number | null;
}
const LENGTH: Readonly<Record<GuaranteeWindowKey, Length>> = {
  seven_days: { article: '22', days: 7, maxKm: null },
  sixty_days: { article: '20, 23', days: 60, maxKm: 3_000 },
  three_guarantees: { article: '18', months: 24, maxKm: 50_000 },
  free_repair: { article: '18', months: 36, maxKm: 60_000 },
};

/** A period of the rule on the day of the complaint; `unknown` where what is known does not settle it. */
export interface GuaranteeWindow {
  readonly key: GuaranteeWindowKey;
  readonly article: string;
  readonly state: 'open' | 'over' | 'unknown';
  /** Its last day, when the day of delivery is known. */
  readonly endsOn: string | null;
  readonly maxKm: number | null;
}

/** The date `months` later; the last day of the month where that one has no such day (民法典 202). */
function addMonths(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const lastDay = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, lastDay))).toISOString().slice(0, 10);
}

/** The earliest and the latest day the car can have been delivered; "14 months" may be 13 or 15. */
function deliveredBetween(purchase: PurchaseDate, on: string): readonly [string, string] {
  if ('on' in purchase) return [purchase.on, purchase.on];
  if ('inMonth' in purchase) return [`${purchase.inMonth}-01`, addDays(addMonths(`${purchase.inMonth}-01`, 1), -1)];
  if ('daysAgo' in purchase) return [addDays(on, -purchase.daysAgo - 1), addDays(on, -purchase.daysAgo)];
  const latest = addMonths(on, Math.min(1 - purchase.monthsAgo, 0));
  return [addMonths(on, -1 - purchase.monthsAgo), latest];
}

/** The day of delivery is not counted (民法典 201), so 7 days from the 1st end with the 8th. */
const lastDay = (delivered: string, { days, months = 0 }: Length): string =>
  days === undefined ? addMonths(delivered, months) : addDays(delivered, days);

/** The windows of arts. 18, 20, 22 and 23, first reached of time and distance, on a store-local date. */
export function guaranteeWindows(
  purchase: PurchaseDate | null,
  on: string,
  mileageKm: number | null,
): readonly GuaranteeWindow[] {
  return GUARANTEE_WINDOWS.map((key) => {
    const length = LENGTH[key];
    const { article, maxKm } = length;
    const between = purchase && deliveredBetween(purchase, on);
    const [earliest, latest] = between?.map((day) => lastDay(day, length)) ?? [];
    const endsOn = purchase && 'on' in purchase ? (latest ?? null) : null;
    const tooFar = maxKm !== null && mileageKm !== null && mileageKm > maxKm;
    if (tooFar || (latest !== undefined && on > latest)) return { key, article, maxKm, endsOn, state: 'over' };
    const sure = earliest !== undefined && on <= earliest && (maxKm === null || mileageKm !== null);
    return { key, article, maxKm, endsOn, state: sure ? 'open' : 'unknown' };
  });
}

/** Whether the car was delivered at most so many months before a date; null where what is known does not settle it. */
export function boughtWithinMonths(purchase: PurchaseDate | null, on: string, months: number): boolean | null {
  if (!purchase) return null;
  const [earliest, latest] = deliveredBetween(purchase, on);
  if (on <= addMonths(earliest, months)) return true;
  return on > addMonths(latest, months) ? false : null;
}

/** Time a car was in for one repair, from agreement to completion (or hand-over), as instants. */
export interface RepairStay {
  readonly from: string;
  readonly until: string;
}

const HOUR_MS = 3_600_000;

/** Days of one repair (art. 40): hours, each full 24 are a day, what is left counts as a day. 120 h = 5, 121 h = 6. */
export function stayDays({ from, until }: RepairStay): number {
  const hours = Math.ceil((Date.parse(until) - Date.parse(from)) / HOUR_MS);
  return Math.max(0, Math.ceil(hours / 24));
}

/** Cumulative days of repair (art. 40): the sum of the single ones. */
export const cumulativeRepairDays = (stays: readonly RepairStay[]): number =>
  stays.reduce((sum, stay) => sum + stayDays(stay), 0);

/** The instant from which a spare car or transport money is owed (art. 21): the 6th day of one repair, waiting for parts included. */
export const spareCarFrom = (from: string): string => new Date(Date.parse(from) + 5 * 24 * HOUR_MS).toISOString();

/** n of art. 27 in hundredths of a per cent; the rule's cap is 0.5 %, the maker's card may say less. */
export const MAX_USE_RATE = 50;

/** Use fee in fen (art. 27): price × km / 1000 × n, to the nearest fen. ¥168,000 and 12,400 km at the cap are ¥10,416.00. */
export function useFeeFen(priceFen: number, mileageKm: number, rate = MAX_USE_RATE): number {
  const product = BigInt(priceFen) * BigInt(mileageKm) * BigInt(rate);
  return Number((product + 5_000_000n) / 10_000_000n);
}

/** What is known of the car; null where a complaint does not say. */
export interface GuaranteeQuestion {
  /** Store-local date of the complaint. */
  readonly on: string;
  readonly purchase: PurchaseDate | null;
  readonly mileageKm: number | null;
  readonly priceFen: number | null;
  /** How often the same fault was repaired, this time included. */
  readonly sameFaultRepairs: number | null;
  /** Days the car has been in for this repair, as the customer says. */
  readonly daysInShop: number | null;
  readonly stays: readonly RepairStay[];
  /** How often an assembly, or the same main part, was replaced. */
  readonly assembliesReplaced: number | null;
  readonly samePartReplaced: number | null;
  /** Brakes, steering, fire and the like are spoken of. */
  readonly safety: boolean;
  readonly returnClaimed: boolean;
}

/** Grounds of arts. 22–24 that a person has to look into. */
export type ReturnGround =
  | { readonly ground: 'within_seven_days' | 'safety_within_sixty_days'; readonly article: string }
  | {
      readonly ground:
        | 'safety_repaired_twice'
        | 'assembly_replaced_twice'
        | 'part_replaced_twice'
        | 'repair_days'
        | 'same_fault_repairs';
      readonly article: string;
      readonly count: number;
    };

type State = GuaranteeWindow['state'];
const over = (count: number | null, limit: number): count is number => count !== null && count > limit;

/** Flags of art. 24 (1)–(4); none once the period is over. They say "may concern", never "applies". */
function grounds24(q: GuaranteeQuestion, period: State): readonly ReturnGround[] {
  if (period === 'over') return [];
  const { sameFaultRepairs: repairs, assembliesReplaced: assemblies, samePartReplaced: parts } = q;
  const days = q.stays.length > 0 ? cumulativeRepairDays(q.stays) : q.daysInShop;
  return [
    ...(q.safety && over(repairs, 1)
      ? [{ ground: 'safety_repaired_twice' as const, article: '24(1)', count: repairs }]
      : []),
    ...(over(assemblies, 1)
      ? [{ ground: 'assembly_replaced_twice' as const, article: '24(2)', count: assemblies }]
      : []),
    ...(over(parts, 1) ? [{ ground: 'part_replaced_twice' as const, article: '24(3)', count: parts }] : []),
    ...(over(days, 30) ? [{ ground: 'repair_days' as const, article: '24(4)', count: days }] : []),
    ...(over(repairs, 4) ? [{ ground: 'same_fault_repairs' as const, article: '24(4)', count: repairs }] : []),
  ];
}

/** Facts to check before a return or replacement can be judged. */
export const GUARANTEE_GAPS = ['purchase', 'mileage', 'price', 'repair_records'] as const;
export type GuaranteeGap = (typeof GUARANTEE_GAPS)[number];

/** What the rule says of one complaint. */
export interface GuaranteeFacts {
  readonly windows: readonly GuaranteeWindow[];
  readonly grounds: readonly ReturnGround[];
  /** Art. 21, when the car has been in for more than 5 days. */
  readonly spareCarDays: number | null;
  /** Art. 27, at most this much, for a claim to return the car. */
  readonly useFee: { readonly priceFen: number; readonly mileageKm: number; readonly maxFen: number } | null;
  readonly gaps: readonly GuaranteeGap[];
}

/** The short windows only while they run; the long ones always, so that people see what to check. */
const worthSaying = ({ key, state }: GuaranteeWindow): boolean =>
  key === 'three_guarantees' || key === 'free_repair' || state === 'open';

/** The facts of 三包 for one complaint; what it does not tell is asked for, never guessed. */
export function guaranteeFacts(q: GuaranteeQuestion): GuaranteeFacts {
  const windows = guaranteeWindows(q.purchase, q.on, q.mileageKm);
  const state = (key: GuaranteeWindowKey): State => windows.find((w) => w.key === key)?.state ?? 'unknown';
  const early: readonly ReturnGround[] = [
    ...(q.returnClaimed && state('seven_days') === 'open'
      ? [{ ground: 'within_seven_days' as const, article: '22' }]
      : []),
    ...(q.safety && state('sixty_days') === 'open'
      ? [{ ground: 'safety_within_sixty_days' as const, article: '23' }]
      : []),
  ];
  const { priceFen, mileageKm } = q;
  // Returns of arts. 22 and 23 are free, so no fee is reckoned while they may apply.
  const fee = q.returnClaimed && early.length === 0 && priceFen !== null && mileageKm !== null;
  return {
    windows: windows.filter(worthSaying),
    grounds: [...early, ...grounds24(q, state('three_guarantees'))],
    spareCarDays: over(q.daysInShop, 5) && state('free_repair') !== 'over' ? q.daysInShop : null,
    useFee: fee ? { priceFen, mileageKm, maxFen: useFeeFen(priceFen, mileageKm) } : null,
    gaps: gapsOf(q),
  };
}

function gapsOf(q: GuaranteeQuestion): readonly GuaranteeGap[] {
  const known: Readonly<Record<GuaranteeGap, boolean>> = {
    purchase: q.purchase !== null && 'on' in q.purchase,
    mileage: q.mileageKm !== null,
    price: q.priceFen !== null || !q.returnClaimed,
    repair_records: q.stays.length > 0 || !(q.returnClaimed || over(q.sameFaultRepairs, 1)),
  };
  return GUARANTEE_GAPS.filter((gap) => !known[gap]);
}
