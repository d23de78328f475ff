import type { CaseStatus } from './case-status.ts';
import type { Category, CustomerType, Facts, Found, FoundTrigger, Severity, Subcategory } from './complaint.ts';
import type { AttachmentId, CaseId, MessageRef, PersonId, PlaceRef, ProposalId } from './ids.ts';
import type { Intake } from './message.ts';
import { type MoneyLine, totalFen } from './money.ts';
import type { Solution } from './solution.ts';

export const PROPOSAL_STATES = [
  'pending',
  'offered',
  'accepted',
  'executed',
  'rejected',
  'declined',
  'withdrawn',
] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

/** Chosen solutions with what they cost and who pays; at most one is live at a time. */
export interface Proposal {
  readonly id: ProposalId;
  readonly solutions: readonly Solution[];
  readonly lines: readonly MoneyLine[];
  readonly reason: string;
  readonly proposedBy: PersonId;
  readonly proposedAt: string;
  readonly state: ProposalState;
  /** Who approved or rejected it, and what amount they were shown. */
  readonly decidedBy: PersonId | null;
  readonly decidedAt: string | null;
  readonly decisionReason: string | null;
}

export interface Attachment {
  readonly id: AttachmentId;
  readonly name: string;
  readonly mimetype: string;
  readonly size: number;
}

/** Our work on one complaint: nothing but the fold of its timeline. */
export interface Case {
  readonly id: CaseId;
  readonly number: string;
  /** How many timeline events made it. */
  readonly version: number;
  readonly status: CaseStatus;
  readonly openedAt: string;
  readonly updatedAt: string;
  readonly reporter: PersonId;
  readonly intake: Intake;
  readonly source: MessageRef | null;
  readonly part: number;
  readonly place: PlaceRef;
  readonly thread: MessageRef | null;
  readonly policyVersion: string;
  readonly text: string;
  readonly summary: string;
  readonly category: Found<Category>;
  readonly subcategory: Subcategory | null;
  readonly secondaryCategories: readonly Category[];
  readonly severity: Severity;
  readonly triggers: readonly FoundTrigger[];
  readonly customerType: CustomerType;
  readonly facts: Facts;
  readonly vinCheckDigitOk: boolean;
  readonly malformedVin: string | null;
  readonly reader: string;
  /** What became of the message the case came from. */
  readonly sourceState: 'as_posted' | 'edited' | 'deleted';
  /** Words in its messages that tried to give the desk orders. */
  readonly instructions: readonly string[];
  readonly dueAt: string | null;
  readonly missingYear: string | null;
  readonly assignee: PersonId | null;
  readonly proposals: readonly Proposal[];
  readonly attachments: readonly Attachment[];
  readonly firstContactAt: string | null;
  readonly resolvedAt: string | null;
  readonly closedAt: string | null;
  readonly satisfied: boolean;
  readonly reopenCount: number;
  readonly mergedInto: { readonly id: CaseId; readonly number: string } | null;
}

/** The proposal that is waiting, offered or being carried out. */
export const liveProposal = (c: Case): Proposal | null =>
  c.proposals.find((p) => p.state === 'pending' || p.state === 'offered' || p.state === 'accepted') ?? null;

/** Fen of proposals that were carried out. */
export const paidFen = (c: Case): number =>
  c.proposals.reduce((sum, p) => (p.state === 'executed' ? sum + totalFen(p.lines) : sum), 0);
