import type { Category, Found, Subcategory, Trigger } from '../domain/complaint.ts';
import { settleNeighbours } from './category-neighbours.ts';
import { findAll } from './clauses.ts';
import { SYMPTOM } from './fault-words.ts';
import type { Frame } from './frames.ts';
import { PRODUCT, REPAIR } from './frames-car.ts';
import { FINANCE, PRICE } from './frames-money.ts';
import { PARTS_QUALITY, SUPPLY, WARRANTY } from './frames-parts.ts';
import { DELIVERY, SALES } from './frames-sales.ts';
import { scenesOf } from './frames-scene.ts';
import { ATTITUDE, PRIVACY, RESCUE, WAITING } from './frames-service.ts';
import { IN_SHOP } from './frames-shop.ts';
import { storiesOf } from './frames-story.ts';
import type { Plain } from './normalise.ts';
import { quoteOf } from './normalise.ts';
import { topicsOf } from './topics.ts';
import { categoryByWords } from './word-weights.ts';

/** What a complaint is about: the main category, others that it also touches, and the finer code. */
export interface CategoryReading {
  readonly category: Found<Category>;
  readonly secondary: readonly Category[];
  readonly subcategory: Subcategory | null;
}

// From the narrowest subject to the widest: at equal weight the narrower one is what the complaint is about.
const BY_SUBJECT: readonly (readonly Frame[])[] = [
  PRIVACY,
  IN_SHOP,
  RESCUE,
  FINANCE,
  SUPPLY,
  PARTS_QUALITY,
  WARRANTY,
  DELIVERY,
  SALES,
  PRICE,
  WAITING,
  REPAIR,
  ATTITUDE,
  PRODUCT,
].map((frames) => [...frames, ...storiesOf(frames[0]?.category), ...scenesOf(frames[0]?.category)]);

/** A category needs this much to be more than a guess, or to stand beside another. */
const TELLING = 6;
/** What each further frame adds: many ways of saying it are a little more than one. */
const FURTHER = 0.7;
const MOST_FURTHER = 2.1;
/** What a topic's point is worth where no frame settles the category. */
const DECIDES = 0.4;
/** From here frames need no topic beside them. */
const SETTLED = 8;
/** A longer text without any known word is most likely about the car itself, the largest class; a shorter one says nothing yet. */
const BARELY_SAID = 14;
/** Without any of these nothing is said of the car: somebody is unhappy, nobody says with what. */
const FAULTY = new RegExp(`${SYMPTOM}|车(?!主|友|间|位|牌)|\\b(?:car|vehicle)\\b`);
/** The subject of a complaint stands in its first words; a pasted chronicle is not read to its end. */
const READ_UP_TO = 2000;

/** Shares of the vocabulary from which it is heard against a doubtful frame, where no frame speaks, and against a clear one; found on rows that were not learnt from. */
const HEARD = 0.6;
const ALONE = 0.88;
const CERTAIN = 0.9;

interface Score {
  readonly points: number;
  readonly quote: string | null;
}

function scoreOf(plain: Plain, text: string, frames: readonly Frame[]): Score {
  let best = 0;
  let hits = 0;
  let quote: string | null = null;
  for (const frame of frames) {
    const first = findFirst(text, frame);
    if (first === null) continue;
    hits++;
    if (frame.weight <= best) continue;
    best = frame.weight;
    quote = quoteOf(plain, first);
  }
  return { points: best === 0 ? 0 : best + Math.min((hits - 1) * FURTHER, MOST_FURTHER), quote };
}

function findFirst(text: string, frame: Frame): { start: number; end: number } | null {
  let first: { start: number; end: number } | null = null;
  for (const one of frame.all) {
    one.lastIndex = 0;
    const match = one.exec(text);
    one.lastIndex = 0;
    if (match === null) return null;
    first ??= { start: match.index, end: match.index + match[0].length };
  }
  if (frame.none === null || first === null) return first;
  return findAll(text, frame.none).length > 0 ? null : first;
}

function scoresOf(plain: Plain, text: string): Map<Category, Score> {
  const scores = new Map<Category, Score>();
  for (const frames of BY_SUBJECT) {
    const category = frames[0]?.category;
    const score = scoreOf(plain, text, frames);
    if (category !== undefined && score.points > 0) scores.set(category, score);
  }
  return scores;
}

/** Frames tell what happened, topics what it is about: these are heard where no frame settles it. */
function withTopics(
  scores: ReadonlyMap<Category, Score>,
  topics: ReadonlyMap<Category, number>,
): Map<Category, number> {
  const points = new Map<Category, number>();
  const clearest = Math.max(0, ...[...scores.values()].map((one) => one.points));
  const worth = clearest >= SETTLED ? 0 : DECIDES;
  for (const category of new Set([...scores.keys(), ...topics.keys()]))
    points.set(category, (scores.get(category)?.points ?? 0) + worth * (topics.get(category) ?? 0));
  return points;
}

/** The category that the words of a text speak for, with the runners-up (at most two). */
export function findCategory(plain: Plain, triggers: readonly Trigger[]): CategoryReading {
  const text = plain.text.slice(0, READ_UP_TO);
  const scores = scoresOf(plain, text);
  const points = settleNeighbours(text, triggers, withTopics(scores, topicsOf(text)));
  const ranked = [...points].filter(([, one]) => one > 0).sort((a, b) => b[1] - a[1]);
  const [best, second] = ranked;
  if (best === undefined) return unframed(text);
  const [category, top] = best;
  const clear = top >= TELLING && top >= (second?.[1] ?? 0) + 1.5;
  const told: CategoryReading = {
    category: {
      value: category,
      quote: scores.get(category)?.quote ?? null,
      by: 'rule',
      sureness: clear ? 'inferred' : 'uncertain',
    },
    secondary: ranked
      .slice(1, 3)
      .filter(([, one]) => one >= TELLING && one >= top / 2)
      .map(([one]) => one),
    subcategory: category === 'other' && top >= TELLING ? 'in_shop_damage' : null,
  };
  return weighed(told, text);
}

/** No frame and no topic: the vocabulary alone, where it speaks clearly. */
function unframed(text: string): CategoryReading {
  const words = categoryByWords(text);
  const guess = text.length > BARELY_SAID && FAULTY.test(text) ? 'product_quality' : 'other';
  const value = words.share > ALONE ? words.category : guess;
  return { category: { value, quote: null, by: 'rule', sureness: 'uncertain' }, secondary: [], subcategory: null };
}

/** The frames' category against the vocabulary: what frames are not sure of the words settle; what they are sure of only words as good as certain. */
function weighed(told: CategoryReading, text: string): CategoryReading {
  const words = categoryByWords(text);
  const { value, sureness } = told.category;
  if (words.category === value || words.share <= (sureness === 'uncertain' ? HEARD : CERTAIN)) return told;
  const secondary = [value, ...told.secondary.filter((one) => one !== words.category)].slice(0, 2);
  const category = { value: words.category, quote: null, by: 'rule', sureness: 'uncertain' } as const;
  return { category, secondary, subcategory: null };
}
