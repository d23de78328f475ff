import type { Case } from './domain/case.ts';
import type { ApprovalCard, CaseCard, CrisisCard, ReportCard } from './domain/case-card.ts';
import type { CaseEvent, CaseEventBody } from './domain/case-event.ts';
import type { CaseStatus } from './domain/case-status.ts';
import type { Category, Reading } from './domain/complaint.ts';
import type { DigestPage } from './domain/digest.ts';
import type { Erasing, Identity } from './domain/erasure.ts';
import type { ErasureReason } from './domain/erasure-reason.ts';
import type { AttachmentId, CaseId, ChatUserRef, FileRef, MessageRef, PersonId, PlaceRef } from './domain/ids.ts';
import type { Addressee, JobLane, JobPayload, NewJob } from './domain/job.ts';
import type { Message, MessageOutcome } from './domain/message.ts';
import type { Notice } from './domain/notice.ts';
import type { Person } from './domain/person.ts';
import type { PlacePurpose } from './domain/place.ts';
import type { Policy } from './domain/policy.ts';
import type { PromptName } from './domain/prompt-name.ts';
import type { TimerKind } from './domain/timer.ts';
import type { CountedCall, UsageDay } from './domain/usage.ts';
import type { VisitCount } from './domain/visits.ts';

/*
 * The outside world, as the flows see it. A flow's first argument is a Pick of these, so its signature shows which rooms it touches.
 * References to things in a chat are opaque strings; nothing here assumes a thread or a modal.
 */

/** The time and fresh ids; both are arguments to everything pure. */
export interface Clock {
  now(): Date;
  newId(): string;
}

export interface Policies {
  current(): Policy;
  /** The policy a case opened with; the current one where that version is no longer known. */
  of(version: string): Policy;
  /** E-mail addresses of KESU_ADMINS, lower case. */
  admins(): readonly string[];
}

/** A message as it was posted. */
export type PostedMessage = Omit<Message, 'outcome' | 'editedAt' | 'deletedAt'>;

/** What happened to a message in the chat. */
export type Incoming =
  | { readonly type: 'posted'; readonly message: PostedMessage }
  | {
      readonly type: 'edited';
      readonly ref: MessageRef;
      readonly text: string;
      readonly at: string;
      /** The message as it is now, where the chat tells it: an edit may come before the post it is of. */
      readonly whole?: PostedMessage;
    }
  | { readonly type: 'deleted'; readonly ref: MessageRef; readonly at: string };

/** Messages are stored before they are acknowledged. */
export interface Inbox {
  /** Messages posted since `since` whose words, letters and digits only, are these (reading/fingerprint.ts), and that became or joined a case; newest first. */
  sameWords(fingerprint: string, since: Date): Promise<readonly Message[]>;
  /** Until when this store's desk is known to have listened; null before it did. */
  heardUntil(): Promise<Date | null>;
  setHeardUntil(at: Date): Promise<void>;
  /** How many messages posted in [from, to) tried to give the desk orders. */
  instructionsBetween(from: Date, to: Date): Promise<number>;
  /**
   * Stores an event under its unique key together with its jobs, in one transaction. False when the key is known: nothing changes then.
   * A message already stored keeps its text; its intake only moves on from `channel` to `mention` or `shortcut`.
   * With `onlyWhereHeard` a posted message is left aside, and false, unless its place is marked for complaints or it answers in the thread of
   * a case.
   */
  receive(event: {
    readonly key: string;
    readonly at: Date;
    readonly incoming: Incoming;
    readonly jobs: readonly NewJob[];
    readonly onlyWhereHeard?: boolean;
  }): Promise<boolean>;
  message(ref: MessageRef): Promise<Message | null>;
  /** All stored messages of a thread, its head included, oldest first. */
  thread(root: MessageRef): Promise<readonly Message[]>;
}

/** Events to append to one case. `expectedVersion` is the version decided on, 0 for a new case. */
export interface CaseChange {
  readonly caseId: CaseId;
  readonly expectedVersion: number;
  readonly at: Date;
  readonly events: readonly { readonly by: PersonId | null; readonly body: CaseEventBody }[];
}

