import { sql } from 'drizzle-orm';
import type { Database } from '../../src/db/database.ts';
import { rowsOf } from './seed-templates.ts';

/*
 * The baselines: rows that the desk wrote once, written again by plain prepared statements. Every parameter goes out as text and is cast by the
 * server, so that neither driver has anything to convert.
 */

/** A row as text, by column. */
export type TextRow = Readonly<Record<string, string | null>>;

/** Sends one prepared statement. */
export type Send = (text: string, params: readonly (string | null)[]) => Promise<unknown>;

export interface ColumnTypes {
  readonly of: (table: string) => readonly { readonly name: string; readonly type: string }[];
}

/** What the columns of the tables are cast to. Generated ones are left to the server. */
export async function columnTypes(database: Database): Promise<ColumnTypes> {
  const rows = await rowsOf<{ t: string; name: string; type: string }>(
    database,
    sql`select c.relname as t, a.attname as name, format_type(a.atttypid, a.atttypmod) as type from pg_attribute a
      join pg_class c on c.oid = a.attrelid where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0
      and a.attidentity = '' and not a.attisdropped order by a.attnum`,
  );
  const by = Map.groupBy(rows, (row) => row.t);
  return { of: (table) => by.get(table) ?? [] };
}

/** Rows of a table as text. */
export async function textRows(
  database: Database,
  types: ColumnTypes,
  table: string,
  where: string,
): Promise<readonly TextRow[]> {
  const columns = types.of(table).map(({ name }) => `"${name}"::text as "${name}"`);
  return rowsOf<Record<string, string | null>>(
    database,
    sql.raw(`select ${columns.join(', ')} from ${table} where ${where}`),
  );
}

/** Inserts rows in one statement; `key` stands in for what was unique in the row when it was read. */
export async function insertRows(
  send: Send,
  types: ColumnTypes,
  table: string,
  rows: readonly TextRow[],
  change: (value: string) => string,
): Promise<void> {
  if (rows.length === 0) return;
  const columns = types.of(table);
  const text = insertText(table, columns, rows.length);
  await send(
    text,
    rows.flatMap((row) => columns.map(({ name }) => (row[name] == null ? null : change(row[name] as string)))),
  );
}

const texts = new Map<string, string>();
function insertText(table: string, columns: ReturnType<ColumnTypes['of']>, rows: number): string {
  const key = `${table} ${rows}`;
  const known = texts.get(key);
  if (known) return known;
  const one = (r: number) =>
    `(${columns.map(({ type }, i) => `$${r * columns.length + i + 1}::text::${type}`).join(', ')})`;
  const values = Array.from({ length: rows }, (_, r) => one(r)).join(', ');
  const text = `insert into ${table} (${columns.map((c) => `"${c.name}"`).join(', ')}) values ${values}`;
  texts.set(key, text);
  return text;
}
