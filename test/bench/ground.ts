import postgres from 'postgres';
import type { Database } from '../../src/db/database.ts';
import { openDatabase } from '../../src/db/open-database.ts';
import { quiet } from '../support/database.ts';
import { startPostgres, type TestServer } from '../support/postgres.ts';
import { makeTemplates } from './seed-templates.ts';
import { type Made, seed } from './seeding.ts';
import type { Sizes } from './sizes.ts';

/** A seeded database on the bench's own durable server. */
export interface Plot {
  readonly database: Database;
  readonly url: string;
  /** Plain prepared postgres.js with as many connections. */
  readonly sql: postgres.Sql;
  readonly storeId: string;
}

/** What the measurements stand on; each thing is made when it is first asked for. */
export interface Ground {
  readonly sizes: Sizes;
  small(): Promise<Plot>;
  middle(): Promise<Plot>;
  large(): Promise<Plot>;
  /** A database of its own with so many open cases and nothing else, spread over so many minutes. */
  fresh(cases: number, spread?: number): Promise<Plot>;
  /** Seconds that seeding the large one took; null as long as nobody needed it. */
  seededIn(): { readonly cases: number; readonly seconds: number } | null;
  postgresVersion(): Promise<string>;
  stop(): Promise<void>;
}

const STORE = 'bench';

/** Starts nothing yet. `say` hears what takes long. */
export function openGround(sizes: Sizes, say: (line: string) => void): Ground {
  let server: Promise<TestServer> | null = null;
  let made: Promise<Made> | null = null;
  let seededIn: { cases: number; seconds: number } | null = null;
  const plots = new Map<string, Promise<Plot>>();
  const opened: Plot[] = [];
  const prepare = async (cases: number, open: number, allWatched: boolean, spread = 55): Promise<Plot> => {
    server ??= startPostgres({ durable: true });
    made ??= makeTemplates(sizes.templates);
    const url = await (await server).newDatabase();
    const database = await openDatabase({ url, log: quiet, now: () => new Date() });
    const sql = postgres(url, { max: 10, onnotice: () => {} });
    const plot = { database, url, sql, storeId: STORE };
    opened.push(plot);
    const templates = await made;
    const began = performance.now();
    if (cases > 0) await seed(database, url, { cases, open, storeId: STORE, seed: 1, allWatched, spread }, templates);
    const seconds = (performance.now() - began) / 1000;
    if (cases >= sizes.large) seededIn = { cases, seconds };
    say(`seeded ${cases} cases, ${open} of them open, in ${seconds.toFixed(1)} s`);
    return plot;
  };
  const once = (name: string, cases: number, open: number) => () => {
    const plot = plots.get(name) ?? prepare(cases, open, true);
    plots.set(name, plot);
    return plot;
  };
  return {
    sizes,
    small: once('small', sizes.small, Math.ceil(sizes.small / 20)),
    middle: once('middle', sizes.middle, sizes.open),
    large: once('large', sizes.large, sizes.open),
    fresh: (cases, spread) => prepare(cases, cases, false, spread),
    seededIn: () => seededIn,
    async postgresVersion() {
      server ??= startPostgres({ durable: true });
      const sql = postgres(await (await server).newDatabase(), { max: 1 });
      const [row] = await sql`show server_version`;
      await sql.end();
      return String(row?.server_version ?? 'unknown');
    },
    async stop() {
      for (const { database, sql } of opened) {
        await sql.end();
        await database.close();
      }
      await (await server)?.stop();
    },
  };
}
