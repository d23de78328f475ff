import { sql } from 'drizzle-orm';
import { drizzle as overPglite } from 'drizzle-orm/pglite';
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator';
import { drizzle as overPostgres } from 'drizzle-orm/postgres-js';
import { migrate as migratePostgres } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import type { Logger } from '../log.ts';
import { type Database, type Db, type Driver, guarded } from './database.ts';
import { lockDirectory } from './directory-lock.ts';
import { MIGRATIONS_FOLDER, refuseNewer } from './migrations.ts';
import { hardenedPglite } from './pglite.ts';
import { unburdened } from './pglite-client.ts';
import { pgliteUpkeep, syncDirectory } from './pglite-upkeep.ts';
import { preparing } from './postgres-client.ts';

/** A Postgres server at a `postgres://` URL. */
export interface ServerOptions {
  readonly url: string;
}

/** PGlite inside this process. */
export interface EmbeddedOptions {
  /** Its directory, made when missing; `memory` keeps nothing. */
  readonly dataDir: string;
  /** For tests: what an empty database starts from (a tar as dumpDataDir makes it). */
  readonly snapshot?: Blob;
}

/** `now` says when to vacuum; `onQuery` hears the text of every statement, without its values. */
export type OpenOptions = (ServerOptions | EmbeddedOptions) & {
  readonly log: Logger;
  readonly now: () => Date;
  readonly onQuery?: (statement: string) => void;
};

/** A migrated database. Throws DatabaseLockedError, DatabaseTooNewError, or what the driver says about an unreachable server. */
export async function openDatabase(options: OpenOptions): Promise<Database> {
  const driver = 'url' in options ? postgresDriver(options.url, options.onQuery) : await pgliteDriver(options);
  const database = guarded(driver, options.log);
  try {
    await database.migrate();
  } catch (error) {
    await database.close();
    throw error;
  }
  return database;
}

const heardBy = (onQuery: OpenOptions['onQuery']) => (onQuery ? { logger: { logQuery: onQuery } } : {});

async function pgliteDriver(options: EmbeddedOptions & Omit<OpenOptions, 'url'>): Promise<Driver> {
  const { dataDir } = options;
  const directory = dataDir === 'memory' ? null : dataDir;
  const unlock = directory === null ? () => {} : lockDirectory(directory);
  try {
    let onTurn = () => {};
    const pglite = await hardenedPglite(options, () => onTurn());
    const upkeep = pgliteUpkeep(pglite, directory, options.now, options.log);
    onTurn = upkeep.onTurn;
    const db = overPglite(unburdened(pglite), heardBy(options.onQuery));
    return {
      kind: 'pglite',
      db,
      async migrate() {
        await refuseNewer(db);
        await migratePglite(db, { migrationsFolder: MIGRATIONS_FOLDER });
      },
      maintain: upkeep.maintain,
      async close() {
        await upkeep.settled();
        try {
          if (!pglite.closed) await pglite.close(); // checkpoints
          if (directory !== null) await syncDirectory(directory);
        } finally {
          unlock();
        }
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

/** Any constant would do; `kesu` in ASCII. */
export const MIGRATION_LOCK = 0x6b657375;

function postgresDriver(url: string, onQuery: OpenOptions['onQuery']): Driver {
  const settings = { onnotice: () => {}, connection: { application_name: 'kesu', TimeZone: 'UTC' } };
  const client = postgres(url, { ...settings, max: 10 });
  return {
    kind: 'postgres',
    db: overPostgres(preparing(client), heardBy(onQuery)),
    async migrate() {
      // One connection of its own, so that lock and migration share a session. Without the lock, instances that start together fail.
      const single = postgres(url, { ...settings, max: 1 });
      try {
        const db: Db = overPostgres(single);
        await db.execute(sql`select pg_advisory_lock(${MIGRATION_LOCK}::bigint)`);
        await refuseNewer(db);
        await migratePostgres(overPostgres(single), { migrationsFolder: MIGRATIONS_FOLDER });
      } finally {
        await single.end(); // ends the session and with it the lock
      }
    },
    async maintain() {}, // a server vacuums and checkpoints by itself
    close: () => client.end({ timeout: 5 }),
  };
}
