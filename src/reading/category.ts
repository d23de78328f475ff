import type { Category, Found, Subcategory, Trigger } from '../domain/complaint.ts';
import { CATEGORIES } from '../domain/complaint.ts';
import { CATEGORY_WORDS } from './category-words.ts';
import { findAll } from './clauses.ts';
import type { Plain } from './normalise.ts';
import { quoteOf } from './normalise.ts';
import { WEAK_CUES } from './weak-cues.ts';

/** What a complaint is about: the main category, others that it also touches, and the finer code. */
export interface CategoryReading {
  readonly category: Found<Category>;
  readonly secondary: readonly Category[];
  readonly subcategory: Subcategory | null;
}

interface Score {
  points: number;
  quote: string | null;
}

type Scores = Map<Category, Score>;

function count(plain: Plain): Scores {
  const scores: Scores = new Map();
  for (const { category, weight, pattern } of CATEGORY_WORDS) {
    const hits = findAll(plain.text, pattern);
    const first = hits[0];
    if (first === undefined) continue;
    const known = scores.get(category) ?? { points: 0, quote: null };
    known.points += weight + (hits.length > 1 ? weight / 3 : 0);
    known.quote ??= quoteOf(plain, first);
    scores.set(category, known);
  }
  return scores;
}

const add = (scores: Scores, category: Category, points: number): void => {
  const known = scores.get(category);
  if (known !== undefined) known.points = Math.max(0, known.points + points);
};

/** True when telling words, not leanings alone, speak for a category. */
const strong = (scores: Scores, category: Category): boolean => (scores.get(category)?.points ?? 0) >= 5;

/** Makes sure a category is in the running. */
function ensure(scores: Scores, category: Category, points: number): void {
  if (scores.has(category)) add(scores, category, points);
  else scores.set(category, { points, quote: null });
}

const MOST_CUES = 4;

/** Adds the weak leanings, so that a text without any telling word still falls to the likeliest category. */
function lean(plain: Plain, scores: Scores): void {
  for (const { category, pattern } of WEAK_CUES) {
    const different = new Set(findAll(plain.text, pattern).map((one) => plain.text.slice(one.start, one.end)));
    const points = Math.min(different.size, MOST_CUES) * CUE_POINTS;
    if (points > 0) ensure(scores, category, points);
  }
}

const CUE_POINTS = 0.9;

const CAR_RETURN = /退车|换车|退换车|退一赔三|[退返](?:还)?购?车款|换(?:一)?台|换(?:发动机|变速箱)总成/;
const MAIN_ASSEMBLY = /cvt|波箱|钢带|发动机|变速箱|总成|动力电池|电池包|电机|双离合|涡轮/;
const WORKMANSHIP =
  /螺丝|螺栓|没拧|忘(?:了)?(?:拧|装|盖|加|接)|装反|接错|扭力|拉缸|修完|换完|喷完|补漆|误(?:诊|判)|返工|越修越/;
const PAID_REPAIR = /(?:花|收|付|交|要)(?:了|我|掉)?\d/;

type Triggered = (trigger: Trigger) => boolean;

/** Fault of the car or of the repair: what came back after our work is repair_quality, unless the car itself is to go back. */
function settleRepair(text: string, has: Triggered, scores: Scores): void {
  const physical = has('safety') || has('fire') || has('injury');
  const repair = scores.get('repair_quality')?.points ?? 0;
  const bad = WORKMANSHIP.test(text);
  if (physical && CAR_RETURN.test(text)) add(scores, 'other', -6);
  if (CAR_RETURN.test(text)) for (const near of ['price_billing', 'finance_insurance'] as const) add(scores, near, -5);
  if (CAR_RETURN.test(text) && !bad) add(scores, 'repair_quality', -8);
  else if (bad) add(scores, 'product_quality', -6);
  else if (repair >= 7 && !(MAIN_ASSEMBLY.test(text) && has('repeat') && !PAID_REPAIR.test(text)))
    add(scores, 'product_quality', -repair / 2);
  if (MAIN_ASSEMBLY.test(text) && has('repeat') && !bad && !PAID_REPAIR.test(text)) add(scores, 'product_quality', 3);
  if (has('fire')) {
    add(scores, 'warranty_claim', -6);
    ensure(scores, 'product_quality', 4);
  }
  if (physical && !strong(scores, 'other')) ensure(scores, 'product_quality', repair >= 10 ? 2 : 5);
}

/** Neighbours that borrow each other's words (domain.md §1.2) are told apart here. */
function settleNeighbours(text: string, triggers: readonly Trigger[], scores: Scores): void {
  const has: Triggered = (trigger) => triggers.includes(trigger);
  settleRepair(text, has, scores);
  if (has('privacy_leak')) ensure(scores, 'privacy', 6);
  if (strong(scores, 'parts_supply')) add(scores, 'waiting_time', -6);
  if (strong(scores, 'delivery')) add(scores, 'waiting_time', /提车|新车|订车|交车/.test(text) ? -4 : 0);
  if (strong(scores, 'rescue')) {
    add(scores, 'waiting_time', -8);
    add(scores, 'product_quality', -7);
  }
  if (strong(scores, 'finance_insurance')) {
    add(scores, 'price_billing', -4);
    add(scores, 'sales_promise', -2);
  }
  if (strong(scores, 'warranty_claim')) add(scores, 'product_quality', -4);
  if (strong(scores, 'parts_quality')) {
    add(scores, 'product_quality', -5);
    add(scores, 'repair_quality', -4);
  }
  if (strong(scores, 'privacy')) add(scores, 'service_attitude', -4);
  if (strong(scores, 'other'))
    for (const near of ['product_quality', 'repair_quality', 'delivery'] as const) add(scores, near, -4);
}

/** The category that the words of a text speak for, with the runners-up (at most two). */
export function findCategory(plain: Plain, triggers: readonly Trigger[]): CategoryReading {
  const scores = count(plain);
  lean(plain, scores);
  settleNeighbours(plain.text, triggers, scores);
  const ranked = [...scores.entries()]
    .filter(([, score]) => score.points > 0)
    .sort((a, b) => b[1].points - a[1].points || CATEGORIES.indexOf(a[0]) - CATEGORIES.indexOf(b[0]));
  const [best, second] = ranked;
  if (best === undefined)
    return {
      category: { value: 'other', quote: null, by: 'rule', sureness: 'uncertain' },
      secondary: [],
      subcategory: null,
    };
  const clear = best[1].points >= 5 && best[1].points >= 1.4 * (second?.[1].points ?? 0);
  const secondary = ranked
    .slice(1, 3)
    .filter(([, score]) => score.points >= 4 && score.points >= 0.45 * best[1].points)
    .map(([category]) => category);
  return {
    category: { value: best[0], quote: best[1].quote, by: 'rule', sureness: clear ? 'inferred' : 'uncertain' },
    secondary,
    subcategory: best[0] === 'other' && best[1].points >= 5 ? 'in_shop_damage' : null,
  };
}
