import type { Category } from '../domain/complaint.ts';
import { VOCABULARY } from './frame-vocabulary.ts';

/**
 * A thing that is said in complaints of one category: every pattern of it must be found in the text, in any order.
 * Weights: 10 settles the category, 8 is strong, 6 good, 4 general (true of several categories), 2 a leaning.
 */
export interface Frame {
  readonly category: Category;
  readonly weight: number;
  readonly all: readonly RegExp[];
  readonly none: RegExp | null;
}

/**
 * Makes a pattern from our shorthand: `<word>` is a family of synonyms (frame-vocabulary.ts), `~` a few characters of the same clause,
 * `~~` some of the same sentence.
 */
export function pattern(source: string): RegExp {
  const full = source
    .replace(/<([a-z]+)>/g, (_, name: string) => VOCABULARY[name] ?? missing(name))
    .replaceAll('~~', '(?:[^。!?;\\n]{0,26}?)')
    .replaceAll('~', '(?:[^,。!?;\\n]{0,10}?)');
  return new RegExp(full, 'g');
}

function missing(name: string): never {
  throw new Error(`No family of words is called ${name}.`);
}

/** Frames of one category, each written as [weight, pattern, …more patterns]; a pattern that begins with `!` must not be found. */
export const framesOf = (category: Category, lines: readonly (readonly [number, ...string[]])[]): Frame[] =>
  lines.map(([weight, ...sources]) => {
    const not = sources.filter((one) => one.startsWith('!')).map((one) => one.slice(1));
    return {
      category,
      weight,
      all: sources.filter((one) => !one.startsWith('!')).map(pattern),
      none: not.length === 0 ? null : pattern(not.join('|')),
    };
  });
