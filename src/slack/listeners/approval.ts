import { loadCase } from '../../flows/change-case.ts';
import { approveProposal, rejectProposal, returnProposal } from '../../flows/decide-approval.ts';
import { open } from '../answer.ts';
import type { Desk } from '../desk.ts';
import type { FormHandler, Sent } from '../form.ts';
import { ACTION, FIELD, FORM } from '../ids.ts';
import type { PressHandler } from '../press.ts';
import { proposalIn, proposalOf } from './about.ts';
import { afterChange } from './after-change.ts';
import { decideForm } from './money-openers.ts';

/** Approves at the press: the button asks once more, with the amount, before it sends anything. */
const approve: PressHandler = async (desk, { asker, by, value }) => {
  const { caseId, proposalId: proposal, shownFen } = proposalIn(value);
  await afterChange(desk, asker, by, await approveProposal(desk.ports, by, caseId, { proposal, shownFen }));
};

const openDecision =
  (action: 'reject' | 'return'): PressHandler =>
  async (desk, { asker, by, value }) => {
    const { caseId, proposalId: proposal, shownFen } = proposalIn(value);
    const c = await loadCase(desk.ports, caseId);
    await open(desk, asker, await decideForm(desk, asker, by, c, { proposal, shownFen }, action));
  };

/** Buttons of an approval card; their value names the amount that was seen. */
export const decisionActions: Readonly<Record<string, PressHandler>> = {
  [ACTION.approve]: approve,
  [ACTION.reject]: openDecision('reject'),
  [ACTION.return]: openDecision('return'),
};

const turnedDown =
  (flow: typeof rejectProposal): FormHandler =>
  async (desk, sent) => {
    const { caseId, proposalId: proposal, shownFen } = proposalOf(sent);
    const reason = sent.values.text(FIELD.reason);
    return shownAgain(desk, sent, await flow(desk.ports, sent.by, caseId, { proposal, shownFen }, reason));
  };

const shownAgain =
  (desk: Desk, { asker, by }: Sent, c: Parameters<typeof afterChange>[3]) =>
  () =>
    afterChange(desk, asker, by, c);

/** The forms behind them. */
export const decisionForms: Readonly<Record<string, FormHandler>> = {
  [FORM.approve]: async (desk, sent) => {
    const { caseId, proposalId: proposal, shownFen } = proposalOf(sent);
    return shownAgain(desk, sent, await approveProposal(desk.ports, sent.by, caseId, { proposal, shownFen }));
  },
  [FORM.reject]: turnedDown(rejectProposal),
  [FORM.return]: turnedDown(returnProposal),
};
