import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { dropDead, jobLines, retryJobs, wordless } from '../../src/commands/jobs.ts';
import type { Database } from '../../src/db/database.ts';
import { listJobs } from '../../src/db/job-list.ts';
import { openDatabase } from '../../src/db/open-database.ts';
import { createStores, type Stores } from '../../src/db/stores.ts';
import type { CaseId, MessageRef, StoreId } from '../../src/domain/ids.ts';
import { type NewJob, showCase } from '../../src/domain/job.ts';
import { at, openCase, opened } from '../contracts/samples.ts';
import { freshPglite, freshStoreId, quiet } from '../support/database.ts';
import { hasPostgres, startPostgres, type TestServer } from '../support/postgres.ts';

const seen = (name: string, more: Omit<NewJob, 'payload'> = {}): NewJob => ({
  payload: { kind: 'mark_seen', message: name as MessageRef },
  ...more,
});

/** Takes the oldest job at a minute and sets it aside. */
async function bury({ jobs }: Stores, error = 'channel_not_found', minutes = 0): Promise<string> {
  const [taken] = await jobs.claim(at(minutes), at(minutes + 1), 1);
  if (!taken) throw new Error('nothing to take');
  await jobs.failed(taken.id, taken.attempt, at(minutes), error, null);
  return taken.id;
}

function commands(open: () => Database): void {
  let db: Database['db'];
  let storeId: StoreId;
  let stores: Stores;
  beforeEach(() => {
    db = open().db;
    storeId = freshStoreId();
    stores = createStores(open(), storeId);
  });
  const lines = (states: Parameters<typeof jobLines>[2] = ['waiting', 'running', 'dead']) =>
    jobLines(db, storeId, states, 'Asia/Shanghai');

  test('each job is listed with what it is, which case it is about, its tries and times, and what went wrong', async () => {
    const id = await openCase(
      stores.cases,
      opened({ number: 'K-1', thread: 'thread' as MessageRef, source: 'first' as MessageRef }),
    );
    await stores.jobs.add([
      showCase({ id, thread: null }),
      seen('first'),
      seen('elsewhere', { orderKey: 'case:thread' }),
    ]);
    await stores.jobs.add([seen('nowhere', { runAt: at(90) }), seen('other', { orderKey: 'case:foreign' })]);
    const dead = await bury(stores, 'channel_not_found');
    const [running] = await stores.jobs.claim(at(1), at(6), 1);
    const all = await Promise.all((['dead', 'running', 'waiting'] as const).map((s) => listJobs(db, storeId, s, 9)));
    expect(all.flat().map(({ id: _, lastError: __, ...job }) => job)).toEqual([
      { kind: 'show_case', state: 'dead', attempt: 1, at: at(), about: 'K-1' },
      { kind: 'mark_seen', state: 'running', attempt: 1, at: at(6), about: 'K-1' },
      { kind: 'mark_seen', state: 'waiting', attempt: 0, at: null, about: 'K-1' },
      { kind: 'mark_seen', state: 'waiting', attempt: 0, at: at(90), about: 'nowhere' },
      { kind: 'mark_seen', state: 'waiting', attempt: 0, at: null, about: 'foreign' },
    ]);
    const said = (await lines()).join('\n');
    expect(said).toMatch(/waiting: 3\n[\s\S]*running: 1\n[\s\S]*set aside: 1\n/);
    expect(said).toContain(`${dead.slice(0, 8)}  show_case  K-1  试过 1 次 · tries  自 · since 2026-11-16 09:00:00`);
    expect(said).toContain('until 2026-11-16 09:06:00');
    expect(said).toContain('channel_not_found');
    expect((await lines(['dead'])).join()).not.toContain(running?.id.slice(0, 8));
  });

  test('one set aside is sent again as if never tried, before younger ones of its thread', async () => {
    await stores.jobs.add([seen('first', { orderKey: 'case:t' }), seen('second', { orderKey: 'case:t' })]);
    const id = await bury(stores);
    expect(await retryJobs(db, storeId, id.slice(0, 8))).toContain('1 个任务重新排队');
    expect(await stores.jobs.counts()).toEqual({ waiting: 2, dead: 0 });
    expect(await stores.jobs.claim(at(1), at(2), 9)).toMatchObject([{ id, attempt: 1, payload: { message: 'first' } }]);
  });

  test('its once key comes back with it, unless another waits under that key', async () => {
    const draw = showCase({ id: 'c' as CaseId, thread: null });
    await stores.jobs.add([draw]);
    const id = await bury(stores);
    await retryJobs(db, storeId, id);
    await stores.jobs.add([draw]);
    expect(await stores.jobs.counts()).toEqual({ waiting: 1, dead: 0 });
    await bury(stores);
    await stores.jobs.add([draw]);
    await retryJobs(db, storeId, id);
    expect(await stores.jobs.counts()).toEqual({ waiting: 2, dead: 0 });
    expect(await stores.jobs.claim(at(1), at(2), 9)).toMatchObject([{ id }]);
  });

  test('all are sent again at once, or one is dropped for good; other stores and live jobs are left alone', async () => {
    const other = createStores(open(), freshStoreId());
    await other.jobs.add([seen('x')]);
    const foreign = await bury(other);
    await stores.jobs.add([seen('a'), seen('b'), seen('c')]);
    const [a, b] = [await bury(stores), await bury(stores)];
    await dropDead(db, storeId, a);
    for (const gone of [a, foreign, '', 'nothing'])
      await expect(retryJobs(db, storeId, gone)).rejects.toThrow(/no job set aside has an id that begins so/);
    expect(await retryJobs(db, storeId, 'all')).toContain('1 个');
    await expect(dropDead(db, storeId, b)).rejects.toThrow(/no job set aside/);
    expect(await stores.jobs.counts()).toEqual({ waiting: 2, dead: 0 });
    expect(await other.jobs.counts()).toEqual({ waiting: 0, dead: 1 });
  });

  test('an id too short to name one job is refused', async () => {
    await stores.jobs.add(Array.from({ length: 17 }, (_, i) => seen(`m${i}`)));
    const ids: string[] = [];
    for (let i = 0; i < 17; i++) ids.push(await bury(stores));
    const shared = ids.map((id) => id.charAt(0)).find((c, i, all) => all.indexOf(c) !== i) ?? '';
    await expect(dropDead(db, storeId, shared)).rejects.toThrow(/several begin so/);
    expect(await stores.jobs.counts()).toEqual({ waiting: 0, dead: 17 });
  });
}

