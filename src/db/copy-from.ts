import { CopyFault } from './copy-fault.ts';
import { manifestOf, type RowSource } from './copy-manifest.ts';
import type { CopySession } from './copy-session.ts';
import { linesOf, tablesOf } from './copy-tables.ts';

/** A database as it stands in a session, to be copied. Throws CopyFault where there is none of ours. */
export async function rowsFrom(session: CopySession, kesu: string, now: Date): Promise<RowSource> {
  const manifest = await manifestOf(session, kesu, now);
  if (manifest.migrations.length === 0)
    throw new CopyFault('数据库是空的，没有可以复制的。', 'the database is empty; there is nothing to copy');
  const tables = new Map((await tablesOf(session)).map((table) => [table.name, table]));
  return {
    manifest,
    async *lines(name) {
      const table = tables.get(name);
      if (table) yield* linesOf(session, table);
    },
  };
}
