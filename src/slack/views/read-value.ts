import type { Case } from '../../domain/case.ts';
import type { DoubtField } from '../../domain/case-reading.ts';
import { formatYuan } from '../../domain/money.ts';
import { maskName, maskPhone, maskPlate, maskVin } from '../../domain/privacy.ts';
import type { ReadField } from '../../domain/read-value.ts';
import type { Wording } from '../../wording/wording.ts';
import { typed } from '../limits.ts';
import { said } from './case-text.ts';

/** Names by code; an own key only, for a code may be any words. */
const named = (names: Readonly<Record<string, string>>, code: string): string | null =>
  Object.hasOwn(names, code) ? (names[code] ?? null) : null;

function coded(field: DoubtField | ReadField, value: string, w: Wording): string | null {
  if (field === 'category') return named(w.name.category, value);
  if (field === 'severity') return named(w.name.severity, value);
  if (field === 'customerType') return named(w.name.customerType, value);
  if (field === 'emotion') return named(w.reading.emotion, value);
  if (field === 'amountFen' && /^\d+$/.test(value)) return formatYuan(Number(value));
  if (field === 'mileageKm' && /^\d+$/.test(value)) return w.mark.km(Number(value));
  return null;
}

const MASKS: Readonly<Partial<Record<DoubtField | ReadField, (value: string) => string>>> = {
  customerName: maskName,
  phone: maskPhone,
  plate: maskPlate,
  vin: maskVin,
};

/** A value of a case as it is stored (a code, digits, fen, words), in words: masked, at most `max` characters, escaped. */
export function valueText(
  c: Case,
  field: DoubtField | ReadField,
  value: string | number | null,
  w: Wording,
  max: number,
): string {
  const text = value === null ? '' : String(value).trim();
  if (text === '') return w.reading.none;
  const mask = MASKS[field];
  return coded(field, text, w) ?? (mask ? typed(mask(text), max) : said(c, text, max));
}
