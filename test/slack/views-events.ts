import type { ClockSet } from '../../src/domain/case-clock.ts';
import type { CaseEvent, CaseEventBody, CaseEventType } from '../../src/domain/case-event.ts';
import { DOUBT_FIELDS } from '../../src/domain/case-reading.ts';
import { TRIGGERS } from '../../src/domain/complaint.ts';
import { IMPACT_QUESTIONS } from '../../src/domain/crisis.ts';
import type { AttachmentId, CaseId, MessageRef, PlaceRef, ProposalId } from '../../src/domain/ids.ts';
import type { Notice, NoticeKind, ReminderLine } from '../../src/domain/notice.ts';
import { heardPromise, LONG_NAME, REPORT, WORST, WORST_READING, WU, worstCase, ZHAO } from './views-data.ts';

const SET: ClockSet & { readonly dueAt: string } = {
  ...{ key: 'resolve:0', kind: 'resolve', startedAt: '2026-11-16T01:05:00Z', from: '2026-11-16T01:05:00Z' },
  ...{ dueAt: '2026-11-20T12:00:00Z', missingYear: null },
};
const DECIDED = { proposal: 'p-1' as ProposalId, amountFen: 12_000, onBehalfOf: LONG_NAME.id };

const BODIES: { readonly [T in CaseEventType]: Extract<CaseEventBody, { type: T }> } = {
  opened: {
    ...{ type: 'opened', number: '20261116-001', intake: 'channel', source: null, part: 0, thread: null },
    ...{ place: 'slack:C1' as PlaceRef, reporter: ZHAO.id, policyVersion: 'default-1', reader: 'rules@1' },
    ...{ department: 'service', routedTo: WU.id, accused: [LONG_NAME.id], repeatOf: null, clocks: [] },
    ...{ awaitsModel: true, instructions: [WORST], text: WORST, summary: WORST },
    ...{
      category: { value: 'other', quote: WORST, by: 'rule', sureness: 'uncertain' },
      subcategory: null,
      secondaryCategories: [],
      severity: 'general',
    },
    ...{ triggers: [], customerType: 'unknown', facts: worstCase().facts, vinCheckDigitOk: true, malformedVin: null },
  },
  threaded: { type: 'threaded', thread: 'm' as MessageRef },
  noted: { type: 'noted', message: null, text: WORST, instructions: [WORST] },
  source_edited: { type: 'source_edited', message: 'm' as MessageRef, before: WORST, after: WORST },
  source_deleted: { type: 'source_deleted', message: 'm' as MessageRef, before: WORST },
  attached: { type: 'attached', attachment: 'a' as AttachmentId, name: WORST, mimetype: 'image/png', size: 1 },
  attachment_failed: { type: 'attachment_failed', name: WORST, why: 'too_large' },
  claimed: { type: 'claimed', assignee: ZHAO.id },
  handed_over: { type: 'handed_over', from: ZHAO.id, to: WU.id, reason: WORST },
  severity_changed: {
    ...{ type: 'severity_changed', from: 'general', to: 'major', reason: WORST, triggers: [] },
    ...{ clocks: [SET] },
  },
  triggers_found: { type: 'triggers_found', triggers: [{ trigger: 'media', quote: WORST }], clocks: [] },
  paused: { type: 'paused', waitingFor: 'inspection', reason: WORST },
  resumed: { type: 'resumed', clocks: [SET] },
  date_agreed: { type: 'date_agreed', dueAt: SET.dueAt, text: WORST },
  acknowledged: { type: 'acknowledged', clock: 'resolve:0' },
  breached: { type: 'breached', clock: 'resolve:0', kind: 'resolve', dueAt: SET.dueAt },
  accused: { type: 'accused', people: [LONG_NAME.id, WU.id] },
  promised: { type: 'promised', promise: 'pr-0', text: WORST, dueAt: SET.dueAt, heard: null },
  promise_kept: { type: 'promise_kept', promise: 'pr-0', text: WORST },
  promise_broken: { type: 'promise_broken', promise: 'pr-0' },
  amended: { type: 'amended', category: 'rescue', customerType: 'activist', summary: WORST, facts: worstCase().facts },
  contacted: { type: 'contacted', way: 'phone', text: WORST, plan: true },
  read_by_model: {
    ...{ type: 'read_by_model', message: null, reader: WORST, summary: WORST, subcategory: null },
    ...{ category: { value: 'other', quote: WORST, by: 'model', sureness: 'uncertain' }, secondaryCategories: [] },
    ...{ customerType: 'angry', facts: worstCase().facts, hiddenNeed: WORST, emotion: 'furious' },
    ...{ doubts: [...WORST_READING.doubts], instructions: [WORST], rerouted: null, unsupported: 3 },
  },
  model_gave_up: { type: 'model_gave_up', message: null, why: 'nonsense' },
  contradicted: { type: 'contradicted', message: null, doubts: [...WORST_READING.doubts] },
  transcribed: { type: 'transcribed', message: 'm' as MessageRef, text: WORST },
  promise_heard: { type: 'promise_heard', message: null, heard: heardPromise('h-0') },
  promise_waived: { type: 'promise_waived', heard: 'h-0' },
  reading_confirmed: { type: 'reading_confirmed', fields: [...DOUBT_FIELDS] },
  proposed: { type: 'proposed', proposal: 'p-1' as ProposalId, solutions: ['refund'], lines: [], reason: WORST },
  withdrawn: { type: 'withdrawn', proposal: 'p-1' as ProposalId },
  signed: { type: 'signed', ...DECIDED, role: 'department_manager' },
  approved: { type: 'approved', ...DECIDED },
  rejected: { type: 'rejected', ...DECIDED, reason: WORST },
  returned: { type: 'returned', ...DECIDED, reason: WORST },
  expired: { type: 'expired', proposal: 'p-1' as ProposalId, why: 'severity' },
  consent_recorded: { type: 'consent_recorded', proposal: 'p-1' as ProposalId, text: WORST },
  accepted: {
    ...{ type: 'accepted', proposal: 'p-1' as ProposalId, text: WORST },
    ...{ responsible: LONG_NAME.id, executeBy: SET.dueAt },
  },
  paid: { type: 'paid', proposal: 'p-1' as ProposalId, proof: WORST },
  declined: { type: 'declined', proposal: 'p-1' as ProposalId, text: WORST },
  carried_out: { type: 'carried_out', proposal: 'p-1' as ProposalId, proof: WORST, attachments: [], clocks: [SET] },
  followed_up: { type: 'followed_up', result: 'unhappy', text: WORST, clocks: [] },
  closed: {
    ...{ type: 'closed', text: WORST, resolution: 'refunded', verdict: 'customer_fault' },
    parties: ['dealer', 'manufacturer', 'customer', 'third_party'],
  },
  reopened: { type: 'reopened', reason: WORST, clocks: [SET] },
  dismissed: { type: 'dismissed', reason: WORST },
  restored: { type: 'restored', clocks: [SET] },
  duplicate_received: { type: 'duplicate_received', message: 'm' as MessageRef },
  detached: { type: 'detached', message: 'm' as MessageRef, into: 'c-2' as CaseId, number: '20261116-002' },
  refused: { type: 'refused', action: 'set_severity', code: 'lowering_needs_manager' },
  crisis_watched: { type: 'crisis_watched', reason: WORST },
  impact_assessed: { type: 'impact_assessed', yes: [...IMPACT_QUESTIONS], probability: 'high' },
  crisis_opened: { type: 'crisis_opened', reason: WORST, team: [LONG_NAME.id, WU.id] },
  crisis_phase_changed: { type: 'crisis_phase_changed', phase: 'aftermath', reason: WORST },
  crisis_room_opened: { type: 'crisis_room_opened', room: 'slack:C9' as PlaceRef },
  crisis_step_set: { type: 'crisis_step_set', step: 'media', owner: LONG_NAME.id, done: true },
  media_contacted: { type: 'media_contacted', outlet: WORST, text: WORST },
  statement_drafted: { type: 'statement_drafted', statement: 's-1', text: WORST },
  statement_released: { type: 'statement_released', statement: 's-1' },
  report_drafted: { type: 'report_drafted', report: 'r-1', version: 1, fields: REPORT.fields },
  report_sent: { type: 'report_sent', report: 'r-1', version: 1 },
  merged: { type: 'merged', into: 'c-2' as CaseId, number: '20261116-002' },
  merge_received: { type: 'merge_received', from: 'c-2' as CaseId, number: '20261116-002' },
  unmerged: { type: 'unmerged', from: 'c-2' as CaseId, number: '20261116-002' },
  revealed: { type: 'revealed', files: 0, facts: ['phone', 'vin'] },
  erased: { type: 'erased', why: 'request', events: [{ seq: 1, hash: 'h' }] },
};

