import { sql } from 'drizzle-orm';
import type { Case } from '../domain/case.ts';
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
    async commit({ sameWords, cases: changes = [], outcomes = [], jobs = [] }) {
      const now = await database.transaction(async (tx) => {
        if (sameWords) await holdSameWords(tx, storeId, sameWords);
        const after = await writeChanges(tx, storeId, changes);
        for (const change of outcomes) await writeOutcome(tx, storeId, change);
        await insertJobs(tx, storeId, jobs);
        return after;
      });
      wakeUp.committed(jobs);
      return now;
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
