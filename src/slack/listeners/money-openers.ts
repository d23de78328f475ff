import type { types } from '@slack/bolt';
import type { Case } from '../../domain/case.ts';
import { checkDecision, type Pressed } from '../../flows/decide-approval.ts';
import { recordingRefusal } from '../../flows/record-refusal.ts';
import type { Desk } from '../desk.ts';
import type { Press } from '../press.ts';
import { slackId } from '../refs.ts';
import { rejectForm, returnForm } from '../views/decision-forms.ts';
import { acceptForm, carryOutForm, consentForm, declineForm, payForm, proposeForm } from '../views/proposal-forms.ts';
import { metadata } from './about.ts';
import { type Opener, plainForm } from './opener.ts';

type Decision = 'reject' | 'return';

const accept: Opener = async (desk, { asker }, c) => {
  const assignee = c.assignee ? await desk.ports.people.get(c.assignee) : null;
  const account = assignee?.active && assignee.chatUser ? slackId(assignee.chatUser) : null;
  return acceptForm(metadata(desk, asker, { caseId: c.id }), c, account, desk.w);
};

/** The forms of a solution. Deciding on one happens on its approval card, where the amount stands. */
export const moneyOpeners = {
  propose: plainForm(proposeForm),
  add_consent: plainForm(consentForm),
  accept,
  decline: (desk, { asker }, c) => declineForm(metadata(desk, asker, { caseId: c.id, seen: c.status }), c, desk.w),
  pay: plainForm(payForm),
  carry_out: plainForm(carryOutForm),
} as const satisfies Readonly<Record<string, Opener>>;

const FORMS = { reject: rejectForm, return: returnForm } as const;

/** The form in which a proposal is turned down, for whoever may do it now; who may not is answered, and the try kept on record. */
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