/** Messages of the same words since an instant: those that are `known` to have led to a case, and what is written now, for `message`. */
export interface SameWords {
  readonly message: MessageRef;
  /** As reading/fingerprint.ts makes them. */
  readonly words: string;
  readonly since: Date;
  readonly known: readonly MessageRef[];
}

/** What became of a message. `before` is the outcome decided on, so that of two who read one message at once only one writes. */
export interface OutcomeChange {
  readonly message: MessageRef;
  readonly before: MessageOutcome | null;
  readonly outcome: MessageOutcome | null;
}

/** One transaction: cases, what became of messages, and the jobs that follow. */
export interface Commit {
  /** Given, nothing is written (ConflictError) when another message of these words has led to a case meanwhile. */
  readonly sameWords?: SameWords | null;
  /** Given, it approves money: nothing is written (ConflictError) when another approval was written since this many were counted (`approvals`). */
  readonly approvals?: number;
  readonly cases?: readonly CaseChange[];
  readonly outcomes?: readonly OutcomeChange[];
  readonly jobs?: readonly NewJob[];
}

export interface CaseFilter {
  readonly statuses?: readonly CaseStatus[];
  readonly assignee?: PersonId;
  /** Opened, closed or otherwise changed at or after this instant. */
  readonly changedSince?: Date;
  /** Opened in [from, to). */
  readonly openedBetween?: { readonly from: Date; readonly to: Date };
  /** Besides, what one of these lets through; their own limits say nothing. */
  readonly anyOf?: readonly CaseFilter[];
  readonly limit?: number;
}

export interface Cases {
  /**
   * Writes all of it or nothing. Throws ConflictError when a case's version is not the expected one, a message's outcome is not the
   * one decided on, or a case of the same source message and part exists already. Returns the cases as they are now, in the order given.
   */
  commit(commit: Commit): Promise<readonly Case[]>;
  /** How many approvals of money were written in this store: what its sums by month, car and case are as of. */
  approvals(): Promise<number>;
  get(id: CaseId): Promise<Case | null>;
  byNumber(number: string): Promise<Case | null>;
  /** Cases that are talked about under this message, oldest first. */
  inThread(thread: MessageRef): Promise<readonly Case[]>;
  /** Cases opened from this message. */
  fromMessage(source: MessageRef): Promise<readonly Case[]>;
  /** By due time, earliest first; those without one last. */
  list(filter: CaseFilter): Promise<readonly Case[]>;
  /** Cases in which every word occurs (number, text, names, phone, plate, VIN, model), newest first. */
  search(words: string, limit: number): Promise<readonly Case[]>;
  timeline(id: CaseId): Promise<readonly CaseEvent[]>;
  /** Several at once; a case without events is not among them. */
  timelines(ids: readonly CaseId[]): Promise<ReadonlyMap<CaseId, readonly CaseEvent[]>>;
  /** Events of the given types at or after an instant (and before `until`), oldest first, for reports. */
  eventsSince(types: readonly CaseEventBody['type'][], since: Date, until?: Date): Promise<readonly CaseEvent[]>;
  /** Cases opened at or after `since` with any of these phones, plates or VINs among their facts, newest first. */
  ofCustomer(facts: CustomerKeys, since: Date): Promise<readonly Case[]>;
  /**
   * Closed cases of the category but for one: those of the same car model (whatever its capitals and spaces) first, then the others, each
   * newest closing first.
   */
  similar(
    of: { readonly category: Category; readonly carModel: string | null; readonly not: CaseId },
    limit: number,
  ): Promise<readonly Case[]>;
  many(ids: readonly CaseId[]): Promise<readonly Case[]>;
  /** The next case number of a store-local day, `20261116-001`, which no two cases get; and what `nextTurn` would give, 1 where nobody's is asked for. */
  nextNumber(day: string, turnOf?: string): Promise<{ readonly number: string; readonly turn: number }>;
  /** Counts up: 1, 2, 3 … for each name; whose turn it is in a department. */
  nextTurn(name: string): Promise<number>;
}

