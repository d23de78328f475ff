import { afterAll, beforeAll, describe } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { openDatabase } from '../../src/db/open-database.ts';
import { createPolicies } from '../../src/db/policies.ts';
import { createStores, type Stores } from '../../src/db/stores.ts';
import type { Policy } from '../../src/domain/policy.ts';
import { createFakePolicies } from '../fakes/policies.ts';
import { createFakeStores } from '../fakes/stores.ts';
import { freshPglite, freshStoreId, quiet } from '../support/database.ts';
import { hasPostgres, startPostgres, type TestServer } from '../support/postgres.ts';
import { belongingsContract, peopleContract } from './belongings.ts';
import { caseLookupsContract } from './case-lookups.ts';
import { casesContract } from './cases.ts';
import { clocksContract, visitsContract } from './clocks.ts';
import { inboxContract } from './inbox.ts';
import { jobsContract } from './jobs.ts';
import { policiesContract, type StartWith } from './policies.ts';
import { queueContract } from './queue.ts';
import { at } from './samples.ts';
import { similarCasesContract } from './similar-cases.ts';
import { usageContract } from './usage.ts';

/** Each call of `open` gives stores that are empty. */
function storesContract(open: () => Stores): void {
  casesContract(open);
  caseLookupsContract(open);
  similarCasesContract(open);
  clocksContract(open);
  visitsContract(open);
  inboxContract(open);
  jobsContract(open);
  queueContract(open);
  usageContract(open);
  peopleContract(open);
  belongingsContract(open);
}

const startIn = (database: Database): StartWith => {
  const storeId = freshStoreId();
  return (policy, admins = []) => createPolicies(database, storeId, policy, admins, at());
};

describe('the fakes', () => {
  storesContract(createFakeStores);
  policiesContract(() => {
    const kept = new Map<string, Policy>();
    return async (policy, admins) => createFakePolicies(policy, admins, kept);
  });
});

describe('PGlite', () => {
  let database: Database;
  beforeAll(async () => {
    database = await freshPglite();
  });
  afterAll(() => database.close());
  storesContract(() => createStores(database, freshStoreId()));
  policiesContract(() => startIn(database));
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
  policiesContract(() => startIn(database));
});
