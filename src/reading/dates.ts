import { addDays, localDate } from '../domain/business-time.ts';
import type { Found } from '../domain/complaint.ts';
import type { Plain } from './normalise.ts';
import { quoteOf } from './normalise.ts';
import { numberOf } from './numerals.ts';

const NUM = '(\\d{1,2}|[一二两三四五六七八九十]{1,3})';
const TIME =
  '(?:凌晨|清晨|一早|早上|早晨|上午|中午|下午|傍晚|晚上|夜里|半夜)?(?:\\d{1,2}|[一二两三四五六七八九十]{1,3})?(?:点(?:半|钟|多|\\d{1,2}分?)?)?';

type Resolve = (match: RegExpMatchArray, today: string) => string | null;

const pad = (n: number): string => String(n).padStart(2, '0');
const isRealDate = (date: string): boolean =>
  !Number.isNaN(Date.parse(`${date}T00:00:00Z`)) && new Date(`${date}T00:00:00Z`).toISOString().startsWith(date);

/** The latest such day of a month that is not after today. */
function lastSuch(today: string, month: number | null, day: number): string | null {
  let year = Number(today.slice(0, 4));
  let at = month ?? Number(today.slice(5, 7));
  for (let tries = 0; tries < 13; tries++) {
    const date = `${year}-${pad(at)}-${pad(day)}`;
    if (isRealDate(date) && date <= today) return date;
    if (month !== null) year--;
    else if (--at === 0) {
      at = 12;
      year--;
    }
  }
  return null;
}

const weekdayOf = (date: string): number => (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
const WEEKDAYS = '一二三四五六日';

function weekday(word: string, weeksBack: number | null, today: string): string | null {
  const wanted = word === '天' || word === '末' ? 6 : WEEKDAYS.indexOf(word);
  if (wanted < 0) return null;
  const monday = addDays(today, -weekdayOf(today));
  const date = addDays(monday, wanted - 7 * (weeksBack ?? 0));
  return date > today ? addDays(date, -7) : date;
}

const back =
  (days: number): Resolve =>
  (_match, today) =>
    addDays(today, -days);
const ofNumber = (text: string | undefined): number => numberOf(text ?? '') ?? 0;

function explicitDate(match: RegExpMatchArray, today: string): string | null {
  const year = match[1];
  const month = ofNumber(match[2]);
  const day = ofNumber(match[3]);
  if (month < 1 || month > 12 || day < 1 || day > 31) return null;
  if (year === undefined) return lastSuch(today, month, day);
  const date = `${year.length === 2 ? `20${year}` : year}-${pad(month)}-${pad(day)}`;
  return isRealDate(date) && date <= today ? date : null;
}

// Past-preferred, most exact first (llm.md B6: own resolver instead of a library).
const FORMS: readonly { readonly pattern: RegExp; readonly resolve: Resolve }[] = [
  {
    pattern: new RegExp(`(?<!\\d)(?:(20\\d\\d|\\d\\d)\\s?年)?\\s?${NUM}\\s?月份?\\s?${NUM}\\s?[号日]${TIME}`),
    resolve: explicitDate,
  },
  { pattern: /(?<![\d.])(20\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?![\d.])/, resolve: explicitDate },
  { pattern: new RegExp(`大前天${TIME}`), resolve: back(3) },
  { pattern: new RegExp(`前(?:天|晚|日)${TIME}|the day before yesterday`), resolve: back(2) },
  {
    pattern: new RegExp(`(?:昨(?:天|晚|日|儿个?|夜)|寻日|琴日|夜来)${TIME}|\\byesterday\\b|\\blast night\\b`),
    resolve: back(1),
  },
  {
    pattern: new RegExp(`(?:上上个?)(?:周|星期|礼拜)([一二三四五六日天])${TIME}`),
    resolve: (m, today) => weekday(m[1] ?? '', 2, today),
  },
  {
    pattern: new RegExp(`上个?(?:周|星期|礼拜)([一二三四五六日天末])${TIME}`),
    resolve: (m, today) => weekday(m[1] ?? '', 1, today),
  },
  {
    pattern: new RegExp(`(?<![上下每逢])(?:这个?|本)?(?:周|星期|礼拜)([一二三四五六日天])(?!保|至|到)${TIME}`),
    resolve: (m, today) => weekday(m[1] ?? '', 0, today),
  },
  {
    pattern: new RegExp(`(?<![\\d月])${NUM}\\s?号(?!线|店|楼|库|工|位|机|码|门)${TIME}`),
    resolve: (m, today) => lastSuch(today, null, ofNumber(m[1])),
  },
  { pattern: new RegExp(`${NUM}\\s?天(?:之)?前`), resolve: (m, today) => addDays(today, -ofNumber(m[1])) },
  { pattern: /(\d{1,2})\s?days? ago/, resolve: (m, today) => addDays(today, -ofNumber(m[1])) },
  {
    pattern: new RegExp(`(?:今(?:天|早|晨|晚|日|儿|朝)|刚才|刚刚)${TIME}|\\btoday\\b|\\bthis morning\\b`),
    resolve: back(0),
  },
];

// A date after these words is not when it happened.
const NOT_THE_EVENT = /(?:之前|以前|期限|答应|承诺|改到|约到|推到|说好|截止|等到|约的|约在|最晚|不晚于|拖到)\s*$/;

/** The store-local day of what is complained about, never after the day of posting; null when the text names none. */
export function findOccurredOn(plain: Plain, postedAt: Date, timeZone: string): Found<string> | null {
  const today = localDate(postedAt, timeZone);
  for (const form of FORMS) {
    const match = form.pattern.exec(plain.text);
    if (match === null || NOT_THE_EVENT.test(plain.text.slice(Math.max(0, match.index - 4), match.index))) continue;
    const date = form.resolve(match, today);
    if (date === null || date > today) continue;
    const quote = quoteOf(plain, { start: match.index, end: match.index + match[0].length });
    return { value: date, quote, by: 'rule', sureness: 'stated' };
  }
  return null;
}
