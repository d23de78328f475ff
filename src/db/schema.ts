import { sql } from 'drizzle-orm';
import { bigint, boolean, index, integer, pgTable, primaryKey, uniqueIndex } from 'drizzle-orm/pg-core';
import type { CaseEventType } from '../domain/case-event.ts';
import { type CaseStatus, OPEN_STATUSES } from '../domain/case-status.ts';
import type { Category, Severity } from '../domain/complaint.ts';
import type { AttachmentId, CaseId, ChatUserRef, FileRef, MessageRef, PersonId, PlaceRef } from '../domain/ids.ts';
import type { JobLane } from '../domain/job.ts';
import type { Intake } from '../domain/message.ts';
import type { Department, Role } from '../domain/person.ts';
import type { PlacePurpose } from '../domain/place.ts';
import { bytes, instant, json, storeId, text } from './columns.ts';

/*
 * Every table leads with the store in its primary key, its unique keys and its indexes, so that stores can be spread over servers later.
 * Ids are made in the app and no default reads a clock, so that the same SQL is the same everywhere (PG 15 and up).
 */

/** Keys of chat events already taken in: what makes a repeated delivery harmless. */
export const inboxEvents = pgTable(
  'inbox_events',
  { storeId: storeId(), eventKey: text('event_key').notNull(), receivedAt: instant('received_at').notNull() },
  (t) => [primaryKey({ columns: [t.storeId, t.eventKey] })],
);

/** A message that tried to give the desk orders; in these very words, or the index is not used. */
export const gaveOrders = sql.raw(`outcome -> 'instructions' <> '[]'::jsonb`);

/** What people wrote, as it came; an edit replaces the text, a deletion only notes its time. */
export const messages = pgTable(
  'messages',
  {
    storeId: storeId(),
    ref: text('ref').$type<MessageRef>().notNull(),
    place: text('place').$type<PlaceRef>().notNull(),
    root: text('root').$type<MessageRef>().notNull(),
    author: text('author').$type<ChatUserRef>().notNull(),
    text: text('text').notNull(),
    postedAt: instant('posted_at').notNull(),
    editedAt: instant('edited_at'),
    deletedAt: instant('deleted_at'),
    files: json('files').notNull(),
    intake: text('intake').$type<Intake>().notNull(),
    outcome: json('outcome'),
    /** Letters and digits of the text; null when too few to tell one message from another. */
    fingerprint: text('fingerprint'),
    /** When its words were masked for good. */
    maskedAt: instant('masked_at'),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.ref] }),
    index('messages_thread').on(t.storeId, t.root, t.postedAt),
    index('messages_same_words').on(t.storeId, t.fingerprint, t.postedAt).where(sql`fingerprint is not null`),
    index('messages_instructions').on(t.storeId, t.postedAt).where(gaveOrders),
    index('messages_unmasked').on(t.storeId, t.postedAt).where(sql`masked_at is null`),
  ],
);

/** The open cases; in these very words, or the indexes are not used. */
export const openOnly = sql.raw(`status in (${OPEN_STATUSES.map((s) => `'${s}'`).join(', ')})`);

