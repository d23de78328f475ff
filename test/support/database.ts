import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import { pino } from 'pino';
import type { Database } from '../../src/db/database.ts';
import { openDatabase } from '../../src/db/open-database.ts';
import { hardenedPglite } from '../../src/db/pglite.ts';
import type { StoreId } from '../../src/domain/ids.ts';

/** Errors only; a test that looks at log lines brings its own. */
export const quiet = pino({ level: 'error' }, pino.destination({ fd: 2, sync: true }));

let stores = 0;
/** A store nobody has written to: every query is bound to one, so tests can share a database without seeing each other. */
export const freshStoreId = (): StoreId => `store-${process.pid}-${++stores}` as StoreId;

/** A migrated PGlite in memory: half a second instead of two and a half. Close it. */
export async function freshPglite(now: () => Date = () => new Date()): Promise<Database> {
  return openDatabase({ dataDir: 'memory', snapshot: await snapshot(), log: quiet, now });
}

const MIGRATIONS = fileURLToPath(new URL('../../drizzle', import.meta.url));
const CACHE = fileURLToPath(new URL('../../node_modules/.cache/kesu', import.meta.url));

/** The files of a migrated PGlite as a tar, made once for this version of PGlite and these migrations. */
export async function snapshot(): Promise<Blob> {
  const path = join(CACHE, `pglite-${pgliteVersion()}-${migrationsHash()}.tar`);
  try {
    return new Blob([readFileSync(path)]);
  } catch {
    const tar = await makeSnapshot();
    mkdirSync(CACHE, { recursive: true });
    for (const old of readdirSync(CACHE)) if (old.startsWith('pglite-')) rmSync(join(CACHE, old), { force: true });
    // Written aside and renamed, since other test files may be doing the same.
    const draft = join(CACHE, `draft-${process.pid}`);
    writeFileSync(draft, tar);
    renameSync(draft, path);
    return new Blob([tar]);
  }
}

async function makeSnapshot(): Promise<Uint8Array<ArrayBuffer>> {
  const pglite = await hardenedPglite({ dataDir: 'memory' });
  await migrate(drizzle(pglite), { migrationsFolder: MIGRATIONS });
  const dump = await pglite.dumpDataDir('none');
  await pglite.close();
  return new Uint8Array(await dump.arrayBuffer());
}

function pgliteVersion(): string {
  const entry = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  const manifest = JSON.parse(readFileSync(join(entry, '../../package.json'), 'utf8')) as { version: string };
  return manifest.version;
}

function migrationsHash(): string {
  const hash = createHash('sha256');
  const files = readdirSync(MIGRATIONS).filter((name) => name.endsWith('.sql'));
  for (const file of files.sort()) hash.update(readFileSync(join(MIGRATIONS, file)));
  hash.update(readFileSync(join(MIGRATIONS, 'meta/_journal.json')));
  return hash.digest('hex').slice(0, 16);
}
