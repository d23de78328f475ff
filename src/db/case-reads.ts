import {
  and,
  arrayContains,
  asc,
  desc,
  eq,
  gte,
  inArray,
  isNotNull,
  like,
  lt,
  ne,
  or,
  type SQL,
  sql,
} from 'drizzle-orm';
import type { Case } from '../domain/case.ts';
import { type CaseEvent, caseEventBodySchema } from '../domain/case-event.ts';
import { replay } from '../domain/case-fold.ts';
import { OPEN_STATUSES } from '../domain/case-status.ts';
import type { CaseId, StoreId } from '../domain/ids.ts';
import type { CaseFilter, Cases, CustomerKeys } from '../ports.ts';
import { carModelKey, searchWords } from './case-search.ts';
import { caseStateSchema, shapeOf } from './case-state.ts';
import type { Database, Db } from './database.ts';
import { caseEvents, cases, openOnly } from './schema.ts';

type EventRow = typeof caseEvents.$inferSelect;

/** An event of its row, in today's shape. */
export const eventOf = (row: EventRow): CaseEvent => ({
  caseId: row.caseId,
  seq: row.seq,
  at: row.at.toISOString(),
  by: row.by,
  body: caseEventBodySchema.parse(row.body),
});

/** A case's whole timeline, first event first. */
export async function timelineOf(db: Db, storeId: StoreId, id: CaseId): Promise<readonly CaseEvent[]> {
  const rows = await db
    .select()
    .from(caseEvents)
    .where(and(eq(caseEvents.storeId, storeId), eq(caseEvents.caseId, id)))
    .orderBy(asc(caseEvents.seq));
  return rows.map(eventOf);
}

/**
 * The case of a row. The timeline is the truth and `state` its fold; one that another version of the code wrote, and that this one does not
 * understand, is folded again. Without the note of its shape a state is checked, whoever wrote it.
 */
export async function caseOf(
  db: Db,
  storeId: StoreId,
  row: { readonly id: CaseId; readonly state: unknown; readonly shape?: string | null },
): Promise<Case> {
  const state = row.state as Case;
  if (row.shape && row.shape === shapeOf(state.version)) return state;
  const parsed = caseStateSchema.safeParse(row.state);
  if (parsed.success) return parsed.data;
  const folded = replay(await timelineOf(db, storeId, row.id));
  if (!folded) throw new Error(`case ${row.id} has no timeline`);
  return folded;
}

const byDueTime = [sql`${cases.dueAt} asc nulls last`, asc(cases.openedAt), asc(cases.id)];
const newestFirst = [desc(cases.openedAt), desc(cases.id)];
const newestClosingFirst = [desc(cases.closedAt), desc(cases.id)];
const oldestFirst = [asc(cases.openedAt), asc(cases.part), asc(cases.id)];

