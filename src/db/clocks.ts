import { and, asc, desc, eq, gte, isNull, lt, lte, type SQL, sql } from 'drizzle-orm';
import { DrizzleQueryError } from 'drizzle-orm/errors';
import type { Case } from '../domain/case.ts';
import type { CaseId, StoreId } from '../domain/ids.ts';
import type { CaseLook, Clocks, Reminder, ReminderKey } from '../ports.ts';
import { caseOf } from './case-reads.ts';
import { occasions, reminders } from './clock-tables.ts';
import { toJson } from './columns.ts';
import type { Database, Db } from './database.ts';
import { insertJobs } from './jobs.ts';
import { keepQuiet, keepTelling } from './looks.ts';
import { cases } from './schema.ts';
import type { WakeUp } from './wake-up.ts';

const UNREADABLE_RETRY_MS = 3_600_000;

type Row = typeof reminders.$inferSelect;

const reminderOf = ({ caseId, timer, step, recipientId, kind, dueAt, deliverAt, shouldAt }: Row): Reminder => ({
  caseId,
  timer,
  step,
  recipient: recipientId,
  kind,
  dueAt: dueAt.toISOString(),
  deliverAt,
  shouldAt,
});

/** What the clockwork of one store remembers. */
export function createClocks(database: Database, storeId: StoreId, wakeUp: WakeUp): Clocks {
  return {
    ...clockReads(database, storeId),
    async checked(looks, now) {
      const [telling, quiet] = [looks.filter(tells), looks.filter((look) => !tells(look))];
      const kept: CaseLook[] = [];
      for (const [some, keep] of [
        [telling, keepTelling],
        [quiet, keepQuiet],
      ] as const) {
        if (some.length === 0) continue;
        const done = await database.transaction(async (tx) => {
          const found = await keep(tx, storeId, some, now);
          await insertJobs(tx, storeId, jobsOf(found));
          return found;
        });
        kept.push(...done);
      }
      wakeUp.committed(jobsOf(kept));
      return new Set(kept.map(({ caseId }) => caseId));
    },
    async settle(keys, outcome, jobs, now) {
      const done = await database.transaction(async (tx) => {
        if (!(await settleAll(tx, storeId, keys, outcome, now))) return false;
        await insertJobs(tx, storeId, jobs);
        return true;
      });
      if (done) wakeUp.committed(jobs);
      return done;
    },
    async once(key, jobs, now) {
      const first = await database.transaction(async (tx) => {
        const [added] = await tx
          .insert(occasions)
          .values({ storeId, key, at: now })
          .onConflictDoNothing()
          .returning({ key: occasions.key });
        if (!added) return false;
        await insertJobs(tx, storeId, jobs);
        return true;
      });
      if (first) wakeUp.committed(jobs);
      return first;
    },
  };
}

const LAG_MS = sql`coalesce(max(extract(epoch from ${reminders.settledAt} - ${reminders.shouldAt})), 0) * 1000`;

function clockReads(
  database: Database,
  storeId: StoreId,
): Pick<Clocks, 'toCheck' | 'pending' | 'lastToldAt' | 'punctuality'> {
  const here = eq(reminders.storeId, storeId);
  const waiting = (now: Date) => and(here, isNull(reminders.settledAt), lte(reminders.deliverAt, now));
  let dueNow: ReturnType<typeof dueStatement> | null = null;
  return {
    async toCheck(now, limit) {
      const { db } = database;
      dueNow ??= dueStatement(db, storeId);
      const rows = await dueNow.execute({ now, limit });
      const due: Case[] = [];
      for (const row of rows) {
        const c = await readable(database, storeId, row);
        if (c) due.push(c);
        else await lookAgain(db, storeId, row.id, new Date(now.getTime() + UNREADABLE_RETRY_MS));
      }
      return due;
    },
    async pending(now) {
      const { recipientId, deliverAt, caseId, timer, step } = reminders;
      const order = [recipientId, deliverAt, caseId, timer, step].map((column) => asc(column));
      const rows = await database.db
        .select()
        .from(reminders)
        .where(waiting(now))
        .orderBy(...order);
      return rows.map(reminderOf);
    },
    async lastToldAt(person) {
      const [row] = await database.db
        .select({ at: reminders.settledAt })
        .from(reminders)
        .where(and(here, eq(reminders.recipientId, person), wasTold))
        .orderBy(desc(reminders.settledAt))
        .limit(1);
      return row?.at ?? null;
    },
    async punctuality(from, to) {
      const between = and(gte(reminders.settledAt, from), lt(reminders.settledAt, to));
      const [told] = await database.db
        .select({ n: sql`count(*)`.mapWith(Number), worstLagMs: LAG_MS.mapWith(Number) })
        .from(reminders)
        .where(and(here, wasTold, between));
      const left = await database.db.$count(reminders, waiting(to));
      return { told: told?.n ?? 0, worstLagMs: Math.round(told?.worstLagMs ?? 0), waiting: left };
    },
  };
}

