import { type Case, currentPause, liveProposal } from './case.ts';
import { type CaseClock, mayPause } from './case-clock.ts';
import { runningClocks } from './clock.ts';
import type { PersonId } from './ids.ts';
import { addOpen, openBetween } from './open-hours.ts';
import type { Role } from './person.ts';
import type { Policy } from './policy.ts';
import { type Timer, type TimerKind, timersOf } from './timer.ts';

/*
 * What has to be said when (domain.md §2 ladder, ours). A step is a point in time and somebody to be told; that each is told at most once is
 * the database's business (db/clocks.ts).
 */

export type Told =
  | { readonly to: 'assignee' }
  | { readonly to: 'person'; readonly person: PersonId }
  | { readonly to: 'role'; readonly role: Role }
  | { readonly to: 'care' }
  /** Those who may sign; level 0 = asked first, 1 = the next level up. */
  | { readonly to: 'signers'; readonly level: number };

export interface Step {
  /** Which instance: the clock's key and due time, so that a limit reckoned anew is a new promise. */
  readonly timer: string;
  readonly kind: TimerKind;
  /** `before`, `due`, `after:120`, `warn`, `day:1` … */
  readonly step: string;
  readonly at: Date;
  readonly dueAt: string;
  readonly told: Told;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const step = (timer: Timer, name: string, at: Date, told: Told): Step => ({
  timer: `${timer.key}@${timer.dueAt}`,
  kind: timer.kind,
  step: name,
  at,
  dueAt: timer.dueAt,
  told,
});

/** So many minutes of opening time before the due time; none when the limit is shorter than that. */
function before(timer: Timer, minutes: number, told: Told, policy: Policy): Step[] {
  if (minutes === 0) return [];
  const whole = openBetween(timer.from, new Date(timer.dueAt), policy.store);
  const until = whole - minutes * MINUTE;
  return until <= 0 ? [] : [step(timer, 'before', addOpen(timer.from, until, policy.store), told)];
}

/** Up the ladder of the case's severity, at and after the due time. */
function ladder(timer: Timer, c: Case, policy: Policy): Step[] {
  const due = new Date(timer.dueAt);
  const rungs = policy.reminders.ladder[c.severity].map(({ afterMinutes, to }) =>
    afterMinutes === 0
      ? step(timer, 'due', due, { to: 'role', role: to })
      : step(timer, `after:${afterMinutes}`, addOpen(due, afterMinutes * MINUTE, policy.store), {
          to: 'role',
          role: to,
        }),
  );
  return c.severity === 'major' ? [...rungs, ...everyDay(timer, policy)] : rungs;
}

/** A major case: the general manager is warned a day ahead and called again every day after. */
function everyDay(timer: Timer, policy: Policy): Step[] {
  const { majorWarnHours, majorDailyUpTo } = policy.reminders;
  const gm: Told = { to: 'role', role: 'general_manager' };
  const due = Date.parse(timer.dueAt);
  const warnAt = new Date(due - majorWarnHours * 60 * MINUTE);
  const warn = majorWarnHours > 0 && warnAt > timer.from ? [step(timer, 'warn', warnAt, gm)] : [];
  const days = Array.from({ length: majorDailyUpTo }, (_, i) =>
    step(timer, `day:${i + 1}`, new Date(due + (i + 1) * DAY), gm),
  );
  return [...warn, ...days];
}

const OWNER: Told = { to: 'assignee' };
const roles = (timer: Timer, names: readonly Role[]): Step[] =>
  names.map((role) => step(timer, `due:${role}`, new Date(timer.dueAt), { to: 'role', role }));

function stepsOf(timer: Timer, c: Case, policy: Policy): Step[] {
  const minutes = policy.reminders.beforeMinutes;
  switch (timer.kind) {
    case 'claim':
    case 'first_contact':
    case 'plan':
    case 'resolve':
      return [...before(timer, minutes[timer.kind], OWNER, policy), ...ladder(timer, c, policy)];
    case 'follow_up':
      return [
        ...before(timer, minutes.follow_up, { to: 'care' }, policy),
        ...roles(timer, ['customer_relations_manager']),
        step(timer, 'after:240', addOpen(new Date(timer.dueAt), 240 * MINUTE, policy.store), {
          to: 'role',
          role: 'general_manager',
        }),
      ];
    case 'promise':
      return [
        ...before(timer, minutes.promise, OWNER, policy),
        step(timer, 'due', new Date(timer.dueAt), OWNER),
        ...roles(timer, ['department_manager']),
      ];
    case 'execution': {
      const who = liveProposal(c)?.responsible;
      const told: Told = who ? { to: 'person', person: who } : OWNER;
      return [...before(timer, minutes.execution, told, policy), ...ladder(timer, c, policy)];
    }
    case 'approval':
      return [
        // The card only changes when somebody signs, which calls nobody: the next one in the chain is called here.
        ...((liveProposal(c)?.signatures.length ?? 0) > 0
          ? [step(timer, 'next', timer.from, { to: 'signers', level: 0 })]
          : []),
        step(timer, 'remind', new Date(timer.dueAt), { to: 'signers', level: 0 }),
        step(timer, 'fallback', addOpen(timer.from, policy.authority.fallbackAfterMinutes * MINUTE, policy.store), {
          to: 'signers',
          level: 1,
        }),
      ];
    default:
      return [
        ...before(timer, minutes.external, OWNER, policy),
        ...roles(timer, ['customer_relations_manager', 'general_manager']),
      ];
  }
}

/** Everything that has been, and will have to be, said about what runs now. An acknowledged clock stays silent from then on. */
export function stepsFor(c: Case, policy: Policy): readonly Step[] {
  return timersOf(c, policy).flatMap((timer) => {
    const silentFrom = c.clocks.find((k) => k.key === timer.key)?.acknowledgedAt ?? null;
    const steps = stepsOf(timer, c, policy);
    return silentFrom === null ? steps : steps.filter((s) => s.at.toISOString() <= silentFrom || s.step === 'before');
  });
}

/** Clocks and promises that ran out and are not yet in the timeline. */
export function newlyBroken(c: Case, now: Date, breached: (clock: CaseClock) => boolean) {
  return {
    clocks: c.clocks.filter((clock) => clock.breachedAt !== clock.dueAt && breached(clock)),
    promises: c.promises.filter(
      (p) => p.keptAt === null && p.brokenAt === null && Date.parse(p.dueAt) <= now.getTime(),
    ),
  };
}

/** When this case has to be looked at next, after `now`; null when nothing runs. */
export function nextCheckAt(c: Case, now: Date, policy: Policy): Date | null {
  const dues = [
    ...runningClocks(c).flatMap((clock) => (clock.dueAt && !(mayPause(clock) && currentPause(c)) ? [clock.dueAt] : [])),
    ...c.promises.filter((p) => p.keptAt === null).map((p) => p.dueAt),
  ].map((iso) => Date.parse(iso));
  const times = [...stepsFor(c, policy).map((s) => s.at.getTime()), ...dues].filter((t) => t > now.getTime());
  return times.length === 0 ? null : new Date(Math.min(...times));
}
