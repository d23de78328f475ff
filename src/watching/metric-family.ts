/** Names and values of what a sample is about; a small known set, or the series multiply for ever. */
export type Labels = Readonly<Record<string, string>>;

/** Samples of one name that only grow, by their labels. */
export interface Family {
  add(labels: Labels, by: number): void;
  lines(): string[];
}

/** A family of durations in seconds. */
export interface Histogram {
  observe(labels: Labels, seconds: number): void;
  lines(): string[];
}

const escaped = (value: string): string => value.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n');

const series = (name: string, labels: Labels): string => {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}="${escaped(value)}"`);
  return pairs.length === 0 ? name : `${name}{${pairs.join(',')}}`;
};

// 0.1 + 0.2 is no 0.3: a millionth is as fine as anything here.
const plain = (value: number): number => Number(value.toFixed(6));

function collected(name: string, kind: 'counter' | 'histogram', help: string) {
  const values = new Map<string, number>();
  return {
    add: (labels: Labels, by: number, suffix = '') => {
      const key = series(name + suffix, labels);
      values.set(key, (values.get(key) ?? 0) + by);
    },
    lines: (): string[] => [
      `# HELP ${name} ${help}`,
      `# TYPE ${name} ${kind}`,
      ...[...values].map(([key, value]) => `${key} ${plain(value)}`),
    ],
  };
}

export function counter(name: string, help: string): Family {
  const { add, lines } = collected(name, 'counter', help);
  return { add: (labels, by) => add(labels, by), lines };
}

/** `bounds`: upper bounds of the buckets in seconds, ascending. */
export function histogram(name: string, help: string, bounds: readonly number[]): Histogram {
  const { add, lines } = collected(name, 'histogram', help);
  return {
    observe: (labels, seconds) => {
      for (const le of bounds) add({ ...labels, le: String(le) }, seconds <= le ? 1 : 0, '_bucket');
      add({ ...labels, le: '+Inf' }, 1, '_bucket');
      add(labels, seconds, '_sum');
      add(labels, 1, '_count');
    },
    lines,
  };
}

/** A value read at the moment of asking; no line for null, which is "not known". */
export const gauge = (name: string, help: string, value: number | null, kind = 'gauge'): string[] =>
  value === null ? [] : [`# HELP ${name} ${help}`, `# TYPE ${name} ${kind}`, `${name} ${plain(value)}`];
