import type { ClockKind, ClockSet } from '../../src/domain/case-clock.ts';
import type { CaseEventBody, CaseEventOf } from '../../src/domain/case-event.ts';
import { openingClocks } from '../../src/domain/clock.ts';
import { type Facts, type Found, NO_FACTS } from '../../src/domain/complaint.ts';
import type {
  AttachmentId,
  CaseId,
  ChatUserRef,
  MessageRef,
  PersonId,
  PlaceRef,
  ProposalId,
} from '../../src/domain/ids.ts';
import type { Message, MessageOutcome } from '../../src/domain/message.ts';
import { DEFAULT_POLICY } from '../../src/domain/policy.ts';
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

/** A clock that has run from the start and is due at a minute; null where the calendar knows nothing. */
export const clock = (kind: ClockKind, due: number | null, key = `${kind}:0`): ClockSet => ({
  key,
  kind,
  startedAt: iso(),
  from: iso(),
  dueAt: due === null ? null : iso(due),
  missingYear: due === null ? '2031' : null,
});

const NOTHING_OWED = { triggers: [], returnClaimed: false };

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
    department: 'service',
    routedTo: null,
    accused: [],
    repeatOf: null,
    clocks: openingClocks(at(), change.severity ?? 'general', NOTHING_OWED, DEFAULT_POLICY),
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

const first = 'proposal-1' as ProposalId;
const second = 'proposal-2' as ProposalId;

/** A solution that is turned down, then one that is carried out. */
const solved = (): readonly CaseEventBody[] => [
  {
    type: 'proposed',
    proposal: first,
    solutions: ['refund'],
    lines: [{ kind: 'refund', payer: 'dealer', amountFen: 120_000 }],
    reason: '多收工时',
  },
  { type: 'signed', proposal: first, amountFen: 120_000, onBehalfOf: null, role: 'department_manager' },
  { type: 'rejected', proposal: first, amountFen: 120_000, onBehalfOf: null, reason: '太多' },
  {
    type: 'proposed',
    proposal: second,
    solutions: ['refund'],
    lines: [{ kind: 'refund', payer: 'dealer', amountFen: 50_000 }],
    reason: '多收工时',
  },
  { type: 'consent_recorded', proposal: second, text: '厂家同意函' },
  { type: 'approved', proposal: second, amountFen: 50_000, onBehalfOf: wang },
  { type: 'accepted', proposal: second, text: '同意', responsible: li, executeBy: iso(900) },
  { type: 'paid', proposal: second, proof: '转账' },
  {
    type: 'carried_out',
    proposal: second,
    proof: '转账',
    attachments: ['file' as AttachmentId],
    clocks: [clock('follow_up', 1_440, 'follow_up:0.1'), clock('follow_up', null, 'follow_up:0.2')],
  },
];

/** The press is told, the file is opened, the manufacturer gets a report. */
const crisis = (): readonly CaseEventBody[] => [
  { type: 'crisis_watched', reason: '说要找记者' },
  { type: 'impact_assessed', yes: ['attention', 'reputation'], probability: 'high' },
  { type: 'crisis_opened', reason: '记者到店', team: [li, wang] },
  { type: 'crisis_room_opened', room: 'room' as PlaceRef },
  { type: 'crisis_step_set', step: 'team', owner: wang, done: true },
  { type: 'media_contacted', outlet: '晚报', text: '说明情况' },
  { type: 'statement_drafted', statement: 's1', text: '我们正在核实' },
  { type: 'statement_released', statement: 's1' },
  { type: 'crisis_phase_changed', phase: 'aftermath', reason: '稿件撤下' },
  { type: 'report_drafted', report: 'r1', version: 1, fields: report },
  { type: 'report_sent', report: 'r1', version: 1 },
];

const report = {
  summary: '发动机异响',
  vehicle: 'Model Y · 22222222',
  severity: 'serious' as const,
  risks: [{ trigger: 'media' as const, quote: '找记者' }],
  demand: '退工时费',
  openedAt: iso(),
  firstContactAt: null,
  measures: '已检测',
  wanted: '技术支持',
};

/** A life from opening over closing and reopening to a dismissal: one event of nearly every kind that changes a case. */
export const longLife = (): readonly CaseEventBody[] => [
  opened(
    {
      text: '半个表情 \uD83D 和零\u0000字节',
      routedTo: wang,
      repeatOf: { id: 'old' as CaseId, number: '20260101-001' },
    },
    { phone: stated('13812345678'), amountFen: stated(350_000) },
  ),
  { type: 'threaded', thread: 'thread' as MessageRef },
  claimed(),
  { type: 'acknowledged', clock: 'resolve:0' },
  { type: 'amended', category: 'price_billing', summary: null, facts: { plate: stated('沪A12345'), phone: null } },
  {
    type: 'severity_changed',
    from: 'general',
    to: 'serious',
    reason: '金额',
    triggers: [{ trigger: 'media', quote: '找记者' }],
    clocks: [clock('plan', 600), clock('resolve', null)],
  },
  { type: 'contacted', way: 'phone', text: '已联系', plan: true },
  { type: 'paused', waitingFor: 'parts', reason: '等配件' },
  { type: 'resumed', clocks: [clock('resolve', 700)] },
  { type: 'date_agreed', dueAt: iso(800), text: '周三' },
  { type: 'breached', clock: 'resolve:0', kind: 'resolve', dueAt: iso(800) },
  { type: 'accused', people: [wang] },
  { type: 'promised', promise: 'p1', text: '三点回电', dueAt: iso(100) },
  { type: 'promise_broken', promise: 'p1' },
  { type: 'promise_kept', promise: 'p1', text: '' },
  { type: 'duplicate_received', message: 'again' as MessageRef },
  ...crisis(),
  ...solved(),
  { type: 'followed_up', result: 'unreachable', text: '', clocks: [clock('follow_up', 2_880, 'follow_up:0.1')] },
  { type: 'followed_up', result: 'satisfied', text: '', clocks: [] },
  { type: 'closed', text: '', resolution: 'refunded', verdict: 'dissatisfied', parties: ['dealer', 'customer'] },
  { type: 'reopened', reason: '还响', clocks: [clock('resolve', 6_000, 'resolve:1')] },
  { type: 'dismissed', reason: '看错了' },
];

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
