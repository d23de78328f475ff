/** One line of the table. */
export interface Figure {
  readonly name: string;
  readonly measured: number;
  readonly unit: string;
  /** What it is held against: a baseline measured beside it, or a limit. */
  readonly against: { readonly what: string; readonly value: number; readonly unit: string } | null;
  /** Measured divided by what it is held against. */
  readonly ratio: number | null;
  readonly aim: string;
  /** Null where nothing is asked for. */
  readonly met: boolean | null;
}

/** A rate beside the rate of something plainer: at least so many times it. */
export const atLeast = (
  name: string,
  measured: number,
  unit: string,
  what: string,
  value: number,
  times: number,
): Figure => {
  const ratio = measured / value;
  return { name, measured, unit, against: { what, value, unit }, ratio, aim: `≥ ${times} ×`, met: ratio >= times };
};

/** A time or size beside another: at most so many times it. */
export const atMost = (
  name: string,
  measured: number,
  unit: string,
  what: string,
  value: number,
  times: number,
): Figure => {
  const ratio = measured / value;
  return { name, measured, unit, against: { what, value, unit }, ratio, aim: `≤ ${times} ×`, met: ratio <= times };
};

/** A time or size that has a limit. */
export const within = (name: string, measured: number, unit: string, limit: number): Figure => ({
  name,
  measured,
  unit,
  against: { what: 'limit', value: limit, unit },
  ratio: measured / limit,
  aim: `≤ ${limit} ${unit}`,
  met: measured <= limit,
});

/** Something worth knowing that has no aim. */
export const plainly = (name: string, measured: number, unit: string): Figure => ({
  name,
  measured,
  unit,
  against: null,
  ratio: null,
  aim: '–',
  met: null,
});

export const percentile = (values: readonly number[], p: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))] ?? Number.NaN;
};
export const median = (values: readonly number[]): number => percentile(values, 0.5);

/** Milliseconds that something took. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** The median of each, measured in turns, so that what else the machine does falls on all alike; the first turn only warms up. */
export async function interleaved<K extends string>(
  turns: number,
  measures: Readonly<Record<K, (turn: number) => Promise<number>>>,
): Promise<Record<K, number>> {
  const names = Object.keys(measures) as K[];
  const taken = new Map<K, number[]>(names.map((name) => [name, []]));
  for (let turn = 0; turn <= turns; turn++) {
    for (const name of names) {
      const value = await measures[name](turn);
      if (turn > 0) taken.get(name)?.push(value);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(taken.get(name) ?? [])])) as Record<K, number>;
}

/** Does `count` things, so many at a time; gives back how many a second. */
export async function perSecond(count: number, clients: number, one: (i: number) => Promise<unknown>): Promise<number> {
  let next = 0;
  const client = async () => {
    while (next < count) await one(next++);
  };
  const ms = await timed(() => Promise.all(Array.from({ length: clients }, client)));
  return (count * 1000) / ms;
}
