import { z } from 'zod';
import { FOLLOW_UP_RESULTS } from '../../domain/case-event.ts';
import { type Closing, PARTIES, RESOLUTIONS, VERDICTS_OF_CAUSE } from '../../domain/closing.ts';
import { RuleError } from '../../domain/errors.ts';
import { checkMay } from '../../flows/check-may.ts';
import { closeCase, recordFollowUp, reopenCase } from '../../flows/follow-up.ts';
import { updateModal } from '../answer.ts';
import { FieldFault } from '../edge.ts';
import type { FormHandler } from '../form.ts';
import type { FormValues } from '../form-values.ts';
import { FIELD, FORM } from '../ids.ts';
import type { PressHandler } from '../press.ts';
import { followUpForm } from '../views/closing-forms.ts';
import { caseIn, seenIn } from './about.ts';
import { changingForm } from './case-forms.ts';

const resultSchema = z.enum(FOLLOW_UP_RESULTS);
const closingSchema = z.object({
  resolution: z.enum(RESOLUTIONS),
  verdict: z.enum(VERDICTS_OF_CAUSE),
  party: z.enum(PARTIES),
});

/** With what a case is closed; the main party first. What is missing is said under its input, or under the result while the form has none. */
function closingOf(values: FormValues): Closing {
  const names = [FIELD.resolution, FIELD.verdict, FIELD.party] as const;
  const empty = names.find((field) => values.choice(field) === null);
  if (empty) throw new FieldFault(values.has(empty) ? empty : FIELD.result, new RuleError('closing_required', {}));
  const typed = Object.fromEntries(names.map((field) => [field, values.choice(field)]));
  const { resolution, verdict, party } = closingSchema.parse(typed);
  const others = z.array(z.enum(PARTIES)).parse(values.choices(FIELD.parties));
  return { resolution, verdict, parties: [party, ...others.filter((other) => other !== party)] };
}

/** Another result was chosen: the form asks with what the case is closed, or no longer does. What was typed stays. */
const resultChosen: PressHandler = async (desk, { asker, by, value, metadata }) => {
  const { where } = asker;
  if (where.at !== 'modal' || where.view === null) return;
  const c = await checkMay(desk.ports, by, caseIn(metadata), 'follow_up');
  const view = followUpForm(metadata, c, desk.w, resultSchema.parse(value));
  await updateModal(desk, where.view, view);
};

/** Inputs of the call-back's form that change the form. */
export const followUpActions: Readonly<Record<string, PressHandler>> = { [FIELD.result]: resultChosen };

/** Forms from the call-back to the end. Whoever may call back may close, so a satisfied customer closes the case in one step. */
export const followUpForms: Readonly<Record<string, FormHandler>> = {
  [FORM.followUp]: changingForm((desk, sent, id) => {
    const { by, values } = sent;
    const result = resultSchema.parse(values.choice(FIELD.result));
    // A closed case has call-backs too; only one that waits for the call is closed by it.
    const closes = result === 'satisfied' && seenIn(sent) === 'resolved';
    const closing = closes ? closingOf(values) : null;
    return recordFollowUp(desk.ports, by, id, { result, text: values.text(FIELD.text), closing });
  }),
  [FORM.close]: changingForm((desk, { by, values }, id) =>
    closeCase(desk.ports, by, id, { text: values.text(FIELD.text), closing: closingOf(values) }),
  ),
  [FORM.reopen]: changingForm((desk, { by, values }, id) => reopenCase(desk.ports, by, id, values.text(FIELD.reason))),
};
