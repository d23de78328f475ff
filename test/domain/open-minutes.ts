import type { Policy } from '../../src/domain/policy.ts';

/*
 * Opening time counted the slow way, as a measure for the real reckoning: look at the wall clock in every minute of a few days, see whether the
 * store is open, and add up. Shares nothing with the source; the wall clock is read from Intl.
 */

type Store = Policy['store'];
const MINUTE = 60_000;
const WEEK = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

interface WallMinute {
  readonly at: number;
  readonly date: string;
  /** HH:MM */
  readonly time: string;
  readonly weekday: number;
}

/** What the clock on the wall of a zone shows in each minute of so many days from a UTC date on. */
export function wallMinutes(timeZone: string, utcDate: string, days: number): readonly WallMinute[] {
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    weekday: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  const start = Date.parse(`${utcDate}T00:00:00Z`);
  return Array.from({ length: days * 1440 }, (_, i) => {
    const at = start + i * MINUTE;
    // "Fri, 03/06/2026, 14:05"
    const [name = '', day = '', time = ''] = clock.format(at).split(', ');
    const [month, dayOfMonth, year] = day.split('/');
    return { at, date: `${year}-${month}-${dayOfMonth}`, time, weekday: WEEK.indexOf(name) };
  });
}

/** The starts of the minutes in which the store is open. */
export function openMinutes(wall: readonly WallMinute[], store: Store): readonly (WallMinute & { open: boolean })[] {
  return wall.map((m) => {
    const ranges = store.specialDays[m.date] ?? store.openingHours[m.weekday]!;
    return { ...m, open: ranges.some(([from, to]) => from <= m.time && m.time < to) };
  });
}

type Minutes = ReturnType<typeof openMinutes>;

/** Milliseconds of the open minutes that lie between two instants. */
export function countOpen(minutes: Minutes, from: number, to: number): number {
  let sum = 0;
  for (const { at, open } of minutes) {
    if (open) sum += Math.max(0, Math.min(to, at + MINUTE) - Math.max(from, at));
  }
  return sum;
}

/** The first instant by which `ms` (more than 0) of opening time have passed since `from`; null when the days do not reach. */
export function reachOpen(minutes: Minutes, from: number, ms: number): number | null {
  let left = ms;
  for (const { at, open } of minutes) {
    if (!open || at + MINUTE <= from) continue;
    const begin = Math.max(from, at);
    if (left <= at + MINUTE - begin) return begin + left;
    left -= at + MINUTE - begin;
  }
  return null;
}

/** The unbroken stretches of open minutes of one local date, as [from, to]. */
export function stretches(minutes: Minutes, date: string): [number, number][] {
  const found: [number, number][] = [];
  for (const m of minutes) {
    if (!m.open || m.date !== date) continue;
    const last = found.at(-1);
    if (last && last[1] === m.at) last[1] = m.at + MINUTE;
    else found.push([m.at, m.at + MINUTE]);
  }
  return found;
}
