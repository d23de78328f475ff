import type { Case } from '../domain/case.ts';
import { isOpen } from '../domain/case-status.ts';
import type { Reading } from '../domain/complaint.ts';
import type { MessageRef, PersonId } from '../domain/ids.ts';
import { type NewJob, seen } from '../domain/job.ts';
import { type Message, outcomeOf } from '../domain/message.ts';
import type { Notice } from '../domain/notice.ts';
import type { Ports } from '../ports.ts';
import { addToCases } from './add-to-case.ts';
import { findPerson } from './find-person.ts';
import { type Origin, openCases } from './open-case.ts';
import { earlierCase, noteDuplicate, postedBefore, sameMatter, withRepeat } from './repeat-customer.ts';

type Needs = Pick<Ports, 'inbox' | 'cases' | 'reader' | 'people' | 'places' | 'policies' | 'clock' | 'chat'>;

/**
 * Reads a stored message and does what follows: opens cases, adds to the case of its thread, asks when unsure, or stays silent. Doing it
 * twice does it once: a message that has its outcome is left alone.
 */
export async function readMessage(ports: Needs, ref: MessageRef): Promise<void> {
  const message = await ports.inbox.message(ref);
  if (!message || message.deletedAt !== null || message.outcome !== null) return;
  const head = message.root === message.ref ? null : await ports.inbox.message(message.root);
  const known = message.root === message.ref ? [] : await talkedAbout(ports, message.root);
  const answersQuestion =
    head?.outcome?.verdict === 'unsure' && head.outcome.caseIds.length === 0 && !head.outcome.decidedBy;
  const text = answersQuestion ? `${head.text}\n${message.text}` : message.text;
  const { timeZone } = ports.policies.current().store;
  const reading = await ports.reader.read({ text, postedAt: new Date(message.postedAt), timeZone });
  if (known.length > 0) return addToCases(ports, message, reading, known);
  if (reading.relation === 'follow_up') {
    const meant = await spokenOf(ports, reading);
    if (meant.length === 1) return addToCases(ports, message, reading, meant);
  }
  if (reading.verdict === 'complaint') {
    if (await takenForKnown(ports, message, reading)) return;
    return open(ports, message, reading, answersQuestion ? head : null);
  }
  return answer(ports, message, reading);
}

/** The same words again, or a new complaint of the same customer about the same: the known case gets it. */
async function takenForKnown(ports: Needs, message: Message, reading: Reading): Promise<boolean> {
  const first = await postedBefore(ports, message);
  if (first && (await noteDuplicate(ports, message, first, reading))) return true;
  const [complaint] = reading.complaints;
  const earlier = complaint ? await earlierCase(ports, complaint.facts, ports.clock.now()) : null;
  if (!complaint || !earlier || !sameMatter(earlier.case, reading)) return false;
  const again = { ...reading, complaints: [withRepeat(complaint, earlier)] };
  await addToCases(ports, message, again, [earlier.case], earlier.match);
  return true;
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

/** Open cases of the same phone, plate or VIN. */
async function spokenOf(ports: Pick<Ports, 'cases'>, reading: Reading): Promise<readonly Case[]> {
  const facts = reading.complaints[0]?.facts;
  const keys = [facts?.plate, facts?.phone, facts?.vin].flatMap((f) => (f ? [f.value] : []));
  const found = new Map<string, Case>();
  for (const key of keys) for (const c of await ports.cases.search(key, 5)) if (isOpen(c.status)) found.set(c.id, c);
  return [...found.values()];
}

/** Where the case of a message is talked about: under it, or, told to the desk alone, in the complaint channel where it can be claimed. */
export async function originOf(
  ports: Pick<Ports, 'places' | 'people' | 'chat' | 'clock' | 'policies'>,
  message: Message,
  earlier: readonly Message[] = [],
): Promise<Origin> {
  const channel = message.intake === 'direct' ? (await ports.places.withPurpose('complaints'))[0] : undefined;
  const reporter = await findPerson(ports, message.author);
  return {
    intake: message.intake,
    source: message.ref,
    place: channel ?? message.place,
    thread: channel ? null : message.root,
    reporter: reporter.id as PersonId,
    files: [...message.files, ...earlier.flatMap((m) => m.files)],
    earlier: await Promise.all(
      earlier.map(async (m) => ({ ref: m.ref, text: m.text, author: (await findPerson(ports, m.author)).id })),
    ),
  };
}

async function open(ports: Needs, message: Message, reading: Reading, head: Message | null): Promise<void> {
  const origin = await originOf(ports, message);
  const files = head ? [...head.files, ...origin.files] : origin.files;
  const { changes, jobs } = await openCases(ports, reading, { ...origin, files });
  const at = ports.clock.now();
  const outcome = outcomeOf(reading, at, { caseIds: changes.map((c) => c.caseId) });
  const outcomes = [{ message: message.ref, outcome }];
  if (head?.outcome) outcomes.push({ message: head.ref, outcome: { ...head.outcome, caseIds: outcome.caseIds } });
  await ports.cases.commit({ cases: changes, outcomes, jobs: [seen(message.ref), ...jobs] });
}

/** Unsure: two buttons under the message. Not a complaint: silence in a channel, an answer to whoever spoke to the desk. */
async function answer(ports: Needs, message: Message, reading: Reading): Promise<void> {
  const jobs: NewJob[] = [];
  const reply = (notice: Notice): NewJob => ({
    payload: { kind: 'say', notice, addressee: { to: 'thread', message: message.root } },
    orderKey: `message:${message.ref}`,
  });
  const spokenTo = message.intake === 'direct' || message.intake === 'mention';
  const pictureOnly = message.text.trim() === '' && message.files.length > 0;
  if (reading.verdict === 'unsure' || pictureOnly) {
    jobs.push(seen(message.ref), reply({ kind: 'is_it_a_complaint', message: message.ref, reason: reading.reason }));
  } else if (reading.instructions.length > 0 && spokenTo) {
    jobs.push(reply({ kind: 'instruction_ignored', quotes: [...reading.instructions] }));
  } else if (spokenTo) {
    jobs.push(reply({ kind: 'not_registered', reason: reading.reason }));
  }
  await ports.cases.commit({
    outcomes: [{ message: message.ref, outcome: outcomeOf(reading, ports.clock.now()) }],
    jobs,
  });
}
