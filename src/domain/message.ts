import { z } from 'zod';
import { SECOND_READINGS } from './case-reading.ts';
import { READING_REASONS, type Reading, VERDICTS } from './complaint.ts';
import type { CaseId, ChatUserRef, FileRef, MessageRef, PersonId, PlaceRef } from './ids.ts';

/** How a message reached the desk. `form` has no chat message behind it. */
export const INTAKES = ['channel', 'direct', 'mention', 'shortcut', 'form'] as const;
export type Intake = (typeof INTAKES)[number];

/** A file that came with a message, still in the chat. */
export interface ChatFile {
  readonly ref: FileRef;
  readonly name: string;
  readonly mimetype: string;
  readonly size: number;
}

/** A message somebody wrote in the chat, kept as it came. */
export interface Message {
  readonly ref: MessageRef;
  readonly place: PlaceRef;
  /** The message that heads the thread; the message's own ref when it is not a reply. */
  readonly root: MessageRef;
  readonly author: ChatUserRef;
  readonly text: string;
  readonly postedAt: string;
  readonly editedAt: string | null;
  readonly deletedAt: string | null;
  readonly files: readonly ChatFile[];
  readonly intake: Intake;
  readonly outcome: MessageOutcome | null;
}

/** What became of a message; what "为什么?" shows. */
export const messageOutcomeSchema = z
  .object({
    verdict: z.enum(VERDICTS),
    reason: z.enum(READING_REASONS),
    evidence: z.array(z.string()),
    instructions: z.array(z.string()),
    reader: z.string(),
    caseIds: z.array(z.string().transform((id) => id as CaseId)),
    /** A note on the case of its thread rather than a case of its own. */
    note: z.boolean(),
    /** Set when a person decided (登记 / 不是投诉). */
    decidedBy: z
      .string()
      .transform((id) => id as PersonId)
      .nullable(),
    at: z.string(),
    /** Where the second reading, by a model, stands. */
    second: z.enum(SECOND_READINGS).default('alone'),
    /** People were asked, or told, what it is; what waits for a model first says so only if that does not answer. */
    answered: z.boolean().default(true),
    /** What its pictures and voice notes say; null until they were looked at. */
    transcript: z.string().nullable().default(null),
  })
  .readonly();
export type MessageOutcome = z.infer<typeof messageOutcomeSchema>;

/** What a reading makes of a message. */
export const outcomeOf = (reading: Reading, at: Date, more: Partial<MessageOutcome> = {}): MessageOutcome => ({
  verdict: reading.verdict,
  reason: reading.reason,
  evidence: [...reading.evidence],
  instructions: [...reading.instructions],
  reader: reading.reader,
  caseIds: [],
  note: false,
  decidedBy: null,
  at: at.toISOString(),
  second: 'alone',
  answered: true,
  transcript: null,
  ...more,
});
