import { type MigrationMeta, readMigrationFiles } from 'drizzle-orm/migrator';
import type { CopySession } from './copy-session.ts';
import { MIGRATIONS_FOLDER } from './migrations.ts';

/*
 * Migrations inside a transaction of one's own, some before rows come in and the rest after: what an older version wrote has to pass through
 * the later migrations as it would have in place. Notes them where drizzle looks (drizzle-orm's own migrator begins a transaction itself).
 */

/** `when` of the migrations applied to a database; none for an empty one. */
export async function migrationsIn(session: CopySession): Promise<readonly number[]> {
  const [there] = await session.rows<{ there: boolean }>(
    `select to_regclass('drizzle.__drizzle_migrations') is not null as there`,
  );
  if (!there?.there) return [];
  const rows = await session.rows<{ when: string }>(
    'select created_at::text as "when" from drizzle.__drizzle_migrations order by created_at',
  );
  return rows.map(({ when }) => Number(when));
}

/** The migrations of this version, oldest first. */
export const knownMigrations = (): readonly MigrationMeta[] =>
  readMigrationFiles({ migrationsFolder: MIGRATIONS_FOLDER });

/** Applies migrations and notes that they were. */
export async function migrateInSession(session: CopySession, migrations: readonly MigrationMeta[]): Promise<void> {
  await session.rows('create schema if not exists drizzle');
  await session.rows(
    'create table if not exists drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)',
  );
  for (const { sql, hash, folderMillis } of migrations) {
    for (const statement of sql) await session.rows(statement);
    await session.rows('insert into drizzle.__drizzle_migrations (hash, created_at) values ($1, $2::text::bigint)', [
      hash,
      String(folderMillis),
    ]);
  }
}
