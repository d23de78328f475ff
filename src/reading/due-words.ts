import { addDays, instantOf, localDate, weekday } from '../domain/business-time.ts';
import type { Span } from './normalise.ts';
import { NUMERAL_CHARS, numberOf } from './numerals.ts';

/** A time that lies ahead, in the words of a folded text; `at` is null where the words do not say it clearly. */
export interface Due extends Span {
  readonly at: Date | null;
  /** The words name a day; 两小时内 and 三点前 count from when they were said. */
  readonly namesDay: boolean;
}

interface From {
  readonly postedAt: Date;
  readonly timeZone: string;
  readonly today: string;
}

type Groups = Readonly<Record<string, string | undefined>>;
type Resolve = (said: Groups, from: From) => { readonly at: Date | null; readonly namesDay: boolean } | null;

const N = `(?:\\d{1,2}|[${NUMERAL_CHARS}]{1,3})`;
const DAY = '(?<day>大后天|后[天日]|明[天日儿早晚]|今[天日儿早晚]|当[天日晚])';
const WEEK = '(?<!上|上个|每|逢)(?<week>下下个?|下个?|这个?|本)?(?:周|星期|礼拜)(?<weekday>[一二三四五六日天末])';
const DATE = `(?:(?<month>${N})月(?:份)?)?(?<date>${N})[号日]`;
const END = '(?<end>(?:本|这个?)(?:周|星期|礼拜)|本月底?|这个?月底?|月底)';
const PERIOD = '(?<period>凌晨|清晨|一早|早上|早晨|上午|中午|下午|傍晚|晚上)';
const CLOCK = `(?:(?<hour>${N})点(?!意见|建议|要求|问题|诉求|说明)(?:(?<half>半)|(?<quarter>[一三])刻|(?<minute>${N})分?|钟|整)?|(?<hh>\\d{1,2}):(?<mm>\\d{2}))`;
const WHEN = `(?:${DAY}|${WEEK}|${DATE}|${END})?的?\\s?${PERIOD}?\\s?${CLOCK}?\\s?(?<off>下班|打烊|关门)?\\s?(?<mark>之?前|以前|之?内|以内|左右)?`;
const SPAN = `(?<range>${N}\\s?[到至~-]\\s?)?(?<n>半|${N})\\s?(?<unit>分钟|刻钟|个?小时|个?钟头|h|个?工作日|天|日|周|个?星期|个?礼拜|个?月)(?<more>半)?(?:之?内|以内|之?后)`;
const HALVED = `(?<n>${N})个半(?<unit>小时|钟头)(?:之?内|以内|之?后)`;

const EN_CLOCK = "(?:\\d{1,2}(?::\\d\\d)?\\s?(?:am|pm|o'clock)|\\d{1,2}:\\d\\d|noon)";
const EN_DAY = '(?:today|tonight|tomorrow|(?:next |this )?(?:mon|tues|wednes|thurs|fri|satur|sun)day)';
const EN_WHEN = `\\b(?:by |before |at |on |until )?(?:(?<first>${EN_CLOCK})(?: on)?)?\\s?(?<day>${EN_DAY}|(?:the )?end of (?:the )?day|close of business)?\\s?(?<part>morning|afternoon|evening)?(?:\\s?(?:at|by|before)?\\s?(?<last>${EN_CLOCK}))?`;
const EN_SPAN =
  '\\b(?:within|in) (?:the next )?(?<n>\\d{1,2}|half an|an?|one|two|three|four|five) (?<unit>minute|hour|day|week|(?:working|business) day)s?';

/** A day without an hour is over when shops close; the hours of a period are those people mean by it. */
const DAY_ENDS = '20:00';
const PERIOD_ENDS: Readonly<Record<string, string>> = {
  凌晨: '06:00',
  清晨: '09:00',
  一早: '10:00',
  早上: '10:00',
  早晨: '10:00',
  上午: '12:00',
  中午: '13:00',
  下午: '18:00',
  傍晚: '19:00',
  晚上: '21:00',
  morning: '12:00',
  afternoon: '18:00',
  evening: '21:00',
};
const LATE = /下午|傍晚|晚上/;
/** A date so lately gone is meant as gone. */
const JUST_GONE_DAYS = 180;
const JUST_GONE_IN_MONTH = 10;

const number = (text: string | undefined): number | null =>
  // 三五天 is three to five, not thirty-five.
  text === undefined || /^[一二两三四五六七八九]{2,}$/.test(text) ? null : numberOf(text);
