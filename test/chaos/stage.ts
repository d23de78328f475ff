import type { Workspace } from '../../src/workspace/workspace.ts';
import type { Complaint } from './complaints.ts';
import type { Dice } from './dice.ts';
import type { Gate } from './gate.ts';
import type { Hands } from './hands.ts';
import type { Ledger } from './ledger.ts';

/** What everybody who acts in a run shares. */
export interface Stage {
  readonly workspace: Workspace;
  readonly hands: Hands;
  readonly gate: Gate;
  readonly ledger: Ledger;
  readonly dice: Dice;
  readonly channels: readonly string[];
  /** Something went forward; the harm is dealt out by this. */
  progress(): void;
}

/** One complaint and who brings it. */
export interface Matter {
  readonly n: number;
  readonly complaint: Complaint;
  readonly reporter: string;
  readonly channel: string;
}

/** Those who bring complaints in and work them. */
export const STAFF = ['UXIAOLI', 'UXIAOCHEN', 'UXIAOZHAO', 'ULAOQIAN'] as const;
/** Whoever calls customers back. */
export const CARE = ['UXIAOZHAO', 'UZHOU'] as const;
export const GENERAL_MANAGER = 'UHE';
/** Never signs, and now and then tries. */
export const ADVISOR = 'UXIAOLI';
