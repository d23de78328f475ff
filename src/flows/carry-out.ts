import { type Case, liveProposal, type Proposal } from '../domain/case.ts';
import type { CaseStatus } from '../domain/case-status.ts';
import { followUpClocks } from '../domain/clock.ts';
import { RuleError } from '../domain/errors.ts';
import { careTeam } from '../domain/escalation.ts';
import type { CaseId, ChatUserRef, PersonId } from '../domain/ids.ts';
import { type NewJob, showApproval } from '../domain/job.ts';
import type { ChatFile } from '../domain/message.ts';
import { totalFen } from '../domain/money.ts';
import { checkMayAct, needReason } from '../domain/permission.ts';
import type { Person } from '../domain/person.ts';
import type { Ports } from '../ports.ts';
import { say } from './announce-case.ts';
import { changeCase, policyOf } from './change-case.ts';
import { findPerson } from './find-person.ts';
import { copies } from './open-case.ts';

/** What the customer said, who carries it out (whoever has the case, when left out), and until when. */
export interface Acceptance {
  readonly text: string;
  readonly responsible?: ChatUserRef | null;
  readonly executeBy?: Date | null;
}

/** The customer accepts what was offered. */
export async function acceptOffer(
  ports: Pick<Ports, 'cases' | 'clock' | 'people' | 'chat' | 'policies'>,
  by: Person,
  id: CaseId,
  { text, responsible, executeBy }: Acceptance,
): Promise<Case> {
  const who = responsible ? await findPerson(ports, responsible) : null;
  return changeCase(ports, by, id, (c, at) => {
    checkMayAct(by, c, 'accept');
    if (who && (who.role === null || !who.active)) throw new RuleError('assignee_without_role', { name: who.name });
    if (executeBy && executeBy <= at) throw new RuleError('time_in_the_past', {});
    const done = { responsible: who?.id ?? c.assignee, executeBy: executeBy?.toISOString() ?? null };
    const proposal = offered(c);
    const accepted = { type: 'accepted', proposal: proposal.id, text: text.trim(), ...done } as const;
    return { events: [accepted], jobs: priced(c, proposal) };
  });
}

/** The money went out while other work goes on; it counts from now, once. */
export function payOut(ports: Pick<Ports, 'cases' | 'clock'>, by: Person, id: CaseId, proof: string): Promise<Case> {
  return changeCase(ports, by, id, (c) => {
    checkMayAct(by, c, 'pay');
    const proposal = offered(c);
    if (proposal.paidAt) throw new RuleError('already_paid', {});
    if (totalFen(proposal.lines) === 0) throw new RuleError('illegal_move', { status: c.status });
    if (proof.trim() === '') throw new RuleError('proof_required', {});
    return { events: [{ type: 'paid', proposal: proposal.id, proof: proof.trim() }], jobs: priced(c, proposal) };
  });
}

/**
 * The customer does not accept; an approval that was given is void and counts in no total. `seen` is the state the form was opened in: who
 * saw an open offer does not undo an acceptance that somebody else noted in between.
 */
export function declineOffer(
  ports: Pick<Ports, 'cases' | 'clock' | 'people'>,
  by: Person,
  id: CaseId,
  text: string,
  seen?: CaseStatus,
): Promise<Case> {
  return changeCase(ports, by, id, async (c) => {
    checkMayAct(by, c, 'decline');
    if (seen === 'offering' && c.status === 'executing') throw await acceptedMeanwhile(ports, id);
    const proposal = offered(c);
    // Money that went out does not come back by a press.
    if (proposal.paidAt) throw new RuleError('already_paid', {});
    return { events: [{ type: 'declined', proposal: proposal.id, text: needReason(text) }], jobs: priced(c, proposal) };
  });
}

/** What was agreed is done: with words or files to prove it. Customer care is asked to call back. */
export function carryOut(
  ports: Pick<Ports, 'cases' | 'clock' | 'people' | 'policies'>,
  by: Person,
  id: CaseId,
  input: { readonly proof: string; readonly files: readonly ChatFile[] },
): Promise<Case> {
  return changeCase(ports, by, id, async (c, at) => {
    checkMayAct(by, c, 'carry_out');
    const proof = input.proof.trim();
    if (proof === '' && input.files.length === 0) throw new RuleError('proof_required', {});
    const proposal = offered(c);
    const callBack = {
      kind: 'please_follow_up',
      caseId: id,
      number: c.number,
      mention: await callers(ports, c, by),
    } as const;
    const clocks = followUpClocks(c, at, policyOf(ports, c));
    return {
      events: [{ type: 'carried_out', proposal: proposal.id, proof, attachments: [], clocks }],
      jobs: [
        ...copies(c, input.files),
        ...priced(c, proposal),
        ...(c.thread
          ? [say(c, { ...callBack, mention: [...callBack.mention] }, { to: 'thread', message: c.thread })]
          : []),
      ],
    };
  });
}

async function acceptedMeanwhile(
  ports: Pick<Ports, 'cases' | 'people'>,
  id: CaseId,
): Promise<RuleError<'already_decided'>> {
  const accepted = (await ports.cases.timeline(id)).findLast((e) => e.body.type === 'accepted');
  const who = accepted?.by ? await ports.people.get(accepted.by) : null;
  return new RuleError('already_decided', { by: who?.name ?? '', decision: 'accepted' });
}

const priced = (c: Case, proposal: Proposal): readonly NewJob[] =>
  totalFen(proposal.lines) > 0 ? [showApproval(c, proposal.id)] : [];

function offered(c: Case): Proposal {
  const proposal = liveProposal(c);
  if (!proposal) throw new RuleError('illegal_move', { status: c.status });
  return proposal;
}

/** Who is asked to call back. The one who acts is not called by his own act. */
async function callers(ports: Pick<Ports, 'people'>, c: Case, by: Person): Promise<readonly PersonId[]> {
  const team = careTeam(c, await ports.people.staff());
  return team.filter((p) => p.id !== by.id).map((p) => p.id);
}
