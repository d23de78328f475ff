import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { normalise } from '../../src/reading/normalise.ts';
import { CLASSES, piecesOf, type WordClass } from '../../src/reading/word-weights.ts';
import { parseRows } from './score.ts';

/*
 * npm run train
 * Learns src/reading/word-weights.json from our own labelled rows: phrases.tsv (label, tab, text) and held-out.jsonl. The same rows give the same
 * bytes. Neither the corpus in ../shared nor any exam is among them.
 */

/** A labelled text. */
export interface Phrase {
  readonly label: WordClass;
  readonly text: string;
}

/** Pieces that stand in fewer rows than this tell nothing. */
const RAREST = 2;
/** Added to every count, so that what was not seen is not impossible. */
const SMOOTHING = 0.3;
const SCALE = 100;

const isClass = (label: string): label is WordClass => (CLASSES as readonly string[]).includes(label);

/** The phrases of a file; a line that is none throws with its number. */
export function phrasesIn(tsv: string): Phrase[] {
  return tsv.split('\n').flatMap((line, i) => {
    if (line.trim() === '') return [];
    const [label = '', text = '', ...more] = line.split('\t');
    if (!isClass(label) || text.trim() === '' || more.length > 0)
      throw new Error(`line ${i + 1} is no phrase: ${line}`);
    return [{ label, text }];
  });
}

/** Weights in whole hundredths for each piece, one a class: complement naive Bayes. */
export function learn(phrases: readonly Phrase[]): Record<string, number[]> {
  const counts = new Map<string, number[]>();
  for (const { label, text } of phrases) {
    const at = CLASSES.indexOf(label);
    for (const piece of piecesOf(normalise(text).text)) {
      const row = counts.get(piece) ?? CLASSES.map(() => 0);
      row[at] = (row[at] ?? 0) + 1;
      counts.set(piece, row);
    }
  }
  const kept = [...counts]
    .filter(([, row]) => row.reduce((a, b) => a + b, 0) >= RAREST)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const own = CLASSES.map((_, i) => kept.reduce((sum, [, row]) => sum + (row[i] ?? 0) + SMOOTHING, 0));
  const all = own.reduce((a, b) => a + b, 0);
  return Object.fromEntries(
    kept.map(([piece, row]) => {
      const total = row.reduce((a, b) => a + b, 0) + SMOOTHING * CLASSES.length;
      const weight = (n: number, i: number) => {
        const here = (n + SMOOTHING) / (own[i] ?? 1);
        const elsewhere = (total - n - SMOOTHING) / (all - (own[i] ?? 0));
        // A negative zero would not survive the file.
        return Math.round(SCALE * Math.log(here / elsewhere)) + 0;
      };
      return [piece, row.map(weight)];
    }),
  );
}

/** What the weights are learnt from. */
export function ownPhrases(): Phrase[] {
  const here = (name: string) => readFileSync(join(import.meta.dirname, name), 'utf8');
  const rows = parseRows(here('held-out.jsonl')).filter(
    (row) => !row.tags.includes('unsure') && row.expected_cases < 2,
  );
  const ofRows = rows.map((row): Phrase => ({ label: row.is_complaint ? row.category : 'none', text: row.text }));
  return [...phrasesIn(here('phrases.tsv')), ...ofRows];
}

if (import.meta.main) {
  const phrases = ownPhrases();
  const pieces = learn(phrases);
  const file = join(import.meta.dirname, '../../src/reading/word-weights.json');
  writeFileSync(file, `${JSON.stringify({ rows: phrases.length, pieces }).replaceAll('],"', '],\n"')}\n`);
  process.stdout.write(`${phrases.length} rows, ${Object.keys(pieces).length} pieces → ${file}\n`);
}
