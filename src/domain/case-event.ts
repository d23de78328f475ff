import { z } from 'zod';
import {
  categorySchema,
  customerTypeSchema,
  factsSchema,
  foundCategorySchema,
  severitySchema,
  subcategorySchema,
  triggerSchema,
} from './facts-schema.ts';
import type { AttachmentId, CaseId, MessageRef, PersonId, PlaceRef, ProposalId } from './ids.ts';
import { INTAKES } from './message.ts';
import { moneyLineSchema } from './money.ts';
import { SOLUTIONS } from './solution.ts';

const caseId = z.string().transform((s) => s as CaseId);
const personId = z.string().transform((s) => s as PersonId);
const proposalId = z.string().transform((s) => s as ProposalId);
const attachmentId = z.string().transform((s) => s as AttachmentId);
const messageRef = z.string().transform((s) => s as MessageRef);
const placeRef = z.string().transform((s) => s as PlaceRef);
const at = z.iso.datetime();

/** What a follow-up call found (domain.md §4 step 12). */
export const FOLLOW_UP_RESULTS = ['satisfied', 'unhappy', 'unreachable'] as const;
export type FollowUpResult = (typeof FOLLOW_UP_RESULTS)[number];

/** Ways to reach a customer (domain.md §1.1). */
export const CONTACT_WAYS = ['phone', 'in_person', 'wechat', 'message', 'home_visit'] as const;
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

/** What happened to a case. The timeline is append-only: nothing here is ever changed or taken away. */
export const caseEventBodySchema = z.discriminatedUnion('type', [
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
    instructions: z.array(z.string()),
    dueAt: at.nullable(),
    missingYear: z.string().nullable(),
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
    why: z.enum(['too_large', 'gone', 'unreadable']),
  }),
  z.object({ type: z.literal('claimed'), assignee: personId }),
  z.object({ type: z.literal('handed_over'), from: personId.nullable(), to: personId, reason: z.string() }),
  z.object({
    type: z.literal('severity_changed'),
    from: severitySchema,
    to: severitySchema,
    reason: z.string(),
    triggers: z.array(triggerSchema),
    dueAt: at.nullable(),
    missingYear: z.string().nullable(),
  }),
  z.object({
    type: z.literal('amended'),
    category: categorySchema.nullable(),
    summary: z.string().nullable(),
    /** Only the facts that changed; null = taken away. */
    facts: factsSchema.partial(),
  }),
  z.object({ type: z.literal('contacted'), way: z.enum(CONTACT_WAYS), text: z.string() }),
  z.object({
    type: z.literal('proposed'),
    proposal: proposalId,
    solutions: z.array(z.enum(SOLUTIONS)).min(1),
    lines: z.array(moneyLineSchema),
    reason: z.string(),
  }),
  z.object({ type: z.literal('withdrawn'), proposal: proposalId }),
  /** `amountFen` is the amount the approver was shown. */
  z.object({ type: z.literal('approved'), proposal: proposalId, amountFen: z.int().nonnegative() }),
  z.object({ type: z.literal('rejected'), proposal: proposalId, amountFen: z.int().nonnegative(), reason: z.string() }),
  z.object({ type: z.literal('accepted'), proposal: proposalId, text: z.string() }),
  z.object({ type: z.literal('declined'), proposal: proposalId, text: z.string() }),
  z.object({
    type: z.literal('carried_out'),
    proposal: proposalId,
    proof: z.string(),
    attachments: z.array(attachmentId),
  }),
  z.object({ type: z.literal('followed_up'), result: z.enum(FOLLOW_UP_RESULTS), text: z.string() }),
  z.object({ type: z.literal('closed'), text: z.string() }),
  z.object({
    type: z.literal('reopened'),
    reason: z.string(),
    dueAt: at.nullable(),
    missingYear: z.string().nullable(),
  }),
  z.object({ type: z.literal('dismissed'), reason: z.string() }),
  z.object({ type: z.literal('restored') }),
  z.object({ type: z.literal('merged'), into: caseId, number: z.string() }),
  z.object({ type: z.literal('merge_received'), from: caseId, number: z.string() }),
  z.object({ type: z.literal('unmerged'), from: caseId, number: z.string() }),
  /** `files`: how many kept files were opened. */
  z.object({ type: z.literal('revealed'), facts: z.array(z.enum(MASKED_FACTS)), files: z.int().nonnegative() }),
]);
export type CaseEventBody = z.infer<typeof caseEventBodySchema>;
export type CaseEventType = CaseEventBody['type'];
export type CaseEventOf<T extends CaseEventType> = Extract<CaseEventBody, { type: T }>;

/** One entry of a case's timeline. `seq` counts from 1; `by` is null when the desk itself acted. */
export interface CaseEvent {
  readonly caseId: CaseId;
  readonly seq: number;
  readonly at: string;
  readonly by: PersonId | null;
  readonly body: CaseEventBody;
}