/** The half of Cases that only reads. */
export function caseReads(
  database: Database,
  storeId: StoreId,
): Omit<Cases, 'commit' | 'approvals' | 'nextNumber' | 'nextTurn'> {
  async function find(condition: SQL | undefined, order: SQL[], limit?: number): Promise<Case[]> {
    const { db } = database;
    const query = db
      .select({ id: cases.id, state: cases.state, shape: cases.shape })
      .from(cases)
      .where(and(eq(cases.storeId, storeId), condition))
      .orderBy(...order)
      .$dynamic();
    const rows = await (limit === undefined ? query : query.limit(limit));
    const found: Case[] = [];
    for (const row of rows) found.push(await caseOf(db, storeId, row));
    return found;
  }
  const first = async (condition: SQL): Promise<Case | null> => (await find(condition, [], 1))[0] ?? null;

  return {
    get: (id) => first(eq(cases.id, id)),
    byNumber: (number) => first(eq(cases.number, number)),
    inThread: (thread) => find(eq(cases.threadRef, thread), oldestFirst),
    fromMessage: (source) => find(eq(cases.sourceRef, source), oldestFirst),
    list: (filter) => find(filtered(filter), byDueTime, filter.limit),
    async search(words, limit) {
      const asked = searchWords(words);
      return asked.length === 0 ? [] : find(and(...asked.map(containsAny)), newestFirst, limit);
    },
    timeline: (id) => timelineOf(database.db, storeId, id),
    async timelines(ids) {
      if (ids.length === 0) return new Map();
      const rows = await database.db
        .select()
        .from(caseEvents)
        .where(and(eq(caseEvents.storeId, storeId), inArray(caseEvents.caseId, [...new Set(ids)])))
        .orderBy(asc(caseEvents.caseId), asc(caseEvents.seq));
      return Map.groupBy(rows.map(eventOf), (event) => event.caseId);
    },
    async eventsSince(types, since, until) {
      if (types.length === 0) return [];
      const ofTypes = and(eq(caseEvents.storeId, storeId), inArray(caseEvents.type, [...types]));
      const rows = await database.db
        .select()
        .from(caseEvents)
        .where(and(ofTypes, gte(caseEvents.at, since), until && lt(caseEvents.at, until)))
        .orderBy(asc(caseEvents.at), asc(caseEvents.caseId), asc(caseEvents.seq));
      return rows.map(eventOf);
    },
    async ofCustomer(keys, since) {
      const known = sameCustomer(keys);
      return known ? find(and(known, gte(cases.openedAt, since)), newestFirst) : [];
    },
    async similar({ category, carModel, not }, limit) {
      const model = carModelKey(carModel);
      const closed = and(eq(cases.category, category), isNotNull(cases.closedAt), ne(cases.id, not));
      // Two looks into two indexes: a single one would read every closed case of the category.
      const same = model === null ? [] : await find(and(closed, eq(cases.carModel, model)), newestClosingFirst, limit);
      if (same.length === limit) return same;
      const others = and(closed, model === null ? undefined : sql`${cases.carModel} is distinct from ${model}`);
      return [...same, ...(await find(others, newestClosingFirst, limit - same.length))];
    },
    async many(ids) {
      const asked = [...new Set(ids)];
      const found = asked.length === 0 ? [] : await find(inArray(cases.id, asked), oldestFirst);
      const byId = new Map(found.map((c) => [c.id, c]));
      return asked.flatMap((id) => byId.get(id) ?? []);
    },
  };
}

/** Null keys say nothing: a customer without a phone is not every customer without one. */
const sameCustomer = ({ phone, plate, vin }: CustomerKeys): SQL | undefined =>
  or(
    phone === null ? undefined : eq(cases.phone, phone),
    plate === null ? undefined : eq(cases.plate, plate),
    vin === null ? undefined : eq(cases.vin, vin),
  );

function filtered({ statuses, assignee, changedSince, openedBetween, anyOf }: CaseFilter): SQL | undefined {
  return and(
    // The open ones in the very words of the indexes, which no plan made for any parameter can use.
    statuses === OPEN_STATUSES ? openOnly : statuses && inArray(cases.status, [...statuses]),
    assignee === undefined ? undefined : eq(cases.assigneeId, assignee),
    changedSince && gte(cases.updatedAt, changedSince),
    openedBetween && and(gte(cases.openedAt, openedBetween.from), lt(cases.openedAt, openedBetween.to)),
    anyOf && or(...anyOf.map((one) => filtered(one) ?? sql`true`)),
  );
}

const containsAny = (spellings: ReturnType<typeof searchWords>[number]): SQL | undefined =>
  or(
    ...spellings.map(({ pattern, grams }) =>
      and(
        // The index narrows down, LIKE decides: pieces alone do not know their order. A single character has none.
        like(cases.searchText, pattern),
        grams.length > 0 ? arrayContains(cases.searchGrams, [...grams]) : undefined,
      ),
    ),
  );
