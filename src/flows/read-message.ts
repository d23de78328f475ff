import type { Case } from '../domain/case.ts';
import type { Reading } from '../domain/complaint.ts';
import type { MessageRef } from '../domain/ids.ts';
import { tellLate } from '../domain/job.ts';
import type { Message } from '../domain/message.ts';
import type { Ports } from '../ports.ts';
import { addToCases } from './add-to-case.ts';
import { followReading } from './follow-reading.ts';
import { secondOf } from './second-reading.ts';
import { wordsOf } from './words-of.ts';

type Needs = Pick<
  Ports,
  'inbox' | 'cases' | 'reader' | 'people' | 'places' | 'policies' | 'clock' | 'chat' | 'models' | 'jobs'
>;

/**
 * Reads a stored message by the rules and does what follows: opens cases, adds to the case of its thread, asks when unsure, or stays silent;
 * nothing waits for a model, which reads it next where one is set up. Doing it twice does it once: a message that has its outcome is left alone.
 */
export async function readMessage(ports: Needs, ref: MessageRef): Promise<void> {
  const message = await ports.inbox.message(ref);
  if (!message || message.deletedAt !== null || message.outcome !== null) return;
  if (cameLate(message, ports.clock.now())) await ports.jobs.add([tellLate(ref)]);
  const known = message.root === message.ref ? [] : await talkedAbout(ports, message.root);
  const { text, answers } = await wordsOf(ports, message);
  const reading = await readByDesk(ports, text, message);
  if (known.length === 0) return followReading(ports, message, { reading, answers, looks: null });
  const heard = reading.complaints.length > 0 ? reading : await plainFacts(ports, reading, text, message);
  return addToCases(ports, message, heard, known, { second: secondOf(ports) });
}

/** Longer than this under way, the people who wrote it thought that somebody was on it: 10 minutes. */
const LATE_MS = 10 * 60_000;

/** One that was edited is read again, however old it is. */
const cameLate = ({ postedAt, editedAt }: Message, now: Date): boolean =>
  editedAt === null && now.getTime() - Date.parse(postedAt) >= LATE_MS;

/** A text read by the rules, as of when its message was posted. */
export function readByDesk(
  ports: Pick<Ports, 'reader' | 'policies'>,
  text: string,
  { postedAt }: Pick<Message, 'postedAt'>,
  forced = false,
): Promise<Reading> {
  const { timeZone } = ports.policies.current().store;
  return ports.reader.read({ text, postedAt: new Date(postedAt), timeZone, ...(forced ? { forced } : {}) });
}

/** What a harmless word in a case's thread still tells: a number somebody asked for, a promise made to the customer. It raises nothing. */
async function plainFacts(
  ports: Pick<Ports, 'reader' | 'policies'>,
  reading: Reading,
  text: string,
  message: Message,
): Promise<Reading> {
  const { complaints } = await readByDesk(ports, text, message, true);
  const told = complaints.slice(0, 1).map(({ facts: { phone, plate, vin, ...others }, ...one }) => {
    const none = Object.fromEntries(Object.keys(others).map((name) => [name, null])) as unknown as typeof others;
    return { ...one, facts: { ...none, phone, plate, vin }, triggers: [], severity: 'general' as const };
  });
  return { ...reading, complaints: told };
}

/** The cases of a thread, with those that were merged elsewhere replaced by what they are part of now. */
async function talkedAbout(ports: Pick<Ports, 'cases'>, root: MessageRef): Promise<readonly Case[]> {
  const found = new Map<string, Case>();
  for (const c of await ports.cases.inThread(root)) {
    const now = c.mergedInto ? await ports.cases.get(c.mergedInto.id) : c;
    if (now && now.status !== 'dismissed' && now.status !== 'merged') found.set(now.id, now);
  }
  return [...found.values()];
}
