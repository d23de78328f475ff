import type { ModalView } from '@slack/types';
import { approvalLimitFen } from '../../domain/authority.ts';
import { type Case, liveProposal, type Proposal, paidFen } from '../../domain/case.ts';
import { formatYuan, PAYERS } from '../../domain/money.ts';
import { MANAGERS } from '../../domain/person.ts';
import type { Policy } from '../../domain/policy.ts';
import { SOLUTIONS } from '../../domain/solution.ts';
import type { Wording } from '../../wording/wording.ts';
import { FIELD } from '../ids.ts';
import { typed } from '../limits.ts';
import { amountText, caseHeadline, moneyText, said } from './case-text.ts';
import {
  choice,
  filesInput,
  formView,
  lead,
  longInput,
  multiSelectInput,
  selectInput,
  textInput,
} from './form-parts.ts';

const about = (c: Case, w: Wording) => lead(caseHeadline(c, w, 100));

function proposed(p: Proposal | null, w: Wording) {
  if (!p) return [];
  const money = moneyText(p, w);
  return lead([w.mark.list(p.solutions.map((s) => w.name.solution[s])), ...(money ? [money] : [])].join(' · '));
}

/** Who approves up to which amount, lowest first. */
export function approvalHint(policy: Policy, w: Wording): string {
  const limits = MANAGERS.flatMap((role) => {
    const limit = approvalLimitFen(role, policy);
    return limit === 0 ? [] : [{ role: w.name.role[role], upTo: limit === null ? null : formatYuan(limit) }];
  });
  return w.form.intro.propose(limits);
}

/** Solutions, what they cost, who pays, and why. Amounts are in yuan, as typed. */
export function proposeForm(metadata: string, c: Case, policy: Policy, w: Wording): ModalView {
  const solutions = SOLUTIONS.map((s) => choice(s, w.name.solution[s]));
  const payers = PAYERS.map((p) => choice(p, w.name.payer[p]));
  const paid = paidFen(c);
  const blocks = [
    ...about(c, w),
    multiSelectInput({ field: FIELD.solutions, as: 'solutions', options: solutions }, w),
    textInput({ field: FIELD.refund, as: 'refund', optional: true, max: 20 }, w),
    textInput({ field: FIELD.goodwill, as: 'goodwill', optional: true, max: 20 }, w),
    selectInput({ field: FIELD.payer, as: 'payer', options: payers, initial: 'dealer' }, w),
    longInput({ field: FIELD.reason, as: 'proposeReason', max: 1000 }, w),
    ...lead(approvalHint(policy, w)),
    ...lead(paid > 0 ? w.form.intro.paidBefore(formatYuan(paid)) : ''),
  ];
  return formView('propose', metadata, blocks, w);
}

/** Approval asked once more, with the amount; nothing to fill in. */
export function approveForm(metadata: string, c: Case, proposal: Proposal, w: Wording): ModalView {
  const question = w.form.intro.approve(typed(c.number, 30), `*${amountText(proposal, w)}*`);
  const blocks = [
    { type: 'section' as const, text: { type: 'mrkdwn' as const, text: question, verbatim: true } },
    ...proposed(proposal, w),
    ...lead(said(c, proposal.reason, 500)),
  ];
  return formView('approve', metadata, blocks, w);
}

/** Why the proposal needs changing. */
export function rejectForm(metadata: string, c: Case, proposal: Proposal, w: Wording): ModalView {
  const reason = longInput({ field: FIELD.reason, as: 'rejectReason', max: 500 }, w);
  return formView('reject', metadata, [...about(c, w), ...proposed(proposal, w), reason], w);
}

/** The customer said yes. */
export function acceptForm(metadata: string, c: Case, w: Wording): ModalView {
  const note = longInput({ field: FIELD.text, as: 'acceptNote', optional: true, max: 500 }, w);
  return formView('accept', metadata, [...about(c, w), ...proposed(liveProposal(c), w), note], w);
}

/** The customer said no, and what they said. */
export function declineForm(metadata: string, c: Case, w: Wording): ModalView {
  const reason = longInput({ field: FIELD.reason, as: 'declineReason', max: 1000 }, w);
  return formView('decline', metadata, [...about(c, w), ...proposed(liveProposal(c), w), reason], w);
}

/** What was done, with proof. */
export function carryOutForm(metadata: string, c: Case, w: Wording): ModalView {
  const proof = longInput({ field: FIELD.text, as: 'proof', max: 1000, optional: true }, w);
  return formView('carryOut', metadata, [...about(c, w), ...proposed(liveProposal(c), w), proof, filesInput(w)], w);
}
