import type { CaseEvent } from './case-event.ts';
import type { Sureness } from './complaint.ts';
import type { CaseId, PersonId } from './ids.ts';
import type { Person } from './person.ts';
import { READ_FIELDS, type ReadField, type ReadValue, type ValueSource, valueSteps } from './read-value.ts';

/** A value that no longer stands, with who it was from. */
export interface EarlierValue {
  readonly value: string | number | null;
  readonly by: ValueSource;
}

/** Where a value of a case comes from. Values are as they are stored: a code, digits, fen, words; null = taken away. */
export interface FieldProvenance {
  readonly field: ReadField;
  readonly value: string | number | null;
  /** The customer's words it rests on, verbatim. */
  readonly quote: string | null;
  readonly by: ValueSource;
  /** Null where a reader does not say. */
  readonly sureness: Sureness | null;
  /** Who said last that it is right, and when. */
  readonly confirmed: { readonly by: PersonId | null; readonly at: string } | null;
  /** What it replaced, oldest first. */
  readonly earlier: readonly EarlierValue[];
}

function replaced(old: FieldProvenance | undefined, { field, value, quote, sureness, source }: ReadValue) {
  const same = old?.value === value;
  return {
    ...{ field, value, sureness, confirmed: null, by: source },
    // A second reader that agrees need not name the words again.
    quote: quote ?? (same ? (old?.quote ?? null) : null),
    earlier: old && !same ? [...old.earlier, { value: old.value, by: old.by }] : (old?.earlier ?? []),
  };
}

/** Where the values of cases come from, and the people it names. */
export interface Basis {
  readonly of: ReadonlyMap<CaseId, readonly FieldProvenance[]>;
  readonly people: ReadonlyMap<PersonId, Person>;
}

/** Everybody who set or confirmed one of these. */
export const namedInBasis = (found: readonly FieldProvenance[]): readonly PersonId[] =>
  found
    .flatMap((one) => [one.by.person, one.confirmed?.by ?? null, ...one.earlier.map((old) => old.by.person)])
    .filter((id) => id !== null);

/** Every value a case has or had, in a fixed order: who read it from which words, how sure, who confirmed it, and what it replaced. */
export function provenance(timeline: readonly CaseEvent[]): readonly FieldProvenance[] {
  const fields = new Map<ReadField, FieldProvenance>();
  for (const { event, set, confirmed } of valueSteps(timeline)) {
    for (const one of set) {
      const old = fields.get(one.field);
      if (old === undefined && one.value === null) continue;
      fields.set(one.field, replaced(old, one));
    }
    for (const field of READ_FIELDS) {
      const found = fields.get(field);
      if (!found || !confirmed.some((name) => name === field)) continue;
      fields.set(field, { ...found, sureness: 'stated', confirmed: { by: event.by, at: event.at } });
    }
  }
  return READ_FIELDS.flatMap((field) => fields.get(field) ?? []);
}
