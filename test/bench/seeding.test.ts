import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { createStores, type Stores } from '../../src/db/stores.ts';
import { replay } from '../../src/domain/case-fold.ts';
import { OPEN_STATUSES } from '../../src/domain/case-status.ts';
import type { StoreId } from '../../src/domain/ids.ts';
import { freshPglite } from '../support/database.ts';
import { benchDesk, handClock } from './bench-desk.ts';
import { LIVED_UNTIL } from './seed-lives.ts';
import { makeTemplates } from './seed-templates.ts';
import { type Made, seed } from './seeding.ts';
import { takeIn } from './take-in.ts';

let database: Database;
let made: Made;
let stores: Stores;
const storeId = 'seeded' as StoreId;
const order = { cases: 60, open: 12, seed: 7 };
beforeAll(async () => {
  database = await freshPglite();
  made = await makeTemplates(3);
  await seed(database, null, { ...order, storeId }, made);
  stores = createStores(database, storeId);
});
afterAll(() => database.close());

it('writes as many cases as asked for, as many of them open, and each is what its timeline tells', async () => {
  const cases = await stores.cases.list({});
  expect(cases).toHaveLength(60);
  expect(await stores.cases.list({ statuses: OPEN_STATUSES })).toHaveLength(12);
  for (const c of cases) expect(replay(await stores.cases.timeline(c.id))).toEqual(c);
});

it('gives each case its own customer, found by the phone and among the words', async () => {
  const [c, other] = await stores.cases.list({ statuses: OPEN_STATUSES });
  const phone = c?.facts.phone?.value ?? '';
  expect(other?.facts.phone?.value).not.toBe(phone);
  expect(c?.text).toContain(phone);
  expect((await stores.cases.search(phone, 5)).map(({ id }) => id)).toContain(c?.id);
  const keys = { phone, plate: null, vin: null };
  expect((await stores.cases.ofCustomer(keys, new Date(0))).map(({ id }) => id)).toContain(c?.id);
});

it('writes the same cases for the same seed, others for another', async () => {
  const texts = async (id: string) =>
    (await createStores(database, id as StoreId).cases.list({})).map((c) => [c.openedAt, c.text]);
  await seed(database, null, { ...order, storeId: 'again' }, made);
  await seed(database, null, { ...order, seed: 8, storeId: 'other' }, made);
  expect(await texts('again')).toEqual(await texts(storeId));
  expect(await texts('other')).not.toEqual(await texts(storeId));
});

it('leaves the desk room to go on: its next case gets a number nobody has, and a second seeding comes on top', async () => {
  const clock = handClock(LIVED_UNTIL);
  const ref = await takeIn(benchDesk(database, storeId, clock));
  expect(await stores.cases.fromMessage(ref)).toHaveLength(1);
  await seed(database, null, { ...order, storeId }, made);
  expect(await stores.cases.list({})).toHaveLength(121);
});
