import type { Case } from '../../domain/case.ts';
import type { ProposalId } from '../../domain/ids.ts';
import { formatYuan, totalFen } from '../../domain/money.ts';
import { loadCase } from '../../flows/change-case.ts';
import { approveProposal, rejectProposal, returnProposal } from '../../flows/decide-approval.ts';
import { open, tell } from '../answer.ts';
import type { Desk } from '../desk.ts';
import { sentence } from '../edge.ts';
import type { FormHandler, Sent } from '../form.ts';
import { ACTION, FIELD, FORM } from '../ids.ts';
import type { PressHandler } from '../press.ts';
import { proposalIn, proposalOf } from './about.ts';
import { afterChange } from './after-change.ts';
import { decideForm } from './money-openers.ts';

/** Approves at the press: the button asks once more, with the amount, before it sends anything. */
const approve: PressHandler = async (desk, { asker, by, value }) => {
  const { caseId, proposalId: proposal, shownFen } = proposalIn(value);
  await shownDecided(
    desk,
    { asker, by },
    await approveProposal(desk.ports, by, caseId, { proposal, shownFen }),
    proposal,
  );
};

/**
 * On the approval's own card, which stands in a thread, the decision is seen a moment later. Pressed elsewhere in a channel, in a digest, it is said
 * to the presser, and the digest with its other buttons stays.
 */
async function shownDecided(
  desk: Desk,
  { asker, by }: Pick<Sent, 'asker' | 'by'>,
  c: Case,
  id: ProposalId,
): Promise<void> {
  const { where } = asker;
  if (where.at !== 'channel') return afterChange(desk, asker, by, c);
  const proposal = c.proposals.find((p) => p.id === id);
  if (!proposal || (where.threadTs && !where.ephemeral)) return;
  const { screen, name } = desk.w;
  const amount = formatYuan(totalFen(proposal.lines));
  await tell(desk, asker, sentence(screen.done.decided(c.number, amount, name.proposalState[proposal.state])));
}

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
    const c = await flow(desk.ports, sent.by, caseId, { proposal, shownFen }, reason);
    return () => shownDecided(desk, sent, c, proposal);
  };

/** The forms behind them. */
export const decisionForms: Readonly<Record<string, FormHandler>> = {
  [FORM.reject]: turnedDown(rejectProposal),
  [FORM.return]: turnedDown(returnProposal),
};
