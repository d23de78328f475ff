import { and, asc, eq, gte, lte } from 'drizzle-orm';
import type { StoreId } from '../domain/ids.ts';
import type { Visits } from '../ports.ts';
import { countUp } from './cases.ts';
import { visits } from './clock-tables.ts';
import type { Database } from './database.ts';

/** The vehicles in the workshop of one store, as somebody typed them in. */
export function createVisits(database: Database, storeId: StoreId): Visits {
  const overlapping = (from: string, to: string) =>
    and(eq(visits.storeId, storeId), lte(visits.from, to), gte(visits.to, from));
  return {
    within: (from, to) =>
      database.db
        .select({ from: visits.from, to: visits.to, count: visits.count })
        .from(visits)
        .where(overlapping(from, to))
        .orderBy(asc(visits.from)),
    async set({ from, to, count }, by, now) {
      await database.transaction(async (tx) => {
        // One at a time: two that overlap, set at once, would not see each other.
        await countUp(tx, storeId, 'visits');
        await tx.delete(visits).where(overlapping(from, to));
        await tx.insert(visits).values({ storeId, from, to, count, by, at: now });
      });
    },
  };
}
