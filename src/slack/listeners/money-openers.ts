import type { types } from '@slack/bolt';
import { type Case, liveProposal } from '../../domain/case.ts';
import { RuleError } from '../../domain/errors.ts';
import { totalFen } from '../../domain/money.ts';
import { checkDecision, type Pressed } from '../../flows/decide-approval.ts';
import { recordingRefusal } from '../../flows/record-refusal.ts';
import type { Desk } from '../desk.ts';
import type { Press } from '../press.ts';
import { slackId } from '../refs.ts';
import { approveForm, rejectForm, returnForm } from '../views/decision-forms.ts';
import { acceptForm, carryOutForm, consentForm, declineForm, payForm, proposeForm } from '../views/proposal-forms.ts';
import { metadata } from './about.ts';

type Opener = (desk: Desk, press: Press, c: Case) => types.ModalView | Promise<types.ModalView>;
type Decision = 'approve' | 'reject' | 'return';

const plainForm =
  (form: (metadata: string, c: Case, w: Desk['w']) => types.ModalView): Opener =>
  (desk, { asker }, c) =>
    form(metadata(desk, asker, { caseId: c.id }), c, desk.w);

const accept: Opener = async (desk, { asker }, c) => {
  const assignee = c.assignee ? await desk.ports.people.get(c.assignee) : null;
  const account = assignee?.active && assignee.chatUser ? slackId(assignee.chatUser) : null;
  return acceptForm(metadata(desk, asker, { caseId: c.id }), c, account, desk.w);
};

/** From a case, not from an approval card: what is decided on is the proposal that waits now. */
const deciding =
  (action: Decision): Opener =>
  (desk, { asker, by }, c) => {
    const live = liveProposal(c);
    if (!live) throw new RuleError('illegal_move', { status: c.status });
    return decideForm(desk, asker, by, c, { proposal: live.id, shownFen: totalFen(live.lines) }, action);
  };

/** The forms of a solution and of its approval. */
export const moneyOpeners = {
  propose: plainForm(proposeForm),
  add_consent: plainForm(consentForm),
  approve: deciding('approve'),
  reject: deciding('reject'),
  return: deciding('return'),
  accept,
  decline: (desk, { asker }, c) => declineForm(metadata(desk, asker, { caseId: c.id, seen: c.status }), c, desk.w),
  pay: plainForm(payForm),
  carry_out: plainForm(carryOutForm),
} as const satisfies Readonly<Record<string, Opener>>;

const FORMS = { approve: approveForm, reject: rejectForm, return: returnForm } as const;

/** The form in which a proposal is decided, for whoever may do it now; who may not is answered, and the try kept on record. */
export async function decideForm(
  desk: Desk,
  asker: Press['asker'],
  by: Press['by'],
  c: Case,
  pressed: Pressed,
  action: Decision,
): Promise<types.ModalView> {
  const { pending } = await recordingRefusal(desk.ports, by, c.id, action, () =>
    checkDecision(desk.ports, by, c, pressed, action),
  );
  const about = { caseId: c.id, proposalId: pressed.proposal, shownFen: pressed.shownFen };
  return FORMS[action](metadata(desk, asker, about), c, pending, desk.w);
}
