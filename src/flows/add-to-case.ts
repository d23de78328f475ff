import type { Case } from '../domain/case.ts';
import type { CaseEventBody } from '../domain/case-event.ts';
import type { Reading } from '../domain/complaint.ts';
import { type NewJob, readWithModel, seen, showCase } from '../domain/job.ts';
import { type Message, type MessageOutcome, outcomeOf } from '../domain/message.ts';
import type { CaseChange, Ports } from '../ports.ts';
import { findPerson } from './find-person.ts';
import { learned } from './learn.ts';
import { copies } from './open-case.ts';
import { attached, type Match } from './repeat-customer.ts';
import { raised } from './tell-change.ts';

type Needs = Pick<Ports, 'cases' | 'clock' | 'people' | 'places' | 'policies' | 'chat'>;

/**
 * A message in the thread of known cases becomes a note on each it may mean; facts that were missing are filled in, and new triggers raise
 * the severity (domain.md §1.3: text can raise it, never lower it). Closed cases only take the note, unless the words are graver or, told by
 * `match`, a new complaint of the same customer: then they live again.
 */
export async function addToCases(
  ports: Needs,
  message: Message,
  reading: Reading,
  known: readonly Case[],
  more: Partial<MessageOutcome>,
  match: Match | null = null,
): Promise<void> {
  const at = ports.clock.now();
  const author = await findPerson(ports, message.author);
  const staff = await ports.people.staff();
  const targets = meant(message, reading, known);
  const changes: CaseChange[] = [];
  const jobs: NewJob[] = [];
  for (const [i, c] of targets.entries()) {
    const bodies = learned(ports, c, reading, { at, staff, again: match !== null, message: message.ref });
    const follows = bodies.map((body) => ({ by: null, body }));
    const events = [{ by: author.id, body: note(message, reading) }, ...follows];
    changes.push({ caseId: c.id, expectedVersion: c.version, at, events });
    jobs.push(showCase(c), ...(i === 0 ? copies(c, message.files) : []), ...(await raised(ports, c, bodies, at)));
    if (i === 0 && message.root !== c.thread) {
      const reopened = bodies.some((body) => body.type === 'reopened');
      jobs.push(seen(message.ref), attached(c, message, match ?? 'phone', reopened));
    }
  }
  if (more.second === 'awaited') jobs.push(readWithModel({ message: message.ref }));
  const outcome = outcomeOf(reading, at, { ...more, note: true, caseIds: targets.map((c) => c.id) });
  await ports.cases.commit({
    cases: changes,
    outcomes: [{ message: message.ref, before: message.outcome, outcome }],
    jobs,
  });
}

/** Of several cases in one thread, those whose car, phone or customer the message names; all of them when it names none. */
function meant(message: Message, reading: Reading, known: readonly Case[]): readonly Case[] {
  const said = reading.complaints[0]?.facts;
  const named = known.filter((c) =>
    (['plate', 'phone', 'vin', 'customerName'] as const).some((name) => {
      const value = c.facts[name]?.value;
      return value !== undefined && (message.text.includes(value) || said?.[name]?.value === value);
    }),
  );
  return named.length > 0 ? named : known;
}

const note = (message: Message, reading: Reading): CaseEventBody => ({
  type: 'noted',
  message: message.ref,
  text: message.text,
  instructions: [...reading.instructions],
});
