import { readdirSync, readFileSync } from 'node:fs';
import postgres from 'postgres';
import type { Database } from '../../src/db/database.ts';
import { openDatabase } from '../../src/db/open-database.ts';
import { claimJobs } from '../../src/flows/run-jobs.ts';
import { tick } from '../../src/flows/tick.ts';
import { quiet } from '../support/database.ts';
import { startPostgres } from '../support/postgres.ts';
import {
  advisorId,
  type BenchDesk,
  benchDesk,
  type HandClock,
  handClock,
  personOf,
  settleIn,
  work,
} from './bench-desk.ts';
import { LIVED_UNTIL, livedThrough } from './seed-lives.ts';
import { takeIn } from './take-in.ts';

/** What was measured of one thing the desk does. CPU in ms; of the server null where it is not on this machine. */
export interface Cost {
  readonly appMs: number;
  readonly serverMs: number | null;
  readonly statements: number;
  readonly commits: number;
}

export interface Costs {
  /** From the message to the closed and paid case, all notices and cards between, for a chat that takes them at once. */
  readonly life: Cost & { readonly tableBytes: number; readonly walBytes: number };
  /** What a desk asks every 5 s when nothing is due: one look of the clockwork and five looks for jobs in two lanes. */
  readonly idle: Cost;
}

const LIVES_A_STORE = 15;

/** Kernel ticks a second, on every Linux of today. */
const HERTZ = 100;

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly name: string;
  readonly ms: number;
}

function processes(): readonly Process[] {
  return readdirSync('/proc').flatMap((pid) => {
    if (!/^\d+$/.test(pid)) return [];
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const name = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
      const fields = stat
        .slice(stat.lastIndexOf(')') + 2)
        .split(' ')
        .map(Number);
      // proc(5): fields 14 to 17 are own and waited-for time, in user and kernel mode; the fourth is the parent.
      const used = fields.slice(11, 15).reduce((sum, n) => sum + n, 0);
      return [{ pid: Number(pid), parent: fields[1] ?? 0, name, ms: (used * 1000) / HERTZ }];
    } catch {
      return []; // ended meanwhile
    }
  });
}

/** CPU that the server started by this process has used, all its processes together. */
function serverMs(): number | null {
  if (process.env.KESU_TEST_DATABASE_URL || process.platform !== 'linux') return null;
  const all = processes();
  const server = all.find(({ parent, name }) => parent === process.pid && name === 'postgres');
  if (!server) return null;
  return server.ms + all.filter(({ parent }) => parent === server.pid).reduce((sum, { ms }) => sum + ms, 0);
}

interface Meter {
  measure(times: number, one: () => Promise<unknown>): Promise<Cost>;
}

function createMeter(sql: postgres.Sql, said: () => number): Meter {
  const commits = async () =>
    Number((await sql`select xact_commit from pg_stat_database where datname = current_database()`)[0]?.xact_commit);
  return {
    measure: async (times, one) => {
      const before = { server: serverMs(), said: said(), commits: await commits(), own: process.cpuUsage() };
      for (let i = 0; i < times; i++) await one();
      const { user, system } = process.cpuUsage(before.own);
      const [server, asked] = [serverMs(), said() - before.said];
      // The server writes its counters down with up to a second's delay (pgstat).
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      return {
        appMs: (user + system) / 1000 / times,
        serverMs: server === null || before.server === null ? null : (server - before.server) / times,
        statements: asked / times,
        commits: ((await commits()) - before.commits) / times,
      };
    },
  };
}

async function oneLife(desk: BenchDesk, clock: HandClock): Promise<void> {
  clock.at = new Date(LIVED_UNTIL.getTime() + 3_600_000);
  const [advisor, care, wu, he] = await Promise.all(
    [advisorId(0), 'person-care', 'person-wu', 'person-he'].map((id) => personOf(desk, id)),
  );
  if (!advisor || !care || !wu || !he) throw new Error('nobody is there');
  const ref = await takeIn(desk);
  await work(desk);
  const [c] = await desk.ports.cases.fromMessage(ref);
  if (!c) throw new Error('no case came of it');
  const pass = async (minutes: number) => {
    clock.at = new Date(clock.at.getTime() + minutes * 60_000);
    await tick(desk.ports);
    await work(desk);
  };
  await livedThrough({ desk, people: { advisor, care, wu, he }, pass }, c, 'closed_paid');
}

async function look({ ports }: BenchDesk): Promise<void> {
  await tick(ports);
  for (let i = 0; i < 5; i++) for (const lane of ['desk', 'model'] as const) await claimJobs(ports, 8, lane);
}

async function sizes(sql: postgres.Sql): Promise<{ readonly tables: number; readonly wal: number }> {
  const [row] = await sql`select pg_database_size(current_database())::float8 as tables,
    pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::float8 as wal`;
  return { tables: Number(row?.tables), wal: Number(row?.wal) };
}

/** Lives `lives` cases through the real flows on a server with durable commits, one after another. */
export async function measureCosts(lives: number): Promise<Costs> {
  const server = await startPostgres({ durable: true });
  const url = await server.newDatabase();
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  let said = 0;
  const onQuery = () => {
    said += 1;
  };
  const database: Database = await openDatabase({ url, log: quiet, now: () => new Date(), onQuery });
  try {
    const clock = handClock(LIVED_UNTIL);
    // A manager may sign only so much a month, so a store takes a few of these lives.
    const desks = Array.from({ length: Math.ceil((lives * 1.5) / LIVES_A_STORE) }, (_, i) =>
      benchDesk(database, `capacity-${i}`, clock),
    );
    for (const desk of desks) await settleIn(desk);
    let lived = 0;
    const next = () => oneLife(desks[Math.floor(lived++ / LIVES_A_STORE)] as BenchDesk, clock);
    const meter = createMeter(sql, () => said);
    await meter.measure(Math.ceil(lives / 5), next); // warms up
    const before = await sizes(sql);
    const life = await meter.measure(lives, next);
    const after = await sizes(sql);
    const idle = await meter.measure(lives, () => look(desks[0] as BenchDesk));
    const of = (name: 'tables' | 'wal') => (after[name] - before[name]) / lives;
    return { life: { ...life, tableBytes: of('tables'), walBytes: of('wal') }, idle };
  } finally {
    await sql.end();
    await database.close();
    await server.stop();
  }
}
