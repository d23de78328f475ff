import type { Found } from '../domain/complaint.ts';
import type { PurchaseDate } from '../domain/three-guarantees.ts';
import { findSums } from './money.ts';
import type { Plain } from './normalise.ts';
import { quoteOf } from './normalise.ts';
import { NUMERAL_CHARS, numberOf } from './numerals.ts';

const N = `\\d{1,3}|[${NUMERAL_CHARS}]{1,4}`;
const ENGLISH: Readonly<Record<string, number>> = {
  first: 1,
  once: 1,
  one: 1,
  second: 2,
  twice: 2,
  two: 2,
  third: 3,
  three: 3,
  fourth: 4,
  four: 4,
  fifth: 5,
  five: 5,
  sixth: 6,
  six: 6,
};
const countOf = (word: string): number | null => ENGLISH[word] ?? numberOf(word);

function stated<T>(plain: Plain, match: RegExpMatchArray, value: T, sureness: Found<T>['sureness'] = 'stated') {
  const start = match.index ?? 0;
  return { value, quote: quoteOf(plain, { start, end: start + match[0].length }), by: 'rule', sureness } as Found<T>;
}

const REPAIRED: readonly RegExp[] = [
  new RegExp(
    `第\\s*(${N})\\s*[次回遍趟](?:来|去|进店|回店|到店)?(?:返修|返厂|返工|维修|检修|修理|送修|进厂修|修)(?!理厂)`,
    'g',
  ),
  new RegExp(
    `(?:返修|返厂|维修|检修|修理|送修|修)(?:了|过|都|已经|你们|前后|前前后后|总共|一共|至少)*\\s*(?:第\\s*)?(${N})\\s*[次回遍趟]`,
    'g',
  ),
  new RegExp(`(${N})\\s*[次回遍趟](?:返修|返厂|维修|检修|送修|修理)`, 'g'),
  /\b(?:repaired|fixed|repairs?)\b[^.,;\n]{0,20}?\b(\d{1,2}|one|two|three|four|five|six|once|twice)\b(?: times?)?/g,
  /\b(\d{1,2}|two|three|four|five|six)[ -]times? (?:repaired|fixed)\b/g,
  /\b(first|second|third|fourth|fifth|sixth|\d{1,2})(?:st|nd|rd|th)? (?:repair|time (?:it|the car|they|you)[^.,;\n]{0,20}(?:repaired|fixed))/g,
];
const MAX_REPAIRS = 50;

/** How often the same fault was repaired, as the customer says (第五次修, 修了4次); the largest where several are named. */
export function findSameFaultRepairs(plain: Plain): Found<number> | null {
  let best: Found<number> | null = null;
  for (const pattern of REPAIRED) {
    for (const match of plain.text.matchAll(pattern)) {
      const count = countOf(match[1] ?? '');
      if (count === null || count < 1 || count > MAX_REPAIRS || !Number.isInteger(count)) continue;
      if (best === null || count > best.value) best = stated(plain, match, count);
    }
  }
  return best;
}

/** Yuan; below and above, a sum near these words is not the price of a car. */
const CHEAPEST = 20_000;
const DEAREST = 5_000_000;
const PRICE_WORDS =
  /车价|落地|裸车|全款|车款|购车|买的|提的|买车|新车价|发票价|开票|换车|退车|换一?台|car price|price|bought/;
const OTHER_SUM = /赔(?:偿|我|他|她)?|补偿|索赔|贬值|折旧|首付|贷款?|定金|订金|维修费|修理?费|罚|借|播放|粉丝/;

/** The price of the car in fen: a large sum near 车价, 落地, 换车, 退车 … that is not claimed on top. */
export function findCarPrice(plain: Plain): Found<number> | null {
  const { text } = plain;
  for (const { yuan, span } of findSums(text)) {
    if (yuan < CHEAPEST || yuan > DEAREST) continue;
    const before = text.slice(Math.max(0, span.start - 18), span.start);
    const after = text.slice(span.end, span.end + 12);
    if (OTHER_SUM.test(before.slice(-8)) || !PRICE_WORDS.test(before + after)) continue;
    const near =
      /(?:车价|落地|裸车|全款|车款|发票价|开票)[^,。]{0,6}$|买的?$/.test(before) ||
      /^.{0,2}(?:买|落地|提|的车)/.test(after);
    return {
      value: Math.round(yuan * 100),
      quote: quoteOf(plain, span),
      by: 'rule',
      sureness: near ? 'stated' : 'inferred',
    };
  }
  return null;
}

