import type { CaseEventBody, CaseEventOf } from '../../src/domain/case-event.ts';
import { type Facts, type Found, NO_FACTS } from '../../src/domain/complaint.ts';
import type { CaseId, ChatUserRef, MessageRef, PersonId, PlaceRef, ProposalId } from '../../src/domain/ids.ts';
import type { Message, MessageOutcome } from '../../src/domain/message.ts';
import type { CaseChange, Cases, Commit } from '../../src/ports.ts';

/** A Monday morning in Shanghai, plus some minutes. */
export const at = (minutes = 0): Date => new Date(Date.UTC(2026, 10, 16, 1, minutes));
export const iso = (minutes = 0): string => at(minutes).toISOString();

let made = 0;
/** Unlike any other name of this run. */
export const unique = (kind: string): string => `${kind}-${++made}`;

export const li = 'person-li' as PersonId;
export const wang = 'person-wang' as PersonId;

export const stated = <T>(value: T): Found<T> => ({ value, quote: `${value}`, by: 'rule', sureness: 'stated' });

export function opened(change: Partial<CaseEventOf<'opened'>> = {}, facts: Partial<Facts> = {}): CaseEventBody {
  return {
    type: 'opened',
    number: unique('20261116'),
    intake: 'channel',
    source: unique('message') as MessageRef,
    part: 0,
    thread: null,
    place: 'channel' as PlaceRef,
    reporter: li,
    policyVersion: '1',
    reader: 'rules',
    instructions: [],
    dueAt: iso(9 * 60),
    missingYear: null,
    text: '客户说发动机异响，修了三次',
    summary: '发动机异响',
    category: { value: 'repair_quality', quote: '修了三次', by: 'rule', sureness: 'stated' },
    subcategory: null,
    secondaryCategories: [],
    severity: 'general',
    triggers: [],
    customerType: 'unknown',
    facts: { ...NO_FACTS, ...facts },
    vinCheckDigitOk: true,
    malformedVin: null,
    ...change,
  };
}

export const change = (
  caseId: CaseId,
  expectedVersion: number,
  bodies: readonly CaseEventBody[],
  minutes = 0,
): CaseChange => ({
  caseId,
  expectedVersion,
  at: at(minutes),
  events: bodies.map((body) => ({ by: li, body })),
});

/** Opens a case and gives its id; `minutes` after the start. */
export async function openCase(
  cases: Cases,
  body: CaseEventBody = opened(),
  minutes = 0,
  more: Omit<Commit, 'cases'> = {},
): Promise<CaseId> {
  const id = unique('case') as CaseId;
  await cases.commit({ cases: [change(id, 0, [body], minutes)], ...more });
  return id;
}

export const claimed = (assignee: PersonId = li): CaseEventBody => ({ type: 'claimed', assignee });

/** A life from opening to closing, reopening included: one event of nearly every kind that changes a case. */
export function longLife(): readonly CaseEventBody[] {
  const first = 'proposal-1' as ProposalId;
  const second = 'proposal-2' as ProposalId;
  return [
    opened({ text: '半个表情 \uD83D 和零\u0000字节' }, { phone: stated('13812345678'), amountFen: stated(350_000) }),
    { type: 'threaded', thread: 'thread' as MessageRef },
    claimed(),
    { type: 'amended', category: 'price_billing', summary: null, facts: { plate: stated('沪A12345'), phone: null } },
    {
      type: 'severity_changed',
      from: 'general',
      to: 'serious',
      reason: '金额',
      triggers: [],
      dueAt: null,
      missingYear: '2031',
    },
    { type: 'contacted', way: 'phone', text: '已联系' },
    {
      type: 'proposed',
      proposal: first,
      solutions: ['refund'],
      lines: [{ kind: 'refund', payer: 'dealer', amountFen: 120_000 }],
      reason: '多收工时',
    },
    { type: 'rejected', proposal: first, amountFen: 120_000, reason: '太多' },
    {
      type: 'proposed',
      proposal: second,
      solutions: ['refund'],
      lines: [{ kind: 'refund', payer: 'dealer', amountFen: 50_000 }],
      reason: '多收工时',
    },
    { type: 'approved', proposal: second, amountFen: 50_000 },
    { type: 'accepted', proposal: second, text: '同意' },
    { type: 'carried_out', proposal: second, proof: '转账', attachments: [] },
    { type: 'followed_up', result: 'unhappy', text: '还响' },
    { type: 'reopened', reason: '还响', dueAt: iso(600), missingYear: null },
    { type: 'dismissed', reason: '看错了' },
  ];
}

export const message = (values: Partial<Omit<Message, 'outcome' | 'editedAt' | 'deletedAt'>> = {}) => {
  const ref = values.ref ?? (unique('message') as MessageRef);
  return {
    ref,
    place: 'channel' as PlaceRef,
    root: ref,
    author: 'user' as ChatUserRef,
    text: '客户投诉异响',
    postedAt: iso(),
    files: [],
    intake: 'channel' as const,
    ...values,
  };
};

export const outcome = (values: Partial<MessageOutcome> = {}): MessageOutcome => ({
  verdict: 'complaint',
  reason: 'dissatisfaction',
  evidence: ['投诉'],
  instructions: [],
  reader: 'rules',
  caseIds: [],
  note: false,
  decidedBy: null,
  at: iso(),
  ...values,
});
