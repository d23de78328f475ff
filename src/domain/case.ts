import type { CaseClock, Pause } from './case-clock.ts';
import type { CaseReading } from './case-reading.ts';
import type { CaseStatus } from './case-status.ts';
import type { Closing } from './closing.ts';
import type { Category, CustomerType, Facts, Found, FoundTrigger, Severity, Subcategory } from './complaint.ts';
import type { Crisis } from './crisis.ts';
import type { AttachmentId, CaseId, MessageRef, PersonId, PlaceRef, ProposalId } from './ids.ts';
import type { ReportFields } from './manufacturer-report.ts';
import type { Intake } from './message.ts';
import { type MoneyLine, totalFen } from './money.ts';
import type { Department, Role } from './person.ts';
import type { Solution } from './solution.ts';

export const PROPOSAL_STATES = [
  'pending',
  'offered',
  'accepted',
  'executed',
  'rejected',
  'returned',
  'declined',
  'withdrawn',
  'expired',
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
  /** Those who signed before the last one, where several have to. */
  readonly signatures: readonly { readonly by: PersonId; readonly role: Role; readonly at: string }[];
  /** Who approved or rejected it, and what amount they were shown. */
  readonly decidedBy: PersonId | null;
  readonly decidedAt: string | null;
  readonly decisionReason: string | null;
  /** The manufacturer's written consent: what it is called, and when it was put on file. */
  readonly consent: { readonly text: string; readonly at: string } | null;
  /** What the customer said to it. */
  readonly answer: { readonly at: string; readonly by: PersonId | null; readonly text: string } | null;
  /** Who carries it out, and until when. */
  readonly responsible: PersonId | null;
  readonly executeBy: string | null;
  readonly paidAt: string | null;
}

export interface Attachment {
  readonly id: AttachmentId;
  readonly name: string;
  readonly mimetype: string;
  readonly size: number;
}

/** Something promised to the customer: "call at 15:00", "loan car until Friday". */
export interface CustomerPromise {
  readonly id: string;
  readonly text: string;
  readonly dueAt: string;
  readonly by: PersonId | null;
  readonly at: string;
  readonly keptAt: string | null;
  readonly brokenAt: string | null;
}

/** A time limit that ran out, kept whatever happens to the clock later. */
export interface Breach {
  readonly key: string;
  readonly kind: CaseClock['kind'];
  readonly dueAt: string;
}

/** A report to the manufacturer, drafted by the desk and sent by a person. */
export interface Report {
  readonly id: string;
  readonly version: number;
  readonly fields: ReportFields;
  readonly draftedAt: string;
  readonly sentAt: string | null;
  readonly sentBy: PersonId | null;
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
  /** The severity was raised after the case opened (客诉升级). */
  readonly raised: boolean;
  readonly triggers: readonly FoundTrigger[];
  readonly customerType: CustomerType;
  readonly facts: Facts;
  readonly vinCheckDigitOk: boolean;
  readonly malformedVin: string | null;
  readonly reader: string;
  readonly reading: CaseReading;
  /** What became of the message the case came from. */
  readonly sourceState: 'as_posted' | 'edited' | 'deleted';
  /** Words in its messages that tried to give the desk orders. */
  readonly instructions: readonly string[];
  readonly department: Department;
  /** While the case is new: who is asked to take it. From then on: who has it. */
  readonly assignee: PersonId | null;
  /** Staff complained about: they may not own, decide or close it. */
  readonly accused: readonly PersonId[];
  readonly clocks: readonly CaseClock[];
  readonly pauses: readonly Pause[];
  readonly breaches: readonly Breach[];
  /** Due time of the answer in this round, and the year whose calendar is missing. */
  readonly dueAt: string | null;
  readonly missingYear: string | null;
  readonly promises: readonly CustomerPromise[];
  readonly proposals: readonly Proposal[];
  readonly attachments: readonly Attachment[];
  readonly firstContactAt: string | null;
  readonly resolvedAt: string | null;
  readonly closedAt: string | null;
  readonly closing: Closing | null;
  readonly satisfied: boolean;
  readonly reopenCount: number;
  /** An earlier case of the same customer or car. */
  readonly repeatOf: { readonly id: CaseId; readonly number: string } | null;
  /** How often the same words were posted again. */
  readonly duplicates: number;
  readonly mergedInto: { readonly id: CaseId; readonly number: string } | null;
  readonly crisis: Crisis | null;
  readonly reports: readonly Report[];
  /** Flash reports (重大客诉快报) so far. */
  readonly flashes: number;
}

/** The proposal that is waiting, offered or being carried out. */
export const liveProposal = (c: Case): Proposal | null =>
  c.proposals.find((p) => p.state === 'pending' || p.state === 'offered' || p.state === 'accepted') ?? null;

/** Proposals whose money went out. */
export const paidProposals = (c: Case): readonly Proposal[] => c.proposals.filter((p) => p.paidAt !== null);

/** Fen that were paid on a case. */
export const paidFen = (c: Case): number => paidProposals(c).reduce((sum, p) => sum + totalFen(p.lines), 0);

/** The wait that stops its clocks now, if any. */
export const currentPause = (c: Case): Pause | null => c.pauses.find((pause) => pause.until === null) ?? null;

/** The round of its life a case is in: 0, and one more at each reopening. */
export const roundOf = (c: Case): number => c.reopenCount;
