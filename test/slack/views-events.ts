import type { CaseEvent, CaseEventBody, CaseEventType } from '../../src/domain/case-event.ts';
import { TRIGGERS } from '../../src/domain/complaint.ts';
import type { AttachmentId, CaseId, MessageRef, PlaceRef, ProposalId } from '../../src/domain/ids.ts';
import type { Notice, NoticeKind } from '../../src/domain/notice.ts';
import { LONG_NAME, WORST, WU, worstCase, ZHAO } from './views-data.ts';

const BODIES: { readonly [T in CaseEventType]: Extract<CaseEventBody, { type: T }> } = {
  opened: {
    ...{ type: 'opened', number: '20261116-001', intake: 'channel', source: null, part: 0, thread: null },
    ...{ place: 'slack:C1' as PlaceRef, reporter: ZHAO.id, policyVersion: 'default-1', reader: 'rules@1' },
    ...{ instructions: [WORST], dueAt: null, missingYear: null, text: WORST, summary: WORST },
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
    ...{ dueAt: '2026-11-20T12:00:00Z', missingYear: null },
  },
  amended: { type: 'amended', category: 'rescue', summary: WORST, facts: worstCase().facts },
  contacted: { type: 'contacted', way: 'phone', text: WORST },
  proposed: { type: 'proposed', proposal: 'p-1' as ProposalId, solutions: ['refund'], lines: [], reason: WORST },
  withdrawn: { type: 'withdrawn', proposal: 'p-1' as ProposalId },
  approved: { type: 'approved', proposal: 'p-1' as ProposalId, amountFen: 12_000 },
  rejected: { type: 'rejected', proposal: 'p-1' as ProposalId, amountFen: 12_000, reason: WORST },
  accepted: { type: 'accepted', proposal: 'p-1' as ProposalId, text: WORST },
  declined: { type: 'declined', proposal: 'p-1' as ProposalId, text: WORST },
  carried_out: { type: 'carried_out', proposal: 'p-1' as ProposalId, proof: WORST, attachments: [] },
  followed_up: { type: 'followed_up', result: 'unhappy', text: WORST },
  closed: { type: 'closed', text: WORST },
  reopened: { type: 'reopened', reason: WORST, dueAt: '2026-11-20T12:00:00Z', missingYear: null },
  dismissed: { type: 'dismissed', reason: WORST },
  restored: { type: 'restored' },
  merged: { type: 'merged', into: 'c-2' as CaseId, number: '20261116-002' },
  merge_received: { type: 'merge_received', from: 'c-2' as CaseId, number: '20261116-002' },
  unmerged: { type: 'unmerged', from: 'c-2' as CaseId, number: '20261116-002' },
  revealed: { type: 'revealed', files: 0, facts: ['phone', 'vin'] },
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
const NOTICES_BY_KIND: { readonly [K in NoticeKind]: Extract<Notice, { kind: K }> } = {
  is_it_a_complaint: { kind: 'is_it_a_complaint', message: 'slack:C1:1.1' as MessageRef, reason: 'too_little' },
  ask_facts: { kind: 'ask_facts', ...ref, facts: ['contact', 'vehicle'] },
  not_registered: { kind: 'not_registered', reason: 'praise' },
  registered_elsewhere: { kind: 'registered_elsewhere', ...ref, card: 'slack:C1:2.2' as MessageRef },
  added_to_case: { kind: 'added_to_case', ...ref },
  instruction_ignored: { kind: 'instruction_ignored', quotes: [WORST, WORST, WORST, WORST, WORST, WORST] },
  major_case: {
    ...{ kind: 'major_case', ...ref, triggers: [...TRIGGERS], summary: WORST },
    ...{ card: 'slack:C1:2.2' as MessageRef, mention: [ZHAO.id, WU.id, LONG_NAME.id] },
  },
  severity_raised: { kind: 'severity_raised', ...ref, from: 'general', to: 'major', quotes: [WORST] },
  handed_to_you: { kind: 'handed_to_you', ...ref, to: ZHAO.id, by: WU.id, reason: WORST },
  please_follow_up: { kind: 'please_follow_up', ...ref, mention: [ZHAO.id] },
  rejected: { kind: 'rejected', ...ref, mention: ZHAO.id, by: WU.id, reason: WORST },
  approved: { kind: 'approved', ...ref, mention: ZHAO.id, by: WU.id, amountFen: 12_000 },
  reopened: { kind: 'reopened', ...ref, mention: ZHAO.id, by: WU.id, reason: WORST },
  file_not_kept: { kind: 'file_not_kept', ...ref, name: WORST, why: 'gone' },
};
export const NOTICES: readonly Notice[] = Object.values(NOTICES_BY_KIND);
