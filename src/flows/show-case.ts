import type { Case } from '../domain/case.ts';
import { type CaseCard, cardActions, clockLines, recentEvents } from '../domain/case-card.ts';
import { isOverdue } from '../domain/clock.ts';
import { peopleIn } from '../domain/event-people.ts';
import type { CaseId, MessageRef, PersonId } from '../domain/ids.ts';
import type { NewJob } from '../domain/job.ts';
import type { Ports, ShowOutcome } from '../ports.ts';
import { say } from './announce-case.ts';
import { newsOf } from './open-case.ts';
import { earlierOf } from './repeat-customer.ts';

type Needs = Pick<Ports, 'cases' | 'chat' | 'shown' | 'people' | 'places' | 'policies' | 'clock' | 'inbox'>;

/** What the card of a case shows now. */
export async function cardOf(
  ports: Pick<Ports, 'cases' | 'people' | 'policies' | 'clock'>,
  c: Case,
): Promise<CaseCard> {
  const now = ports.clock.now();
  const recent = recentEvents(await ports.cases.timeline(c.id));
  const named = [
    c.reporter,
    c.assignee,
    ...c.accused,
    ...c.proposals.flatMap((p) => [p.proposedBy, p.decidedBy, p.responsible]),
  ];
  const mentioned = peopleIn(recent);
  const ids = [...named, ...mentioned].filter((id): id is PersonId => id !== null);
  return {
    case: c,
    people: await ports.people.many(ids),
    recent,
    actions: cardActions(c),
    overdue: isOverdue(c, now),
    clocks: clockLines(c, now),
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
  const jobs: NewJob[] = [...(await newsOf(ports, { ...c, thread: card }, await earlierOf(ports, c)))];
  const told = c.source && c.intake === 'direct' ? c.source : null;
  if (told) {
    const notice = { kind: 'registered_elsewhere', caseId: c.id, number: c.number, card } as const;
    jobs.push(say(c, notice, { to: 'thread', message: told }));
  }
  await ports.cases.commit({ cases: [threaded], jobs });
}
