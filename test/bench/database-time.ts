import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { type Database, guarded } from '../../src/db/database.ts';
import { quiet } from '../support/database.ts';
import type { Plot } from './ground.ts';

interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** Every statement that `look` sends, with its values. */
async function statementsOf(url: string, look: (database: Database) => Promise<unknown>): Promise<Statement[]> {
  const client = postgres(url, { max: 1, onnotice: () => {} });
  const said: Statement[] = [];
  const logger = { logQuery: (text: string, values: unknown[]) => void said.push({ text, values }) };
  const nothing = async () => {};
  const db = drizzle(client, { logger });
  try {
    await look(guarded({ kind: 'postgres', db, migrate: nothing, maintain: nothing, close: nothing }, quiet));
    return said;
  } finally {
    await client.end();
  }
}

/** Milliseconds the server works on a look by its own account: planning, finding, and writing every value out as text; nothing of the way to us. */
export async function databaseMs({ url, sql }: Plot, look: (database: Database) => Promise<unknown>): Promise<number> {
  let ms = 0;
  for (const { text, values } of await statementsOf(url, look)) {
    const written = `explain (analyze, timing off, format json) select max(length(row_to_json(found)::text)) from (${text}) as found`;
    const [row] = await sql.unsafe(written, values as never[]);
    const plan = row?.['QUERY PLAN'][0] as { readonly 'Planning Time': number; readonly 'Execution Time': number };
    ms += plan['Planning Time'] + plan['Execution Time'];
  }
  return ms;
}