/** What tells one customer or car from another; normalised as Facts are. */
export interface CustomerKeys {
  readonly phone: string | null;
  readonly plate: string | null;
  readonly vin: string | null;
}

/** A step that was found due for one person. Told at most once, whatever restarts or runs twice: its key is unique. */
export interface ReminderKey {
  readonly caseId: CaseId;
  readonly timer: string;
  readonly step: string;
  readonly recipient: PersonId;
}
export interface Reminder extends ReminderKey {
  readonly kind: TimerKind;
  readonly dueAt: string;
  /** When it should have been told at the earliest: the step's time, or the start of the recipient's shift. */
  readonly deliverAt: Date;
  /** When it would have been told had nothing stood still: what the lag is measured from. */
  readonly shouldAt: Date;
}

/** What the clockwork did: for the watchdog. */
export interface Punctuality {
  /** Reminders told in the time asked about; `worstLagMs` is the longest from when it should have been told until the message was on its way, standstills included. */
  readonly told: number;
  readonly worstLagMs: number;
  /** Still waiting although their time has come. */
  readonly waiting: number;
}

/** What a look at one case, as of this version, found. */
export interface CaseLook {
  readonly caseId: CaseId;
  readonly version: number;
  /** What ran out, for its timeline; written by nobody. */
  readonly events: readonly CaseEventBody[];
  /** When to look again; null = not until it changes. */
  readonly nextCheckAt: Date | null;
  readonly reminders: readonly Reminder[];
  readonly jobs: readonly NewJob[];
}

/** The clockwork's memory. Every change of a case makes it due to be looked at; looking sets the next time. */
export interface Clocks {
  /** Cases whose time to be looked at has come, the longest waiting first. */
  toCheck(now: Date, limit: number): Promise<readonly Case[]>;
  /**
   * Keeps what looks at cases found, those of one kind in one transaction: with or without something for the timeline. Reminders whose key is
   * known are left as they are. Answers with the cases whose look was kept; of one that has changed since its look nothing is.
   */
  checked(looks: readonly CaseLook[], now: Date): Promise<ReadonlySet<CaseId>>;
  /** Reminders whose time to tell has come and that are not told yet, by recipient, then oldest first. */
  pending(now: Date): Promise<readonly Reminder[]>;
  /** When this person was last told something; null for never. */
  lastToldAt(person: PersonId): Promise<Date | null>;
  /**
   * Marks them told (`told`) or no longer worth telling (`moot`) together with the jobs that tell them, in one transaction. False when somebody
   * else settled one of them first: nothing changes then.
   */
  settle(keys: readonly ReminderKey[], outcome: 'told' | 'moot', jobs: readonly NewJob[], now: Date): Promise<boolean>;
  punctuality(from: Date, to: Date): Promise<Punctuality>;
  /** True for the first who asks with this key, together with the jobs that follow: digests of a day are sent once. */
  once(key: string, jobs: readonly NewJob[], now: Date): Promise<boolean>;
}

/** 进厂台次, typed in. */
export interface Visits {
  /** Spans that overlap [from, to], oldest first. */
  within(from: string, to: string): Promise<readonly VisitCount[]>;
  /** Replaces spans that overlap. */
  set(visits: VisitCount, by: PersonId, now: Date): Promise<void>;
}

export interface Job {
  readonly id: string;
  readonly payload: JobPayload;
  /** `traceparent` of what caused it; absent or null where nothing is traced. */
  readonly trace?: string | null;
  /** 1 for the first try. */
  readonly attempt: number;
  /** How many of the tries before failed; to be asked to wait is no failure. */
  readonly faults: number;
}

/** Ages of live jobs: lower is older. */
export interface Queue {
  /** The first that is due and that somebody could claim; `runAt` is null for one that was due at once. */
  readonly oldestDue: { readonly age: number; readonly runAt: Date | null } | null;
  readonly newest: number | null;
}

