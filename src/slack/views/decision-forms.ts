import type { ModalView } from '@slack/types';
import type { Case, Proposal } from '../../domain/case.ts';
import type { Wording } from '../../wording/wording.ts';
import { FIELD } from '../ids.ts';
import { mrkdwn, typed } from '../limits.ts';
import { said } from './case-text.ts';
import { formView, lead, longInput } from './form-parts.ts';
import { aboutCase, boldAmount, proposedLine } from './proposal-forms.ts';

/** Approval asked once more, with the amount; nothing to fill in. */
export function approveForm(metadata: string, c: Case, proposal: Proposal, w: Wording): ModalView {
  const question = w.form.intro.approve(typed(c.number, 30), boldAmount(proposal, w));
  const blocks = [
    { type: 'section' as const, text: mrkdwn(question) },
    ...proposedLine(proposal, w),
    ...lead(said(c, proposal.reason, 500)),
  ];
  return formView('approve', metadata, blocks, w);
}

/** Why there is no money for it. */
export function rejectForm(metadata: string, c: Case, proposal: Proposal, w: Wording): ModalView {
  const reason = longInput({ field: FIELD.reason, as: 'rejectReason', max: 500 }, w);
  return formView('reject', metadata, [...aboutCase(c, w), ...proposedLine(proposal, w), reason], w);
}

/** What to change before it is proposed again. */
export function returnForm(metadata: string, c: Case, proposal: Proposal, w: Wording): ModalView {
  const reason = longInput({ field: FIELD.reason, as: 'returnReason', max: 500 }, w);
  return formView('return', metadata, [...aboutCase(c, w), ...proposedLine(proposal, w), reason], w);
}
