import chineseDays from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import type { Policy } from './policy.ts';

type Store = Policy['store'];

/** The published working calendar does not reach this year, so a working-day rule cannot be reckoned (domain.md §2: refuse, never assume). */
export class UnknownYearError extends Error {
  readonly year: string;
  constructor(year: string) {
    super(`no working calendar for ${year}`);
    this.name = 'UnknownYearError';
    this.year = year;
  }
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(timeZone: string): Intl.DateTimeFormat {
  let found = formatters.get(timeZone);
  if (!found) {
    found = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short', timeStyle: 'medium', hourCycle: 'h23' });
    formatters.set(timeZone, found);
  }
  return found;
}

/** Store-local calendar date `YYYY-MM-DD` and time `HH:MM:SS` of an instant. */
export function localDateTime(at: Date, timeZone: string): { date: string; time: string } {
  const parts = Object.fromEntries(
    formatter(timeZone)
      .formatToParts(at)
      .map((p) => [p.type, p.value]),
  );
  return { date: `${parts.year}-${parts.month}-${parts.day}`, time: `${parts.hour}:${parts.minute}:${parts.second}` };
}

/** Store-local calendar date `YYYY-MM-DD`. */
export const localDate = (at: Date, timeZone: string): string => localDateTime(at, timeZone).date;

/** The instant of a store-local date and `HH:MM`. In a spring gap the later instant, in an autumn fold the earlier. */
export function instantOf(date: string, time: string, timeZone: string): Date {
  const wanted = Date.parse(`${date}T${time}:00Z`);
  let guess = wanted;
  for (let i = 0; i < 3; i++) {
    const seen = localDateTime(new Date(guess), timeZone);
    const off = Date.parse(`${seen.date}T${seen.time}Z`) - wanted;
    if (off === 0) break;
    guess -= off;
  }
  return new Date(guess);
}

/** The next calendar date. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** 0 = Monday. */
const weekday = (date: string): number => (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;

const KNOWN_YEARS = new Set(Object.keys(chineseDays.holidays).map((d) => d.slice(0, 4)));

/** Whether the date is a working day of the PRC calendar with its make-up Saturdays (调休). Throws UnknownYearError. */
export function isWorkingDay(date: string, store: Store): boolean {
  const year = date.slice(0, 4);
  const own = store.calendar[year];
  if (own) return own.work.includes(date) || (weekday(date) < 5 && !own.off.includes(date));
  if (!KNOWN_YEARS.has(year)) throw new UnknownYearError(year);
  if (date in chineseDays.workdays) return true;
  return weekday(date) < 5 && !(date in chineseDays.holidays);
}

/** The date `days` working days after `date` (Wed 2026-09-30 + 3 = Sat 2026-10-10). */
export function addWorkingDays(date: string, days: number, store: Store): string {
  let day = date;
  for (let left = days; left > 0; ) {
    day = addDays(day, 1);
    if (isWorkingDay(day, store)) left--;
  }
  return day;
}

/** Store close of a date, or null when the store stays shut that day. */
function closeOf(date: string, store: Store): Date | null {
  const last = store.openingHours[weekday(date)]?.at(-1);
  return last ? instantOf(date, last[1], store.timeZone) : null;
}

/** Store close of that date, or of the next date on which the store opens. Null when it never opens. */
export function closeOnOrAfter(date: string, store: Store): Date | null {
  for (let i = 0; i < 14; i++) {
    const close = closeOf(addDays(date, i), store);
    if (close) return close;
  }
  return null;
}
