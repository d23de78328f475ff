import { MAX_AMOUNT_FEN } from '../domain/money.ts';
import { findOccurredOn } from './dates.ts';
import { numbersIn } from './model-evidence-numbers.ts';
import { type Located, locate, type Source } from './model-evidence-quotes.ts';
import { findSums } from './money.ts';
import { normalise } from './normalise.ts';
import { findMileage } from './vehicle.ts';

/** What facts are worked out with. */
export interface FactInput {
  /** When the message was posted; relative dates are counted from here. */
  readonly postedAt: Date;
  readonly timeZone: string;
}

/** A value and whether the model's own is the same. */
export interface Resolved<T> {
  readonly value: T;
  readonly agrees: boolean;
}

const LONGEST_MODEL = 24;
const MOST_KM = 3_000_000;
/** Words around a quote that say what its number counts. */
const AROUND = 10;

/** The car as the source writes it. */
export function carFrom(said: string, source: Source): Resolved<string> | null {
  const found = locate(source, said);
  if (found === null || found.words.length > LONGEST_MODEL) return null;
  return { value: found.words.trim(), agrees: true };
}

const contextOf = (quote: Located, source: Source): string =>
  source.plain.text.slice(Math.max(0, quote.start - AROUND), quote.end + AROUND);

/** The odometer: what the rules read in those words, else the model's figure if it stands in them. */
export function mileageFrom(said: number, quote: Located, source: Source): Resolved<number> | null {
  const byRules = findMileage(normalise(contextOf(quote, source)))?.value;
  if (byRules !== undefined) return { value: byRules, agrees: byRules === said };
  const km = Math.round(said);
  if (!(km >= 1 && km <= MOST_KM) || !numbersIn(quote.words).has(said)) return null;
  return { value: km, agrees: true };
}

/** A sum that stands in the words quoted, in fen; sums the model worked out for itself are none. */
export function amountFrom(said: number, quote: Located, source: Source): Resolved<number> | null {
  const sums = findSums(contextOf(quote, source)).map((one) => one.yuan);
  const inQuote = findSums(source.plain.text.slice(quote.start, quote.end)).map((one) => one.yuan);
  const only = inQuote.length === 1 ? inQuote[0] : undefined;
  const stands = sums.includes(said) || inQuote.includes(said) || numbersIn(quote.words).has(said);
  const yuan = stands ? said : only;
  if (yuan === undefined) return null;
  const fen = Math.round(yuan * 100);
  return fen > 0 && fen <= MAX_AMOUNT_FEN * 10 ? { value: fen, agrees: stands } : null;
}

/** The day the quoted words mean; days that only the model can tell are none. */
export function dateFrom(said: string, quote: Located, input: FactInput): Resolved<string> | null {
  const day = findOccurredOn(normalise(quote.words), input.postedAt, input.timeZone)?.value;
  return day === undefined ? null : { value: day, agrees: day === said };
}
