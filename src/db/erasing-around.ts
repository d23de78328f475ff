import { and, eq, inArray, isNull, ne, notExists, notInArray, or, type SQL, sql } from 'drizzle-orm';
import { OPEN_STATUSES } from '../domain/case-status.ts';
import { type Erasing, erased } from '../domain/erasure.ts';
import type { ErasureReason } from '../domain/erasure-reason.ts';
import type { AttachmentId, CaseId, MessageRef, StoreId } from '../domain/ids.ts';
import type { ErasureCounts } from '../ports.ts';
import type { Db } from './database.ts';
import { attachmentContents, attachments, type caseEvents, cases, jobs, messages } from './schema.ts';

/*
 * What hangs on a case: its messages, jobs and files.
 */

type EventRow = typeof caseEvents.$inferSelect;

/** Every message that the events name. */
export function messagesIn(events: readonly EventRow[]): readonly MessageRef[] {
  const refs = events.flatMap(({ body }) => {
    const { source, thread, message } = body as Readonly<Record<string, unknown>>;
    return [source, thread, message].filter((ref) => typeof ref === 'string');
  });
  return [...new Set(refs)] as MessageRef[];
}

/** Messages and jobs of a case; a message that another case still needs stays. */
export async function maskAround(
  tx: Db,
  storeId: StoreId,
  id: CaseId,
  events: readonly EventRow[],
  erasing: Erasing,
  why: ErasureReason,
  now: Date,
): Promise<Pick<ErasureCounts, 'messages' | 'jobs'>> {
  const refs = messagesIn(events);
  const own = await messagesOf(tx, storeId, id, refs, needing(why));
  let masked = 0;
  for (const ref of own) masked += (await maskMessage(tx, storeId, ref, erasing, now)) ? 1 : 0;
  return { messages: masked, jobs: await maskJobs(tx, storeId, aboutCase(id, refs), erasing) };
}

/** Messages named by the case or written under one of those, that no other case still needs as they are. */
export async function messagesOf(
  tx: Db,
  storeId: StoreId,
  id: CaseId,
  refs: readonly MessageRef[],
  needs: SQL | undefined,
): Promise<readonly MessageRef[]> {
  if (refs.length === 0) return [];
  const [here, named] = [eq(messages.storeId, storeId), [...refs]];
  const found = await tx
    .select({ ref: messages.ref, root: messages.root, outcome: messages.outcome })
    .from(messages)
    .where(and(here, or(inArray(messages.ref, named), inArray(messages.root, named))));
  const casesOf = (outcome: unknown) => (outcome as { readonly caseIds?: readonly CaseId[] } | null)?.caseIds ?? [];
  const heads = [...new Set([...refs, ...found.flatMap(({ ref, root }) => [ref, root])])];
  const ids = found.flatMap(({ outcome }) => casesOf(outcome));
  const linkedTo = or(
    inArray(cases.threadRef, heads),
    inArray(cases.sourceRef, heads),
    inArray(cases.id, [id, ...ids]),
  );
  const others = await tx
    .select({ id: cases.id, thread: cases.threadRef, source: cases.sourceRef })
    .from(cases)
    .where(and(eq(cases.storeId, storeId), ne(cases.id, id), needs, linkedTo));
  return found
    .filter(({ ref, root, outcome }) => {
      const own = casesOf(outcome);
      return !others.some((o) => own.includes(o.id) || o.thread === root || o.source === ref || o.thread === ref);
    })
    .map(({ ref }) => ref);
}

/** Until its own time is over a case needs its messages; from a customer's wish only work that goes on is spared. */
export const needing = (why: ErasureReason): SQL | undefined =>
  why === 'retention' ? isNull(cases.maskedAt) : inArray(cases.status, [...OPEN_STATUSES]);

/** True when something in it was masked. */
export async function maskMessage(
  tx: Db,
  storeId: StoreId,
  ref: MessageRef,
  erasing: Erasing,
  now: Date,
): Promise<boolean> {
  const one = and(eq(messages.storeId, storeId), eq(messages.ref, ref));
  const [row] = await tx
    .select({ text: messages.text, outcome: messages.outcome, files: messages.files })
    .from(messages)
    .where(one)
    .for('update');
  if (!row) return false;
  const next = erased(row, erasing) as typeof row;
  const changed = JSON.stringify(next) !== JSON.stringify(row);
  await tx
    .update(messages)
    .set(changed ? { ...next, fingerprint: null, maskedAt: now } : { maskedAt: now })
    .where(one);
  return changed;
}

export const aboutCase = (id: CaseId, refs: readonly MessageRef[]): SQL | undefined =>
  or(
    sql`payload ->> 'caseId' = ${id}`,
    sql`payload -> 'notice' ->> 'caseId' = ${id}`,
    refs.length > 0 ? inArray(sql`payload ->> 'message'`, [...refs]) : undefined,
  );

/** Masks what waiting, failed and recent jobs say. Returns how many said something. */
export async function maskJobs(tx: Db, storeId: StoreId, which: SQL | undefined, erasing: Erasing): Promise<number> {
  const rows = await tx
    .select({ id: jobs.id, payload: jobs.payload, lastError: jobs.lastError })
    .from(jobs)
    .where(and(eq(jobs.storeId, storeId), which));
  let changed = 0;
  for (const { id, ...said } of rows) {
    const next = erased(said, erasing) as typeof said;
    if (JSON.stringify(next) === JSON.stringify(said)) continue;
    await tx
      .update(jobs)
      .set(next)
      .where(and(eq(jobs.storeId, storeId), eq(jobs.id, id)));
    changed++;
  }
  return changed;
}

/** Files that prove a payment or that a solution was carried out belong to the record. */
export const proofs = (events: readonly EventRow[]): readonly AttachmentId[] =>
  events.flatMap(({ type, body }) =>
    type === 'carried_out' ? ((body as { readonly attachments?: AttachmentId[] }).attachments ?? []) : [],
  );

/** Removes kept files of a case but for some, and bytes that no other file has. Returns how many. */
export async function dropFiles(tx: Db, storeId: StoreId, id: CaseId, but: readonly AttachmentId[]): Promise<number> {
  const gone = await tx
    .delete(attachments)
    .where(
      and(
        eq(attachments.storeId, storeId),
        eq(attachments.caseId, id),
        but.length > 0 ? notInArray(attachments.id, [...but]) : undefined,
      ),
    )
    .returning({ sha256: attachments.sha256 });
  if (gone.length === 0) return 0;
  const digests = [...new Set(gone.map(({ sha256 }) => sha256))];
  const still = tx
    .select({ one: sql`1` })
    .from(attachments)
    .where(and(eq(attachments.storeId, storeId), eq(attachments.sha256, attachmentContents.sha256)));
  await tx
    .delete(attachmentContents)
    .where(and(eq(attachmentContents.storeId, storeId), inArray(attachmentContents.sha256, digests), notExists(still)));
  return gone.length;
}
