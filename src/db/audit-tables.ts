import { integer, pgTable, primaryKey } from 'drizzle-orm/pg-core';
import type { ErasureReason } from '../domain/erasure-reason.ts';
import type { CaseId } from '../domain/ids.ts';
import { instant, json, storeId, text } from './columns.ts';

/*
 * What remains when data goes, and what proves that nothing else went; the same rules as in schema.ts. Nothing here is about a customer.
 */

/** One row for each day (UTC) on which something happened: a hash over the last links of that day's cases and the anchor before (event-chain.ts). */
export const auditAnchors = pgTable(
  'audit_anchors',
  {
    storeId: storeId(),
    /** YYYY-MM-DD. */
    day: text('day').notNull(),
    hash: text('hash').notNull(),
    cases: integer('cases').notNull(),
    madeAt: instant('made_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.storeId, t.day] })],
);

/** A case whose time of keeping was over: its links, by day, so that the anchors can still be checked. */
export const removedCases = pgTable(
  'removed_cases',
  {
    storeId: storeId(),
    id: text('id').$type<CaseId>().notNull(),
    number: text('number').notNull(),
    removedAt: instant('removed_at').notNull(),
    /** `[day, seq, hash]`, one entry a day. */
    links: json('links').notNull(),
  },
  (t) => [primaryKey({ columns: [t.storeId, t.id] })],
);

/** Every time that personal data was masked or removed: why, by whose hand, how much. */
export const erasures = pgTable(
  'erasures',
  {
    storeId: storeId(),
    id: text('id').notNull(),
    at: instant('at').notNull(),
    why: text('why').$type<ErasureReason>().notNull(),
    /** The command and the account it ran under, or the desk itself. */
    by: text('by').notNull(),
    /** Whose data, masked; null for what was only past its time. */
    subject: text('subject'),
    counts: json('counts').notNull(),
  },
  (t) => [primaryKey({ columns: [t.storeId, t.id] })],
);
