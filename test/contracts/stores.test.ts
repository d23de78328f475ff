import { afterAll, beforeAll, describe } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { openDatabase } from '../../src/db/open-database.ts';
import { createStores, type Stores } from '../../src/db/stores.ts';
import { createFakeStores } from '../fakes/stores.ts';
import { freshPglite, freshStoreId, quiet } from '../support/database.ts';
import { hasPostgres, startPostgres, type TestServer } from '../support/postgres.ts';
import { belongingsContract, peopleContract } from './belongings.ts';
import { caseLookupsContract } from './case-lookups.ts';
import { casesContract } from './cases.ts';
import { inboxContract } from './inbox.ts';
import { jobsContract } from './jobs.ts';

/** Each call of `open` gives stores that are empty. */
function storesContract(open: () => Stores): void {
  casesContract(open);
  caseLookupsContract(open);
  inboxContract(open);
  jobsContract(open);
  peopleContract(open);
  belongingsContract(open);
}

describe('the fakes', () => storesContract(createFakeStores));

describe('PGlite', () => {
  let database: Database;
  beforeAll(async () => {
    database = await freshPglite();
  });
  afterAll(() => database.close());
  storesContract(() => createStores(database, freshStoreId()));
});

describe.skipIf(!hasPostgres())('Postgres', () => {
  let server: TestServer;
  let database: Database;
  beforeAll(async () => {
    server = await startPostgres();
    database = await openDatabase({ url: await server.newDatabase(), log: quiet, now: () => new Date() });
  });
  afterAll(async () => {
    await database.close();
    await server.stop();
  });
  storesContract(() => createStores(database, freshStoreId()));
});