const pad = (n: number): string => String(n).padStart(2, '0');
const isDate = (date: string): boolean =>
  !Number.isNaN(Date.parse(`${date}T00:00:00Z`)) && new Date(`${date}T00:00:00Z`).toISOString().startsWith(date);

function ofWeek(said: string, prefix: string | undefined, today: string): string | null {
  const index = '一二三四五六日'.indexOf(said === '天' || said === '末' ? '日' : said);
  const weeks = prefix?.startsWith('下下') ? 2 : prefix?.startsWith('下') ? 1 : 0;
  const date = addDays(addDays(today, -weekday(today)), index + 7 * weeks);
  if (date >= today) return date;
  return prefix === undefined ? addDays(date, 7) : null;
}

function ofDate(month: number | null, day: number, today: string): string | null {
  const year = Number(today.slice(0, 4));
  const near = `${year}-${month === null ? today.slice(5, 7) : pad(month)}-${pad(day)}`;
  const gone = addDays(today, month === null ? -JUST_GONE_IN_MONTH : -JUST_GONE_DAYS);
  if (isDate(near) && near >= gone) return near;
  const next = month ?? (Number(today.slice(5, 7)) % 12) + 1;
  const later = `${month !== null || next === 1 ? year + 1 : year}-${pad(next)}-${pad(day)}`;
  return isDate(later) ? later : null;
}

const lastOfMonth = (today: string): string =>
  new Date(Date.UTC(Number(today.slice(0, 4)), Number(today.slice(5, 7)), 0)).toISOString().slice(0, 10);

function dayOf(said: Groups, today: string): string | null {
  const { day, weekday: ofSeven, date, end } = said;
  if (day !== undefined)
    return addDays(today, day === '大后天' ? 3 : day.startsWith('后') ? 2 : day[0] === '明' ? 1 : 0);
  if (ofSeven !== undefined) return ofWeek(ofSeven, said.week, today);
  if (date !== undefined) {
    const ofMonth = number(date);
    return ofMonth === null ? null : ofDate(said.month === undefined ? null : number(said.month), ofMonth, today);
  }
  if (end === undefined) return today;
  return end.includes('月') ? lastOfMonth(today) : addDays(today, 6 - weekday(today));
}

const periodOf = ({ period, day }: Groups): string | undefined =>
  period ?? (day?.endsWith('早') ? '上午' : day?.endsWith('晚') ? '晚上' : undefined);

/** HH:MM, `24:00` for midnight; null where morning and evening are both meant. */
function timeOf(said: Groups): string | null {
  const period = periodOf(said);
  const hour = number(said.hour ?? said.hh);
  if (said.hour === undefined && said.hh === undefined) {
    if (period === '中午' && said.mark?.endsWith('前')) return '12:00';
    return (said.off === undefined && period !== undefined ? PERIOD_ENDS[period] : undefined) ?? DAY_ENDS;
  }
  const minute = said.half
    ? 30
    : said.quarter
      ? (number(said.quarter) ?? 0) * 15
      : (number(said.minute ?? said.mm) ?? 0);
  if (hour === null || hour > 24 || minute > 59) return null;
  const late = period === undefined ? hour < 7 : LATE.test(period) || (period === '中午' && hour < 4);
  if (period === undefined && hour === 7 && said.hh === undefined) return null;
  return `${pad(late && hour <= 12 && !(period === '下午' && hour === 12) && hour > 0 ? hour + 12 : hour)}:${pad(minute)}`;
}

const instant = (date: string, time: string, zone: string): Date =>
  time.startsWith('24') ? instantOf(addDays(date, 1), `00${time.slice(2)}`, zone) : instantOf(date, time, zone);

const absolute: Resolve = (said, { today, timeZone }) => {
  const namesDay = ['day', 'weekday', 'date', 'end'].some((name) => said[name] !== undefined);
  const hour = said.hour !== undefined || said.hh !== undefined;
  if (!namesDay && !hour && said.off === undefined && said.period === undefined) return null;
  // 快一点 is no hour.
  if (!namesDay && hour && said.period === undefined && said.mark === undefined && said.half === undefined) return null;
  const date = dayOf(said, today);
  const time = timeOf(said);
  return { at: date === null || time === null ? null : instant(date, time, timeZone), namesDay };
};

/** An hour of a day that is over. */
const OF_A_PAST_DAY =
  /(?:昨[天日]?|前天|那天|上个?(?:周|星期|礼拜).)的?\s?(?:凌晨|清晨|一早|早上|早晨|上午|中午|下午|傍晚|晚上)?$|\byesterday (?:at )?$/;

