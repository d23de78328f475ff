import { z } from 'zod';
import { RuleError } from '../../domain/errors.ts';
import { MONEY_KINDS, type MoneyLine, PAYERS, parseYuan } from '../../domain/money.ts';
import { SOLUTIONS } from '../../domain/solution.ts';
import { acceptOffer, carryOut, declineOffer } from '../../flows/carry-out.ts';
import { proposeSolution } from '../../flows/propose-solution.ts';
import { FieldFault } from '../edge.ts';
import type { FormHandler } from '../form.ts';
import type { FormValues } from '../form-values.ts';
import { FIELD, FORM } from '../ids.ts';
import { seenIn } from './about.ts';
import { changingForm } from './case-forms.ts';

/** Refund and goodwill as typed in yuan; empty or 0 is none. */
function moneyLines(values: FormValues): readonly MoneyLine[] {
  return MONEY_KINDS.flatMap((kind): MoneyLine[] => {
    const typed = values.text(FIELD[kind]).trim();
    if (/^[¥￥]?0*(\.0*)?元?$/.test(typed.normalize('NFKC'))) return [];
    const amountFen = parseYuan(typed);
    if (amountFen === null) throw new FieldFault(FIELD[kind], new RuleError('invalid_fact', { fact: 'amount' }));
    const payer = z.enum(PAYERS).catch('dealer').parse(values.choice(FIELD.payer));
    return [{ kind, payer, amountFen }];
  });
}

/** Forms of a solution, from the proposal to its proof. */
export const proposalForms: Readonly<Record<string, FormHandler>> = {
  [FORM.propose]: changingForm((desk, { by, values }, id) => {
    const solutions = z.array(z.enum(SOLUTIONS)).min(1).parse(values.choices(FIELD.solutions));
    const lines = moneyLines(values);
    return proposeSolution(desk.ports, by, id, { solutions, lines, reason: values.text(FIELD.reason) });
  }),
  [FORM.accept]: changingForm((desk, { by, values }, id) => acceptOffer(desk.ports, by, id, values.text(FIELD.text))),
  [FORM.decline]: changingForm((desk, sent, id) =>
    declineOffer(desk.ports, sent.by, id, sent.values.text(FIELD.reason), seenIn(sent)),
  ),
  [FORM.carryOut]: changingForm((desk, { by, values }, id) =>
    carryOut(desk.ports, by, id, { proof: values.text(FIELD.text), files: values.files(FIELD.files) }),
  ),
};
