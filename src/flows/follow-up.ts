import type { Case } from '../domain/case.ts';
import type { CaseEventBody, FollowUpResult } from '../domain/case-event.ts';
import { dueAt } from '../domain/clock.ts';
import { RuleError } from '../domain/errors.ts';
import type { CaseId } from '../domain/ids.ts';
import type { NewJob } from '../domain/job.ts';
import { checkMayAct, needReason } from '../domain/permission.ts';
import type { Person } from '../domain/person.ts';
import type { Ports } from '../ports.ts';
import { say } from './announce-case.ts';
import { changeCase } from './change-case.ts';

type Needs = Pick<Ports, 'cases' | 'clock' | 'policies'>;

/** The call-back. Satisfied may close the case at once; unhappy reopens it and tells its assignee; unreachable is only noted. */
export function recordFollowUp(
  ports: Needs,
  by: Person,
  id: CaseId,
  input: { readonly result: FollowUpResult; readonly text: string; readonly close: boolean },
): Promise<Case> {
  return changeCase(ports, by, id, (c, now) => {
    checkMayAct(by, c, 'follow_up');
    const text = input.result === 'satisfied' ? input.text.trim() : needReason(input.text);
    const called: CaseEventBody = { type: 'followed_up', result: input.result, text };
    if (input.result === 'unhappy') return withReopen(ports, by, c, now, text, [called]);
    const close: CaseEventBody[] = input.result === 'satisfied' && input.close ? [{ type: 'closed', text }] : [];
    return { events: [called, ...close] };
  });
}

/** Closes a case whose customer was called back and is satisfied. */
export function closeCase(ports: Needs, by: Person, id: CaseId, text: string): Promise<Case> {
  return changeCase(ports, by, id, (c) => {
    checkMayAct(by, c, 'close');
    if (!c.satisfied) throw new RuleError('follow_up_missing', {});
    return { events: [{ type: 'closed', text: text.trim() }] };
  });
}

/** Opens a resolved or closed case again; the time to answer starts anew. */
export function reopenCase(ports: Needs, by: Person, id: CaseId, reason: string): Promise<Case> {
  return changeCase(ports, by, id, (c, now) => {
    checkMayAct(by, c, 'reopen');
    return withReopen(ports, by, c, now, needReason(reason), []);
  });
}

function withReopen(ports: Needs, by: Person, c: Case, now: Date, reason: string, before: readonly CaseEventBody[]) {
  const reopened: CaseEventBody = { type: 'reopened', reason, ...dueAt(now, c.severity, ports.policies.current()) };
  const mention = c.assignee === by.id ? null : c.assignee;
  const notice = { kind: 'reopened', caseId: c.id, number: c.number, mention, by: by.id, reason } as const;
  const jobs: NewJob[] = c.thread ? [say(c, notice, { to: 'thread', message: c.thread })] : [];
  return { events: [...before, reopened], jobs };
}
