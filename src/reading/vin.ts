import type { Found } from '../domain/complaint.ts';
import { vinCheckDigitFits } from '../domain/vin.ts';
import type { Plain, Span } from './normalise.ts';
import { quoteOf } from './normalise.ts';

/** What the text says about vehicle identification numbers. */
export interface VinReading {
  readonly vin: Found<string> | null;
  /** False when the check digit does not fit: a warning, never a refusal (domain.md §10). */
  readonly checkDigitOk: boolean;
  /** A run of the wrong length or with I, O, Q where a VIN was meant. */
  readonly malformed: string | null;
  /** Every VIN-like range, so that nothing else is read inside it. */
  readonly spans: readonly Span[];
}

const RUN = /(?<![a-z0-9])[a-z0-9]{14,20}(?![a-z0-9])/g;
// "vin", "车架号", "大架号", "底盘号", "识别代号/码" announce a number that may be written in groups.
const LABELLED =
  /(?:vin|车架号?码?|大架号?|底盘号|识别代?[号码])[^a-z0-9\u4e00-\u9fff]{0,4}(?:码|号|是|为)?[^a-z0-9\u4e00-\u9fff]{0,4}([a-z0-9](?:[\s.·-]?[a-z0-9]){12,22})(?![a-z0-9])/g;

const isVin = (run: string): boolean => /^[A-HJ-NPR-Z0-9]{17}$/.test(run) && /[A-Z]/.test(run) && /\d{3}/.test(run);
const looksLikeVin = (run: string): boolean =>
  /[a-z]/.test(run) && (run.match(/\d/g)?.length ?? 0) >= 4 && (run.match(/[a-z]/g)?.length ?? 0) >= 3;

interface Candidate {
  readonly value: string;
  readonly span: Span;
}

/** A labelled run may swallow what follows (a phone number after a space): cut back to 17 at a gap if one is there. */
function trimmed(text: string, start: number): Candidate {
  let value = '';
  for (let i = 0; i < text.length; i++) {
    if (/[a-z0-9]/.test(text.charAt(i))) value += text.charAt(i);
    if (value.length === 17 && !/[a-z0-9]/.test(text.charAt(i + 1))) {
      return { value: value.toUpperCase(), span: { start, end: start + i + 1 } };
    }
  }
  const head = /^[a-z0-9]+/.exec(text)?.[0] ?? text;
  const whole = head.length >= 12 ? head : text;
  return { value: whole.replace(/[^a-z0-9]/g, '').toUpperCase(), span: { start, end: start + whole.length } };
}

function candidates(text: string): Candidate[] {
  const found: Candidate[] = [];
  for (const match of text.matchAll(LABELLED)) {
    const run = match[1] ?? '';
    if (looksLikeVin(run)) found.push(trimmed(run, match.index + match[0].length - run.length));
  }
  for (const match of text.matchAll(RUN)) {
    const start = match.index;
    if (found.some((one) => start >= one.span.start && start < one.span.end)) continue;
    if (looksLikeVin(match[0]))
      found.push({ value: match[0].toUpperCase(), span: { start, end: start + match[0].length } });
  }
  return found.sort((a, b) => a.span.start - b.span.start);
}

/** Finds the VIN of a message: 17 characters without I, O, Q, in any case, whole or in groups behind a label. */
export function findVin(plain: Plain): VinReading {
  const all = candidates(plain.text);
  const good = all.find((one) => isVin(one.value));
  const bad = all.find((one) => !isVin(one.value) && one.value.length >= 14 && one.value.length <= 20);
  const spans = all.map((one) => one.span);
  if (good === undefined) {
    return { vin: null, checkDigitOk: true, malformed: bad === undefined ? null : quoteOf(plain, bad.span), spans };
  }
  const vin: Found<string> = { value: good.value, quote: quoteOf(plain, good.span), by: 'rule', sureness: 'stated' };
  return { vin, checkDigitOk: vinCheckDigitFits(good.value), malformed: null, spans };
}
