import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { insertJobs } from '../../src/db/jobs.ts';
import { openDatabase } from '../../src/db/open-database.ts';
import { createStores, type Stores } from '../../src/db/stores.ts';
import { ConflictError } from '../../src/domain/errors.ts';
import type { CaseId, MessageRef, PersonId } from '../../src/domain/ids.ts';
import { type NewJob, showCase } from '../../src/domain/job.ts';
import { reminder } from '../contracts/clocks.ts';
import { at, change, claimed, lookedAt, openCase, opened, unique } from '../contracts/samples.ts';
import { call } from '../contracts/usage.ts';
import { freshPglite, freshStoreId, quiet } from '../support/database.ts';
import { hasPostgres, startPostgres, type TestServer } from '../support/postgres.ts';

const PROCESSES = 4;

/** `open` gives the stores of one empty dealership as several processes see them. */
function races(open: () => readonly Stores[]): void {
  const each = <T>(n: number, all: readonly Stores[], work: (stores: Stores, i: number) => Promise<T>) =>
    Promise.allSettled(Array.from({ length: n }, (_, i) => work(all[i % all.length] as Stores, i)));

  test('twenty people take one case at once, and exactly one has it', async () => {
    const all = open();
    const { cases } = all[0] as Stores;
    const id = await openCase(cases);
    const tries = await each(20, all, (stores, i) =>
      stores.cases.commit({ cases: [change(id, 1, [claimed(`person-${i}` as PersonId)])] }),
    );
    const won = tries.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
    const lost = tries.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(won).toHaveLength(1);
    expect(lost).toHaveLength(19);
    expect(lost.every((error) => error instanceof ConflictError)).toBe(true);
    expect(await cases.get(id)).toEqual(won[0]);
    expect(await cases.timeline(id)).toHaveLength(2);
  });

  test('one complaint read twice at once opens one case', async () => {
    const all = open();
    const tries = await each(8, all, ({ cases }) => openCase(cases, opened({ source: 'm' as MessageRef })));
    expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    expect(await (all[0] as Stores).cases.fromMessage('m' as MessageRef)).toHaveLength(1);
  });

  test('one event delivered many times at once is taken in once', async () => {
    const all = open();
    const incoming = { type: 'deleted', ref: 'm' as MessageRef, at: at().toISOString() } as const;
    const jobs = [showCase({ id: 'c' as CaseId, thread: null })];
    const tries = await each(12, all, ({ inbox }) => inbox.receive({ key: 'k', at: at(), incoming, jobs }));
    expect(tries.filter((one) => one.status === 'fulfilled' && one.value)).toHaveLength(1);
    expect(tries.every((one) => one.status === 'fulfilled')).toBe(true);
  });

  test('commits that change two cases in opposite orders do not wait for each other for ever', async () => {
    const all = open();
    const { cases } = all[0] as Stores;
    const [a, b] = [await openCase(cases), await openCase(cases)];
    const jobs = [showCase({ id: a, thread: null }), showCase({ id: b, thread: null })];
    const tries = await each(10, all, (stores, i) => {
      const changes = [change(a, 1, [claimed()]), change(b, 1, [claimed()])];
      return stores.cases.commit(
        i % 2 ? { cases: changes.reverse(), jobs: [...jobs].reverse() } : { cases: changes, jobs },
      );
    });
    expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    expect(tries.every((one) => one.status === 'fulfilled' || one.reason instanceof ConflictError)).toBe(true);
  });

  test('twenty who ask at once whether it is time for the digest: one sends it', async () => {
    const all = open();
    const digest: NewJob = { payload: { kind: 'mark_seen', message: 'digest' as MessageRef } };
    const tries = await each(20, all, ({ clocks }) => clocks.once('daily:2026-11-16', [digest], at()));
    expect(tries.filter((one) => one.status === 'fulfilled' && one.value)).toHaveLength(1);
    expect(tries.every((one) => one.status === 'fulfilled')).toBe(true);
    expect(await (all[0] as Stores).jobs.counts()).toEqual({ waiting: 1, dead: 0 });
  });

  test('a step found due by every process at once is told once, though several reach for it in opposite orders', async () => {
    const all = open();
    const { cases, clocks, jobs } = all[0] as Stores;
    const ids = [await openCase(cases), await openCase(cases)];
    const found = ids.map((id) => reminder(id));
    const looks = await each(8, all, (stores, i) => {
      const id = ids[i % 2] as CaseId;
      return lookedAt(stores.clocks, id, 1, null, [reminder(id), reminder(id)], at(60));
    });
    expect(looks.every((one) => one.status === 'fulfilled' && one.value)).toBe(true);
    expect(await clocks.pending(at(60))).toHaveLength(2);
    const tell: NewJob = { payload: { kind: 'mark_seen', message: 'told' as MessageRef } };
    const told = await each(12, all, (stores, i) =>
      stores.clocks.settle(i % 2 ? found : [...found].reverse(), 'told', [tell], at(61)),
    );
    expect(told.filter((one) => one.status === 'fulfilled' && one.value)).toHaveLength(1);
    expect(told.every((one) => one.status === 'fulfilled')).toBe(true);
    expect(await jobs.counts()).toEqual({ waiting: 1, dead: 0 });
  });

  test('of approvals that every process decides on the same sums one is written', async () => {
    const all = open();
    const { cases } = all[0] as Stores;
    const ids = await Promise.all(Array.from({ length: 20 }, () => openCase(cases)));
    for (const seen of [0, 1]) {
      expect(await cases.approvals()).toBe(seen);
      const tries = await each(20, all, (stores, i) =>
        stores.cases.commit({ cases: [change(ids[i] as CaseId, 1, [claimed()])], approvals: seen }),
      );
      expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    }
    expect((await cases.many(ids)).filter((c) => c.version === 2)).toHaveLength(2);
  });

  test('limits that every process finds run out at once, in opposite orders, are on each timeline once', async () => {
    const all = open();
    const { cases, jobs } = all[0] as Stores;
    const ids = await Promise.all(Array.from({ length: 25 }, () => openCase(cases)));
    const dueAt = at(60).toISOString();
    const tries = await each(8, all, (stores, i) => {
      const looks = ids.map((caseId) => ({
        ...{ caseId, version: 1, nextCheckAt: null, reminders: [reminder(caseId)] },
        events: [{ type: 'breached', clock: 'resolve:0', kind: 'resolve', dueAt } as const],
        jobs: [{ payload: { kind: 'show_case', caseId } } as const],
      }));
      return stores.clocks.checked(i % 2 ? looks : looks.toReversed(), at(61));
    });
    expect(tries.every((one) => one.status === 'fulfilled')).toBe(true);
    const kept = tries.flatMap((one) => (one.status === 'fulfilled' ? [...one.value] : []));
    expect(kept.toSorted()).toEqual(ids.toSorted());
    expect((await cases.many(ids)).map((c) => [c.version, c.breaches.length])).toEqual(ids.map(() => [2, 1]));
    expect((await jobs.counts()).waiting).toBe(25);
  });

  test('a case that changes while every process looks at it stays due', async () => {
    const all = open();
    const { cases, clocks } = all[0] as Stores;
    const id = await openCase(cases);
    const tries = await each(9, all, async (stores, i) => {
      if (i === 4) await stores.cases.commit({ cases: [change(id, 1, [claimed()], 5)] });
      else await lookedAt(stores.clocks, id, 1, null, [], at(4));
    });
    expect(tries.every((one) => one.status === 'fulfilled')).toBe(true);
    expect((await clocks.toCheck(at(5), 10)).map((c) => [c.id, c.version])).toEqual([[id, 2]]);
  });

  test('spans of visits that overlap, set at once, leave one', async () => {
    const all = open();
    const spans = ['01', '02', '03', '04'].map((day) => ({ from: `2026-11-${day}`, to: '2026-11-10', count: 1 }));
    const tries = await each(8, all, ({ visits }, i) =>
      visits.set(spans[i % 4] as (typeof spans)[number], 'p' as PersonId, at()),
    );
    expect(tries.every((one) => one.status === 'fulfilled')).toBe(true);
    expect(await (all[0] as Stores).visits.within('2026-11-01', '2026-11-30')).toHaveLength(1);
  });

  test('questions to the model counted by every process at once are all counted', async () => {
    const all = open();
    const tries = await each(40, all, ({ usage }, i) => usage.add(call({ ms: i, answered: i % 4 > 0 }), '2026-11-16'));
    expect(tries.every((one) => one.status === 'fulfilled')).toBe(true);
    const [day, ...more] = await (all[0] as Stores).usage.on('2026-11-16');
    expect(more).toEqual([]);
    expect(day).toMatchObject({ calls: 40, failed: 10, tokensIn: 40_000, tokensOut: 4_000, worstMs: 39, unpriced: 0 });
    expect(day?.costMicro).toBe(40 * 1_011);
  });

  test('workers share jobs: each is done once, those of one order key in order and never two at a time', async () => {
    const all = open();
    const KEYS = 6;
    const added = Array.from({ length: 90 }, (_, i): NewJob => {
      const payload = { kind: 'mark_seen', message: `${i % KEYS}:${i}` as MessageRef } as const;
      return { payload, orderKey: `key-${i % KEYS}` };
    });
    await (all[0] as Stores).jobs.add(added);
    const finished: string[] = [];
    const busy = new Set<string>();
    await Promise.all(
      all.map(async ({ jobs }) => {
        while (finished.length < added.length) {
          for (const job of await jobs.claim(at(), at(5), 4)) {
            const name = job.payload.kind === 'mark_seen' ? job.payload.message : '';
            const key = name.split(':')[0] ?? '';
            expect(busy.has(key)).toBe(false);
            busy.add(key);
            await (all[0] as Stores).shown.get(name); // some work
            busy.delete(key);
            finished.push(name);
            await jobs.done(job.id, job.attempt, at());
          }
        }
      }),
    );
    expect(finished).toHaveLength(added.length);
    const numbers = finished.map((name) => name.split(':').map(Number) as [number, number]);
    for (let key = 0; key < KEYS; key++) {
      const ofKey = numbers.filter(([k]) => k === key).map(([, i]) => i);
      expect(ofKey).toEqual([...ofKey].sort((x, y) => x - y));
    }
  });

  test('of workers that took a job over from each other as leases ran out, all ending at once, only the last settles it', async () => {
    const all = open();
    const { jobs } = all[0] as Stores;
    await jobs.add([{ payload: { kind: 'mark_seen', message: 'm' as MessageRef } }]);
    const tries: { id: string; attempt: number }[] = [];
    for (const [i, worker] of all.entries()) tries.push(...(await worker.jobs.claim(at(i * 5), at(i * 5 + 5), 1)));
    expect(tries.map(({ attempt }) => attempt)).toEqual(all.map((_, i) => i + 1));
    const settled = await each(12, all, (stores, i) => {
      const { id, attempt } = tries[i % all.length] as (typeof tries)[number];
      if (attempt === all.length) return stores.jobs.failed(id, attempt, at(21), 'the last one', at(30));
      return i % 2 ? stores.jobs.done(id, attempt, at(21)) : stores.jobs.failed(id, attempt, at(21), 'late', null);
    });
    expect(settled.every((one) => one.status === 'fulfilled')).toBe(true);
    expect(await jobs.counts()).toEqual({ waiting: 1, dead: 0 });
    expect(await jobs.claim(at(29), at(34), 1)).toEqual([]);
    expect(await jobs.claim(at(30), at(35), 1)).toMatchObject([{ attempt: all.length + 1 }]);
  });
}

