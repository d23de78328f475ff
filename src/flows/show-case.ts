import { approversFor, askedFirst } from '../domain/authority.ts';
import { type Case, liveProposal, paidFen } from '../domain/case.ts';
import { type ApprovalCard, type CaseCard, cardActions, recentEvents } from '../domain/case-card.ts';
import { isOverdue } from '../domain/clock.ts';
import type { CaseId, MessageRef, PersonId, ProposalId } from '../domain/ids.ts';
import type { NewJob } from '../domain/job.ts';
import { totalFen } from '../domain/money.ts';
import type { Ports, ShowOutcome } from '../ports.ts';
import { announcements, say } from './announce-case.ts';

type Needs = Pick<Ports, 'cases' | 'chat' | 'shown' | 'people' | 'places' | 'policies' | 'clock' | 'inbox'>;

/** What the card of a case shows now. */
export async function cardOf(
  ports: Pick<Ports, 'cases' | 'people' | 'policies' | 'clock'>,
  c: Case,
): Promise<CaseCard> {
  const recent = recentEvents(await ports.cases.timeline(c.id));
  const named = [
    c.reporter,
    c.assignee,
    ...recent.map((e) => e.by),
    ...c.proposals.flatMap((p) => [p.proposedBy, p.decidedBy]),
  ];
  const handed = recent.flatMap((e) =>
    e.body.type === 'handed_over' ? [e.body.to] : e.body.type === 'claimed' ? [e.body.assignee] : [],
  );
  const ids = [...named, ...handed].filter((id): id is PersonId => id !== null);
  return {
    case: c,
    people: await ports.people.many(ids),
    recent,
    actions: cardActions(c),
    overdue: c.status !== 'resolved' && isOverdue(c.dueAt, ports.clock.now()),
    timeZone: ports.policies.current().store.timeZone,
  };
}

/** How showing went, and for a card's first appearance the milliseconds since the words were posted (or the form sent). */
export interface CaseShown {
  readonly outcome: ShowOutcome | null;
  readonly firstAfterMs: number | null;
}

/** Makes the chat show the case as it is: changes the card in place, or posts it where it was never shown or is gone. */
export async function showCase(ports: Needs, id: CaseId, jobId: string): Promise<CaseShown> {
  const c = await ports.cases.get(id);
  if (!c) return { outcome: null, firstAfterMs: null };
  const key = `case:${id}`;
  const shown = await ports.shown.get(key);
  const outcome = await ports.chat.showCase(await cardOf(ports, c), { shown, near: c.thread, place: c.place, jobId });
  if (outcome.type === 'gone' || outcome.type === 'later') return { outcome, firstAfterMs: null };
  if (outcome.ref !== shown) await ports.shown.set(key, outcome.ref);
  if (c.thread === null) await headThread(ports, c, outcome.ref);
  return { outcome, firstAfterMs: shown ? null : await sincePosted(ports, c) };
}

async function sincePosted(ports: Pick<Ports, 'inbox' | 'clock'>, c: Case): Promise<number> {
  const source = c.source ? await ports.inbox.message(c.source) : null;
  return ports.clock.now().getTime() - Date.parse(source?.postedAt ?? c.openedAt);
}

/** The card itself heads the thread of a case that came in by a form or a direct message; now it can be told about. */
async function headThread(ports: Needs, c: Case, card: MessageRef): Promise<void> {
  const at = ports.clock.now();
  const threaded = {
    caseId: c.id,
    expectedVersion: c.version,
    at,
    events: [{ by: null, body: { type: 'threaded', thread: card } as const }],
  };
  const jobs: NewJob[] = [...(await announcements(ports, { ...c, thread: card, complaint: c }, []))];
  const told = c.source && c.intake === 'direct' ? c.source : null;
  if (told) {
    const notice = { kind: 'registered_elsewhere', caseId: c.id, number: c.number, card } as const;
    jobs.push(say(c, notice, { to: 'thread', message: told }));
  }
  await ports.cases.commit({ cases: [threaded], jobs });
}

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
  const pending = proposal.state === 'pending' && liveProposal(c)?.id === proposal.id;
  const staff = await ports.people.withRole();
  const approvers = pending
    ? askedFirst(approversFor(totalFen(proposal.lines), proposal.proposedBy, staff, ports.policies.current()))
    : [];
  const named = [proposal.proposedBy, proposal.decidedBy, c.assignee, c.reporter].filter(
    (p): p is PersonId => p !== null,
  );
  const card: ApprovalCard = {
    case: c,
    proposal,
    people: await ports.people.many(named),
    approvers,
    paidFen: paidFen(c) - (proposal.state === 'executed' ? totalFen(proposal.lines) : 0),
    timeZone: ports.policies.current().store.timeZone,
  };
  const key = `approval:${proposalId}`;
  const shown = await ports.shown.get(key);
  const outcome = await ports.chat.showApproval(card, { shown, near: c.thread, place: c.place, jobId });
  if ((outcome.type === 'shown' || outcome.type === 'reposted') && outcome.ref !== shown)
    await ports.shown.set(key, outcome.ref);
  return outcome;
}
