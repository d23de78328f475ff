import { type Case, currentPause, liveProposal } from './case.ts';
import { type CaseClock, type ClockKind, EXTERNAL_CLOCKS, isRunning, mayPause } from './case-clock.ts';
import { isOpen } from './case-status.ts';
import { runningClocks } from './clock.ts';
import { addOpen } from './open-hours.ts';
import type { Policy } from './policy.ts';

/** What can be late: a clock, a promise to the customer, the carrying out, a decision. */
export const TIMER_KINDS = [
  'claim',
  'first_contact',
  'plan',
  'resolve',
  'follow_up',
  'notice',
  'odr',
  'warranty_answer',
  'warranty_finish',
  'promise',
  'execution',
  'approval',
] as const satisfies readonly (ClockKind | 'promise' | 'execution' | 'approval')[];
export type TimerKind = (typeof TIMER_KINDS)[number];

/** Something of a case that can be late. */
export interface Timer {
  readonly key: string;
  readonly kind: TimerKind;
  readonly from: Date;
  readonly dueAt: string;
}

const MINUTE = 60_000;

const isExternal = (kind: TimerKind): boolean => EXTERNAL_CLOCKS.some((external) => external === kind);

/** While nobody has the case, only the claim and the answer climb: the rest would say the same again. */
const speaks = (clock: CaseClock, c: Case): boolean => {
  if (clock.dueAt === null) return false;
  if (mayPause(clock) && currentPause(c)) return false;
  const unclaimed = c.clocks.some((k) => k.kind === 'claim' && isRunning(k));
  return !unclaimed || clock.kind === 'claim' || clock.kind === 'resolve' || isExternal(clock.kind);
};

/** Everything of a case that runs now: its limits, its promises, what is being carried out, what waits for a signature. */
export function timersOf(c: Case, policy: Policy): Timer[] {
  const clocks = runningClocks(c)
    .filter((clock) => speaks(clock, c))
    .map(({ key, kind, from, dueAt }) => ({ key, kind, from: new Date(from), dueAt: dueAt as string }));
  const promises = c.promises
    .filter((p) => p.keptAt === null)
    .map((p) => ({ key: `promise:${p.id}`, kind: 'promise' as const, from: new Date(p.at), dueAt: p.dueAt }));
  const live = isOpen(c.status) ? liveProposal(c) : null;
  const execution =
    live?.state === 'accepted' && live.executeBy && live.answer
      ? [
          {
            key: `execution:${live.id}`,
            kind: 'execution' as const,
            from: new Date(live.answer.at),
            dueAt: live.executeBy,
          },
        ]
      : [];
  const asked = live?.signatures.at(-1)?.at ?? live?.proposedAt;
  const approval =
    live?.state === 'pending' && asked
      ? [
          {
            key: `approval:${live.id}:${live.signatures.length}`,
            kind: 'approval' as const,
            from: new Date(asked),
            dueAt: addOpen(new Date(asked), policy.authority.remindAfterMinutes * MINUTE, policy.store).toISOString(),
          },
        ]
      : [];
  return [...clocks, ...promises, ...execution, ...approval];
}
