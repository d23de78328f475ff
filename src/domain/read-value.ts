import type { CaseEvent, CaseEventOf } from './case-event.ts';
import type { DoubtField } from './case-reading.ts';
import { type FactName, type Facts, type Found, NO_FACTS, type Sureness } from './complaint.ts';
import type { PersonId } from './ids.ts';

/** What is read of a complaint, value by value. */
export const READ_FIELDS = [
  'summary',
  'category',
  'severity',
  'customerType',
  'hiddenNeed',
  'emotion',
  ...(Object.keys(NO_FACTS) as FactName[]),
] as const;
export type ReadField = (typeof READ_FIELDS)[number];

/** Who a value is from. `reader`: which rules, or which model with which prompt; null where a person typed it or nobody noted it. */
export interface ValueSource {
  readonly by: Found<unknown>['by'];
  readonly reader: string | null;
  readonly person: PersonId | null;
  readonly at: string;
}

/** A value as one event set it: a code, digits, fen, words; null = taken away or not known. */
export interface ReadValue {
  readonly field: ReadField;
  readonly value: string | number | null;
  readonly quote: string | null;
  /** Null where a reader does not say. */
  readonly sureness: Sureness | null;
  readonly source: ValueSource;
}

/** What one entry of a timeline says about the values of a case. */
export interface ValueStep {
  readonly event: CaseEvent;
  readonly set: readonly ReadValue[];
  /** A person said of these that they are right. */
  readonly confirmed: readonly DoubtField[];
}

/** Who reads: the rules since the case opened, and the model once it did. */
interface Readers {
  readonly rules: string | null;
  readonly model: string | null;
}

/** Customer types and emotions have a word for "not known". */
const known = (code: string): string | null => (code === 'unknown' ? null : code);

function setter({ at, by: actor, body }: CaseEvent, readers: Readers) {
  const desk = body.type === 'read_by_model' ? 'model' : 'rule';
  const sourceOf = (by: ValueSource['by']): ValueSource => {
    if (by === 'person') return { by, reader: null, person: actor, at };
    return { by, reader: by === 'model' ? readers.model : readers.rules, person: null, at };
  };
  const bare = (field: ReadField, value: string | null, by: ValueSource['by'], quote: string | null = null) => ({
    ...{ field, value, quote, sureness: by === 'person' ? ('stated' as const) : null, source: sourceOf(by) },
  });
  const found = (field: ReadField, one: Found<string | number> | null): ReadValue => {
    if (one === null) return bare(field, null, actor === null ? desk : 'person');
    return { field, value: one.value, quote: one.quote, sureness: one.sureness, source: sourceOf(one.by) };
  };
  const facts = (some: Partial<Facts>) =>
    (Object.keys(some) as FactName[]).map((name) => found(name, some[name] ?? null));
  return { bare, found, facts };
}

function openedValues(event: CaseEvent, body: CaseEventOf<'opened'>, readers: Readers): ReadValue[] {
  const { bare, found, facts } = setter(event, readers);
  const trigger = body.triggers[0]?.quote || null;
  return [
    bare('summary', body.summary, 'rule'),
    found('category', body.category),
    bare('severity', body.severity, 'rule', trigger),
    bare('customerType', known(body.customerType), 'rule'),
    ...facts(Object.fromEntries(Object.entries(body.facts).filter(([, one]) => one !== null))),
  ];
}

function modelValues(event: CaseEvent, body: CaseEventOf<'read_by_model'>, readers: Readers): ReadValue[] {
  const { bare, found, facts } = setter(event, readers);
  const { summary, category, customerType, hiddenNeed } = body;
  const emotion = known(body.emotion);
  return [
    ...(summary === null ? [] : [bare('summary', summary, 'model')]),
    ...(category === null ? [] : [found('category', category)]),
    ...(customerType === null ? [] : [bare('customerType', known(customerType), 'model')]),
    ...(hiddenNeed === null ? [] : [bare('hiddenNeed', hiddenNeed, 'model')]),
    ...(emotion === null ? [] : [bare('emotion', emotion, 'model')]),
    ...facts(body.facts as Partial<Facts>),
  ];
}

function amendedValues(event: CaseEvent, body: CaseEventOf<'amended'>, readers: Readers): ReadValue[] {
  const { bare, facts } = setter(event, readers);
  const by = event.by === null ? 'rule' : 'person';
  return [
    ...(body.summary === null ? [] : [bare('summary', body.summary, by)]),
    // The desk itself never amends a category: as the case is folded, this is a person's.
    ...(body.category === null ? [] : [bare('category', body.category, 'person')]),
    ...(body.customerType === null ? [] : [bare('customerType', known(body.customerType), by)]),
    ...facts(body.facts as Partial<Facts>),
  ];
}

/** What was saved in one step with an event tells whose doing it is. */
interface Beside {
  /** The last reading by a model. */
  readonly reading: CaseEvent | undefined;
  /** When other cases were merged into this one: what it took over from them, nobody typed. */
  readonly merges: ReadonlySet<string>;
}

function severityBy({ at, by }: CaseEvent, { reading, merges }: Beside): ValueSource['by'] {
  if (by !== null) return merges.has(at) ? 'rule' : 'person';
  return reading?.at === at ? 'model' : 'rule';
}

function valuesIn(event: CaseEvent, readers: Readers, beside: Beside): ReadValue[] {
  const { body } = event;
  switch (body.type) {
    case 'opened':
      return openedValues(event, body, readers);
    case 'read_by_model':
      return modelValues(event, body, readers);
    case 'amended':
      return amendedValues(event, body, readers);
    case 'severity_changed': {
      const by = severityBy(event, beside);
      // What a model makes graver has the words it goes by for its reason.
      const quote = body.triggers[0]?.quote || (by === 'model' && body.reason) || null;
      return [setter(event, readers).bare('severity', body.to, by, quote)];
    }
    default:
      return [];
  }
}

/** A timeline as the values each of its entries sets and confirms. */
export function valueSteps(timeline: readonly CaseEvent[]): readonly ValueStep[] {
  let readers: Readers = { rules: null, model: null };
  let reading: CaseEvent | undefined;
  const merges = new Set(timeline.flatMap(({ at, body }) => (body.type === 'merge_received' ? [at] : [])));
  const steps: ValueStep[] = [];
  for (const event of timeline) {
    const { body } = event;
    if (body.type === 'opened') readers = { rules: body.reader, model: null };
    if (body.type === 'read_by_model') {
      readers = { ...readers, model: body.reader };
      reading = event;
    }
    const confirmed = body.type === 'reading_confirmed' ? body.fields : [];
    steps.push({ event, set: valuesIn(event, readers, { reading, merges }), confirmed });
  }
  return steps;
}
