import { JOB_LANES, type JobLane } from './domain/job.ts';
import { claimJobs, type JobReport, runJob } from './flows/run-jobs.ts';
import type { Logger } from './log.ts';
import type { Job, Ports } from './ports.ts';

/** Jobs of a lane that one process works on at the same time. */
const SLOTS: Readonly<Record<JobLane, number>> = { desk: 8, model: 4 };

/** Stands around a try of a job. */
export type JobWatch = (job: Job, run: () => Promise<JobReport>) => Promise<JobReport>;

/** Keeps taking jobs while there are any; sleeps until woken. */
export interface JobLoop {
  /** Looks for jobs now: something was added, or a tick came. */
  wake(): void;
  /** Resolves once nothing runs and nothing that is due waits. */
  idle(): Promise<void>;
  /** Takes no more jobs and waits for those under way. */
  stop(): Promise<void>;
}

/** Starts a loop for each lane, so that a slow model holds up no card; they do nothing until the first wake. */
export function startJobLoop(ports: Ports, log: Logger, watch: JobWatch = (_, run) => run()): JobLoop {
  const lanes = JOB_LANES.map((lane) => startLane(ports, log, lane, watch));
  const wake = (): void => {
    for (const lane of lanes) lane.wake();
  };
  ports.jobs.onAdded(wake);
  const stop = async () => void (await Promise.all(lanes.map((lane) => lane.stop())));
  return { wake, idle: () => allIdle(lanes), stop };
}

/** Work in one lane makes work in the other: idle is when a round through all finds nothing. */
async function allIdle(lanes: readonly Lane[]): Promise<void> {
  do {
    for (const lane of lanes) await lane.idle();
  } while (lanes.some((lane) => lane.busy()));
}

interface Lane extends JobLoop {
  busy(): boolean;
}

function startLane(ports: Ports, log: Logger, lane: JobLane, watch: JobWatch): Lane {
  const running = new Set<Promise<void>>();
  let claiming: Promise<void> | null = null;
  let again = false;
  let stopped = false;

  const claim = async (): Promise<void> => {
    do {
      again = false;
      const free = SLOTS[lane] - running.size;
      const jobs = stopped || free <= 0 ? [] : await claimJobs(ports, free, lane);
      for (const job of jobs) {
        const work = watch(job, () => runJob(ports, job)).then(
          (report) => note(log, report),
          (error) => log.error({ err: error, job: job.payload.kind }, 'a job could not even be put back'),
        );
        const tracked: Promise<void> = work.finally(() => {
          running.delete(tracked);
          wake();
        });
        running.add(tracked);
      }
    } while (again && !stopped);
  };

  const wake = (): void => {
    again = true;
    if (claiming || stopped) return;
    claiming = claim()
      .catch((error) => log.error({ err: error }, 'jobs could not be taken'))
      .finally(() => {
        claiming = null;
        if (again && !stopped && running.size < SLOTS[lane]) wake();
      });
  };

  const idle = async (): Promise<void> => {
    wake();
    while (claiming || running.size > 0) await (claiming ?? Promise.race(running));
  };

  return {
    wake,
    idle,
    busy: () => claiming !== null || running.size > 0,
    stop: async () => {
      stopped = true;
      while (claiming || running.size > 0) await (claiming ?? Promise.race(running));
    },
  };
}

function note(log: Logger, report: JobReport): void {
  const { kind } = report.job.payload;
  const caseId = 'caseId' in report.job.payload ? report.job.payload.caseId : undefined;
  const about = { flow: kind, caseId, attempt: report.job.attempt };
  if (report.type === 'done' && report.firstCardAfterMs !== null) {
    log.info({ ...about, ms: report.firstCardAfterMs }, 'first card shown');
  } else if (report.type === 'done') log.debug(about, 'job done');
  else if (report.type === 'retry')
    log.warn({ ...about, err: report.error, retryAt: report.retryAt }, 'job will be tried again');
  else log.error({ ...about, err: report.error }, 'job set aside');
}
