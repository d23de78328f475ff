import { type Case, currentPause } from '../domain/case.ts';
import type { PauseReason } from '../domain/case-clock.ts';
import { isRunning } from '../domain/case-clock.ts';
import { resumeClocks } from '../domain/clock.ts';
import { RuleError } from '../domain/errors.ts';
import type { CaseId } from '../domain/ids.ts';
import { checkMayAct, needReason } from '../domain/permission.ts';
import type { Person } from '../domain/person.ts';
import type { Ports } from '../ports.ts';
import { changeCase, policyOf } from './change-case.ts';
import { recordingRefusal } from './record-refusal.ts';

type Needs = Pick<Ports, 'cases' | 'clock' | 'policies'>;

/** Stops our own clocks while the case waits for somebody else: a manager and a reason (domain.md §2). What is owed outside runs on. */
export function pauseCase(
  ports: Needs,
  by: Person,
  id: CaseId,
  input: { readonly waitingFor: PauseReason; readonly reason: string },
): Promise<Case> {
  const paused = () =>
    changeCase(ports, by, id, (c) => {
      checkMayAct(by, c, 'pause');
      if (currentPause(c)) throw new RuleError('already_paused', {});
      return { events: [{ type: 'paused', waitingFor: input.waitingFor, reason: needReason(input.reason) }] };
    });
  return recordingRefusal(ports, by, id, 'pause', paused);
}

/** The wait is over: each clock is due later by the opening time of the wait. */
export function resumeCase(ports: Needs, by: Person, id: CaseId): Promise<Case> {
  return changeCase(ports, by, id, (c, at) => {
    checkMayAct(by, c, 'resume');
    if (!currentPause(c)) throw new RuleError('not_paused', {});
    return { events: [{ type: 'resumed', clocks: resumeClocks(c, at, policyOf(ports, c)) }] };
  });
}

/** The customer agreed to another date for the answer; it replaces the due time, and both are kept (domain.md §2). */
export function agreeDate(
  ports: Needs,
  by: Person,
  id: CaseId,
  input: { readonly dueAt: Date; readonly text: string },
): Promise<Case> {
  return changeCase(ports, by, id, (c, at) => {
    checkMayAct(by, c, 'agree_date');
    if (input.dueAt <= at) throw new RuleError('time_in_the_past', {});
    return { events: [{ type: 'date_agreed', dueAt: input.dueAt.toISOString(), text: needReason(input.text) }] };
  });
}

/** Something promised to the customer, with its time: it gets a reminder of its own. */
export function makePromise(
  ports: Needs,
  by: Person,
  id: CaseId,
  input: { readonly dueAt: Date; readonly text: string; readonly heard?: string | null },
): Promise<Case> {
  const promise = ports.clock.newId();
  return changeCase(ports, by, id, (c, at) => {
    checkMayAct(by, c, 'promise');
    if (input.dueAt <= at) throw new RuleError('time_in_the_past', {});
    const heard = input.heard ?? null;
    // Somebody noted it meanwhile, or said that it is none: it is not promised twice.
    if (heard !== null && !c.reading.heard.some((h) => h.id === heard)) throw new RuleError('promise_not_found', {});
    const text = needReason(input.text);
    return { events: [{ type: 'promised', promise, text, dueAt: input.dueAt.toISOString(), heard }] };
  });
}

/** A promise was kept; a broken one can still be made good, and stays counted. */
export function keepPromise(ports: Needs, by: Person, id: CaseId, promise: string, text: string): Promise<Case> {
  return changeCase(ports, by, id, (c) => {
    checkMayAct(by, c, 'keep_promise');
    if (!c.promises.some((p) => p.id === promise && p.keptAt === null)) throw new RuleError('promise_not_found', {});
    return { events: [{ type: 'promise_kept', promise, text: text.trim() }] };
  });
}

/** "I am on it": the ladder of this clock rests until the next clock; said of a case nobody has, it takes the case. Pressing twice is no fault. */
export function acknowledgeClock(ports: Needs, by: Person, id: CaseId, clock: string): Promise<Case> {
  return changeCase(ports, by, id, (c) => {
    checkMayAct(by, c, 'acknowledge');
    const found = c.clocks.find((k) => k.key === clock);
    if (!found || !isRunning(found)) throw new RuleError('nothing_to_acknowledge', {});
    if (found.kind === 'claim' && c.status === 'new') {
      checkMayAct(by, c, 'claim');
      return { events: [{ type: 'claimed', assignee: by.id }] };
    }
    return { events: found.acknowledgedAt ? [] : [{ type: 'acknowledged', clock }] };
  });
}
