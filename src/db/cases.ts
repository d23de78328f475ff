import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Case } from '../domain/case.ts';
import type { CaseEvent, CaseEventBody } from '../domain/case-event.ts';
import { apply } from '../domain/case-fold.ts';
import { comparable } from '../domain/erasure.ts';
import { ConflictError } from '../domain/errors.ts';
import type { CaseId, StoreId } from '../domain/ids.ts';
import { endedAt } from '../domain/retention.ts';
import type { CaseChange, Cases } from '../ports.ts';
import { caseOf, caseReads } from './case-reads.ts';
import { carModelKey, searchColumns } from './case-search.ts';
import { shapeOf } from './case-state.ts';
import { toJson } from './columns.ts';
import type { Database, Db } from './database.ts';
import { type ChainHead, genesis, headText, headUpTo, linked } from './event-chain.ts';
import { writeOutcome } from './inbox.ts';
import { insertJobs } from './jobs.ts';
import { insertion, type RowOf, rowsOf } from './plain-statement.ts';
import { holdSameWords } from './same-words.ts';
import { caseCounters, caseEvents, cases } from './schema.ts';
import type { WakeUp } from './wake-up.ts';

/** The cases of one store; `commit` is their one way in. */
export function createCases(database: Database, storeId: StoreId, wakeUp: WakeUp): Cases {
  return {
    ...caseReads(database, storeId),
    async commit({ sameWords, cases: changes = [], outcomes = [], jobs = [] }) {
      const now = await database.transaction(async (tx) => {
        if (sameWords) await holdSameWords(tx, storeId, sameWords);
        const before = await lockCases(tx, storeId, changes);
        const after: Case[] = [];
        for (const change of changes) {
          const changed = await writeChange(tx, storeId, before.get(change.caseId) ?? null, change);
          before.set(change.caseId, changed);
          after.push(changed.case);
        }
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

/** A case whose row is held, and how far its chain has come. */
interface Held {
  readonly case: Case;
  readonly chain: ChainHead;
}

/** The cases to be changed, as they are now, held until the transaction ends; in one order for all, so that two commits never wait in a ring. */
async function lockCases(tx: Db, storeId: StoreId, changes: readonly CaseChange[]): Promise<Map<CaseId, Held>> {
  const ids = changes.filter((change) => change.expectedVersion > 0).map((change) => change.caseId);
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({ id: cases.id, state: cases.state, chain: cases.chain })
    .from(cases)
    .where(and(eq(cases.storeId, storeId), inArray(cases.id, ids)))
    .orderBy(asc(cases.id))
    .for('update');
  const held = new Map<CaseId, Held>();
  for (const row of rows) {
    const c = await caseOf(tx, storeId, row);
    held.set(row.id, { case: c, chain: await headUpTo(tx, storeId, row.id, row.chain, c.version) });
  }
  return held;
}

async function writeChange(tx: Db, storeId: StoreId, held: Held | null, change: CaseChange): Promise<Held> {
  const { caseId, expectedVersion, at } = change;
  const before = held?.case ?? null;
  if ((before?.version ?? 0) !== expectedVersion) throw new ConflictError(`case ${caseId}`);
  const events = change.events.map(({ by, body }, i): CaseEvent => {
    // As jsonb will give it back, so that a replay folds what was folded here.
    const stored = JSON.parse(toJson(body)) as CaseEventBody;
    return { caseId, seq: expectedVersion + 1 + i, at: at.toISOString(), by, body: stored };
  });
  const after = events.reduce<Case | null>((c, event) => apply(c, event), before);
  if (!after) throw new Error(`a new case needs its first event (${caseId})`);
  if (held && after === before) return held;
  const contents = events.map((event) => ({ ...event, at, type: event.body.type }));
  const { rows, head } = linked(held?.chain ?? { seq: 0, hash: genesis(storeId, caseId) }, contents);
  await writeRow(tx, storeId, after, expectedVersion, { chain: headText(head) });
  await tx.execute(insertion(caseEvents, storeId, rows));
  return { case: after, chain: head };
}

/** What a row has besides the case itself. */
export type CaseRowMore = Partial<Pick<typeof cases.$inferInsert, 'chain' | 'maskedAt' | 'nextCheckAt'>>;

/** Writes the row of a case, a new one when `expectedVersion` is 0. */
export async function writeRow(
  tx: Db,
  storeId: StoreId,
  c: Case,
  expectedVersion: number,
  more: CaseRowMore,
): Promise<void> {
  const row = { ...caseRow(c), ...more };
  const written =
    expectedVersion === 0
      ? // Any key taken (id, number, source and part) means that somebody opened it first.
        await rowsOf(tx, sql`${insertion(cases, storeId, [row])} on conflict do nothing returning id`)
      : await tx
          .update(cases)
          .set(row)
          .where(and(eq(cases.storeId, storeId), eq(cases.id, c.id), eq(cases.version, expectedVersion)))
          .returning({ id: cases.id });
  if (written.length === 0) throw new ConflictError(`case ${c.number}`);
}

const dateOrNull = (iso: string | null): Date | null => (iso === null ? null : new Date(iso));

const caseRow = (c: Case): RowOf<typeof cases> => ({
  id: c.id,
  number: c.number,
  version: c.version,
  status: c.status,
  severity: c.severity,
  category: c.category.value,
  assigneeId: c.assignee,
  reporterId: c.reporter,
  threadRef: c.thread,
  sourceRef: c.source,
  part: c.part,
  openedAt: new Date(c.openedAt),
  updatedAt: new Date(c.updatedAt),
  dueAt: dateOrNull(c.dueAt),
  resolvedAt: dateOrNull(c.resolvedAt),
  closedAt: dateOrNull(c.closedAt),
  endedAt: dateOrNull(endedAt(c)),
  // Whatever was added has not been masked.
  maskedAt: null,
  // Whatever changed may have started or stopped a clock.
  nextCheckAt: new Date(c.updatedAt),
  phone: comparable(c.facts.phone?.value ?? null),
  plate: comparable(c.facts.plate?.value ?? null),
  vin: comparable(c.facts.vin?.value ?? null),
  carModel: carModelKey(c.facts.model?.value ?? null),
  state: c,
  shape: shapeOf(c.version),
  ...searchColumns(c),
});
