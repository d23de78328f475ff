import type { NewJob } from '../domain/job.ts';
import type { Logger } from '../log.ts';

/** Tells this process that jobs were committed. */
export interface WakeUp {
  listen(wake: () => void): void;
  /** After the commit, once for all its jobs; does nothing without any. A listener that throws is logged: the commit stands. */
  committed(jobs: readonly NewJob[]): void;
}

/** Who hears of committed jobs in this process. */
export function createWakeUp(log: Logger): WakeUp {
  const listeners: (() => void)[] = [];
  return {
    listen: (wake) => {
      listeners.push(wake);
    },
    committed(jobs) {
      if (jobs.length === 0) return;
      for (const wake of listeners) {
        try {
          wake();
        } catch (error) {
          log.error({ err: error }, 'wake-up failed');
        }
      }
    },
  };
}
