import type { types } from '@slack/bolt';
import { type Case, liveProposal } from '../../domain/case.ts';
import type { CaseAction } from '../../domain/case-action.ts';
import { MASKED_FACTS } from '../../domain/case-event.ts';
import { RuleError } from '../../domain/errors.ts';
import { totalFen } from '../../domain/money.ts';
import { checkMay } from '../../flows/check-may.ts';
import { checkDecision } from '../../flows/decide-approval.ts';
import { allCases } from '../../flows/list-cases.ts';
import { revealFacts } from '../../flows/see-case.ts';
import { open } from '../answer.ts';
import type { Desk } from '../desk.ts';
import type { Press } from '../press.ts';
import {
  closeForm,
  contactForm,
  dismissForm,
  followUpForm,
  handOverForm,
  mergeForm,
  reopenForm,
  severityForm,
} from '../views/case-forms.ts';
import { amendForm } from '../views/facts-forms.ts';
import {
  acceptForm,
  approveForm,
  carryOutForm,
  declineForm,
  proposeForm,
  rejectForm,
} from '../views/proposal-forms.ts';
import { metadata } from './about.ts';

/** Actions that take effect at the press. */
export type DirectAction = 'claim' | 'withdraw' | 'restore' | 'reveal';
export type FormAction = Exclude<CaseAction, DirectAction>;

type Opener = (desk: Desk, press: Press, c: Case) => types.ModalView | Promise<types.ModalView>;

const plainForm =
  (form: (metadata: string, c: Case, w: Desk['w']) => types.ModalView): Opener =>
  (desk, { asker }, c) =>
    form(metadata(desk, asker, { caseId: c.id }), c, desk.w);

const OPENERS: Readonly<Record<FormAction, Opener>> = {
  hand_over: plainForm(handOverForm),
  set_severity: plainForm(severityForm),
  log_contact: plainForm(contactForm),
  accept: plainForm(acceptForm),
  decline: (desk, { asker }, c) => declineForm(metadata(desk, asker, { caseId: c.id, seen: c.status }), c, desk.w),
  carry_out: plainForm(carryOutForm),
  follow_up: plainForm(followUpForm),
  close: plainForm(closeForm),
  reopen: plainForm(reopenForm),
  dismiss: plainForm(dismissForm),
  propose: (desk, { asker }, c) =>
    proposeForm(metadata(desk, asker, { caseId: c.id }), c, desk.ports.policies.current(), desk.w),
  amend: async (desk, { asker, by }, c) => {
    // The form shows the facts as they are, so opening it is a look that stays on record.
    if (MASKED_FACTS.some((fact) => c.facts[fact] !== null)) await revealFacts(desk.ports, by, c.id);
    return amendForm(metadata(desk, asker, { caseId: c.id }), c, desk.w);
  },
  merge: async (desk, { asker, by }, c) =>
    mergeForm(metadata(desk, asker, { caseId: c.id }), c, await mergeTargets(desk, by, c), desk.w),
  approve: (desk, press, c) => decisionForm(desk, press, c, 'approve'),
  reject: (desk, press, c) => decisionForm(desk, press, c, 'reject'),
};

export const isFormAction = (action: CaseAction): action is FormAction => Object.hasOwn(OPENERS, action);

/** Opens the form of an action for whoever may do it now; a rule's sentence for everybody else. */
export async function openForm(desk: Desk, press: Press, c: Case['id'], action: FormAction): Promise<void> {
  const found = await checkMay(desk.ports, press.by, c, action);
  await open(desk, press.asker, await OPENERS[action](desk, press, found));
}

/** Open cases this one may be part of: those of the same customer or car first. */
async function mergeTargets(desk: Desk, by: Press['by'], c: Case): Promise<readonly Case[]> {
  const others = (await allCases(desk.ports, by)).map((line) => line.case).filter((other) => other.id !== c.id);
  const same = (other: Case) =>
    (['phone', 'plate', 'vin'] as const).some(
      (fact) => c.facts[fact] && c.facts[fact].value === other.facts[fact]?.value,
    );
  return [...others.filter(same), ...others.filter((other) => !same(other))];
}

async function decisionForm(desk: Desk, { asker, by }: Press, c: Case, action: 'approve' | 'reject') {
  const live = liveProposal(c);
  if (!live) throw new RuleError('illegal_move', { status: c.status });
  return decideForm(desk, asker, by, c, { proposalId: live.id, shownFen: totalFen(live.lines) }, action);
}

/** The form in which a proposal is approved or rejected, for whoever may decide it now. */
export async function decideForm(
  desk: Desk,
  asker: Press['asker'],
  by: Press['by'],
  c: Case,
  shown: { readonly proposalId: Case['proposals'][number]['id']; readonly shownFen: number },
  action: 'approve' | 'reject',
): Promise<types.ModalView> {
  const proposal = await checkDecision(desk.ports, by, c, shown.proposalId, shown.shownFen, action);
  const form = action === 'approve' ? approveForm : rejectForm;
  return form(metadata(desk, asker, { caseId: c.id, ...shown }), c, proposal, desk.w);
}
