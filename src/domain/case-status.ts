import { RuleError } from './errors.ts';

/** design.md §2. */
export const CASE_STATUSES = [
  'new',
  'claimed',
  'awaiting_approval',
  'offering',
  'executing',
  'resolved',
  'closed',
  'dismissed',
  'merged',
] as const;
export type CaseStatus = (typeof CASE_STATUSES)[number];

/** Steps that move a case from one state to another. */
export const MOVES = [
  'claim',
  'ask_approval',
  'offer',
  'approve',
  'reject',
  'withdraw',
  'accept',
  'decline',
  'carry_out',
  'close',
  'reopen',
  'dismiss',
  'merge',
  'restore',
] as const;
export type Move = (typeof MOVES)[number];

/**
 * The one transition table. `offer` is a solution without money, which needs no approval. A decline during `executing` is a customer who
 * changed his mind. `restore` undoes a dismissal or a merge that was a slip.
 */
const TABLE: Readonly<Record<CaseStatus, Partial<Record<Move, CaseStatus>>>> = {
  new: { claim: 'claimed', dismiss: 'dismissed', merge: 'merged' },
  claimed: { ask_approval: 'awaiting_approval', offer: 'offering', dismiss: 'dismissed', merge: 'merged' },
  awaiting_approval: { approve: 'offering', reject: 'claimed', withdraw: 'claimed' },
  offering: { accept: 'executing', decline: 'claimed', withdraw: 'claimed' },
  executing: { carry_out: 'resolved', decline: 'claimed' },
  resolved: { close: 'closed', reopen: 'claimed' },
  closed: { reopen: 'claimed' },
  dismissed: { restore: 'new' },
  merged: { restore: 'new' },
};

/** The state a move leads to, or null where the table has no such move. */
export const target = (status: CaseStatus, move: Move): CaseStatus | null => TABLE[status][move] ?? null;

/** Throws `illegal_move` where the table has no such move. */
export function moved(status: CaseStatus, move: Move): CaseStatus {
  const next = target(status, move);
  if (next === null) throw new RuleError('illegal_move', { status });
  return next;
}

/** A case somebody still has to do something about. */
export const OPEN_STATUSES: readonly CaseStatus[] = [
  'new',
  'claimed',
  'awaiting_approval',
  'offering',
  'executing',
  'resolved',
];
export const isOpen = (status: CaseStatus): boolean => OPEN_STATUSES.includes(status);
