import type { Case } from './case.ts';
import type { Doubt, DoubtField } from './case-reading.ts';
import type { ComplaintReading, FactName, Found } from './complaint.ts';

/** Facts of which a case has one: another value in a later message is worth a look. Dates, names and mileage differ in harmless ways. */
const ONE_VALUE = ['phone', 'plate', 'vin', 'amountFen'] as const satisfies readonly (FactName & DoubtField)[];

const textOf = (found: Found<string | number> | null): string | null => (found === null ? null : String(found.value));

/** What a later message says otherwise than the case does; only what it says in so many words. */
export function contradictions(c: Pick<Case, 'facts'>, said: Pick<ComplaintReading, 'facts'>): Doubt[] {
  return ONE_VALUE.flatMap((field) => {
    const [held, other] = [c.facts[field], said.facts[field]];
    if (held === null || other === null || other.sureness !== 'stated' || held.value === other.value) return [];
    return [{ field, held: textOf(held), said: textOf(other), by: 'message' as const }];
  });
}
