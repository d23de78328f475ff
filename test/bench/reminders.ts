import { DEFAULT_POLICY } from '../../src/domain/policy.ts';
import { tick } from '../../src/flows/tick.ts';
import { startJobLoop } from '../../src/job-loop.ts';
import { quiet } from '../support/database.ts';
import { benchDesk } from './bench-desk.ts';
import { type Figure, percentile, within } from './figure.ts';
import type { Ground } from './ground.ts';
import { LIVED_UNTIL } from './seed-lives.ts';

const PERIOD_MS = 5_000;

/**
 * How late reminders are told after the time of their step, in real time, with the tick and the jobs as they run in a desk. Reminders to one person are not put together
 * here (`mergeMinutes` 0): what is kept waiting for that is meant to wait.
 */
export async function reminderFigures(ground: Ground): Promise<readonly Figure[]> {
  const { lateOpen, lateSeconds } = ground.sizes;
  const plot = await ground.fresh(lateOpen);
  const began = performance.now();
  // The seeded ones are all lived by then: what is told from here on, this desk told.
  const start = LIVED_UNTIL.getTime() + 56 * 60_000;
  const clock = { now: () => new Date(start + performance.now() - began), newId: () => crypto.randomUUID() };
  const policy = { ...DEFAULT_POLICY, reminders: { ...DEFAULT_POLICY.reminders, mergeMinutes: 0 } };
  const { ports } = benchDesk(plot.database, plot.storeId, clock, policy);
  const jobs = startJobLoop(ports, quiet);
  await tick(ports);
  await jobs.idle();
  const since = clock.now();
  const until = performance.now() + lateSeconds * 1_000;
  while (performance.now() < until) {
    const next = performance.now() + PERIOD_MS;
    await tick(ports);
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, Math.min(next, until) - performance.now())));
  }
  await jobs.stop();
  const told = await plot.sql<{ ms: number }[]>`
    select (extract(epoch from settled_at - deliver_at) * 1000)::float8 as ms from reminders
    where store_id = ${plot.storeId} and outcome = 'told' and deliver_at >= ${since}`;
  const late = told.map((row) => row.ms);
  const cases = lateOpen.toLocaleString('en');
  return [
    within(`a reminder's lateness, p95 of ${late.length}, ${cases} open`, percentile(late, 0.95), 'ms', PERIOD_MS),
  ];
}