describe('on PGlite', () => {
  let database: Database;
  beforeAll(async () => {
    database = await freshPglite();
  });
  afterAll(() => database.close());
  races(() => {
    const storeId = freshStoreId();
    return Array.from({ length: PROCESSES }, () => createStores(database, storeId));
  });
});

describe.skipIf(!hasPostgres())('on Postgres', () => {
  let server: TestServer;
  let databases: readonly Database[];
  let url: string;
  beforeAll(async () => {
    server = await startPostgres();
    url = await server.newDatabase();
    // All at once: so this also shows that instances which start together do not trip over each other's migration.
    databases = await Promise.all(
      Array.from({ length: PROCESSES }, () => openDatabase({ url, log: quiet, now: () => at() })),
    );
  });
  afterAll(async () => {
    for (const database of databases) await database.close();
    await server.stop();
  });
  races(() => {
    const storeId = freshStoreId();
    return databases.map((database) => createStores(database, storeId));
  });

  test('a drawing that waits is not begun while a change that relies on it is being committed', async () => {
    const storeId = freshStoreId();
    const [here, there] = databases as [Database, Database];
    const draw = showCase({ id: unique('case') as CaseId, thread: null });
    const { jobs } = createStores(there, storeId);
    await jobs.add([draw]);
    await here.transaction(async (tx) => {
      await insertJobs(tx, storeId, [draw]);
      expect(await jobs.claim(at(), at(5), 10)).toEqual([]);
    });
    expect(await jobs.claim(at(), at(5), 10)).toHaveLength(1);
  });

  test('a job that becomes visible late does not run beside a younger one of its order key', async () => {
    const storeId = freshStoreId();
    const [here, there] = databases as [Database, Database];
    const job = (name: string): NewJob => ({
      payload: { kind: 'mark_seen', message: name as MessageRef },
      orderKey: 'case',
    });
    const { jobs } = createStores(there, storeId);
    await here.transaction(async (tx) => {
      await insertJobs(tx, storeId, [job('older')]);
      await jobs.add([job('younger')]);
      expect(await jobs.claim(at(), at(5), 10)).toHaveLength(1);
    });
    expect(await jobs.claim(at(), at(5), 10)).toEqual([]);
  });
});
