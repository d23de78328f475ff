import type { FailureKind } from './client-failure.ts';

/** What went wrong with the connection. */
export interface Trouble {
  readonly why: FailureKind;
  /** How long the provider asks to be left alone; null when it does not say. */
  readonly waitMs: number | null;
}

/** Leave to ask, given back with how it went: null = the provider answered, whatever it said. */
export interface Leave {
  readonly type: 'leave';
  /** Until when to rest now; null when there is no need to. */
  done(trouble: Trouble | null): Date | null;
}

/** When the model may be asked. State of one process. */
export interface Rest {
  /** Leave to ask, or when to come again. After a rest one question goes first, and the others wait for how it fares. */
  enter(): Leave | { readonly type: 'resting'; readonly until: Date; readonly why: string };
}

const FIRST_MS = 30_000;
const LONGEST_MS = 10 * 60_000;
/** A provider may ask for more than we would wait; not for more than this. */
const LONGEST_ASKED_MS = 60 * 60_000;
/** How long others wait while one tries. */
const PROBE_MS = 10_000;
/** What no waiting of seconds mends: somebody has to pay, or to correct the settings. */
const NEEDS_A_PERSON: readonly FailureKind[] = ['no_money', 'unauthorised', 'bad_request'];

/** Milliseconds to rest after the so-manieth failure in a row (1 for the first). */
export function restMs({ why, waitMs }: Trouble, failures: number): number {
  const first = NEEDS_A_PERSON.includes(why) ? LONGEST_MS : FIRST_MS;
  const ours = Math.min(LONGEST_MS, first * 2 ** Math.min(failures - 1, 10));
  return Math.max(ours, Math.min(waitMs ?? 0, LONGEST_ASKED_MS));
}

/** A model that has not failed yet. `tell` hears of every rest as it begins, and of the answer that ends it (null). */
export function createRest(now: () => Date, tell: (rest: { why: string; until: Date } | null) => void): Rest {
  let failures = 0;
  let until = new Date(0);
  let why = '';
  let probing = false;
  const settle = (probe: boolean, trouble: Trouble | null): void => {
    if (probe) probing = false;
    // Asked before this rest began: the rest knows better.
    if (!probe && failures > 0) return;
    if (!trouble) {
      if (failures > 0) tell(null);
      failures = 0;
      return;
    }
    failures += 1;
    why = trouble.why;
    until = new Date(now().getTime() + restMs(trouble, failures));
    tell({ why, until });
  };
  return {
    enter: () => {
      const at = now();
      if (at < until && failures > 0) return { type: 'resting', until, why };
      if (probing) return { type: 'resting', until: new Date(at.getTime() + PROBE_MS), why };
      const probe = failures > 0;
      probing = probe;
      return {
        type: 'leave',
        done: (trouble) => {
          settle(probe, trouble);
          return failures > 0 ? until : null;
        },
      };
    },
  };
}