const MINUTES: Readonly<Record<string, number>> = { 分: 1, 刻: 15, 小: 60, 钟: 60, h: 60, m: 1 };
const DAYS: Readonly<Record<string, number>> = { 天: 1, 日: 1, 周: 7, 星: 7, 礼: 7, d: 1, w: 7 };

const span: Resolve = (said, { postedAt, timeZone, today }) => {
  const unit = (said.unit ?? '').replace('个', '')[0] ?? '';
  const whole = said.n === '半' || said.n === 'half an' ? 0.5 : (EN_NUMBERS[said.n ?? ''] ?? number(said.n));
  const unclear = { at: null, namesDay: false };
  if (whole === null || said.range !== undefined || /工作日|working|business/.test(said.unit ?? '')) return unclear;
  const n = whole + (said.more === undefined ? 0 : 0.5);
  const minutes = MINUTES[unit];
  if (minutes !== undefined) return { at: new Date(postedAt.getTime() + n * minutes * 60_000), namesDay: false };
  const days = DAYS[unit];
  if (days === undefined || !Number.isInteger(n)) return unclear;
  return { at: instantOf(addDays(today, n * days), DAY_ENDS, timeZone), namesDay: false };
};

const EN_NUMBERS: Readonly<Record<string, number>> = { a: 1, an: 1, one: 1, two: 2, three: 3, four: 4, five: 5 };
const EN_WEEK = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

function englishClock(said: string): string {
  if (said === 'noon') return '12:00';
  const [hour = 0, minute = 0] = said.split(/\D+/).map(Number);
  const late = said.includes('pm') ? hour < 12 : !said.includes('am') && !said.includes(':') && hour < 7;
  return `${pad(late ? hour + 12 : hour)}:${pad(minute)}`;
}

const english: Resolve = ({ day, part, first, last }, { today, timeZone }) => {
  const clock = first ?? last;
  if (day === undefined && clock === undefined) return null;
  const index = EN_WEEK.findIndex((name) => new RegExp(`\\b${name}`).test(day ?? ''));
  const named =
    index < 0 ? null : ofWeek('一二三四五六日'[index] ?? '', day?.startsWith('next') ? '下' : undefined, today);
  const date = named ?? (day === 'tomorrow' ? addDays(today, 1) : today);
  const period = day === 'tonight' ? 'evening' : (part ?? '');
  const time = clock === undefined ? (PERIOD_ENDS[period] ?? DAY_ENDS) : englishClock(clock);
  return { at: /^(?:[01]\d|2[0-3])/.test(time) ? instantOf(date, time, timeZone) : null, namesDay: day !== undefined };
};

const FORMS: readonly { readonly pattern: RegExp; readonly resolve: Resolve }[] = [
  { pattern: new RegExp(HALVED, 'g'), resolve: (said, from) => span({ ...said, more: '半' }, from) },
  { pattern: new RegExp(SPAN, 'g'), resolve: span },
  { pattern: new RegExp(WHEN, 'g'), resolve: absolute },
  { pattern: new RegExp(EN_SPAN, 'g'), resolve: span },
  { pattern: new RegExp(EN_WHEN, 'g'), resolve: english },
];

/** Every time of a folded text that may be a limit, in its order; relative ones are counted from the posting, in the store's zone. */
export function findDues(text: string, postedAt: Date, timeZone: string): Due[] {
  const from: From = { postedAt, timeZone, today: localDate(postedAt, timeZone) };
  const found: Due[] = [];
  for (const { pattern, resolve } of FORMS) {
    for (const match of text.matchAll(pattern)) {
      const resolved = match[0].trim() === '' ? null : resolve(match.groups ?? {}, from);
      if (resolved === null) continue;
      const lead = match[0].length - match[0].trimStart().length;
      const here = { start: match.index + lead, end: match.index + match[0].trimEnd().length };
      if (!resolved.namesDay && OF_A_PAST_DAY.test(text.slice(Math.max(0, here.start - 12), here.start))) continue;
      if (!found.some((one) => one.start < here.end && here.start < one.end)) found.push({ ...here, ...resolved });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** The instant that words like 明天下午三点前 mean, when they mean one and it lies ahead of the posting. */
export function dueAtOf(words: string, postedAt: Date, timeZone: string): string | null {
  const [due, another] = findDues(words, postedAt, timeZone);
  if (due?.at == null || another !== undefined || due.at <= postedAt) return null;
  return due.at.toISOString();
}
