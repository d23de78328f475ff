import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Trigger } from '../../src/domain/complaint.ts';
import { GRAVE, type Grave, type GraveWeights, shareOf } from '../../src/reading/grave-words.ts';
import { normalise, type Plain } from '../../src/reading/normalise.ts';
import { findTriggers } from '../../src/reading/triggers.ts';
import { piecesOf } from '../../src/reading/word-weights.ts';
import { parseRows } from './score.ts';
import { phrasesIn } from './train.ts';

/*
 * npm run train
 * Learns src/reading/grave-weights.json from our own labelled rows: graves.tsv (label, tab, text), held-out.jsonl and, as plain
 * words, phrases.tsv. The same rows give the same bytes. Neither the corpus in ../shared nor any exam is among them.
 */

/** A text and the grave things it tells of. */
export interface Told {
  readonly graves: readonly Grave[];
  readonly text: string;
}

const LABELS = [...GRAVE, 'outside', 'large', 'threat', 'plain', 'none'] as const;
const OF_TRIGGER: Partial<Record<Trigger, Grave>> = {
  safety: 'danger',
  injury: 'danger',
  fire: 'danger',
  group: 'group',
};

const graveOf = (label: string): Grave[] => GRAVE.filter((grave) => grave === label);

/** The rows of a file; a line that is none throws with its number. */
export function toldIn(tsv: string): Told[] {
  return tsv.split('\n').flatMap((line, i) => {
    if (line.trim() === '') return [];
    const [label = '', text = '', ...more] = line.split('\t');
    if (!(LABELS as readonly string[]).includes(label) || text.trim() === '' || more.length > 0)
      throw new Error(`line ${i + 1} is no row: ${line}`);
    return [{ graves: graveOf(label), text }];
  });
}

const here = (name: string) => readFileSync(join(import.meta.dirname, name), 'utf8');

/** The rows whose graves are labelled. */
export function labelled(): Told[] {
  const rows = parseRows(here('held-out.jsonl')).filter((row) => !row.tags.includes('unsure'));
  const ofRows = rows.map(({ is_complaint, triggers = [], text }) => ({
    graves: is_complaint ? triggers.flatMap((trigger) => OF_TRIGGER[trigger as Trigger] ?? []) : [],
    text,
  }));
  return [...toldIn(here('graves.tsv')), ...ofRows];
}

/** Everything the weights are learnt from: besides the labelled rows, the vocabulary's phrases of which nothing speaks for something grave. */
export function ownTold(): Told[] {
  const told = labelled();
  const first = learnGraves(told);
  const plain = phrasesIn(here('phrases.tsv')).filter(({ text }) => !isDoubtful(normalise(text), first));
  return [...told, ...plain.map(({ text }) => ({ graves: [], text }))];
}

const DOUBTFUL = 0.5;

function isDoubtful(plain: Plain, first: GraveWeights): boolean {
  if (findTriggers(plain, null).some(({ trigger }) => OF_TRIGGER[trigger] !== undefined)) return true;
  const pieces = [...piecesOf(plain.text)].flatMap((piece) => {
    const learnt = first.pieces[piece];
    return learnt ? [learnt] : [];
  });
  return GRAVE.some((_, at) => shareOf(pieces, first.bias, at) >= DOUBTFUL);
}

/** Pieces that stand in fewer rows than this tell nothing. */
const RAREST = 3;
const ROUNDS = 25;
const STEP = 0.3;
/** Draws every weight towards nothing. */
const SHRINK = 2e-3;
const SCALE = 100;

/** A row as places in the list of pieces. */
interface Row {
  readonly pieces: readonly number[];
  readonly is: boolean;
}

/** Weights in whole hundredths for each piece, one a grave thing, and what each begins with. Pieces that say next to nothing are left out. */
export function learnGraves(told: readonly Told[]): GraveWeights {
  const texts = told.map(({ text }) => [...piecesOf(normalise(text).text)]);
  const counts = new Map<string, number>();
  for (const piece of texts.flat()) counts.set(piece, (counts.get(piece) ?? 0) + 1);
  const names = [...counts].flatMap(([piece, n]) => (n >= RAREST ? [piece] : [])).sort((a, b) => (a < b ? -1 : 1));
  const places = new Map(names.map((piece, i) => [piece, i]));
  const rows = texts.map((pieces) => pieces.flatMap((piece) => places.get(piece) ?? []));
  const models = GRAVE.map((grave) =>
    regression(
      rows.map((pieces, i) => ({ pieces, is: told[i]?.graves.includes(grave) ?? false })),
      names.length,
    ),
  );
  const stored = names.map((piece, at) => [piece, models.map(({ weights }) => hundredths(weights[at] ?? 0))] as const);
  return {
    bias: models.map(({ bias }) => hundredths(bias)),
    pieces: Object.fromEntries(stored.filter(([, all]) => all.some((weight) => Math.abs(weight) >= LEAST))),
  };
}

/** In hundredths; a negative zero would not survive the file. */
const hundredths = (weight: number): number => Math.round(SCALE * weight) + 0;
const LEAST = 50;

/** Logistic regression by AdaGrad (Duchi et al., JMLR 2011), the rows in an order that is always the same. */
function regression(rows: readonly Row[], count: number): { readonly weights: Float64Array; readonly bias: number } {
  const weights = new Float64Array(count);
  const squares = new Float64Array(count).fill(1e-6);
  let [bias, biasSquare] = [0, 1e-6];
  const order = rows.map((_, i) => i);
  const draw = dice(1);
  for (let round = 0; round < ROUNDS; round++) {
    shuffle(order, draw);
    for (const i of order) {
      const { pieces, is } = rows[i] as Row;
      const scale = 1 / Math.sqrt(Math.max(1, pieces.length));
      const sum = pieces.reduce((total, at) => total + (weights[at] ?? 0), 0);
      const off = 1 / (1 + Math.exp(-(sum * scale + bias))) - Number(is);
      for (const at of pieces) {
        const slope = off * scale + SHRINK * (weights[at] ?? 0);
        squares[at] = (squares[at] ?? 0) + slope * slope;
        weights[at] = (weights[at] ?? 0) - (STEP * slope) / Math.sqrt(squares[at] ?? 1);
      }
      biasSquare += off * off;
      bias -= (STEP * off) / Math.sqrt(biasSquare);
    }
  }
  return { weights, bias };
}

/** Numbers from 0 to 1, always the same ones (a linear congruence, Numerical Recipes). */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function shuffle(order: number[], draw: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(draw() * (i + 1));
    [order[i], order[j]] = [order[j] as number, order[i] as number];
  }
}

if (import.meta.main) {
  const told = ownTold();
  const learnt = learnGraves(told);
  const file = join(import.meta.dirname, '../../src/reading/grave-weights.json');
  writeFileSync(file, `${JSON.stringify({ rows: told.length, ...learnt }).replaceAll('],"', '],\n"')}\n`);
  process.stdout.write(`${told.length} rows, ${Object.keys(learnt.pieces).length} pieces → ${file}\n`);
}
