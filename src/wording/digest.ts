import type { Wanted } from '../domain/digest-risk.ts';
import type { DigestKind } from '../domain/job.ts';

/** A count with its name, in the order it is shown. */
export type Count = readonly [name: string, count: string | number];

/** What happened in a period, in numbers. `span` is today or this week. */
export interface FigureWording {
  readonly span: Readonly<Record<'daily' | 'weekly', string>>;
  readonly noneFresh: (span: string) => string;
  readonly fresh: (count: number, severities: readonly Count[]) => string;
  /** `times` only where cases were closed more often than there are cases. */
  readonly closed: (count: number, times: number | null) => string;
  readonly open: (count: number, overdue: number) => string;
  readonly breached: (span: string, count: number, carriedIn: number) => string;
  readonly counts: Readonly<
    Record<'reopened' | 'duplicates' | 'dismissed' | 'approvals' | 'rejections' | 'refused', string>
  >;
  readonly missed: (span: string, limits: readonly Count[]) => string;
  /** Limits owed to somebody outside, all in one. */
  readonly external: string;
  readonly byCategory: (span: string) => string;
  readonly paid: (span: string, total: string, refund: string, goodwill: string) => string;
  readonly nonePaid: (span: string) => string;
  readonly byKind: string;
  readonly byPayer: string;
}

/** Rates against their targets; `rate` and `target` are written as percent already, `of` as a fraction. */
export interface RateWording {
  readonly close: (rate: string, of: string) => string;
  readonly noneMatured: string;
  readonly met: (target: string) => string;
  readonly missed: (target: string) => string;
  readonly young: (opened: number, closed: number) => string;
  readonly month: (rate: string, of: string, immature: number) => string;
  readonly week: (rate: string, of: string) => string;
  readonly quarter: (from: string, to: string, target: string) => string;
  readonly line: Readonly<Record<'all' | 'justified' | 'graveAndOurs', string>>;
  readonly weekUnknown: string;
  readonly quarterUnknown: string;
  readonly addVisits: string;
}

/** What is open and needs somebody. */
export interface OpenWording {
  readonly morning: (open: number, overdue: number, unclaimed: number, major: number) => string;
  readonly nothingOpen: string;
  readonly overdue: (count: number) => string;
  readonly noneOverdue: string;
  readonly unclaimed: (count: number) => string;
  readonly major: (count: number) => string;
  readonly mayBeMajor: string;
  readonly dueToday: (count: number) => string;
  readonly promises: Readonly<Record<DigestKind, (count: number) => string>>;
  readonly promiseLate: string;
  readonly approvals: (count: number) => string;
  readonly asked: (names: string) => string;
  readonly risks: string;
  /** Who is wanted for what; `names` empty: nobody is set up who could. */
  readonly wanted: (names: string, what: string) => string;
  readonly what: Readonly<Record<Wanted['action'], (amount: string) => string>>;
  readonly more: (count: number) => string;
}

/** Vehicles in the workshop, after they were typed in. */
export interface VisitsWording {
  readonly added: string;
  readonly span: (from: string, to: string, count: string) => string;
  readonly covered: (from: string, to: string, count: string) => string;
  readonly missingFrom: (date: string) => string;
  readonly noneCovered: (date: string) => string;
}

/** What the model was asked. */
export interface ModelWording {
  readonly used: (parts: readonly string[]) => string;
  readonly asked: (calls: number, failed: number) => string;
  readonly lessThan: (sum: string) => string;
  readonly unpriced: (calls: number) => string;
  readonly cached: (share: string) => string;
  readonly spent: string;
}

/** Everything a digest says. */
export interface DigestWording {
  readonly title: Readonly<Record<DigestKind, (store: string, dates: string) => string>>;
  readonly dates: (from: string, to: string) => string;
  readonly figures: FigureWording;
  readonly rates: RateWording;
  readonly open: OpenWording;
  readonly visits: VisitsWording;
  readonly watchdog: (told: number, lag: string) => string;
  readonly watchdogWaiting: (told: number, waiting: number, lag: string) => string;
  readonly lag: (minutes: number, seconds: number) => string;
  readonly model: ModelWording;
}
