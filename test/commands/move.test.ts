import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { move } from '../../src/commands/move.ts';
import { openDatabase } from '../../src/db/open-database.ts';
import { at } from '../contracts/samples.ts';
import { quiet } from '../support/database.ts';
import { fill, freshHome, type Rows, rowsOf } from '../support/full-database.ts';
import { hasPostgres, startPostgres, type TestServer } from '../support/postgres.ts';

const { home, remove } = freshHome();
const embedded = { dataDir: join(home, 'database') };
const PROJECT = new URL('../..', import.meta.url);

describe.skipIf(!hasPostgres())('a move from the embedded database to a server', () => {
  let server: TestServer;
  let rows: Rows;
  beforeAll(async () => {
    server = await startPostgres();
    await fill(embedded);
    rows = await rowsOf(embedded);
  });
  afterAll(async () => {
    await server.stop();
    remove();
  });

  /** The command as somebody types it. */
  async function kesu(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
    const run = promisify(execFile)(process.execPath, ['src/kesu.ts', ...args], {
      cwd: PROJECT,
      env: { PATH: process.env.PATH ?? '', KESU_DATA_DIR: home, ...env },
    });
    return run.then(
      ({ stdout }) => ({ code: 0, said: stdout }),
      (error: { code: number; stderr: string }) => ({ code: error.code, said: error.stderr }),
    );
  }

  test('brings every row of every table and store, shows the comparison, says what is next, and leaves the old one', async () => {
    const url = await server.newDatabase();
    const withPassword = url.replace('//postgres@', '//postgres:geheim@');
    const { code, said } = await kesu(['move', withPassword]);
    expect([code, said.match(/✓ \w+ +\d+ → \d+ {2}([0-9a-f]{12}) \1/g)?.length]).toEqual([0, Object.keys(rows).length]);
    expect(said).toMatch(/set DATABASE_URL to that address/);
    expect(said).not.toContain('geheim');
    expect(await rowsOf({ url })).toEqual(rows);
    expect(await rowsOf(embedded)).toEqual(rows);
  });

  test('goes into an empty database alone', async () => {
    const url = await server.newDatabase();
    await fill({ url });
    const before = await rowsOf({ url });
    await expect(move({ dataDir: home }, url)).rejects.toThrow(/holds \d+ rows already; take an empty database/);
    expect(await rowsOf({ url })).toEqual(before);
  });

  test('waits until the desk that has the data open is stopped', async () => {
    const url = await server.newDatabase();
    const desk = await openDatabase({ ...embedded, log: quiet, now: () => at() });
    try {
      await expect(move({ dataDir: home }, url)).rejects.toThrow(/in use by another running Kesu/);
    } finally {
      await desk.close();
    }
    expect(await rowsOf({ url })).toEqual({});
  });

  test('is refused where there is nothing to move, nowhere to go, or the desk is on a server already', async () => {
    const nowhere = 'postgres://postgres@127.0.0.1:1/none';
    expect(await kesu(['move', 'mysql://x/y'])).toMatchObject({ code: 2, said: expect.stringContaining('where to?') });
    expect(await kesu(['move', nowhere], { DATABASE_URL: nowhere })).toMatchObject({
      code: 2,
      said: expect.stringContaining('unset DATABASE_URL first'),
    });
    await expect(move({ dataDir: join(home, 'none') }, nowhere)).rejects.toThrow(/there is no database in/);
    await expect(move({ dataDir: home }, nowhere)).rejects.toThrow(/127\.0\.0\.1:1\/none does not answer/);
  });
});
