import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { personJson, phoneOf } from '../../src/commands/person.ts';
import { verifyAudit } from '../../src/db/audit-verify.ts';
import type { Database } from '../../src/db/database.ts';
import { openDatabase } from '../../src/db/open-database.ts';
import { replay } from '../../src/domain/case-fold.ts';
import { customerFile } from '../../src/flows/customer-file.ts';
import { erasePerson } from '../../src/flows/erase-person.ts';
import { wordingFor } from '../../src/wording/wording.ts';
import { freshPglite, quiet } from '../support/database.ts';
import { hasPostgres, startPostgres, type TestServer } from '../support/postgres.ts';
import { close, complain, daysAgo, dump, HER, HIM, NOW, openStore, post } from './held.ts';

const traces = (text: string, who: typeof HIM): string[] =>
  [who.name, who.phone, who.plate, who.vin, '310101198001012345'].filter((word) =>
    text
      .toLowerCase()
      .replace(/[\s·-]/g, '')
      .includes(word.toLowerCase()),
  );

function person(open: () => Database): void {
  test('is handed everything: cases, facts, timeline in words, messages however the number was spaced', async () => {
    const store = openStore(open());
    const id = await complain(store, HIM, daysAgo(40));
    await complain(store, HER, daysAgo(40));
    const loose = await post(store, `谁认识 １３９ 1234 5678 这位？`, daysAgo(10));
    const file = await customerFile(store, HIM.phone);
    expect(file.cases.map((c) => c.case.id)).toEqual([id]);
    expect(file.cases[0]?.messages).toHaveLength(2);
    expect(file.messages.map((m) => m.ref)).toEqual([loose]);
    expect(file.identity).toEqual({ phones: [HIM.phone], plates: [HIM.plate], vins: [HIM.vin], names: [HIM.name] });
    const made = await personJson(store, file, { timeZone: 'Asia/Shanghai', w: wordingFor('zh') });
    expect(made.text).toContain(`${HIM.name}又来电催了`);
    expect(made.text).toContain('这位？');
    expect(traces(JSON.stringify(made), HER)).toEqual(['310101198001012345']);
  });

  test('is nowhere in the database after an erasure, in no table, and everybody else is as before', async () => {
    const store = openStore(open());
    const id = await complain(store, HIM, daysAgo(40));
    const ancient = await complain(store, HIM, daysAgo(6 * 366 + 40));
    const hers = await complain(store, HER, daysAgo(40));
    await close(store, id, daysAgo(30));
    await close(store, ancient, daysAgo(6 * 366 + 30));
    await post(store, `请给${HIM.plate}的车主回电`, daysAgo(10));
    const before = await dump(open(), store.storeId);
    expect(traces(before, HIM)).toHaveLength(5);
    const her = await store.cases.get(hers);
    const file = await customerFile(store, HIM.phone);
    expect(file.cases.map((c) => c.fate)).toEqual(['remove', 'mask']);
    const counts = await erasePerson(store, file, 'kesu person erase (root)');
    expect(counts).toMatchObject({ cases: 1, removed: 1, files: 2 });
    const after = (await dump(open(), store.storeId)).split('\n');
    const herLines = after.filter((line) => line.includes(HER.name));
    expect(traces(after.filter((line) => !herLines.includes(line)).join('\n'), HIM)).toEqual([]);
    expect(traces(herLines.join('\n'), HIM)).toEqual(['310101198001012345']);
    expect(await store.cases.get(hers)).toEqual(her);
    expect(await store.cases.get(ancient)).toBeNull();
    expect(await customerFile(store, HIM.phone)).toMatchObject({ cases: [], messages: [] });
  });

  test('leaves a record that can be replayed and verified, and a line that says who erased how much', async () => {
    const database = open();
    const store = openStore(database);
    const id = await complain(store, HIM, daysAgo(40));
    await close(store, id, daysAgo(30));
    await erasePerson(store, await customerFile(store, HIM.phone), 'kesu person erase (root)');
    const c = await store.cases.get(id);
    expect(c).toEqual(replay(await store.cases.timeline(id)));
    expect(c).toMatchObject({ status: 'closed', category: { value: 'repair_quality' } });
    expect(c?.facts.vin?.value).toBe('***********183294');
    expect((await verifyAudit(database.db, store.storeId)).breaks).toEqual([]);
    const line = (await dump(database, store.storeId)).split('\n').find((row) => row.startsWith('erasures'));
    expect(line).toContain('kesu person erase (root)');
    expect(line).toContain('139****5678');
  });

  test('stays in an open case, which goes when it is closed', async () => {
    const store = openStore(open());
    const id = await complain(store, HIM, daysAgo(3));
    const file = await customerFile(store, HIM.phone);
    expect(file.cases.map((c) => c.fate)).toEqual(['open']);
    await erasePerson(store, file, 'test');
    expect((await store.cases.get(id))?.facts.phone?.value).toBe(HIM.phone);
    expect((await store.inbox.thread((await store.cases.get(id))?.thread as never))[0]?.text).toContain(HIM.name);
    await close(store, id, NOW);
    await erasePerson(store, await customerFile(store, HIM.phone), 'test');
    expect(traces(await dump(open(), store.storeId), HIM)).toEqual([]);
  });

  test('is masked where somebody else’s case mentions him, and that somebody is not', async () => {
    const store = openStore(open());
    const hers = await complain(store, HER, daysAgo(40), `她先生的电话是 ${HIM.phone}`);
    await close(store, hers, daysAgo(30));
    await erasePerson(store, await customerFile(store, HIM.phone), 'test');
    const c = await store.cases.get(hers);
    expect(c?.text).toContain('139****5678');
    expect(c?.text).toContain(HER.name);
    expect(c?.facts.phone?.value).toBe(HER.phone);
  });
}

describe('a customer, on PGlite', () => {
  let database: Database;
  beforeAll(async () => {
    database = await freshPglite();
  });
  afterAll(() => database.close());
  person(() => database);
});

describe.skipIf(!hasPostgres())('a customer, on Postgres', () => {
  let server: TestServer;
  let database: Database;
  beforeAll(async () => {
    server = await startPostgres();
    database = await openDatabase({ url: await server.newDatabase(), log: quiet, now: () => NOW });
  });
  afterAll(async () => {
    await database.close();
    await server.stop();
  });
  person(() => database);
});

test('a phone is taken as people write it, and nothing else is', () => {
  expect(['+86 139-1234-5678', '１３９１２３４５６７８', '008613912345678'].map(phoneOf)).toEqual(
    Array(3).fill(HIM.phone),
  );
  expect(phoneOf('021 6280 8859')).toBe('02162808859');
  for (const wrong of ['1391234567', '%', '', '王先生']) expect(() => phoneOf(wrong)).toThrow('不是手机号');
});
