import { addDays, localDate } from './business-time.ts';
import { type Case, currentPause, roundOf } from './case.ts';
import {
  type CaseClock,
  type ClockKind,
  type ClockSet,
  isRunning,
  mayPause,
  nextFollowUp,
  resolveClock,
} from './case-clock.ts';
import type { Severity, Trigger } from './complaint.ts';
import { addOpen, closeOnOrAfter, openBetween } from './open-hours.ts';
import type { Policy } from './policy.ts';
import { addWorkingDays, UnknownYearError } from './working-days.ts';

/*
 * When things are due (domain.md §2, §9). What is reckoned here is stored in the event that sets the clock, so a replay never reckons again and
 * an edit of the policy moves nothing that runs.
 */

type Limit = Pick<ClockSet, 'dueAt' | 'missingYear'>;
const MINUTE = 60_000;

const limit = (reckon: () => Date | null): Limit => {
  try {
    return { dueAt: reckon()?.toISOString() ?? null, missingYear: null };
  } catch (error) {
    if (error instanceof UnknownYearError) return { dueAt: null, missingYear: error.year };
    throw error;
  }
};

/** Store close after so many working days of the calendar; 0 = the same day, after close the next opening day (S0c 当天). */
function afterWorkingDays(from: Date, days: number, { store }: Policy): Date | null {
  const today = localDate(from, store.timeZone);
  if (days > 0) return closeOnOrAfter(addWorkingDays(today, days, store), store);
  const close = closeOnOrAfter(today, store);
  return close && close <= from ? closeOnOrAfter(addDays(today, 1), store) : close;
}

const inMinutes = (from: Date, minutes: number, { store }: Policy): Date => addOpen(from, minutes * MINUTE, store);

/** When a clock that is reckoned from `from` is due; null when the policy sets no such limit. */
function limitOf(kind: ClockKind, from: Date, severity: Severity, policy: Policy): Limit | null {
  const { clocks } = policy;
  const days = (n: number) => limit(() => afterWorkingDays(from, n, policy));
  switch (kind) {
    case 'claim':
      return limit(() => inMinutes(from, clocks.claimMinutes[severity], policy));
    case 'first_contact':
      return limit(() => inMinutes(from, clocks.firstContactMinutes[severity], policy));
    case 'plan': {
      const n = clocks.planWorkingDays[severity];
      return n === null ? null : days(n);
    }
    case 'resolve':
      return days(clocks.resolveWorkingDays[severity]);
    case 'notice':
      return days(clocks.noticeWorkingDays);
    case 'odr':
      return days(clocks.odrWorkingDays);
    case 'warranty_answer':
      return days(clocks.warrantyAnswerWorkingDays);
    case 'warranty_finish':
      return days(clocks.warrantyFinishWorkingDays);
    case 'follow_up':
      return null;
  }
}

function set(kinds: readonly ClockKind[], at: Date, severity: Severity, round: number, policy: Policy): ClockSet[] {
  const iso = at.toISOString();
  return kinds.flatMap((kind): ClockSet[] => {
    const due = limitOf(kind, at, severity, policy);
    return due ? [{ key: `${kind}:${round}`, kind, startedAt: iso, from: iso, ...due }] : [];
  });
}

/** What a complaint is about besides its severity, where the law has a limit of its own. */
export interface Owed {
  readonly triggers: readonly Trigger[];
  /** Return or replacement of the car is asked for (三包). */
  readonly returnClaimed: boolean;
}

const owedKinds = ({ triggers, returnClaimed }: Owed): ClockKind[] => [
  ...(triggers.includes('government') ? (['odr'] as const) : []),
  ...(returnClaimed ? (['warranty_answer', 'warranty_finish'] as const) : []),
];

/** The clocks a complaint starts with. */
export const openingClocks = (at: Date, severity: Severity, owed: Owed, policy: Policy): ClockSet[] =>
  set(['claim', 'first_contact', 'plan', 'resolve', 'notice', ...owedKinds(owed)], at, severity, 0, policy);

/** Clocks owed outside that start with what was learnt later; those that run already are left alone. */
export const owedClocks = (c: Case, at: Date, owed: Owed, policy: Policy): ClockSet[] =>
  set(owedKinds(owed), at, c.severity, 0, policy).filter((s) => !c.clocks.some((clock) => clock.key === s.key));

/** The later of two ISO instants. */
const laterOf = (a: string, b: string): string => (a.localeCompare(b) > 0 ? a : b);

/** Opening time a clock stood still since `from`, in milliseconds; a wait that still lasts is added when it ends. */
function pausedMs(c: Case, from: string, policy: Policy): number {
  return c.pauses.reduce((sum, pause) => {
    if (pause.until === null) return sum;
    const start = laterOf(pause.at, from);
    return sum + openBetween(new Date(start), new Date(pause.until), policy.store);
  }, 0);
}

const later = (dueAt: string, ms: number, policy: Policy): string =>
  addOpen(new Date(dueAt), ms, policy.store).toISOString();

