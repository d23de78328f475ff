import { getTableColumns, Param, type SQL, sql } from 'drizzle-orm';
import type { AnyPgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { StoreId } from '../domain/ids.ts';
import { toJson } from './columns.ts';
import type { Db } from './database.ts';

/*
 * Statements of which drizzle need not make the text each time. It takes a third of a millisecond for the row of a case, and another text, to be
 * prepared by the server, for each number of rows.
 */

/** The rows that a statement of our own answers with; PGlite wraps them, postgres.js does not. */
export async function rowsOf<R>(db: Db, statement: SQL): Promise<readonly R[]> {
  const answer = (await db.execute(statement)) as unknown as readonly R[] | { readonly rows: readonly R[] };
  return 'rows' in answer ? answer.rows : answer;
}

/** A query prepared once on each database, its values named by `given`. Not for use in a transaction, which is another database each time. */
export function kept<Q>(prepare: (db: Db) => Q): (db: Db) => Q {
  const prepared = new WeakMap<Db, Q>();
  return (db) => {
    const query = prepared.get(db) ?? prepare(db);
    prepared.set(db, query);
    return query;
  };
}

/** The value that a kept query is given under this name, written as the column wants it. */
export const given = (name: string, column: AnyPgColumn): SQL => sql`${new Param(sql.placeholder(name), column)}`;

/** A row as drizzle's `values` takes it, without its store. */
export type RowOf<T extends PgTable> = Omit<T['$inferInsert'], 'storeId'>;

/** Inserts rows of one store, given as one JSON, in their order. All have the columns of the first; any other gets its default. */
export function insertion<T extends PgTable>(table: T, storeId: StoreId, rows: readonly RowOf<T>[]): SQL {
  const { names, fields, types } = textsOf(table, Object.keys(rows[0] ?? {}));
  return sql`insert into ${table} (store_id, ${names}) select ${storeId}::text, ${fields} from jsonb_to_recordset(${toJson(rows)}::text::jsonb) as r(${types})`;
}

/** A table whose rows have an id and count their versions. */
type Versioned = PgTable & { readonly id: AnyPgColumn; readonly version: AnyPgColumn };

/**
 * Replaces rows of one store, given as one JSON, each where it is still of the version `before`; answers with the ids of those that were. All
 * set the columns of the first.
 */
export function replacement<T extends Versioned>(
  table: T,
  storeId: StoreId,
  rows: readonly (RowOf<T> & { readonly before: number })[],
): SQL {
  const { before: _, ...first } = rows[0] ?? {};
  const { names, fields, types } = textsOf(table, Object.keys(first));
  return sql`update ${table} set (${names}) = row(${fields}) from jsonb_to_recordset(${toJson(rows)}::text::jsonb) as r(${types}, "before" integer)
    where ${table}.store_id = ${storeId} and ${table}.id = r.id and ${table}.version = r."before" returning ${table}.id as id`;
}

type Texts = Readonly<Record<'names' | 'fields' | 'types', SQL>>;
const made = new WeakMap<PgTable, Map<string, Texts>>();

/** The parts of an insertion into these columns of a table. */
function textsOf(table: PgTable, keys: readonly string[]): Texts {
  const known = made.get(table) ?? new Map<string, Texts>();
  made.set(table, known);
  const key = keys.join();
  const texts = known.get(key) ?? partsOf(table, keys);
  known.set(key, texts);
  return texts;
}

function partsOf(table: PgTable, keys: readonly string[]): Texts {
  const of = getTableColumns(table);
  const columns = keys.flatMap((key) => (of[key] ? [{ key, column: of[key] }] : []));
  return {
    names: sql.raw(columns.map(({ column }) => `"${column.name}"`).join(', ')),
    fields: sql.raw(keys.map((key) => `r."${key}"`).join(', ')),
    types: sql.raw(columns.map(({ key, column }) => `"${key}" ${column.getSQLType()}`).join(', ')),
  };
}
