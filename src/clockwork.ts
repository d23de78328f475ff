import { tick } from './flows/tick.ts';
import type { Logger } from './log.ts';
import type { Ports } from './ports.ts';

/** What the watchdog shows: when the clockwork last looked, how long that took, what failed last, and how late the worst reminder of the day was. */
export interface ClockworkState {
  readonly lastTickAt: string | null;
  readonly lastTickMs: number;
  readonly lastError: string | null;
  readonly told: number;
  readonly worstLagMs: number;
  /** Due to be told and not told. */
  readonly waiting: number;
}

/** The clockwork of one process. */
export interface Clockwork {
  /** One look; one that comes while another is under way waits for that one. */
  tick(): Promise<void>;
  state(): ClockworkState;
  stop(): Promise<void>;
}

/** Puts the looks in a row. A look that fails is logged and counts as none: the next one finds what was due. */
export function startClockwork(ports: Ports, log: Logger): Clockwork {
  let under: Promise<void> | null = null;
  let stopped = false;
  let state: ClockworkState = {
    lastTickAt: null,
    lastTickMs: 0,
    lastError: null,
    told: 0,
    worstLagMs: 0,
    waiting: 0,
  };
  const look = async () => {
    const began = performance.now();
    try {
      const { looked, told, today, faults } = await tick(ports);
      for (const { caseId, error } of faults) log.error({ err: error, caseId }, 'a case could not be looked at');
      if (looked + told > 0) log.debug({ looked, told }, 'clockwork');
      state = {
        lastTickAt: ports.clock.now().toISOString(),
        lastTickMs: Math.round(performance.now() - began),
        lastError: null,
        ...today,
      };
    } catch (error) {
      state = { ...state, lastError: error instanceof Error ? error.name : 'error' };
      log.error({ err: error }, 'the clockwork could not look at what is due');
    }
  };
  return {
    tick: () => {
      if (stopped) return Promise.resolve();
      under ??= look().finally(() => {
        under = null;
      });
      return under;
    },
    state: () => state,
    stop: async () => {
      stopped = true;
      await under;
    },
  };
}

/** A clockwork that has not looked for a minute is not well: somebody is not being reminded. Before the first look there is nothing to say. */
export const clockworkHealth = (
  state: ClockworkState,
  now: Date,
): { readonly ok: boolean; readonly clockwork: ClockworkState } => ({
  ok: state.lastTickAt === null || now.getTime() - Date.parse(state.lastTickAt) < 60_000,
  clockwork: state,
});
