import {
  type ComplaintReading,
  type Emotion,
  type Facts,
  type Found,
  type FoundTrigger,
  higherSeverity,
  severityFloor,
} from '../domain/complaint.ts';
import type { CheckedComplaint } from './model-evidence-checked.ts';
import { normalise } from './normalise.ts';
import { LARGE_AMOUNT_FEN, SERIOUS_AMOUNT_FEN } from './triggers.ts';

/** What rules and model see differently; shown, not hidden. The values are as they stand in the readings. */
export interface Disagreement {
  /** Index of the complaint in the reading; null for the message as a whole. */
  readonly complaint: number | null;
  readonly field:
    | 'verdict'
    | 'relation'
    | 'split'
    | 'category'
    | 'severity'
    | 'customerType'
    | 'model'
    | 'mileageKm'
    | 'amountFen'
    | 'occurredOn';
  readonly rules: string | null;
  readonly model: string | null;
}

/** What the model sees in a complaint and the rules have no place for. */
export interface ComplaintInsight {
  /** What the customer needs without saying so (隐含需求, domain.md §1.2). */
  readonly hiddenNeed: string | null;
  readonly emotion: Emotion;
  /** The model's own words of what raised the severity above the floor of the triggers; null when nothing did. */
  readonly raisedBy: string | null;
}

export const NO_INSIGHT: ComplaintInsight = { hiddenNeed: null, emotion: 'unknown', raisedBy: null };

/** A complaint of both, with what they disagree on. */
export interface MergedComplaint {
  readonly complaint: ComplaintReading;
  readonly insight: ComplaintInsight;
  readonly disagreements: readonly Omit<Disagreement, 'complaint'>[];
}

type Note = (field: Disagreement['field'], rules: unknown, model: unknown) => void;

const same = (a: unknown, b: unknown): boolean =>
  typeof a === 'string' && typeof b === 'string'
    ? normalise(a).text.replace(/\s/g, '') === normalise(b).text.replace(/\s/g, '')
    : a === b;

/** A fact of both: agreed on it is stated; where they differ the surer one stands, to be confirmed by a person. */
function settle<T>(
  note: Note,
  field: Disagreement['field'],
  rules: Found<T> | null,
  model: Found<T> | null,
): Found<T> | null {
  if (rules === null || model === null) return rules ?? model;
  if (same(rules.value, model.value)) return { ...rules, sureness: 'stated' };
  note(field, rules.value, model.value);
  const surer = model.sureness === 'stated' ? model : rules;
  return { ...surer, sureness: 'uncertain' };
}

/** 帕萨特 and 帕萨特330: the longer name is the same car told more closely. */
function settleCar(note: Note, rules: Found<string> | null, model: Found<string> | null): Found<string> | null {
  if (rules === null || model === null) return rules ?? model;
  const [short, long] = [rules.value, model.value].map((one) => normalise(one).text);
  if (short !== undefined && long?.includes(short)) return { ...model, sureness: 'stated' };
  if (long !== undefined && short?.includes(long)) return { ...rules, sureness: 'stated' };
  return settle(note, 'model', rules, model);
}

function categoryOf(
  note: Note,
  rules: ComplaintReading['category'],
  model: CheckedComplaint,
): Found<typeof rules.value> {
  const said = model.category;
  if (said.value === rules.value) return { ...said, quote: said.quote ?? rules.quote, sureness: 'stated' };
  note('category', rules.value, said.value);
  return said.sureness === 'uncertain' && rules.sureness !== 'uncertain' ? { ...rules, sureness: 'uncertain' } : said;
}

/** The trigger of a sum that the model found and the rules did not; a sum to be confirmed triggers nothing. */
function sumTrigger(amount: Found<number> | null): FoundTrigger[] {
  if (amount === null || amount.quote === null || amount.sureness === 'uncertain') return [];
  if (amount.value >= LARGE_AMOUNT_FEN) return [{ trigger: 'large_amount', quote: amount.quote }];
  return amount.value > SERIOUS_AMOUNT_FEN ? [{ trigger: 'amount', quote: amount.quote }] : [];
}

function triggersOf(rules: readonly FoundTrigger[], more: readonly FoundTrigger[]): FoundTrigger[] {
  const found = [...rules];
  for (const one of more) if (!found.some((known) => known.trigger === one.trigger)) found.push(one);
  const large = found.some((one) => one.trigger === 'large_amount');
  const byRules = rules.some((one) => one.trigger === 'amount');
  return large && !byRules ? found.filter((one) => one.trigger !== 'amount') : found;
}

