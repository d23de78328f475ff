import type { TraceEntry } from './verbs.ts';

const capacity = 5_000;
const tokenLike = /\b(xox[a-z]|xapp)-[\w-]+/g;
const longest = 4_000;

/** The last 5,000 things that passed between the app and the workspace, without secrets. */
export class Trace {
  private ring: TraceEntry[] = [];
  private count = 0;
  private readonly now: () => number;
  private readonly changed: () => void;

  constructor(now: () => number, changed: () => void) {
    this.now = now;
    this.changed = changed;
  }

  add(entry: Omit<TraceEntry, 'n' | 'at'>): void {
    this.count += 1;
    this.ring.push({
      ...entry,
      n: this.count,
      at: this.now(),
      request: redact(entry.request),
      response: redact(entry.response),
    });
    if (this.ring.length > capacity) this.ring.splice(0, this.ring.length - capacity);
    this.changed();
  }

  after(n = 0): TraceEntry[] {
    return this.ring.filter((entry) => entry.n > n);
  }
}

/** A copy in which tokens are blanked and very long strings cut; also frozen in time, whatever happens to the original. */
export function redact(value: unknown): unknown {
  if (value === undefined) return undefined;
  const text = JSON.stringify(value, (key, inner) => {
    if (typeof inner !== 'string') return inner;
    if (key === 'token') return 'hidden';
    const shown = inner.replaceAll(tokenLike, '$1-hidden').replaceAll(/ticket=\w+/g, 'ticket=hidden');
    return shown.length > longest ? `${shown.slice(0, longest)}… (${shown.length} characters)` : shown;
  });
  return JSON.parse(text);
}
