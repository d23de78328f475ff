import { sql } from 'drizzle-orm';
import type { CaseId, StoreId } from '../domain/ids.ts';
import type { CaseLook, Reminder } from '../ports.ts';
import { changed, holdCases, writeChanged } from './case-writes.ts';
import { reminders } from './clock-tables.ts';
import { toJson } from './columns.ts';
import type { Db } from './database.ts';
import { insertion, rowsOf } from './plain-statement.ts';
import { cases } from './schema.ts';

/** Keeps looks that found nothing for the timeline; answers with those whose case is still as it was looked at. */
export async function keepQuiet(
  tx: Db,
  storeId: StoreId,
  looks: readonly CaseLook[],
  now: Date,
): Promise<readonly CaseLook[]> {
  const asked = toJson(looks.map(({ caseId: id, version, nextCheckAt: at }) => ({ id, version, at })));
  const rows = await rowsOf<{ readonly id: CaseId }>(
    tx,
    sql`update ${cases} set next_check_at = r.at
      from jsonb_to_recordset(${asked}::text::jsonb) as r(id text, version integer, at timestamptz)
      where ${cases.storeId} = ${storeId} and ${cases.id} = r.id and ${cases.version} = r.version returning ${cases.id} as id`,
  );
  const still = new Set(rows.map(({ id }) => id));
  const kept = looks.filter(({ caseId }) => still.has(caseId));
  await insertReminders(tx, storeId, kept, now);
  return kept;
}

/** Keeps looks that found something for the timeline, and writes it there; answers with those whose case is still as it was looked at. */
export async function keepTelling(
  tx: Db,
  storeId: StoreId,
  looks: readonly CaseLook[],
  now: Date,
): Promise<readonly CaseLook[]> {
  const held = await holdCases(
    tx,
    storeId,
    looks.map(({ caseId }) => caseId),
  );
  const kept = looks.filter(({ caseId, version }) => held.get(caseId)?.case.version === version);
  const nextCheckAt = new Map(kept.map((look) => [look.caseId, look.nextCheckAt]));
  const done = kept.map(({ caseId, version, events }) => {
    const told = events.map((body) => ({ by: null, body }));
    return changed(storeId, held.get(caseId) ?? null, { caseId, expectedVersion: version, at: now, events: told });
  });
  await writeChanged(tx, storeId, done, (change) => ({ nextCheckAt: nextCheckAt.get(change.case.id) ?? null }));
  await insertReminders(tx, storeId, kept, now);
  return kept;
}

async function insertReminders(tx: Db, storeId: StoreId, looks: readonly CaseLook[], now: Date): Promise<void> {
  const rows = looks.flatMap((look) =>
    look.reminders.map(({ recipient, dueAt, ...rest }: Reminder) => ({
      ...rest,
      recipientId: recipient,
      dueAt: new Date(dueAt),
      foundAt: now,
    })),
  );
  if (rows.length > 0) await tx.execute(sql`${insertion(reminders, storeId, rows)} on conflict do nothing`);
}
