import type { KnownBlock, ModalView } from '@slack/types';
import { type Case, liveProposal, type Proposal, paidFen } from '../../domain/case.ts';
import type { SignersPreview } from '../../domain/case-card.ts';
import { formatYuan, MONEY_KINDS, PAYERS } from '../../domain/money.ts';
import { SOLUTIONS } from '../../domain/solution.ts';
import type { InputName } from '../../wording/forms.ts';
import type { Wording } from '../../wording/wording.ts';
import { FIELD, type FieldId } from '../ids.ts';
import { mrkdwn, plain } from '../limits.ts';
import { aboutCase } from './about-case.ts';
import { amountText, moneyText, said } from './case-text.ts';
import {
  choice,
  filesInput,
  formView,
  instantInput,
  lead,
  longInput,
  multiSelectInput,
  selectInput,
  textInput,
  userInput,
} from './form-parts.ts';

/** What is proposed, in one line: solutions, then amounts with their payers. */
export function proposedLine(p: Pick<Proposal, 'solutions' | 'lines'> | null, w: Wording): KnownBlock[] {
  if (!p) return [];
  const money = moneyText(p, w);
  return lead([w.mark.list(p.solutions.map((s) => w.name.solution[s])), ...(money ? [money] : [])].join(' · '));
}

const amountInput = (field: FieldId, as: InputName, w: Wording) => textInput({ field, as, optional: true, max: 20 }, w);

function payerInput(field: FieldId, as: InputName, w: Wording) {
  const options = PAYERS.map((p) => choice(p, w.name.payer[p]));
  return selectInput({ field, as, options, initial: 'dealer' }, w);
}

/** What money is given for; a refund has an input of its own. */
function kindInput(field: FieldId, as: InputName, w: Wording) {
  const kinds = MONEY_KINDS.filter((kind) => kind !== 'refund');
  return selectInput({ field, as, options: kinds.map((k) => choice(k, w.name.money[k])), initial: 'goodwill' }, w);
}

/** First step: solutions, what they cost, who pays, and why. Amounts are in yuan, as typed; refund and the rest stand apart. */
export function proposeForm(metadata: string, c: Case, w: Wording): ModalView {
  const paid = paidFen(c);
  const blocks = [
    ...aboutCase(c, w),
    multiSelectInput(
      { field: FIELD.solutions, as: 'solutions', options: SOLUTIONS.map((s) => choice(s, w.name.solution[s])) },
      w,
    ),
    ...lead(paid > 0 ? w.form.intro.paidBefore(formatYuan(paid)) : ''),
    amountInput(FIELD.refund, 'refund', w),
    payerInput(FIELD.refundPayer, 'refundPayer', w),
    amountInput(FIELD.goodwill, 'goodwill', w),
    kindInput(FIELD.kind, 'kind', w),
    payerInput(FIELD.payer, 'payer', w),
    longInput({ field: FIELD.reason, as: 'proposeReason', max: 1000 }, w),
    amountInput(FIELD.amount2, 'amount2', w),
    kindInput(FIELD.kind2, 'kind2', w),
    payerInput(FIELD.payer2, 'payer2', w),
    ...lead(w.money.firstStep),
  ];
  return formView('propose', metadata, blocks, w);
}

/** Second step, over the first: the sum and who signs it, before anything is sent. Asks for the manufacturer's consent where it is needed. */
export function proposeConfirmForm(
  metadata: string,
  c: Case,
  input: Pick<Proposal, 'solutions' | 'lines' | 'reason'>,
  signers: string,
  preview: Pick<SignersPreview, 'consentNeeded'>,
  w: Wording,
): ModalView {
  const reason = said(c, input.reason, 500);
  const consent = [
    textInput({ field: FIELD.text, as: 'consentText', optional: true, max: 200 }, w),
    filesInput(w, { as: 'consentFiles' }),
  ];
  const blocks = [
    ...aboutCase(c, w),
    { type: 'section' as const, text: mrkdwn(signers) },
    ...proposedLine(input, w),
    ...lead(reason),
    ...(preview.consentNeeded ? consent : []),
  ];
  return { ...formView('proposeConfirm', metadata, blocks, w), close: plain(w.money.back) };
}

/** The amounts of a proposal, in bold, for the sentence that says who signs. */
export const boldAmount = (p: Pick<Proposal, 'lines'>, w: Wording): string => `*${amountText(p, w)}*`;

/** The customer said yes: who carries it out (`assignee` is a Slack user id), and until when. */
export function acceptForm(metadata: string, c: Case, assignee: string | null, w: Wording): ModalView {
  const blocks = [
    ...aboutCase(c, w),
    ...proposedLine(liveProposal(c), w),
    userInput({ field: FIELD.assignee, as: 'responsible', optional: true, initial: assignee }, w),
    instantInput({ field: FIELD.dueAt, as: 'deadline', optional: true }, w),
    longInput({ field: FIELD.text, as: 'acceptNote', optional: true, max: 500 }, w),
  ];
  return formView('accept', metadata, blocks, w);
}

/** The customer said no, and what they said. */
export function declineForm(metadata: string, c: Case, w: Wording): ModalView {
  const reason = longInput({ field: FIELD.reason, as: 'declineReason', max: 1000 }, w);
  return formView('decline', metadata, [...aboutCase(c, w), ...proposedLine(liveProposal(c), w), reason], w);
}

/** The money went out, while other work goes on. */
export function payForm(metadata: string, c: Case, w: Wording): ModalView {
  const proof = longInput({ field: FIELD.text, as: 'payProof', max: 500 }, w);
  return formView('pay', metadata, [...aboutCase(c, w), ...proposedLine(liveProposal(c), w), proof], w);
}

/** The manufacturer's consent, in writing: without the paper there is none. */
export function consentForm(metadata: string, c: Case, w: Wording): ModalView {
  const blocks = [
    ...aboutCase(c, w),
    ...proposedLine(liveProposal(c), w),
    filesInput(w, { as: 'consentPaper', optional: false }),
    textInput({ field: FIELD.text, as: 'consentText', optional: true, max: 200 }, w),
  ];
  return formView('addConsent', metadata, blocks, w);
}

/** What was done, with proof. */
export function carryOutForm(metadata: string, c: Case, w: Wording): ModalView {
  const proof = longInput({ field: FIELD.text, as: 'proof', max: 1000, optional: true }, w);
  return formView(
    'carryOut',
    metadata,
    [...aboutCase(c, w), ...proposedLine(liveProposal(c), w), proof, filesInput(w)],
    w,
  );
}