/** Put together once: every tick asks it, and mostly nothing is due; as much time again went into putting it together as into asking. */
const dueStatement = (db: Db, storeId: StoreId) =>
  db
    .select({ id: cases.id, state: cases.state })
    .from(cases)
    .where(
      and(
        eq(cases.storeId, storeId),
        sql`${cases.nextCheckAt} <= ${sql.param(sql.placeholder('now'), cases.nextCheckAt)}`,
      ),
    )
    .orderBy(asc(cases.nextCheckAt), asc(cases.id))
    .limit(sql.placeholder('limit'))
    .prepare('due_now');

/** Null, and an entry in the log, for a case that this version of the code cannot read: thrown, it would stop the clocks of all others. */
async function readable(
  database: Database,
  storeId: StoreId,
  row: { readonly id: CaseId; readonly state: unknown },
): Promise<Case | null> {
  try {
    return await caseOf(database.db, storeId, row);
  } catch (error) {
    if (error instanceof DrizzleQueryError) throw error;
    database.log.error({ err: error, caseId: row.id }, 'case not understood: its clocks stand still');
    return null;
  }
}

async function lookAgain(db: Db, storeId: StoreId, id: CaseId, at: Date): Promise<void> {
  await db
    .update(cases)
    .set({ nextCheckAt: at })
    .where(and(eq(cases.storeId, storeId), eq(cases.id, id)));
}

// In the very words of the indexes, which are not used for a parameter.
const wasTold = sql`${reminders.outcome} = 'told'`;

const tells = ({ events }: CaseLook): boolean => events.length > 0;
const jobsOf = (looks: readonly CaseLook[]) => looks.flatMap((look) => look.jobs);

/** Settles every one of them or, when one is settled already, none. */
async function settleAll(
  tx: Db,
  storeId: StoreId,
  keys: readonly ReminderKey[],
  outcome: 'told' | 'moot',
  now: Date,
): Promise<boolean> {
  const asked = [...new Map(keys.map((key) => [JSON.stringify(keyOf(key)), key])).values()];
  if (asked.length === 0) return true;
  const open = and(eq(reminders.storeId, storeId), isNull(reminders.settledAt), anyOf(asked));
  // Held first, in one order for all, so that two who settle overlapping ones never wait in a ring.
  const held = await tx
    .select({ step: reminders.step })
    .from(reminders)
    .where(open)
    .orderBy(asc(reminders.caseId), asc(reminders.timer), asc(reminders.step), asc(reminders.recipientId))
    .for('update');
  if (held.length < asked.length) return false;
  await tx.update(reminders).set({ settledAt: now, outcome }).where(open);
  return true;
}

const keyOf = ({ caseId, timer, step, recipient }: ReminderKey) => [caseId, timer, step, recipient];

/** As one parameter: after a long standstill more are due than a statement may have parameters. */
const anyOf = (keys: readonly ReminderKey[]): SQL => sql`
  (${reminders.caseId}, ${reminders.timer}, ${reminders.step}, ${reminders.recipientId}) in (
    select k ->> 0, k ->> 1, k ->> 2, k ->> 3 from jsonb_array_elements(${toJson(keys.map(keyOf))}::text::jsonb) as k
  )`;