/** One event of every type, each with the longest text. */
export const EVENTS: readonly CaseEvent[] = Object.values(BODIES).map((body, i) => ({
  caseId: 'c-1' as CaseId,
  seq: i + 1,
  at: '2026-11-16T01:12:00Z',
  by: i % 2 === 0 ? LONG_NAME.id : null,
  body,
}));

const ref = { caseId: 'c-1' as CaseId, number: '20261116-001' };
const CARD = 'slack:C1:2.2' as MessageRef;
const ALL = [ZHAO.id, WU.id, LONG_NAME.id];
const LINE: ReminderLine = {
  ...{
    ...ref,
    timer: 'promise',
    clock: 'resolve:0',
    severity: 'serious',
    late: true,
    dueAt: SET.dueAt,
    summary: WORST,
  },
  ...{ what: WORST, card: CARD },
};
const NOTICES_BY_KIND: { readonly [K in NoticeKind]: Extract<Notice, { kind: K }> } = {
  is_it_a_complaint: {
    ...{ kind: 'is_it_a_complaint', message: 'slack:C1:1.1' as MessageRef, reason: 'too_little', media: null },
  },
  ask_facts: { kind: 'ask_facts', ...ref, facts: ['contact', 'vehicle'] },
  not_registered: { kind: 'not_registered', reason: 'praise' },
  registered_elsewhere: { kind: 'registered_elsewhere', ...ref, card: 'slack:C1:2.2' as MessageRef },
  came_late: { kind: 'came_late', ...ref, postedAt: SET.dueAt ?? '' },
  rerouted: { kind: 'rerouted', ...ref, mention: WU.id, department: 'sales' },
  instruction_ignored: { kind: 'instruction_ignored', quotes: [WORST, WORST, WORST, WORST, WORST, WORST] },
  flash_report: {
    ...{ kind: 'flash_report', ...ref, version: 2, status: 'claimed', triggers: [...TRIGGERS] },
    ...{ customer: WORST, summary: WORST, vehicle: WORST },
    ...{ demand: WORST, owner: LONG_NAME.id, planDueAt: SET.dueAt, resolveDueAt: SET.dueAt, card: CARD, mention: ALL },
  },
  potentially_major: {
    ...{ kind: 'potentially_major', ...ref, quotes: [WORST, WORST, WORST, WORST, WORST, WORST], summary: WORST },
    ...{ card: CARD, mention: ALL },
  },
  reminder: { kind: 'reminder', ...LINE, to: ALL, mention: ALL },
  reminders: { kind: 'reminders', lines: Array.from({ length: 60 }, () => LINE) },
  person_left: { kind: 'person_left', ...ref, person: LONG_NAME.id, to: WU.id, mention: [WU.id] },
  attached_to_case: {
    ...{ kind: 'attached_to_case', ...ref, message: 'slack:C1:1.1' as MessageRef, match: 'phone', reopened: true },
    ...{ paidFen: 12_000, mention: ALL },
  },
  repeat_customer: {
    ...{ kind: 'repeat_customer', ...ref, earlier: { id: 'c-2' as CaseId, number: '20261116-002' }, match: 'vin' },
    ...{ mayMerge: true, paidFen: 12_000 },
  },
  crisis: { kind: 'crisis', ...ref, phase: 'outbreak', reason: WORST, mention: ALL, card: CARD },
  returned: { kind: 'returned', ...ref, mention: ZHAO.id, by: WU.id, reason: WORST },
  approval_expired: { kind: 'approval_expired', ...ref, mention: ZHAO.id, why: 'amount' },
  case_analysis_wanted: { kind: 'case_analysis_wanted', ...ref, mention: ALL },
  severity_raised: { kind: 'severity_raised', ...ref, from: 'general', to: 'major', quotes: [WORST] },
  handed_to_you: { kind: 'handed_to_you', ...ref, to: ZHAO.id, by: WU.id, reason: WORST },
  please_follow_up: { kind: 'please_follow_up', ...ref, mention: [ZHAO.id] },
  rejected: { kind: 'rejected', ...ref, mention: ZHAO.id, by: WU.id, reason: WORST },
  approved: { kind: 'approved', ...ref, mention: ZHAO.id, by: WU.id, amountFen: 12_000 },
  reopened: { kind: 'reopened', ...ref, mention: ZHAO.id, by: WU.id, reason: WORST },
  file_not_kept: { kind: 'file_not_kept', ...ref, name: WORST, why: 'gone' },
};
export const NOTICES: readonly Notice[] = Object.values(NOTICES_BY_KIND);
