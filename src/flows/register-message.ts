import type { Case } from '../domain/case.ts';
import { NO_FACTS, type Reading } from '../domain/complaint.ts';
import { ConflictError, RuleError } from '../domain/errors.ts';
import type { MessageRef } from '../domain/ids.ts';
import { seen } from '../domain/job.ts';
import { type Message, outcomeOf } from '../domain/message.ts';
import { checkMayJudge } from '../domain/permission.ts';
import type { Person } from '../domain/person.ts';
import type { Ports } from '../ports.ts';
import { originOf } from './follow-reading.ts';
import { openCases } from './open-case.ts';
import { secondOf } from './second-reading.ts';

type Needs = Pick<Ports, 'inbox' | 'cases' | 'reader' | 'people' | 'places' | 'policies' | 'clock' | 'chat' | 'models'>;

/** The cases that came of it; `already` when there were some before. */
export interface Registered {
  readonly cases: readonly Case[];
  readonly already: boolean;
}

const TRIES = 5;

/** A person says: this is a complaint. The message becomes a case, the rest of its thread comes along as notes and files. Anyone may. */
export async function registerMessage(ports: Needs, by: Person, ref: MessageRef): Promise<Registered> {
  for (let tried = 1; ; tried++) {
    try {
      return await registered(ports, by, ref);
    } catch (error) {
      // Read, or registered by somebody else, in the same moment: what that made of it is looked at anew.
      if (!(error instanceof ConflictError) || tried >= TRIES) throw error;
    }
  }
}

async function registered(ports: Needs, by: Person, ref: MessageRef): Promise<Registered> {
  const message = await ports.inbox.message(ref);
  if (!message) throw new RuleError('message_not_found', {});
  const before = await casesOf(ports, message);
  if (before.length > 0) return { cases: before, already: true };
  const thread = (await ports.inbox.thread(message.root)).filter((m) => m.ref !== ref && m.deletedAt === null);
  const reading = await readForced(ports, message.text, message.postedAt);
  const { changes, jobs } = await openCases(ports, reading, await originOf(ports, message, thread));
  const outcome = outcomeOf(reading, ports.clock.now(), {
    caseIds: changes.map((c) => c.caseId),
    decidedBy: by.id,
    second: secondOf(ports),
  });
  const cases = await ports.cases.commit({
    cases: changes,
    outcomes: [{ message: ref, before: message.outcome, outcome }],
    jobs: [seen(ref), ...jobs],
  });
  return { cases, already: false };
}

/** Cases opened from a message, or from the answer to the desk's question about it. */
async function casesOf(ports: Pick<Ports, 'cases'>, message: Message): Promise<readonly Case[]> {
  const ids = message.outcome?.caseIds ?? [];
  const known = await Promise.all(ids.map((id) => ports.cases.get(id)));
  const found = [...(await ports.cases.fromMessage(message.ref)), ...known.filter((c) => c !== null)];
  return [...new Map(found.map((c) => [c.id, c])).values()];
}

/** Reads words that a person called a complaint; where the reader finds none, they are one complaint as they stand. */
export async function readForced(
  ports: Pick<Ports, 'reader' | 'policies'>,
  text: string,
  postedAt: string,
): Promise<Reading> {
  const { timeZone } = ports.policies.current().store;
  const reading = await ports.reader.read({ text, postedAt: new Date(postedAt), timeZone, forced: true });
  return reading.complaints.length > 0 ? reading : { ...reading, complaints: [bare(text)] };
}

const bare = (text: string): Reading['complaints'][number] => ({
  text,
  summary: text.slice(0, 80),
  category: { value: 'other', quote: null, by: 'rule', sureness: 'uncertain' },
  subcategory: null,
  secondaryCategories: [],
  severity: 'general',
  triggers: [],
  customerType: 'unknown',
  facts: NO_FACTS,
  vinCheckDigitOk: true,
  malformedVin: null,
  promises: [],
});

/** A person with a role, or whoever wrote it, says: this is not a complaint. Nothing is opened; the answer stays with the message. */
export async function rejectMessage(
  ports: Pick<Ports, 'inbox' | 'cases' | 'clock'>,
  by: Person,
  ref: MessageRef,
): Promise<Message> {
  const message = await ports.inbox.message(ref);
  if (!message) throw new RuleError('message_not_found', {});
  checkMayJudge(by, message);
  const cases = await casesOf(ports, message);
  if (cases.length > 0) throw new RuleError('already_registered', { numbers: cases.map((c) => c.number) });
  if (!message.outcome) return message;
  const outcome = {
    ...message.outcome,
    verdict: 'not_complaint' as const,
    decidedBy: by.id,
    at: ports.clock.now().toISOString(),
  };
  await ports.cases.commit({ outcomes: [{ message: ref, before: message.outcome, outcome }] });
  return { ...message, outcome };
}

/** Why a message did or did not become a case; null for one the desk never saw. */
export async function explainMessage(
  ports: Pick<Ports, 'inbox' | 'cases'>,
  ref: MessageRef,
): Promise<{ readonly message: Message; readonly cases: readonly Case[] } | null> {
  const message = await ports.inbox.message(ref);
  if (!message) return null;
  const found = await Promise.all((message.outcome?.caseIds ?? []).map((id) => ports.cases.get(id)));
  return { message, cases: found.filter((c) => c !== null) };
}
