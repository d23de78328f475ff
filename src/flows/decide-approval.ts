import { checkMayDecide } from '../domain/authority.ts';
import type { Case, Proposal } from '../domain/case.ts';
import { RuleError } from '../domain/errors.ts';
import type { CaseId, ProposalId } from '../domain/ids.ts';
import { showApproval } from '../domain/job.ts';
import { totalFen } from '../domain/money.ts';
import { checkMayAct, needReason } from '../domain/permission.ts';
import type { Person } from '../domain/person.ts';
import type { Ports } from '../ports.ts';
import { say } from './announce-case.ts';
import { changeCase } from './change-case.ts';

type Needs = Pick<Ports, 'cases' | 'clock' | 'people' | 'policies'>;

/** Approves a proposal of exactly the amount that was shown. Of several presses at once one decides; the others hear whose it was. */
export function approveProposal(
  ports: Needs,
  by: Person,
  id: CaseId,
  proposal: ProposalId,
  shownFen: number,
): Promise<Case> {
  return changeCase(ports, by, id, async (c) => {
    const pending = await checkDecision(ports, by, c, proposal, shownFen, 'approve');
    const notice = {
      kind: 'approved',
      caseId: id,
      number: c.number,
      mention: pending.proposedBy,
      by: by.id,
      amountFen: shownFen,
    } as const;
    return {
      events: [{ type: 'approved', proposal, amountFen: shownFen }],
      jobs: [showApproval(c, proposal), ...(c.thread ? [say(c, notice, { to: 'thread', message: c.thread })] : [])],
    };
  });
}

/** Rejects a proposal; the reason is for everyone in the thread to read. */
export function rejectProposal(
  ports: Needs,
  by: Person,
  id: CaseId,
  proposal: ProposalId,
  shownFen: number,
  reason: string,
): Promise<Case> {
  return changeCase(ports, by, id, async (c) => {
    const pending = await checkDecision(ports, by, c, proposal, shownFen, 'reject');
    const why = needReason(reason);
    const notice = {
      kind: 'rejected',
      caseId: id,
      number: c.number,
      mention: pending.proposedBy,
      by: by.id,
      reason: why,
    } as const;
    return {
      events: [{ type: 'rejected', proposal, amountFen: shownFen, reason: why }],
      jobs: [showApproval(c, proposal), ...(c.thread ? [say(c, notice, { to: 'thread', message: c.thread })] : [])],
    };
  });
}

/** For opening the form: the proposal this person may decide now, or the RuleError that says why not. */
export async function checkDecision(
  ports: Needs,
  by: Person,
  c: Case,
  id: ProposalId,
  shownFen: number,
  action: 'approve' | 'reject',
): Promise<Proposal> {
  const proposal = c.proposals.find((p) => p.id === id);
  if (!proposal) throw new RuleError('illegal_move', { status: c.status });
  if (proposal.state !== 'pending' && by.role !== null) throw await decided(ports, proposal);
  checkMayAct(by, c, action);
  const nowFen = totalFen(proposal.lines);
  checkMayDecide(by, nowFen, proposal.proposedBy, ports.policies.current());
  if (nowFen !== shownFen) throw new RuleError('amount_changed', { shownFen, nowFen });
  return proposal;
}

async function decided(ports: Pick<Ports, 'people'>, proposal: Proposal): Promise<RuleError<'already_decided'>> {
  const decision = proposal.state === 'pending' || proposal.state === 'offered' ? 'approved' : proposal.state;
  const who = proposal.decidedBy ?? proposal.proposedBy;
  return new RuleError('already_decided', { by: (await ports.people.get(who))?.name ?? '', decision });
}
