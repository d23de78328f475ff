import type { types } from '@slack/bolt';
import { type Case, currentPause } from '../../domain/case.ts';
import type { CaseAction } from '../../domain/case-action.ts';
import { MASKED_FACTS } from '../../domain/case-event.ts';
import { RuleError } from '../../domain/errors.ts';
import { checkMay } from '../../flows/check-may.ts';
import { allCases } from '../../flows/list-cases.ts';
import { revealFacts } from '../../flows/see-case.ts';
import { open } from '../answer.ts';
import type { Desk } from '../desk.ts';
import type { Press } from '../press.ts';
import { slackId } from '../refs.ts';
import { contactForm, dismissForm, handOverForm, mergeForm, reopenForm, severityForm } from '../views/case-forms.ts';
import { closeForm, followUpForm } from '../views/closing-forms.ts';
import { amendForm } from '../views/facts-forms.ts';
import { accuseForm, agreeDateForm, type Here, keepPromiseForm, pauseForm, promiseForm } from '../views/time-forms.ts';
import { metadata } from './about.ts';
import { graveOpeners } from './grave-openers.ts';
import { moneyOpeners } from './money-openers.ts';
import { type Opener, plainForm } from './opener.ts';

/** Actions that take effect at the press. */
export type DirectAction = 'claim' | 'withdraw' | 'restore' | 'reveal' | 'resume';
/** Pressed where they belong: on the approval's own card, on the notice that reminds, beside what was read. */
type ElsewhereAction = 'approve' | 'reject' | 'return' | 'acknowledge' | 'confirm_reading';
/** All others open a form. */
export type FormAction = Exclude<CaseAction, DirectAction | ElsewhereAction>;

const timedForm =
  (form: (metadata: string, c: Case, here: Here, w: Desk['w']) => types.ModalView): Opener =>
  (desk, { asker }, c) => {
    const here = { now: desk.ports.clock.now(), timeZone: desk.ports.policies.current().store.timeZone };
    return form(metadata(desk, asker, { caseId: c.id }), c, here, desk.w);
  };

/** The Slack accounts of people; who has none is left out. */
async function accountsOf(desk: Desk, ids: Case['accused']): Promise<readonly string[]> {
  const people = await desk.ports.people.many(ids);
  return [...people.values()].flatMap(({ chatUser }) => (chatUser ? [slackId(chatUser)] : []));
}

/** One line for each action that opens a form. */
const OPENERS: Readonly<Record<FormAction, Opener>> = {
  hand_over: plainForm(handOverForm),
  set_severity: plainForm(severityForm),
  log_contact: plainForm(contactForm),
  ...moneyOpeners,
  ...graveOpeners,
  follow_up: (desk, { asker }, c) => followUpForm(metadata(desk, asker, { caseId: c.id, seen: c.status }), c, desk.w),
  agree_date: timedForm(agreeDateForm),
  promise: plainForm(promiseForm),
  keep_promise: (desk, press, c) => {
    if (!c.promises.some((p) => p.keptAt === null)) throw new RuleError('promise_not_found', {});
    return timedForm(keepPromiseForm)(desk, press, c);
  },
  pause: (desk, press, c) => {
    if (currentPause(c)) throw new RuleError('already_paused', {});
    return plainForm(pauseForm)(desk, press, c);
  },
  accuse: async (desk, { asker }, c) =>
    accuseForm(metadata(desk, asker, { caseId: c.id }), c, await accountsOf(desk, c.accused), desk.w),
  close: (desk, press, c) => {
    if (!c.satisfied) throw new RuleError('follow_up_missing', {});
    return plainForm(closeForm)(desk, press, c);
  },
  reopen: plainForm(reopenForm),
  dismiss: plainForm(dismissForm),
  amend: async (desk, { asker, by }, c) => {
    // The form shows the facts as they are, so opening it is a look that stays on record.
    if (MASKED_FACTS.some((fact) => c.facts[fact] !== null)) await revealFacts(desk.ports, by, c.id);
    return amendForm(metadata(desk, asker, { caseId: c.id }), c, desk.w);
  },
  merge: async (desk, { asker, by }, c) =>
    mergeForm(metadata(desk, asker, { caseId: c.id }), c, await mergeTargets(desk, by, c), desk.w),
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
