import { schedule } from 'node-cron';
import type { Logger } from './log.ts';

/** What the clockwork sets off. It only says when to look; what is due, the database says. */
export interface Ticks {
  readonly lookForJobs: () => void;
  /** Cases whose time has come, reminders, digests. */
  readonly watchClocks: () => Promise<void>;
  readonly maintain: () => Promise<void>;
}

/** Starts the schedules; returns how to stop them. A tick that comes late is still run: every job is a look at what is due. */
export function startCron(ticks: Ticks, log: Logger): () => Promise<void> {
  const options = { noOverlap: true, missedExecutionTolerance: 30_000 };
  const tasks = [
    schedule('*/2 * * * * *', ticks.lookForJobs, options),
    schedule('*/5 * * * * *', ticks.watchClocks, options),
    schedule(
      '*/5 * * * *',
      () => ticks.maintain().catch((error) => log.error({ err: error }, 'database upkeep failed')),
      options,
    ),
  ];
  return async () => {
    await Promise.all(tasks.map((task) => task.destroy()));
  };
}
