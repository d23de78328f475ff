import { and, eq } from 'drizzle-orm';
import type { StoreId } from '../domain/ids.ts';
import type { Shown } from '../ports.ts';
import type { Database } from './database.ts';
import { shown } from './schema.ts';

/** Where each thing that changes in place stands, for one store. */
export function createShown(database: Database, storeId: StoreId): Shown {
  return {
    async get(key) {
      const [row] = await database.db
        .select({ ref: shown.ref })
        .from(shown)
        .where(and(eq(shown.storeId, storeId), eq(shown.key, key)));
      return row?.ref ?? null;
    },
    async set(key, ref) {
      await database.db
        .insert(shown)
        .values({ storeId, key, ref })
        .onConflictDoUpdate({ target: [shown.storeId, shown.key], set: { ref } });
    },
  };
}
