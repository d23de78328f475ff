import type { Case, Proposal } from './case.ts';
import type { CaseEvent, CaseEventBody, CaseEventOf } from './case-event.ts';
import { type Move, moved } from './case-status.ts';
import type { Facts } from './complaint.ts';
import type { PersonId, ProposalId } from './ids.ts';
import { totalFen } from './money.ts';
import { vinCheckDigitFits } from './vin.ts';

/*
 * How a timeline becomes a case. The stored row is only a copy of this fold, so what the timeline does not tell cannot be on a card.
 */

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
      return body.message === c.source ? { sourceState: 'edited' } : {};
    case 'source_deleted':
      return body.message === c.source ? { sourceState: 'deleted' } : {};
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
