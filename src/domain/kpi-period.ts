import { addDays, instantOf, weekday } from './business-time.ts';

/** Store-local days, both included, and the instants they span: `start` included, `end` not. */
export interface Period {
  readonly from: string;
  readonly to: string;
  readonly start: Date;
  readonly end: Date;
}

/** The days from one date to another. */
export const daysOf = (from: string, to: string, timeZone: string): Period => ({
  from,
  to,
  start: instantOf(from, '00:00', timeZone),
  end: instantOf(addDays(to, 1), '00:00', timeZone),
});

/** The earliest of some dates. */
export const earliest = (...dates: readonly [string, ...string[]]): string => dates.toSorted()[0] ?? dates[0];

/** The seven days that hold a date and end on `lastDay`: 1 = Monday … 7 = Sunday. */
export function weekOf(date: string, lastDay: number, timeZone: string): Period {
  const from = addDays(date, -((weekday(date) - (lastDay % 7) + 7) % 7));
  return daysOf(from, addDays(from, 6), timeZone);
}

/** The first date of a date's month, and of its quarter. */
export const monthStart = (date: string): string => `${date.slice(0, 7)}-01`;
export function quarterStart(date: string): string {
  const month = Math.floor((Number(date.slice(5, 7)) - 1) / 3) * 3 + 1;
  return `${date.slice(0, 4)}-${month.toString().padStart(2, '0')}-01`;
}

/** Whether an instant falls into a period. */
export function lies(iso: string | null, { start, end }: Pick<Period, 'start' | 'end'>): boolean {
  if (iso === null) return false;
  const at = Date.parse(iso);
  return at >= start.getTime() && at < end.getTime();
}
