import type { CaseEvent, CaseEventBody, CaseEventOf } from './case-event.ts';
import { type CaseStatus, type Move, moved } from './case-status.ts';
import type {
  Category,
  ComplaintReading,
  CustomerType,
  Facts,
  Found,
  FoundTrigger,
  Severity,
  Subcategory,
} from './complaint.ts';
import type { AttachmentId, CaseId, MessageRef, PersonId, PlaceRef, ProposalId } from './ids.ts';
import type { Intake } from './message.ts';
import { type MoneyLine, totalFen } from './money.ts';
import type { Solution } from './solution.ts';
import { vinCheckDigitFits } from './vin.ts';

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

/** The part of a case that a reading gives. */
export function readingOf(reading: ComplaintReading): Omit<ComplaintReading, 'secondaryCategories' | 'triggers'> & {
  secondaryCategories: Category[];
  triggers: FoundTrigger[];
} {
  return { ...reading, secondaryCategories: [...reading.secondaryCategories], triggers: [...reading.triggers] };
}

function open(event: CaseEvent, body: CaseEventOf<'opened'>): Case {
  const { type: _, ...rest } = body;
  return {
    ...rest,
    id: event.caseId,
    version: 0,
    status: 'new',
    openedAt: event.at,
    updatedAt: event.at,
    sourceState: 'as_posted',
    assignee: null,
    proposals: [],
    attachments: [],
    firstContactAt: null,
    resolvedAt: null,
    closedAt: null,
    satisfied: false,
    reopenCount: 0,
    mergedInto: null,
  };
}

const move = (c: Case, step: Move): Pick<Case, 'status'> => ({ status: moved(c.status, step) });

function proposal(c: Case, id: ProposalId, change: Partial<Proposal>): Pick<Case, 'proposals'> {
  return { proposals: c.proposals.map((p) => (p.id === id ? { ...p, ...change } : p)) };
}

function propose(c: Case, event: CaseEvent, body: CaseEventOf<'proposed'>): Partial<Case> {
  const free = totalFen(body.lines) === 0;
  const added: Proposal = {
    id: body.proposal,
    solutions: body.solutions,
    lines: body.lines,
    reason: body.reason,
    proposedBy: event.by as PersonId,
    proposedAt: event.at,
    state: free ? 'offered' : 'pending',
    decidedBy: null,
    decidedAt: null,
    decisionReason: null,
  };
  return { ...move(c, free ? 'offer' : 'ask_approval'), proposals: [...c.proposals, added] };
}

function decide(c: Case, event: CaseEvent, body: CaseEventOf<'approved'> | CaseEventOf<'rejected'>): Partial<Case> {
  const approved = body.type === 'approved';
  return {
    ...move(c, approved ? 'approve' : 'reject'),
    ...proposal(c, body.proposal, {
      state: approved ? 'offered' : 'rejected',
      decidedBy: event.by,
      decidedAt: event.at,
      decisionReason: approved ? null : body.reason,
    }),
  };
}

function amend(c: Case, body: CaseEventOf<'amended'>): Partial<Case> {
  const facts = { ...c.facts, ...body.facts } as Facts;
  const category = body.category
    ? { value: body.category, quote: null, by: 'person' as const, sureness: 'stated' as const }
    : c.category;
  return {
    facts,
    category,
    summary: body.summary ?? c.summary,
    ...(body.facts.vin !== undefined
      ? { malformedVin: null, vinCheckDigitOk: !body.facts.vin || vinCheckDigitFits(body.facts.vin.value) }
      : {}),
  };
}

/** What an event changes in a case. Throws RuleError `illegal_move` for an event the state does not allow. */
function changes(c: Case, event: CaseEvent, body: CaseEventBody): Partial<Case> {
  switch (body.type) {
    case 'opened':
      throw new Error('a case is opened once');
    case 'threaded':
      return { thread: body.thread };
    case 'attached':
      return {
        attachments: [
          ...c.attachments,
          { id: body.attachment, name: body.name, mimetype: body.mimetype, size: body.size },
        ],
      };
    case 'claimed':
      return { ...move(c, 'claim'), assignee: body.assignee };
    case 'handed_over':
      return { ...(c.status === 'new' ? move(c, 'claim') : {}), assignee: body.to };
    case 'severity_changed':
      return {
        severity: body.to,
        triggers: [...c.triggers, ...body.triggers],
        dueAt: body.dueAt,
        missingYear: body.missingYear,
      };
    case 'amended':
      return amend(c, body);
    case 'contacted':
      return { firstContactAt: c.firstContactAt ?? event.at };
    case 'proposed':
      return propose(c, event, body);
    case 'withdrawn':
      return { ...move(c, 'withdraw'), ...proposal(c, body.proposal, { state: 'withdrawn' }) };
    case 'approved':
    case 'rejected':
      return decide(c, event, body);
    case 'accepted':
      return { ...move(c, 'accept'), ...proposal(c, body.proposal, { state: 'accepted' }) };
    case 'declined':
      return { ...move(c, 'decline'), ...proposal(c, body.proposal, { state: 'declined' }) };
    case 'carried_out':
      return { ...move(c, 'carry_out'), ...proposal(c, body.proposal, { state: 'executed' }), resolvedAt: event.at };
    case 'followed_up':
      return body.result === 'unreachable' ? {} : { satisfied: body.result === 'satisfied' };
    case 'closed':
      return { ...move(c, 'close'), closedAt: event.at };
    case 'reopened':
      return {
        ...move(c, 'reopen'),
        resolvedAt: null,
        closedAt: null,
        satisfied: false,
        reopenCount: c.reopenCount + 1,
        dueAt: body.dueAt,
        missingYear: body.missingYear,
      };
    case 'dismissed':
      return move(c, 'dismiss');
    case 'restored':
      return { ...move(c, 'restore'), mergedInto: null, assignee: null };
    case 'merged':
      return { ...move(c, 'merge'), mergedInto: { id: body.into, number: body.number } };
    case 'noted':
      return body.instructions.length > 0 ? { instructions: [...c.instructions, ...body.instructions] } : {};
    case 'source_edited':
      return { sourceState: 'edited' };
    case 'source_deleted':
      return { sourceState: 'deleted' };
    case 'attachment_failed':
    case 'merge_received':
    case 'unmerged':
    case 'revealed':
      return {};
  }
}

/** The case after one more event of its timeline. */
export function apply(c: Case | null, event: CaseEvent): Case {
  const stamp = { version: event.seq, updatedAt: event.at };
  if (c === null) {
    if (event.body.type !== 'opened') throw new Error(`a timeline starts with "opened", not "${event.body.type}"`);
    return { ...open(event, event.body), ...stamp };
  }
  return { ...c, ...changes(c, event, event.body), ...stamp };
}

/** The case a whole timeline tells; null for an empty one. */
export const replay = (events: readonly CaseEvent[]): Case | null =>
  events.reduce<Case | null>((c, event) => apply(c, event), null);
