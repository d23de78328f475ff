import { bigint, integer, pgTable, primaryKey } from 'drizzle-orm/pg-core';
import type { Currency } from '../domain/usage.ts';
import { storeId, text } from './columns.ts';

/*
 * What the model used; the same rules as in schema.ts.
 */

/** One row a store-local day and model, all its calls summed (domain/usage.ts). */
export const modelUsage = pgTable(
  'model_usage',
  {
    storeId: storeId(),
    /** YYYY-MM-DD. */
    day: text('day').notNull(),
    provider: text('provider').notNull(),
    model: text('model').notNull(),
    calls: integer('calls').notNull(),
    failed: integer('failed').notNull(),
    tokensIn: bigint('tokens_in', { mode: 'number' }).notNull(),
    tokensCached: bigint('tokens_cached', { mode: 'number' }).notNull(),
    tokensOut: bigint('tokens_out', { mode: 'number' }).notNull(),
    /** Null until a call with a known price came. */
    currency: text('currency').$type<Currency>(),
    /** Millionths of the currency. */
    costMicro: bigint('cost_micro', { mode: 'number' }).notNull(),
    unpriced: integer('unpriced').notNull(),
    worstMs: integer('worst_ms').notNull(),
  },
  (t) => [primaryKey({ columns: [t.storeId, t.day, t.provider, t.model] })],
);
