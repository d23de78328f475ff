import { randomUUID } from 'node:crypto';
import { and, asc, eq, isNull, lt, or, type SQL, sql } from 'drizzle-orm';
import { mentions } from '../domain/erasure.ts';
import type { CaseId, StoreId } from '../domain/ids.ts';
import type { Keeping } from '../ports.ts';
import { anchorDays } from './audit-anchors.ts';
import { erasures } from './audit-tables.ts';
import type { Database, Db } from './database.ts';
import { maskCase, removeCase } from './erasing.ts';
import { maskJobs, maskMessage } from './erasing-around.ts';
import { headText, headUpTo } from './event-chain.ts';
import { caseEvents, cases, jobs, messages } from './schema.ts';

/** What one store keeps, and for how long. */
export function createKeeping(database: Database, storeId: StoreId): Keeping {
  const ended = async (condition: SQL | undefined, limit: number): Promise<readonly CaseId[]> => {
    const rows = await database.db
      .select({ id: cases.id })
      .from(cases)
      .where(and(eq(cases.storeId, storeId), condition))
      .orderBy(asc(cases.endedAt), asc(cases.id))
      .limit(limit);
    return rows.map(({ id }) => id);
  };
  return {
    toMask: (before, limit) => ended(and(lt(cases.endedAt, before), isNull(cases.maskedAt)), limit),
    toRemove: (before, limit) => ended(lt(cases.endedAt, before), limit),
    maskCase: (id, erasing, why, now) => database.transaction((tx) => maskCase(tx, storeId, id, erasing, why, now)),
    removeCase: (id, now) => database.transaction((tx) => removeCase(tx, storeId, id, now)),
    async maskMessages(refs, erasing, now) {
      let masked = 0;
      for (const ref of refs) {
        const changed = await database.transaction((tx) => maskMessage(tx, storeId, ref, erasing, now));
        masked += changed ? 1 : 0;
      }
      return masked;
    },
    async idleMessages(before, limit) {
      const rows = await database.db
        .select({ ref: messages.ref })
        .from(messages)
        .where(
          and(eq(messages.storeId, storeId), lt(messages.postedAt, before), isNull(messages.maskedAt), becameNothing),
        )
        .orderBy(asc(messages.postedAt))
        .limit(limit);
      return rows.map(({ ref }) => ref);
    },
    maskJobs: (erasing) => database.transaction((tx) => maskJobs(tx, storeId, undefined, erasing)),
    async dropDeadJobs(before) {
      const old = and(eq(jobs.storeId, storeId), eq(jobs.state, 'dead'), lt(jobs.finishedAt, before));
      return (await database.db.delete(jobs).where(old).returning({ id: jobs.id })).length;
    },
    async note(note, now) {
      await database.db.insert(erasures).values({ ...note, storeId, id: randomUUID(), at: now });
    },
    mentioning: (identity) => mentioned(database.db, storeId, identity),
    linkCases: (limit) => linkCases(database, storeId, limit),
    anchorDays: (before, limit) => anchorDays(database, storeId, before, limit, before),
  };
}

/** Neither a case nor a note on one, and not in a case's thread either: those go with their case. */
const becameNothing = and(
  sql`(${messages.outcome} is null or ${messages.outcome} -> 'caseIds' = '[]'::jsonb)`,
  sql`not exists (select 1 from ${cases} c where c.store_id = ${messages.storeId} and c.thread_ref = ${messages.root})`,
);

/** A text in one spelling, without what people put between digits. */
const compact = (column: unknown): SQL =>
  sql`regexp_replace(lower(normalize(${column}::text, NFKC)), '[\\s·•・.‐‑–—_-]+', '', 'g')`;

/** Reads every event and message; a look by index would miss what stands in the middle of a text. */
async function mentioned(
  db: Db,
  storeId: StoreId,
  identity: Parameters<Keeping['mentioning']>[0],
): ReturnType<Keeping['mentioning']> {
  const values = [...identity.phones, ...identity.plates, ...identity.vins];
  if (values.length === 0) return { cases: [], messages: [] };
  const stands = (column: unknown) =>
    or(...values.map((value) => sql`${compact(column)} like ${`%${value.toLowerCase()}%`}`));
  const says = (value: unknown) => mentions(identity, JSON.stringify(value));
  const events = await db
    .select({ id: caseEvents.caseId, body: caseEvents.body })
    .from(caseEvents)
    .where(and(eq(caseEvents.storeId, storeId), stands(caseEvents.body)));
  const found = await db
    .select({ ref: messages.ref, said: messages.text, outcome: messages.outcome, files: messages.files })
    .from(messages)
    .where(
      and(eq(messages.storeId, storeId), or(stands(messages.text), stands(messages.outcome), stands(messages.files))),
    );
  return {
    cases: [...new Set(events.filter(({ body }) => says(body)).map(({ id }) => id))],
    messages: found.filter(({ said, outcome, files }) => says([said, outcome, files])).map(({ ref }) => ref),
  };
}

async function linkCases(database: Database, storeId: StoreId, limit: number): Promise<number> {
  const unlinked = and(eq(cases.storeId, storeId), isNull(cases.chain));
  const rows = await database.db.select({ id: cases.id }).from(cases).where(unlinked).limit(limit);
  for (const { id } of rows)
    await database.transaction(async (tx) => {
      const one = and(unlinked, eq(cases.id, id));
      const [row] = await tx.select({ version: cases.version }).from(cases).where(one).for('update');
      if (!row) return;
      const head = await headUpTo(tx, storeId, id, null, row.version);
      await tx
        .update(cases)
        .set({ chain: headText(head) })
        .where(one);
    });
  return rows.length;
}