/** `state` is the whole case, the fold of its events; the other columns repeat what is looked for. */
export const cases = pgTable(
  'cases',
  {
    storeId: storeId(),
    id: text('id').$type<CaseId>().notNull(),
    number: text('number').notNull(),
    version: integer('version').notNull(),
    status: text('status').$type<CaseStatus>().notNull(),
    severity: text('severity').$type<Severity>().notNull(),
    category: text('category').$type<Category>().notNull(),
    assigneeId: text('assignee_id').$type<PersonId>(),
    reporterId: text('reporter_id').$type<PersonId>().notNull(),
    threadRef: text('thread_ref').$type<MessageRef>(),
    sourceRef: text('source_ref').$type<MessageRef>(),
    part: integer('part').notNull(),
    openedAt: instant('opened_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
    dueAt: instant('due_at'),
    resolvedAt: instant('resolved_at'),
    closedAt: instant('closed_at'),
    /** Closed, or set aside and not touched since; null while it is open. What retention counts from. */
    endedAt: instant('ended_at'),
    /** When the texts of the ended case were masked for good; null again when it changes. */
    maskedAt: instant('masked_at'),
    /** Last link of its chain (event-chain.ts), `seq:hash`; null for one written before there were chains. */
    chain: text('chain'),
    /** When the clockwork has to look at it; null = not until it changes. */
    nextCheckAt: instant('next_check_at'),
    phone: text('phone'),
    plate: text('plate'),
    vin: text('vin'),
    /** Small letters, no spaces. */
    carModel: text('car_model'),
    state: json('state').notNull(),
    /** What shape of Case, and which version of it, `state` was written as (case-state.ts); null for one from before this was noted. */
    shape: text('shape'),
    searchText: text('search_text').notNull(),
    searchGrams: text('search_grams').array().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    uniqueIndex('cases_number').on(t.storeId, t.number),
    // A form has no source; nulls are distinct, so forms never collide.
    uniqueIndex('cases_source_part').on(t.storeId, t.sourceRef, t.part),
    index('cases_thread').on(t.storeId, t.threadRef),
    index('cases_open_due').on(t.storeId, t.dueAt).where(openOnly),
    index('cases_open_assignee').on(t.storeId, t.assigneeId, t.dueAt).where(openOnly),
    index('cases_updated').on(t.storeId, t.updatedAt),
    index('cases_opened').on(t.storeId, t.openedAt),
    index('cases_next_check').on(t.storeId, t.nextCheckAt).where(sql`next_check_at is not null`),
    index('cases_phone').on(t.storeId, t.phone, t.openedAt).where(sql`phone is not null`),
    index('cases_plate').on(t.storeId, t.plate, t.openedAt).where(sql`plate is not null`),
    index('cases_vin').on(t.storeId, t.vin, t.openedAt).where(sql`vin is not null`),
    index('cases_closed_category').on(t.storeId, t.category, t.closedAt).where(sql`closed_at is not null`),
    index('cases_closed_model')
      .on(t.storeId, t.category, t.carModel, t.closedAt)
      .where(sql`closed_at is not null and car_model is not null`),
    index('cases_to_mask').on(t.storeId, t.endedAt).where(sql`ended_at is not null and masked_at is null`),
    index('cases_ended').on(t.storeId, t.endedAt).where(sql`ended_at is not null`),
    index('cases_unlinked').on(t.storeId, t.id).where(sql`chain is null`),
    // GIN cannot lead with a text column without an extension; the store is filtered after the words.
    index('cases_words').using('gin', t.searchGrams),
  ],
);

/** The timeline: append-only, complete. An erasure masks words in place and says so in an event of its own; the hashes stay (event-chain.ts). */
export const caseEvents = pgTable(
  'case_events',
  {
    storeId: storeId(),
    caseId: text('case_id').$type<CaseId>().notNull(),
    seq: integer('seq').notNull(),
    at: instant('at').notNull(),
    by: text('by').$type<PersonId>(),
    type: text('type').$type<CaseEventType>().notNull(),
    body: json('body').notNull(),
    contentHash: text('content_hash'),
    chainHash: text('chain_hash'),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.caseId, t.seq] }),
    index('case_events_type_at').on(t.storeId, t.type, t.at),
  ],
);

/** What counts up: the last case number of a store-local day (`20261116`), the turns of a department (`turn:service`). */
export const caseCounters = pgTable(
  'case_counters',
  { storeId: storeId(), day: text('day').notNull(), last: integer('last').notNull() },
  (t) => [primaryKey({ columns: [t.storeId, t.day] })],
);

/** `running` holds a lease. */
export type JobState = 'waiting' | 'running' | 'done' | 'dead';

