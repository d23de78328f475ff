import { and, asc, eq, ne } from 'drizzle-orm';
import type { StoreId } from '../domain/ids.ts';
import type { Places } from '../ports.ts';
import type { Database } from './database.ts';
import { places } from './schema.ts';

/** The marked places of one store. */
export function createPlaces(database: Database, storeId: StoreId): Places {
  return {
    async purposeOf(place) {
      const [row] = await database.db
        .select({ purpose: places.purpose })
        .from(places)
        .where(and(eq(places.storeId, storeId), eq(places.place, place)));
      return row?.purpose ?? null;
    },
    async withPurpose(purpose) {
      const rows = await database.db
        .select({ place: places.place })
        .from(places)
        .where(and(eq(places.storeId, storeId), eq(places.purpose, purpose)))
        .orderBy(asc(places.markedAt), asc(places.place));
      return rows.map((row) => row.place);
    },
    async mark(place, purpose, now) {
      const here = and(eq(places.storeId, storeId), eq(places.place, place));
      if (purpose === null) {
        await database.db.delete(places).where(here);
        return;
      }
      await database.db
        .insert(places)
        .values({ storeId, place, purpose, markedAt: now })
        .onConflictDoUpdate({
          target: [places.storeId, places.place],
          set: { purpose, markedAt: now },
          // Marked the same again, it keeps its turn.
          setWhere: ne(places.purpose, purpose),
        });
    },
  };
}
