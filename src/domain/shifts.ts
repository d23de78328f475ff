import { type Person, type TimeRange, timeRangeSchema } from './person.ts';

/** A week of shifts, Monday first; null = whenever the store is open. */
export type Shifts = Person['shifts'];

const DAY_WORDS: Readonly<Record<string, number>> = {
  ...Object.fromEntries([...'一二三四五六日'].map((day, i) => [day, i])),
  天: 6,
  ...Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day, i) => [day, i])),
};
const SETS: Readonly<Record<string, readonly number[]>> = {
  每天: [0, 1, 2, 3, 4, 5, 6],
  daily: [0, 1, 2, 3, 4, 5, 6],
  工作日: [0, 1, 2, 3, 4],
  weekdays: [0, 1, 2, 3, 4],
  周末: [5, 6],
  weekend: [5, 6],
};
const STORE_HOURS = /^(?:随店(?:营业时间)?|营业时间|store(?: hours)?)$/i;
const OFF = /^(?:休息?|off)$/i;
const DAY = '(?:周|星期|礼拜)?[一二三四五六日天]|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*';
const DAY_SPAN = new RegExp(`^(${DAY})(?:\\s*(?:至|到|-|–|~|to)\\s*(${DAY}))?$`, 'i');
const RANGE = /^(\d{1,2}):(\d{2})\s*(?:-|–|—|~|至|到)\s*(\d{1,2}):(\d{2})$/;

const dayOf = (word: string): number | undefined => {
  const short = word.toLowerCase().replace(/^(?:周|星期|礼拜)/, '');
  return DAY_WORDS[/^[a-z]/.test(short) ? short.slice(0, 3) : short];
};

/** The days of `一至五`, `周一、周三`, `Mon-Fri`, `每天`; a span may run over Sunday. Null when a word is no day. */
function daysIn(text: string): readonly number[] | null {
  const found: number[] = [];
  for (const part of text.split(/[、,和&]|\band\b/i).map((p) => p.trim())) {
    const set = SETS[part.toLowerCase()];
    const [, first = '', last = first] = DAY_SPAN.exec(part) ?? [];
    const [from, to] = [dayOf(first), dayOf(last)];
    if (set) found.push(...set);
    else if (from === undefined || to === undefined) return null;
    else for (let i = 0; i <= (to - from + 7) % 7; i++) found.push((from + i) % 7);
  }
  return found;
}

const clock = (hours = '', minutes = ''): string => `${hours.padStart(2, '0')}:${minutes}`;

/** The ranges of `08:30-12:00、13:00-17:30`, in order; `休` is none. Null when they cannot be read or overlap. */
function rangesIn(text: string): readonly TimeRange[] | null {
  if (OFF.test(text)) return [];
  const ranges: TimeRange[] = [];
  for (const part of text.split(/[、,和&\s]+(?=\d{1,2}:)/)) {
    const [, h1, m1, h2, m2] = RANGE.exec(part.trim()) ?? [];
    const range = timeRangeSchema.safeParse([clock(h1, m1), clock(h2, m2)]);
    if (!range.success) return null;
    ranges.push(range.data);
  }
  const sorted = ranges.toSorted(([a], [b]) => a.localeCompare(b));
  return sorted.some(([from], i) => i > 0 && from < (sorted[i - 1]?.[1] ?? '')) ? null : sorted;
}

/**
 * Shifts as people write them, Chinese or English: `一至五 08:30-17:30;六 09:00-12:00`, `Mon-Fri 8:30-12:00, 13:00-17:30`, `随店营业时间`.
 * Days not named are off; of a day named twice the later words count. Null for what is not understood, and for a week without any hour.
 */
export function parseShifts(text: string): { readonly shifts: Shifts } | null {
  const plain = text.normalize('NFKC').trim();
  if (STORE_HOURS.test(plain)) return { shifts: null };
  const week: (readonly TimeRange[])[] = Array.from({ length: 7 }, () => []);
  for (const segment of plain.split(/[;。\n]/).map((s) => s.trim())) {
    if (segment === '') continue;
    const [, words = '', hours = ''] = /^(.*?)[\s:]*(\d.*|休息?|off)$/i.exec(segment) ?? [];
    const days = words === '' ? SETS.daily : daysIn(words.trim());
    const ranges = rangesIn(hours);
    if (!days || !ranges) return null;
    for (const day of days) week[day] = ranges;
  }
  return week.some((day) => day.length > 0) ? { shifts: week } : null;
}

/** Days in a row with the same hours, for saying a week in few words; days off are left out. */
export function shiftSpans(
  shifts: readonly (readonly TimeRange[])[],
): readonly { readonly from: number; readonly to: number; readonly ranges: readonly TimeRange[] }[] {
  const spans: { from: number; to: number; ranges: readonly TimeRange[] }[] = [];
  for (const [day, ranges] of shifts.entries()) {
    const last = spans.at(-1);
    if (ranges.length === 0) continue;
    if (last?.to === day - 1 && String(last.ranges) === String(ranges)) last.to = day;
    else spans.push({ from: day, to: day, ranges });
  }
  return spans;
}
