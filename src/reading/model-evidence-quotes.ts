import { normalise, type Plain, quoteOf } from './normalise.ts';

/** A source made ready for looking up quotes. */
export interface Source {
  readonly plain: Plain;
  /** The folded text without spaces and punctuation, and where each of its characters stands in the folded text. */
  readonly bare: string;
  readonly at: readonly number[];
}

/** Words that stand in the source, verbatim, with their range in the folded text. */
export interface Located {
  readonly words: string;
  readonly start: number;
  readonly end: number;
}

const IN_BARE = /[\p{L}\p{N}]/u;
/** Fewer characters than this would be found anywhere once spaces and stops are gone (llm.md B3.3). */
const SHORTEST_BARE = 4;
const LONGEST_QUOTE = 80;

function bareOf(text: string): { bare: string; at: number[] } {
  let bare = '';
  const at: number[] = [];
  for (let i = 0; i < text.length; i++) {
    if (!IN_BARE.test(text.charAt(i))) continue;
    bare += text.charAt(i);
    at.push(i);
  }
  return { bare, at };
}

/** Prepares a source. */
export function sourceOf(text: string): Source {
  const plain = normalise(text);
  return { plain, ...bareOf(plain.text) };
}

/** At most so many characters, never half of one. */
export function cutTo(text: string, most: number): string {
  const chars = [...text];
  return chars.length <= most ? text : `${chars.slice(0, most - 1).join('')}…`;
}

function located(source: Source, start: number, end: number): Located | null {
  const words = quoteOf(source.plain, { start, end });
  if (words.trim() === '') return null;
  const chars = [...words];
  return { words: chars.length <= LONGEST_QUOTE ? words : chars.slice(0, LONGEST_QUOTE).join(''), start, end };
}

/** Where a quote stands: letter for letter after folding, else without its spaces and punctuation; null when it is not in the source. */
export function locate(source: Source, quote: string): Located | null {
  const wanted = normalise(quote.trim()).text;
  const { bare } = bareOf(wanted);
  if (bare === '') return null;
  const at = source.plain.text.indexOf(wanted);
  if (at >= 0) return located(source, at, at + wanted.length);
  if (bare.length < SHORTEST_BARE) return null;
  const from = source.bare.indexOf(bare);
  const start = source.at[from];
  const last = source.at[from + bare.length - 1];
  return from < 0 || start === undefined || last === undefined ? null : located(source, start, last + 1);
}
