import type { Case } from './case.ts';
import type { CaseEvent, CaseEventBody, CaseEventOf } from './case-event.ts';
import { type CaseReading, settledBy, withDoubts } from './case-reading.ts';
import type { FactName, Facts, Found } from './complaint.ts';

const withReading = (c: Case, more: Partial<CaseReading>): Pick<Case, 'reading'> => ({
  reading: { ...c.reading, ...more },
});

function readByModel(c: Case, body: CaseEventOf<'read_by_model'>): Partial<Case> {
  const { reading } = c;
  return {
    reader: body.reader,
    summary: body.summary ?? c.summary,
    category: body.category ?? c.category,
    subcategory: body.category ? body.subcategory : c.subcategory,
    secondaryCategories: body.secondaryCategories ?? c.secondaryCategories,
    customerType: body.customerType ?? c.customerType,
    facts: { ...c.facts, ...body.facts } as Facts,
    instructions: [...c.instructions, ...body.instructions],
    ...(body.rerouted && c.status === 'new'
      ? { department: body.rerouted.department, assignee: body.rerouted.to }
      : {}),
    ...withReading(c, {
      second: 'read',
      gaveUp: null,
      hiddenNeed: body.hiddenNeed ?? reading.hiddenNeed,
      emotion: body.emotion === 'unknown' ? reading.emotion : body.emotion,
      doubts: withDoubts(reading.doubts, body.doubts),
    }),
  };
}

const sure = <T>(found: Found<T>): Found<T> => ({ ...found, by: 'person', sureness: 'stated' });

function confirm(c: Case, fields: CaseEventOf<'reading_confirmed'>['fields']): Partial<Case> {
  const names = fields.filter((field): field is FactName & (typeof fields)[number] => field in c.facts);
  const facts = Object.fromEntries(
    names.map((name) => [name, c.facts[name] && sure<string | number>(c.facts[name])]),
  ) as Partial<Facts>;
  return {
    facts: { ...c.facts, ...facts },
    category: fields.includes('category') ? sure(c.category) : c.category,
    reading: settledBy(c.reading, fields),
  };
}

/** What the events of reading change; null for any other event. */
export function foldReading(c: Case, _event: CaseEvent, body: CaseEventBody): Partial<Case> | null {
  switch (body.type) {
    case 'read_by_model':
      return readByModel(c, body);
    case 'model_gave_up':
      return c.reading.second === 'read' ? {} : withReading(c, { second: 'gave_up', gaveUp: body.why });
    case 'contradicted':
      return withReading(c, { doubts: withDoubts(c.reading.doubts, body.doubts) });
    case 'transcribed':
      return { text: `${c.text}\n${body.text}`.trim() };
    case 'promise_heard':
      return withReading(c, {
        heard: [...c.reading.heard, body.heard],
        heardQuotes: [...c.reading.heardQuotes, body.heard.quote],
      });
    case 'promise_waived':
      return withReading(c, { heard: c.reading.heard.filter(({ id }) => id !== body.heard) });
    case 'reading_confirmed':
      return confirm(c, body.fields);
    default:
      return null;
  }
}
