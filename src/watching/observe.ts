import type { NewJob } from '../domain/job.ts';
import type { JobWatch } from '../job-loop.ts';
import type { Metrics } from '../metrics.ts';
import type { Commit, Ports } from '../ports.ts';
import type { EventWatch } from '../slack/ack-after-store.ts';
import type { CallWatch } from '../slack/clients.ts';
import type { Tracer } from './tracing.ts';

/*
 * What came → what was stored → which job followed → what Slack was asked: counted, timed, and one trace. The trace goes from a transaction to
 * its jobs by a field of the job, so that it holds across processes and restarts.
 */

/** Counts and traces what comes from the chat. */
export const watchEvents =
  ({ onEvent }: Metrics, tracer: Tracer): EventWatch =>
  (kind, work) => {
    const began = performance.now();
    let ackMs: number | null = null;
    const acked = (): void => {
      ackMs ??= performance.now() - began;
    };
    return tracer
      .span({ name: `event ${kind}`, kind: 'server', parent: null }, () => work(acked))
      .then(
        () => onEvent(kind, ackMs === null ? 'unanswered' : 'acknowledged', ackMs),
        (error) => {
          onEvent(kind, 'failed', ackMs);
          throw error;
        },
      );
  };

/** Counts and traces calls to Slack's Web API. */
export const watchCalls =
  ({ onSlackCall }: Metrics, tracer: Tracer): CallWatch =>
  (method, call) => {
    const began = performance.now();
    let result = 'ok';
    const attributes = { 'rpc.system': 'slack', 'rpc.method': method };
    return tracer
      .span({ name: `slack ${method}`, kind: 'client', attributes }, (span) =>
        call((why) => {
          result = why;
          span.fail(why);
        }),
      )
      .finally(() => onSlackCall(method, result, performance.now() - began));
  };

/** Counts and traces tries of jobs. */
export const watchJobs =
  ({ onJob }: Metrics, tracer: Tracer): JobWatch =>
  async (job, run) => {
    const began = performance.now();
    const { kind } = job.payload;
    const attributes = { 'kesu.job': job.id, 'kesu.attempt': job.attempt };
    const report = await tracer.span(
      { name: `job ${kind}`, kind: 'consumer', parent: job.trace ?? null, attributes },
      async (span) => {
        const done = await run();
        if (done.type !== 'done') span.fail(done.type);
        return done;
      },
    );
    onJob(kind, report.type, performance.now() - began);
    return report;
  };

/** The ports with what they store counted and traced; jobs that are added carry the trace of their cause. */
export function watchPorts<P extends Pick<Ports, 'inbox' | 'cases' | 'clocks' | 'jobs'>>(
  ports: P,
  { onReading }: Metrics,
  tracer: Tracer,
): P {
  const { inbox, cases, clocks, jobs } = ports;
  const stored = <T>(name: string, work: () => Promise<T>) =>
    tracer.span({ name: `store ${name}`, kind: 'inside' }, work);
  const marked = (added: readonly NewJob[]): readonly NewJob[] => {
    const trace = tracer.current();
    return trace === null ? added : added.map((job) => ({ trace, ...job }));
  };
  return {
    ...ports,
    inbox: {
      ...inbox,
      receive: (event) => stored('inbox.receive', () => inbox.receive({ ...event, jobs: marked(event.jobs) })),
    },
    cases: {
      ...cases,
      commit: async (commit) => {
        const saved = await stored('cases.commit', () =>
          cases.commit(commit.jobs ? { ...commit, jobs: marked(commit.jobs) } : commit),
        );
        countReadings(commit, onReading);
        return saved;
      },
    },
    clocks: {
      ...clocks,
      checked: (looks, now) =>
        clocks.checked(
          looks.map((look) => ({ ...look, jobs: marked(look.jobs) })),
          now,
        ),
      settle: (keys, outcome, added, now) =>
        stored('clocks.settle', () => clocks.settle(keys, outcome, marked(added), now)),
      once: (key, added, now) => clocks.once(key, marked(added), now),
    },
    jobs: { ...jobs, add: (added) => jobs.add(marked(added)) },
  };
}

/** Counted once the outcome is kept: by the rules first, by a model when it read, by a person when one decided. */
function countReadings({ outcomes = [] }: Commit, onReading: Metrics['onReading']): void {
  for (const { outcome } of outcomes) {
    if (outcome) onReading(outcome.verdict, outcome.decidedBy === null ? outcome.reader : 'person');
  }
}
