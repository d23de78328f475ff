import { sql } from 'drizzle-orm';
import type { Database } from '../../src/db/database.ts';
import type { Case } from '../../src/domain/case.ts';
import { freshPglite } from '../support/database.ts';
import { advisorId } from './bench-desk.ts';
import { CLOSED_STAGES, live, STAGES, type Stage } from './seed-lives.ts';
import { SAID, SOMEBODY } from './seed-words.ts';

/** The tables a case leaves rows in, in the order they are filled. Jobs are not among them: done ones go after a week. */
export const TABLES = ['cases', 'case_events', 'messages', 'inbox_events', 'shown', 'reminders'] as const;
export type Table = (typeof TABLES)[number];

/** What stands in a place of a template that differs from case to case. */
export const SLOTS = [
  'store', 'caseId', 'number', 'message', 'card', 'advisor', 'name', 'phone', 'plate', 'smallPlate', 'model', 'text', 'grams', 'next',
] as const; // biome-ignore format: one line reads best
export type Slot = (typeof SLOTS)[number];

/** Literal text, or which of a case's values stands here. */
export type Piece = string | number;

/** One life as rows to be copied in. */
export interface Template {
  readonly stage: Stage;
  readonly open: boolean;
  readonly openedAt: number;
  readonly case: Case;
  /** Lines of COPY's text format, by table. The values are those of SLOTS, then of `times`, then of `ids`. */
  readonly lines: Readonly<Record<Table, readonly Piece[]>>;
  /** Milliseconds since 1970; they move with the case. */
  readonly times: readonly number[];
  /** Other ids that were made up; only told apart. */
  readonly ids: readonly string[];
}

const OPEN_STAGES = STAGES.filter((stage) => !CLOSED_STAGES.includes(stage));
const CLOSINGS: readonly Stage[] = ['closed', 'dismissed', 'closed', 'closed_paid', 'closed', 'closed_second'];
/**
 * How often a case of a stage comes, beside one that is closed without money: what managers approve in a month is bounded by their limits
 * (policy `authority`), so cases with money are few where so many are stored.
 */
export const OFTEN: Readonly<Record<Stage, number>> = {
  new: 0.5,
  claimed: 0.6,
  contacted: 0.4,
  awaiting_approval: 0.01,
  offering: 0.002,
  executing: 0.002,
  resolved: 0.002,
  closed: 1,
  closed_paid: 0.002,
  closed_second: 0.002,
  dismissed: 0.2,
};
/** Mornings and afternoons of the week before LIVED_UNTIL. */
const OPENED = [
  '2026-11-19T02:10:00Z',
  '2026-11-18T06:40:00Z',
  '2026-11-20T00:40:00Z',
  '2026-11-17T01:20:00Z',
  '2026-11-19T08:05:00Z',
];

/** Columns of each table, in the order of its lines. */
export type Columns = Readonly<Record<Table, readonly string[]>>;

/** Lives `each` open and `each` closed cases on a PGlite of its own (a quarter of a second a case) and takes their rows apart. */
export async function makeTemplates(
  each = SAID.length,
): Promise<{ readonly templates: readonly Template[]; readonly columns: Columns }> {
  const database = await freshPglite();
  try {
    const templates: Template[] = [];
    const columns = await columnsOf(database);
    for (let n = 0; n < 2 * each; n++) {
      const open = n < each;
      const stage = (open ? OPEN_STAGES[n % OPEN_STAGES.length] : CLOSINGS[n % CLOSINGS.length]) ?? 'new';
      const storeId = `template-${n}`;
      const from = new Date(OPENED[n % OPENED.length] ?? '');
      await live(database, storeId, SAID[n % SAID.length] ?? '', stage, open ? from : new Date('2026-11-17T02:10:00Z'));
      templates.push(await templateOf(database, storeId, stage, columns));
    }
    return { templates, columns };
  } finally {
    await database.close();
  }
}

/** PGlite and postgres.js hand rows out differently. */
export async function rowsOf<T extends Record<string, unknown>>(
  database: Database,
  query: ReturnType<typeof sql>,
): Promise<readonly T[]> {
  const answer = (await database.db.execute(query)) as unknown as readonly T[] | { readonly rows: readonly T[] };
  return 'rows' in answer ? answer.rows : answer;
}

