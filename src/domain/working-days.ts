import chineseDays from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import { addDays, weekday } from './business-time.ts';
import type { Policy } from './policy.ts';

type Store = Pick<Policy['store'], 'calendar'>;

/** The published working calendar does not reach this year, so a working-day rule cannot be reckoned (domain.md §2: refuse, never assume). */
export class UnknownYearError extends Error {
  readonly year: string;
  constructor(year: string) {
    super(`no working calendar for ${year}`);
    this.name = 'UnknownYearError';
    this.year = year;
  }
}

// Only a year with its National Day is whole: New Year's Day alone can come out of the notice for the year before.
const KNOWN_YEARS = new Set(
  Object.keys(chineseDays.holidays)
    .filter((date) => date.endsWith('-10-01'))
    .map((date) => date.slice(0, 4)),
);

/** Whether the date is a working day of the PRC calendar with its make-up Saturdays (调休). Throws UnknownYearError. */
export function isWorkingDay(date: string, store: Store): boolean {
  const year = date.slice(0, 4);
  const own = store.calendar[year];
  if (own) return own.work.includes(date) || (weekday(date) < 5 && !own.off.includes(date));
  if (!KNOWN_YEARS.has(year)) throw new UnknownYearError(year);
  if (date in chineseDays.workdays) return true;
  return weekday(date) < 5 && !(date in chineseDays.holidays);
}

/** The date `days` working days after `date` (Wed 2026-09-30 + 3 = Sat 2026-10-10). Throws UnknownYearError. */
export function addWorkingDays(date: string, days: number, store: Store): string {
  let day = date;
  for (let left = days; left > 0; ) {
    day = addDays(day, 1);
    if (isWorkingDay(day, store)) left--;
  }
  return day;
}

/** Working days after `fromDate` up to and with `toDate`, so what addWorkingDays added; 0 when `toDate` is not later. Throws UnknownYearError. */
export function workingDaysBetween(fromDate: string, toDate: string, store: Store): number {
  let days = 0;
  for (let day = fromDate; day < toDate; ) {
    day = addDays(day, 1);
    if (isWorkingDay(day, store)) days++;
  }
  return days;
}
