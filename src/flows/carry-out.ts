import { type Case, liveProposal, type Proposal } from '../domain/case.ts';
import type { CaseStatus } from '../domain/case-status.ts';
import { RuleError } from '../domain/errors.ts';
import type { CaseId } from '../domain/ids.ts';
import { type NewJob, showApproval } from '../domain/job.ts';
import type { ChatFile } from '../domain/message.ts';
import { totalFen } from '../domain/money.ts';
import { checkMayAct, needReason } from '../domain/permission.ts';
import type { Person } from '../domain/person.ts';
import type { Ports } from '../ports.ts';
import { say } from './announce-case.ts';
import { changeCase } from './change-case.ts';
import { copies } from './open-case.ts';

/** The customer accepts what was offered. */
export function acceptOffer(
  ports: Pick<Ports, 'cases' | 'clock'>,
  by: Person,
  id: CaseId,
  text: string,
): Promise<Case> {
  return changeCase(ports, by, id, (c) => {
    checkMayAct(by, c, 'accept');
    return { events: [{ type: 'accepted', proposal: offered(c).id, text: text.trim() }] };
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
    return { events: [{ type: 'declined', proposal: proposal.id, text: needReason(text) }], jobs: priced(c, proposal) };
  });
}

/** What was agreed is done: with words or files to prove it. Customer care is asked to call back. */
export function carryOut(
  ports: Pick<Ports, 'cases' | 'clock' | 'people'>,
  by: Person,
  id: CaseId,
  input: { readonly proof: string; readonly files: readonly ChatFile[] },
): Promise<Case> {
  return changeCase(ports, by, id, async (c) => {
    checkMayAct(by, c, 'carry_out');
    const proof = input.proof.trim();
    if (proof === '' && input.files.length === 0) throw new RuleError('proof_required', {});
    const proposal = offered(c);
    const callBack = {
      kind: 'please_follow_up',
      caseId: id,
      number: c.number,
      mention: await careTeam(ports, by),
    } as const;
    return {
      events: [{ type: 'carried_out', proposal: proposal.id, proof, attachments: [] }],
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

/** Customer care calls back; where nobody has that role, the customer-relations manager. The one who acts is not called by his own act. */
async function careTeam(ports: Pick<Ports, 'people'>, by: Person) {
  const staff = (await ports.people.withRole()).filter((p) => p.active);
  const care = staff.filter((p) => p.role === 'customer_care');
  const team = care.length > 0 ? care : staff.filter((p) => p.role === 'customer_relations_manager');
  return team.filter((p) => p.id !== by.id).map((p) => p.id);
}
