import { and, eq, sql } from 'drizzle-orm';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shapeOf } from '../../src/db/case-state.ts';
import { policies } from '../../src/db/clock-tables.ts';
import type { Database } from '../../src/db/database.ts';
import { DatabaseFault } from '../../src/db/database-fault.ts';
import { DatabaseTooNewError } from '../../src/db/migrations.ts';
import { createPolicies } from '../../src/db/policies.ts';
import { attachments, caseEvents, cases, jobs as jobRows } from '../../src/db/schema.ts';
import { createStores } from '../../src/db/stores.ts';
import type { AttachmentId, CaseId, FileRef, MessageRef, PersonId } from '../../src/domain/ids.ts';
import { showCase } from '../../src/domain/job.ts';
import { DEFAULT_POLICY, policySchema } from '../../src/domain/policy.ts';
import { reminder } from '../contracts/clocks.ts';
import { longLife } from '../contracts/long-life.ts';
import { at, change, claimed, lookedAt, openCase, opened, stated, unique } from '../contracts/samples.ts';
import { freshPglite, freshStoreId } from '../support/database.ts';

let database: Database;
const now = at();
beforeAll(async () => {
  database = await freshPglite(() => now);
});
afterAll(() => database.close());

const rows = async (query: ReturnType<typeof sql>) =>
  ((await database.db.execute(query)) as unknown as { rows: Record<string, unknown>[] }).rows;

test('every key and index leads with the store, but the one on words', async () => {
  const keys = await rows(sql`
    select t.relname as table, i.relname as name, x.indisunique as unique, a.attname as first
    from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
    join pg_namespace n on n.oid = t.relnamespace left join pg_attribute a on a.attrelid = t.oid and a.attnum = x.indkey[0]
    where n.nspname = 'public'`);
  const tables = await rows(sql`select relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and relkind = 'r'`);
  expect(tables.length).toBeGreaterThan(8);
  for (const { name } of tables) expect(keys.some((key) => key.table === name && key.unique)).toBe(true);
  expect(keys.filter((key) => key.first !== 'store_id').map((key) => key.name)).toEqual(['cases_words']);
});

test('no column fills itself with anything but a constant', async () => {
  const defaults = await rows(sql`select column_name as name, column_default as value from information_schema.columns
    where table_schema = 'public' and column_default is not null order by 1`);
  expect(defaults).toEqual([
    { name: 'absences', value: "'[]'::jsonb" },
    { name: 'faults', value: '0' },
    { name: 'lane', value: "'desk'::text" },
  ]);
});

describe('a query on `db` inside a transaction', () => {
  const inVain = /use the `tx` given/;

  test('is refused at once instead of waiting for ever', async () => {
    await expect(database.transaction(async () => database.db.select().from(cases))).rejects.toThrow(inVain);
    await expect(database.transaction(() => database.transaction(async () => 1))).rejects.toThrow(inVain);
    const { cases: store } = createStores(database, freshStoreId());
    await expect(database.transaction(() => store.get('c' as CaseId))).rejects.toThrow(inVain);
  });

  test('is nobody else’s trouble: others query while a transaction runs', async () => {
    const { shown } = createStores(database, freshStoreId());
    const [, ref] = await Promise.all([database.transaction(async () => {}), shown.get('k')]);
    expect(ref).toBeNull();
  });
});

