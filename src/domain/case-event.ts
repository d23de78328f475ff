import { z } from 'zod';
import { CASE_ACTIONS } from './case-action.ts';
import { CLOCK_KINDS, clockSetSchema, PAUSE_REASONS } from './case-clock.ts';
import { PARTIES, RESOLUTIONS, VERDICTS_OF_CAUSE } from './closing.ts';
import { crisisEvents } from './crisis-event.ts';
import { ERASURE_REASONS } from './erasure-reason.ts';
import { at, attachmentId, caseId, messageRef, personId, placeRef } from './event-fields.ts';
import { upgraded } from './event-upgrade.ts';
import {
  categorySchema,
  customerTypeSchema,
  factsSchema,
  foundCategorySchema,
  severitySchema,
  subcategorySchema,
  triggerSchema,
} from './facts-schema.ts';
import type { CaseId, PersonId } from './ids.ts';
import { INTAKES } from './message.ts';
import { carriedOut, moneyEvents } from './money-event.ts';
import { DEPARTMENTS } from './person.ts';
import { readingEvents } from './reading-event.ts';

/** What a follow-up call found (domain.md §4 step 12). */
export const FOLLOW_UP_RESULTS = ['satisfied', 'unhappy', 'unreachable'] as const;
export type FollowUpResult = (typeof FOLLOW_UP_RESULTS)[number];

/** Ways to reach a customer (domain.md §1.1); `platform` is the answer on a complaint platform such as 12315. */
export const CONTACT_WAYS = ['phone', 'in_person', 'wechat', 'message', 'home_visit', 'platform'] as const;
export type ContactWay = (typeof CONTACT_WAYS)[number];

/** Customer data that a card masks. */
export const MASKED_FACTS = ['customerName', 'phone', 'plate', 'vin'] as const;
export type MaskedFact = (typeof MASKED_FACTS)[number];

const reading = {
  text: z.string(),
  summary: z.string(),
  category: foundCategorySchema,
  subcategory: subcategorySchema.nullable(),
  secondaryCategories: z.array(categorySchema),
  severity: severitySchema,
  triggers: z.array(triggerSchema),
  customerType: customerTypeSchema,
  facts: factsSchema,
  vinCheckDigitOk: z.boolean(),
  malformedVin: z.string().nullable(),
};
/** Clocks that were set running or reckoned again. */
const clocks = z.array(clockSetSchema);
const otherCase = { number: z.string() };

