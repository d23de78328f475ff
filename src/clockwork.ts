import { tick } from './flows/tick.ts';
import type { Logger } from './log.ts';
import type { Ports } from './ports.ts';

/** What the watchdog shows: when the clockwork last looked, how long that took, what failed last, and how late the worst reminder of the day was. */
export interface ClockworkState {
  readonly startedAt: string;
  readonly lastTickAt: string | null;
  /** When another process of the same store last had the turn to look. */
  readonly elsewhereAt: string | null;
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
  /** Another process looks this time. */
  elsewhere(): void;
  state(): ClockworkState;
  stop(): Promise<void>;
}

/** Hears how a look went: `ok` or `failed`, how many reminders it told, how long it took. */
export type TickWatch = (result: 'ok' | 'failed', told: number, ms: number) => void;

/** Puts the looks in a row. A look that fails is logged and counts as none: the next one finds what was due. */
export function startClockwork(ports: Ports, log: Logger, onTick: TickWatch = () => {}): Clockwork {
  let under: Promise<void> | null = null;
  let stopped = false;
  let state: ClockworkState = {
    startedAt: ports.clock.now().toISOString(),
    lastTickAt: null,
    elsewhereAt: null,
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
      const ms = performance.now() - began;
      onTick('ok', told, ms);
      state = {
        ...state,
        lastTickAt: ports.clock.now().toISOString(),
        lastTickMs: Math.round(ms),
        lastError: null,
        ...today,
      };
    } catch (error) {
      onTick('failed', 0, performance.now() - began);
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
    elsewhere: () => {
      state = { ...state, elsewhereAt: ports.clock.now().toISOString() };
    },
    state: () => state,
    stop: async () => {
      stopped = true;
      await under;
    },
  };
}

const UNWELL_AFTER_MS = 60_000;

/** Since this process, or another one of the store, last looked; since the start when nobody did. In ms. */
export const sinceLook = ({ startedAt, lastTickAt, elsewhereAt }: ClockworkState, now: Date): number => {
  const looks = [lastTickAt, elsewhereAt].flatMap((at) => (at === null ? [] : [Date.parse(at)]));
  return Math.max(0, now.getTime() - Math.max(...(looks.length > 0 ? looks : [Date.parse(startedAt)])));
};

/** A clockwork that nobody has looked after for a minute is not well: somebody is not being reminded. */
export const clockworkHealth = (
  state: ClockworkState,
  now: Date,
): { readonly ok: boolean; readonly clockwork: ClockworkState } => ({
  ok: sinceLook(state, now) < UNWELL_AFTER_MS,
  clockwork: state,
});
