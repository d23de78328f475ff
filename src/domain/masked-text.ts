import type { Case } from './case.ts';
import { maskName, maskPhone, maskPlate, maskText, maskVin } from './privacy.ts';

/** What a case knows of its customer. */
export type KnownCustomer = Pick<Case, 'facts' | 'malformedVin'>;

const escapePattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The value in a text however it was spaced: 021-6280 8859 for 02162808859. */
const spaced = (value: string): RegExp => new RegExp([...value].map(escapePattern).join('[\\s·•.\\-]*'), 'gi');

/** Shorter than this, a value would be found inside other words. */
const MIN_LENGTH = 4;

/** Free text about a case, with everything that looks like customer data and every fact the case knows masked. */
export function maskedText(c: KnownCustomer, text: string): string {
  const { customerName, phone, plate, vin } = c.facts;
  const known: readonly (readonly [string | null | undefined, (value: string) => string])[] = [
    [vin?.value, maskVin],
    [c.malformedVin, maskVin],
    [phone?.value, maskPhone],
    [plate?.value, maskPlate],
  ];
  let out = maskText(text);
  for (const [value, mask] of known) {
    if (value && value.length >= MIN_LENGTH) out = out.replace(spaced(value), () => mask(value));
  }
  const name = customerName?.value.trim() ?? '';
  return [...name].length > 1 ? out.replaceAll(name, () => maskName(name)) : out;
}
