import type { Case, Proposal } from './case.ts';
import type { Category } from './complaint.ts';
import { lies, type Period } from './kpi-period.ts';
import { goodwillFen, MONEY_KINDS, type MoneyKind, PAYERS, type Payer, refundFen, totalFen } from './money.ts';
import type { VisitCount } from './visits.ts';

/*
 * The figures a dealership is judged by (domain.md §2). What was merged or dismissed never counts.
 */

const WEEK = 7 * 24 * 3_600_000;

/** A case that counts: neither merged into another nor found to be no complaint. */
export const isCounted = (c: Case): boolean => c.status !== 'merged' && c.status !== 'dismissed';

/** 一周结案率: cases closed within 7 × 24 h of those whose 7 × 24 h have passed; the others are only counted. */
export interface CloseRate {
  readonly matured: number;
  readonly closedInTime: number;
  readonly immature: number;
  readonly immatureClosed: number;
  /** 0…1; null when no case has matured. */
  readonly rate: number | null;
}

/** Closed within 7 × 24 h of its opening. A reopening takes the earlier close away, and the clock never starts anew. */
export const isClosedInTime = (c: Case): boolean =>
  c.closedAt !== null && Date.parse(c.closedAt) - Date.parse(c.openedAt) <= WEEK;

/** The close rate of the cases opened in some days, as it stands at `now`. */
export function closeRate(cases: readonly Case[], opened: Pick<Period, 'start' | 'end'>, now: Date): CloseRate {
  const cohort = cases.filter((c) => isCounted(c) && lies(c.openedAt, opened));
  const isMature = (c: Case) => Date.parse(c.openedAt) + WEEK <= now.getTime();
  const matured = cohort.filter(isMature);
  const immature = cohort.filter((c) => !isMature(c));
  const closedInTime = matured.filter(isClosedInTime).length;
  return {
    matured: matured.length,
    closedInTime,
    immature: immature.length,
    immatureClosed: immature.filter((c) => c.status === 'closed').length,
    rate: matured.length > 0 ? closedInTime / matured.length : null,
  };
}

/** 有效客诉: not the customer's own doing. What is not closed yet may still be ours, and counts. */
export const isJustified = (c: Case): boolean =>
  isCounted(c) &&
  (c.closing === null || (c.closing.verdict !== 'customer_fault' && c.closing.parties[0] !== 'customer'));

const OF_THE_MAKER: readonly Category[] = ['product_quality', 'parts_quality'];

/**
 * 重大有效客诉 (S0d): a complaint that came back or was raised because of the store's own service, skill, parts supply or handling. Whose doing it
 * was is known when the case is closed; until then its category says.
 */
export function isGraveAndOurs(c: Case): boolean {
  const cameBack = c.reopenCount > 0 || c.repeatOf !== null || c.raised;
  const ours = c.closing ? c.closing.parties[0] === 'dealer' : !OF_THE_MAKER.includes(c.category.value);
  return cameBack && ours && isJustified(c);
}

/** Cases for so many vehicles in the workshop. */
export interface Ratio {
  readonly cases: number;
  readonly visits: number;
  /** 0…1. */
  readonly rate: number;
}

/** Null where the vehicles are not known, or there were none: then there is no rate, least of all 0. */
export const ratio = (cases: number, visits: number | null): Ratio | null =>
  visits === null || visits === 0 ? null : { cases, visits, rate: cases / visits };

/** 客诉率 over covered days, in three lines; the target is set per quarter (S0d). */
export interface ComplaintRates {
  readonly from: string;
  readonly to: string;
  readonly all: Ratio;
  readonly justified: Ratio;
  readonly graveAndOurs: Ratio;
}

/** The complaint rates of a covered stretch of days; `days` are the same days as instants. */
export function complaintRates(
  cases: readonly Case[],
  stretch: VisitCount,
  days: Pick<Period, 'start' | 'end'>,
): ComplaintRates | null {
  const opened = cases.filter((c) => isCounted(c) && lies(c.openedAt, days));
  const all = ratio(opened.length, stretch.count);
  const justified = ratio(opened.filter(isJustified).length, stretch.count);
  const graveAndOurs = ratio(opened.filter(isGraveAndOurs).length, stretch.count);
  return all && justified && graveAndOurs ? { from: stretch.from, to: stretch.to, all, justified, graveAndOurs } : null;
}

/** Fen that went out. Refund and goodwill stand apart; goodwill is every kind but a refund. */
export interface Paid {
  readonly refundFen: number;
  readonly goodwillFen: number;
  readonly byKind: ReadonlyMap<MoneyKind, number>;
  readonly byPayer: ReadonlyMap<Payer, number>;
}

const wentOut = (p: Proposal, period: Pick<Period, 'start' | 'end'>): boolean =>
  lies(p.paidAt, period) && (p.state === 'accepted' || p.state === 'executed');

/** What was paid in a period. What was declined, rejected, withdrawn or expired never went out. */
export function paidIn(cases: readonly Case[], period: Pick<Period, 'start' | 'end'>): Paid {
  const lines = cases.flatMap((c) => c.proposals.filter((p) => wentOut(p, period)).flatMap((p) => p.lines));
  return {
    refundFen: refundFen(lines),
    goodwillFen: goodwillFen(lines),
    byKind: tally(MONEY_KINDS, (kind) => totalFen(lines, kind)),
    byPayer: tally(PAYERS, (payer) => totalFen(lines.filter((line) => line.payer === payer))),
  };
}

/** How much falls to each; what comes to nothing is left out. */
export const tally = <K>(keys: readonly K[], of: (key: K) => number): ReadonlyMap<K, number> =>
  new Map(keys.map((key) => [key, of(key)] as const).filter(([, n]) => n > 0));
