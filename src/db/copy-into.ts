import { createHash } from 'node:crypto';
import { CopyFault } from './copy-fault.ts';
import type { Manifest, RowSource } from './copy-manifest.ts';
import type { CopySession } from './copy-session.ts';
import { type CopyTable, countOn, insertLines, linesOf, quoted, sizeOf, tablesOf } from './copy-tables.ts';
import { knownMigrations, migrateInSession, migrationsIn } from './migrate-in-session.ts';
import { MIGRATION_LOCK } from './open-database.ts';

/** A table that was copied and read back: `sum` is the SHA-256 of its rows by primary key. */
export interface CopiedTable {
  readonly name: string;
  readonly came: Summed;
  readonly stands: Summed;
}

interface Summed {
  readonly rows: number;
  readonly sum: string;
}

/** Throws CopyFault when a copy was made by a version that knows more than this one. */
export function refuseLater({ migrations, kesu }: Manifest): void {
  const known = new Set(knownMigrations().map(({ folderMillis }) => folderMillis));
  if (migrations.every((when) => known.has(when))) return;
  throw new CopyFault(
    `数据来自更新的版本（${kesu}），这个版本读不了。请先升级 Kesu。`,
    `the data comes from a newer version of Kesu (${kesu}) that this one cannot read; update Kesu first`,
  );
}

/** Keeps desks from starting until the end of the transaction, and throws CopyFault when one runs. */
async function aloneOnServer(session: CopySession): Promise<void> {
  if (session.kind !== 'postgres') return; // the directory lock has seen to it
  await session.rows(`select pg_advisory_xact_lock(${MIGRATION_LOCK}::bigint)`);
  const desks = await session.rows(
    `select 1 from pg_stat_activity where datname = current_database() and application_name = 'kesu'`,
  );
  if (desks.length === 0) return;
  throw new CopyFault(
    '目标数据库上有客诉台正在运行，请先停掉它。',
    'a desk is running on that database; stop it first',
  );
}

/** Rows in a database that may be written over; throws CopyFault where the tables are not ours, or a desk runs. */
export async function rowsToLose(session: CopySession): Promise<number> {
  await aloneOnServer(session);
  const tables = await tablesOf(session);
  if (tables.length > 0 && (await migrationsIn(session)).length === 0)
    throw new CopyFault(
      `数据库里有别的程序的表（${tables[0]?.name} …），请换一个空的数据库。`,
      `the database holds tables of something else (${tables[0]?.name} …); take an empty one`,
    );
  let rows = 0;
  for (const table of tables) rows += (await sizeOf(session, table)).rows;
  return rows;
}

/**
 * Makes a database what a source holds, whatever stood there (`rowsToLose`), reads every table back, and brings the tables up to this version.
 * Throws CopyFault, and with it undoes everything, when what stands there is not what came.
 */
export async function copyInto(session: CopySession, source: RowSource): Promise<readonly CopiedTable[]> {
  const { manifest } = source;
  refuseLater(manifest);
  const applied = new Set(manifest.migrations);
  const known = knownMigrations();
  await clear(session);
  await migrateInSession(
    session,
    known.filter(({ folderMillis }) => applied.has(folderMillis)),
  );
  const copied: CopiedTable[] = [];
  for (const { table, rows } of await tablesFor(session, manifest)) {
    const came = await summed(source.lines(table.name), (lines) => insertLines(session, table, lines));
    const stands = await summed(linesOf(session, table));
    copied.push({ name: table.name, came, stands });
    if (came.rows !== rows || came.rows !== stands.rows || came.sum !== stands.sum) throw differs(table.name);
    await countOn(session, table);
  }
  await migrateInSession(
    session,
    known.filter(({ folderMillis }) => !applied.has(folderMillis)),
  );
  await session.rows('analyze');
  return copied;
}

const differs = (table: string): CopyFault =>
  new CopyFault(
    `表 ${table} 复制后与原来不一致，已全部撤销，什么也没有改。`,
    `table ${table} is not the same after copying; everything was undone, nothing has changed`,
  );

async function clear(session: CopySession): Promise<void> {
  for (const { name } of await tablesOf(session)) await session.rows(`drop table ${quoted(name)}`);
  await session.rows('drop table if exists drizzle.__drizzle_migrations');
}

/** The tables to be filled, in the order of the manifest; CopyFault where it has other tables or columns than its migrations make. */
async function tablesFor(
  session: CopySession,
  manifest: Manifest,
): Promise<readonly { readonly table: CopyTable; readonly rows: number }[]> {
  const made = new Map((await tablesOf(session)).map((table) => [table.name, table]));
  return manifest.tables.map(({ name, columns, rows }) => {
    const table = made.get(name);
    const byName = new Map(table?.columns.map((column) => [column.name, column]));
    const inOrder = columns.flatMap((column) => byName.get(column) ?? []);
    if (!table || inOrder.length !== columns.length || manifest.tables.length !== made.size) throw differs(name);
    return { table: { name, columns: inOrder }, rows };
  });
}

async function summed(
  batches: AsyncIterable<readonly string[]>,
  each: (lines: readonly string[]) => Promise<void> = async () => {},
): Promise<Summed> {
  const hash = createHash('sha256');
  let rows = 0;
  for await (const lines of batches) {
    await each(lines);
    for (const line of lines) hash.update(line).update('\n');
    rows += lines.length;
  }
  return { rows, sum: hash.digest('hex') };
}
