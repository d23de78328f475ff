import type { ModalView } from '@slack/types';
import type { Case, Proposal } from '../../domain/case.ts';
import type { Wording } from '../../wording/wording.ts';
import { FIELD } from '../ids.ts';
import { aboutCase } from './about-case.ts';
import { formView, longInput } from './form-parts.ts';
import { proposedLine } from './proposal-forms.ts';

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