export interface Jobs {
  add(jobs: readonly NewJob[]): Promise<void>;
  /** Takes jobs that are due, leased until `leaseUntil`, of one lane or of all; among jobs of one order key only the oldest. */
  claim(now: Date, leaseUntil: Date, limit: number, lane?: JobLane): Promise<readonly Job[]>;
  /** `done` and `failed` count only for the try that was claimed: once its lease ran out and another took the job over, they change nothing. */
  done(id: string, attempt: number, now: Date): Promise<void>;
  /** Puts it back for `retryAt`, or sets it aside for good when null. */
  failed(id: string, attempt: number, now: Date, error: string, retryAt: Date | null): Promise<void>;
  /** Puts it back until the instant the chat asked to wait for; counts for the same try as they do, and as no failure. */
  postponed(id: string, attempt: number, why: string, until: Date): Promise<void>;
  /** As of `waiting`, 10,000 stands for that many or more. */
  counts(): Promise<{ readonly waiting: number; readonly dead: number }>;
  /** How far the work is behind the jobs: what a watchdog tells a backlog by. */
  queue(now: Date): Promise<Queue>;
  /** Drops those done a week ago. Dead ones stay until somebody has looked at them. */
  prune(now: Date): Promise<void>;
  /** Calls back after jobs were committed by this process, so that nothing waits for the next tick. */
  onAdded(wake: () => void): void;
}

/** Where things that change in place stand in the chat. */
export interface Shown {
  get(key: string): Promise<MessageRef | null>;
  set(key: string, ref: MessageRef): Promise<void>;
}

export interface NewPerson {
  readonly name: string;
  readonly role: Person['role'];
  readonly department: Person['department'];
  readonly isAdmin: boolean;
  readonly chatUser: ChatUserRef | null;
  readonly email: string | null;
}

export interface People {
  get(id: PersonId): Promise<Person | null>;
  byChatUser(user: ChatUserRef): Promise<Person | null>;
  byEmail(email: string): Promise<Person | null>;
  /** Everyone active with a role, by role then name. */
  withRole(): Promise<readonly Person[]>;
  many(ids: readonly PersonId[]): Promise<ReadonlyMap<PersonId, Person>>;
  /**
   * Finds by chat account, else by e-mail, else makes a new one. Given values win over stored ones; a null role, department, account or
   * e-mail means "not known" and keeps what is stored.
   */
  save(id: PersonId, person: NewPerson): Promise<Person>;
  /** Everyone with a role, those who left included. */
  staff(): Promise<readonly Person[]>;
  /** Deputy, shifts and absences, whole; null for nobody of that id. */
  setDuty(id: PersonId, duty: Pick<Person, 'deputy' | 'absences' | 'shifts'>): Promise<Person | null>;
  setActive(id: PersonId, active: boolean): Promise<Person | null>;
  /** Sets role and department as they are given; null takes them away. Null for nobody. */
  setRole(id: PersonId, role: Person['role'], department: Person['department']): Promise<Person | null>;
}

export interface Places {
  purposeOf(place: PlaceRef): Promise<PlacePurpose | null>;
  /** Oldest mark first. */
  withPurpose(purpose: PlacePurpose): Promise<readonly PlaceRef[]>;
  mark(place: PlaceRef, purpose: PlacePurpose | null, now: Date): Promise<void>;
}

export interface NewAttachment {
  readonly id: AttachmentId;
  readonly caseId: CaseId;
  readonly file: FileRef;
  readonly name: string;
  readonly mimetype: string;
  readonly content: Uint8Array;
}

export interface Attachments {
  /** Keeps the bytes; the same file of the same case is kept once. Returns the id it is kept under. */
  keep(attachment: NewAttachment, now: Date): Promise<AttachmentId>;
  content(
    id: AttachmentId,
  ): Promise<{ readonly name: string; readonly mimetype: string; readonly content: Uint8Array } | null>;
}

/** How much an erasure touched: cases masked or removed whole; events, messages, jobs and files masked or removed. */
export interface ErasureCounts {
  readonly cases: number;
  readonly removed: number;
  readonly events: number;
  readonly messages: number;
  readonly jobs: number;
  readonly files: number;
}

