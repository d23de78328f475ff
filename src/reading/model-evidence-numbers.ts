import { identifiersIn } from './model-mask-find.ts';
import { normalise } from './normalise.ts';
import { NUMERAL_CHARS, numberOf } from './numerals.ts';

const NUMBER = new RegExp(`(\\d[\\d,]*(?:\\.\\d+)?|[${NUMERAL_CHARS}]+)\\s*(万|w|千|k)?(\\d)?`, 'g');
const SCALE: Readonly<Record<string, number>> = { 万: 10_000, w: 10_000, 千: 1000, k: 1000 };
/** 一直, 三包, 两边: small numbers in characters are more often words than figures. */
const SMALLEST_SPOKEN = 100;

/** Every value a number of a text can have: 3.5万 is 3.5 and 35,000; 16万8 is 168,000 as well. */
export function numbersIn(text: string): Set<number> {
  const found = new Set<number>();
  for (const [, words = '', unit, tenth] of normalise(text).text.matchAll(NUMBER)) {
    const value = numberOf(words);
    if (value === null) continue;
    found.add(value);
    if (tenth !== undefined) found.add(Number(tenth));
    if (unit === undefined) continue;
    const scale = SCALE[unit] ?? 1;
    found.add(Math.round(value * scale * 100) / 100);
    if (tenth !== undefined) found.add(value * scale + (Number(tenth) * scale) / 10);
  }
  for (const digits of normalise(text).text.match(/(?<![\d,])\d+(?![\d,])/g) ?? []) found.add(Number(digits));
  return found;
}

/** True when every figure and identifier of a text stands in the source as well: nothing was worked out or made up. */
export function figuresAgree(text: string, source: string): boolean {
  const known = numbersIn(source);
  const scaled = (value: number): boolean =>
    [1, 1000, 10_000].some((scale) => known.has(Math.round(value * scale * 100) / 100));
  for (const [, words = ''] of normalise(text).text.matchAll(NUMBER)) {
    const value = numberOf(words);
    const said = /^\d/.test(words) || (value ?? 0) >= SMALLEST_SPOKEN;
    if (value !== null && said && !scaled(value)) return false;
  }
  const keys = new Set(identifiersIn(source).map((one) => one.key));
  return identifiersIn(text).every((one) => one.kind === '客户' || one.kind === '地址' || keys.has(one.key));
}
