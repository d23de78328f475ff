import type { FoundTrigger, Trigger } from '../domain/complaint.ts';
import { clausesOf } from './clauses.ts';
import weights from './grave-weights.json' with { type: 'json' };
import { type Plain, quoteOf, type Span } from './normalise.ts';
import { piecesOf } from './word-weights.ts';

/*
 * Dangers and groups told in words that no pattern knows: how much a few neighbouring clauses speak for each, learnt from labelled
 * rows of our own by `npm run train` (logistic regression over pieces of one to three characters). Heard where the patterns found none.
 */

/** What is listened for, in the order of the weights. */
export const GRAVE = ['danger', 'group'] as const;
export type Grave = (typeof GRAVE)[number];

/** Who found what, once it is heard; any of them makes a danger known already. */
const TRIGGERS: Readonly<Record<Grave, readonly [Trigger, ...Trigger[]]>> = {
  danger: ['safety', 'injury', 'fire'],
  group: ['group'],
};

/** From here on it counts. Found on rows that were not learnt from: a danger is rather asked about once too often. */
const LIKELY: Readonly<Record<Grave, number>> = { danger: 0.5, group: 0.4 };

/** Clauses that are heard together; a danger is mostly told in two or three. */
const TOGETHER = 3;
/** Words typed without a stop are cut after so many characters. */
const LONGEST = 24;
/** Fewer known pieces than this say nothing. */
const FEWEST = 6;
/** Weights are stored as whole hundredths. */
const SCALE = 100;

/** What was learnt: for each piece one weight a grave thing, and what each begins with; in whole hundredths. */
export interface GraveWeights {
  readonly bias: readonly number[];
  readonly pieces: Readonly<Record<string, readonly number[]>>;
}
const { bias }: GraveWeights = weights;
const LEARNT: ReadonlyMap<string, readonly number[]> = new Map(Object.entries(weights.pieces));

interface Heard {
  readonly span: Span;
  readonly share: number;
}

/** How likely the clauses that say most of it tell of something grave, 0 to 1, and where they stand; null for a text of no words. */
export function heard(text: string, grave: Grave): Heard | null {
  const at = GRAVE.indexOf(grave);
  const shares = windowsOf(text).map(({ span, pieces }) => ({ span, share: shareOf(pieces, bias, at) }));
  return shares.reduce<Heard | null>((best, one) => (best === null || one.share > best.share ? one : best), null);
}

/** How much known pieces, by their weights, speak for the grave thing of that place, 0 to 1. */
export function shareOf(pieces: readonly (readonly number[])[], from: readonly number[], at: number): number {
  if (pieces.length < FEWEST) return 0;
  const sum = pieces.reduce((total, learnt) => total + (learnt[at] ?? 0), 0) / SCALE;
  return 1 / (1 + Math.exp(-(sum / Math.sqrt(pieces.length) + (from[at] ?? 0) / SCALE)));
}

/** The weights of the known pieces of neighbouring clauses, each piece once. */
function windowsOf(text: string): { readonly span: Span; readonly pieces: readonly (readonly number[])[] }[] {
  const clauses = clausesOf(text)
    .flatMap(shortened)
    .map((span) => ({ span, pieces: piecesOf(text.slice(span.start, span.end)) }));
  const count = Math.max(1, clauses.length - TOGETHER + 1);
  return Array.from({ length: clauses.length === 0 ? 0 : count }, (_, i) => {
    const some = clauses.slice(i, i + TOGETHER);
    const [first, last] = [some[0]?.span, some.at(-1)?.span];
    return {
      span: { start: first?.start ?? 0, end: last?.end ?? 0 },
      pieces: [...new Set(some.flatMap(({ pieces }) => [...pieces]))].flatMap((piece) => {
        const learnt = LEARNT.get(piece);
        return learnt ? [learnt] : [];
      }),
    };
  });
}

function shortened({ start, end }: Span): Span[] {
  const parts = Math.ceil((end - start) / LONGEST);
  const size = Math.ceil((end - start) / parts);
  return Array.from({ length: parts }, (_, i) => ({
    start: start + i * size,
    end: Math.min(end, start + (i + 1) * size),
  }));
}

/** Triggers of a complaint that its words speak for and that are not among those found already, each with the clauses that say it. */
export function triggersByWords(said: Plain, found: readonly FoundTrigger[]): FoundTrigger[] {
  return GRAVE.flatMap((grave) => {
    const [trigger, ...like] = TRIGGERS[grave];
    if (found.some((one) => one.trigger === trigger || like.includes(one.trigger))) return [];
    const most = heard(said.text, grave);
    return most && most.share >= LIKELY[grave] ? [{ trigger, quote: quoteOf(said, most.span) }] : [];
  });
}
