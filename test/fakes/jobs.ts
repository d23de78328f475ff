import { type JobLane, MODEL_JOBS, type NewJob } from '../../src/domain/job.ts';
import type { Jobs } from '../../src/ports.ts';

export interface FakeJob extends NewJob {
  readonly id: string;
  state: 'waiting' | 'running' | 'done' | 'dead';
  attempt: number;
  faults: number;
  leaseUntil: Date | null;
  notBefore: Date | null;
  lastError: string | null;
}

export interface FakeJobs extends Jobs {
  /** Adds at once, for the other fakes' transactions; calls back like `add`. */
  put(jobs: readonly NewJob[]): void;
  /** Every job there ever was, oldest first. */
  readonly all: readonly FakeJob[];
}

const isIn = ({ payload }: NewJob, lane: JobLane | undefined): boolean =>
  lane === undefined || MODEL_JOBS.includes(payload.kind) === (lane === 'model');

export function createFakeJobs(): FakeJobs {
  const all: FakeJob[] = [];
  const listeners: (() => void)[] = [];
  const waitsAlready = (key: string | undefined) =>
    key !== undefined && all.some((job) => job.state === 'waiting' && job.onceKey === key);
  const running = (id: string, attempt: number) =>
    all.find((job) => job.id === id && job.state === 'running' && job.attempt === attempt);

  function put(jobs: readonly NewJob[]): void {
    for (const job of jobs) {
      if (waitsAlready(job.onceKey)) continue;
      const fresh = {
        state: 'waiting',
        attempt: 0,
        faults: 0,
        leaseUntil: null,
        notBefore: job.runAt ?? null,
        lastError: null,
      } as const;
      all.push({ ...job, ...fresh, id: `job-${all.length + 1}` });
    }
    if (jobs.length > 0) for (const wake of listeners) wake();
  }
  function putBack(job: FakeJob, error: string, retryAt: Date | null): void {
    const state = retryAt ? 'waiting' : 'dead';
    const onceKey = waitsAlready(job.onceKey) ? undefined : job.onceKey;
    Object.assign(job, { state, onceKey, notBefore: retryAt, leaseUntil: null, lastError: error });
  }
  function claimable(job: FakeJob, now: Date): boolean {
    if (job.state === 'running') return job.leaseUntil !== null && job.leaseUntil <= now;
    if (job.state !== 'waiting' || (job.notBefore && job.notBefore > now)) return false;
    const before = (other: FakeJob, i: number) =>
      other.state === 'running' || (other.state === 'waiting' && i < all.indexOf(job));
    return job.orderKey === undefined || !all.some((o, i) => o !== job && o.orderKey === job.orderKey && before(o, i));
  }
  return {
    all,
    put,
    async add(jobs) {
      put(jobs);
    },
    async claim(now, leaseUntil, limit, lane) {
      const due = all.filter((job) => isIn(job, lane) && claimable(job, now)).slice(0, limit);
      for (const job of due) Object.assign(job, { state: 'running', leaseUntil, attempt: job.attempt + 1 });
      return due.map(({ id, payload, attempt, faults, trace = null }) => ({ id, payload, attempt, faults, trace }));
    },
    async done(id, attempt) {
      const job = running(id, attempt);
      if (job) job.state = 'done';
    },
    async failed(id, attempt, _now, error, retryAt) {
      const job = running(id, attempt);
      if (!job) return;
      job.faults += 1;
      putBack(job, error, retryAt);
    },
    async postponed(id, attempt, why, until) {
      const job = running(id, attempt);
      if (job) putBack(job, why, until);
    },
    async counts() {
      const of = (...states: FakeJob['state'][]) => all.filter((job) => states.includes(job.state)).length;
      return { waiting: of('waiting', 'running'), dead: of('dead') };
    },
    async queue(now) {
      const age = all.findIndex((job) => claimable(job, now));
      const newest = all.findLastIndex(({ state }) => state === 'waiting' || state === 'running');
      const oldest = all[age];
      return {
        oldestDue: oldest ? { age, runAt: oldest.notBefore } : null,
        newest: newest < 0 ? null : newest,
      };
    },
    async prune() {},
    onAdded(wake) {
      listeners.push(wake);
    },
  };
}
