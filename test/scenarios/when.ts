import { addDays, instantOf, localDate } from '../../src/domain/business-time.ts';

/** What a time word of a story is reckoned from. */
export interface Calendar {
  /** Store-local `YYYY-MM-DD` on which the story begins; weekdays are those of its week. */
  readonly startDate: string;
  readonly timeZone: string;
}

const DAYS: Readonly<Record<string, number>> = {
  ...{ mon: 0, tue: 1, wed: 2, thu: 3, fri: 4, sat: 5, sun: 6 },
  ...{ 周一: 0, 周二: 1, 周三: 2, 周四: 3, 周五: 4, 周六: 5, 周日: 6 },
};
const DAY = String.raw`(?:(next|下)\s*)?([A-Za-z]{3}|周[一二三四五六日])`;
const DATE = String.raw`(?:(\d{4})-)?(\d{2})-(\d{2})`;
const CLOCK = String.raw`(\d{1,2}):(\d{2})(?::(\d{2}))?`;
const WHOLE = new RegExp(`^(?:${DAY})?\\s*(?:${DATE})?\\s*(?:${CLOCK})?$`);
const LATER = /^\+(\d+)\s*(s|m|h|d)$/;
const MS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Whether a text can be a time word at all; whether its weekday fits its date shows only in a calendar. */
export const isTimeWord = (word: string): boolean =>
  word.trim() !== '' && (LATER.test(word.trim()) || WHOLE.test(word.trim()));

const weekday = (date: string): number => (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;

/** The store-local date a word names: `2026-11-20`, `11-20`, `Fri`, `next Mon`, `Fri 11-20`; `today` where it names none. */
export function dateOf(word: string, calendar: Calendar, today: string): string {
  const [, next, day, year, month, date] = WHOLE.exec(word.trim()) ?? [];
  const index = day === undefined ? undefined : DAYS[day.toLowerCase()];
  if (day !== undefined && index === undefined) throw new Error(`"${word}": no such weekday`);
  if (month !== undefined && date !== undefined) {
    const found = `${year ?? calendar.startDate.slice(0, 4)}-${month}-${date}`;
    if (index !== undefined && weekday(found) !== index) throw new Error(`"${word}": ${found} is another weekday`);
    return found;
  }
  if (index === undefined) return today;
  const monday = addDays(calendar.startDate, -weekday(calendar.startDate));
  return addDays(monday, index + (next === undefined ? 0 : 7));
}

/**
 * The instant of a time word: `2026-11-16 09:05`, `11-16 09:05`, `Mon 09:05`, `Mon 11-16 09:05`, `next Mon 20:00`, `09:05` (the same day as
 * `now`), `09:12:01`, `+30m`. Weekdays are those of the week in which the story begins. Throws an Error that quotes the word.
 */
export function instantOfWord(word: string, calendar: Calendar, now: Date): Date {
  const later = LATER.exec(word.trim());
  if (later) return new Date(now.getTime() + Number(later[1]) * (MS[later[2] ?? ''] ?? 0));
  const [hours, minutes, seconds = '0'] = WHOLE.exec(word.trim())?.slice(6) ?? [];
  if (hours === undefined || minutes === undefined) throw new Error(`"${word}" is not a time`);
  const date = dateOf(word, calendar, localDate(now, calendar.timeZone));
  const instant = instantOf(date, `${hours.padStart(2, '0')}:${minutes}`, calendar.timeZone);
  return new Date(instant.getTime() + Number(seconds) * 1_000);
}

/** `Mon 11-16 09:05` in store time, with seconds only where there are any. */
export function timeWord(at: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at);
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  const seconds = of('second') === '00' ? '' : `:${of('second')}`;
  return `${of('weekday')} ${of('month')}-${of('day')} ${of('hour')}:${of('minute')}${seconds}`;
}
