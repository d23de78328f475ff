import { z } from 'zod';
import { PAUSE_REASONS } from '../../domain/case-clock.ts';
import { RuleError } from '../../domain/errors.ts';
import { setAccused } from '../../flows/assign-case.ts';
import { agreeDate, keepPromise, makePromise, pauseCase } from '../../flows/case-clocks.ts';
import { FieldFault } from '../edge.ts';
import type { FormHandler } from '../form.ts';
import type { FormValues } from '../form-values.ts';
import { FIELD, FORM } from '../ids.ts';
import { heardIn } from './about.ts';
import { changingForm } from './case-forms.ts';

function chosenTime(values: FormValues): Date {
  const at = values.instant(FIELD.dueAt);
  if (!at) throw new FieldFault(FIELD.dueAt, new RuleError('time_not_understood', {}));
  return at;
}

/** Forms about time limits, promises, and who is complained about. */
export const timeForms: Readonly<Record<string, FormHandler>> = {
  [FORM.agreeDate]: changingForm((desk, { by, values }, id) =>
    agreeDate(desk.ports, by, id, { dueAt: chosenTime(values), text: values.text(FIELD.text) }),
  ),
  [FORM.promise]: changingForm((desk, sent, id) => {
    const { by, values } = sent;
    const promise = { dueAt: chosenTime(values), text: values.text(FIELD.text), heard: heardIn(sent) };
    return makePromise(desk.ports, by, id, promise);
  }),
  [FORM.keepPromise]: changingForm((desk, { by, values }, id) =>
    keepPromise(desk.ports, by, id, values.choice(FIELD.promise) ?? '', values.text(FIELD.text)),
  ),
  [FORM.pause]: changingForm((desk, { by, values }, id) => {
    const waitingFor = z.enum(PAUSE_REASONS).parse(values.choice(FIELD.waitingFor));
    return pauseCase(desk.ports, by, id, { waitingFor, reason: values.text(FIELD.reason) });
  }),
  [FORM.accuse]: changingForm((desk, { by, values }, id) =>
    setAccused(desk.ports, by, id, values.users(FIELD.accused)),
  ),
};
