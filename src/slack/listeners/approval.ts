import { loadCase } from '../../flows/change-case.ts';
import { approveProposal, rejectProposal } from '../../flows/decide-approval.ts';
import { open } from '../answer.ts';
import type { FormHandler } from '../form.ts';
import { ACTION, FIELD, FORM } from '../ids.ts';
import type { PressHandler } from '../press.ts';
import { proposalIn, proposalOf } from './about.ts';
import { afterChange } from './after-change.ts';
import { decideForm } from './case-openers.ts';

/** Approves at the press: the button asks once more, with the amount, before it sends anything. */
const approve: PressHandler = async (desk, { asker, by, value }) => {
  const { caseId, proposalId, shownFen } = proposalIn(value);
  const c = await approveProposal(desk.ports, by, caseId, proposalId, shownFen);
  await afterChange(desk, asker, by, c);
};

const reject: PressHandler = async (desk, { asker, by, value }) => {
  const { caseId, ...shown } = proposalIn(value);
  const c = await loadCase(desk.ports, caseId);
  await open(desk, asker, await decideForm(desk, asker, by, c, shown, 'reject'));
};

/** Buttons of an approval card; their value names the amount that was seen. */
export const decisionActions: Readonly<Record<string, PressHandler>> = {
  [ACTION.approve]: approve,
  [ACTION.reject]: reject,
};

/** The forms behind them. */
export const decisionForms: Readonly<Record<string, FormHandler>> = {
  [FORM.approve]: async (desk, sent) => {
    const { caseId, proposalId, shownFen } = proposalOf(sent);
    const c = await approveProposal(desk.ports, sent.by, caseId, proposalId, shownFen);
    return () => afterChange(desk, sent.asker, sent.by, c);
  },
  [FORM.reject]: async (desk, sent) => {
    const { caseId, proposalId, shownFen } = proposalOf(sent);
    const reason = sent.values.text(FIELD.reason);
    const c = await rejectProposal(desk.ports, sent.by, caseId, proposalId, shownFen, reason);
    return () => afterChange(desk, sent.asker, sent.by, c);
  },
};