/** An entry of the record of erasures. `by`: the command and the account it ran under, or the desk. `subject`: whose data, masked. */
export interface ErasureNote {
  readonly why: ErasureReason;
  readonly by: string;
  readonly subject: string | null;
  readonly counts: ErasureCounts;
}

/** Where somebody's data lies. */
export interface Mentioned {
  readonly cases: readonly CaseId[];
  readonly messages: readonly MessageRef[];
}

/**
 * What is kept how long, and that it is as it was written. Every call is a bounded piece of work, a transaction for each case in it; one that is
 * cut short is simply made again.
 */
export interface Keeping {
  /** Cases that ended before an instant and whose texts are not masked yet; the longest ended first. */
  toMask(endedBefore: Date, limit: number): Promise<readonly CaseId[]>;
  toRemove(endedBefore: Date, limit: number): Promise<readonly CaseId[]>;
  /** Masks a case and what hangs on it. For `request` its files go too, but for proofs, and its card is shown again. */
  maskCase(id: CaseId, erasing: (c: Case) => Erasing, why: ErasureReason, now: Date): Promise<ErasureCounts>;
  /** Nothing stays but its number and the links of its chain. */
  removeCase(id: CaseId, now: Date): Promise<ErasureCounts>;
  maskMessages(refs: readonly MessageRef[], erasing: Erasing, now: Date): Promise<number>;
  /** Messages posted before an instant that belong to no case, and that are not cleared yet. */
  idleMessages(postedBefore: Date, limit: number): Promise<readonly MessageRef[]>;
  maskJobs(erasing: Erasing): Promise<number>;
  /** Drops jobs that were given up before an instant. */
  dropDeadJobs(before: Date): Promise<number>;
  note(note: ErasureNote, now: Date): Promise<void>;
  /** Cases and messages in which one of these phones, plates or VINs stands, however it is spaced. Reads everything. */
  mentioning(identity: Omit<Identity, 'names'>): Promise<Mentioned>;
  /** Links cases written before there were chains; how many. */
  linkCases(limit: number): Promise<number>;
  /** Anchors days before `before` (UTC) that have none, once every case is linked; how many. */
  anchorDays(before: Date, limit: number): Promise<number>;
}

/** A picture or a recording as it came. */
export interface Media {
  readonly name: string;
  readonly mimetype: string;
  readonly content: Uint8Array;
}

/** A question to the model: which prompt, with what, and what to say when the answer is not as asked. */
export interface Question {
  readonly prompt: PromptName;
  readonly inputs: Readonly<Record<string, string>>;
  readonly images?: readonly Media[];
  /** Over all tries together. */
  readonly deadlineMs: number;
  /** What is wrong with an answer, in one line without words of the customer, for one more try; null when it will do. */
  readonly check?: (json: unknown) => string | null;
}

/**
 * How asking went; nothing is thrown. `unavailable`: down, slow, out of money, not let in, or past the day's budget: ask again at `until`.
 * `unfit`: this model cannot take such a question. `refused`, `nonsense`: asking again will not help.
 */
export type Asked<T = unknown> =
  | { readonly type: 'answered'; readonly answer: T; readonly reader: string }
  | { readonly type: 'unavailable'; readonly why: string; readonly until: Date }
  | { readonly type: 'unfit' | 'refused' | 'nonsense'; readonly why: string };

/** The model, where one is set up. It can only fill in answers; it has no tools and changes nothing. */
export interface Models {
  /** Null where none is set up. */
  readonly set: { readonly name: string; readonly seesPictures: boolean; readonly hearsVoice: boolean } | null;
  ask(question: Question): Promise<Asked>;
  /** What a recording says. */
  hear(recording: Media, deadlineMs: number): Promise<Asked<string>>;
  /** What was used on a store-local day, one entry a model, and whether the day's budget is spent. */
  usageOn(day: string): Promise<{ readonly models: readonly UsageDay[]; readonly spent: boolean }>;
}

/** What the model was asked and what that cost, by store-local day. */
export interface Usage {
  /** One entry a model, by provider, then model. */
  on(day: string): Promise<readonly UsageDay[]>;
  /** Counts one call in; what several processes add at once all counts. */
  add(call: CountedCall, day: string): Promise<void>;
}

