import { type CountedCall, costMicro } from './domain/usage.ts';

/** What this process counted since it started, in Prometheus' text format (prometheus.io/docs/instrumenting/exposition_formats). */
export interface Metrics {
  onCall(call: CountedCall, outcome: string): void;
  /** With the gauges that are read at the moment of asking. */
  text(jobs: { readonly waiting: number; readonly dead: number }): string;
}

type Labels = Readonly<Record<string, string>>;
/** Upper bounds in seconds: a small model takes 1 to 4, one that sees 3 to 10 (llm.md B2), and 60 is the longest deadline. */
const BUCKETS = [0.5, 1, 2, 4, 8, 15, 30, 60];

const escaped = (value: string): string => value.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n');
const series = (name: string, labels: Labels): string => {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}="${escaped(value)}"`);
  return pairs.length === 0 ? name : `${name}{${pairs.join(',')}}`;
};

/** One family of samples that only grow, by their labels. */
function createFamily(name: string, kind: 'counter' | 'histogram', help: string) {
  const values = new Map<string, number>();
  return {
    add: (labels: Labels, by: number, suffix = '') => {
      const key = series(name + suffix, labels);
      values.set(key, (values.get(key) ?? 0) + by);
    },
    lines: (): string[] => [
      `# HELP ${name} ${help}`,
      `# TYPE ${name} ${kind}`,
      // 0.1 + 0.2 is no 0.3: a millionth is as fine as anything here.
      ...[...values].map(([key, value]) => `${key} ${Number(value.toFixed(6))}`),
    ],
  };
}

const gauge = (name: string, help: string, value: number): string[] => [
  `# HELP ${name} ${help}`,
  `# TYPE ${name} gauge`,
  `${name} ${value}`,
];

/** Counters that begin at nothing. */
export function createMetrics(): Metrics {
  const calls = createFamily('kesu_model_calls_total', 'counter', 'Calls to the model by outcome.');
  const tokens = createFamily('kesu_model_tokens_total', 'counter', 'Tokens; cached ones are part of the input.');
  const cost = createFamily('kesu_model_cost_total', 'counter', 'Cost of calls with a known price.');
  const seconds = createFamily('kesu_model_seconds', 'histogram', 'How long a call took.');
  return {
    onCall: ({ provider, model: name, usage, price, ms }, outcome) => {
      const model = `${provider}:${name}`;
      calls.add({ model, outcome }, 1);
      for (const [kind, count] of Object.entries(usage ?? {})) tokens.add({ model, kind }, count);
      if (usage && price) cost.add({ model, currency: price.currency }, costMicro(usage, price) / 1_000_000);
      for (const le of BUCKETS) seconds.add({ model, le: String(le) }, ms <= le * 1000 ? 1 : 0, '_bucket');
      seconds.add({ model, le: '+Inf' }, 1, '_bucket');
      seconds.add({ model }, ms / 1000, '_sum');
      seconds.add({ model }, 1, '_count');
    },
    text: ({ waiting, dead }) =>
      [
        ...[calls, tokens, cost, seconds].flatMap((family) => family.lines()),
        ...gauge('kesu_jobs_waiting', 'Jobs not done yet.', waiting),
        ...gauge('kesu_jobs_dead', 'Jobs given up.', dead),
        '',
      ].join('\n'),
  };
}
