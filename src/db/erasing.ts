import { and, asc, eq, inArray, type SQL } from 'drizzle-orm';
import type { Case } from '../domain/case.ts';
import { caseEventBodySchema } from '../domain/case-event.ts';
import { replay } from '../domain/case-fold.ts';
import { type Erasing, erased } from '../domain/erasure.ts';
import type { ErasureReason } from '../domain/erasure-reason.ts';
import type { CaseId, StoreId } from '../domain/ids.ts';
import { showCase } from '../domain/job.ts';
import type { ErasureCounts } from '../ports.ts';
import { removedCases } from './audit-tables.ts';
import { caseOf } from './case-reads.ts';
import { writeRows } from './case-writes.ts';
import { reminders } from './clock-tables.ts';
import type { Db } from './database.ts';
import { aboutCase, dropFiles, maskAround, messagesIn, messagesOf, needing, proofs } from './erasing-around.ts';
import { contentHash, headText, headUpTo, linked } from './event-chain.ts';
import { insertJobs } from './jobs.ts';
import { caseEvents, cases, jobs, messages, shown } from './schema.ts';

/*
 * Masking and removing a case, each within the transaction given: events, the case they make, its messages, jobs and files together, so that
 * a run that is cut short leaves whole cases behind and is simply run again.
 */

type EventRow = typeof caseEvents.$inferSelect;

const NOTHING: ErasureCounts = { cases: 0, removed: 0, events: 0, messages: 0, jobs: 0, files: 0 };

const ofCase = (storeId: StoreId, id: CaseId): SQL | undefined =>
  and(eq(caseEvents.storeId, storeId), eq(caseEvents.caseId, id));

/** The case, its row held, and its events as stored; null when it is gone. */
async function hold(tx: Db, storeId: StoreId, id: CaseId) {
  const [row] = await tx
    .select({ id: cases.id, state: cases.state, chain: cases.chain, version: cases.version })
    .from(cases)
    .where(and(eq(cases.storeId, storeId), eq(cases.id, id)))
    .for('update');
  if (!row) return null;
  const head = await headUpTo(tx, storeId, id, row.chain, row.version);
  const events = await tx.select().from(caseEvents).where(ofCase(storeId, id)).orderBy(asc(caseEvents.seq));
  return { case: await caseOf(tx, storeId, row), version: row.version, head, events };
}

/** Masks a case whose row nobody else holds: its events in place, with one more that says so, and everything that hangs on it. */
export async function maskCase(
  tx: Db,
  storeId: StoreId,
  id: CaseId,
  erasingOf: (c: Case) => Erasing,
  why: ErasureReason,
  now: Date,
): Promise<ErasureCounts> {
  const held = await hold(tx, storeId, id);
  if (!held) return NOTHING;
  const erasing = erasingOf(held.case);
  const rewritten = held.events.flatMap((event) => {
    const body = erased(event.body, erasing);
    return JSON.stringify(body) === JSON.stringify(event.body) ? [] : [{ ...event, body }];
  });
  for (const { seq, body } of rewritten)
    await tx
      .update(caseEvents)
      .set({ body })
      .where(and(ofCase(storeId, id), eq(caseEvents.seq, seq)));
  if (rewritten.length > 0) await sayErased(tx, storeId, held, rewritten, why, now);
  else await markMasked(tx, storeId, id, now);
  const around = await maskAround(tx, storeId, id, held.events, erasing, why, now);
  const files = why === 'request' ? await dropFiles(tx, storeId, id, proofs(held.events)) : 0;
  if (why === 'request' && rewritten.length > 0) await insertJobs(tx, storeId, [showCase(held.case)]);
  return { ...NOTHING, ...around, files, cases: 1, events: rewritten.length };
}

const markMasked = (tx: Db, storeId: StoreId, id: CaseId, now: Date) =>
  tx
    .update(cases)
    .set({ maskedAt: now })
    .where(and(eq(cases.storeId, storeId), eq(cases.id, id)));

/** Appends the event that says what was masked, and writes the case as its timeline now tells it. */
async function sayErased(
  tx: Db,
  storeId: StoreId,
  held: NonNullable<Awaited<ReturnType<typeof hold>>>,
  rewritten: readonly EventRow[],
  why: ErasureReason,
  now: Date,
): Promise<void> {
  const { id } = held.case;
  const body = { type: 'erased' as const, why, events: rewritten.map((e) => ({ seq: e.seq, hash: contentHash(e) })) };
  const said = { caseId: id, seq: held.version + 1, at: now, by: null, type: 'erased' as const, body };
  const { rows, head } = linked(held.head, [said]);
  await tx.insert(caseEvents).values(rows.map((row) => ({ ...row, storeId })));
  const masked = new Map(rewritten.map((event) => [event.seq, event]));
  const timeline = [...held.events.map((event) => masked.get(event.seq) ?? event), said];
  const folded = replay(
    timeline.map(({ caseId, seq, at, by, body: stored }) => ({
      ...{ caseId, seq, by, at: at.toISOString() },
      body: caseEventBodySchema.parse(stored),
    })),
  );
  if (!folded) throw new Error(`case ${id} has no timeline`);
  const more = { chain: headText(head), maskedAt: now, nextCheckAt: null };
  await writeRows(tx, storeId, [{ case: folded, from: held.version, more }]);
}

/** The last link of each day, for the anchors. */
function lastOfDays(events: readonly EventRow[]): readonly (readonly [string, number, string | null])[] {
  const last = new Map(events.map((event) => [event.at.toISOString().slice(0, 10), event]));
  return [...last].map(([day, { seq, chainHash }]) => [day, seq, chainHash]);
}

/** Removes a case with all that hangs on it. Only its number and its links stay. */
export async function removeCase(tx: Db, storeId: StoreId, id: CaseId, now: Date): Promise<ErasureCounts> {
  const held = await hold(tx, storeId, id);
  if (!held) return NOTHING;
  const { number, proposals } = held.case;
  const links = lastOfDays(held.events);
  await tx.insert(removedCases).values({ storeId, id, number, removedAt: now, links });
  const refs = messagesIn(held.events);
  const own = await messagesOf(tx, storeId, id, refs, needing('retention'));
  if (own.length > 0)
    await tx.delete(messages).where(and(eq(messages.storeId, storeId), inArray(messages.ref, [...own])));
  const files = await dropFiles(tx, storeId, id, []);
  const dropped = await tx
    .delete(jobs)
    .where(and(eq(jobs.storeId, storeId), aboutCase(id, own)))
    .returning({ id: jobs.id });
  await tx.delete(reminders).where(and(eq(reminders.storeId, storeId), eq(reminders.caseId, id)));
  const { reports } = held.case;
  const pages = [...proposals.map((p) => `approval:${p.id}`), ...reports.map((r) => `report:${r.id}`)];
  const keys = [`case:${id}`, `crisis:${id}`, `crisis:${id}:room`, ...pages];
  await tx.delete(shown).where(and(eq(shown.storeId, storeId), inArray(shown.key, keys)));
  await tx.delete(caseEvents).where(ofCase(storeId, id));
  await tx.delete(cases).where(and(eq(cases.storeId, storeId), eq(cases.id, id)));
  const counts = { messages: own.length, jobs: dropped.length, events: held.events.length };
  return { ...NOTHING, ...counts, files, cases: 0, removed: 1 };
}
