import {
  copyFileSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { backUp } from '../../src/commands/backup.ts';
import { kesuVersion } from '../../src/commands/copying.ts';
import { restore } from '../../src/commands/restore.ts';
import { readBackup, writeBackup } from '../../src/db/backup-file.ts';
import { rowsFrom } from '../../src/db/copy-from.ts';
import { copyInto } from '../../src/db/copy-into.ts';
import type { RowSource } from '../../src/db/copy-manifest.ts';
import { type CopyPlace, copySession } from '../../src/db/copy-session.ts';
import { knownMigrations, migrateInSession } from '../../src/db/migrate-in-session.ts';
import { openDatabase } from '../../src/db/open-database.ts';
import { createStores } from '../../src/db/stores.ts';
import type { CaseId, MessageRef, StoreId } from '../../src/domain/ids.ts';
import { at, openCase } from '../contracts/samples.ts';
import { quiet } from '../support/database.ts';
import { fill, freshHome, type Rows, rowsOf } from '../support/full-database.ts';
import { hasPostgres, startPostgres, type TestServer } from '../support/postgres.ts';

const { home, remove } = freshHome();
afterAll(remove);
let files = 0;
const freshFile = () => join(home, `${++files}.backup`);
const FORBIDDEN = { replace: false, confirm: null };

/** A place as the environment would name it. */
const configOf = (place: CopyPlace) =>
  'url' in place
    ? { databaseUrl: place.url, dataDir: '' }
    : { databaseUrl: null, dataDir: place.dataDir.replace(/\/database$/, '') };
const embedded = (name: string) => ({ dataDir: join(home, name, 'database') });

/** `fresh` gives a place where no database is yet. */
function backups(fresh: (name: string) => Promise<CopyPlace>): void {
  let full: CopyPlace;
  let rows: Rows;
  let file: string;
  beforeAll(async () => {
    full = await fresh('full');
    await fill(full);
    rows = await rowsOf(full);
    file = freshFile();
    await backUp(configOf(full), file);
  });

  test('a backup has every table, says what is in it, and is for its owner’s eyes alone', async () => {
    const { manifest } = await readBackup(file);
    expect(manifest.tables.map(({ name, rows }) => [name, rows])).toEqual(
      Object.entries(rows).map(([name, of]) => [name, of.length]),
    );
    expect(manifest.tables.length).toBeGreaterThan(12);
    expect(manifest.tables.every((table) => table.rows >= 2)).toBe(true);
    expect(manifest.kesu).toBe(kesuVersion());
    expect(manifest.migrations).toEqual(knownMigrations().map(({ folderMillis }) => folderMillis));
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(home).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  test('restored, every row of every table and store is what it was, and work goes on', async () => {
    const target = await fresh('restored');
    const said = await restore(configOf(target), file, FORBIDDEN);
    expect(await rowsOf(target)).toEqual(rows);
    expect(said.match(/^ {2}✓ /gm)).toHaveLength(Object.keys(rows).length);
    const database = await openDatabase({ ...target, log: quiet, now: () => at() });
    try {
      const { cases, jobs } = createStores(database, 'store-1' as StoreId);
      const [known] = await cases.list({});
      expect(await cases.timeline(known?.id as CaseId)).toHaveLength(known?.version ?? 0);
      await jobs.add([{ payload: { kind: 'mark_seen', message: 'youngest' as MessageRef } }]);
      const taken = await jobs.claim(at(9), at(10), 50);
      expect(taken.at(-1)?.payload).toEqual({ kind: 'mark_seen', message: 'youngest' });
      expect(taken.length).toBeGreaterThan(1);
    } finally {
      await database.close();
    }
  });

  test('a database with rows in it is left alone, unless somebody types how many they are', async () => {
    const target = await fresh('taken');
    await restore(configOf(target), file, FORBIDDEN);
    await copySession(target, 'write', (session) => session.rows('delete from cases'));
    const before = await rowsOf(target);
    const count = Object.values(before).reduce((sum, of) => sum + of.length, 0);
    const attempt = (replace: boolean, confirm: string | null) => restore(configOf(target), file, { replace, confirm });
    await expect(attempt(false, String(count))).rejects.toThrow(`holds ${count} rows already`);
    await expect(attempt(true, null)).rejects.toThrow(/Warning: all \d+ rows .* will be deleted for good/);
    await expect(attempt(true, '1')).rejects.toThrow(`--confirm ${count}`);
    expect(await rowsOf(target)).toEqual(before);
    await attempt(true, String(count));
    expect(await rowsOf(target)).toEqual(rows);
  });

  test('a restore that fails half-way has changed nothing', async () => {
    const source = await readBackup(file);
    const last = source.manifest.tables.at(-1)?.name;
    const broken: RowSource = {
      manifest: source.manifest,
      async *lines(name) {
        for await (const lines of source.lines(name)) yield name === last ? [...lines, ...lines] : lines;
      },
    };
    const twice = copySession(full, 'write', (session) => copyInto(session, broken));
    await expect(twice).rejects.toMatchObject({ code: '23505' });
    expect(await rowsOf(full)).toEqual(rows);
  });

  test('rows that do not read back as they came undo everything', async () => {
    const target = await fresh('forged');
    const source = await readBackup(file);
    const changed = copySession(target, 'write', (session) =>
      copyInto(
        {
          ...session,
          rows: (statement, params) =>
            session.rows(
              statement,
              statement.startsWith('insert into "people"') ? [params?.[0]?.replace('客户', '客人') ?? ''] : params,
            ),
        },
        source,
      ),
    );
    await expect(changed).rejects.toThrow(/table people is not the same after copying/);
    expect(await rowsOf(target)).toEqual({});
  });

  test('a backup of an older version passes through the later migrations', async () => {
    const [old, target] = [await fresh('old'), await fresh('renewed')];
    await copySession(old, 'write', async (session) => {
      await migrateInSession(session, knownMigrations().slice(0, 1));
      const state = { facts: { phone: { value: '138-1' }, plate: null, vin: null, model: { value: 'Model Y' } } };
      await session.rows(
        `insert into cases (store_id, id, number, version, status, severity, category, reporter_id, part, opened_at, updated_at, state,
          search_text, search_grams) values ('s', 'c', 'c', 1, 'claimed', 'general', 'other', 'p', 0, now(), now(), $1::text::jsonb, '', '{}')`,
        [JSON.stringify(state)],
      );
    });
    const path = freshFile();
    await backUp(configOf(old), path);
    await restore(configOf(target), path, FORBIDDEN);
    const after = await copySession(target, 'read', async (session) => ({
      cases: await session.rows('select phone, car_model, next_check_at is not null as watched from cases'),
      migrations: await session.rows('select 1 from drizzle.__drizzle_migrations'),
    }));
    expect(after.cases).toEqual([{ phone: '138-1', car_model: 'modely', watched: true }]);
    expect(after.migrations).toHaveLength(knownMigrations().length);
    await (await openDatabase({ ...target, log: quiet, now: () => at() })).close(); // as a desk would find it
  });

  test('a backup of a newer version is refused before anything is touched', async () => {
    const [target, path] = [await fresh('untouched'), freshFile()];
    await copySession(full, 'read', async (session) => {
      const { manifest, lines } = await rowsFrom(session, '9.0.0', at());
      await writeBackup(path, {
        manifest: { ...manifest, migrations: [...manifest.migrations, 4_102_444_800_000] },
        lines,
      });
    });
    await expect(restore(configOf(target), path, FORBIDDEN)).rejects.toThrow(/newer version of Kesu \(9\.0\.0\)/);
    expect(await rowsOf(target)).toEqual({});
  });

  test('an empty database is not backed up as if it held something', async () => {
    await expect(backUp(configOf(await fresh('empty')), freshFile())).rejects.toThrow(/the database is empty/);
  });
}

describe('on PGlite', () => {
  const empty = join(home, 'empty-one');
  beforeAll(() => copySession({ dataDir: empty }, 'write', async () => {}));
  backups(async (name) => {
    cpSync(empty, embedded(name).dataDir, { recursive: true }); // making one takes seconds
    return embedded(name);
  });

  test('a cut or altered file is refused wherever it was hurt, and nothing is written', async () => {
    const whole = freshFile();
    await backUp(configOf(embedded('full')), whole);
    const bytes = readFileSync(whole);
    const hurt = freshFile();
    const refused = () =>
      expect(restore(configOf(embedded('never')), hurt, FORBIDDEN)).rejects.toThrow(
        /cut short or was altered|no backup made/,
      );
    const spots = Array.from({ length: 40 }, (_, i) => Math.floor((i / 40) * bytes.length));
    for (const spot of [...spots, bytes.length - 1]) {
      const altered = Buffer.from(bytes);
      altered[spot] = (altered[spot] ?? 0) ^ 1;
      writeFileSync(hurt, altered);
      await refused();
      copyFileSync(whole, hurt);
      truncateSync(hurt, spot);
      await refused();
    }
    writeFileSync(hurt, Buffer.concat([bytes, Buffer.from('x')]));
    await refused();
    expect(existsSync(embedded('never').dataDir)).toBe(false);
    const none = backUp(configOf(embedded('never')), freshFile());
    await expect(none).rejects.toThrow(/there is no database in/);
    expect(existsSync(embedded('never').dataDir)).toBe(false);
  });

  test('a file that is there already is not written over', async () => {
    const path = freshFile();
    writeFileSync(path, 'mine');
    await expect(backUp(configOf(embedded('full')), path)).rejects.toThrow(/is there already/);
    expect(readFileSync(path, 'utf8')).toBe('mine');
  });

  test('a backup that breaks off leaves no file under its name', async () => {
    const path = freshFile();
    await copySession(embedded('full'), 'read', async (session) => {
      const { manifest } = await rowsFrom(session, '1', at());
      // biome-ignore lint/correctness/useYield: it breaks before the first row.
      const lines = async function* () {
        throw new Error('pulled out');
      };
      await expect(writeBackup(path, { manifest, lines })).rejects.toThrow('pulled out');
    });
    expect(readdirSync(home).filter((name) => join(home, name).startsWith(path))).toEqual([]);
  });

  test('while a desk has the data open, both are refused in a sentence', async () => {
    const desk = await openDatabase({ ...embedded('full'), log: quiet, now: () => at() });
    try {
      const config = configOf(embedded('full'));
      await expect(backUp(config, freshFile())).rejects.toThrow(/in use by another running Kesu. Stop that one first/);
      const path = freshFile();
      await expect(restore(config, path, FORBIDDEN)).rejects.toThrow(`there is no file ${path}`);
    } finally {
      await desk.close();
    }
  });

  test('no more than a few rows are held at once: a large photo comes alone', async () => {
    const path = freshFile();
    await backUp(configOf(embedded('full')), path);
    const { manifest, lines } = await readBackup(path);
    const contents = manifest.tables.findIndex(({ name }) => name === 'attachment_contents');
    const batches: number[] = [];
    for (const { name } of manifest.tables.slice(0, contents + 1))
      for await (const batch of lines(name)) if (name === 'attachment_contents') batches.push(batch.length);
    expect(batches.length).toBeGreaterThan(1);
    expect(Math.max(...batches)).toBeLessThanOrEqual(3);
    await copySession(embedded('full'), 'read', async (session) => {
      const source = await rowsFrom(session, '1', at());
      const sizes: number[] = [];
      for await (const batch of source.lines('attachment_contents')) sizes.push(batch.length);
      expect(sizes).toEqual(Array.from({ length: manifest.tables[contents]?.rows ?? 0 }, () => 1));
    });
  });
});

describe.skipIf(!hasPostgres())('on Postgres', () => {
  let server: TestServer;
  const made = new Map<string, string>();
  const fresh = async (name: string) => {
    const url = await server.newDatabase();
    made.set(name, url);
    return { url };
  };
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.stop());
  backups(fresh);

  test('beside a running desk a backup is of one instant, whatever is written meanwhile', async () => {
    const url = made.get('full') ?? '';
    const [path, target] = [freshFile(), await fresh('instant')];
    const before = await rowsOf({ url });
    const desk = await openDatabase({ url, log: quiet, now: () => at() });
    try {
      const { cases } = createStores(desk, 'store-1' as StoreId);
      await copySession({ url }, 'read', async (session) => {
        const source = await rowsFrom(session, '1', at());
        await openCase(cases);
        await writeBackup(path, source);
      });
      expect((await rowsOf({ url })).cases).toHaveLength((before.cases?.length ?? 0) + 1);
    } finally {
      await desk.close();
    }
    await restore(configOf(target), path, FORBIDDEN);
    expect(await rowsOf(target)).toEqual(before);
  });

  test('nothing is restored under a running desk', async () => {
    const { url } = await fresh('busy');
    const path = freshFile();
    await backUp(configOf({ url: made.get('full') ?? '' }), path);
    const desk = await openDatabase({ url, log: quiet, now: () => at() });
    try {
      await createStores(desk, 'store-1' as StoreId).jobs.counts();
      const forced = { replace: true, confirm: '0' };
      await expect(restore(configOf({ url }), path, forced)).rejects.toThrow(/a desk is running on that database/);
    } finally {
      await desk.close();
    }
  });

  test('tables of another program are not taken for ours', async () => {
    const target = await fresh('others');
    await copySession(target, 'write', (session) => session.rows('create table cases (store_id int primary key)'));
    const path = freshFile();
    await backUp(configOf({ url: made.get('full') ?? '' }), path);
    const forced = { replace: true, confirm: '0' };
    await expect(restore(configOf(target), path, forced)).rejects.toThrow(/tables of something else/);
  });
});
