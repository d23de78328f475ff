import { z } from 'zod';
import type { CaseId, ChatUserRef, FileRef, MessageRef, PersonId, PlaceRef, ProposalId } from './ids.ts';
import { noticeSchema } from './notice.ts';

const caseId = z.string().transform((s) => s as CaseId);
const proposalId = z.string().transform((s) => s as ProposalId);
const messageRef = z.string().transform((s) => s as MessageRef);
const placeRef = z.string().transform((s) => s as PlaceRef);
const personId = z.string().transform((s) => s as PersonId);
const chatUser = z.string().transform((s) => s as ChatUserRef);
const fileRef = z.string().transform((s) => s as FileRef);

/** Where a notice goes: under a message, into a place, to one person alone. */
export const addresseeSchema = z.discriminatedUnion('to', [
  z.object({ to: z.literal('thread'), message: messageRef }),
  z.object({ to: z.literal('place'), place: placeRef }),
  z.object({ to: z.literal('person'), person: personId }),
  z.object({ to: z.literal('chat_user'), user: chatUser }),
]);
export type Addressee = z.infer<typeof addresseeSchema>;

/** The lists that come by themselves (domain.md §2, §5). */
export const DIGESTS = ['morning', 'daily', 'weekly'] as const;
export type DigestKind = (typeof DIGESTS)[number];

/** Work to be done after a change was saved; written in the same transaction as its cause. */
export const jobPayloadSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('read_message'), message: messageRef }),
  /** A model reads a message after the rules, or, with `message` null, the case that a form opened. */
  z.object({ kind: z.literal('read_with_model'), message: messageRef.nullable(), caseId: caseId.nullable() }),
  /** What was written while nobody listened: in a place, to the desk alone, under a message. `since` is an instant. */
  z.object({
    kind: z.literal('catch_up'),
    where: z.discriminatedUnion('in', [
      z.object({ in: z.literal('place'), place: placeRef }),
      z.object({ in: z.literal('direct'), user: chatUser }),
      z.object({ in: z.literal('thread'), message: messageRef }),
    ]),
    since: z.string(),
  }),
  /** Says in its thread that a message came late, where it became or joined a case. */
  z.object({ kind: z.literal('tell_late'), message: messageRef }),
  /** The source message of a case was edited or deleted. */
  z.object({
    kind: z.literal('keep_source_change'),
    message: messageRef,
    before: z.string(),
    after: z.string().nullable(),
  }),
  /** Makes the chat show the case as the database has it. */
  z.object({ kind: z.literal('show_case'), caseId }),
  z.object({ kind: z.literal('show_approval'), caseId, proposal: proposalId }),
  z.object({ kind: z.literal('show_report'), caseId, report: z.string() }),
  z.object({ kind: z.literal('show_crisis'), caseId }),
  /** Opens the private channel of a crisis and lets its team in. */
  z.object({ kind: z.literal('open_crisis_room'), caseId }),
  /** `date`: the store-local day it is about. One job a place, so that a retry repeats nothing elsewhere. */
  z.object({ kind: z.literal('send_digest'), digest: z.enum(DIGESTS), date: z.string(), place: placeRef }),
  /** Whether everybody with a role still has an account; what happened while the desk was down is found so. */
  z.object({ kind: z.literal('check_accounts') }),
  /** What has had its time is masked or removed (policy, `retention`), and the days that are over are anchored. */
  z.object({ kind: z.literal('keep_retention') }),
  z.object({ kind: z.literal('mark_seen'), message: messageRef }),
  z.object({ kind: z.literal('say'), notice: noticeSchema, addressee: addresseeSchema }),
  z.object({
    kind: z.literal('copy_file'),
    caseId,
    file: z.object({ ref: fileRef, name: z.string(), mimetype: z.string(), size: z.number() }),
  }),
]);
export type JobPayload = z.infer<typeof jobPayloadSchema>;
export type JobKind = JobPayload['kind'];

export interface NewJob {
  readonly payload: JobPayload;
  /** While an unclaimed job with this key waits, another one is not added: many changes cost one update. */
  readonly onceKey?: string;
  /** Jobs with the same key run one after another, oldest first. */
  readonly orderKey?: string;
  /** Not before this instant; at once when absent. */
  readonly runAt?: Date;
  /** `traceparent` of what caused it, for the trace of its run. */
  readonly trace?: string;
}

/** What is shown in one thread is shown in the order it happened; a case without a thread yet has an order of its own. */
export const orderOf = (c: { readonly id: CaseId; readonly thread: MessageRef | null }): string =>
  `case:${c.thread ?? c.id}`;

export const showCase = (c: { readonly id: CaseId; readonly thread: MessageRef | null }): NewJob => ({
  payload: { kind: 'show_case', caseId: c.id },
  onceKey: `show_case:${c.id}`,
  orderKey: orderOf(c),
});

export const showApproval = (
  c: { readonly id: CaseId; readonly thread: MessageRef | null },
  proposal: ProposalId,
): NewJob => ({
  payload: { kind: 'show_approval', caseId: c.id, proposal },
  onceKey: `show_approval:${proposal}`,
  orderKey: orderOf(c),
});

/** One batch; it asks for the next one itself. */
export const keepRetention = (runAt?: Date): NewJob => ({
  payload: { kind: 'keep_retention' },
  onceKey: 'keep_retention',
  orderKey: 'keep_retention',
  ...(runAt ? { runAt } : {}),
});

export const checkAccounts: NewJob = { payload: { kind: 'check_accounts' }, onceKey: 'check_accounts' };

export const showCrisis = (c: { readonly id: CaseId; readonly thread: MessageRef | null }): NewJob => ({
  payload: { kind: 'show_crisis', caseId: c.id },
  onceKey: `show_crisis:${c.id}`,
  orderKey: orderOf(c),
});

export const showReport = (c: { readonly id: CaseId; readonly thread: MessageRef | null }, report: string): NewJob => ({
  payload: { kind: 'show_report', caseId: c.id, report },
  onceKey: `show_report:${report}`,
  orderKey: orderOf(c),
});

export const readMessage = (message: MessageRef): NewJob => ({
  payload: { kind: 'read_message', message },
  onceKey: `read_message:${message}`,
  orderKey: `message:${message}`,
});

/** Work that waits for a model, kept apart from all other: a slow model holds up no card. */
export const JOB_LANES = ['desk', 'model'] as const;
export type JobLane = (typeof JOB_LANES)[number];
export const MODEL_JOBS: readonly JobKind[] = ['read_with_model'];

/** The second reading of a message, or of a case that has none behind it. */
export const readWithModel = (of: { readonly message: MessageRef } | { readonly caseId: CaseId }): NewJob => {
  const message = 'message' in of ? of.message : null;
  const about = 'message' in of ? null : of.caseId;
  const key = `read_with_model:${message ?? about}`;
  return { payload: { kind: 'read_with_model', message, caseId: about }, onceKey: key, orderKey: key };
};

/** Says that a message came late, once it has been read. */
export const tellLate = (message: MessageRef): NewJob => ({
  payload: { kind: 'tell_late', message },
  onceKey: `tell_late:${message}`,
  orderKey: `message:${message}`,
});

/** The sign on a message that the desk has taken it up. */
export const seen = (message: MessageRef): NewJob => ({
  payload: { kind: 'mark_seen', message },
  onceKey: `mark_seen:${message}`,
});
