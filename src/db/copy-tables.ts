import type { CopySession } from './copy-session.ts';

/** A table of Kesu as the catalog knows it: one whose first column is the store. */
export interface CopyTable {
  readonly name: string;
  readonly columns: readonly CopyColumn[];
}

export interface CopyColumn {
  readonly name: string;
  readonly type: string;
  /** Place in the primary key, null outside it. */
  readonly key: number | null;
  /** Compared byte by byte, whatever the language of the database. */
  readonly isText: boolean;
  /** Numbered by a sequence. */
  readonly counted: boolean;
}

const CATALOG = `
select c.relname as "table", a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
  array_position(i.indkey::int2[], a.attnum) as key, a.attcollation <> 0 as "isText", a.attidentity <> '' as counted
from pg_class c join pg_namespace n on n.oid = c.relnamespace
join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
left join pg_index i on i.indrelid = c.oid and i.indisprimary
where n.nspname = current_schema() and c.relkind = 'r' and exists (
  select 1 from pg_attribute f where f.attrelid = c.oid and f.attnum = 1 and f.attname = 'store_id')
order by c.relname collate "C", a.attnum`;

/** Every table there is, by name. */
export async function tablesOf(session: CopySession): Promise<readonly CopyTable[]> {
  const rows = await session.rows<CopyColumn & { readonly table: string }>(CATALOG);
  const names = [...new Set(rows.map(({ table }) => table))];
  return names.map((name) => ({ name, columns: rows.filter(({ table }) => table === name) }));
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Without reading it: what a value is long, or for other than text and bytes, what it takes on disk. */
const widthOf = ({ name, type }: CopyColumn): string =>
  `coalesce(${type === 'text' || type === 'bytea' ? 'octet_length' : 'pg_column_size'}(${quoted(name)}), 0)`;

/** How many rows a table has, and how many bytes the widest has, about. */
export async function sizeOf(session: CopySession, table: CopyTable): Promise<{ rows: number; widest: number }> {
  const width = table.columns.map(widthOf).join(' + ');
  const [size] = await session.rows<{ rows: string; widest: string }>(
    `select count(*)::text as rows, coalesce(max(${width}), 0)::bigint::text as widest from ${quoted(table.name)}`,
  );
  return { rows: Number(size?.rows), widest: Number(size?.widest) };
}

const MOST_ROWS_AT_ONCE = 1000;
const BYTES_AT_ONCE = 2 * 1024 * 1024;

/** What one row is to be read or written with, in this order of columns: a line of JSON, each value as Postgres writes it, or null. */
const lineOf = (columns: readonly CopyColumn[]): string =>
  `json_build_array(${columns.map(({ name }) => `${quoted(name)}::text`).join(', ')})::text`;

/** The rows of a table as lines, by primary key, some at a time. */
export async function* linesOf(session: CopySession, table: CopyTable): AsyncGenerator<readonly string[]> {
  const { widest } = await sizeOf(session, table);
  const atOnce = Math.max(1, Math.min(MOST_ROWS_AT_ONCE, Math.floor(BYTES_AT_ONCE / Math.max(widest, 1))));
  const key = table.columns.filter((column) => column.key !== null).sort((a, b) => (a.key ?? 0) - (b.key ?? 0));
  const order = key.map(({ name, isText }) => quoted(name) + (isText ? ' collate "C"' : '')).join(', ');
  // Sorted within, so that only what is fetched is ever written out in full.
  const sorted = `select * from ${quoted(table.name)} order by ${order}`;
  await session.rows(
    `declare copied no scroll cursor for select ${lineOf(table.columns)} as line from (${sorted}) as sorted`,
  );
  for (;;) {
    const rows = await session.rows<{ line: string }>(`fetch ${atOnce} from copied`);
    if (rows.length === 0) break;
    yield rows.map(({ line }) => line);
  }
  await session.rows('close copied');
}

/** Writes rows that `linesOf` read from a table of the same columns. */
export async function insertLines(session: CopySession, table: CopyTable, lines: readonly string[]): Promise<void> {
  const names = table.columns.map(({ name }) => quoted(name)).join(', ');
  const values = table.columns.map(({ type }, i) => `(line->>${i})::${type}`).join(', ');
  await session.rows(
    `insert into ${quoted(table.name)} (${names}) overriding system value
     select ${values} from jsonb_array_elements($1::text::jsonb) as line`,
    [`[${lines.join(',')}]`],
  );
}

/** After rows were written with their numbers: the next is one more than the highest. */
export async function countOn(session: CopySession, table: CopyTable): Promise<void> {
  for (const { name } of table.columns.filter((column) => column.counted)) {
    await session.rows(
      `select setval(pg_get_serial_sequence($1, $2), coalesce(max(${quoted(name)}), 0) + 1, false) from ${quoted(table.name)}`,
      [quoted(table.name), name],
    );
  }
}
