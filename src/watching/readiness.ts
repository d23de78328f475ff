import { type ClockworkState, clockworkHealth } from '../clockwork.ts';
import type { Ports } from '../ports.ts';

/** How the jobs stand; null where the database did not answer. */
export interface JobsHealth {
  readonly ok: boolean;
  readonly waiting: number;
  readonly dead: number;
  /** How long the oldest has been due, ms; as far as this process has seen. */
  readonly oldestMs: number;
}

/** Whether the desk can do its work. Dead jobs are told but are no reason to take a process out: another one would do no better. */
export interface Readiness {
  readonly ok: boolean;
  readonly database: { readonly ok: boolean; readonly ms: number };
  readonly jobs: JobsHealth | null;
  readonly clockwork: ClockworkState;
}

/** However often it is asked, the database is asked once a second at most. */
const FRESH_MS = 1_000;
const DATABASE_MS = 2_000;
/** A job is taken within a second or two; one that is due for so long waits for somebody who does not come. */
const PILED_UP_MS = 300_000;

/** Tells the state of things; never throws. */
export function createReadiness(
  ports: Pick<Ports, 'jobs' | 'clock'>,
  clockwork: () => ClockworkState,
  elapsed: () => number = () => performance.now(),
): () => Promise<Readiness> {
  const queueAge = createQueueAge();
  let last: { readonly at: number; readonly answer: Promise<Pick<Readiness, 'database' | 'jobs'>> } | null = null;
  const look = async (): Promise<Pick<Readiness, 'database' | 'jobs'>> => {
    const began = elapsed();
    const now = ports.clock.now();
    const ms = () => Math.round(elapsed() - began);
    try {
      const [counts, queue] = await within(DATABASE_MS, Promise.all([ports.jobs.counts(), ports.jobs.queue(now)]));
      const oldestMs = queueAge(queue, now);
      return { database: { ok: true, ms: ms() }, jobs: { ok: oldestMs < PILED_UP_MS, ...counts, oldestMs } };
    } catch {
      return { database: { ok: false, ms: ms() }, jobs: null };
    }
  };
  return async () => {
    if (last === null || elapsed() - last.at >= FRESH_MS) last = { at: elapsed(), answer: look() };
    const seen = await last.answer;
    const clocks = clockworkHealth(clockwork(), ports.clock.now());
    return { ok: seen.database.ok && (seen.jobs?.ok ?? false) && clocks.ok, ...seen, clockwork: clocks.clockwork };
  };
}

interface Sample {
  readonly newest: number;
  readonly at: number;
}
const MOST_SAMPLES = 1_000;

/**
 * How long the oldest due job has been due. A job that is due at once does not carry its time, but ages are in order: it is at least as old as
 * the first look that saw one as young. So looks are remembered until nothing that old waits.
 */
export function createQueueAge(): (queue: Awaited<ReturnType<Ports['jobs']['queue']>>, now: Date) => number {
  let samples: readonly Sample[] = [];
  return ({ oldestDue, newest }, now) => {
    const at = now.getTime();
    if (newest !== null && newest > (samples.at(-1)?.newest ?? -1)) samples = [...samples, { newest, at }];
    if (oldestDue === null) {
      samples = samples.slice(-1);
      return 0;
    }
    const { age, runAt } = oldestDue;
    // Those before it tell nothing any more: all they saw was done.
    samples = samples.filter((sample) => sample.newest >= age).slice(-MOST_SAMPLES);
    const since = runAt?.getTime() ?? samples[0]?.at ?? at;
    return Math.max(0, at - since);
  };
}

async function within<T>(limitMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), limitMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