test('what went wrong is shown without anything a customer said or is known by', () => {
  const said = wordless(
    `Unexpected token '客', "王先生说刹车失灵" is not valid JSON; the customer is 'very angry about it', 王先生 沪A12345 13912345678 LSVAA4182E2123456`,
  );
  for (const word of ['客', '王', '刹车', 'angry', '沪', 'A12345', '139', 'LSV']) expect(said).not.toContain(word);
  expect(said).toContain('is not valid JSON');
  expect(wordless('database refused (23505): insert into "attachments"')).toBe(
    'database refused (23505): insert into "attachments"',
  );
});

describe('on PGlite', () => {
  let database: Database;
  beforeAll(async () => {
    database = await freshPglite();
  });
  afterAll(() => database.close());
  commands(() => database);
});

describe.skipIf(!hasPostgres())('on Postgres', () => {
  let server: TestServer;
  let database: Database;
  let url: string;
  beforeAll(async () => {
    server = await startPostgres();
    url = await server.newDatabase();
    database = await openDatabase({ url, log: quiet, now: () => at() });
  });
  afterAll(async () => {
    await database.close();
    await server.stop();
  });
  commands(() => database);

  test('beside a running desk the command lists, sends again and drops', async () => {
    const stores = createStores(database, 'store-1' as StoreId);
    await stores.jobs.add([seen('a'), seen('b')]);
    const [a, b] = [await bury(stores), await bury(stores)];
    const kesu = async (...args: string[]) => {
      const cwd = new URL('../..', import.meta.url);
      const env = { PATH: process.env.PATH ?? '', DATABASE_URL: url };
      return (await promisify(execFile)(process.execPath, ['src/kesu.ts', 'jobs', ...args], { cwd, env })).stdout;
    };
    expect(await kesu('--dead')).toMatch(/set aside: 2/);
    expect(await kesu('--drop', a)).toMatch(/waiting: 0\n[\s\S]*set aside: 1/);
    expect(await kesu('--retry', 'all')).toMatch(/waiting: 1\n[\s\S]*set aside: 0/);
    expect(await stores.jobs.claim(at(1), at(2), 9)).toMatchObject([{ id: b, attempt: 1 }]);
  });
});
