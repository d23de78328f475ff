import type { CaseEvent, CaseEventBody } from '../domain/case-event.ts';
import type { MessageRef } from '../domain/ids.ts';
import { type NewJob, readMessage as readMessageJob, readWithModel, showCase } from '../domain/job.ts';
import type { CaseChange, Ports } from '../ports.ts';
import { learned } from './learn.ts';
import { raised } from './tell-change.ts';

/**
 * The message of a case was edited or deleted: the timeline keeps both texts, and an edit is read for what it adds to the case. An edited
 * message that had not become a case is read anew, for the edit may be the very facts that were missing.
 */
export async function keepSourceChange(
  ports: Pick<Ports, 'inbox' | 'cases' | 'clock' | 'reader' | 'policies' | 'people' | 'places' | 'models'>,
  change: { readonly message: MessageRef; readonly before: string; readonly after: string | null },
): Promise<void> {
  const message = await ports.inbox.message(change.message);
  if (!message) return;
  const ids = message.outcome?.caseIds ?? [];
  if (ids.length === 0) {
    if (change.after === null || message.outcome?.decidedBy) return;
    await ports.cases.commit({
      outcomes: [{ message: change.message, before: message.outcome, outcome: null }],
      jobs: [readMessageJob(change.message)],
    });
    return;
  }
  const at = ports.clock.now();
  const { message: ref, before, after } = change;
  const body: SourceChange =
    after === null
      ? { type: 'source_deleted', message: ref, before }
      : { type: 'source_edited', message: ref, before, after };
  const told = await ports.cases.timelines(ids);
  const all = (await Promise.all(ids.map((id) => ports.cases.get(id)))).filter((c) => c !== null);
  const found = all.filter((c) => !isNoted(told.get(c.id) ?? [], body));
  if (found.length === 0) return;
  const { timeZone } = ports.policies.current().store;
  const postedAt = new Date(message.postedAt);
  const reading = after === null ? null : await ports.reader.read({ text: after, postedAt, timeZone });
  const staff = await ports.people.staff();
  const changes: CaseChange[] = [];
  const jobs: NewJob[] = [];
  for (const c of found) {
    // Of several cases of one message nobody can tell which one the edit is about; their people see it on the timeline.
    const follows =
      reading && all.length === 1 ? learned(ports, c, reading, { at, staff, again: false, message: ref }) : [];
    const events = [body, ...follows].map((event) => ({ by: null, body: event }));
    changes.push({ caseId: c.id, expectedVersion: c.version, at, events });
    jobs.push(showCase(c), ...(await raised(ports, c, follows, at)));
  }
  const again = after !== null && ports.models.set !== null && message.outcome;
  const outcomes = again ? [{ message: ref, before: again, outcome: { ...again, second: 'awaited' as const } }] : [];
  const read = again ? [readWithModel({ message: ref })] : [];
  await ports.cases.commit({ cases: changes, outcomes, jobs: [...jobs, ...read] });
}

/** The last change of this message that a case knows is this one: the job ran before and was not heard of. */
function isNoted(timeline: readonly CaseEvent[], change: SourceChange): boolean {
  const known = timeline.map(({ body }) => body).filter(isSourceChange);
  const last = known.findLast(({ message }) => message === change.message);
  return last !== undefined && last.before === change.before && afterOf(last) === afterOf(change);
}

type SourceChange = Extract<CaseEventBody, { type: 'source_edited' | 'source_deleted' }>;
const isSourceChange = (body: CaseEventBody): body is SourceChange =>
  body.type === 'source_edited' || body.type === 'source_deleted';
const afterOf = (change: SourceChange): string | null => (change.type === 'source_edited' ? change.after : null);
