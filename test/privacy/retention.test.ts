import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { replay } from '../../src/domain/case-fold.ts';
import { policySchema } from '../../src/domain/policy.ts';
import { retain } from '../../src/flows/retain.ts';
import { tick } from '../../src/flows/tick.ts';
import { freshPglite } from '../support/database.ts';
import { openDesk } from '../support/desk.ts';
import { close, complain, daysAgo, dump, HER, HIM, NOW, openStore, post } from './held.ts';

let database: Database;
beforeAll(async () => {
  database = await freshPglite();
});
afterAll(() => database.close());

describe('what is kept', () => {
  test('a message that became nothing loses its text after 180 days, a younger one keeps it', async () => {
    const store = openStore(database);
    const old = await post(store, `${HIM.phone} 打来问路`, daysAgo(181));
    const young = await post(store, `${HIM.phone} 打来问路`, daysAgo(179));
    await retain(store);
    expect((await store.inbox.message(old))?.text).toBe('〔已清除〕');
    expect((await store.inbox.message(young))?.text).toContain(HIM.phone);
  });

  test('the texts of a case are masked 180 days after it closed, its facts stay, and it can be replayed', async () => {
    const store = openStore(database);
    const id = await complain(store, HIM, daysAgo(300));
    const open = await complain(store, HER, daysAgo(300));
    await close(store, id, daysAgo(181));
    await retain(store);
    const c = await store.cases.get(id);
    expect(c).toEqual(replay(await store.cases.timeline(id)));
    expect(c?.text).not.toContain(HIM.name);
    expect(c?.text).toContain('变速箱异响');
    expect(c?.facts.phone).toMatchObject({ value: HIM.phone, quote: '139****5678' });
    const messages = await store.inbox.thread(c?.source as never);
    expect(JSON.stringify(messages)).not.toContain(HIM.name);
    expect(messages).toHaveLength(2);
    expect((await store.cases.get(open))?.text).toContain(HER.name);
  });

  test('a case is gone six years after it closed, with its messages, files and jobs, and not a day before', async () => {
    const store = openStore(database);
    const gone = await complain(store, HIM, daysAgo(2_300));
    const stays = await complain(store, HER, daysAgo(2_300));
    await close(store, gone, new Date('2020-11-16T03:00:00Z'));
    await close(store, stays, new Date('2020-11-16T05:00:00Z'));
    await retain(store);
    expect(await store.cases.get(gone)).toBeNull();
    expect(await store.cases.get(stays)).not.toBeNull();
    const left = await dump(database, store.storeId);
    expect(left).not.toContain(HIM.phone);
    expect(
      left
        .split('\n')
        .filter((row) => row.includes(gone))
        .map((row) => row.split(' ')[0]),
    ).toEqual(['removed_cases']);
  });

  test('a second run in the same night changes nothing', async () => {
    const store = openStore(database);
    await close(store, await complain(store, HIM, daysAgo(300)), daysAgo(200));
    await post(store, '路过', daysAgo(200));
    await retain(store);
    const once = await dump(database, store.storeId);
    await retain(store);
    expect(await dump(database, store.storeId)).toBe(once);
  });

  test('more than one batch is done in several, each asking for the next', async () => {
    const store = openStore(database);
    for (let i = 0; i < 205; i++) await post(store, `第${i}位`, daysAgo(200));
    await retain(store);
    expect(await store.keeping.idleMessages(daysAgo(180), 500)).toHaveLength(5);
    const [next] = await store.jobs.claim(new Date(NOW.getTime() + 11_000), new Date(NOW.getTime() + 60_000), 5);
    expect(next?.payload.kind).toBe('keep_retention');
    await retain(store);
    expect(await store.keeping.idleMessages(daysAgo(180), 500)).toHaveLength(0);
  });

  test('an edit that brings the words back is cleared again', async () => {
    const store = openStore(database);
    const ref = await post(store, '路过', daysAgo(200));
    await retain(store);
    const edited = { type: 'edited' as const, ref, text: `${HIM.phone} 路过`, at: NOW.toISOString() };
    await store.inbox.receive({ key: 'edit', at: NOW, incoming: edited, jobs: [] });
    await retain(store);
    expect((await store.inbox.message(ref))?.text).toBe('〔已清除〕');
  });
});

test('the night’s work is asked for once a day, from three o’clock in the store', async () => {
  const desk = await openDesk();
  const kinds = async (at: string) => {
    desk.clock = new Date(at);
    await tick(desk.ports);
    return (await desk.work()).filter(({ job }) => job.payload.kind === 'keep_retention').length;
  };
  expect(await kinds('2026-11-16T02:59:00+08:00')).toBe(0);
  expect(await kinds('2026-11-16T03:00:00+08:00')).toBe(1);
  expect(await kinds('2026-11-16T09:00:00+08:00')).toBe(0);
  expect(await kinds('2026-11-17T08:00:00+08:00')).toBe(1);
});

test('a policy that keeps closed cases for less than six years is refused', () => {
  expect(policySchema.safeParse({ retention: { closedCaseYears: 5 } }).success).toBe(false);
  expect(policySchema.safeParse({ retention: { messageDay: 30 } }).success).toBe(false);
  expect(policySchema.parse({}).retention).toEqual({
    messageDays: 180,
    closedTextDays: 180,
    closedCaseYears: 6,
    at: '03:00',
  });
});
