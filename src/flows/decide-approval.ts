import { checkMaySign, type Signing } from '../domain/authority.ts';
import type { Case, Proposal } from '../domain/case.ts';
import type { CaseEventBody } from '../domain/case-event.ts';
import { RuleError } from '../domain/errors.ts';
import type { CaseId, ProposalId } from '../domain/ids.ts';
import { type NewJob, showApproval } from '../domain/job.ts';
import { totalFen } from '../domain/money.ts';
import type { Notice } from '../domain/notice.ts';
import { checkMayAct, needReason } from '../domain/permission.ts';
import type { Person } from '../domain/person.ts';
import type { Ports } from '../ports.ts';
import { say } from './announce-case.ts';
import { changeCase, policyOf } from './change-case.ts';
import { loadLedger, requestOf } from './load-ledger.ts';
import { recordingRefusal } from './record-refusal.ts';

type Needs = Pick<Ports, 'cases' | 'clock' | 'people' | 'policies'>;

/** What was pressed: the proposal, and the amount in fen that was seen. */
export interface Pressed {
  readonly proposal: ProposalId;
  readonly shownFen: number;
}

/**
 * Signs a proposal of exactly the amount that was shown: the last signature approves it. Of several presses at once one decides; the others hear
 * whose it was. A try without authority is kept on record.
 */
export function approveProposal(ports: Needs, by: Person, id: CaseId, pressed: Pressed): Promise<Case> {
  const { proposal, shownFen: amountFen } = pressed;
  const decided = () =>
    changeCase(ports, by, id, async (c) => {
      // Before the sums are added up: an approval of another case that comes in between has to be seen.
      const approvals = await ports.cases.approvals();
      const { pending, signing } = await checkDecision(ports, by, c, pressed, 'approve');
      const { onBehalfOf, role, last } = signing;
      if (!last) {
        return {
          events: [{ type: 'signed', proposal, amountFen, onBehalfOf, role }],
          jobs: [showApproval(c, proposal)],
        };
      }
      const to = { mention: pending.proposedBy, by: by.id };
      const notice = { kind: 'approved', caseId: id, number: c.number, ...to, amountFen } as const;
      const approved: CaseEventBody = { type: 'approved', proposal, amountFen, onBehalfOf };
      return { events: [approved], jobs: told(c, proposal, by, notice), approvals };
    });
  return recordingRefusal(ports, by, id, 'approve', decided);
}

/** Rejects a proposal; the reason is for everyone in the thread to read. */
export function rejectProposal(ports: Needs, by: Person, id: CaseId, pressed: Pressed, reason: string): Promise<Case> {
  return turnDown(ports, by, id, pressed, reason, 'reject');
}

/** Sends it back to be changed, with a comment. */
export function returnProposal(ports: Needs, by: Person, id: CaseId, pressed: Pressed, reason: string): Promise<Case> {
  return turnDown(ports, by, id, pressed, reason, 'return');
}

function turnDown(
  ports: Needs,
  by: Person,
  id: CaseId,
  pressed: Pressed,
  reason: string,
  action: 'reject' | 'return',
): Promise<Case> {
  const { proposal, shownFen: amountFen } = pressed;
  const kind = action === 'reject' ? 'rejected' : 'returned';
  const decided = () =>
    changeCase(ports, by, id, async (c) => {
      const { pending, signing } = await checkDecision(ports, by, c, pressed, action);
      const why = needReason(reason);
      const { onBehalfOf } = signing;
      const event: CaseEventBody = { type: kind, proposal, amountFen, onBehalfOf, reason: why };
      const to = { mention: pending.proposedBy, by: by.id };
      return {
        events: [event],
        jobs: told(c, proposal, by, { kind, caseId: id, number: c.number, ...to, reason: why }),
      };
    });
  return recordingRefusal(ports, by, id, action, decided);
}

const told = (c: Case, proposal: ProposalId, by: Person, notice: Notice): readonly NewJob[] => [
  showApproval(c, proposal),
  ...(c.thread && !('mention' in notice && notice.mention === by.id)
    ? [say(c, notice, { to: 'thread', message: c.thread })]
    : []),
];

/** A proposal that somebody may decide on now, and how. */
export interface Decidable {
  readonly pending: Proposal;
  readonly signing: Signing;
}

/** For opening the form: the proposal this person may decide now, or the RuleError that says why not. Whoever may sign may also turn it down, consent or not. */
export async function checkDecision(
  ports: Needs,
  by: Person,
  c: Case,
  { proposal: id, shownFen }: Pressed,
  action: 'approve' | 'reject' | 'return',
): Promise<Decidable> {
  const proposal = c.proposals.find((p) => p.id === id);
  if (!proposal) throw new RuleError('illegal_move', { status: c.status });
  if (proposal.state !== 'pending' && by.role !== null) throw await decided(ports, proposal);
  if (proposal.proposedBy === by.id) throw new RuleError('own_proposal', {});
  checkMayAct(by, c, action);
  const nowFen = totalFen(proposal.lines);
  const now = ports.clock.now();
  const policy = policyOf(ports, c);
  const request = requestOf(c, proposal);
  const ledger = await loadLedger(ports, c, now, policy);
  const staff = await ports.people.staff();
  const asked = action === 'approve' ? request : { ...request, hasConsent: true };
  const signing = checkMaySign(by, asked, ledger, staff, now, policy);
  if (nowFen !== shownFen) throw new RuleError('amount_changed', { shownFen, nowFen });
  return { pending: proposal, signing };
}

async function decided(ports: Pick<Ports, 'people'>, proposal: Proposal): Promise<RuleError<'already_decided'>> {
  const decision = proposal.state === 'pending' || proposal.state === 'offered' ? 'approved' : proposal.state;
  const who = proposal.decidedBy ?? proposal.proposedBy;
  return new RuleError('already_decided', { by: (await ports.people.get(who))?.name ?? '', decision });
}