const eventBody = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('opened'),
    number: z.string(),
    intake: z.enum(INTAKES),
    /** The message complained in; null for a form. `part` tells several complaints of one message apart. */
    source: messageRef.nullable(),
    part: z.int().nonnegative(),
    /** Where the case is talked about: the thread under this message; null until the card itself heads one. */
    thread: messageRef.nullable(),
    place: placeRef,
    reporter: personId,
    policyVersion: z.string(),
    reader: z.string(),
    /** A model is set up and reads it next. */
    awaitsModel: z.boolean().default(false),
    instructions: z.array(z.string()),
    department: z.enum(DEPARTMENTS),
    /** Who is asked to take it. */
    routedTo: personId.nullable(),
    accused: z.array(personId),
    repeatOf: z.object({ id: caseId, ...otherCase }).nullable(),
    clocks,
    ...reading,
  }),
  z.object({ type: z.literal('threaded'), thread: messageRef }),
  z.object({
    type: z.literal('noted'),
    message: messageRef.nullable(),
    text: z.string(),
    instructions: z.array(z.string()),
  }),
  z.object({ type: z.literal('source_edited'), message: messageRef, before: z.string(), after: z.string() }),
  z.object({ type: z.literal('source_deleted'), message: messageRef, before: z.string() }),
  z.object({
    type: z.literal('attached'),
    attachment: attachmentId,
    name: z.string(),
    mimetype: z.string(),
    size: z.int().nonnegative(),
  }),
  z.object({
    type: z.literal('attachment_failed'),
    name: z.string(),
    why: z.enum(['too_large', 'gone', 'unreadable', 'not_as_named']),
  }),
  z.object({ type: z.literal('claimed'), assignee: personId }),
  z.object({ type: z.literal('handed_over'), from: personId.nullable(), to: personId, reason: z.string() }),
  z.object({
    type: z.literal('severity_changed'),
    from: severitySchema,
    to: severitySchema,
    reason: z.string(),
    triggers: z.array(triggerSchema),
    clocks,
  }),
  /** More words of the kind that raise a severity; this time it is that high already. */
  z.object({ type: z.literal('triggers_found'), triggers: z.array(triggerSchema), clocks }),
  z.object({ type: z.literal('paused'), waitingFor: z.enum(PAUSE_REASONS), reason: z.string() }),
  z.object({ type: z.literal('resumed'), clocks }),
  /** The customer agreed to another date; the due time it replaces is kept. */
  z.object({ type: z.literal('date_agreed'), dueAt: at, text: z.string() }),
  /** Somebody is on it: the ladder of this clock rests. */
  z.object({ type: z.literal('acknowledged'), clock: z.string() }),
  z.object({ type: z.literal('breached'), clock: z.string(), kind: z.enum(CLOCK_KINDS), dueAt: at }),
  /** Who the customer complains about; replaces the list. */
  z.object({ type: z.literal('accused'), people: z.array(personId) }),
  /** `heard`: it was read in a text first. */
  z.object({
    type: z.literal('promised'),
    promise: z.string(),
    text: z.string(),
    dueAt: at,
    heard: z.string().nullable().default(null),
  }),
  z.object({ type: z.literal('promise_kept'), promise: z.string(), text: z.string() }),
  z.object({ type: z.literal('promise_broken'), promise: z.string() }),
  z.object({
    type: z.literal('amended'),
    category: categorySchema.nullable(),
    customerType: customerTypeSchema.nullable().default(null),
    summary: z.string().nullable(),
    /** Only the facts that changed; null = taken away. */
    facts: factsSchema.partial(),
  }),
  /** `plan`: the customer was told how the complaint will be handled. */
  z.object({
    type: z.literal('contacted'),
    way: z.enum(CONTACT_WAYS),
    text: z.string(),
    plan: z.boolean().default(false),
  }),
  ...readingEvents,
  ...moneyEvents,
  z.object({ type: z.literal('carried_out'), ...carriedOut, clocks }),
  /** `clocks`: nobody was reached, so the call is due again. */
  z.object({ type: z.literal('followed_up'), result: z.enum(FOLLOW_UP_RESULTS), text: z.string(), clocks }),
  z.object({
    type: z.literal('closed'),
    text: z.string(),
    resolution: z.enum(RESOLUTIONS),
    verdict: z.enum(VERDICTS_OF_CAUSE),
    parties: z.array(z.enum(PARTIES)).min(1),
  }),
  z.object({ type: z.literal('reopened'), reason: z.string(), clocks }),
  z.object({ type: z.literal('dismissed'), reason: z.string() }),
  z.object({ type: z.literal('restored'), clocks }),
  /** The same words were posted again. */
  z.object({ type: z.literal('duplicate_received'), message: messageRef }),
  /** A message was taken for this case by its phone, plate or VIN, and a person said it is another matter. */
  z.object({ type: z.literal('detached'), message: messageRef, into: caseId, ...otherCase }),
  /** Somebody tried what the rules do not allow him; kept, because the digest counts it. */
  z.object({ type: z.literal('refused'), action: z.enum(CASE_ACTIONS), code: z.string() }),
  ...crisisEvents,
  z.object({ type: z.literal('merged'), into: caseId, number: z.string() }),
  z.object({ type: z.literal('merge_received'), from: caseId, number: z.string() }),
  z.object({ type: z.literal('unmerged'), from: caseId, number: z.string() }),
  /** `files`: how many kept files were opened. */
  z.object({ type: z.literal('revealed'), facts: z.array(z.enum(MASKED_FACTS)), files: z.int().nonnegative() }),
  /** Words of earlier events were masked for good; `hash` is what each says now, so that nobody can pass a change off as an erasure. */
  z.object({
    type: z.literal('erased'),
    why: z.enum(ERASURE_REASONS),
    events: z.array(z.object({ seq: z.int().positive(), hash: z.string() })),
  }),
]);

/** What happened to a case. The timeline is append-only; only an erasure changes anything, and only words (erasure.ts). */
export const caseEventBodySchema = z.preprocess(upgraded, eventBody);
export type CaseEventBody = z.infer<typeof eventBody>;
export type CaseEventType = CaseEventBody['type'];
export const CASE_EVENT_TYPES: readonly CaseEventType[] = eventBody.options.map((option) => option.shape.type.value);
export type CaseEventOf<T extends CaseEventType> = Extract<CaseEventBody, { type: T }>;

/** One entry of a case's timeline. `seq` counts from 1; `by` is null when the desk itself acted. */
export interface CaseEvent {
  readonly caseId: CaseId;
  readonly seq: number;
  readonly at: string;
  readonly by: PersonId | null;
  readonly body: CaseEventBody;
}
