import { type Case, paidFen } from '../domain/case.ts';
import type { CaseEventBody } from '../domain/case-event.ts';
import type { ComplaintReading, Facts, Reading } from '../domain/complaint.ts';
import { RuleError } from '../domain/errors.ts';
import type { MessageRef } from '../domain/ids.ts';
import { type NewJob, seen, showCase } from '../domain/job.ts';
import { type Message, outcomeOf } from '../domain/message.ts';
import type { MATCHES } from '../domain/notice.ts';
import { checkMayJudge } from '../domain/permission.ts';
import type { Person } from '../domain/person.ts';
import type { Ports, SameWords } from '../ports.ts';
import { fingerprint } from '../reading/fingerprint.ts';
import { say } from './announce-case.ts';
import { findPerson } from './find-person.ts';

/*
 * The same customer, car or message again (domain.md §1.3 repeat; one customer's words are never silently put into another's case: the thread says
 * so, with a button that puts it right).
 */

export type Match = (typeof MATCHES)[number];

/** An earlier case of the same customer or car, and by what it was known. */
export interface Earlier {
  readonly case: Case;
  readonly match: Match;
}

const DAY = 24 * 3_600_000;
/** The same words this much later are a complaint made again, not a message sent on twice. */
const SAME_WORDS_DAYS = 3;

/** The newest case of this phone, plate or VIN within the policy's days. */
export async function earlierCase(
  ports: Pick<Ports, 'cases' | 'policies'>,
  facts: Facts,
  now: Date,
): Promise<Earlier | null> {
  const keys = { phone: facts.phone?.value ?? null, plate: facts.plate?.value ?? null, vin: facts.vin?.value ?? null };
  if (!keys.phone && !keys.plate && !keys.vin) return null;
  const since = new Date(now.getTime() - ports.policies.current().repeatDays * DAY);
  const found = await ports.cases.ofCustomer(keys, since);
  const newest = found.find((c) => c.status !== 'dismissed' && c.status !== 'merged');
  if (!newest) return null;
  const match = (['vin', 'plate', 'phone'] as const).find((k) => keys[k] && newest.facts[k]?.value === keys[k]);
  return match ? { case: newest, match } : null;
}

/** The earlier case a stored case points to. */
export async function earlierOf(ports: Pick<Ports, 'cases'>, c: Case): Promise<Earlier | null> {
  const old = c.repeatOf ? await ports.cases.get(c.repeatOf.id) : null;
  if (!old) return null;
  const match = (['vin', 'plate', 'phone'] as const).find(
    (k) => c.facts[k] && c.facts[k]?.value === old.facts[k]?.value,
  );
  return { case: old, match: match ?? 'phone' };
}

/** A complaint of somebody who complained before is a repeat, and with it at least serious. */
export const withRepeat = (complaint: ComplaintReading, earlier: Earlier | null): ComplaintReading =>
  earlier && !complaint.triggers.some((t) => t.trigger === 'repeat')
    ? { ...complaint, triggers: [...complaint.triggers, { trigger: 'repeat', quote: '' }] }
    : complaint;

/** Whether a complaint is about what an earlier case was about, rather than something new that befell the same customer. */
export function sameMatter(earlier: Case, reading: Reading): boolean {
  const [complaint] = reading.complaints;
  if (!complaint || reading.complaints.length > 1) return false;
  // What both only touch on the side (a sum of money, a tone) does not make them one matter.
  const main = earlier.category.value;
  const { category, secondaryCategories } = complaint;
  return (
    reading.relation === 'follow_up' ||
    category.sureness === 'uncertain' ||
    [main, ...earlier.secondaryCategories].includes(category.value) ||
    secondaryCategories.includes(main)
  );
}

/** In the thread of a new case: this customer has complained before, what he got then, and a button to make one case of the two. */
export function repeatNotice(c: Case, earlier: Earlier | null): readonly NewJob[] {
  if (!earlier || !c.thread) return [];
  const old = earlier.case;
  const notice = {
    kind: 'repeat_customer',
    caseId: c.id,
    number: c.number,
    earlier: { id: old.id, number: old.number },
    match: earlier.match,
    mayMerge: old.status !== 'closed',
    paidFen: paidFen(old),
  } as const;
  return [say(c, notice, { to: 'thread', message: c.thread })];
}

/** Messages with the same words that led to a case, newest first, and what a commit needs to know that no other one came between. */
export interface PostedBefore {
  readonly messages: readonly Message[];
  /** Null for a text too short to be the same as another. */
  readonly sameWords: SameWords | null;
}

/** The messages that were there first with the same words. */
export async function postedBefore(ports: Pick<Ports, 'inbox'>, message: Message): Promise<PostedBefore> {
  const words = fingerprint(message.text);
  if (words === '') return { messages: [], sameWords: null };
  const since = new Date(Date.parse(message.postedAt) - SAME_WORDS_DAYS * DAY);
  const found = await ports.inbox.sameWords(words, since);
  const messages = found.filter((m) => m.ref !== message.ref && (m.outcome?.caseIds.length ?? 0) > 0);
  const known = messages.map((m) => m.ref);
  return { messages, sameWords: { message: message.ref, words, since, known } };
}

/** The same words again: noted on the case they led to, no new case. */
export async function noteDuplicate(
  ports: Pick<Ports, 'cases' | 'clock' | 'people' | 'chat' | 'policies'>,
  message: Message,
  first: Message,
  reading: Reading,
): Promise<boolean> {
  const at = ports.clock.now();
  const cases = (await ports.cases.many(first.outcome?.caseIds ?? [])).filter((c) => c.status !== 'dismissed');
  if (cases.length === 0) return false;
  const author = await findPerson(ports, message.author);
  const body: CaseEventBody = { type: 'duplicate_received', message: message.ref };
  const outcome = outcomeOf(reading, at, { note: true, caseIds: cases.map((c) => c.id) });
  await ports.cases.commit({
    cases: cases.map((c) => ({ caseId: c.id, expectedVersion: c.version, at, events: [{ by: author.id, body }] })),
    outcomes: [{ message: message.ref, before: message.outcome, outcome }],
    jobs: [
      seen(message.ref),
      ...cases.slice(0, 1).map((c) => attached(c, message, 'same_words', false)),
      ...cases.map(showCase),
    ],
  });
  return true;
}

/** Under a message that was taken for a known case: which one, and a button for "no, another matter". */
export const attached = (c: Case, message: Message, match: Match, reopened: boolean): NewJob =>
  say(
    c,
    {
      kind: 'attached_to_case',
      caseId: c.id,
      number: c.number,
      message: message.ref,
      match,
      reopened,
      paidFen: paidFen(c),
      // Its owner is called in its own thread.
      mention: [],
    },
    { to: 'thread', message: message.root },
  );

/** For putting a wrong match right: the case a message was taken for, or RuleError `nothing_to_detach`. */
export async function takenFor(
  ports: Pick<Ports, 'cases' | 'inbox'>,
  by: Person,
  ref: MessageRef,
): Promise<{ readonly message: Message; readonly case: Case }> {
  const message = await ports.inbox.message(ref);
  const id = message?.outcome?.note ? message.outcome.caseIds[0] : undefined;
  const c = id ? await ports.cases.get(id) : null;
  if (!message || !c || !by.active) throw new RuleError('nothing_to_detach', {});
  checkMayJudge(by, message);
  return { message, case: c };
}
