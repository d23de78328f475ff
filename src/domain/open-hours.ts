import { addDays, localDate, offsetsAround, weekday } from './business-time.ts';
import type { Policy } from './policy.ts';

/*
 * Opening time. The store is open whenever its wall clock shows a time within the ranges of that date: hours that a change of the clocks skips
 * are not there, hours it repeats count twice. An opening holds its first instant, not its last.
 */

type Store = Pick<Policy['store'], 'timeZone' | 'openingHours' | 'specialDays'>;

/** One stretch of opening, `from` before `to`. */
export interface Opening {
  readonly from: Date;
  readonly to: Date;
}

/** Days without any opening after which a store counts as one that never opens; longer than a closure for rebuilding. */
const LOOK_AHEAD_DAYS = 400;
const MINUTE = 60_000;

/** No opening within 400 days, so nothing that is counted in opening time ever comes due: the opening hours in the policy are wrong. */
export class StoreNeverOpensError extends Error {
  readonly from: string;
  constructor(from: string) {
    super(`the store does not open within ${LOOK_AHEAD_DAYS} days of ${from}`);
    this.name = 'StoreNeverOpensError';
    this.from = from;
  }
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

function merged(pieces: readonly Opening[]): Opening[] {
  const whole: Opening[] = [];
  for (const piece of pieces.toSorted((a, b) => a.from.getTime() - b.from.getTime())) {
    const last = whole.at(-1);
    if (!last || last.to < piece.from) whole.push(piece);
    else if (last.to < piece.to) whole[whole.length - 1] = { from: last.from, to: piece.to };
  }
  return whole;
}

/** When the store is open on a store-local date, in order and without overlap; a special day replaces the hours of the week. */
export function openingsOn(date: string, store: Store): readonly Opening[] {
  const ranges = store.specialDays[date] ?? store.openingHours[weekday(date)] ?? [];
  if (ranges.length === 0) return [];
  const midnight = Date.parse(`${date}T00:00:00Z`);
  const pieces = offsetsAround(date, store.timeZone).flatMap((span) =>
    ranges.map(([from, to]) => ({
      from: new Date(Math.max(span.from, midnight + minutesOf(from) * MINUTE - span.offset)),
      to: new Date(Math.min(span.to, midnight + minutesOf(to) * MINUTE - span.offset)),
    })),
  );
  return merged(pieces.filter(({ from, to }) => from < to));
}

/** Whether the store is open at that instant; at closing time it is not. */
export const isOpenAt = (at: Date, store: Store): boolean =>
  openingsOn(localDate(at, store.timeZone), store).some(({ from, to }) => from <= at && at < to);

/**
 * The instant at which `ms` milliseconds of opening time have passed since `from`; none to pass: `from` itself when open, else the next opening.
 * What ends with a closing time is due at that closing time. Throws StoreNeverOpensError.
 */
export function addOpen(from: Date, ms: number, store: Store): Date {
  if (!(ms >= 0 && Number.isFinite(ms))) throw new RangeError(`no opening time to add: ${ms}`);
  const start = localDate(from, store.timeZone);
  let left = ms;
  let shutDays = 0;
  for (let date = start; shutDays < LOOK_AHEAD_DAYS; date = addDays(date, 1)) {
    shutDays++;
    for (const opening of openingsOn(date, store)) {
      if (opening.to <= from) continue;
      const begin = Math.max(from.getTime(), opening.from.getTime());
      const length = opening.to.getTime() - begin;
      if (left <= length) return new Date(begin + left);
      left -= length;
      shutDays = 0;
    }
  }
  throw new StoreNeverOpensError(start);
}

/** Milliseconds of opening time between two instants; 0 when `to` is not later. */
export function openBetween(from: Date, to: Date, store: Store): number {
  if (to <= from) return 0;
  const last = localDate(to, store.timeZone);
  let sum = 0;
  for (let date = localDate(from, store.timeZone); date <= last; date = addDays(date, 1)) {
    for (const opening of openingsOn(date, store)) {
      const begin = Math.max(from.getTime(), opening.from.getTime());
      sum += Math.max(0, Math.min(to.getTime(), opening.to.getTime()) - begin);
    }
  }
  return sum;
}

/** The instant itself when the store is open, else when it opens next. Throws StoreNeverOpensError. */
export const nextOpening = (at: Date, store: Store): Date => addOpen(at, 0, store);

/** Store close of a date: its last closing time; null when the store stays shut that day. */
export const dayClose = (date: string, store: Store): Date | null => openingsOn(date, store).at(-1)?.to ?? null;

/** Store close of that date, or of the next date on which the store opens. Null when it never opens. */
export function closeOnOrAfter(date: string, store: Store): Date | null {
  for (let i = 0; i < LOOK_AHEAD_DAYS; i++) {
    const close = dayClose(addDays(date, i), store);
    if (close) return close;
  }
  return null;
}
