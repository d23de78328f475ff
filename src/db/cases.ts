import { and, eq, sql } from 'drizzle-orm';
import type { Case } from '../domain/case.ts';
import { ConflictError } from '../domain/errors.ts';
import type { CaseId, StoreId } from '../domain/ids.ts';
import type { CaseChange, Cases } from '../ports.ts';
import { caseReads } from './case-reads.ts';
import { type Changed, changed, holdCases, writeChanged } from './case-writes.ts';
import { toJson } from './columns.ts';
import type { Database, Db } from './database.ts';
import { writeOutcome } from './inbox.ts';
import { insertJobs } from './jobs.ts';
import { rowsOf } from './plain-statement.ts';
import { holdSameWords } from './same-words.ts';
import { caseCounters } from './schema.ts';
import type { WakeUp } from './wake-up.ts';

/** The cases of one store; `commit` is their one way in. */
export function createCases(database: Database, storeId: StoreId, wakeUp: WakeUp): Cases {
  return {
    ...caseReads(database, storeId),
    async commit({ sameWords, approvals, cases: changes = [], outcomes = [], jobs = [] }) {
      const now = await database.transaction(async (tx) => {
        if (sameWords) await holdSameWords(tx, storeId, sameWords);
        if (approvals !== undefined) await countApproval(tx, storeId, approvals);
        const after = await writeChanges(tx, storeId, changes);
        for (const change of outcomes) await writeOutcome(tx, storeId, change);
        await insertJobs(tx, storeId, jobs);
        return after;
      });
      wakeUp.committed(jobs);
      return now;
    },
    async approvals() {
      const counter = and(eq(caseCounters.storeId, storeId), eq(caseCounters.day, APPROVALS));
      const [row] = await database.db.select({ last: caseCounters.last }).from(caseCounters).where(counter);
      return row?.last ?? 0;
    },
    async nextNumber(day, turnOf) {
      const compact = day.replaceAll('-', '');
      const names = turnOf === undefined ? [compact] : [compact, turnName(turnOf)];
      const [last = 0, turn = 1] = await countUpLightly(database.db, storeId, names);
      return { number: `${compact}-${last.toString().padStart(3, '0')}`, turn };
    },
    async nextTurn(name) {
      const [turn = 1] = await countUpLightly(database.db, storeId, [turnName(name)]);
      return turn;
    },
  };
}

/** The cases as they are after each change, in their order; several of one case follow each other. */
async function writeChanges(tx: Db, storeId: StoreId, changes: readonly CaseChange[]): Promise<readonly Case[]> {
  const known = changes.filter((change) => change.expectedVersion > 0).map((change) => change.caseId);
  const held = await holdCases(tx, storeId, known);
  const done = new Map<CaseId, Changed>();
  const after = changes.map((change) => {
    const before = done.get(change.caseId);
    const now = changed(storeId, before ?? held.get(change.caseId) ?? null, change);
    done.set(change.caseId, before ? { ...now, from: before.from, events: [...before.events, ...now.events] } : now);
    return now.case;
  });
  await writeChanged(tx, storeId, [...done.values()]);
  return after;
}

const APPROVALS = 'approvals';

/**
 * Two approvals decided on the same sums would each be within a limit and together above it. The counter is held until the transaction ends, so
 * the second finds it moved on.
 */
async function countApproval(tx: Db, storeId: StoreId, seen: number): Promise<void> {
  const counted = await tx
    .insert(caseCounters)
    .values({ storeId, day: APPROVALS, last: 1 })
    .onConflictDoUpdate({
      target: [caseCounters.storeId, caseCounters.day],
      set: { last: sql`${caseCounters.last} + 1` },
      setWhere: eq(caseCounters.last, seen),
    })
    .returning({ last: caseCounters.last });
  if (counted.length === 0) throw new ConflictError('the sums approved');
}

const turnName = (name: string): string => `turn:${name}`;

/**
 * One more than the last time for each of these names, in a transaction of its own whose commit does not wait for the disk. What is counted
 * here matters from when a case carries it, and that is committed later in the same log: it cannot be there without this.
 */
async function countUpLightly(db: Db, storeId: StoreId, names: readonly string[]): Promise<readonly number[]> {
  const rows = await rowsOf<{ readonly name: string; readonly last: number }>(
    db,
    sql`insert into ${caseCounters} (store_id, day, last)
      select ${storeId}::text, n.name, 1 from jsonb_array_elements_text(${toJson(names)}::text::jsonb) as n(name)
      where set_config('synchronous_commit', 'off', true) is not null
      on conflict (store_id, day) do update set last = case_counters.last + 1 returning day as name, last`,
  );
  return names.map((name) => rows.find((row) => row.name === name)?.last ?? 1);
}

/** One more than the last time for this name; the row is held until the transaction ends. */
export async function countUp(db: Db, storeId: StoreId, name: string): Promise<number> {
  const [row] = await db
    .insert(caseCounters)
    .values({ storeId, day: name, last: 1 })
    .onConflictDoUpdate({
      target: [caseCounters.storeId, caseCounters.day],
      set: { last: sql`${caseCounters.last} + 1` },
    })
    .returning({ last: caseCounters.last });
  if (!row) throw new Error(`no counter for ${name}`);
  return row.last;
}