const OWN: readonly ClockKind[] = ['claim', 'first_contact', 'plan', 'resolve'];

/**
 * The limits of another severity. Raised, they are reckoned from now: what makes it graver is known from now on. Lowered, they are reckoned
 * from the start of the clock, and the opening time it stood still is added, so that nothing elapsed and nothing waited is lost.
 */
export function severityClocks(c: Case, to: Severity, raised: boolean, at: Date, policy: Policy): ClockSet[] {
  const round = roundOf(c);
  return OWN.flatMap((kind): ClockSet[] => {
    const key = `${kind}:${round}`;
    const clock = c.clocks.find((k) => k.key === key);
    if (clock && !isRunning(clock)) return [];
    const startedAt = clock?.startedAt ?? at.toISOString();
    const from = raised || !clock ? at : new Date(startedAt);
    const due = limitOf(kind, from, to, policy);
    // The other level asks for no plan: the clock stays as it is rather than vanish.
    if (!due) return [];
    const waited = raised ? 0 : pausedMs(c, startedAt, policy);
    const dueAt = due.dueAt && waited > 0 ? later(due.dueAt, waited, policy) : due.dueAt;
    return [{ key, kind, startedAt, from: from.toISOString(), missingYear: due.missingYear, dueAt }];
  });
}

/** The clocks of a new life: an owner is known already, so there is nothing to claim. */
export const reopenClocks = (c: Case, severity: Severity, at: Date, policy: Policy): ClockSet[] =>
  set(['first_contact', 'plan', 'resolve'], at, severity, roundOf(c) + 1, policy);

/** The clocks of a case that was set aside by a slip: as if it came in now. Keys of the old life are kept, and run again. */
export const restoreClocks = (c: Case, at: Date, policy: Policy): ClockSet[] =>
  set(['claim', 'first_contact', 'plan', 'resolve'], at, c.severity, roundOf(c), policy);

/** The call-backs after a solution: so many days later, by store close. */
export function followUpClocks(c: Case, at: Date, policy: Policy): ClockSet[] {
  const iso = at.toISOString();
  const today = localDate(at, policy.store.timeZone);
  return policy.clocks.followUpDays[c.severity].map((days, i) => {
    const due = limit(() => closeOnOrAfter(addDays(today, days), policy.store));
    return { key: `follow_up:${roundOf(c)}.${i + 1}`, kind: 'follow_up' as const, startedAt: iso, from: iso, ...due };
  });
}

/** Nobody was reached: the call is due again the next opening day. */
export function callAgain(c: Case, at: Date, policy: Policy): ClockSet[] {
  const clock = nextFollowUp(c.clocks);
  if (!clock) return [];
  const tomorrow =
    closeOnOrAfter(addDays(localDate(at, policy.store.timeZone), 1), policy.store)?.toISOString() ?? null;
  const dueAt = tomorrow && clock.dueAt && clock.dueAt > tomorrow ? clock.dueAt : tomorrow;
  return [{ ...setOf(clock), dueAt }];
}

const setOf = ({ key, kind, startedAt, from, dueAt, missingYear }: CaseClock): ClockSet => ({
  key,
  kind,
  startedAt,
  from,
  dueAt,
  missingYear,
});

/** The clocks that stood still go on: each is due later by the opening time of the wait. */
export function resumeClocks(c: Case, at: Date, policy: Policy): ClockSet[] {
  const pause = currentPause(c);
  if (!pause) return [];
  return c.clocks
    .filter((clock) => isRunning(clock) && mayPause(clock) && clock.dueAt !== null)
    .map((clock) => {
      const start = laterOf(pause.at, clock.from);
      const waited = openBetween(new Date(start), at, policy.store);
      // Nothing added to a due time at store close would make it the next opening.
      return waited === 0 ? setOf(clock) : { ...setOf(clock), dueAt: later(clock.dueAt as string, waited, policy) };
    });
}

/** The instant up to which a clock counts: while it stands still, the start of the wait. */
export function countedUntil(c: Case, clock: CaseClock, now: Date): Date {
  const pause = currentPause(c);
  return pause && mayPause(clock) && Date.parse(pause.at) < now.getTime() ? new Date(pause.at) : now;
}

/** A clock that ran out before it was kept; the due instant itself is too late for what is not done by then. */
export const isBreached = (c: Case, clock: CaseClock, now: Date): boolean =>
  clock.dueAt !== null && isRunning(clock) && Date.parse(clock.dueAt) <= countedUntil(c, clock, now).getTime();

/** A case whose answer is past its due time. */
export function isOverdue(c: Case, now: Date): boolean {
  const clock = resolveClock(c.clocks);
  return clock !== null && isBreached(c, clock, now);
}

/** The clocks that can still be missed, the most urgent first. */
export const runningClocks = (c: Case): readonly CaseClock[] =>
  c.clocks.filter(isRunning).sort((a, b) => (a.dueAt ?? '9').localeCompare(b.dueAt ?? '9'));
