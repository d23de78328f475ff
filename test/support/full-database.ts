import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CopyPlace, type CopySession, copySession } from '../../src/db/copy-session.ts';
import { type CopyTable, quoted, tablesOf } from '../../src/db/copy-tables.ts';
import { openDatabase } from '../../src/db/open-database.ts';
import { createStores } from '../../src/db/stores.ts';
import type { AttachmentId, CaseId, FileRef, MessageRef, StoreId } from '../../src/domain/ids.ts';
import { showCase } from '../../src/domain/job.ts';
import { longLife } from '../contracts/long-life.ts';
import { at, change, message, unique } from '../contracts/samples.ts';
import { quiet, snapshot } from './database.ts';

/** What trips copies up: tabs, line ends of every kind, quotes, backslashes, the words of COPY, what a NUL was stored as. */
const NASTY = '客户说：“发动机\t异响”\r\n\\N \\. \\x00 {a,"b"} \'; -- \u2028 🚗 \u0000';

/** A directory of its own, and how to be rid of it. */
export function freshHome(): { readonly home: string; remove(): void } {
  const home = mkdtempSync(join(tmpdir(), 'kesu-copy-'));
  return { home, remove: () => rmSync(home, { recursive: true, force: true }) };
}

/** Makes and fills a database: a case with all that can happen to one, photos, jobs, and something in every table there is, of two stores. */
export async function fill(place: CopyPlace): Promise<void> {
  const where = 'url' in place ? place : { ...place, snapshot: await snapshot() };
  const database = await openDatabase({ ...where, log: quiet, now: () => at() });
  try {
    const { cases, inbox, attachments, jobs } = createStores(database, 'store-1' as StoreId);
    const id = unique('case') as CaseId;
    const job = (name: string) => ({ payload: { kind: 'mark_seen', message: name as MessageRef } }) as const;
    await cases.commit({ cases: [change(id, 0, longLife())], jobs: [showCase({ id, thread: null }), job(NASTY)] });
    const incoming = { type: 'posted', message: message({ text: NASTY }) } as const;
    await inbox.receive({ key: unique('key'), at: at(), incoming, jobs: [job('m')] });
    for (const [i, size] of [70_000, 3_000_000].entries()) {
      const file = { id: `photo-${i}` as AttachmentId, caseId: id, file: `f${i}` as FileRef, name: NASTY };
      const content = Uint8Array.from({ length: size }, (_, n) => (n * 31 + i) % 256);
      await attachments.keep({ ...file, mimetype: 'image/jpeg', content }, at());
    }
    const [taken] = await jobs.claim(at(), at(1), 1);
    await jobs.failed(taken?.id ?? '', 1, at(), NASTY, null);
  } finally {
    await database.close();
  }
  await copySession(place, 'write', async (session) => {
    for (const table of await tablesOf(session)) await addOdd(session, table);
  });
}

/** One row of another store with something awkward in each column, and one with as little as the table allows. */
async function addOdd(session: CopySession, { name, columns }: CopyTable): Promise<void> {
  const needed = await session.rows<{ column: string }>(
    `select attname as column from pg_attribute where attrelid = $1::regclass and attnotnull and attnum > 0`,
    [quoted(name)],
  );
  const isNeeded = new Set(needed.map(({ column }) => column));
  const free = columns.filter((column) => !column.counted);
  for (const full of [true, false]) {
    const used = free.filter((column) => full || isNeeded.has(column.name));
    const values = used.map((column) => odd(column.name, column.type, full));
    const list = used.map((column, i) => `$${i + 1}::text::${column.type}`);
    await session.rows(
      `insert into ${quoted(name)} (${used.map((column) => quoted(column.name)).join(', ')}) values (${list.join(', ')})`,
      values,
    );
  }
}

function odd(name: string, type: string, full: boolean): string {
  const words = NASTY.replaceAll('\0', '\uFFFD');
  if (name === 'store_id') return full ? '另一家 店\t2' : 'bare';
  if (type === 'text') return words;
  if (type === 'text[]') return full ? '{a,"b\\"c",NULL,"",客户}' : '{}';
  if (type === 'jsonb') return full ? JSON.stringify({ [words]: [words, 1.5e300, null, {}] }) : 'null';
  if (type === 'bytea') return full ? '\\x00ff0a5c09' : '\\x';
  if (type === 'boolean') return String(full);
  if (type === 'integer') return full ? '2147483647' : '-1';
  if (type === 'bigint') return full ? '9007199254740993' : '0';
  if (type.startsWith('timestamp')) return full ? '2026-11-16 09:00:00.123+08' : '0044-03-15 00:00:00+00 BC';
  throw new Error(`nothing odd is known for ${name} ${type}`);
}

export type Rows = Readonly<Record<string, readonly string[]>>;

/** Every row of every table, written out by Postgres itself. */
export const rowsOf = (place: CopyPlace): Promise<Rows> =>
  copySession(place, 'read', async (session) => {
    const tables = await session.rows<{ name: string }>(
      `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
    );
    const rows: Record<string, string[]> = {};
    for (const { name } of tables) {
      const found = await session.rows<{ row: string }>(
        `select t::text as row from ${quoted(name)} t order by t::text collate "C"`,
      );
      rows[name] = found.map(({ row }) => row);
    }
    return rows;
  });
