import { randomUUID } from 'node:crypto';
import { and, asc, count, eq, inArray, isNull, lt, lte, ne, notExists, or, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { StoreId } from '../domain/ids.ts';
import { type JobKind, type JobLane, jobPayloadSchema, MODEL_JOBS, type NewJob } from '../domain/job.ts';
import type { Job, Jobs } from '../ports.ts';
import { type Database, type Db, sqlState, UNIQUE_VIOLATION } from './database.ts';
import { jobs } from './schema.ts';
import type { WakeUp } from './wake-up.ts';

const DONE_KEPT_MS = 7 * 24 * 3_600_000;
const MAX_ERROR_LENGTH = 2000;

const laneOf = (kind: JobKind): JobLane => (MODEL_JOBS.includes(kind) ? 'model' : 'desk');

/** Writes jobs, in the transaction of their cause. Of those with one onceKey the first is kept. */
export async function insertJobs(db: Db, storeId: StoreId, added: readonly NewJob[]): Promise<void> {
  const once = new Set<string>();
  const fresh = added.filter(({ onceKey }) => onceKey === undefined || (!once.has(onceKey) && once.add(onceKey)));
  if (fresh.length === 0) return;
  await db
    .insert(jobs)
    .values(
      fresh.map((job) => ({
        storeId,
        id: randomUUID(),
        kind: job.payload.kind,
        lane: laneOf(job.payload.kind),
        payload: job.payload,
        onceKey: job.onceKey ?? null,
        orderKey: job.orderKey ?? null,
        runAt: job.runAt ?? null,
        state: 'waiting' as const,
        attempt: 0,
      })),
    )
    // Not "do nothing": this locks the job that waits already until our change is committed. Otherwise it could be claimed in between, draw
    // the case as it was before our change, and nothing would draw it again.
    .onConflictDoUpdate({
      target: [jobs.storeId, jobs.onceKey],
      targetWhere: sql`state = 'waiting'`,
      set: { onceKey: sql`excluded.once_key` },
    });
}

interface Claim {
  readonly now: Date;
  readonly leaseUntil: Date;
  readonly limit: number;
  readonly lane: JobLane | undefined;
}

/** Due jobs that may run, oldest first: a lease that ran out, or one that waits with none of its order key running or older. */
function claimable(db: Db, storeId: StoreId, now: Date): SQL | undefined {
  const other = alias(jobs, 'other');
  const before = db
    .select({ one: sql`1` })
    .from(other)
    .where(
      and(
        eq(other.storeId, jobs.storeId),
        eq(other.orderKey, jobs.orderKey),
        ne(other.id, jobs.id),
        or(eq(other.state, 'running'), and(eq(other.state, 'waiting'), lt(other.seq, jobs.seq))),
      ),
    );
  return and(
    eq(jobs.storeId, storeId),
    inArray(jobs.state, ['waiting', 'running']),
    or(
      and(eq(jobs.state, 'running'), lte(jobs.leasedUntil, now)),
      and(eq(jobs.state, 'waiting'), or(isNull(jobs.runAt), lte(jobs.runAt, now)), notExists(before)),
    ),
  );
}

async function claimRows(db: Db, storeId: StoreId, { now, leaseUntil, limit, lane }: Claim) {
  const due = db.$with('due').as(
    db
      .select({ dueId: jobs.id })
      .from(jobs)
      .where(and(lane && eq(jobs.lane, lane), claimable(db, storeId, now)))
      .orderBy(asc(jobs.seq))
      .limit(limit)
      .for('update', { skipLocked: true }),
  );
  try {
    const rows = await db
      .with(due)
      .update(jobs)
      .set({ state: 'running', leasedUntil: leaseUntil, attempt: sql`${jobs.attempt} + 1` })
      .from(due)
      .where(and(eq(jobs.storeId, storeId), eq(jobs.id, due.dueId)))
      .returning({ id: jobs.id, seq: jobs.seq, payload: jobs.payload, attempt: jobs.attempt });
    return rows.sort((a, b) => a.seq - b.seq);
  } catch (error) {
    // Two processes reached for two jobs of one order key in the same instant, and jobs_running let the other have it. Next time.
    if (sqlState(error) === UNIQUE_VIOLATION) return [];
    throw error;
  }
}

/** Adds, leases and settles the jobs of one store. */
export function createJobs(database: Database, storeId: StoreId, wakeUp: WakeUp): Jobs {
  const settle = (id: string, change: Settlement) => settleJob(database.db, storeId, id, change);
  const bury = (id: string, now: Date, error: string) =>
    settle(id, { state: 'dead', finishedAt: now, lastError: error.slice(0, MAX_ERROR_LENGTH) });
  return {
    async add(added) {
      await insertJobs(database.db, storeId, added);
      wakeUp.committed(added);
    },
    async claim(now, leaseUntil, limit, lane) {
      const claimed: Job[] = [];
      const rows = await claimRows(database.db, storeId, { now, leaseUntil, limit, lane });
      for (const { id, payload, attempt } of rows) {
        const parsed = jobPayloadSchema.safeParse(payload);
        if (parsed.success) claimed.push({ id, payload: parsed.data, attempt });
        // Left by another version of the code. Thrown, it would hold up every other job for ever.
        else await bury(id, now, `payload not understood: ${parsed.error.message}`);
      }
      return claimed;
    },
    done: (id, now) => settle(id, { state: 'done', finishedAt: now, lastError: null }),
    async failed(id, now, error, retryAt) {
      if (retryAt === null) return bury(id, now, error);
      const again = { state: 'waiting', runAt: retryAt, lastError: error.slice(0, MAX_ERROR_LENGTH) } as const;
      try {
        await settle(id, { ...again, onceKey: keyUnlessTaken });
      } catch (broken) {
        // Taken in this very instant.
        if (sqlState(broken) !== UNIQUE_VIOLATION) throw broken;
        await settle(id, { ...again, onceKey: null });
      }
    },
    counts: () => countJobs(database.db, storeId),
    onAdded: wakeUp.listen,
  };
}

interface Settlement {
  readonly state: 'waiting' | 'done' | 'dead';
  readonly lastError: string | null;
  readonly finishedAt?: Date;
  readonly runAt?: Date;
  readonly onceKey?: SQL | null;
}

/** Ends a lease. A job that runs no longer is left as it is. */
async function settleJob(db: Db, storeId: StoreId, id: string, change: Settlement): Promise<void> {
  await db
    .update(jobs)
    .set({ ...change, leasedUntil: null })
    .where(and(eq(jobs.storeId, storeId), eq(jobs.id, id), eq(jobs.state, 'running')));
}

/** A job to be tried again gives up its key when another waits under it: being older it runs first all the same. */
const keyUnlessTaken = sql`case when exists (
  select 1 from ${jobs} as twin where twin.store_id = ${jobs.storeId} and twin.once_key = ${jobs.onceKey} and twin.state = 'waiting'
) then null else ${jobs.onceKey} end`;

/** Drops jobs done a week ago, of every store. Dead ones stay until somebody has looked at them. */
export async function pruneJobs(db: Db, now: Date): Promise<void> {
  await db.delete(jobs).where(and(eq(jobs.state, 'done'), lt(jobs.finishedAt, new Date(now.getTime() - DONE_KEPT_MS))));
}

async function countJobs(db: Db, storeId: StoreId): Promise<{ waiting: number; dead: number }> {
  const rows = await db
    .select({ state: jobs.state, n: count() })
    .from(jobs)
    .where(and(eq(jobs.storeId, storeId), ne(jobs.state, 'done')))
    .groupBy(jobs.state);
  const of = (state: string) => rows.find((row) => row.state === state)?.n ?? 0;
  return { waiting: of('waiting') + of('running'), dead: of('dead') };
}
