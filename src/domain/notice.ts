import { z } from 'zod';
import { ASKABLE_FACTS, READING_REASONS, SEVERITIES, TRIGGERS } from './complaint.ts';
import type { CaseId, MessageRef, PersonId } from './ids.ts';

const caseRef = { caseId: z.string().transform((s) => s as CaseId), number: z.string() };
const person = z.string().transform((s) => s as PersonId);
const message = z.string().transform((s) => s as MessageRef);

/** One thing the desk says. What it looks like is each chat's own business; wording/ has the sentences. */
export const noticeSchema = z.discriminatedUnion('kind', [
  /** Unsure: 登记 / 不是投诉. */
  z.object({ kind: z.literal('is_it_a_complaint'), message, reason: z.enum(READING_REASONS) }),
  z.object({ kind: z.literal('ask_facts'), ...caseRef, facts: z.array(z.enum(ASKABLE_FACTS)).min(1).max(2) }),
  /** To whoever spoke to the desk directly: what became of the words. */
  z.object({ kind: z.literal('not_registered'), reason: z.enum(READING_REASONS) }),
  /** To whoever reported outside the channel: the case and where its card stands. */
  z.object({ kind: z.literal('registered_elsewhere'), ...caseRef, card: message.nullable() }),
  z.object({ kind: z.literal('added_to_case'), ...caseRef }),
  z.object({ kind: z.literal('instruction_ignored'), quotes: z.array(z.string()) }),
  z.object({
    kind: z.literal('major_case'),
    ...caseRef,
    triggers: z.array(z.enum(TRIGGERS)),
    summary: z.string(),
    card: message.nullable(),
    mention: z.array(person),
  }),
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
    why: z.enum(['too_large', 'gone', 'unreadable']),
  }),
]);
export type Notice = z.infer<typeof noticeSchema>;
export type NoticeKind = Notice['kind'];
