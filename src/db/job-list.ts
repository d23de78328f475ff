import { and, asc, count, eq, ne, type SQL, sql } from 'drizzle-orm';
import type { StoreId } from '../domain/ids.ts';
import { type Db, sqlState, UNIQUE_VIOLATION } from './database.ts';
import { keyUnlessTaken } from './jobs.ts';
import { cases, type JobState, jobs } from './schema.ts';

/** A job as whoever runs the desk sees it. */
export interface ListedJob {
  readonly id: string;
  readonly kind: string;
  readonly state: JobState;
  /** Tries begun. */
  readonly attempt: number;
  /** Waiting: not before; running: its lease ends; dead: when it was set aside. Null: at once. */
  readonly at: Date | null;
  /** Case numbers, else the thread or message it is about; null for none. */
  readonly about: string | null;
  /** As it was thrown. */
  readonly lastError: string | null;
}

export type Live = Exclude<JobState, 'done'>;

const numbersWhere = (condition: SQL): SQL => sql`(
  select string_agg(${cases.number}, ' ' order by ${cases.number}) from ${cases} where ${cases.storeId} = ${jobs.storeId} and ${condition})`;
const threadOf = sql`case when ${jobs.orderKey} like 'case:%' then substr(${jobs.orderKey}, 6) end`;
const messageOf = sql`${jobs.payload} ->> 'message'`;
/** One lookup by index each, and only where the one before found nothing. */
const about = sql<string | null>`coalesce(
  ${numbersWhere(sql`${cases.id} = ${jobs.payload} ->> 'caseId'`)}, ${numbersWhere(sql`${cases.threadRef} = ${threadOf}`)},
  ${numbersWhere(sql`${cases.sourceRef} = ${messageOf}`)}, ${threadOf}, ${messageOf})`;

const stateIs = (storeId: StoreId, state: Live) => and(eq(jobs.storeId, storeId), eq(jobs.state, state));

/** Jobs of a store in one state, oldest first. */
export async function listJobs(db: Db, storeId: StoreId, state: Live, most: number): Promise<readonly ListedJob[]> {
  const { id, kind, attempt, runAt, leasedUntil, finishedAt, lastError } = jobs;
  const rows = await db
    .select({ id, kind, attempt, runAt, leasedUntil, finishedAt, lastError, about })
    .from(jobs)
    .where(stateIs(storeId, state))
    .orderBy(asc(jobs.seq))
    .limit(most);
  return rows.map(({ runAt, leasedUntil, finishedAt, ...row }) => ({
    ...row,
    state,
    at: { waiting: runAt, running: leasedUntil, dead: finishedAt }[state],
  }));
}

/** How many jobs of a store are in each state. */
export async function countsByState(db: Db, storeId: StoreId): Promise<Readonly<Record<Live, number>>> {
  const rows = await db
    .select({ state: jobs.state, n: count() })
    .from(jobs)
    .where(and(eq(jobs.storeId, storeId), ne(jobs.state, 'done')))
    .groupBy(jobs.state);
  const of = (state: Live) => rows.find((row) => row.state === state)?.n ?? 0;
  return { waiting: of('waiting'), running: of('running'), dead: of('dead') };
}

/** Ids of dead jobs that begin so, oldest first; all of them for an empty beginning. */
export async function deadJobs(db: Db, storeId: StoreId, beginning: string): Promise<readonly string[]> {
  const rows = await db
    .select({ id: jobs.id })
    .from(jobs)
    .where(and(stateIs(storeId, 'dead'), sql`starts_with(${jobs.id}, ${beginning})`))
    .orderBy(asc(jobs.seq));
  return rows.map(({ id }) => id);
}

/** Sends a dead job again, as if it had never been tried, though older than all that wait. False when it is dead no longer. */
export async function reviveJob(db: Db, storeId: StoreId, id: string): Promise<boolean> {
  const again = { state: 'waiting', attempt: 0, faults: 0, runAt: null, finishedAt: null } as const;
  const revive = (onceKey: SQL | null) =>
    db
      .update(jobs)
      .set({ ...again, onceKey })
      .where(and(stateIs(storeId, 'dead'), eq(jobs.id, id)))
      .returning({ id: jobs.id });
  try {
    return (await revive(keyUnlessTaken)).length > 0;
  } catch (error) {
    // Taken in this very instant.
    if (sqlState(error) !== UNIQUE_VIOLATION) throw error;
    return (await revive(null)).length > 0;
  }
}

/** Forgets a dead job for good. False when it is dead no longer. */
export async function dropJob(db: Db, storeId: StoreId, id: string): Promise<boolean> {
  const gone = await db
    .delete(jobs)
    .where(and(stateIs(storeId, 'dead'), eq(jobs.id, id)))
    .returning({ id: jobs.id });
  return gone.length > 0;
}
