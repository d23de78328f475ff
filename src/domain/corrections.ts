import type { CaseEvent } from './case-event.ts';
import type { PersonId } from './ids.ts';
import { READ_FIELDS, type ReadField, type ReadValue, type ValueSource, valueSteps } from './read-value.ts';

/** A reader: the rules, or a model with the version of its prompt; null where that was not noted. */
export type ReadBy = Pick<ValueSource, 'reader'> & { readonly by: 'rule' | 'model' };

/**
 * What a reader read and a person corrected, or confirmed: then `corrected` is the same as `read`. Values are as they are stored and not masked;
 * `read` null = it was missed, `corrected` null = there is none. `verdict`: a person said that it is not a complaint.
 */
export interface Correction {
  readonly field: ReadField | 'verdict';
  readonly read: string | number | null;
  readonly readBy: ReadBy;
  readonly quote: string | null;
  readonly corrected: string | number | null;
  readonly confirmed: boolean;
  readonly by: PersonId | null;
  readonly at: string;
}

type Known = Pick<ReadValue, 'value' | 'quote' | 'source'>;

const isReader = (source: ValueSource): source is ValueSource & ReadBy => source.by !== 'person';

/** What readers made of a case so far. */
interface Standing {
  readonly known: Map<ReadField, Known>;
  /** Who read it last; what nobody found was missed by that reader. */
  reader: ReadBy;
}

function read(
  { known, reader }: Standing,
  field: ReadField,
): { value: Known['value']; quote: string | null; readBy: ReadBy } | null {
  const found = known.get(field);
  if (!found) return { value: null, quote: null, readBy: reader };
  if (!isReader(found.source)) return null;
  return { value: found.value, quote: found.quote, readBy: { by: found.source.by, reader: found.source.reader } };
}

function correction(standing: Standing, one: ReadValue): Correction[] {
  const before = read(standing, one.field);
  if (before === null || before.value === one.value) return [];
  const { person: by, at } = one.source;
  const { value, quote, readBy } = before;
  return [{ field: one.field, read: value, readBy, quote, corrected: one.value, confirmed: false, by, at }];
}

function confirmation(standing: Standing, field: ReadField, { by, at }: CaseEvent): Correction[] {
  const before = read(standing, field);
  if (before === null) return [];
  const { value, quote, readBy } = before;
  return [{ field, read: value, readBy, quote, corrected: value, confirmed: true, by, at }];
}

/** Whether it was a complaint at all, as people settled it last. */
function verdictOf(timeline: readonly CaseEvent[], readBy: ReadBy): Correction[] {
  const settled = timeline.findLast(({ body }) => body.type === 'dismissed' || body.type === 'restored');
  const sure = timeline.findLast(({ body }) => body.type === 'reading_confirmed' && body.fields.includes('verdict'));
  const event = settled?.body.type === 'dismissed' ? settled : sure;
  if (!event) return [];
  const confirmed = event === sure;
  const corrected = confirmed ? 'complaint' : 'not_complaint';
  const { by, at } = event;
  return [{ field: 'verdict', read: 'complaint', readBy, quote: null, corrected, confirmed, by, at }];
}

/** What people corrected or confirmed of a reading, oldest first, the verdict last. What a person typed and another changed is left out. */
export function corrections(timeline: readonly CaseEvent[]): readonly Correction[] {
  const standing: Standing = { known: new Map(), reader: { by: 'rule', reader: null } };
  const found: Correction[] = [];
  for (const { event, set, confirmed } of valueSteps(timeline)) {
    const { body } = event;
    if (body.type === 'opened') standing.reader = { by: 'rule', reader: body.reader };
    if (body.type === 'read_by_model') standing.reader = { by: 'model', reader: body.reader };
    const atOpening = body.type === 'opened';
    for (const one of set) {
      if (one.source.by === 'person' && !atOpening) found.push(...correction(standing, one));
      standing.known.set(one.field, one);
    }
    for (const field of READ_FIELDS) {
      if (confirmed.some((name) => name === field)) found.push(...confirmation(standing, field, event));
    }
  }
  return timeline.length > 0 ? [...found, ...verdictOf(timeline, standing.reader)] : [];
}
