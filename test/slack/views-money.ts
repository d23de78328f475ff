import type { ModalView } from '@slack/types';
import { PROPOSAL_STATES, type Proposal } from '../../src/domain/case.ts';
import type { ApprovalCard, SignersPreview } from '../../src/domain/case-card.ts';
import { MONEY_KINDS, PAYERS } from '../../src/domain/money.ts';
import { FORM } from '../../src/slack/ids.ts';
import * as decisions from '../../src/slack/views/decision-forms.ts';
import * as proposals from '../../src/slack/views/proposal-forms.ts';
import { signersText } from '../../src/slack/views/signers.ts';
import type { Wording } from '../../src/wording/wording.ts';
import { approvalOf, LONG_NAME, METADATA, proposal, WORST, WU, worstCase, ZHAO } from './views-data.ts';

const AT = '2026-11-16T14:10:00Z';
const LINES = MONEY_KINDS.flatMap((kind) => PAYERS.map((payer) => ({ kind, payer, amountFen: 999_999_950 })));

const everything = (state: Proposal['state']): Proposal =>
  proposal(state, {
    lines: LINES,
    signatures: [{ by: WU.id, role: 'department_manager', at: AT }],
    decidedBy: state === 'pending' ? null : LONG_NAME.id,
    decidedAt: state === 'pending' ? null : AT,
    decisionReason: state === 'rejected' || state === 'returned' ? WORST : null,
    consent: { text: WORST, at: AT },
    answer: state === 'pending' ? null : { at: AT, by: LONG_NAME.id, text: WORST },
    paidAt: state === 'executed' || state === 'accepted' ? AT : null,
  });

/** An approval in every state, each with everything in it. */
export const APPROVALS: readonly ApprovalCard[] = PROPOSAL_STATES.map((state) => approvalOf(everything(state)));

export const PREVIEW: SignersPreview = {
  asked: [LONG_NAME, WU, ZHAO, LONG_NAME, WU, ZHAO],
  roles: ['general_manager'],
  chain: ['department_manager', 'customer_relations_manager', 'general_manager'],
  consentNeeded: true,
  manufacturer: WORST,
};

/** The forms about money, by callback id. */
export function moneyForms(w: Wording): readonly (readonly [string, ModalView])[] {
  const c = worstCase('awaiting_approval');
  const m = METADATA;
  const p = everything('pending');
  const signers = signersText(PREVIEW, proposals.boldAmount(p, w), w);
  return [
    [FORM.propose, proposals.proposeForm(m, c, w)],
    [FORM.proposeConfirm, proposals.proposeConfirmForm(m, c, p, signers, PREVIEW, w)],
    [FORM.addConsent, proposals.consentForm(m, c, w)],
    [FORM.reject, decisions.rejectForm(m, c, p, w)],
    [FORM.return, decisions.returnForm(m, c, p, w)],
    [FORM.accept, proposals.acceptForm(m, c, 'U1', w)],
    [FORM.decline, proposals.declineForm(m, c, w)],
    [FORM.pay, proposals.payForm(m, c, w)],
    [FORM.carryOut, proposals.carryOutForm(m, c, w)],
  ];
}
