import { z } from 'zod';
import type { CopySession } from './copy-session.ts';
import { sizeOf, tablesOf } from './copy-tables.ts';
import { migrationsIn } from './migrate-in-session.ts';

/** What a copy of a database holds, known before its first row. */
export const manifestSchema = z.object({
  /** The version of Kesu that made it. */
  kesu: z.string(),
  madeAt: z.iso.datetime(),
  /** Of the migrations applied, `when` in drizzle/meta/_journal.json. */
  migrations: z.array(z.number()).min(1),
  /** In the order of their rows in the copy. */
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()), rows: z.int().min(0) })),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** Where rows come from: another database, or a file. */
export interface RowSource {
  readonly manifest: Manifest;
  /** The rows of a table as lines (copy-tables.ts), some at a time. Asked once for each table of the manifest, in its order. */
  lines(table: string): AsyncIterable<readonly string[]>;
}

/** What stands in a database now. */
export async function manifestOf(session: CopySession, kesu: string, now: Date): Promise<Manifest> {
  const tables: Manifest['tables'] = [];
  for (const table of await tablesOf(session)) {
    const { rows } = await sizeOf(session, table);
    tables.push({ name: table.name, columns: table.columns.map(({ name }) => name), rows });
  }
  return { kesu, madeAt: now.toISOString(), migrations: [...(await migrationsIn(session))], tables };
}
