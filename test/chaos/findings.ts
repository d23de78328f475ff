import type { ChatView } from './chat-view.ts';
import type { Clock } from './clock.ts';
import type { DatabaseView } from './database-view.ts';
import type { Ledger } from './ledger.ts';

/** What may not happen, each with a sentence for every time it did. */
export interface Findings {
  /** Words or forms the desk had and has no more, complaints without a case. */
  readonly lost: readonly string[];
  /** More cases, cards, payments, approvals than there should be; the same notice twice. */
  readonly doubled: readonly string[];
  /** What should have been told or shown and was not. */
  readonly missed: readonly string[];
  /** Told later than the standstills explain. */
  readonly late: readonly string[];
  /** Shown in another order than it happened. */
  readonly out_of_order: readonly string[];
  /** Done by somebody who may not. */
  readonly unauthorised: readonly string[];
  /** Cases that did not come to their end, timelines that tell another case than the row. */
  readonly broken: readonly string[];
}
export type FindingKind = keyof Findings;
export const FINDING_KINDS = ['lost', 'doubled', 'missed', 'late', 'out_of_order', 'unauthorised', 'broken'] as const;

/** The three views of a run. */
export interface Views {
  readonly ledger: Ledger;
  readonly chat: ChatView;
  readonly database: DatabaseView;
  readonly clock: Clock;
  /** Every desk ended at SIGTERM by itself. */
  readonly drained: boolean;
}

/** Writes down a finding. */
export type Find = (kind: FindingKind, sentence: string) => void;

/** Things by a key. */
export function groupedBy<T>(all: readonly T[], keyOf: (one: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
}
