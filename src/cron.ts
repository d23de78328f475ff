import { type RunCoordinator, schedule } from 'node-cron';
import type { Logger } from './log.ts';

/** What the clockwork sets off. It only says when to look; what is due, the database says. */
export interface Ticks {
  readonly lookForJobs: () => void;
  /** Until when this process listens to the chat. */
  readonly listen: () => Promise<void>;
  /** Cases whose time has come, reminders, digests. */
  readonly watchClocks: () => Promise<void>;
  readonly maintain: () => Promise<void>;
}

/** Who looks, where several processes share a database. */
export interface Replicas {
  /** True for the one process that does what `name` says at this instant of its schedule. */
  takeTurn(name: string, instant: Date): Promise<boolean>;
  /** Another one looks after the clocks this time. */
  readonly onElsewhere: () => void;
}

/** node-cron's key is the name of the task and the instant of its schedule in ISO, the same in every process. */
const coordinator = ({ takeTurn }: Replicas): RunCoordinator => ({
  shouldRun: (key) => {
    const at = key.indexOf(':');
    return takeTurn(key.slice(0, at), new Date(key.slice(at + 1)));
  },
});

/** node-cron would write to the console. Neither is a fault of ours: what was due is still due at the next tick. */
const loggerOf = (log: Logger) => {
  const said = (level: 'debug' | 'warn') => (message: string | Error, error?: Error) =>
    log[level](
      { mod: 'cron', ...(error || message instanceof Error ? { err: error ?? message } : {}) },
      String(message),
    );
  return { info: said('debug'), warn: said('warn'), error: said('warn'), debug: said('debug') };
};

/**
 * Starts the schedules; returns how to stop them. A tick that comes late is still run: every job is a look at what is due. With `replicas` the
 * clocks and the upkeep are looked after by one process at a time; jobs are taken by all.
 */
export function startCron(ticks: Ticks, log: Logger, replicas: Replicas | null = null): () => Promise<void> {
  const options = { noOverlap: true, missedExecutionTolerance: 30_000, logger: loggerOf(log) };
  const once = (name: string) =>
    replicas ? { ...options, name, distributed: true, runCoordinator: coordinator(replicas) } : { ...options, name };
  const clocks = schedule('*/5 * * * * *', ticks.watchClocks, once('clocks'));
  clocks.on('execution:skipped', ({ reason }) => {
    if (reason === 'not-elected') replicas?.onElsewhere();
  });
  const maintain = () => ticks.maintain().catch((error) => log.error({ err: error }, 'database upkeep failed'));
  const tasks = [
    schedule('*/2 * * * * *', ticks.lookForJobs, options),
    schedule('*/5 * * * * *', ticks.listen, options),
    clocks,
    schedule('*/5 * * * *', maintain, once('upkeep')),
  ];
  return async () => {
    await Promise.all(tasks.map((task) => task.destroy()));
  };
}
