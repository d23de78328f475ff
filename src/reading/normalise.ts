import { asMeant } from './homophones.ts';
import { simplify } from './traditional.ts';

/** A text made easy to match (NFKC, lower case, simplified characters) that still knows where each character came from. */
export interface Plain {
  readonly raw: string;
  readonly text: string;
  /** For each character of `text`: where its original begins and ends in `raw`. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** A range of `Plain.text`, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const INVISIBLE = /^(?:\u00ad|[\u200b-\u200f]|[\u202a-\u202e]|[\u2060-\u2064]|[\ufe00-\ufe0e]|\ufe0f|\ufeff)$/;
const PLAIN_CJK = /[\u4e00-\u9fff]/;

const fold = (char: string): string => (PLAIN_CJK.test(char) ? simplify(char) : foldOther(char));

const CIRCLED = '①②③④⑤⑥⑦⑧⑨';

function foldOther(char: string): string {
  const item = CIRCLED.indexOf(char);
  if (item >= 0) return `${item + 1}、`;
  if (INVISIBLE.test(char)) return '';
  let out = '';
  for (const part of char.normalize('NFKC').toLowerCase()) out += simplify(part);
  return out;
}

/** Folds a text for matching, one code point after the other, so that every match can be quoted verbatim (llm.md B3.3). */
export function normalise(raw: string): Plain {
  const starts: number[] = [];
  const ends: number[] = [];
  let text = '';
  let at = 0;
  for (const char of raw) {
    const folded = fold(char);
    for (let i = 0; i < folded.length; i++) {
      starts.push(at);
      ends.push(at + char.length);
    }
    text += folded;
    at += char.length;
  }
  return { raw, text: asMeant(text), starts, ends };
}

/** The words of the original text that a range of the folded text came from. */
export function quoteOf(plain: Plain, span: Span): string {
  const from = plain.starts[span.start];
  const to = plain.ends[span.end - 1];
  return from === undefined || to === undefined ? '' : plain.raw.slice(from, to);
}

/** Stands where something was blanked out (private use, so nobody types it). */
export const BLANK = '\ue000';

/** The same text with some ranges blanked out (same length), so that digits of a phone number are not read as money. */
export function blank(plain: Plain, spans: readonly Span[]): Plain {
  if (spans.length === 0) return plain;
  const chars = plain.text.split('');
  for (const span of spans) for (let i = span.start; i < span.end; i++) chars[i] = BLANK;
  return { ...plain, text: chars.join('') };
}

/** A part of a text as a text of its own. */
export function slicePlain(plain: Plain, span: Span): Plain {
  const from = plain.starts[span.start] ?? plain.raw.length;
  const to = plain.ends[span.end - 1] ?? from;
  return normalise(plain.raw.slice(from, to));
}
