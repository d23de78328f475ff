import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Case } from '../domain/case.ts';
import type { CaseEvent, CaseEventBody } from '../domain/case-event.ts';
import { apply } from '../domain/case-fold.ts';
import { comparable } from '../domain/erasure.ts';
import { ConflictError } from '../domain/errors.ts';
import type { CaseId, StoreId } from '../domain/ids.ts';
import { endedAt } from '../domain/retention.ts';
import type { CaseChange } from '../ports.ts';
import { caseOf } from './case-reads.ts';
import { carModelKey, searchColumns } from './case-search.ts';
import { shapeOf } from './case-state.ts';
import { toJson } from './columns.ts';
import type { Db } from './database.ts';
import { type ChainHead, genesis, headText, headUpTo, linked } from './event-chain.ts';
import { insertion, type RowOf, replacement, rowsOf } from './plain-statement.ts';
import { caseEvents, cases } from './schema.ts';

type EventRow = RowOf<typeof caseEvents>;

/** A case whose row is held, and how far its chain has come. */
export interface Held {
  readonly case: Case;
  readonly chain: ChainHead;
}

/** Cases as they are now, held until the transaction ends; in one order for all, so that two commits never wait in a ring. */
export async function holdCases(tx: Db, storeId: StoreId, ids: readonly CaseId[]): Promise<ReadonlyMap<CaseId, Held>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({ id: cases.id, state: cases.state, chain: cases.chain })
    .from(cases)
    .where(and(eq(cases.storeId, storeId), inArray(cases.id, [...ids])))
    .orderBy(asc(cases.id))
    .for('update');
  const held = new Map<CaseId, Held>();
  for (const row of rows) {
    const c = await caseOf(tx, storeId, row);
    held.set(row.id, { case: c, chain: await headUpTo(tx, storeId, row.id, row.chain, c.version) });
  }
  return held;
}

/** What a change makes of a case; nothing is written yet. */
export interface Changed extends Held {
  /** 0 for a new case. */
  readonly from: number;
  readonly events: readonly EventRow[];
}

/** Throws ConflictError when the case that is held is not of the version that the change was decided on. */
export function changed(storeId: StoreId, held: Held | null, change: CaseChange): Changed {
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
  if (held && after === before) return { ...held, from: expectedVersion, events: [] };
  const contents = events.map((event) => ({ ...event, at, type: event.body.type }));
  const { rows, head } = linked(held?.chain ?? { seq: 0, hash: genesis(storeId, caseId) }, contents);
  return { case: after, chain: head, from: expectedVersion, events: rows };
}

/** Writes changes of different cases, in two statements or three. `more` is set with each, by the place of its change. */
export async function writeChanged(
  tx: Db,
  storeId: StoreId,
  all: readonly Changed[],
  more: (change: Changed) => CaseRowMore = () => ({}),
): Promise<void> {
  const news = all.filter(({ events }) => events.length > 0);
  const events = news.flatMap((change) => change.events);
  if (events.length === 0) return;
  const rows = news.map((change) => ({
    case: change.case,
    from: change.from,
    more: { chain: headText(change.chain), ...more(change) },
  }));
  await writeRows(tx, storeId, rows);
  await tx.execute(insertion(caseEvents, storeId, events));
}

/** What a row has besides the case itself. */
export type CaseRowMore = Partial<Pick<typeof cases.$inferInsert, 'chain' | 'maskedAt' | 'nextCheckAt'>>;

/** A case to be written over the version `from`; 0 for a new one. */
export interface CaseWrite {
  readonly case: Case;
  readonly from: number;
  readonly more: CaseRowMore;
}

/** Writes the rows of cases that all set the same columns. Throws ConflictError when one is there already, or is of another version. */
export async function writeRows(tx: Db, storeId: StoreId, writes: readonly CaseWrite[]): Promise<void> {
  const [fresh, known] = [writes.filter(({ from }) => from === 0), writes.filter(({ from }) => from > 0)];
  const rowOf = ({ case: c, more }: CaseWrite) => ({ ...caseRow(c), ...more });
  const statements = [
    // Any key taken (id, number, source and part) means that somebody opened it first.
    ...(fresh.length > 0
      ? [sql`${insertion(cases, storeId, fresh.map(rowOf))} on conflict do nothing returning id`]
      : []),
    ...(known.length > 0
      ? [
          replacement(
            cases,
            storeId,
            known.map((write) => ({ ...rowOf(write), before: write.from })),
          ),
        ]
      : []),
  ];
  let written = 0;
  for (const statement of statements) written += (await rowsOf(tx, statement)).length;
  if (written < writes.length) throw new ConflictError(`case ${writes.map((write) => write.case.number).join(', ')}`);
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
