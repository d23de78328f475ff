import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { CopyFault } from '../db/copy-fault.ts';
import type { CopiedTable } from '../db/copy-into.ts';
import type { CopyPlace } from '../db/copy-session.ts';
import { sqlState } from '../db/database.ts';
import { DatabaseLockedError } from '../db/directory-lock.ts';
import { databaseFault, placeOf } from '../start-fault.ts';
import { CommandFault } from './command.ts';

/** The version in package.json. */
export const kesuVersion = (): string =>
  (JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }).version;

/** The database the environment names. */
export const configuredPlace = (config: Pick<Config, 'databaseUrl' | 'dataDir'>): CopyPlace =>
  config.databaseUrl ? { url: config.databaseUrl } : { dataDir: join(config.dataDir, 'database') };

/** A database by name, without its password. */
export const nameOf = (place: CopyPlace): string => ('url' in place ? placeOf(place.url) : place.dataDir);

/** Does `work` on a place; what it meets there becomes a sentence, without anything out of a row. */
export async function inSentences<T>(place: CopyPlace, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof CommandFault) throw error;
    if (error instanceof CopyFault || error instanceof DatabaseLockedError) throw new CommandFault(error.message);
    const state = sqlState(error);
    const known = databaseFault(error, 'url' in place ? place.url : null);
    if (known !== error && known instanceof Error) throw new CommandFault(known.message);
    if (state === null) throw error;
    throw new CommandFault(`数据库拒绝了，什么也没有改 · the database refused, nothing has changed (${state})`);
  }
}

/** Row counts and checksums of both sides, a line a table. */
export const comparison = (tables: readonly CopiedTable[]): string =>
  tables
    .map(({ name, came, stands }) => {
      const same = came.rows === stands.rows && came.sum === stands.sum;
      const rows = `${came.rows} → ${stands.rows}`;
      return `  ${same ? '✓' : '✗'} ${name.padEnd(22)} ${rows.padStart(18)}  ${came.sum.slice(0, 12)} ${stands.sum.slice(0, 12)}`;
    })
    .join('\n');
