import { askedNow, needsConsent, signersFor, signingChain } from '../domain/authority.ts';
import { type Case, liveProposal, type Proposal, paidFen, paidProposals } from '../domain/case.ts';
import type { ApprovalCard } from '../domain/case-card.ts';
import type { CaseEvent } from '../domain/case-event.ts';
import type { CaseId, PersonId, ProposalId } from '../domain/ids.ts';
import { totalFen } from '../domain/money.ts';
import type { Ports, ShowOutcome } from '../ports.ts';
import { policyOf } from './change-case.ts';
import { loadLedger, requestOf } from './load-ledger.ts';

type Needs = Pick<Ports, 'cases' | 'chat' | 'shown' | 'people' | 'policies' | 'clock'>;

/** Shows an approval to decide, or how it was decided. */
export async function showApproval(
  ports: Needs,
  id: CaseId,
  proposalId: ProposalId,
  jobId: string,
): Promise<ShowOutcome | null> {
  const c = await ports.cases.get(id);
  const proposal = c?.proposals.find((p) => p.id === proposalId);
  if (!c || !proposal) return null;
  const key = `approval:${proposalId}`;
  const shown = await ports.shown.get(key);
  const card = await approvalCardOf(ports, c, proposal);
  const outcome = await ports.chat.showApproval(card, { shown, near: c.thread, place: c.place, jobId });
  if ((outcome.type === 'shown' || outcome.type === 'reposted') && outcome.ref !== shown)
    await ports.shown.set(key, outcome.ref);
  return outcome;
}

/** What an approver sees: the sum, who asks and why, who signs, what was paid before on this case and this car. */
export async function approvalCardOf(
  ports: Pick<Ports, 'cases' | 'people' | 'policies' | 'clock'>,
  c: Case,
  proposal: Proposal,
): Promise<ApprovalCard> {
  const now = ports.clock.now();
  const policy = policyOf(ports, c);
  const pending = proposal.state === 'pending' && liveProposal(c)?.id === proposal.id;
  const staff = await ports.people.staff();
  const request = requestOf(c, proposal);
  const ledger = pending ? await loadLedger(ports, c, now, policy) : [];
  const approvers = pending
    ? askedNow(signersFor(request, ledger, staff, now, policy), c.department, staff, now, policy)
    : [];
  const past = historyOf(await ports.cases.timeline(c.id), proposal.id);
  const named = [proposal.proposedBy, proposal.decidedBy, c.assignee, c.reporter, proposal.responsible];
  const signed = [...proposal.signatures.map((s) => s.by), ...past.onBehalfOf.values(), proposal.answer?.by ?? null];
  return {
    case: c,
    proposal,
    people: await ports.people.many([...named, ...signed].filter((p): p is PersonId => p !== null)),
    approvers,
    paidFen: paidFen(c) - (proposal.paidAt ? totalFen(proposal.lines) : 0),
    paidOnCarFen: await paidOnCar(ports, c, now, policy.authority.vehicleDays),
    chain: signingChain(proposal.lines, policy),
    ...past,
    consentMissing: pending && needsConsent(request, policy) && proposal.consent === null,
    manufacturer: policy.manufacturer,
    timeZone: policy.store.timeZone,
  };
}

/** What the timeline knows of a proposal besides the proposal itself. */
function historyOf(timeline: readonly CaseEvent[], id: ProposalId): Pick<ApprovalCard, 'onBehalfOf' | 'expiredWhy'> {
  const bodies = timeline.flatMap(({ by, body }) => ('proposal' in body && body.proposal === id ? [{ by, body }] : []));
  const expired = bodies.findLast(({ body }) => body.type === 'expired')?.body;
  return {
    onBehalfOf: new Map(
      bodies.flatMap(({ by, body }) =>
        by !== null && 'onBehalfOf' in body && body.onBehalfOf !== null ? [[by, body.onBehalfOf] as const] : [],
      ),
    ),
    expiredWhy: expired?.type === 'expired' ? expired.why : null,
  };
}

/** Fen paid on other cases of the same car within so many days. */
async function paidOnCar(ports: Pick<Ports, 'cases'>, c: Case, now: Date, days: number): Promise<number> {
  const keys = { phone: null, plate: c.facts.plate?.value ?? null, vin: c.facts.vin?.value ?? null };
  if (!keys.plate && !keys.vin) return 0;
  const others = await ports.cases.ofCustomer(keys, new Date(now.getTime() - days * 24 * 3_600_000));
  const paid = others.filter((other) => other.id !== c.id).flatMap(paidProposals);
  return paid.reduce((sum, p) => sum + totalFen(p.lines), 0);
}
