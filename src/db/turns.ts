import { sql } from 'drizzle-orm';
import type { StoreId } from '../domain/ids.ts';
import { occasions } from './clock-tables.ts';
import type { Database } from './database.ts';
import { discreet } from './database-fault.ts';

/** Who of several processes of one store looks this time. */
export interface Turns {
  /** True for the first that asks about this instant of a schedule. Who dies takes nothing along: the next instant is open to all. */
  take(schedule: string, instant: Date): Promise<boolean>;
}

/** One row a schedule in `occasions`: the last instant that somebody took. */
export function createTurns(database: Database, storeId: StoreId): Turns {
  return discreet({
    async take(schedule: string, instant: Date) {
      const [taken] = await database.db
        .insert(occasions)
        .values({ storeId, key: `turn:${schedule}`, at: instant })
        .onConflictDoUpdate({
          target: [occasions.storeId, occasions.key],
          set: { at: sql`excluded.at` },
          // A mark far ahead was left by a clock that ran wrong; heeded, nobody would look until then.
          setWhere: sql`${occasions.at} < excluded.at or ${occasions.at} > excluded.at + interval '10 minutes'`,
        })
        .returning({ key: occasions.key });
      return taken !== undefined;
    },
  });
}
