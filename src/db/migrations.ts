import { fileURLToPath } from 'node:url';
import { desc, sql } from 'drizzle-orm';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { bigint, pgSchema, pgTable } from 'drizzle-orm/pg-core';
import type { Db } from './database.ts';

/** The folder of SQL files that both drivers apply. */
export const MIGRATIONS_FOLDER = fileURLToPath(new URL('../../drizzle', import.meta.url));

/** The database has tables of a later version of the code. Running on would write what that version cannot read. */
export class DatabaseTooNewError extends Error {
  constructor() {
    super(
      'The database was last used by a newer version of Kesu and has changes this version does not know. Start the newer version, or restore a backup made before the upgrade.',
    );
    this.name = 'DatabaseTooNewError';
  }
}

// Where drizzle notes what it applied; `created_at` is the `when` of drizzle/meta/_journal.json.
const applied = pgSchema('drizzle').table('__drizzle_migrations', { when: bigint('created_at', { mode: 'number' }) });
const catalog = pgTable('pg_tables', {});

/** When the applied migrations were made, newest first; nothing for an empty database. */
async function appliedOn(db: Db): Promise<readonly (number | null)[]> {
  const [exists] = await db
    .select({ one: sql`1` })
    .from(catalog)
    .where(sql`schemaname = 'drizzle' and tablename = '__drizzle_migrations'`);
  if (!exists) return [];
  const rows = await db.select({ when: applied.when }).from(applied).orderBy(desc(applied.when));
  return rows.map(({ when }) => when);
}

/** How far a database has come. */
export interface MigrationState {
  readonly applied: number;
  /** Of the files in `drizzle/`, those not applied yet. */
  readonly pending: number;
}

/** Throws DatabaseTooNewError when a migration was applied that is not among the files in `drizzle/`. */
export async function migrationState(db: Db): Promise<MigrationState> {
  const known = new Set(readMigrationFiles({ migrationsFolder: MIGRATIONS_FOLDER }).map((file) => file.folderMillis));
  const applied = await appliedOn(db);
  if (applied.some((when) => when !== null && !known.has(when))) throw new DatabaseTooNewError();
  return { applied: applied.length, pending: known.size - applied.length };
}

/** Throws DatabaseTooNewError. */
export const refuseNewer = async (db: Db): Promise<void> => void (await migrationState(db));
