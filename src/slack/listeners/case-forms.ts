import { z } from 'zod';
import type { AmendInput } from '../../domain/amendment.ts';
import type { Case } from '../../domain/case.ts';
import { CONTACT_WAYS } from '../../domain/case-event.ts';
import { RuleError } from '../../domain/errors.ts';
import { categorySchema, customerTypeSchema, severitySchema } from '../../domain/facts-schema.ts';
import type { CaseId } from '../../domain/ids.ts';
import { amendCase, changeSeverity, logContact } from '../../flows/amend-case.ts';
import { handOverCase } from '../../flows/assign-case.ts';
import { dismissCase, mergeCase } from '../../flows/set-aside-case.ts';
import type { Desk } from '../desk.ts';
import type { FormHandler, Sent } from '../form.ts';
import type { FormValues } from '../form-values.ts';
import { FIELD, type FieldId, FORM } from '../ids.ts';
import { caseOf } from './about.ts';
import { afterChange } from './after-change.ts';

/** A form that changes one case: one flow, then whatever the asker looks at is drawn again. */
export const changingForm =
  (flow: (desk: Desk, sent: Sent, id: CaseId) => Promise<Case>): FormHandler =>
  async (desk, sent) => {
    const c = await flow(desk, sent, caseOf(sent));
    return () => afterChange(desk, sent.asker, sent.by, c);
  };

const FACT_FIELDS = {
  customerName: FIELD.name,
  phone: FIELD.phone,
  plate: FIELD.plate,
  vin: FIELD.vin,
  model: FIELD.model,
  mileageKm: FIELD.mileage,
  amount: FIELD.amount,
  demand: FIELD.demand,
} as const satisfies Partial<Record<keyof AmendInput, FieldId>>;

/** The facts of a form as typed; an input the form does not have is left out. */
export function typedInForm(values: FormValues): AmendInput {
  const facts = Object.entries(FACT_FIELDS).flatMap(([name, field]) =>
    values.has(field) ? [[name, values.text(field)] as const] : [],
  );
  return {
    ...Object.fromEntries(facts),
    ...(values.has(FIELD.date) ? { occurredOn: values.date(FIELD.date) } : {}),
  };
}

function amended(values: FormValues): AmendInput {
  const category = categorySchema.safeParse(values.choice(FIELD.category));
  const customerType = customerTypeSchema.safeParse(values.choice(FIELD.customerType));
  return {
    ...typedInForm(values),
    ...(category.success ? { category: category.data } : {}),
    ...(customerType.success ? { customerType: customerType.data } : {}),
    ...(values.has(FIELD.text) ? { summary: values.text(FIELD.text) } : {}),
  };
}

/** Forms about a case that are neither a proposal, a decision nor a call-back. */
export const caseForms: Readonly<Record<string, FormHandler>> = {
  [FORM.handOver]: changingForm((desk, { by, values }, id) => {
    const to = values.user(FIELD.assignee);
    if (!to) throw new RuleError('person_not_found', { name: '' });
    return handOverCase(desk.ports, by, id, { to, reason: values.text(FIELD.reason) });
  }),
  [FORM.severity]: changingForm((desk, { by, values }, id) => {
    const severity = severitySchema.parse(values.choice(FIELD.severity));
    return changeSeverity(desk.ports, by, id, { severity, reason: values.text(FIELD.reason) });
  }),
  [FORM.amend]: changingForm((desk, { by, values }, id) => amendCase(desk.ports, by, id, amended(values))),
  [FORM.contact]: changingForm((desk, { by, values }, id) => {
    const way = z.enum(CONTACT_WAYS).parse(values.choice(FIELD.way));
    const plan = values.choices(FIELD.plan).length > 0;
    return logContact(desk.ports, by, id, { way, text: values.text(FIELD.text), plan });
  }),
  [FORM.dismiss]: changingForm((desk, { by, values }, id) =>
    dismissCase(desk.ports, by, id, values.text(FIELD.reason)),
  ),
  [FORM.merge]: changingForm((desk, { by, values }, id) => {
    const number = values.choice(FIELD.number) ?? values.text(FIELD.number);
    return mergeCase(desk.ports, by, id, number);
  }),
};
