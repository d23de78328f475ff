import { sql } from 'drizzle-orm';
import { index, integer, pgTable, primaryKey } from 'drizzle-orm/pg-core';
import type { CaseId, PersonId } from '../domain/ids.ts';
import type { TimerKind } from '../domain/timer.ts';
import { instant, json, storeId, text } from './columns.ts';

/*
 * What the clockwork, the digests and the figures remember; the same rules as in schema.ts.
 */

/** Steps found due, each for one person. Kept for good: the key is what keeps a step from being told twice. */
export const reminders = pgTable(
  'reminders',
  {
    storeId: storeId(),
    caseId: text('case_id').$type<CaseId>().notNull(),
    timer: text('timer').notNull(),
    step: text('step').notNull(),
    recipientId: text('recipient_id').$type<PersonId>().notNull(),
    kind: text('kind').$type<TimerKind>().notNull(),
    dueAt: instant('due_at').notNull(),
    deliverAt: instant('deliver_at').notNull(),
    shouldAt: instant('should_at').notNull(),
    foundAt: instant('found_at').notNull(),
    settledAt: instant('settled_at'),
    outcome: text('outcome').$type<'told' | 'moot'>(),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.caseId, t.timer, t.step, t.recipientId] }),
    index('reminders_pending').on(t.storeId, t.deliverAt).where(sql`settled_at is null`),
    index('reminders_told_to').on(t.storeId, t.recipientId, t.settledAt).where(sql`outcome = 'told'`),
    index('reminders_told').on(t.storeId, t.settledAt).where(sql`outcome = 'told'`),
  ],
);

/** What happens once: the digest of a day. */
export const occasions = pgTable(
  'occasions',
  { storeId: storeId(), key: text('key').notNull(), at: instant('at').notNull() },
  (t) => [primaryKey({ columns: [t.storeId, t.key] })],
);

/** Vehicles in the workshop over spans of store-local days, both included; spans never overlap. */
export const visits = pgTable(
  'visits',
  {
    storeId: storeId(),
    from: text('from_day').notNull(),
    to: text('to_day').notNull(),
    count: integer('count').notNull(),
    by: text('by').$type<PersonId>().notNull(),
    at: instant('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.storeId, t.from, t.to] })],
);

/** Every policy that cases opened with. */
export const policies = pgTable(
  'policies',
  {
    storeId: storeId(),
    version: text('version').notNull(),
    body: json('body').notNull(),
    keptAt: instant('kept_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.storeId, t.version] })],
);
