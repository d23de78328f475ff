import { z } from 'zod';
import { RuleError } from '../../domain/errors.ts';
import { moneyLineSchema } from '../../domain/money.ts';
import { SOLUTIONS } from '../../domain/solution.ts';
import { acceptOffer, carryOut, declineOffer, payOut } from '../../flows/carry-out.ts';
import {
  addConsent,
  checkProposal,
  type ProposalInput,
  previewSigners,
  proposeSolution,
} from '../../flows/propose-solution.ts';
import type { Desk } from '../desk.ts';
import { FieldFault } from '../edge.ts';
import type { FormHandler } from '../form.ts';
import type { FormValues } from '../form-values.ts';
import { FIELD, FORM } from '../ids.ts';
import { boldAmount, proposeConfirmForm } from '../views/proposal-forms.ts';
import { signersText } from '../views/signers.ts';
import { caseOf, metadata, seenIn } from './about.ts';
import { afterChange } from './after-change.ts';
import { changingForm } from './case-forms.ts';
import { moneyLines } from './money-lines.ts';

/** What the second step carries of the first. */
const carried = z.object({
  solutions: z.array(z.enum(SOLUTIONS)).min(1),
  lines: z.array(moneyLineSchema),
  reason: z.string(),
});

/**
 * First step. Without money the solution goes to the customer at once; with money who signs is shown first, in a form laid over this one, so
 * that what was typed stays where it is until it is confirmed.
 */
const propose: FormHandler = async (desk, sent) => {
  const { asker, by, values } = sent;
  const id = caseOf(sent);
  const input: ProposalInput = {
    solutions: z.array(z.enum(SOLUTIONS)).min(1).parse(values.choices(FIELD.solutions)),
    lines: moneyLines(values),
    reason: values.text(FIELD.reason),
  };
  if (input.lines.length === 0) {
    const proposed = await proposeSolution(desk.ports, by, id, input);
    return () => afterChange(desk, asker, by, proposed);
  }
  const c = await checkProposal(desk.ports, by, id, input);
  const preview = await previewSigners(desk.ports, by, id, input);
  const signers = signersText(preview, boldAmount(input, desk.w), desk.w);
  const about = metadata(desk, asker, { caseId: id, ...input });
  return { push: proposeConfirmForm(about, c, input, signers, preview, desk.w) };
};

/** Words about a consent without the paper are a slip: it would be missing at the approval. */
function consentIn(desk: Desk, values: FormValues): Pick<ProposalInput, 'consent'> {
  const files = values.files(FIELD.files);
  const text = values.text(FIELD.text).trim();
  if (files.length > 0) return { consent: { text, files } };
  if (text === '') return {};
  const { manufacturer } = desk.ports.policies.current();
  throw new FieldFault(FIELD.files, new RuleError('consent_missing', { manufacturer }));
}

/** Second step: sent as it was shown. */
const proposeConfirm: FormHandler = async (desk, sent) => {
  const { asker, by } = sent;
  const input = carried.parse(sent.about);
  const consent = consentIn(desk, sent.values);
  const c = await proposeSolution(desk.ports, by, caseOf(sent), { ...input, ...consent });
  return { clear: true, after: () => afterChange(desk, asker, by, c) };
};

/** Forms of a solution, from the proposal to its proof. */
export const proposalForms: Readonly<Record<string, FormHandler>> = {
  [FORM.propose]: propose,
  [FORM.proposeConfirm]: proposeConfirm,
  [FORM.addConsent]: changingForm((desk, { by, values }, id) =>
    addConsent(desk.ports, by, id, { text: values.text(FIELD.text), files: values.files(FIELD.files) }),
  ),
  [FORM.accept]: changingForm((desk, { by, values }, id) =>
    acceptOffer(desk.ports, by, id, {
      text: values.text(FIELD.text),
      responsible: values.user(FIELD.assignee),
      executeBy: values.instant(FIELD.dueAt),
    }),
  ),
  [FORM.decline]: changingForm((desk, sent, id) =>
    declineOffer(desk.ports, sent.by, id, sent.values.text(FIELD.reason), seenIn(sent)),
  ),
  [FORM.pay]: changingForm((desk, { by, values }, id) => payOut(desk.ports, by, id, values.text(FIELD.text))),
  [FORM.carryOut]: changingForm((desk, { by, values }, id) =>
    carryOut(desk.ports, by, id, { proof: values.text(FIELD.text), files: values.files(FIELD.files) }),
  ),
};
