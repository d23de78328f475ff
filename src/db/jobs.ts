import { randomUUID } from 'node:crypto';
import { and, asc, desc, eq, isNull, lt, lte, ne, notExists, or, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { StoreId } from '../domain/ids.ts';
import { type JobKind, type JobLane, jobPayloadSchema, MODEL_JOBS, type NewJob } from '../domain/job.ts';
import type { Job, Jobs, Queue } from '../ports.ts';
import { type Database, type Db, sqlState, UNIQUE_VIOLATION } from './database.ts';
import { given, insertion, kept } from './plain-statement.ts';
import { type JobState, jobs } from './schema.ts';
import type { WakeUp } from './wake-up.ts';

const DONE_KEPT_MS = 7 * 24 * 3_600_000;
const MAX_ERROR_LENGTH = 2000;

const laneOf = (kind: JobKind): JobLane => (MODEL_JOBS.includes(kind) ? 'model' : 'desk');

/** Jobs as their rows begin. Of those with one onceKey the first is kept. */
export function jobRows(added: readonly NewJob[]) {
  const once = new Set<string>();
  const fresh = added.filter(({ onceKey }) => onceKey === undefined || (!once.has(onceKey) && once.add(onceKey)));
  return fresh.map((job) => ({
    id: randomUUID(),
    kind: job.payload.kind,
    lane: laneOf(job.payload.kind),
    // The reader of payloads passes over what it does not know, so the trace may ride along.
    payload: job.trace === undefined ? job.payload : { ...job.payload, trace: job.trace },
    onceKey: job.onceKey ?? null,
    orderKey: job.orderKey ?? null,
    runAt: job.runAt ?? null,
    state: 'waiting' as const,
    attempt: 0,
  }));
}

/** Writes jobs, in the transaction of their cause. Of those with one onceKey the first is kept. */
export async function insertJobs(db: Db, storeId: StoreId, added: readonly NewJob[]): Promise<void> {
  const rows = jobRows(added);
  if (rows.length === 0) return;
  // Not "do nothing": this locks the job that waits already until our change is committed. Otherwise it could be claimed in between, draw
  // the case as it was before our change, and nothing would draw it again.
  const held = sql`on conflict (store_id, once_key) where state = 'waiting' do update set once_key = excluded.once_key`;
  await db.execute(sql`${insertion(jobs, storeId, rows)} ${held}`);
}

interface Claim {
  readonly now: Date;
  readonly leaseUntil: Date;
  readonly limit: number;
  readonly lane: JobLane | undefined;
}

// In the words of the indexes: for a parameter, which could be any state, the server would plan each claim anew.
const live = sql`${jobs.state} in ('waiting', 'running')`;
const waits = sql`${jobs.state} = 'waiting'`;
const runs = sql`${jobs.state} = 'running'`;

/** Due jobs that may run, oldest first: a lease that ran out, or one that waits with none of its order key running or older. */
function claimable(db: Db, storeId: StoreId | SQL, now: Date | SQL): SQL | undefined {
  const other = alias(jobs, 'other');
  const before = db
    .select({ one: sql`1` })
    .from(other)
    .where(
      and(
        eq(other.storeId, jobs.storeId),
        eq(other.orderKey, jobs.orderKey),
        ne(other.id, jobs.id),
        sql`${other.state} in ('waiting', 'running')`,
        or(sql`${other.state} = 'running'`, lt(other.seq, jobs.seq)),
      ),
    );
  const due = or(isNull(jobs.runAt), lte(jobs.runAt, now));
  return and(
    eq(jobs.storeId, storeId),
    live,
    or(and(runs, lte(jobs.leasedUntil, now)), and(waits, due, notExists(before))),
  );
}

/** Leases the due jobs of a lane, or of all. */
const claimIn = (lane: JobLane | undefined) =>
  kept((db) => {
    const [storeId, now] = [given('storeId', jobs.storeId), given('now', jobs.runAt)];
    const due = db.$with('due').as(
      db
        .select({ dueId: jobs.id })
        .from(jobs)
        .where(and(lane && eq(jobs.lane, lane), claimable(db, storeId, now)))
        .orderBy(asc(jobs.seq))
        .limit(sql.placeholder('limit'))
        .for('update', { skipLocked: true }),
    );
    const leasedUntil = given('leaseUntil', jobs.leasedUntil);
    return db
      .with(due)
      .update(jobs)
      .set({ state: 'running', leasedUntil, attempt: sql`${jobs.attempt} + 1` })
      .from(due)
      .where(and(eq(jobs.storeId, storeId), eq(jobs.id, due.dueId)))
      .returning({ id: jobs.id, seq: jobs.seq, payload: jobs.payload, attempt: jobs.attempt, faults: jobs.faults })
      .prepare(`claim_${lane ?? 'any'}`);
  });
const CLAIMS = { desk: claimIn('desk'), model: claimIn('model'), any: claimIn(undefined) };

async function claimRows(db: Db, storeId: StoreId, { lane, ...claim }: Claim) {
  try {
    const rows = await CLAIMS[lane ?? 'any'](db).execute({ storeId, ...claim });
    return rows.sort((a, b) => a.seq - b.seq);
  } catch (error) {
    // Two processes reached for two jobs of one order key in the same instant, and jobs_running let the other have it. Next time.
    if (sqlState(error) === UNIQUE_VIOLATION) return [];
    throw error;
  }
}

/** Adds, leases and settles the jobs of one store. */
export function createJobs(database: Database, storeId: StoreId, wakeUp: WakeUp): Jobs {
  const settle = (id: string, attempt: number, change: Settlement) =>
    settleJob(database.db, storeId, id, attempt, change);
  const bury = (id: string, attempt: number, now: Date, error: string) =>
    settle(id, attempt, { state: 'dead', finishedAt: now, lastError: error.slice(0, MAX_ERROR_LENGTH) });
  const putBack = async (id: string, attempt: number, { lastError, ...when }: PutBack) => {
    const again = { ...when, state: 'waiting', lastError: lastError.slice(0, MAX_ERROR_LENGTH) } as const;
    try {
      await settle(id, attempt, { ...again, onceKey: keyUnlessTaken });
    } catch (broken) {
      // Taken in this very instant.
      if (sqlState(broken) !== UNIQUE_VIOLATION) throw broken;
      await settle(id, attempt, { ...again, onceKey: null });
    }
  };
  return {
    async add(added) {
      await insertJobs(database.db, storeId, added);
      wakeUp.committed(added);
    },
    async claim(now, leaseUntil, limit, lane) {
      const claimed: Job[] = [];
      const rows = await claimRows(database.db, storeId, { now, leaseUntil, limit, lane });
      for (const { id, payload, attempt, faults } of rows) {
        const parsed = jobPayloadSchema.safeParse(payload);
        if (parsed.success) claimed.push({ id, payload: parsed.data, attempt, faults, ...traceOf(payload) });
        // Left by another version of the code. Thrown, it would hold up every other job for ever.
        else await bury(id, attempt, now, `payload not understood: ${parsed.error.message}`);
      }
      return claimed;
    },
    done: (id, attempt, now) => settle(id, attempt, { state: 'done', finishedAt: now, lastError: null }),
    async failed(id, attempt, now, error, retryAt) {
      if (retryAt === null) return bury(id, attempt, now, error);
      return putBack(id, attempt, { runAt: retryAt, lastError: error, faults: sql`${jobs.faults} + 1` });
    },
    postponed: (id, attempt, why, until) => putBack(id, attempt, { runAt: until, lastError: why }),
    counts: () => countJobs(database.db, storeId),
    queue: (now) => queueOf(database.db, storeId, now),
    prune: (now) => pruneJobs(database.db, storeId, now),
    onAdded: wakeUp.listen,
  };
}

interface Settlement {
  readonly state: 'waiting' | 'done' | 'dead';
  readonly lastError: string | null;
  readonly finishedAt?: Date;
  readonly runAt?: Date;
  readonly onceKey?: SQL | null;
  readonly faults?: SQL;
}

interface PutBack {
  readonly runAt: Date;
  readonly lastError: string;
  readonly faults?: SQL;
}

/** Ends a lease. A job that runs no longer, or in the hands of a later try, is left as it is. */
async function settleJob(db: Db, storeId: StoreId, id: string, attempt: number, change: Settlement): Promise<void> {
  const held = and(eq(jobs.storeId, storeId), eq(jobs.id, id), eq(jobs.state, 'running'), eq(jobs.attempt, attempt));
  await db
    .update(jobs)
    .set({ ...change, leasedUntil: null })
    .where(held);
}

/** A job to be tried again gives up its key when another waits under it: being older it runs first all the same. */
export const keyUnlessTaken = sql`case when exists (
  select 1 from ${jobs} as twin where twin.store_id = ${jobs.storeId} and twin.once_key = ${jobs.onceKey} and twin.state = 'waiting'
) then null else ${jobs.onceKey} end`;

function traceOf(payload: unknown): Pick<Job, 'trace'> {
  const trace = (payload as { readonly trace?: unknown } | null)?.trace;
  return typeof trace === 'string' ? { trace } : {};
}

/** Drops a store's jobs done a week ago. Dead ones stay until somebody has looked at them. */
async function pruneJobs(db: Db, storeId: StoreId, now: Date): Promise<void> {
  const long = new Date(now.getTime() - DONE_KEPT_MS);
  await db.delete(jobs).where(and(eq(jobs.storeId, storeId), eq(jobs.state, 'done'), lt(jobs.finishedAt, long)));
}

const LIVE: readonly JobState[] = ['waiting', 'running'];
/** Counting stops here: a watchdog that asks every few seconds is not to read a backlog through. */
const MOST_COUNTED = 10_000;

async function countJobs(db: Db, storeId: StoreId): Promise<{ waiting: number; dead: number }> {
  // In two, and in the words of the indexes: one over all states would read a week of done jobs through.
  const of = (states: readonly JobState[]) =>
    db
      .select({ one: sql`1` })
      .from(jobs)
      .where(and(eq(jobs.storeId, storeId), sql`${jobs.state} in (${sql.raw(states.map((s) => `'${s}'`).join(', '))})`))
      .limit(MOST_COUNTED)
      .as('counted');
  const waiting = await db.$count(of(LIVE));
  return { waiting, dead: await db.$count(of(['dead'])) };
}

async function queueOf(db: Db, storeId: StoreId, now: Date): Promise<Queue> {
  const ofStore = and(eq(jobs.storeId, storeId), live);
  const [newest] = await db.select({ seq: jobs.seq }).from(jobs).where(ofStore).orderBy(desc(jobs.seq)).limit(1);
  if (!newest) return { oldestDue: null, newest: null };
  const [oldest] = await db
    .select({ age: jobs.seq, runAt: jobs.runAt })
    .from(jobs)
    .where(claimable(db, storeId, now))
    .orderBy(asc(jobs.seq))
    .limit(1);
  return { oldestDue: oldest ?? null, newest: newest.seq };
}
