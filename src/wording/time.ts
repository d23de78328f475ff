import { addDays, localDateTime } from '../domain/business-time.ts';

/** Times as people say them; `clock` is HH:MM in the store's time zone. */
export interface TimeWording {
  readonly today: (clock: string) => string;
  readonly tomorrow: (clock: string) => string;
  readonly yesterday: (clock: string) => string;
  /** Another day: `date` is MM-DD, or YYYY-MM-DD as seen from a day of another year. */
  readonly day: (date: string, clock: string) => string;
  readonly overdue: (days: number, hours: number, minutes: number) => string;
  /** The date at the head of a digest; 0 = Sunday. */
  readonly heading: (year: number, month: number, day: number, weekday: number) => string;
}

/**
 * "今天 20:00", "明天 20:00", "11-20 20:00" for an instant, seen from `now` in the store's time zone. `now` null: always month and
 * day, and never the year, for what stands in a channel and is read days later.
 */
export function moment(iso: string, now: Date | null, timeZone: string, w: TimeWording): string {
  const { date, time } = localDateTime(new Date(iso), timeZone);
  const clock = time.slice(0, 5);
  if (now === null) return w.day(date.slice(5), clock);
  const today = localDateTime(now, timeZone).date;
  if (date === today) return w.today(clock);
  if (date === addDays(today, 1)) return w.tomorrow(clock);
  if (date === addDays(today, -1)) return w.yesterday(clock);
  return w.day(date.slice(0, 4) === today.slice(0, 4) ? date.slice(5) : date, clock);
}

/** "已超时 2小时10分" for a due time that has passed; null before. */
export function overdueBy(dueIso: string, now: Date, w: TimeWording): string | null {
  const minutes = Math.floor((now.getTime() - Date.parse(dueIso)) / 60_000);
  if (now.getTime() <= Date.parse(dueIso)) return null;
  return w.overdue(Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60);
}

/** "11月16日 周一" for a store-local date `YYYY-MM-DD`. */
export function dateHeading(date: string, w: TimeWording): string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return w.heading(year, month, day, new Date(`${date}T00:00:00Z`).getUTCDay());
}