/** Reads what a customer said. */
export interface Reader {
  read(input: {
    readonly text: string;
    readonly postedAt: Date;
    readonly timeZone: string;
    readonly forced?: boolean;
  }): Promise<Reading>;
}

/** How showing something went. */
export type ShowOutcome =
  | { readonly type: 'shown' | 'reposted' | 'sent_directly'; readonly ref: MessageRef }
  /** The place or the person is gone, or the desk is not let in; trying again will not help. */
  | { readonly type: 'gone'; readonly why: string }
  /** Try again not before `until`. */
  | { readonly type: 'later'; readonly until: Date; readonly why: string };

/** What the desk shows. Never blocks for long; outcomes come back typed, and anything thrown is a fault to retry. */
export interface Chat {
  /** Shows the card at `shown`, or posts it under `near`, or at the head of `place`. `jobId` marks the message so that a repeat can be found. */
  showCase(card: CaseCard, at: ShowAt): Promise<ShowOutcome>;
  showApproval(card: ApprovalCard, at: ShowAt): Promise<ShowOutcome>;
  showReport(card: ReportCard, at: ShowAt): Promise<ShowOutcome>;
  showCrisis(card: CrisisCard, at: ShowAt): Promise<ShowOutcome>;
  sendDigest(digest: DigestPage, place: PlaceRef, jobId: string): Promise<ShowOutcome>;
  /** A private place of this name with these people in it; the same `name` gives the same place. Null where the chat has no such thing or refuses. */
  openRoom(name: string, topic: string, people: readonly Person[]): Promise<PlaceRef | null>;
  say(notice: Notice, to: Addressee, people: ReadonlyMap<PersonId, Person>, jobId: string): Promise<ShowOutcome>;
  /** A small sign on the message that the desk has taken it up. */
  markSeen(message: MessageRef): Promise<void>;
  /** `active` false: the account was deactivated. Null for an account the chat does not know. */
  profile(
    user: ChatUserRef,
  ): Promise<{ readonly name: string; readonly email: string | null; readonly active: boolean } | null>;
  userByEmail(email: string): Promise<ChatUserRef | null>;
  /** The account with this member id, as a person would copy it from a profile. */
  userById(id: string): ChatUserRef;
  /** What people wrote in a place since an instant, with the replies under it, oldest first; of a very long absence the newest 2,000. */
  writtenIn(place: PlaceRef, since: Date): Promise<Written>;
  /** Replies under a message since an instant. */
  writtenUnder(root: MessageRef, since: Date): Promise<Written>;
  /** Where somebody talks to the desk alone; null where the chat has no such place for them. */
  directPlace(user: ChatUserRef): Promise<PlaceRef | null>;
  /** The bytes of a file; `gone` when it was deleted or the desk may not see it. */
  download(
    file: FileRef,
    maxBytes: number,
  ): Promise<{ readonly type: 'content'; readonly content: Uint8Array } | { readonly type: 'too_large' | 'gone' }>;
}

/** What a chat remembers of the time nobody listened. */
export type Written =
  | { readonly type: 'messages'; readonly messages: readonly WrittenMessage[] }
  | Extract<ShowOutcome, { readonly type: 'gone' | 'later' }>;

/** A message with when it was changed last; null when never. */
export interface WrittenMessage {
  readonly posted: Extract<Incoming, { type: 'posted' }>['message'];
  readonly editedAt: string | null;
}

export interface ShowAt {
  readonly shown: MessageRef | null;
  readonly near: MessageRef | null;
  readonly place: PlaceRef;
  readonly jobId: string;
}

export interface Ports {
  readonly clock: Clock;
  readonly policies: Policies;
  readonly inbox: Inbox;
  readonly cases: Cases;
  readonly clocks: Clocks;
  readonly visits: Visits;
  readonly jobs: Jobs;
  readonly shown: Shown;
  readonly people: People;
  readonly places: Places;
  readonly attachments: Attachments;
  readonly keeping: Keeping;
  readonly reader: Reader;
  readonly models: Models;
  readonly chat: Chat;
}
