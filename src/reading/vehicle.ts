import type { Found } from '../domain/complaint.ts';
import { MODEL_TAIL, MODELS_BY_BRAND } from './models.ts';
import type { Plain, Span } from './normalise.ts';
import { quoteOf } from './normalise.ts';
import { NUMERAL_CHARS, numberOf } from './numerals.ts';

function index(): Map<string, string[]> {
  const byFirst = new Map<string, string[]>();
  const names = new Set(Object.values(MODELS_BY_BRAND).flatMap((line) => split(line)));
  for (const name of names) {
    const list = byFirst.get(name.charAt(0)) ?? [];
    list.push(name);
    byFirst.set(name.charAt(0), list);
  }
  for (const list of byFirst.values()) list.sort((a, b) => b.length - a.length);
  return byFirst;
}

/** Names stand between spaces; "model 3", "mg one", "aion s" keep theirs. */
function split(line: string): string[] {
  const parts = line.split(' ').filter((part) => part !== '');
  const names: string[] = [];
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i] ?? '';
    const next = parts[i + 1];
    if (['model', 'aion', 'mg', 'marvel', 'hiphi', 'velite'].includes(part) && next !== undefined) {
      names.push(`${part} ${next}`);
      i++;
    } else names.push(part);
  }
  return names;
}

const INDEX = index();
const isWordChar = (char: string): boolean => /[a-z0-9]/.test(char);
// A short code is a model only when the words beside it do not say otherwise (座椅x3, 第3系…).
const TOO_PLAIN = new Set([
  'cc',
  'es',
  'is',
  'ix',
  'tt',
  'e1',
  'e2',
  'e3',
  'e5',
  'm2',
  'm3',
  'm4',
  'm5',
  'x',
  's3',
  's5',
  'xm',
  'rs',
  'u8',
  'iq',
  'kx',
  'mini',
  '458',
  '488',
  '718',
  '911',
  '408',
  '308',
  '301',
  '307',
  '206',
  '207',
  '508',
  '3008',
  '4008',
  '5008',
  '2008',
  '领航',
  '里程',
  '阳光',
  '世纪',
  '大陆',
  '熊猫',
  '花冠',
  '云朵',
  '魔方',
  '风景',
  '大道',
  '得意',
  '中华',
  '金刚',
  '理念',
  '追风',
  '飞思',
  '精灵',
  '顺达',
  '时代领航',
  '解放',
  '幻影',
  '凯旋',
  '小牛',
  '卫士',
  '冰淇淋',
  '宏光',
  '考拉',
  '旅行者',
  '金龙',
  '昆仑',
  '凌云',
  '雷达rd6',
]);
const CAR_WORDS_NEAR = /车|款|开|台|买|提|辆|主|版|自动|排量|保养|型/;

function fits(text: string, at: number, name: string): boolean {
  if (!text.startsWith(name, at)) return false;
  const before = text.charAt(at - 1);
  const after = text.charAt(at + name.length);
  if (isWordChar(name.charAt(0)) && /[a-z0-9.]/.test(before)) return false;
  if (isWordChar(name.charAt(name.length - 1)) && isWordChar(after) && !MODEL_TAIL.test(text.slice(at + name.length)))
    return false;
  if (name.endsWith('系') && (before === '第' || /[统列]/.test(after))) return false;
  if (!TOO_PLAIN.has(name)) return true;
  if (/^\d+$/.test(name)) return /标致|保时捷|法拉利/.test(text.slice(Math.max(0, at - 4), at));
  const near = text.slice(Math.max(0, at - 3), at) + text.slice(at + name.length, at + name.length + 3);
  return CAR_WORDS_NEAR.test(near);
}

/** The first model name of the text, as written there. */
export function findModel(plain: Plain): Found<string> | null {
  const text = plain.text;
  for (let at = 0; at < text.length; at++) {
    const name = INDEX.get(text.charAt(at))?.find((one) => fits(text, at, one));
    if (name === undefined) continue;
    const tail = MODEL_TAIL.exec(text.slice(at + name.length, at + name.length + 12))?.[0] ?? '';
    let end = at + name.length + tail.length;
    if (name === '摩卡车' || name === '大狗车') end--;
    const quote = quoteOf(plain, { start: at, end });
    return { value: quote, quote, by: 'rule', sureness: 'stated' };
  }
  return null;
}

const KM = new RegExp(
  `(\\d{1,3}(?:,\\d{3})+|\\d+(?:\\.\\d+)?|[${NUMERAL_CHARS}]{1,8})\\s*(万|w|千|k)?\\s*(?:多|来|余|出头)?\\s*(?:公里|千米|km\\b|kilomet|迈(?=就|的|了))`,
  'g',
);
const SHORT_MILEAGE =
  /(?:跑了|开了|跑|行驶|里程|表显|公里数)(?:才|大概|大约|将近|快|约|是|:)?\s*(\d+(?:\.\d+)?)\s*(万|w)(?!元|块|\d)/;
// A limit of a warranty, a speed, a range or a way to go is not the odometer.
const NOT_ODOMETER =
  /质保|保修|三包|包修|担保|年(?:或者?|\/|、)?\s*$|续航|时速|每小时|百公里|最多|只能跑|能跑|拖了|外|距离|相差|标称|满电|充满|每$|保养周期|间隔|只保/;
const NOT_ODOMETER_AFTER = /^(?:\/?h|每小时|时速|以内|之内|外|远|一次保养|一保|的路|就没油|就没电|路程|续航|质保)/;

function scaled(raw: string, unit: string | undefined): number | null {
  const base = numberOf(raw);
  if (base === null) return null;
  return Math.round(base * (unit === '万' || unit === 'w' ? 10_000 : unit === '千' || unit === 'k' ? 1000 : 1));
}

function located(plain: Plain, span: Span, value: number | null): Found<number> | null {
  if (value === null || value < 1 || value > 3_000_000) return null;
  return { value, quote: quoteOf(plain, span), by: 'rule', sureness: 'stated' };
}

/** Reading of the odometer in km; "质保3年10万公里", speeds and ranges are not one. */
export function findMileage(plain: Plain): Found<number> | null {
  for (const match of plain.text.matchAll(KM)) {
    const end = match.index + match[0].length;
    const before = plain.text.slice(Math.max(0, match.index - 8), match.index);
    if (NOT_ODOMETER.test(before) || NOT_ODOMETER_AFTER.test(plain.text.slice(end, end + 6))) continue;
    if (/[三两一二四五六八十\d]\s*年$/.test(before)) continue;
    const found = located(plain, { start: match.index, end }, scaled(match[1] ?? '', match[2]));
    if (found !== null) return found;
  }
  const short = SHORT_MILEAGE.exec(plain.text);
  if (short === null) return null;
  return located(plain, { start: short.index, end: short.index + short[0].length }, scaled(short[1] ?? '', short[2]));
}
