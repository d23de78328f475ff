import { hash } from 'node:crypto';
import { and, asc, desc, eq, gte, inArray, isNull, lt, min } from 'drizzle-orm';
import { z } from 'zod';
import { CASE_EVENT_TYPES } from '../domain/case-event.ts';
import type { CaseId, StoreId } from '../domain/ids.ts';
import { auditAnchors, removedCases } from './audit-tables.ts';
import type { Database, Db } from './database.ts';
import { caseEvents, cases } from './schema.ts';

const DAY_MS = 24 * 3_600_000;

/** The last link of a case on a day. */
export type DayLink = readonly [caseId: CaseId, seq: number, hash: string | null];

export const dayOf = (at: Date): string => at.toISOString().slice(0, 10);
const startOf = (day: string): Date => new Date(`${day}T00:00:00Z`);

/** What ties a day to all days before it, and the chains of its cases together. */
export function anchorHash(before: string | null, day: string, links: readonly DayLink[]): string {
  // In one order on every server, whatever its collation.
  const sorted = [...links].sort(([a], [b]) => (a < b ? -1 : 1));
  return hash('sha256', JSON.stringify([before, day, sorted]));
}

/** Last links of the cases in which something happened on a day (UTC), without those that were removed since. */
export async function linksOn(db: Db, storeId: StoreId, day: string): Promise<readonly DayLink[]> {
  const from = startOf(day);
  const rows = await db
    .selectDistinctOn([caseEvents.caseId], {
      id: caseEvents.caseId,
      seq: caseEvents.seq,
      chainHash: caseEvents.chainHash,
    })
    .from(caseEvents)
    .where(
      and(
        eq(caseEvents.storeId, storeId),
        // All of them: the index leads to a day only by way of a type.
        inArray(caseEvents.type, [...CASE_EVENT_TYPES]),
        gte(caseEvents.at, from),
        lt(caseEvents.at, new Date(from.getTime() + DAY_MS)),
      ),
    )
    .orderBy(caseEvents.caseId, desc(caseEvents.seq));
  return rows.map(({ id, seq, chainHash }) => [id, seq, chainHash]);
}

const linksSchema = z.array(z.tuple([z.string(), z.int(), z.string().nullable()]));

/** Links of removed cases, by day. */
export async function removedLinks(db: Db, storeId: StoreId): Promise<ReadonlyMap<string, readonly DayLink[]>> {
  const rows = await db
    .select({ id: removedCases.id, links: removedCases.links })
    .from(removedCases)
    .where(eq(removedCases.storeId, storeId));
  const days = new Map<string, DayLink[]>();
  for (const { id, links } of rows)
    for (const [day, seq, last] of linksSchema.parse(links)) days.set(day, [...(days.get(day) ?? []), [id, seq, last]]);
  return days;
}

/** The first day at or after one on which something happened and is still there. */
async function nextDay(db: Db, storeId: StoreId, from: Date): Promise<string | null> {
  const types = inArray(caseEvents.type, [...CASE_EVENT_TYPES]);
  const [row] = await db
    .select({ at: min(caseEvents.at) })
    .from(caseEvents)
    .where(and(eq(caseEvents.storeId, storeId), types, gte(caseEvents.at, from)));
  return row?.at ? dayOf(row.at) : null;
}

/** Anchors the oldest days before `before` that have none, `limit` at most. Nothing before every case is linked. */
export async function anchorDays(
  database: Database,
  storeId: StoreId,
  before: Date,
  limit: number,
  now: Date,
): Promise<number> {
  const { db } = database;
  const [unlinked] = await db
    .select({ id: cases.id })
    .from(cases)
    .where(and(eq(cases.storeId, storeId), isNull(cases.chain)))
    .limit(1);
  if (unlinked) return 0;
  const removed = await removedLinks(db, storeId);
  for (let made = 0; made < limit; made++) {
    const [last] = await db
      .select({ day: auditAnchors.day, hash: auditAnchors.hash })
      .from(auditAnchors)
      .where(eq(auditAnchors.storeId, storeId))
      .orderBy(desc(auditAnchors.day))
      .limit(1);
    const from = last ? new Date(startOf(last.day).getTime() + DAY_MS) : new Date(0);
    const day = await nextDay(db, storeId, from);
    if (day === null || day >= dayOf(before)) return made;
    const links = [...(await linksOn(db, storeId, day)), ...(removed.get(day) ?? [])];
    const row = { storeId, day, hash: anchorHash(last?.hash ?? null, day, links), cases: links.length, madeAt: now };
    await db.insert(auditAnchors).values(row).onConflictDoNothing();
  }
  return limit;
}

/** Every anchor, oldest first. */
export const anchorsOf = (db: Db, storeId: StoreId) =>
  db
    .select({ day: auditAnchors.day, hash: auditAnchors.hash, cases: auditAnchors.cases })
    .from(auditAnchors)
    .where(eq(auditAnchors.storeId, storeId))
    .orderBy(asc(auditAnchors.day));
