import { z } from 'zod';
import { FOLLOW_UP_RESULTS } from '../../domain/case-event.ts';
import { closeCase, recordFollowUp, reopenCase } from '../../flows/follow-up.ts';
import type { FormHandler } from '../form.ts';
import { FIELD, FORM } from '../ids.ts';
import { changingForm } from './case-forms.ts';

/** Forms from the call-back to the end. Whoever may call back may close, so a satisfied customer closes the case in one step. */
export const followUpForms: Readonly<Record<string, FormHandler>> = {
  [FORM.followUp]: changingForm((desk, { by, values }, id) => {
    const result = z.enum(FOLLOW_UP_RESULTS).parse(values.choice(FIELD.result));
    const close = result === 'satisfied';
    return recordFollowUp(desk.ports, by, id, { result, text: values.text(FIELD.text), close });
  }),
  [FORM.close]: changingForm((desk, { by, values }, id) => closeCase(desk.ports, by, id, values.text(FIELD.text))),
  [FORM.reopen]: changingForm((desk, { by, values }, id) => reopenCase(desk.ports, by, id, values.text(FIELD.reason))),
};