function customerTypeOf(
  note: Note,
  rules: ComplaintReading,
  model: CheckedComplaint,
): ComplaintReading['customerType'] {
  const said = model.customerType;
  if (said.value === rules.customerType || said.value === 'unknown') return rules.customerType;
  if (rules.customerType === 'unknown') return said.sureness === 'uncertain' ? 'unknown' : said.value;
  note('customerType', rules.customerType, said.value);
  return said.sureness === 'uncertain' ? rules.customerType : said.value;
}

/** A sum that the rules only concluded and the model does not see is one to confirm. */
function amountOf(note: Note, rules: Facts['amountFen'], model: CheckedComplaint): Facts['amountFen'] {
  if (rules?.sureness !== 'inferred' || !model.denied.includes('amountFen'))
    return settle(note, 'amountFen', rules, model.amountFen);
  note('amountFen', rules.value, null);
  return { ...rules, sureness: 'uncertain' };
}

/** Name, phone, plate and VIN are the rules'; the rest is weighed. */
function factsOf(note: Note, rules: Facts, model: CheckedComplaint): Facts {
  return {
    ...rules,
    model: settleCar(note, rules.model, model.model),
    mileageKm: settle(note, 'mileageKm', rules.mileageKm, model.mileageKm),
    amountFen: amountOf(note, rules.amountFen, model),
    occurredOn: settle(note, 'occurredOn', rules.occurredOn, model.occurredOn),
    demand: model.denied.includes('demand') ? null : (model.demand ?? rules.demand),
  };
}

/** Those of the model, and those of the rules that it did not see; the rules' time for the same words is kept. */
function promisesOf(
  rules: ComplaintReading['promises'],
  model: ComplaintReading['promises'],
): ComplaintReading['promises'] {
  const sameWords = (a: { readonly quote: string }, b: { readonly quote: string }) =>
    a.quote.includes(b.quote) || b.quote.includes(a.quote);
  const timed = model.map((one) => {
    const known = rules.find((other) => sameWords(one, other));
    return { ...one, dueText: one.dueText ?? known?.dueText ?? null, dueAt: one.dueAt ?? known?.dueAt ?? null };
  });
  return [...timed, ...rules.filter((one) => !model.some((other) => sameWords(one, other)))];
}

/**
 * One complaint out of both readings (design.md §4): identifiers and the severity floor are the rules', category, demand, customer type and
 * summary the model's. The model may raise the severity with words that stand in the message, and lowers nothing.
 */
export function mergeComplaint(rules: ComplaintReading, model: CheckedComplaint | null): MergedComplaint {
  if (model === null) return { complaint: rules, insight: NO_INSIGHT, disagreements: [] };
  const disagreements: Omit<Disagreement, 'complaint'>[] = [];
  const textOf = (value: unknown): string | null => (value === null ? null : String(value));
  const note: Note = (field, a, b) => disagreements.push({ field, rules: textOf(a), model: textOf(b) });
  const facts = factsOf(note, rules.facts, model);
  const category = categoryOf(note, rules.category, model);
  const more = facts.amountFen?.by === 'model' ? sumTrigger(facts.amountFen) : [];
  const triggers = triggersOf(rules.triggers, [...model.triggers, ...more]);
  const floor = higherSeverity(rules.severity, severityFloor(triggers.map((one) => one.trigger)));
  const raised = model.severity.quote === null ? floor : higherSeverity(floor, model.severity.value);
  if (rules.severity !== model.severity.value) note('severity', rules.severity, model.severity.value);
  const complaint: ComplaintReading = {
    ...rules,
    summary: model.summary ?? rules.summary,
    category,
    subcategory: category.value === rules.category.value ? rules.subcategory : null,
    secondaryCategories: model.secondaryCategories.filter((one) => one !== category.value),
    severity: raised,
    triggers,
    customerType: customerTypeOf(note, rules, model),
    facts,
    promises: promisesOf(rules.promises, model.promises),
  };
  const { hiddenNeed, emotion } = model;
  const raisedBy = raised === floor ? null : model.severity.quote;
  return { complaint, insight: { hiddenNeed, emotion, raisedBy }, disagreements };
}
