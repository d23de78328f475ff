import { z } from 'zod';
import { CASE_STATUSES } from './case-status.ts';
import { ASKABLE_FACTS, READING_REASONS, SEVERITIES, TRIGGERS } from './complaint.ts';
import { CRISIS_PHASES } from './crisis.ts';
import type { CaseId, MessageRef, PersonId } from './ids.ts';
import { EXPIRY_REASONS } from './money-event.ts';
import { DEPARTMENTS } from './person.ts';
import { TIMER_KINDS } from './timer.ts';

const caseRef = { caseId: z.string().transform((s) => s as CaseId), number: z.string() };
const person = z.string().transform((s) => s as PersonId);
const message = z.string().transform((s) => s as MessageRef);

/** One time limit to be reminded of. `late`: it has passed. `clock` is what an acknowledgement names; null for what cannot be acknowledged. */
export const reminderLineSchema = z.object({
  ...caseRef,
  timer: z.enum(TIMER_KINDS),
  clock: z.string().nullable(),
  severity: z.enum(SEVERITIES),
  late: z.boolean(),
  dueAt: z.string(),
  summary: z.string(),
  /** What was promised, for a promise. */
  what: z.string().nullable(),
  card: message.nullable(),
});
export type ReminderLine = z.infer<typeof reminderLineSchema>;

/** How a new message was known to be about an earlier case. */
export const MATCHES = ['phone', 'plate', 'vin', 'same_words'] as const;

/** One thing the desk says. What it looks like is each chat's own business; wording/ has the sentences. */
export const noticeSchema = z.discriminatedUnion('kind', [
  /** Unsure: 登记 / 不是投诉. */
  z.object({
    kind: z.literal('is_it_a_complaint'),
    message,
    reason: z.enum(READING_REASONS),
    /** Nothing but pictures or recordings, and nobody to read them. */
    media: z.enum(['picture', 'voice']).nullable().default(null),
  }),
  z.object({ kind: z.literal('ask_facts'), ...caseRef, facts: z.array(z.enum(ASKABLE_FACTS)).min(1).max(2) }),
  /** To whoever spoke to the desk directly: what became of the words. */
  z.object({ kind: z.literal('not_registered'), reason: z.enum(READING_REASONS) }),
  /** To whoever reported outside the channel: the case and where its card stands. */
  z.object({ kind: z.literal('registered_elsewhere'), ...caseRef, card: message.nullable() }),
  /** The desk was away when it was written; its clocks run from now. */
  z.object({ kind: z.literal('came_late'), ...caseRef, postedAt: z.string() }),
  /** Read again, the complaint is another department's: its person is asked to take it. */
  z.object({ kind: z.literal('rerouted'), ...caseRef, mention: person, department: z.enum(DEPARTMENTS) }),
  z.object({ kind: z.literal('instruction_ignored'), quotes: z.array(z.string()) }),
  /** 重大客诉快报 (domain.md §5): fixed fields, to the leaders within a minute; `version` counts the ones sent before it. */
  z.object({
    kind: z.literal('flash_report'),
    ...caseRef,
    version: z.int().positive(),
    status: z.enum(CASE_STATUSES),
    triggers: z.array(z.enum(TRIGGERS)),
    /** '' = the customer's name, the car, the demand is not known. */
    customer: z.string(),
    summary: z.string(),
    vehicle: z.string(),
    demand: z.string(),
    owner: person.nullable(),
    planDueAt: z.string().nullable(),
    resolveDueAt: z.string().nullable(),
    card: message.nullable(),
    mention: z.array(person),
  }),
  /** Somebody threatens with the press, the court or the authorities: 潜在重大 (S0a). */
  z.object({
    kind: z.literal('potentially_major'),
    ...caseRef,
    quotes: z.array(z.string()),
    summary: z.string(),
    card: message.nullable(),
    mention: z.array(person),
  }),
  /** In the thread of one case; `mention` is empty where the people get one message for several. */
  z.object({
    kind: z.literal('reminder'),
    ...reminderLineSchema.shape,
    to: z.array(person),
    mention: z.array(person),
  }),
  /** To one person: everything of one window. */
  z.object({ kind: z.literal('reminders'), lines: z.array(reminderLineSchema).min(1) }),
  /** The person who had it left; `to` has it now. */
  z.object({ kind: z.literal('person_left'), ...caseRef, person, to: person.nullable(), mention: z.array(person) }),
  /** A message was taken for an earlier case of the same customer or car; a button says "no, another matter". */
  z.object({
    kind: z.literal('attached_to_case'),
    ...caseRef,
    message,
    match: z.enum(MATCHES),
    reopened: z.boolean(),
    paidFen: z.int().nonnegative(),
    mention: z.array(person),
  }),
  /** A new case of a customer or car that has complained before; a button merges it. */
  z.object({
    kind: z.literal('repeat_customer'),
    ...caseRef,
    earlier: z.object({ id: caseRef.caseId, number: z.string() }),
    match: z.enum(MATCHES),
    mayMerge: z.boolean(),
    paidFen: z.int().nonnegative(),
  }),
  z.object({
    kind: z.literal('crisis'),
    ...caseRef,
    phase: z.enum(CRISIS_PHASES),
    reason: z.string(),
    mention: z.array(person),
    card: message.nullable(),
  }),
  z.object({ kind: z.literal('returned'), ...caseRef, mention: person, by: person, reason: z.string() }),
  z.object({ kind: z.literal('approval_expired'), ...caseRef, mention: person, why: z.enum(EXPIRY_REASONS) }),
  z.object({ kind: z.literal('case_analysis_wanted'), ...caseRef, mention: z.array(person) }),
  z.object({
    kind: z.literal('severity_raised'),
    ...caseRef,
    from: z.enum(SEVERITIES),
    to: z.enum(SEVERITIES),
    quotes: z.array(z.string()),
  }),
  z.object({ kind: z.literal('handed_to_you'), ...caseRef, to: person, by: person.nullable(), reason: z.string() }),
  z.object({ kind: z.literal('please_follow_up'), ...caseRef, mention: z.array(person) }),
  z.object({ kind: z.literal('rejected'), ...caseRef, mention: person, by: person, reason: z.string() }),
  z.object({ kind: z.literal('approved'), ...caseRef, mention: person, by: person, amountFen: z.int() }),
  z.object({
    kind: z.literal('reopened'),
    ...caseRef,
    mention: person.nullable(),
    by: person.nullable(),
    reason: z.string(),
  }),
  z.object({
    kind: z.literal('file_not_kept'),
    ...caseRef,
    name: z.string(),
    why: z.enum(['too_large', 'gone', 'unreadable', 'not_as_named']),
  }),
]);
export type Notice = z.infer<typeof noticeSchema>;
export type NoticeKind = Notice['kind'];
