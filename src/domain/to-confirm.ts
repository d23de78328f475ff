import type { Case } from './case.ts';
import { DOUBT_FIELDS, type Doubt, type DoubtField } from './case-reading.ts';
import type { FactName, Found } from './complaint.ts';

type Read = Pick<Case, 'category' | 'facts' | 'reading'>;

const foundIn = (c: Read, field: DoubtField): Found<unknown> | null => {
  if (field === 'category') return c.category;
  return field in c.facts ? c.facts[field as FactName] : null;
};

const doubtOn = (c: Read, field: DoubtField): Doubt | null => c.reading.doubts.find((d) => d.field === field) ?? null;

/** What a person is asked to confirm: values that no reader was sure of, and those on which readings differ. */
export const toConfirm = (c: Read): readonly DoubtField[] =>
  DOUBT_FIELDS.filter((field) => foundIn(c, field)?.sureness === 'uncertain' || doubtOn(c, field) !== null);

const seen = (c: Read, field: DoubtField): string => JSON.stringify([foundIn(c, field)?.value, doubtOn(c, field)]);

/** What a confirmation covers that was given on an older card: only what still stands as it was shown there. */
export const stillToConfirm = (shown: Read, now: Read): readonly DoubtField[] => {
  const then = toConfirm(shown);
  return toConfirm(now).filter((field) => then.includes(field) && seen(shown, field) === seen(now, field));
};
