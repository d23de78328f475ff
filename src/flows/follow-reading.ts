import type { Case } from '../domain/case.ts';
import { isOpen } from '../domain/case-status.ts';
import type { Reading } from '../domain/complaint.ts';
import type { PersonId } from '../domain/ids.ts';
import { type NewJob, readWithModel, seen } from '../domain/job.ts';
import { type Message, type MessageOutcome, outcomeOf } from '../domain/message.ts';
import type { Notice } from '../domain/notice.ts';
import type { Person } from '../domain/person.ts';
import type { OutcomeChange, Ports } from '../ports.ts';
import { addToCases } from './add-to-case.ts';
import { findPerson } from './find-person.ts';
import { type Origin, openCases } from './open-case.ts';
import {
  type Earlier,
  earlierCase,
  noteDuplicate,
  type PostedBefore,
  postedBefore,
  sameMatter,
  withRepeat,
} from './repeat-customer.ts';
import { type SecondLook, secondOf } from './second-reading.ts';
import { mediaOf } from './transcribe.ts';

type Needs = Pick<Ports, 'inbox' | 'cases' | 'reader' | 'people' | 'places' | 'policies' | 'clock' | 'chat' | 'models'>;

/** A message as it was read: by the rules, or, with `looks`, by rules and model together. */
export interface Read {
  readonly reading: Reading;
  /** The question it answers. */
  readonly answers: Message | null;
  readonly looks: readonly SecondLook[] | null;
}

/** What the outcome of a message keeps, whoever read it. */
const kept = (ports: Pick<Ports, 'models'>, message: Message, { looks }: Read): Partial<MessageOutcome> => ({
  second: looks === null ? secondOf(ports) : 'read',
  transcript: message.outcome?.transcript ?? null,
});

/** What follows from the reading of a message that has become nothing yet: a known case gets it, cases open, somebody is asked, or nothing. */
export async function followReading(ports: Needs, message: Message, read: Read): Promise<void> {
  const { reading } = read;
  const more = kept(ports, message, read);
  if (reading.relation === 'follow_up') {
    const meant = await spokenOf(ports, reading);
    if (meant.length === 1) return addToCases(ports, message, reading, meant, more);
  }
  if (reading.verdict !== 'complaint') return answer(ports, message, reading, more);
  // In this order: a case that the first look finds was written with the outcome of its message, which the second look then finds too.
  const earlier = await earlierOfReading(ports, reading);
  const before = await postedBefore(ports, message);
  if (await takenForKnown(ports, message, reading, more, { ...before, earlier })) return;
  return open(ports, message, read, more, { ...before, earlier });
}

/** The same words again, or a new complaint of the same customer about the same: the known case gets it. */
async function takenForKnown(
  ports: Needs,
  message: Message,
  reading: Reading,
  more: Partial<MessageOutcome>,
  { messages: [first], earlier }: PostedBefore & { readonly earlier: Earlier | null },
): Promise<boolean> {
  if (first && (await noteDuplicate(ports, message, first, reading))) return true;
  const [complaint] = reading.complaints;
  if (!complaint || !earlier || !sameMatter(earlier.case, reading)) return false;
  const again = { ...reading, complaints: [withRepeat(complaint, earlier)] };
  await addToCases(ports, message, again, [earlier.case], more, earlier.match);
  return true;
}

async function earlierOfReading(ports: Needs, { complaints: [complaint] }: Reading): Promise<Earlier | null> {
  return complaint ? earlierCase(ports, complaint.facts, ports.clock.now()) : null;
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
  staff: readonly Person[] = [],
): Promise<Origin> {
  const channel = message.intake === 'direct' ? (await ports.places.withPurpose('complaints'))[0] : undefined;
  const reporter = await findPerson(ports, message.author, staff);
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

async function open(
  ports: Needs,
  message: Message,
  read: Read,
  more: Partial<MessageOutcome>,
  { sameWords, earlier }: PostedBefore & { readonly earlier: Earlier | null },
): Promise<void> {
  const { reading, answers, looks } = read;
  const staff = await ports.people.staff();
  const origin = await originOf(ports, message, [], staff);
  const files = answers ? [...answers.files, ...origin.files] : origin.files;
  const byModel = looks && { looks, partsBefore: 0 };
  const { changes, jobs } = await openCases(ports, reading, { ...origin, files }, byModel, { staff, earlier });
  const at = ports.clock.now();
  const outcome = outcomeOf(reading, at, { ...more, caseIds: changes.map((c) => c.caseId) });
  const outcomes: OutcomeChange[] = [{ message: message.ref, before: message.outcome, outcome }];
  if (answers?.outcome)
    outcomes.push({
      message: answers.ref,
      before: answers.outcome,
      outcome: { ...answers.outcome, caseIds: outcome.caseIds },
    });
  await ports.cases.commit({ sameWords, cases: changes, outcomes, jobs: [seen(message.ref), ...jobs] });
}

/** No case: somebody is asked, told, or nobody is. Where a model reads next, that waits for what it says. */
async function answer(ports: Needs, message: Message, reading: Reading, more: Partial<MessageOutcome>): Promise<void> {
  const waits = more.second === 'awaited';
  const answered = !waits;
  const outcome = outcomeOf(reading, ports.clock.now(), { ...more, answered });
  const asked = message.outcome?.verdict === 'unsure' && message.outcome.answered;
  const jobs = waits ? [readWithModel({ message: message.ref })] : asked ? [] : answersTo(message, reading);
  await ports.cases.commit({ outcomes: [{ message: message.ref, before: message.outcome, outcome }], jobs });
}

/** Unsure: two buttons under the message. Not a complaint: silence in a channel, an answer to whoever spoke to the desk. */
export function answersTo(
  message: Message,
  {
    verdict,
    reason,
    instructions,
  }: Pick<MessageOutcome, 'verdict' | 'reason'> & {
    readonly instructions: readonly string[];
  },
): readonly NewJob[] {
  const reply = (notice: Notice): NewJob => ({
    payload: { kind: 'say', notice, addressee: { to: 'thread', message: message.root } },
    orderKey: `message:${message.ref}`,
  });
  const spokenTo = message.intake === 'direct' || message.intake === 'mention';
  const wordless = message.text.trim() === '' && !message.outcome?.transcript;
  if (verdict === 'unsure' || (wordless && message.files.length > 0)) {
    const media = wordless ? mediaOf(message) : null;
    return [seen(message.ref), reply({ kind: 'is_it_a_complaint', message: message.ref, reason, media })];
  }
  if (instructions.length > 0 && spokenTo) return [reply({ kind: 'instruction_ignored', quotes: [...instructions] })];
  return spokenTo ? [reply({ kind: 'not_registered', reason })] : [];
}
