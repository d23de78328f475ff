import { addDays, instantOf } from './business-time.ts';
import type { Case, CustomerPromise } from './case.ts';
import { type CaseClock, isRunning } from './case-clock.ts';
import { isOpen } from './case-status.ts';
import { isMajorOrMayBe, lateMs, type Risk, risksOf, type Waiting } from './digest-risk.ts';
import type { PersonId } from './ids.ts';
import { type CloseRate, type ComplaintRates, isCounted, type Ratio } from './kpi.ts';
import type { Figures } from './kpi-figures.ts';
import { lies, type Period } from './kpi-period.ts';
import type { Person } from './person.ts';
import type { ModelUse } from './usage.ts';

/** Time limits that end on one day. */
export interface DueToday {
  readonly case: Case;
  readonly clocks: readonly CaseClock[];
}

export interface PromiseDue {
  readonly case: Case;
  readonly promise: CustomerPromise;
}

/** What is open at the time of a page, and needs somebody. */
export interface Standing {
  readonly open: number;
  /** The latest first. */
  readonly overdue: readonly { readonly case: Case; readonly lateMs: number }[];
  readonly unclaimed: readonly Case[];
  readonly majorOrMayBe: readonly Case[];
  readonly waiting: readonly Waiting[];
  /** Promises to customers not kept yet and due by the page's horizon, the earliest first. */
  readonly promises: readonly PromiseDue[];
  readonly dueToday: readonly DueToday[];
  readonly risks: readonly Risk[];
}

/** What the reminders did in the page's time (anchors.md §d 17). */
export interface Watchdog {
  readonly told: number;
  readonly waiting: number;
  readonly worstLagMs: number;
}

/** Rates against the targets of the policy (S0d). */
export interface Rates {
  /** Cases opened in the seven days before the period, and since the first of the month. */
  readonly close: CloseRate;
  readonly closeOfMonth: CloseRate;
  /** New cases of the period: too young for the rate, a count only. */
  readonly young: CloseRate;
  readonly closeTarget: number;
  /** Null where vehicle counts are missing. */
  readonly complaintsOfWeek: Ratio | null;
  readonly complaintsOfQuarter: ComplaintRates | null;
  readonly complaintTarget: number;
}

interface Head {
  /** The store-local day it is about; of a week its last. */
  readonly date: string;
  readonly storeName: string;
  readonly timeZone: string;
  readonly now: string;
  readonly people: ReadonlyMap<PersonId, Person>;
  readonly standing: Standing;
  readonly watchdog: Watchdog;
  /** What the models were asked that day, or that week; null when none was. */
  readonly model: ModelUse | null;
}

/** Before the doors open: what today asks for. */
export interface MorningPage extends Head {
  readonly kind: 'morning';
}

/** After the day: what happened, and what needs a decision. */
export interface DailyPage extends Head {
  readonly kind: 'daily';
  readonly figures: Figures;
}

/** The same for a week, with the rates. */
export interface WeeklyPage extends Head {
  readonly kind: 'weekly';
  readonly period: Period;
  readonly figures: Figures;
  readonly rates: Rates;
}

/** A digest as any chat can show it. */
export type DigestPage = MorningPage | DailyPage | WeeklyPage;

const byLateness = (a: { lateMs: number }, b: { lateMs: number }): number => b.lateMs - a.lateMs;
const earliestFirst = (a: PromiseDue, b: PromiseDue): number => a.promise.dueAt.localeCompare(b.promise.dueAt);

function dueOn(open: readonly Case[], day: Pick<Period, 'start' | 'end'>, now: Date): readonly DueToday[] {
  // What lies ahead of now as well begins a millisecond after it.
  const ahead = { start: new Date(Math.max(day.start.getTime(), now.getTime() + 1)), end: day.end };
  return open.flatMap((c) => {
    const clocks = c.clocks.filter((k) => isRunning(k) && lies(k.dueAt, ahead));
    return clocks.length > 0 ? [{ case: c, clocks }] : [];
  });
}

const promisesOf = (cases: readonly Case[], until: Date): readonly PromiseDue[] =>
  cases
    .filter(isCounted)
    .flatMap((c) => c.promises.map((promise) => ({ case: c, promise })))
    .filter(({ promise }) => promise.keptAt === null && Date.parse(promise.dueAt) < until.getTime())
    .sort(earliestFirst);

/** What a standing is made of; `horizonDays` 0 asks for the promises of the day itself, 1 for those of the next day too. */
export interface StandingInput {
  readonly cases: readonly Case[];
  readonly waiting: readonly Waiting[];
  readonly staff: readonly Person[];
  readonly date: string;
  readonly timeZone: string;
  readonly horizonDays: number;
}

/** Where the store stands at `now`. */
export function standing(input: StandingInput, now: Date): Standing {
  const { cases, waiting, staff, date, timeZone, horizonDays } = input;
  const open = cases.filter((c) => isOpen(c.status));
  const midnight = (days: number) => instantOf(addDays(date, days), '00:00', timeZone);
  return {
    open: open.length,
    overdue: open
      .flatMap((c) => {
        const late = lateMs(c, now);
        return late === null ? [] : [{ case: c, lateMs: late }];
      })
      .sort(byLateness),
    unclaimed: open.filter((c) => c.status === 'new'),
    majorOrMayBe: open.filter(isMajorOrMayBe),
    waiting,
    promises: promisesOf(cases, midnight(1 + horizonDays)),
    dueToday: dueOn(open, { start: midnight(0), end: midnight(1) }, now),
    risks: risksOf(open, waiting, staff, now),
  };
}

/** Everybody a page names. */
export const namedOn = ({
  overdue,
  unclaimed,
  majorOrMayBe,
  waiting,
  promises,
  dueToday,
  risks,
}: Standing): PersonId[] =>
  [
    ...[...overdue, ...promises, ...dueToday, ...risks].map((line) => line.case.assignee),
    ...[...unclaimed, ...majorOrMayBe].map((c) => c.assignee),
    ...waiting.flatMap((w) => [w.proposal.proposedBy, ...w.asked]),
    ...promises.map((p) => p.promise.by),
    ...risks.flatMap((r) => r.wanted.from),
  ].filter((id) => id !== null);
