import { CATEGORIES, type Category } from '../domain/complaint.ts';
import weights from './word-weights.json' with { type: 'json' };

/*
 * What the words of a text speak for, learnt from labelled rows of our own by `npm run train` (complement naive Bayes over pieces of one to three
 * characters; Rennie et al., ICML 2003). Frames know stories and give their quotes; this knows vocabulary, and is heard where frames know nothing.
 */

/** A class that was learnt: the categories, and messages that are no complaint. */
export const CLASSES = [...CATEGORIES, 'none'] as const;
export type WordClass = (typeof CLASSES)[number];

const HAN_RUN = /[\u3400-\u9fff0]+/g;
const LATIN_WORD = /[a-z]{2,}/g;
/** Plates, VINs and numbers tell nothing about the matter. */
const IDENTIFIERS = /[\u4e00-\u9fff][a-z][·a-z0-9]{4,7}(?![a-z])|[a-z0-9]{10,}/g;
const LONGEST_PIECE = 3;

/** The pieces of a folded text, each once: runs of one to three Chinese characters (0 for any number), words of Latin letters. */
export function piecesOf(text: string): ReadonlySet<string> {
  const plain = text.replace(IDENTIFIERS, ' ').replace(/\d+/g, '0');
  const pieces = new Set<string>(plain.match(LATIN_WORD) ?? []);
  for (const run of plain.match(HAN_RUN) ?? []) {
    for (let at = 0; at < run.length; at++) {
      for (let n = 1; n <= LONGEST_PIECE && at + n <= run.length; n++) pieces.add(run.slice(at, at + n));
    }
  }
  return pieces;
}

const LEARNT: ReadonlyMap<string, readonly number[]> = new Map(Object.entries(weights.pieces));

/**
 * How much a text speaks for each class, as shares that add up to 1. The sum of the weights overstates, for pieces overlap; it is tempered by
 * the number of pieces heard.
 */
export function sharesOf(text: string, among: readonly WordClass[] = CLASSES): ReadonlyMap<WordClass, number> {
  const sums = CLASSES.map(() => 0);
  let heard = 0;
  for (const piece of piecesOf(text)) {
    const learnt = LEARNT.get(piece);
    if (learnt === undefined) continue;
    heard++;
    learnt.forEach((weight, i) => {
      sums[i] = (sums[i] ?? 0) + weight / SCALE;
    });
  }
  return tempered(sums, Math.max(1, heard), among);
}

/** Weights are stored as whole hundredths. */
const SCALE = 100;
/** How far the sum of overlapping pieces is trusted; found on rows that were not learnt from. */
const TEMPER = 0.55;

function tempered(sums: readonly number[], heard: number, among: readonly WordClass[]): ReadonlyMap<WordClass, number> {
  const points = among.map((one) => (sums[CLASSES.indexOf(one)] ?? 0) / (TEMPER * Math.sqrt(heard)));
  const most = Math.max(...points);
  const powers = points.map((one) => Math.exp(one - most));
  const all = powers.reduce((sum, one) => sum + one, 0);
  return new Map(among.map((one, i) => [one, (powers[i] ?? 0) / all]));
}

/** The category the words speak for most, and how clearly (its share among the categories). */
export function categoryByWords(text: string): { readonly category: Category; readonly share: number } {
  const [best] = [...sharesOf(text, CATEGORIES)].sort((a, b) => b[1] - a[1]);
  return { category: (best?.[0] ?? 'other') as Category, share: best?.[1] ?? 0 };
}

/** How likely a text is no complaint, by its words alone. */
export const harmlessByWords = (text: string): number => sharesOf(text).get('none') ?? 0;
