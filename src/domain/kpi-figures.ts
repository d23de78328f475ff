import type { Breach, Case } from './case.ts';
import { type ClockKind, EXTERNAL_CLOCKS } from './case-clock.ts';
import type { CaseEvent, CaseEventType } from './case-event.ts';
import { replay } from './case-fold.ts';
import { isOpen } from './case-status.ts';
import { isOverdue } from './clock.ts';
import { CATEGORIES, type Category, SEVERITIES, type Severity } from './complaint.ts';
import type { CaseId } from './ids.ts';
import { isCounted, type Paid, paidIn, tally } from './kpi.ts';
import { lies, type Period } from './kpi-period.ts';

/** Events that the figures of a period are counted from. */
export const FIGURE_EVENTS = [
  'closed',
  'reopened',
  'duplicate_received',
  'merged',
  'approved',
  'rejected',
  'refused',
] as const satisfies readonly CaseEventType[];

/** Limits that can be missed besides that of the answer; those owed to somebody outside are one. */
export const MISSED_LIMITS = ['claim', 'first_contact', 'plan', 'follow_up', 'external', 'promise'] as const;
export type MissedLimit = (typeof MISSED_LIMITS)[number];

/** What happened in a period, and what is open now. */
export interface Figures {
  readonly fresh: number;
  /** Of the new cases, by the severity and category they have now. */
  readonly bySeverity: ReadonlyMap<Severity, number>;
  readonly byCategory: ReadonlyMap<Category, number>;
  /** Cases closed in the period and closed now, and how often cases were closed in it. */
  readonly closed: number;
  readonly closeEvents: number;
  readonly dismissed: number;
  readonly open: number;
  readonly overdue: number;
  /** Cases whose answer came too late: opened in the period, and open already when it began. */
  readonly breached: number;
  readonly breachedCarriedIn: number;
  readonly missed: ReadonlyMap<MissedLimit, number>;
  readonly reopened: number;
  readonly duplicates: number;
  readonly approvals: number;
  readonly rejections: number;
  /** What the rules refused, orders to the desk included. */
  readonly refused: number;
  readonly paid: Paid;
}

/** What the figures are counted from. */
export interface Material {
  /** At least everything that is open or has changed since the period began. */
  readonly cases: readonly Case[];
  /** The FIGURE_EVENTS of the period. */
  readonly events: readonly CaseEvent[];
  /** Cases of before the period that were open when it began. */
  readonly carriedIn: ReadonlySet<CaseId>;
  /** Messages that tried to give the desk orders. */
  readonly orders: number;
}

/** Whether a case of this timeline was open at an instant. */
export function wasOpenAt(timeline: readonly CaseEvent[], at: Date): boolean {
  const then = replay(timeline.filter((e) => Date.parse(e.at) < at.getTime()));
  return then !== null && isOpen(then.status);
}

const answerBreaches = (c: Case): readonly Breach[] => c.breaches.filter((b) => b.kind === 'resolve');

/** Whose openness at the start of a period has to be looked up: old cases whose answer was late. */
export const mayBeCarriedIn = (c: Case, period: Period): boolean =>
  isCounted(c) && Date.parse(c.openedAt) < period.start.getTime() && answerBreaches(c).length > 0;

const limitOf = (kind: ClockKind): MissedLimit | null => {
  if (kind === 'resolve') return null;
  return EXTERNAL_CLOCKS.some((k) => k === kind) ? 'external' : (kind as MissedLimit);
};

function missedIn(cases: readonly Case[], period: Period): ReadonlyMap<MissedLimit, number> {
  const limits = cases.flatMap((c) => c.breaches.filter((b) => lies(b.dueAt, period)).map((b) => limitOf(b.kind)));
  const broken = cases.flatMap((c) => c.promises.filter((p) => lies(p.brokenAt, period)));
  return tally(MISSED_LIMITS, (limit) =>
    limit === 'promise' ? broken.length : limits.filter((missed) => missed === limit).length,
  );
}

/** The figures of a period as they stand at `now`. */
export function figures(material: Material, period: Period, now: Date): Figures {
  const counted = material.cases.filter(isCounted);
  const fresh = counted.filter((c) => lies(c.openedAt, period));
  const open = counted.filter((c) => isOpen(c.status));
  const events = material.events.filter((e) => lies(e.at, period));
  const of = (type: (typeof FIGURE_EVENTS)[number]) => events.filter((e) => e.body.type === type);
  const casesOf = (type: (typeof FIGURE_EVENTS)[number]) => new Set(of(type).map((e) => e.caseId));
  const closedInPeriod = casesOf('closed');
  const lateBy = (b: Breach) => Date.parse(b.dueAt) < period.end.getTime();
  return {
    fresh: fresh.length,
    bySeverity: tally(SEVERITIES, (s) => fresh.filter((c) => c.severity === s).length),
    byCategory: tally(CATEGORIES, (k) => fresh.filter((c) => c.category.value === k).length),
    closed: counted.filter((c) => c.status === 'closed' && closedInPeriod.has(c.id)).length,
    closeEvents: of('closed').length,
    dismissed: material.cases.filter((c) => c.status === 'dismissed' && lies(c.updatedAt, period)).length,
    open: open.length,
    overdue: open.filter((c) => isOverdue(c, now)).length,
    breached: fresh.filter((c) => answerBreaches(c).some((b) => lies(b.dueAt, period))).length,
    breachedCarriedIn: counted.filter((c) => material.carriedIn.has(c.id) && answerBreaches(c).some(lateBy)).length,
    missed: missedIn(counted, period),
    reopened: casesOf('reopened').size,
    duplicates: of('duplicate_received').length + of('merged').length,
    approvals: of('approved').length,
    rejections: of('rejected').length,
    refused: of('refused').length + material.orders,
    paid: paidIn(material.cases, period),
  };
}
