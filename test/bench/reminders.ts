import { createStores } from '../../src/db/stores.ts';
import { OPEN_STATUSES } from '../../src/domain/case-status.ts';
import type { StoreId } from '../../src/domain/ids.ts';
import { DEFAULT_POLICY } from '../../src/domain/policy.ts';
import { stepsFor } from '../../src/domain/reminder.ts';
import { tick } from '../../src/flows/tick.ts';
import { startJobLoop } from '../../src/job-loop.ts';
import { quiet } from '../support/database.ts';
import { benchDesk } from './bench-desk.ts';
import { type Figure, percentile, within } from './figure.ts';
import type { Ground, Plot } from './ground.ts';
import { LIVED_UNTIL } from './seed-lives.ts';

const PERIOD_MS = 5_000;
const MINUTE = 60_000;

/** So close together that some fall due while it is measured. */
const SPREAD_MINUTES = 5;
const policy = { ...DEFAULT_POLICY, reminders: { ...DEFAULT_POLICY.reminders, mergeMinutes: 0 } };

/**
 * How late reminders are told after the time of their step, in real time, with the tick and the jobs as they run in a desk. Reminders to one
 * person are not put together here (`mergeMinutes` 0): what is kept waiting for that is meant to wait.
 */
export async function reminderFigures(ground: Ground): Promise<readonly Figure[]> {
  const { lateOpen, lateSeconds } = ground.sizes;
  const plot = await ground.fresh(lateOpen, SPREAD_MINUTES);
  const start = await busiest(plot, lateSeconds * 1_000);
  // Stands still until what fell due before is told: what is told from then on, this desk told in time or late.
  let began = Number.POSITIVE_INFINITY;
  const now = () => new Date(start + Math.max(0, performance.now() - began));
  const { ports } = benchDesk(plot.database, plot.storeId, { now, newId: () => crypto.randomUUID() }, policy);
  const jobs = startJobLoop(ports, quiet);
  await tick(ports);
  await jobs.idle();
  began = performance.now();
  const until = began + lateSeconds * 1_000;
  while (performance.now() < until) {
    const next = performance.now() + PERIOD_MS;
    await tick(ports);
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, Math.min(next, until) - performance.now())));
  }
  await tick(ports);
  await jobs.stop();
  const told = await plot.sql<{ ms: number }[]>`
    select (extract(epoch from settled_at - should_at) * 1000)::float8 as ms from reminders
    where store_id = ${plot.storeId} and outcome = 'told' and should_at > ${new Date(start)}`;
  const late = told.map((row) => row.ms);
  const cases = lateOpen.toLocaleString('en');
  return [
    within(`a reminder's lateness, p95 of ${late.length}, ${cases} open`, percentile(late, 0.95), 'ms', PERIOD_MS),
  ];
}

/** The begin of so many milliseconds in which most steps of the next hours lie; those of one instant, such as an opening, are left out. */
async function busiest({ database, storeId }: Plot, ms: number): Promise<number> {
  const { cases } = createStores(database, storeId as StoreId);
  const steps = (await cases.list({ statuses: OPEN_STATUSES })).flatMap((c) => stepsFor(c, policy));
  const from = LIVED_UNTIL.getTime() + 56 * MINUTE;
  const soon = steps.map(({ at }) => at.getTime()).filter((at) => at > from && at < from + 300 * MINUTE);
  const alone = [...Map.groupBy(soon, (at) => at)].flatMap(([at, same]) => (same.length === 1 ? [at] : []));
  const stretches = [...Map.groupBy(alone, (at) => Math.floor(at / ms))].toSorted((a, b) => b[1].length - a[1].length);
  return (stretches[0]?.[0] ?? from / ms) * ms;
}
