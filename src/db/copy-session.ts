import { existsSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { CopyFault } from './copy-fault.ts';
import { lockDirectory } from './directory-lock.ts';
import type { ServerOptions } from './open-database.ts';
import { hardenedPglite } from './pglite.ts';
import { syncDirectory } from './pglite-upkeep.ts';

/** Where a whole database is copied from or to: a server, or the directory of an embedded one. */
export type CopyPlace = ServerOptions | { readonly dataDir: string };

/** One transaction in which a whole database is copied; it sees one state from beginning to end. */
export interface CopySession {
  readonly kind: 'pglite' | 'postgres';
  /** Runs one statement; parameters are text or null. */
  rows<R extends object>(statement: string, params?: readonly (string | null)[]): Promise<readonly R[]>;
}

type Mode = 'read' | 'write';

/** So that values are written out alike everywhere, and nobody's limits end a long copy. */
const SETTINGS = [
  `set local timezone = 'UTC'`,
  `set local datestyle = 'ISO, YMD'`,
  `set local bytea_output = 'hex'`,
  'set local statement_timeout = 0',
  'set local lock_timeout = 0',
  'set local idle_in_transaction_session_timeout = 0',
];
const ISOLATION: Readonly<Record<Mode, string>> = {
  read: 'isolation level repeatable read, read only',
  write: 'isolation level read committed, read write',
};
/** Not `kesu`: that is what a running desk is known by. */
const APPLICATION = 'kesu-copy';
/** Seconds until a server that does not answer is given up. */
const CONNECT_S = 10;

/**
 * Does `work` in one transaction on the database as it is, without migrating it: all or nothing. Throws CopyFault, DatabaseLockedError, or
 * what the driver says about an unreachable server.
 */
export function copySession<T>(place: CopyPlace, mode: Mode, work: (session: CopySession) => Promise<T>): Promise<T> {
  return 'url' in place ? onServer(place.url, mode, work) : onDirectory(place.dataDir, mode, work);
}

async function begun(session: CopySession): Promise<CopySession> {
  for (const setting of SETTINGS) await session.rows(setting);
  return session;
}

async function onServer<T>(url: string, mode: Mode, work: (session: CopySession) => Promise<T>): Promise<T> {
  const client = postgres(url, {
    max: 1,
    onnotice: () => {},
    connect_timeout: CONNECT_S,
    connection: { application_name: APPLICATION },
  });
  try {
    return (await client.begin(ISOLATION[mode], async (tx) => {
      const rows = (statement: string, params: readonly (string | null)[] = []) =>
        tx.unsafe(statement, [...params]) as unknown as Promise<never>;
      return work(await begun({ kind: 'postgres', rows }));
    })) as T;
  } finally {
    await client.end({ timeout: 5 });
  }
}

async function onDirectory<T>(directory: string, mode: Mode, work: (session: CopySession) => Promise<T>): Promise<T> {
  if (mode === 'read' && !existsSync(join(directory, 'PG_VERSION')))
    throw new CopyFault(`${directory} 里没有数据库`, `there is no database in ${directory}`);
  const unlock = lockDirectory(directory);
  try {
    const pglite = await hardenedPglite({ dataDir: directory });
    try {
      return await pglite.transaction(async (tx) => {
        await tx.query(`set transaction ${ISOLATION[mode]}`);
        const rows = async <R extends object>(statement: string, params: readonly (string | null)[] = []) =>
          (await tx.query<R>(statement, [...params])).rows;
        return work(await begun({ kind: 'pglite', rows }));
      });
    } finally {
      await pglite.close(); // checkpoints
      await syncDirectory(directory);
    }
  } finally {
    unlock();
  }
}
