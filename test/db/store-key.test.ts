import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { openDatabase } from '../../src/db/open-database.ts';
import { createPolicies } from '../../src/db/policies.ts';
import { createStores } from '../../src/db/stores.ts';
import { createTurns } from '../../src/db/turns.ts';
import type { MessageRef } from '../../src/domain/ids.ts';
import { DEFAULT_POLICY } from '../../src/domain/policy.ts';
import { belongingsContract, peopleContract } from '../contracts/belongings.ts';
import { caseLookupsContract } from '../contracts/case-lookups.ts';
import { casesContract } from '../contracts/cases.ts';
import { clocksContract, visitsContract } from '../contracts/clocks.ts';
import { inboxContract } from '../contracts/inbox.ts';
import { jobsContract } from '../contracts/jobs.ts';
import { queueContract } from '../contracts/queue.ts';
import { at } from '../contracts/samples.ts';
import { similarCasesContract } from '../contracts/similar-cases.ts';
import { usageContract } from '../contracts/usage.ts';
import { freshStoreId, quiet, snapshot } from '../support/database.ts';
import { keyFault } from './statement-keys.ts';

/*
 * The rules of database.md §8: with them kept, the same tables and the same SQL run on Citus, spread by the store. A statement that breaks one
 * may stand here with the reason; none does.
 */
const ALLOWED: Readonly<Record<string, string>> = {};

const said = new Set<string>();
let database: Database;
let tables: ReadonlySet<string>;

interface Key {
  readonly table: string;
  readonly name: string;
  readonly columns: string[];
}

const rows = async <T>(query: ReturnType<typeof sql>) =>
  ((await database.db.execute(query)) as unknown as { rows: T[] }).rows;

beforeAll(async () => {
  const onQuery = (statement: string) => void said.add(statement);
  database = await openDatabase({
    dataDir: 'memory',
    snapshot: await snapshot(),
    log: quiet,
    now: () => at(),
    onQuery,
  });
  const found = await rows<{ name: string }>(sql`select c.relname as name from pg_class c
    join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'r'`);
  tables = new Set(found.map(({ name }) => name));
  said.clear();
});
afterAll(() => database.close());

describe('what the stores ask', () => {
  const open = () => createStores(database, freshStoreId());
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

  it('the upkeep, the turns and the policies', async () => {
    const storeId = freshStoreId();
    const { jobs } = createStores(database, storeId);
    await jobs.add([{ payload: { kind: 'mark_seen', message: 'm' as MessageRef } }]);
    await jobs.queue(at());
    await jobs.prune(at());
    await createTurns(database, storeId).take('clocks', at());
    await createPolicies(database, storeId, DEFAULT_POLICY, [], at());
  });
});

it('every statement of theirs names the store of every table it touches, and takes times and ids from us', () => {
  const touching = [...said].filter((statement) => [...tables].some((table) => statement.includes(`"${table}"`)));
  const touched = [...tables].filter((table) => touching.some((statement) => statement.includes(`"${table}"`)));
  expect(touching.length).toBeGreaterThan(60);
  expect(touched.length).toBeGreaterThan(12);
  const faults = touching.flatMap((statement) => {
    const fault = keyFault(statement, tables);
    return fault === null || statement in ALLOWED ? [] : [`${fault}: ${statement}`];
  });
  expect(faults).toEqual([]);
});

describe('the tables', () => {
  it('lead every primary, unique and other index with the store, but for the one on words', async () => {
    const keys = await rows<Key>(sql`
      select t.relname as table, i.relname as name,
        array(select a.attname::text from unnest(x.indkey::int2[]) with ordinality k(n, o)
          join pg_attribute a on a.attrelid = t.oid and a.attnum = k.n order by k.o) as columns
      from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
      join pg_namespace n on n.oid = t.relnamespace where n.nspname = 'public'`);
    expect(new Set(keys.map(({ table }) => table))).toEqual(tables);
    expect(keys.filter(({ columns }) => columns[0] !== 'store_id').map(({ name }) => name)).toEqual(['cases_words']);
  });

  it('have no key to another table without the store, no trigger, and count in numbers that do not end', async () => {
    const foreign = await rows<{ name: string; columns: string[] }>(sql`
      select c.conname as name, array(select a.attname::text from unnest(c.conkey) with ordinality k(n, o)
        join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.n order by k.o) as columns
      from pg_constraint c join pg_namespace n on n.oid = c.connamespace where n.nspname = 'public' and c.contype = 'f'`);
    expect(foreign.filter(({ columns }) => columns[0] !== 'store_id')).toEqual([]);
    const triggers = await rows(sql`select tgname from pg_trigger where not tgisinternal`);
    expect(triggers).toEqual([]);
    const counting = await rows<{ type: string }>(sql`select data_type as type from information_schema.columns
      where table_schema = 'public' and is_identity = 'YES'`);
    expect(counting.map(({ type }) => type)).toEqual(counting.map(() => 'bigint'));
  });
});

describe('a statement without its store is found', () => {
  const two = new Set(['jobs', 'cases']);
  it.each([
    ['delete from "jobs" where "jobs"."state" = $1', 'jobs without its store'],
    ['select * from "cases" left join "jobs" on "jobs"."id" = "cases"."id" where "cases"."store_id" = $1', 'jobs'],
    [
      'update "cases" set "version" = $1 where "cases"."id" in (select "id" from "jobs" where "jobs"."store_id" = $2)',
      'cases',
    ],
    [
      'select 1 from "jobs" where ("jobs"."store_id" = $1 and exists (select 1 from "jobs" "other" where "other"."id" = $2))',
      'jobs',
    ],
    ['insert into "jobs" ("id", "store_id") values ($1, $2)', 'jobs'],
    ['select 1 from "jobs" join "cases" on "jobs"."store_id" = "cases"."store_id"', 'no store is given'],
    ['update "jobs" set "run_at" = now() where "jobs"."store_id" = $1', 'a time'],
  ])('%s', (statement, fault) => {
    expect(keyFault(statement, two)).toContain(fault);
  });

  it.each([
    'select 1 from "jobs" where ("jobs"."store_id" = $1 and exists (select 1 from "jobs" "other" where "other"."store_id" = "jobs"."store_id"))',
    'insert into "jobs" ("store_id", "id") values ($1, $2)',
    'select count(*) from "elsewhere"',
    `select 1 from "jobs" where "jobs"."store_id" = $1 and "jobs"."state" = 'from cases'`,
  ])('but not %s', (statement) => {
    expect(keyFault(statement, two)).toBeNull();
  });
});
