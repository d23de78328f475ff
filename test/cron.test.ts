import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { startCron } from '../src/cron.ts';
import type { Database } from '../src/db/database.ts';
import { openDatabase } from '../src/db/open-database.ts';
import { createTurns } from '../src/db/turns.ts';
import type { StoreId } from '../src/domain/ids.ts';
import { freshPglite, freshStoreId, quiet } from './support/database.ts';
import { hasPostgres, startPostgres, type TestServer } from './support/postgres.ts';

const silent = pino({ level: 'silent' });
const START = new Date('2026-11-16T01:00:01Z');

let pglite: Database;
beforeAll(async () => {
  pglite = await freshPglite();
});
afterAll(() => pglite.close());
afterEach(() => void vi.useRealTimers());

/** A process of the store: its schedules, and what it did when. */
function replica(storeId: StoreId) {
  const did: string[] = [];
  let elsewhere = 0;
  let jobs = 0;
  const { take } = createTurns(pglite, storeId);
  const note = (what: string) => async () =>
    void did.push(`${what} ${new Date(Math.floor(Date.now() / 5_000) * 5_000).toISOString().slice(14, 19)}`);
  const ticks = {
    lookForJobs: () => {
      jobs += 1;
    },
    listen: async () => {},
    watchClocks: note('clocks'),
    maintain: note('upkeep'),
  };
  const onElsewhere = () => {
    elsewhere += 1;
  };
  const stop = startCron(ticks, silent, { takeTurn: take, onElsewhere });
  return { did, stop, jobs: () => jobs, elsewhere: () => elsewhere };
}

/** Only what node-cron waits on; the database goes on in real time. */
const holdTime = () => void vi.useFakeTimers({ now: START, toFake: ['setTimeout', 'clearTimeout', 'Date'] });
async function pass(seconds: number): Promise<void> {
  for (let s = 0; s < seconds; s++) {
    await vi.advanceTimersByTimeAsync(1_000);
    // Each second's turns are taken before the next second begins.
    for (let i = 0; i < 5; i++) await pglite.db.execute('select 1');
  }
}
const each5s = (from: number, to: number) =>
  Array.from({ length: (to - from) / 5 + 1 }, (_, i) => {
    const at = from + i * 5;
    return `clocks ${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`;
  });

describe('two processes of one store', () => {
  it('look after the clocks once each time, together; jobs are taken by both', async () => {
    holdTime();
    const storeId = freshStoreId();
    const [a, b] = [replica(storeId), replica(storeId)];
    await pass(60);
    expect([...a.did, ...b.did].sort()).toEqual(each5s(5, 60));
    expect(a.elsewhere() + b.elsewhere()).toBe(12);
    expect(a.jobs()).toBe(30);
    expect(b.jobs()).toBe(30);
    await Promise.all([a.stop(), b.stop()]);
  });

  it('when one ends the other has the very next turn, and the upkeep too', async () => {
    holdTime();
    const storeId = freshStoreId();
    const [a, b] = [replica(storeId), replica(storeId)];
    await pass(30);
    await a.stop();
    const before = [...a.did, ...b.did];
    b.did.length = 0;
    await pass(270);
    expect(before.sort()).toEqual(each5s(5, 30));
    expect(b.did.filter((line) => line.startsWith('clocks'))).toEqual(each5s(35, 300));
    expect(b.did).toContain('upkeep 05:00');
    await b.stop();
  });

  it('of another store has turns of its own', async () => {
    holdTime();
    const [a, b] = [replica(freshStoreId()), replica(freshStoreId())];
    await pass(10);
    expect(a.did).toEqual(each5s(5, 10));
    expect(b.did).toEqual(each5s(5, 10));
    await Promise.all([a.stop(), b.stop()]);
  });
});

it('a process alone, with the embedded database, asks nobody', async () => {
  holdTime();
  const did: string[] = [];
  const watchClocks = async () => void did.push('clocks');
  const rest = { lookForJobs: () => {}, listen: async () => {}, maintain: async () => {} };
  const stop = startCron({ ...rest, watchClocks }, silent);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(did).toEqual(['clocks', 'clocks']);
  await stop();
});

describe('a turn', () => {
  const at = (seconds: number) => new Date(START.getTime() + seconds * 1_000);

  it('goes to nobody whose clock is behind, and a mark from a clock that ran far ahead is not heeded', async () => {
    const { take } = createTurns(pglite, freshStoreId());
    expect(await take('clocks', at(10))).toBe(true);
    expect(await take('clocks', at(10))).toBe(false);
    expect(await take('clocks', at(5))).toBe(false);
    expect(await take('upkeep', at(5))).toBe(true);
    expect(await take('clocks', at(86_400))).toBe(true);
    expect(await take('clocks', at(15))).toBe(true);
  });

  describe.skipIf(!hasPostgres())('on a real server', () => {
    let server: TestServer;
    beforeAll(async () => {
      server = await startPostgres();
    });
    afterAll(() => server.stop());

    it('is taken once by twenty processes at once', async () => {
      const url = await server.newDatabase();
      const open = () => openDatabase({ url, log: quiet, now: () => START });
      const databases = await Promise.all([open(), open(), open(), open()]);
      const storeId = freshStoreId();
      const all = Array.from({ length: 20 }, (_, i) => createTurns(databases[i % 4] as Database, storeId));
      for (let s = 5; s <= 50; s += 5) {
        const taken = await Promise.all(all.map(({ take }) => take('clocks', at(s))));
        expect(taken.filter(Boolean)).toHaveLength(1);
      }
      await Promise.all(databases.map((database) => database.close()));
    });
  });
});
