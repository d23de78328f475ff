import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import postgres from 'postgres';
import type { Database } from '../../src/db/database.ts';

/** Takes lines of COPY's text format in, table by table. */
export interface CopyIn {
  add(table: string, columns: readonly string[], lines: string): Promise<void>;
  /** Everything added is in. */
  end(): Promise<void>;
}

/** COPY over one connection a table, all at once: the server works on several while lines are still being made. */
export function copyToServer(url: string): CopyIn {
  const open = new Map<string, Promise<{ readonly sql: postgres.Sql; readonly stream: Writable }>>();
  const start = async (table: string, columns: readonly string[]) => {
    const sql = postgres(url, { max: 1, onnotice: () => {} });
    const stream = await sql.unsafe(`copy ${table} (${columns.join(', ')}) from stdin`).writable();
    return { sql, stream };
  };
  return {
    async add(table, columns, lines) {
      if (!open.has(table)) open.set(table, start(table, columns));
      const { stream } = (await open.get(table)) ?? (await start(table, columns));
      if (!stream.write(lines)) await once(stream, 'drain');
    },
    async end() {
      for (const line of open.values()) {
        const { sql, stream } = await line;
        stream.end();
        await finished(stream);
        await sql.end();
      }
    },
  };
}

const PIECE = 4_000_000;

/** COPY from a blob, some megabytes at a time. */
export function copyToPglite(database: Database): CopyIn {
  const { $client } = database.db as unknown as {
    $client: { query(text: string, values: unknown[], options: { blob: Blob }): Promise<unknown> };
  };
  const waiting = new Map<string, { readonly columns: readonly string[]; parts: string[]; size: number }>();
  const flush = async (table: string) => {
    const held = waiting.get(table);
    if (!held || held.size === 0) return;
    const blob = new Blob(held.parts);
    waiting.set(table, { columns: held.columns, parts: [], size: 0 });
    await $client.query(`copy ${table} (${held.columns.join(', ')}) from '/dev/blob'`, [], { blob });
  };
  return {
    async add(table, columns, lines) {
      const held = waiting.get(table) ?? { columns, parts: [], size: 0 };
      held.parts.push(lines);
      held.size += lines.length;
      waiting.set(table, held);
      if (held.size > PIECE) await flush(table);
    },
    async end() {
      for (const table of waiting.keys()) await flush(table);
    },
  };
}
