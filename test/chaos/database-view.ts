import { randomUUID } from 'node:crypto';
import { reminders } from '../../src/db/clock-tables.ts';
import type { Database } from '../../src/db/database.ts';
import { openDatabase } from '../../src/db/open-database.ts';
import { createPolicies } from '../../src/db/policies.ts';
import { cases, jobs, messages, shown } from '../../src/db/schema.ts';
import { createStores } from '../../src/db/stores.ts';
import type { Case } from '../../src/domain/case.ts';
import type { CaseEvent } from '../../src/domain/case-event.ts';
import { replay } from '../../src/domain/case-fold.ts';
import type { StoreId } from '../../src/domain/ids.ts';
import { type JobPayload, jobPayloadSchema } from '../../src/domain/job.ts';
import type { Person } from '../../src/domain/person.ts';
import { DEFAULT_POLICY } from '../../src/domain/policy.ts';
import { approvalCardOf } from '../../src/flows/show-approval.ts';
import { cardOf } from '../../src/flows/show-case.ts';
import { mention } from '../../src/slack/links.ts';
import { approvalCard } from '../../src/slack/views/approval-card.ts';
import { caseCard, type Said } from '../../src/slack/views/case-card.ts';
import { wordingFor } from '../../src/wording/wording.ts';
import { quiet } from '../support/database.ts';
import { type Ground, STORE_ID } from './ground.ts';

/*
 * What the database holds, read after the desks are gone.
 */

/** A case with its timeline, and what the chat should show of it. */
export interface KeptCase {
  readonly case: Case;
  readonly events: readonly CaseEvent[];
  /** False when the timeline, replayed, tells another case than the row. */
  readonly replays: boolean;
  readonly card: Said;
  readonly approvals: readonly { readonly proposal: string; readonly card: Said }[];
}

/** A job as it stands in the end. `run` is its age: lower is older. */
export interface KeptJob {
  readonly id: string;
  readonly run: number;
  readonly payload: JobPayload;
  readonly orderKey: string | null;
  readonly state: 'waiting' | 'running' | 'done' | 'dead';
  readonly runAt: number | null;
  readonly attempt: number;
  readonly error: string | null;
}

export interface DatabaseView {
  readonly cases: readonly KeptCase[];
  readonly jobs: readonly KeptJob[];
  readonly messages: readonly (typeof messages.$inferSelect)[];
  readonly reminders: readonly (typeof reminders.$inferSelect)[];
  /** Where things stand: `case:<id>`, `approval:<proposal>` → message. */
  readonly shown: ReadonlyMap<string, string>;
  readonly people: readonly Person[];
}

/** Opens the database of a run, reads it whole, and closes it. */
export async function readDatabase(ground: Ground): Promise<DatabaseView> {
  const now = () => new Date(ground.clock.now());
  const database = await openDatabase({ ...ground.database, log: quiet, now });
  try {
    return await readAll(database, now);
  } finally {
    await database.close();
  }
}

async function readAll(database: Database, now: () => Date): Promise<DatabaseView> {
  const { db } = database;
  const storeId = STORE_ID as StoreId;
  const stores = createStores(database, storeId);
  const policies = await createPolicies(database, storeId, DEFAULT_POLICY, [], now());
  const ports = { ...stores, policies, clock: { now, newId: randomUUID } };
  const w = wordingFor('zh');
  const rows = await db.select().from(cases);
  const states = new Map(rows.map((row) => [row.id, row.state]));
  const kept: KeptCase[] = [];
  for (const c of await stores.cases.list({})) {
    const events = await stores.cases.timeline(c.id);
    const approvals = [];
    for (const proposal of c.proposals.filter((p) => p.lines.length > 0)) {
      const card = approvalCard(await approvalCardOf(ports, c, proposal), w, mention);
      approvals.push({ proposal: proposal.id, card });
    }
    const card = caseCard(await cardOf(ports, c), w, now(), mention);
    const replays = same(replay(events), states.get(c.id));
    kept.push({ case: c, events, replays, card, approvals });
  }
  return {
    cases: kept,
    jobs: (await db.select().from(jobs)).map(jobOf),
    messages: await db.select().from(messages),
    reminders: await db.select().from(reminders),
    shown: new Map((await db.select().from(shown)).map(({ key, ref }) => [key, ref])),
    people: await stores.people.staff(),
  };
}

const jobOf = (row: typeof jobs.$inferSelect): KeptJob => ({
  id: row.id,
  run: row.seq,
  payload: jobPayloadSchema.parse(row.payload),
  orderKey: row.orderKey,
  state: row.state,
  runAt: row.runAt?.getTime() ?? null,
  attempt: row.attempt,
  error: row.lastError,
});

/** The same whatever the order of fields: jsonb keeps none. */
function same(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, inner) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => a.localeCompare(b)))
      : inner,
  );
