/*
 * What a distributed Postgres (Citus) asks of SQL whose tables are spread by the store: every statement names the store of every such table
 * it touches, so that it runs in one place; nothing volatile in it; nothing locked across stores.
 */

/** A table, and the name it goes by in the statement. */
interface Use {
  readonly table: string;
  readonly alias: string;
}

const WORD = '"?([a-z_]+)"?';
const USE = new RegExp(
  `\\b(?:from|join|update|into)\\s+${WORD}(?:\\s+(?:as\\s+)?(?!where|set|on|order|group|limit|left|inner|join|for|values|default|using|returning|do)${WORD})?`,
  'g',
);
/** Of those that Postgres calls volatile, the ones somebody might write here; `now()` is stable, but the time is ours to give. */
const NOT_OURS =
  /\b(?:random|gen_random_uuid|uuidv7|uuidv4|clock_timestamp|now|current_timestamp|nextval|statement_timestamp)\b/;

const usesIn = (sql: string, tables: ReadonlySet<string>): readonly Use[] =>
  [...sql.matchAll(USE)]
    .map(([, table = '', alias]) => ({ table, alias: alias ?? table }))
    .filter(({ table }) => tables.has(table));

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** `alias.store_id =` what `to` stands for. */
function isBound(sql: string, { alias }: Use, to: string): boolean {
  const key = `"?${escaped(alias)}"?\\."?store_id"?`;
  return new RegExp(`${key} = ${to}|${to} = ${key}`).test(sql);
}

const GIVEN = '\\$\\d+';
const ANOTHER = '"?[a-z_]+"?\\."?store_id"?';

const isInsert = (sql: string, { table }: Use): boolean =>
  new RegExp(`insert into "?${table}"? \\( ?"?store_id"?,`).test(sql);

/** What keeps a statement from running in the store's own place; null when nothing does. */
export function keyFault(statement: string, tables: ReadonlySet<string>): string | null {
  // What stands between quotes is a value, never a name.
  const sql = statement
    .toLowerCase()
    .replace(/'(?:[^']|'')*'/g, "''")
    .replace(/\s+/g, ' ');
  const uses = usesIn(sql, tables);
  if (uses.length === 0) return null;
  const named = (use: Use) => isInsert(sql, use) || isBound(sql, use, GIVEN);
  const loose = uses.find((use) => !named(use) && !isBound(sql, use, ANOTHER));
  if (loose) return `${loose.table} without its store`;
  if (!uses.some(named)) return 'no store is given';
  if (NOT_OURS.test(sql)) return 'a time or an id that is not ours';
  return null;
}
