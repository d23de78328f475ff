import type { CaseEventBody } from '../../src/domain/case-event.ts';
import type { AttachmentId, CaseId, MessageRef, PlaceRef, ProposalId } from '../../src/domain/ids.ts';
import { claimed, clock, iso, li, opened, stated, wang } from './samples.ts';

const first = 'proposal-1' as ProposalId;
const second = 'proposal-2' as ProposalId;

/** A promise as a text tells of it. */
const heard = (id: string) => ({ id, text: '下午回电', dueText: '三点', dueAt: iso(100), quote: '下午三点给您回电' });

/** A model gives up and then reads after all; a picture is read out, a later message contradicts, and a person settles what is in doubt. */
const read = (): readonly CaseEventBody[] => [
  { type: 'model_gave_up', message: null, why: 'nonsense' },
  {
    type: 'read_by_model',
    message: 'first' as MessageRef,
    reader: 'model-1 read-complaint@1',
    summary: '修三次仍异响',
    category: { value: 'repair_quality', quote: '修了三次', by: 'model', sureness: 'stated' },
    subcategory: null,
    secondaryCategories: ['price_billing'],
    customerType: 'voicer',
    facts: { model: { value: 'Model Y', quote: 'Y', by: 'model', sureness: 'inferred' } },
    hiddenNeed: '想有人负责到底',
    emotion: 'angry',
    doubts: [{ field: 'model', held: null, said: 'Model Y', by: 'model' }],
    instructions: [],
    rerouted: null,
    unsupported: 1,
  },
  { type: 'transcribed', message: 'picture' as MessageRef, text: '结算单：半个表情 \uD83D' },
  {
    type: 'contradicted',
    message: 'later' as MessageRef,
    doubts: [{ field: 'amountFen', held: '350000', said: '360000', by: 'message' }],
  },
  { type: 'promise_heard', message: null, heard: heard('heard-1') },
  { type: 'promise_heard', message: 'later' as MessageRef, heard: heard('heard-2') },
  { type: 'promise_waived', heard: 'heard-2' },
  { type: 'reading_confirmed', fields: ['model', 'amountFen'] },
];

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
  ...read(),
  {
    type: 'amended',
    category: 'price_billing',
    customerType: 'voicer',
    summary: null,
    facts: { plate: stated('沪A12345'), phone: null },
  },
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
  { type: 'promised', promise: 'p1', text: '三点回电', dueAt: iso(100), heard: 'heard-1' },
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
