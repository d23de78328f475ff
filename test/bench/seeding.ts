import { sql } from 'drizzle-orm';
import { searchColumns } from '../../src/db/case-search.ts';
import type { Database } from '../../src/db/database.ts';
import type { Case } from '../../src/domain/case.ts';
import { ADVISORS, advisorId, benchDesk, handClock, settleIn } from './bench-desk.ts';
import { type CopyIn, copyToPglite, copyToServer } from './copy-in.ts';
import { dice, weighted } from './dice.ts';
import { LIVED_UNTIL } from './seed-lives.ts';
import {
  type Columns,
  makeTemplates,
  OFTEN,
  type Piece,
  rowsOf,
  SLOTS,
  type Slot,
  TABLES,
  type Table,
  type Template,
} from './seed-templates.ts';
import { type Customer, customer, SOMEBODY } from './seed-words.ts';

/** How many cases, and of what kind. */
export interface Seeding {
  readonly cases: number;
  /** How many of them are open; the others closed over the six years before. */
  readonly open: number;
  readonly storeId: string;
  readonly seed: number;
  /** Gives every closed case a time to be looked at years ahead, so that as many clocks are open as there are cases. */
  readonly allWatched?: boolean;
  /** Minutes over which the open ones are spread; 55 unless told otherwise. */
  readonly spread?: number;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const YEARS = 6 * 365;
const CASES_PER_CUSTOMER = 1.3;
/** An index is made faster than kept from so many rows on. */
const MANY = 20_000;
/** Cases whose lines are handed over in one go. */
const BATCH = 200;
/** Far enough ahead for every bench. */
const YEARS_AHEAD = '2036-01-01T00:00:00Z';

/** Templates serve for any number of seedings. */
export type Made = Awaited<ReturnType<typeof makeTemplates>>;

/** Fills a store with cases and its people. `url`: of the same database, when it is a server. */
export async function seed(database: Database, url: string | null, o: Seeding, made?: Made): Promise<void> {
  const { templates, columns } = made ?? (await makeTemplates());
  await settleIn(benchDesk(database, o.storeId, handClock(LIVED_UNTIL)));
  const indexes = o.cases < MANY ? [] : await dropIndexes(database);
  try {
    const copy = url === null ? copyToPglite(database) : copyToServer(url);
    const free = await firstFree(database, o.storeId);
    await fill(copy, columns, templates, o, free);
    await copy.end();
    await countNumbers(database, o.storeId, free.days);
  } finally {
    for (const make of indexes) await database.db.execute(sql.raw(make));
  }
  for (const table of [...TABLES, 'case_counters']) await database.db.execute(sql.raw(`vacuum (analyze) ${table}`));
}

interface FirstFree {
  readonly case: number;
  /** The last number of each store-local day. */
  readonly days: Map<string, number>;
}

async function firstFree(database: Database, storeId: string): Promise<FirstFree> {
  const [count] = await rowsOf<{ n: number }>(
    database,
    sql`select count(*)::int as n from cases where store_id = ${storeId}`,
  );
  const days = await rowsOf<{ day: string; last: number }>(
    database,
    sql`select day, last from case_counters where store_id = ${storeId} and day ~ '^[0-9]{8}$'`,
  );
  return { case: count?.n ?? 0, days: new Map(days.map(({ day, last }) => [day, last])) };
}

/** So that the desk's own numbers go on after the seeded ones. */
async function countNumbers(database: Database, storeId: string, days: ReadonlyMap<string, number>): Promise<void> {
  const all = JSON.stringify([...days].map(([day, last]) => ({ day, last })));
  await database.db.execute(sql`insert into case_counters (store_id, day, last)
    select ${storeId}, day, last from jsonb_to_recordset(${all}::text::jsonb) as given(day text, last int)
    on conflict (store_id, day) do update set last = excluded.last`);
}

/** Indexes that are no key are put aside; gives back how to make them again. */
async function dropIndexes(database: Database): Promise<readonly string[]> {
  const rows = await rowsOf<{ name: string; def: string }>(
    database,
    sql`select indexname as name, indexdef as def from pg_indexes where schemaname = 'public' and indexname not like '%_pk'
      and tablename in (${sql.join(
        TABLES.map((table) => sql`${table}`),
        sql`, `,
      )})`,
  );
  for (const { name } of rows) await database.db.execute(sql.raw(`drop index ${name}`));
  return rows.map(({ def }) => def);
}

async function fill(
  copy: CopyIn,
  columns: Columns,
  all: readonly Template[],
  o: Seeding,
  free: FirstFree,
): Promise<void> {
  const roll = dice(o.seed);
  const often = ({ stage }: Template) => OFTEN[stage];
  const open = weighted(
    all.filter((t) => t.open),
    often,
  );
  const closed = weighted(
    all.filter((t) => !t.open),
    often,
  );
  for (let from = 0; from < o.cases; from += BATCH) {
    const lines = new Map<Table, string>();
    for (let i = from; i < Math.min(from + BATCH, o.cases); i++) {
      const template = (i < o.open ? open : closed)(roll);
      const values = valuesOf(template, o, free.case + i, roll, free.days);
      for (const table of TABLES) lines.set(table, (lines.get(table) ?? '') + render(template.lines[table], values));
    }
    for (const [table, text] of lines) if (text) await copy.add(table, columns[table], text);
  }
}

function render(pieces: readonly Piece[], values: readonly string[]): string {
  let line = '';
  for (const piece of pieces) line += typeof piece === 'number' ? values[piece] : piece;
  return line;
}

const localDay = (ms: number): string => new Date(ms + 8 * 60 * MINUTE).toISOString().slice(0, 10).replaceAll('-', '');

/** What stands in a template's places for case n. */
function valuesOf(
  t: Template,
  o: Seeding,
  n: number,
  roll: () => number,
  days: Map<string, number>,
): readonly string[] {
  // An open one somewhat later, within the hour; a closed one whole days earlier, so that its hours stay those of the shop.
  const jitter = Math.floor(roll() * (o.spread ?? 55) * MINUTE);
  const shift = t.open ? jitter : jitter - Math.ceil(7 + roll() * YEARS) * DAY;
  const day = localDay(t.openedAt + shift);
  const running = (days.get(day) ?? 0) + 1;
  days.set(day, running);
  const who = customer(Math.floor(n / CASES_PER_CUSTOMER));
  const number = `${day}-${String(running).padStart(3, '0')}`;
  const { searchText, searchGrams } = searchColumns(ofCustomer(t.case, who, number));
  const slots: Readonly<Record<Slot, string>> = {
    store: o.storeId,
    caseId: `seed-${String(n).padStart(9, '0')}`,
    number,
    message: `slack:CBENCH:${1_700_000_000 + n}.000100`,
    card: `slack:CBENCH:${1_700_000_000 + n}.000200`,
    advisor: advisorId(Math.floor(roll() * ADVISORS)),
    name: who.name,
    phone: who.phone,
    plate: who.plate,
    smallPlate: who.plate.toLowerCase(),
    model: who.model,
    text: copied(searchText),
    grams: copied(`{${searchGrams.map((gram) => JSON.stringify(gram)).join(',')}}`),
    next: o.allWatched ? YEARS_AHEAD : '\\N',
  };
  const times = t.times.map((ms) => new Date(ms + shift).toISOString());
  return [
    ...SLOTS.map((slot) => slots[slot]),
    ...times,
    ...t.ids.map((id, i) => `${slots.caseId}-${id.slice(0, 4)}${i}`),
  ];
}

/** As COPY's text format wants it. */
const copied = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\t', '\\t');

/** What is searched of the template, as if it were this customer's. */
function ofCustomer(c: Case, who: Customer, number: string): Case {
  const put = (text: string): string =>
    text
      .replaceAll(SOMEBODY.name, who.name)
      .replaceAll(SOMEBODY.phone, who.phone)
      .replaceAll(SOMEBODY.plate, who.plate)
      .replaceAll(SOMEBODY.model, who.model);
  const facts = Object.entries(c.facts).map(([key, fact]) => [
    key,
    fact && { ...fact, value: typeof fact.value === 'string' ? put(fact.value) : fact.value },
  ]);
  return { ...c, number, text: put(c.text), summary: put(c.summary), facts: Object.fromEntries(facts) };
}