const BOUGHT = '(?:购车|买车|提车|购买|买|购|提|交车|到手|车龄)';
const FILL = '(?:了|的|才|刚|刚刚|不到|还不到|大概|大约|已经|已|新车|车|快|满|有|是|到现在|至今|这车|这台车){0,4}\\s*';
const TIME = `(半年|(${N})\\s*(天|日|个?星期|周|个?多?月|年)(半)?)`;
// Three years of insurance or warranty are no age of the car.
const NOT_AGE = /^\s*(?:的)?(?:保险|延保|质保|保修|保养|套餐|会员|贷款|期)/;
const AGES: readonly RegExp[] = [
  new RegExp(`${BOUGHT}${FILL}${TIME}`, 'g'),
  new RegExp(`(?:开|用)${FILL}(半年|(${N})\\s*(个?月|年)(半)?)`, 'g'),
  new RegExp(`(?<![质保修等拖])${TIME}(?:多|来|左右)?(?:的)?(?:新车|车龄)`, 'g'),
  /bought (?:it |the car )?(?:about )?((\d{1,3}|one|two|three|four|five|six) (day|week|month|year))s? ago/g,
  /((\d{1,3})[ -](day|week|month|year))s?[ -]old car/g,
];
/** "14个月" between commas is likely the car's age; a bare number of days is more often a wait. */
const BARE_MONTHS = new RegExp(`(?:^|[,。;、\\s])(半年|(${N})\\s*(个月|年)(半)?)(?:多|左右)?(?=$|[,。;、\\s])`, 'g');

function ageOf(match: RegExpMatchArray): PurchaseDate | null {
  if (match[1] === '半年') return { monthsAgo: 6 };
  const count = countOf(match[2] ?? '');
  const unit = match[3] ?? '';
  if (count === null || count <= 0) return null;
  if (/天|日|day/.test(unit)) return { daysAgo: count };
  if (/周|星期|week/.test(unit)) return { daysAgo: count * 7 };
  const months = /年|year/.test(unit) ? count * 12 + (match[4] ? 6 : 0) : count;
  return Number.isInteger(months) && months < 360 ? { monthsAgo: months } : null;
}

const DATE =
  '(20\\d\\d)\\s*[年./-]\\s*(1[0-2]|0?[1-9])(?:\\s*[月./-]\\s*(3[01]|[12]\\d|0?[1-9])(?!\\d)\\s*[日号]?|\\s*月)';
const DATES: readonly RegExp[] = [
  new RegExp(`${DATE}.{0,4}?(?:买|购|提|交车|落地)`),
  new RegExp(`(?:购车|买车|提车|购买|交车|提|买)(?:日期|时间|于|在|是|的|:){0,3}\\s*${DATE}`),
];

function dateIn(plain: Plain): Found<PurchaseDate> | null {
  for (const pattern of DATES) {
    const match = pattern.exec(plain.text);
    if (!match) continue;
    const month = `${match[1]}-${(match[2] ?? '').padStart(2, '0')}`;
    const day = match[3];
    const on = `${month}-${(day ?? '').padStart(2, '0')}`;
    const exists = new Date(`${on}T00:00:00Z`).toJSON()?.slice(0, 10) === on;
    return stated<PurchaseDate>(plain, match, day && exists ? { on } : { inMonth: month });
  }
  return null;
}

function ageIn(plain: Plain, pattern: RegExp, sureness: Found<PurchaseDate>['sureness']): Found<PurchaseDate> | null {
  for (const match of plain.text.matchAll(pattern)) {
    const end = match.index + match[0].length;
    const age = NOT_AGE.test(plain.text.slice(end, end + 6)) ? null : ageOf(match);
    if (age) return stated(plain, match, age, sureness);
  }
  return null;
}

/** When the car was bought: a date (2025年9月21日提的车) or so long ago (买了14个月, 提车三天). */
export function findPurchase(plain: Plain): Found<PurchaseDate> | null {
  const dated = dateIn(plain);
  if (dated) return dated;
  for (const pattern of AGES) {
    const found = ageIn(plain, pattern, 'stated');
    if (found) return found;
  }
  return ageIn(plain, BARE_MONTHS, 'inferred');
}

const IN_SHOP = new RegExp(
  `(?:修|等|放|停|扣|压|趴|拖)(?:了|在店里?|在你们店里?|在厂里?|着|都|已经|配件|件|货|保险杠|前杠|后杠|到现在|快|整整){0,4}\\s*(${N})\\s*(?:多)?(?:天|日)(?!内|之内|后|就|左右能)`,
  'g',
);

/** Days the car has been in for a repair or waits for its parts (修了12天, 前杠等18天). */
export function findDaysInShop(plain: Plain): Found<number> | null {
  for (const match of plain.text.matchAll(IN_SHOP)) {
    const days = numberOf(match[1] ?? '');
    if (days !== null && days >= 1 && days < 400) return stated(plain, match, days);
  }
  return null;
}
