import { type CountedCall, costMicro } from './domain/usage.ts';
import { counter, type Family, gauge, type Histogram, histogram, type Labels } from './watching/metric-family.ts';

/** What is read at the moment of asking; null or absent = not known. */
export interface Gauges {
  readonly waiting?: number;
  readonly dead?: number;
  /** How long the oldest job has been due, ms. */
  readonly oldestMs?: number | null;
  /** Since the clockwork last looked, ms. */
  readonly sinceTickMs?: number | null;
  /** How late the worst reminder of the day was told, ms. */
  readonly worstLagMs?: number | null;
  /** Lines to the chat that are up. */
  readonly linesUp?: number | null;
  /** Lines of other gauges, as they are. */
  readonly also?: readonly string[];
}

/** What this process counted since it started, in Prometheus' text format (prometheus.io/docs/instrumenting/exposition_formats). */
export interface Metrics {
  /** A call to the model. */
  onCall(call: CountedCall, outcome: string): void;
  /** An event, press, form or command of the chat; `ackMs` until it was acknowledged, null when it was not. */
  onEvent(kind: string, result: string, ackMs: number | null): void;
  /** A message was read, by the rules, by a model, or by a person who decided. */
  onReading(verdict: string, reader: string): void;
  onJob(kind: string, outcome: string, ms: number): void;
  /** A call to Slack's Web API; `result` is `ok`, Slack's word for a refusal, `ratelimited` or `unreachable`. */
  onSlackCall(method: string, result: string, ms: number): void;
  /** A look of the clockwork; `told`: reminders. */
  onTick(result: string, told: number, ms: number): void;
  text(now: Gauges): string;
}

/** Upper bounds in seconds: a small model takes 1 to 4, one that sees 3 to 10 (llm.md B2), and 60 is the longest deadline. */
const MODEL_BOUNDS = [0.5, 1, 2, 4, 8, 15, 30, 60];
/** Slack answers most calls in 0.1 to 1 s, and waits 3 s for an acknowledgement. */
const BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

interface Families {
  readonly calls: Family;
  readonly tokens: Family;
  readonly cost: Family;
  readonly modelSeconds: Histogram;
  readonly events: Family;
  readonly acks: Histogram;
  readonly readings: Family;
  readonly jobs: Family;
  readonly jobSeconds: Histogram;
  readonly slackCalls: Family;
  readonly slackSeconds: Histogram;
  readonly ticks: Family;
  readonly tickSeconds: Histogram;
  readonly told: Family;
}

const families = (): Families => ({
  calls: counter('kesu_model_calls_total', 'Calls to the model by outcome.'),
  tokens: counter('kesu_model_tokens_total', 'Tokens; cached ones are part of the input.'),
  cost: counter('kesu_model_cost_total', 'Cost of calls with a known price.'),
  modelSeconds: histogram('kesu_model_seconds', 'How long a call took.', MODEL_BOUNDS),
  events: counter('kesu_events_total', 'What came from the chat, by kind and result.'),
  acks: histogram('kesu_ack_seconds', 'From arrival to acknowledgement; a message is stored in between.', BOUNDS),
  readings: counter('kesu_readings_total', 'Readings of messages by verdict and reader.'),
  jobs: counter('kesu_jobs_total', 'Tries of jobs by kind and outcome.'),
  jobSeconds: histogram('kesu_job_seconds', 'How long a try took.', BOUNDS),
  slackCalls: counter('kesu_slack_calls_total', 'Calls to the Web API by method and result.'),
  slackSeconds: histogram('kesu_slack_call_seconds', 'How long a call to the Web API took.', BOUNDS),
  ticks: counter('kesu_clockwork_ticks_total', 'Looks of the clockwork in this process.'),
  tickSeconds: histogram('kesu_clockwork_tick_seconds', 'How long a look took.', BOUNDS),
  told: counter('kesu_reminders_told_total', 'Reminders told by this process.'),
});

function countCall({ calls, tokens, cost, modelSeconds }: Families, call: CountedCall, outcome: string): void {
  const { usage, price, ms } = call;
  const of: Labels = { model: `${call.provider}:${call.model}` };
  calls.add({ ...of, outcome }, 1);
  for (const [kind, count] of Object.entries(usage ?? {})) tokens.add({ ...of, kind }, count);
  if (usage && price) cost.add({ ...of, currency: price.currency }, costMicro(usage, price) / 1_000_000);
  modelSeconds.observe(of, ms / 1000);
}

const seconds = (ms: number | null | undefined): number | null => (ms === null || ms === undefined ? null : ms / 1000);

const gaugeLines = ({ waiting, dead, oldestMs, sinceTickMs, worstLagMs, linesUp, also = [] }: Gauges): string[] => [
  ...gauge('kesu_jobs_waiting', 'Jobs not done yet.', waiting ?? null),
  ...gauge('kesu_jobs_dead', 'Jobs given up.', dead ?? null),
  ...gauge('kesu_jobs_oldest_seconds', 'How long the oldest job has been due.', seconds(oldestMs)),
  ...gauge('kesu_clockwork_since_tick_seconds', 'Since the last look of the clockwork.', seconds(sinceTickMs)),
  ...gauge('kesu_clockwork_worst_lag_seconds', 'How late the worst reminder of today was told.', seconds(worstLagMs)),
  ...gauge('kesu_lines_up', 'Lines to the chat that are up.', linesUp ?? null),
  ...also,
];

/** Counters that begin at nothing. */
export function createMetrics(): Metrics {
  const f = families();
  return {
    onCall: (call, outcome) => countCall(f, call, outcome),
    onEvent: (kind, result, ackMs) => {
      f.events.add({ kind, result }, 1);
      if (ackMs !== null) f.acks.observe({ kind }, ackMs / 1000);
    },
    onReading: (verdict, reader) => f.readings.add({ verdict, reader }, 1),
    onJob: (kind, outcome, ms) => {
      f.jobs.add({ kind, outcome }, 1);
      f.jobSeconds.observe({ kind }, ms / 1000);
    },
    onSlackCall: (method, result, ms) => {
      f.slackCalls.add({ method, result }, 1);
      f.slackSeconds.observe({ method }, ms / 1000);
    },
    onTick: (result, told, ms) => {
      f.ticks.add({ result }, 1);
      f.told.add({}, told);
      f.tickSeconds.observe({}, ms / 1000);
    },
    text: (now) => [...Object.values(f).flatMap((family) => family.lines()), ...gaugeLines(now), ''].join('\n'),
  };
}