/** Work that follows from a change, written with it. `waiting` and `running` are live, `done` goes after a week, `dead` stays. */
export const jobs = pgTable(
  'jobs',
  {
    storeId: storeId(),
    id: text('id').notNull(),
    /** Age: lower is older. Only ever compared within one store. */
    seq: bigint('seq', { mode: 'number' }).generatedAlwaysAsIdentity(),
    kind: text('kind').notNull(),
    /** Of the kind, for the index: what waits for a model is not read through for each card. */
    lane: text('lane').$type<JobLane>().notNull().default('desk'),
    payload: json('payload').notNull(),
    onceKey: text('once_key'),
    orderKey: text('order_key'),
    /** Null: at once. */
    runAt: instant('run_at'),
    state: text('state').$type<JobState>().notNull(),
    attempt: integer('attempt').notNull(),
    /** Tries that failed: a busy chat that asks to wait uses up none. */
    faults: integer('faults').notNull().default(0),
    leasedUntil: instant('leased_until'),
    finishedAt: instant('finished_at'),
    lastError: text('last_error'),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    // A running job has left this index, so that a change made while it runs queues one more.
    uniqueIndex('jobs_once').on(t.storeId, t.onceKey).where(sql`state = 'waiting'`),
    // Two jobs of one order key never run at once, whatever two claims in two processes saw.
    uniqueIndex('jobs_running').on(t.storeId, t.orderKey).where(sql`state = 'running'`),
    index('jobs_live').on(t.storeId, t.seq).where(sql`state in ('waiting', 'running')`),
    index('jobs_live_lane').on(t.storeId, t.lane, t.seq).where(sql`state in ('waiting', 'running')`),
    index('jobs_live_order').on(t.storeId, t.orderKey, t.seq).where(sql`state in ('waiting', 'running')`),
    index('jobs_finished').on(t.storeId, t.state, t.finishedAt).where(sql`state in ('done', 'dead')`),
  ],
);

/** Where a thing that changes in place stands in the chat. */
export const shown = pgTable(
  'shown',
  { storeId: storeId(), key: text('key').notNull(), ref: text('ref').$type<MessageRef>().notNull() },
  (t) => [primaryKey({ columns: [t.storeId, t.key] })],
);

/** Everyone the desk has met or been told of. */
export const people = pgTable(
  'people',
  {
    storeId: storeId(),
    id: text('id').$type<PersonId>().notNull(),
    name: text('name').notNull(),
    role: text('role').$type<Role>(),
    department: text('department').$type<Department>(),
    isAdmin: boolean('is_admin').notNull(),
    chatUser: text('chat_user').$type<ChatUserRef>(),
    /** Lower case. */
    email: text('email'),
    active: boolean('active').notNull(),
    deputyId: text('deputy_id').$type<PersonId>(),
    absences: json('absences').notNull().default([]),
    shifts: json('shifts'),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    uniqueIndex('people_chat_user').on(t.storeId, t.chatUser),
    uniqueIndex('people_email').on(t.storeId, t.email),
  ],
);

/** What a place in the chat is for. */
export const places = pgTable(
  'places',
  {
    storeId: storeId(),
    place: text('place').$type<PlaceRef>().notNull(),
    purpose: text('purpose').$type<PlacePurpose>().notNull(),
    markedAt: instant('marked_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.storeId, t.place] }), index('places_purpose').on(t.storeId, t.purpose, t.markedAt)],
);

/** Files of cases. */
export const attachments = pgTable(
  'attachments',
  {
    storeId: storeId(),
    id: text('id').$type<AttachmentId>().notNull(),
    caseId: text('case_id').$type<CaseId>().notNull(),
    fileRef: text('file_ref').$type<FileRef>().notNull(),
    name: text('name').notNull(),
    mimetype: text('mimetype').notNull(),
    sha256: text('sha256').notNull(),
    keptAt: instant('kept_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    uniqueIndex('attachments_file').on(t.storeId, t.caseId, t.fileRef),
  ],
);

/** The bytes, once a store however often they were sent. */
export const attachmentContents = pgTable(
  'attachment_contents',
  { storeId: storeId(), sha256: text('sha256').notNull(), content: bytes('content').notNull() },
  (t) => [primaryKey({ columns: [t.storeId, t.sha256] })],
);
