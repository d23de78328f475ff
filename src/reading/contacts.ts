import type { Found } from '../domain/complaint.ts';
import type { Plain, Span } from './normalise.ts';
import { quoteOf } from './normalise.ts';
import { digitOf } from './numerals.ts';

/** A fact and where it stands in the folded text. */
export interface Located<T> {
  readonly found: Found<T>;
  readonly span: Span;
}

const stated = <T>(plain: Plain, span: Span, value: T): Located<T> => ({
  found: { value, quote: quoteOf(plain, span), by: 'rule', sureness: 'stated' },
  span,
});

// Mainland mobile: 1[3-9] and nine digits, whole or in the usual groups; +86, 0086 or (86) in front (MIIT numbering plan).
const SEP = '[\\s.\\-·—_/]{1,2}';
const MOBILE = new RegExp(
  `(?<![0-9a-z.]|\\d[-/])(?:(?:\\+|00)?\\(?86\\)?[\\s-]?)?(1[3-9]\\d{9}|1[3-9]\\d${SEP}\\d{4}${SEP}\\d{4}|1[3-9]\\d{2}${SEP}\\d{3}${SEP}\\d{4}|1[3-9]\\d${SEP}\\d{3}${SEP}\\d{5}|1[3-9]\\d{3}${SEP}\\d{6}|1[3-9]\\d${SEP}\\d{8}|1[3-9]\\d{5}${SEP}\\d{4}|1[3-9]\\d${SEP}\\d{4}\\d{0}\\d{4})(?![0-9])`,
  'g',
);
// Landline with its area code (010, 02x: 8 digits; 03xx–09xx: 7 or 8), in brackets or with a dash.
const LANDLINE = /(?<![0-9a-z-])\(?(0(?:10|2\d|[3-9]\d{2}))\)?[\s-]?([2-9]\d{3}[\s-]?\d{3,4})(?![0-9-])/g;
// A number spelled in Chinese digits, as voice input writes it; 幺 is the spoken 1.
const SPOKEN =
  /(?<![零〇一二三四五六七八九幺两])[一幺](?:[\s,-]?[零〇一二三四五六七八九幺两]){10}(?![零〇一二三四五六七八九幺两])/g;

const onlyDigits = (text: string): string => text.replace(/\D/g, '');

/** Phone numbers of customers; 400 and 800 service numbers are nobody's own phone and are left out. */
export function findPhones(plain: Plain): Located<string>[] {
  const found: Located<string>[] = [];
  for (const match of plain.text.matchAll(MOBILE)) {
    const core = match[1] ?? '';
    const start = match.index + match[0].length - core.length;
    found.push(stated(plain, { start, end: start + core.length }, onlyDigits(core)));
  }
  for (const match of plain.text.matchAll(LANDLINE)) {
    const value = onlyDigits(`${match[1] ?? ''}${match[2] ?? ''}`);
    if (value.length < 10) continue;
    found.push(stated(plain, { start: match.index, end: match.index + match[0].length }, value));
  }
  for (const match of plain.text.matchAll(SPOKEN)) {
    const value = [...match[0]].map((char) => digitOf(char) ?? '').join('');
    if (!/^1[3-9]\d{9}$/.test(value)) continue;
    found.push(stated(plain, { start: match.index, end: match.index + match[0].length }, value));
  }
  return found.sort((a, b) => a.span.start - b.span.start);
}

// GA 36: province, letter, five characters (six for new-energy), no I or O; 学/警/挂/港/澳/使/领 take the last place.
const PROVINCES = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼';
const GAP = '[\\s·.\\-•・‧_]?';
const PLATE = new RegExp(
  `(?<![a-z0-9])[${PROVINCES}]${GAP}[a-hj-np-z]${GAP}(?:[a-hj-np-z0-9]{4}[学警挂港澳使领]|[a-hj-np-z0-9]{6}(?![a-z0-9])|[a-hj-np-z0-9]{5}(?![a-z0-9])|[a-hj-np-z0-9]{1,3}[\\s·.-][a-hj-np-z0-9]{2,4}(?![a-z0-9]))|使\\s?\\d{6}(?!\\d)|(?<![a-z0-9])[${PROVINCES}]\\s?\\d{4}使`,
  'g',
);

/** Registration plates, normalised to upper case without separators. */
export function findPlates(plain: Plain): Located<string>[] {
  const found: Located<string>[] = [];
  for (const match of plain.text.matchAll(PLATE)) {
    const value = match[0].replace(/[\s·.\-•・‧_]/g, '').toUpperCase();
    const tail = value.slice(2);
    if (!/\d/.test(tail) || (tail.match(/[A-Z]/g)?.length ?? 0) > 3) continue;
    if (!value.startsWith('使') && (value.length < 6 || value.length > 8)) continue;
    if (value.length === 6 && !value.endsWith('使')) continue;
    found.push(stated(plain, { start: match.index, end: match.index + match[0].length }, value));
  }
  return found;
}