test('a database that a newer version has migrated is refused in a sentence', async () => {
  const later = 4_102_444_800_000;
  await database.migrate();
  await database.db.execute(
    sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('later', ${later})`,
  );
  try {
    await expect(database.migrate()).rejects.toThrow(DatabaseTooNewError);
    await expect(database.migrate()).rejects.toThrow(/newer version of Kesu/);
  } finally {
    await database.db.execute(sql`delete from drizzle.__drizzle_migrations where created_at = ${later}`);
  }
});

test('what the database refuses is told without anything a customer said', async () => {
  const { attachments: store } = createStores(database, freshStoreId());
  const keep = (file: string) =>
    store.keep(
      {
        id: 'same' as AttachmentId,
        caseId: 'c' as CaseId,
        file: file as FileRef,
        name: '王先生的身份证.jpg',
        mimetype: 'image/jpeg',
        content: Buffer.from('x'),
      },
      at(),
    );
  await keep('f1');
  const error: unknown = await keep('f2').catch((e: unknown) => e);
  expect(error).toBeInstanceOf(DatabaseFault);
  expect(error).toMatchObject({ sqlState: '23505', message: expect.stringContaining('insert into "attachments"') });
  const lines: string[] = [];
  pino({}, { write: (line: string) => lines.push(line) }).error({ err: error }, 'failed');
  expect(lines.join()).not.toContain('王先生');
  expect(await database.db.$count(attachments, eq(attachments.id, 'same' as AttachmentId))).toBe(1);
});

describe('rows that another version of the code has written', () => {
  test.each([
    ['by code that noted no shape', () => null],
    ['in another shape', (version: number) => `other.${version}`],
    ['by code that left the note of the version before', (version: number) => shapeOf(version - 1)],
  ])('a case written %s, not understood, is folded again from its timeline and can be changed', async (_, shape) => {
    const storeId = freshStoreId();
    const { cases: store } = createStores(database, storeId);
    const id = unique('case') as CaseId;
    const bodies = longLife();
    const [known] = await store.commit({ cases: [change(id, 0, bodies)] });
    await database.db
      .update(cases)
      .set({ state: { id, number: 'old', without: 'the rest' }, shape: shape(bodies.length) })
      .where(and(eq(cases.storeId, storeId), eq(cases.id, id)));
    expect(await store.get(id)).toEqual(known);
    const [after] = await store.commit({ cases: [change(id, bodies.length, [{ type: 'restored', clocks: [] }])] });
    expect(after).toMatchObject({ status: 'new', number: known?.number });
    const [row] = await database.db.select().from(cases).where(eq(cases.storeId, storeId));
    expect(row?.shape).toBe(shapeOf(bodies.length + 1));
  });

  test('a case and a timeline from before models read along are understood: the rules alone had read it', async () => {
    const storeId = freshStoreId();
    const { cases: store } = createStores(database, storeId);
    const promised = {
      type: 'promised',
      promise: 'p1',
      text: '回电',
      dueAt: at(60).toISOString(),
      heard: null,
    } as const;
    const id = await openCase(store);
    const [known] = await store.commit({ cases: [change(id, 1, [promised])] });
    const [row, rows] = [and(eq(cases.storeId, storeId), eq(cases.id, id)), eq(caseEvents.storeId, storeId)];
    await database.db
      .update(cases)
      .set({ state: sql`${cases.state} - 'reading'`, shape: null })
      .where(row);
    await database.db
      .update(caseEvents)
      .set({ body: sql`${caseEvents.body} - 'awaitsModel' - 'heard'` })
      .where(rows);
    expect(known?.reading).toMatchObject({ second: 'alone', doubts: [], heard: [] });
    expect(await store.get(id)).toEqual(known);
    expect(await store.commit({ cases: [change(id, 2, [claimed()])] })).toMatchObject([
      { version: 3, status: 'claimed' },
    ]);
  });

  test('a case that cannot be read at all does not stop the clocks of the others', async () => {
    const storeId = freshStoreId();
    const lines: string[] = [];
    const log = pino({}, { write: (line: string) => lines.push(line) });
    const { cases: store, clocks } = createStores(
      Object.create(database, { log: { value: log } }) as Database,
      storeId,
    );
    const [broken, whole] = [await openCase(store), await openCase(store, undefined, 1)];
    const ofBroken = and(eq(cases.storeId, storeId), eq(cases.id, broken));
    await database.db.update(cases).set({ state: {} }).where(ofBroken);
    await database.db
      .update(caseEvents)
      .set({ body: { type: 'opened', with: 'secrets' } })
      .where(and(eq(caseEvents.storeId, storeId), eq(caseEvents.caseId, broken)));
    expect((await clocks.toCheck(at(1), 1)).map((c) => c.id)).toEqual([]);
    expect((await clocks.toCheck(at(1), 1)).map((c) => c.id)).toEqual([whole]);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(broken);
    expect(lines[0]).not.toContain('secrets');
  });

  test('a policy not understood is left out, and its cases go by the current one', async () => {
    const storeId = freshStoreId();
    const lines: string[] = [];
    const log = pino({}, { write: (line: string) => lines.push(line) });
    const heard = Object.create(database, { log: { value: log } }) as Database;
    await database.db.insert(policies).values({ storeId, version: 'old', body: { store: 7 }, keptAt: at() });
    const kept = await createPolicies(heard, storeId, DEFAULT_POLICY, [], at());
    expect(kept.of('old')).toBe(kept.current());
    expect(lines.join()).toContain('"old"');
  });

  test('a job not understood is set aside, and the others run', async () => {
    const storeId = freshStoreId();
    const { jobs } = createStores(database, storeId);
    await jobs.add([showCase({ id: 'a' as CaseId, thread: null }), showCase({ id: 'b' as CaseId, thread: null })]);
    await database.db
      .update(jobRows)
      .set({ payload: { kind: 'fly_to_the_moon' } })
      .where(and(eq(jobRows.storeId, storeId), eq(jobRows.orderKey, 'case:a')));
    expect(await jobs.claim(at(), at(5), 10)).toMatchObject([{ payload: { caseId: 'b' } }]);
    expect(await jobs.counts()).toEqual({ waiting: 1, dead: 1 });
  });
});

test('pruning drops jobs of its store done more than a week ago and keeps dead ones', async () => {
  const storeId = freshStoreId();
  const { jobs } = createStores(database, storeId);
  const left = () => database.db.$count(jobRows, eq(jobRows.storeId, storeId));
  const job = (name: string) => ({ payload: { kind: 'mark_seen', message: name as MessageRef } }) as const;
  await jobs.add([job('done'), job('dead'), job('waiting')]);
  const [done, dead] = await jobs.claim(at(), at(5), 2);
  await jobs.done(done?.id ?? '', 1, at());
  await jobs.failed(dead?.id ?? '', 1, at(), 'gone', null);
  await createStores(database, freshStoreId()).jobs.prune(at(8 * 24 * 60));
  await jobs.prune(at(7 * 24 * 60));
  expect(await left()).toBe(3);
  await jobs.prune(at(7 * 24 * 60 + 1));
  expect(await left()).toBe(2);
  expect(await jobs.counts()).toEqual({ waiting: 1, dead: 1 });
});

test('a listener that throws does not undo the commit, nor keep the next from hearing', async () => {
  const lines: string[] = [];
  const log = pino({}, { write: (line: string) => lines.push(line) });
  const { cases: store, jobs } = createStores(
    Object.create(database, { log: { value: log } }) as Database,
    freshStoreId(),
  );
  let heard = 0;
  jobs.onAdded(() => {
    throw new Error('deaf');
  });
  jobs.onAdded(() => heard++);
  const id = await openCase(store, undefined, 0, { jobs: [showCase({ id: 'c' as CaseId, thread: null })] });
  expect(await store.get(id)).not.toBeNull();
  expect(heard).toBe(1);
  expect(lines.join()).toContain('deaf');
});

test('two dealerships in one database never see each other', async () => {
  const [hereId, thereId] = [freshStoreId(), freshStoreId()];
  const [here, there] = [createStores(database, hereId), createStores(database, thereId)];
  const job = showCase({ id: 'c' as CaseId, thread: null });
  const id = await openCase(here.cases, opened({}, { plate: stated('沪A12345') }), 0, { jobs: [job] });
  const number = (await here.cases.get(id))?.number ?? '';
  expect(await there.cases.get(id)).toBeNull();
  expect(await there.cases.many([id])).toEqual([]);
  expect(await there.cases.byNumber(number)).toBeNull();
  expect(await there.cases.search('异响', 5)).toEqual([]);
  expect(await there.cases.list({})).toEqual([]);
  expect(await there.cases.ofCustomer({ phone: null, plate: '沪A12345', vin: null }, at())).toEqual([]);
  expect(await there.jobs.claim(at(), at(5), 10)).toEqual([]);
  expect(await here.jobs.claim(at(), at(5), 10)).toHaveLength(1);
  expect(await here.cases.nextNumber('2026-11-16')).toEqual(await there.cases.nextNumber('2026-11-16'));
  expect([await here.cases.nextTurn('service'), await there.cases.nextTurn('service')]).toEqual([1, 1]);
});

test('nor do their clocks, visits and policies', async () => {
  const [hereId, thereId] = [freshStoreId(), freshStoreId()];
  const [here, there] = [createStores(database, hereId), createStores(database, thereId)];
  const id = await openCase(here.cases);
  expect(await there.clocks.toCheck(at(9), 10)).toEqual([]);
  expect(await lookedAt(there.clocks, id, 1, null, [], at())).toBe(false);
  await lookedAt(here.clocks, id, 1, null, [reminder(id)], at());
  expect(await there.clocks.pending(at(99))).toEqual([]);
  expect(await there.clocks.settle([reminder(id)], 'told', [], at(99))).toBe(false);
  expect(await here.clocks.settle([reminder(id)], 'told', [], at(99))).toBe(true);
  expect(await there.clocks.lastToldAt(reminder(id).recipient)).toBeNull();
  expect(await there.clocks.punctuality(at(), at(999))).toEqual({ told: 0, worstLagMs: 0, waiting: 0 });
  expect([await here.clocks.once('k', [], at()), await there.clocks.once('k', [], at())]).toEqual([true, true]);
  await here.visits.set({ from: '2026-11-01', to: '2026-11-07', count: 9 }, 'p' as PersonId, at());
  await there.visits.set({ from: '2026-11-01', to: '2026-11-07', count: 5 }, 'p' as PersonId, at());
  expect(await here.visits.within('2026-11-01', '2026-11-07')).toMatchObject([{ count: 9 }]);
  const edited = policySchema.parse({ repeatDays: 7 });
  const { version } = (await createPolicies(database, hereId, edited, [], at())).current();
  expect((await createPolicies(database, thereId, DEFAULT_POLICY, [], at())).of(version).repeatDays).toBe(90);
});
