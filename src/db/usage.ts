import { and, asc, eq, getTableColumns, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { StoreId } from '../domain/ids.ts';
import { counted, noUsage } from '../domain/usage.ts';
import type { Usage } from '../ports.ts';
import type { Database } from './database.ts';
import { modelUsage } from './model-tables.ts';

const { storeId: _, ...day } = getTableColumns(modelUsage);

/** What one store asked of the model, one row a day and model. */
export function createUsage(database: Database, storeId: StoreId): Usage {
  return {
    on: (asked) =>
      database.db
        .select(day)
        .from(modelUsage)
        .where(and(eq(modelUsage.storeId, storeId), eq(modelUsage.day, asked)))
        .orderBy(asc(modelUsage.provider), asc(modelUsage.model)),
    async add(call, on) {
      const first = counted(noUsage(on, call), call);
      await database.db
        .insert(modelUsage)
        .values({ storeId, ...first, worstMs: Math.round(first.worstMs) })
        .onConflictDoUpdate({
          target: [modelUsage.storeId, modelUsage.day, modelUsage.provider, modelUsage.model],
          set: ADDED,
        });
    },
  };
}

const fresh = ({ name }: PgColumn) => sql.raw(`excluded."${name}"`);
const sum = (column: PgColumn) => sql`${column} + ${fresh(column)}`;
/** Whether the new call's cost is known and in the currency of the day. */
const adds = sql`${fresh(day.currency)} = coalesce(${day.currency}, ${fresh(day.currency)})`;

/** As `counted` in domain/usage.ts, in one statement, so that nothing is lost between a look and a write. */
const ADDED = {
  calls: sum(day.calls),
  failed: sum(day.failed),
  tokensIn: sum(day.tokensIn),
  tokensCached: sum(day.tokensCached),
  tokensOut: sum(day.tokensOut),
  currency: sql`coalesce(${day.currency}, ${fresh(day.currency)})`,
  costMicro: sql`${day.costMicro} + case when ${adds} then ${fresh(day.costMicro)} else 0 end`,
  unpriced: sql`${day.unpriced} + case when ${adds} then 0 else 1 end`,
  worstMs: sql`greatest(${day.worstMs}, ${fresh(day.worstMs)})`,
};
