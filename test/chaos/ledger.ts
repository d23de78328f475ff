import type { ActResult } from '../../src/workspace/verbs.ts';

/*
 * What people did, as the driver saw it: the first of the three views that are compared in the end.
 */

/** One message somebody wrote. */
export interface Written {
  /** Which complaint it is about; its `n`. */
  readonly about: number;
  readonly kind: 'complaint' | 'duplicate' | 'addition';
  readonly channel: string;
  readonly ts: string;
  readonly text: string;
  /** Posted while every desk was dead, and for longer than Slack tries again. */
  readonly inTheDark: boolean;
}

/** What a form that was sent stands for in a case's timeline. */
export type Sent =
  | 'contacted'
  | 'proposed'
  | 'rejected'
  | 'accepted'
  | 'declined'
  | 'paid'
  | 'carried_out'
  | 'followed_up';

/** One form somebody sent. `acknowledged`: the desk said in time that it has it, so it must be kept. */
export interface SentForm {
  readonly about: number;
  readonly what: Sent;
  readonly as: string;
  readonly acknowledged: boolean;
}

/** Everything that was done. */
export interface Ledger {
  readonly written: Written[];
  /** Complaints whose words were put right, by the message that was edited. */
  readonly edited: { readonly about: number; readonly channel: string; readonly ts: string }[];
  readonly sent: SentForm[];
  /** Complaints that were seen closed. */
  readonly closed: Set<number>;
  /** Complaints that did not come to their end, with how far they came. */
  readonly unfinished: { readonly about: number; readonly where: string }[];
  /** Presses and forms that came to nothing, by the chat's word for why. */
  readonly unanswered: Map<string, number>;
  /** Presses by somebody who may not. */
  forbidden: number;
}

/** An empty one. */
export const openLedger = (): Ledger => ({
  written: [],
  edited: [],
  sent: [],
  closed: new Set(),
  unfinished: [],
  unanswered: new Map(),
  forbidden: 0,
});

/** Writes down that a press or a form came to nothing. */
export function noteUnanswered({ unanswered }: Ledger, result: ActResult | null): void {
  if (result === null || result.ok) return;
  unanswered.set(result.error, (unanswered.get(result.error) ?? 0) + 1);
}
