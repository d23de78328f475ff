import type { Case, Proposal } from './case.ts';
import { met, withClocks } from './case-clock.ts';
import type { CaseEvent, CaseEventBody, CaseEventOf } from './case-event.ts';
import { type Move, moved } from './case-status.ts';
import { untilNow } from './fold-time.ts';
import type { PersonId, ProposalId } from './ids.ts';
import { totalFen } from './money.ts';

/** What an event does to one proposal, and to the case's state. */
function turn(c: Case, id: ProposalId, step: Move | null, change: Partial<Proposal>): Partial<Case> {
  return {
    ...(step ? { status: moved(c.status, step) } : {}),
    proposals: c.proposals.map((p) => (p.id === id ? { ...p, ...change } : p)),
  };
}

/** The customer was put something: that is the plan (S0c 处理意见), and the answer a 三包 claim is owed. */
const planned = (c: Case, at: string): Pick<Case, 'clocks'> => ({
  clocks: met(c.clocks, ['plan', 'warranty_answer'], at),
});

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
    signatures: [],
    decidedBy: null,
    decidedAt: null,
    decisionReason: null,
    consent: null,
    answer: null,
    responsible: null,
    executeBy: null,
    paidAt: null,
  };
  const status = moved(c.status, free ? 'offer' : 'ask_approval');
  return { status, proposals: [...c.proposals, added], ...(free ? planned(c, event.at) : {}) };
}

type Decided = CaseEventOf<'approved'> | CaseEventOf<'rejected'> | CaseEventOf<'returned'>;

function decide(c: Case, event: CaseEvent, body: Decided): Partial<Case> {
  const approved = body.type === 'approved';
  const state = approved ? 'offered' : body.type;
  const decision = { decidedBy: event.by, decidedAt: event.at, decisionReason: approved ? null : body.reason } as const;
  return {
    ...turn(c, body.proposal, approved ? 'approve' : 'reject', { state, ...decision }),
    ...(approved ? planned(c, event.at) : {}),
  };
}

function sign(c: Case, event: CaseEvent, body: CaseEventOf<'signed'>): Partial<Case> {
  const signature = { by: event.by as PersonId, role: body.role, at: event.at };
  const before = c.proposals.find((p) => p.id === body.proposal)?.signatures ?? [];
  return turn(c, body.proposal, null, { signatures: [...before, signature] });
}

function answer(c: Case, event: CaseEvent, body: CaseEventOf<'accepted'> | CaseEventOf<'declined'>): Partial<Case> {
  const said = { at: event.at, by: event.by, text: body.text };
  const spoken = { clocks: met(c.clocks, ['first_contact', 'notice'], event.at) };
  const firstContactAt = c.firstContactAt ?? event.at;
  if (body.type === 'declined')
    return { ...turn(c, body.proposal, 'decline', { state: 'declined', answer: said }), ...spoken, firstContactAt };
  const { responsible, executeBy } = body;
  return {
    ...turn(c, body.proposal, 'accept', { state: 'accepted', answer: said, responsible, executeBy }),
    ...spoken,
    firstContactAt,
  };
}

const withdraw = (c: Case, body: CaseEventOf<'withdrawn'> | CaseEventOf<'expired'>): Partial<Case> =>
  turn(c, body.proposal, 'withdraw', { state: body.type });

const consent = (c: Case, event: CaseEvent, body: CaseEventOf<'consent_recorded'>): Partial<Case> =>
  turn(c, body.proposal, null, { consent: { text: body.text, at: event.at } });

const pay = (c: Case, event: CaseEvent, body: CaseEventOf<'paid'>): Partial<Case> =>
  turn(c, body.proposal, null, { paidAt: event.at });

/** Done: whatever was still to be paid counts as paid now, and every clock up to the answer has been kept or missed. */
function carryOut(c: Case, event: CaseEvent, body: CaseEventOf<'carried_out'>): Partial<Case> {
  const proposal = c.proposals.find((p) => p.id === body.proposal);
  const costs = proposal && totalFen(proposal.lines) > 0;
  const paidAt = proposal?.paidAt ?? (costs ? event.at : null);
  return {
    ...turn(c, body.proposal, 'carry_out', { state: 'executed', paidAt }),
    resolvedAt: event.at,
    clocks: met(
      c.clocks,
      ['claim', 'first_contact', 'plan', 'resolve', 'notice', 'warranty_answer', 'warranty_finish'],
      event.at,
    ),
  };
}

/** What the events of a solution change; null for any other event. */
export function foldMoney(c: Case, event: CaseEvent, body: CaseEventBody): Partial<Case> | null {
  switch (body.type) {
    case 'proposed':
      return propose(c, event, body);
    case 'withdrawn':
    case 'expired':
      return withdraw(c, body);
    case 'signed':
      return sign(c, event, body);
    case 'approved':
    case 'rejected':
    case 'returned':
      return decide(c, event, body);
    case 'consent_recorded':
      return consent(c, event, body);
    case 'accepted':
    case 'declined':
      return answer(c, event, body);
    case 'paid':
      return pay(c, event, body);
    case 'carried_out': {
      const done = carryOut(c, event, body);
      return { ...done, ...untilNow(c, event.at), clocks: withClocks(done.clocks ?? c.clocks, body.clocks) };
    }
    default:
      return null;
  }
}
