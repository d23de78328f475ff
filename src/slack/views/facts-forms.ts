import type { InputBlock, ModalView } from '@slack/types';
import type { Case } from '../../domain/case.ts';
import { CATEGORIES, CUSTOMER_TYPES, type Facts, NO_FACTS } from '../../domain/complaint.ts';
import { formatYuan } from '../../domain/money.ts';
import type { Wording } from '../../wording/wording.ts';
import { FIELD } from '../ids.ts';
import { choice, dateInput, formView, lead, longInput, selectInput, textInput } from './form-parts.ts';

const yuan = (fen: number | undefined): string => (fen === undefined ? '' : formatYuan(fen).replace(/[¥,]/g, ''));

function factInputs(facts: Facts, w: Wording): InputBlock[] {
  const optional = true;
  return [
    textInput({ field: FIELD.name, as: 'name', optional, max: 100, initial: facts.customerName?.value ?? '' }, w),
    textInput({ field: FIELD.phone, as: 'phone', optional, max: 30, initial: facts.phone?.value ?? '' }, w),
    textInput({ field: FIELD.plate, as: 'plate', optional, max: 20, initial: facts.plate?.value ?? '' }, w),
    textInput({ field: FIELD.vin, as: 'vin', optional, max: 30, initial: facts.vin?.value ?? '' }, w),
    textInput({ field: FIELD.model, as: 'model', optional, max: 100, initial: facts.model?.value ?? '' }, w),
    textInput(
      { field: FIELD.mileage, as: 'mileage', optional, max: 20, initial: facts.mileageKm?.value.toString() ?? '' },
      w,
    ),
    textInput({ field: FIELD.amount, as: 'amount', optional, max: 20, initial: yuan(facts.amountFen?.value) }, w),
    dateInput({ field: FIELD.date, as: 'date', optional, initial: facts.occurredOn?.value ?? null }, w),
    longInput({ field: FIELD.demand, as: 'demand', optional, max: 1000, initial: facts.demand?.value ?? '' }, w),
  ];
}

/** A new complaint: the customer's words first, the rest as far as it is known. */
export function newCaseForm(metadata: string, w: Wording, text = ''): ModalView {
  const blocks = [
    ...lead(w.form.intro.newCase),
    longInput({ field: FIELD.text, as: 'text', initial: text }, w),
    ...factInputs(NO_FACTS, w),
  ];
  return formView('newCase', metadata, blocks, w);
}

/** All facts of a case, unmasked: open it only for those who may see them. */
export function amendForm(metadata: string, c: Case, w: Wording): ModalView {
  const categories = CATEGORIES.map((k) => choice(k, w.name.category[k]));
  const types = CUSTOMER_TYPES.map((k) => choice(k, w.name.customerType[k]));
  const blocks = [
    ...lead(w.form.intro.amend),
    longInput({ field: FIELD.text, as: 'summary', optional: true, max: 500, initial: c.summary }, w),
    selectInput({ field: FIELD.category, as: 'category', options: categories, initial: c.category.value }, w),
    selectInput({ field: FIELD.customerType, as: 'customerType', options: types, initial: c.customerType }, w),
    ...factInputs(c.facts, w),
  ];
  return formView('amend', metadata, blocks, w);
}
