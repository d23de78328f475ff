import type { Case } from '../domain/case.ts';
import type { CaseEventBody, FollowUpResult } from '../domain/case-event.ts';
import { callAgain, reopenClocks } from '../domain/clock.ts';
import type { Closing } from '../domain/closing.ts';
import { RuleError } from '../domain/errors.ts';
import type { CaseId } from '../domain/ids.ts';
import type { NewJob } from '../domain/job.ts';
import { isGraveAndOurs } from '../domain/kpi.ts';
import { checkMayAct, needReason } from '../domain/permission.ts';
import type { Person } from '../domain/person.ts';
import type { Ports } from '../ports.ts';
import { say } from './announce-case.ts';
import { changeCase, policyOf } from './change-case.ts';
import { recordingRefusal } from './record-refusal.ts';

type Needs = Pick<Ports, 'cases' | 'clock' | 'policies'>;

/** What a call-back found, and, where it closes the case, with what it is closed. */
export interface CallBack {
  readonly result: FollowUpResult;
  readonly text: string;
  readonly closing: Closing | null;
}

/**
 * The call-back. Satisfied closes a resolved case when it says with what; unhappy reopens it and tells its assignee; unreachable makes the call due
 * again the next day.
 */
export function recordFollowUp(ports: Needs, by: Person, id: CaseId, input: CallBack): Promise<Case> {
  return recordingRefusal(ports, by, id, 'follow_up', () => callBack(ports, by, id, input));
}

function callBack(ports: Needs, by: Person, id: CaseId, input: CallBack): Promise<Case> {
  return changeCase(ports, by, id, (c, at) => {
    checkMayAct(by, c, 'follow_up');
    const text = input.result === 'satisfied' ? input.text.trim() : needReason(input.text);
    const clocks = input.result === 'unreachable' ? callAgain(c, at, policyOf(ports, c)) : [];
    const called: CaseEventBody = { type: 'followed_up', result: input.result, text, clocks };
    if (input.result === 'unhappy') return withReopen(ports, by, c, at, text, [called]);
    const close = input.result === 'satisfied' && c.status === 'resolved' && input.closing;
    return { events: [called, ...(close ? [closed(text, close)] : [])], jobs: close ? analysisOf(c, close) : [] };
  });
}

const closed = (text: string, { resolution, verdict, parties }: Closing): CaseEventBody => ({
  type: 'closed',
  text,
  resolution,
  verdict,
  parties: [...parties],
});

/** Closes a case whose customer was called back and is satisfied. */
export function closeCase(
  ports: Needs,
  by: Person,
  id: CaseId,
  input: { readonly text: string; readonly closing: Closing },
): Promise<Case> {
  return changeCase(ports, by, id, (c) => {
    checkMayAct(by, c, 'close');
    if (!c.satisfied) throw new RuleError('follow_up_missing', {});
    return { events: [closed(input.text.trim(), input.closing)], jobs: analysisOf(c, input.closing) };
  });
}

/** Cases to learn from: their owner is asked for the case analysis (domain.md §4 step 13, §5, S0f). */
function analysisOf(c: Case, closing: Closing): readonly NewJob[] {
  const telling = isGraveAndOurs({ ...c, closing }) || c.breaches.some((b) => b.kind === 'resolve');
  if (!telling || !c.thread || !c.assignee) return [];
  const notice = { kind: 'case_analysis_wanted', caseId: c.id, number: c.number, mention: [c.assignee] } as const;
  return [say(c, { ...notice, mention: [...notice.mention] }, { to: 'thread', message: c.thread })];
}

/** Opens a resolved or closed case again; the time to answer starts anew, the 7 × 24 h of the KPI do not. */
export function reopenCase(ports: Needs, by: Person, id: CaseId, reason: string): Promise<Case> {
  return changeCase(ports, by, id, (c, at) => {
    checkMayAct(by, c, 'reopen');
    return withReopen(ports, by, c, at, needReason(reason), []);
  });
}

function withReopen(ports: Needs, by: Person, c: Case, at: Date, reason: string, before: readonly CaseEventBody[]) {
  const clocks = reopenClocks(c, c.severity, at, policyOf(ports, c));
  const reopened: CaseEventBody = { type: 'reopened', reason, clocks };
  const mention = c.assignee === by.id ? null : c.assignee;
  const notice = { kind: 'reopened', caseId: c.id, number: c.number, mention, by: by.id, reason } as const;
  const jobs: NewJob[] = c.thread ? [say(c, notice, { to: 'thread', message: c.thread })] : [];
  return { events: [...before, reopened], jobs };
}
