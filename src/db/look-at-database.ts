import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { drizzle as overPglite } from 'drizzle-orm/pglite';
import { drizzle as overPostgres } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { lockDirectory } from './directory-lock.ts';
import { type MigrationState, migrationState } from './migrations.ts';
import type { EmbeddedOptions, ServerOptions } from './open-database.ts';
import { hardenedPglite } from './pglite.ts';

/** Seconds until a server that does not answer is given up. */
const CONNECT_S = 10;

/**
 * How far a database has come, without bringing it any further. Null where the embedded one is not there yet. Throws DatabaseLockedError,
 * DatabaseTooNewError, or what the driver says about an unreachable server.
 */
export async function lookAtDatabase(options: ServerOptions | EmbeddedOptions): Promise<MigrationState | null> {
  if ('url' in options) return lookAtServer(options.url);
  const { dataDir } = options;
  if (!existsSync(join(dataDir, 'PG_VERSION'))) return null;
  const unlock = lockDirectory(dataDir);
  try {
    const pglite = await hardenedPglite({ dataDir });
    try {
      return await migrationState(overPglite(pglite));
    } finally {
      await pglite.close();
    }
  } finally {
    unlock();
  }
}

async function lookAtServer(url: string): Promise<MigrationState> {
  const client = postgres(url, { onnotice: () => {}, max: 1, connect_timeout: CONNECT_S });
  try {
    return await migrationState(overPostgres(client));
  } finally {
    await client.end({ timeout: 5 });
  }
}