async function columnsOf(database: Database): Promise<Columns> {
  const rows = await rowsOf<{ t: Table; c: string }>(
    database,
    sql`select table_name as t, column_name as c from information_schema.columns where table_schema = 'public' order by ordinal_position`,
  );
  const of = (table: Table) => rows.filter((row) => row.t === table).map((row) => row.c);
  return Object.fromEntries(TABLES.map((table) => [table, of(table)])) as unknown as Columns;
}

async function templateOf(database: Database, storeId: string, stage: Stage, columns: Columns): Promise<Template> {
  const [row] = await rowsOf<{ state: Case }>(database, sql`select state from cases where store_id = ${storeId}`);
  if (!row) throw new Error(`the template ${storeId} opened no case`);
  const c = row.state;
  const open = !CLOSED_STAGES.includes(stage);
  const texts = await Promise.all(TABLES.map((table) => copyOut(database, table, columns[table], storeId, open)));
  const cut = cutter(c, storeId);
  const parts = texts.map(cut);
  const seen = (kind: 'time' | 'id') => [
    ...new Set(parts.flat().flatMap((p) => (kind in p ? [String((p as never)[kind])] : []))),
  ];
  const [times, ids] = [seen('time'), seen('id')];
  const placed = (p: Part): Piece => {
    if ('text' in p) return p.text;
    if ('slot' in p) return SLOTS.indexOf(p.slot);
    return SLOTS.length + ('time' in p ? times.indexOf(String(p.time)) : times.length + ids.indexOf(p.id));
  };
  const lines = Object.fromEntries(TABLES.map((table, i) => [table, (parts[i] ?? []).map(placed)]));
  return {
    stage,
    open,
    openedAt: Date.parse(c.openedAt),
    case: c,
    lines: lines as unknown as Template['lines'],
    times: times.map(Number),
    ids,
  };
}

/** The rows of a store in COPY's text format; what is searched is reckoned anew for each case. */
async function copyOut(
  database: Database,
  table: Table,
  columns: readonly string[],
  storeId: string,
  open: boolean,
): Promise<string> {
  const { $client } = database.db as unknown as {
    $client: { query(text: string): Promise<{ blob?: Blob }> };
  };
  const instead: Readonly<Record<string, string>> = {
    search_text: `'@text@'`,
    search_grams: `'@grams@'`,
    // What of a closed one still ran (a limit of the law) was seen to in the years since.
    next_check_at: open ? `coalesce(next_check_at::text, '@next@')` : `'@next@'`,
    // As written before there were chains: the desk links them when it next changes the case.
    chain: 'null',
    content_hash: 'null',
    chain_hash: 'null',
  };
  const out = columns.map((c) => instead[c] ?? c).join(', ');
  const { blob } = await $client.query(
    `copy (select ${out} from ${table} where store_id = '${storeId}') to '/dev/blob'`,
  );
  return (await blob?.text()) ?? '';
}

type Part = { readonly text: string } | { readonly slot: Slot } | { readonly time: number } | { readonly id: string };

/** Takes lines apart at everything that differs from case to case. */
function cutter(c: Case, storeId: string): (lines: string) => readonly Part[] {
  const slots = new Map<string, Slot>([
    [storeId, 'store'],
    [c.id, 'caseId'],
    [c.number, 'number'],
    [c.source ?? '', 'message'],
    [advisorId(0), 'advisor'],
    [SOMEBODY.name, 'name'],
    [SOMEBODY.phone, 'phone'],
    [SOMEBODY.plate, 'plate'],
    [SOMEBODY.plate.toLowerCase(), 'smallPlate'],
    [SOMEBODY.model, 'model'],
    ['@text@', 'text'],
    ['@grams@', 'grams'],
    ['@next@', 'next'],
  ]);
  const uuid = '[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}';
  const time = '\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,3})?(?:Z|\\+00)';
  const card = 'slack:CBENCH:\\d+\\.9';
  const known = [...slots.keys()].filter(Boolean).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const anywhere = new RegExp(`(${[...known, uuid, time, card].join('|')})`);
  const isTime = new RegExp(`^${time}$`);
  return (lines) =>
    lines.split(anywhere).map((part, i): Part => {
      if (i % 2 === 0) return { text: part };
      const slot = slots.get(part) ?? (part.endsWith('.9') ? 'card' : null);
      if (slot) return { slot };
      return isTime.test(part) ? { time: Date.parse(part.replace(' ', 'T').replace(/\+00$/, 'Z')) } : { id: part };
    });
}
