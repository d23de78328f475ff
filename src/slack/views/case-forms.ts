import type { ModalView, PlainTextOption } from '@slack/types';
import type { Case } from '../../domain/case.ts';
import { CONTACT_WAYS } from '../../domain/case-event.ts';
import { SEVERITIES, severityFloor } from '../../domain/complaint.ts';
import { maskedText } from '../../domain/masked-text.ts';
import type { Wording } from '../../wording/wording.ts';
import { FIELD } from '../ids.ts';
import { LIMIT, typed, typedPlain } from '../limits.ts';
import { aboutCase } from './about-case.ts';
import {
  checksInput,
  choice,
  formView,
  lead,
  longInput,
  radioInput,
  selectInput,
  textInput,
  userInput,
} from './form-parts.ts';

const SHORT = 500;

/** Who goes on with it. */
export function handOverForm(metadata: string, c: Case, w: Wording): ModalView {
  const blocks = [
    ...aboutCase(c, w),
    userInput({ field: FIELD.assignee, as: 'assignee' }, w),
    longInput({ field: FIELD.reason, as: 'handOverNote', optional: true, max: SHORT }, w),
  ];
  return formView('handOver', metadata, blocks, w);
}

/** Another severity, with what the rules say about this one. */
export function severityForm(metadata: string, c: Case, w: Wording): ModalView {
  const triggers = [...new Set(c.triggers.map((t) => t.trigger))];
  const names = w.mark.list(triggers.slice(0, 8).map((t) => w.name.trigger[t]));
  const options = SEVERITIES.map((s) => choice(s, w.name.severity[s]));
  const blocks = [
    ...aboutCase(c, w),
    ...lead(`${w.form.intro.severity(c.severity, severityFloor(triggers), names)}\n${w.form.intro.lowering}`),
    radioInput({ field: FIELD.severity, as: 'severity', options, initial: c.severity }, w),
    longInput({ field: FIELD.reason, as: 'severityReason', max: SHORT }, w),
  ];
  return formView('severity', metadata, blocks, w);
}

/** The customer was spoken to; whether he was told the plan stops the clocks that wait for it. */
export function contactForm(metadata: string, c: Case, w: Wording): ModalView {
  const options = CONTACT_WAYS.map((way) => choice(way, w.name.contactWay[way]));
  const blocks = [
    ...aboutCase(c, w),
    selectInput({ field: FIELD.way, as: 'way', options, initial: 'phone' }, w),
    longInput({ field: FIELD.text, as: 'contactText', max: 1000 }, w),
    checksInput({ field: FIELD.plan, as: 'planTold', options: [choice('told', w.formTime.planTold)] }, w),
  ];
  return formView('contact', metadata, blocks, w);
}

/** Why it is not over. */
export function reopenForm(metadata: string, c: Case, w: Wording): ModalView {
  const reason = longInput({ field: FIELD.reason, as: 'reopenReason', max: SHORT }, w);
  return formView('reopen', metadata, [...aboutCase(c, w), ...lead(w.form.intro.reopen), reason], w);
}

/** Why it is not a complaint. */
export function dismissForm(metadata: string, c: Case, w: Wording): ModalView {
  const reason = longInput({ field: FIELD.reason, as: 'dismissReason', max: SHORT }, w);
  return formView('dismiss', metadata, [...aboutCase(c, w), ...lead(w.form.intro.dismiss), reason], w);
}

const candidate = (c: Case): PlainTextOption =>
  choice(c.number, typedPlain(`${c.number} ${maskedText(c, c.summary)}`, LIMIT.optionText));

/** Which case it goes into: one of the candidates where there are any (the option's value is its number), else a number. */
export function mergeForm(metadata: string, c: Case, candidates: readonly Case[], w: Wording): ModalView {
  const options = candidates
    .filter((other) => other.id !== c.id)
    .slice(0, LIMIT.options)
    .map(candidate);
  const which =
    options.length > 0
      ? selectInput({ field: FIELD.number, as: 'number', options }, w)
      : textInput({ field: FIELD.number, as: 'number', max: 30 }, w);
  return formView('merge', metadata, [...aboutCase(c, w), ...lead(w.form.intro.merge(typed(c.number, 30))), which], w);
}
