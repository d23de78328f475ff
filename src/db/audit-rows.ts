import { and, asc, eq, gte, inArray, lt, min } from 'drizzle-orm';
import { CASE_EVENT_TYPES, type CaseEvent, caseEventBodySchema } from '../domain/case-event.ts';
import type { ErasureReason } from '../domain/erasure-reason.ts';
import type { CaseId, StoreId } from '../domain/ids.ts';
import { erasures } from './audit-tables.ts';
import type { Db } from './database.ts';
import { caseEvents, cases } from './schema.ts';

/** An event with the hashes it was written with; null for one not linked yet. */
export interface AuditedEvent {
  readonly event: CaseEvent;
  readonly contentHash: string | null;
  readonly chainHash: string | null;
}

/** Everything that happened in a store in [from, to), by time. */
export async function auditedEvents(db: Db, storeId: StoreId, from: Date, to: Date): Promise<readonly AuditedEvent[]> {
  const between = and(gte(caseEvents.at, from), lt(caseEvents.at, to));
  const rows = await db
    .select()
    .from(caseEvents)
    .where(and(eq(caseEvents.storeId, storeId), inArray(caseEvents.type, [...CASE_EVENT_TYPES]), between))
    .orderBy(asc(caseEvents.at), asc(caseEvents.caseId), asc(caseEvents.seq));
  return rows.map(({ caseId, seq, at, by, body, contentHash, chainHash }) => ({
    event: { caseId: caseId as CaseId, seq, at: at.toISOString(), by, body: caseEventBodySchema.parse(body) },
    contentHash,
    chainHash,
  }));
}

/** When the oldest case that is there was opened; null in an empty store. */
export async function firstOpening(db: Db, storeId: StoreId): Promise<Date | null> {
  const [row] = await db
    .select({ at: min(cases.openedAt) })
    .from(cases)
    .where(eq(cases.storeId, storeId));
  return row?.at ?? null;
}

/** Erasures noted in [from, to), oldest first. */
export function erasuresNoted(
  db: Db,
  storeId: StoreId,
  from: Date,
  to: Date,
): Promise<readonly { at: Date; why: ErasureReason; by: string; subject: string | null; counts: unknown }[]> {
  const { at, why, by, subject, counts } = erasures;
  return db
    .select({ at, why, by, subject, counts })
    .from(erasures)
    .where(and(eq(erasures.storeId, storeId), gte(at, from), lt(at, to)))
    .orderBy(asc(at), asc(erasures.id));
}
