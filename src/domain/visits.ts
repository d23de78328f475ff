import { addDays } from './business-time.ts';

/** Vehicles in the workshop (进厂台次) over a span of store-local days, both included. */
export interface VisitCount {
  readonly from: string;
  readonly to: string;
  readonly count: number;
}

/** What is known after something was typed in. */
export interface VisitsKnown {
  /** What was just taken down. */
  readonly added: readonly VisitCount[];
  /** The quarter's covered days; null when there are none from its first day on. */
  readonly quarter: VisitCount | null;
  readonly quarterFrom: string;
  readonly today: string;
}

const oldestFirst = (counts: readonly VisitCount[]): readonly VisitCount[] =>
  counts.toSorted((a, b) => a.from.localeCompare(b.from));

/**
 * The covered days from `first` on, up to the first gap, and the vehicles of those days. A count cannot be split: one that began before `first`
 * is left out, and the stretch begins the day after it. Null when nothing is covered.
 */
export function coveredFrom(first: string, counts: readonly VisitCount[]): VisitCount | null {
  let start = first;
  let stretch = null as VisitCount | null;
  for (const { from, to, count } of oldestFirst(counts)) {
    if (to < start) continue;
    if (from < start) {
      start = addDays(to, 1);
      continue;
    }
    const next: string = stretch ? addDays(stretch.to, 1) : start;
    if (from !== next) break;
    stretch = { from: start, to, count: (stretch?.count ?? 0) + count };
  }
  return stretch;
}

/** Vehicles of exactly these days; null unless every day is covered and no count reaches beyond them. */
export function visitsOf(from: string, to: string, counts: readonly VisitCount[]): number | null {
  const touching = counts.filter((c) => c.from <= to && c.to >= from);
  if (touching.some((c) => c.from < from || c.to > to)) return null;
  const stretch = coveredFrom(from, touching);
  return stretch?.to === to ? stretch.count : null;
}
