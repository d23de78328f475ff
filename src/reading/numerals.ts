const DIGITS: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  壹: 1,
  幺: 1,
  二: 2,
  贰: 2,
  两: 2,
  俩: 2,
  三: 3,
  叁: 3,
  仨: 3,
  四: 4,
  肆: 4,
  五: 5,
  伍: 5,
  六: 6,
  陆: 6,
  七: 7,
  柒: 7,
  八: 8,
  捌: 8,
  九: 9,
  玖: 9,
};
const UNITS: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 };

/** The characters a number in Chinese may hold. */
export const NUMERAL_CHARS = '零〇一壹二贰两俩三叁四肆五伍六陆七柒八捌九玖十拾百佰千仟万亿';

/** 0–9 for a Chinese or ASCII digit, else null. */
export const digitOf = (char: string): number | null => {
  const value = DIGITS[char];
  return value ?? (/^[0-9]$/.test(char) ? Number(char) : null);
};

/** Below ten thousand: 三千五 is 3500, 三千零五 is 3005, 一百二十三 is 123; a bare run of digits 一二三 is 123. */
function section(text: string): number | null {
  if (text === '') return 0;
  if (!/[十拾百佰千仟]/.test(text)) {
    const digits = [...text].map((char) => digitOf(char));
    return digits.includes(null) ? null : Number(digits.join(''));
  }
  let sum = 0;
  let digit: number | null = null;
  let unit = 10;
  let zero = false;
  for (const char of text) {
    const step = UNITS[char];
    const value = digitOf(char);
    if (step !== undefined) {
      sum += (digit ?? 1) * step;
      unit = step;
      digit = null;
      zero = false;
    } else if (value === 0) zero = true;
    else if (value !== null) digit = value;
    else return null;
  }
  if (digit === null) return sum;
  return sum + (zero || unit === 10 ? digit : (digit * unit) / 10);
}

/** Value of a Chinese number as people say it: 一万二 = 12000, 十六万八 = 168000, 两千 = 2000; null when it is none (llm.md B6). */
export function chineseNumber(text: string): number | null {
  if (text === '' || /^[万亿]/.test(text)) return null;
  const [beforeYi, afterYi] = splitOnce(text, '亿');
  if (afterYi !== null) return combine(beforeYi, afterYi, 100_000_000);
  const [beforeWan, afterWan] = splitOnce(text, '万');
  if (afterWan !== null) return combine(beforeWan, afterWan, 10_000);
  return section(text);
}

const splitOnce = (text: string, at: string): [string, string | null] => {
  const i = text.indexOf(at);
  return i < 0 ? [text, null] : [text.slice(0, i), text.slice(i + 1)];
};

function combine(high: string, low: string, unit: number): number | null {
  const top = section(high);
  if (top === null || top === 0) return null;
  const short = low.length === 1 ? digitOf(low) : null;
  const rest = short !== null && short > 0 ? (short * unit) / 10 : (chineseNumber(low) ?? (low === '' ? 0 : null));
  return rest === null ? null : top * unit + rest;
}

/** Value of a number in ASCII (1,200.50) or Chinese digits, null when it is none. */
export function numberOf(text: string): number | null {
  const ascii = text.replace(/[,\s]/g, '');
  if (/^\d+(?:\.\d+)?$/.test(ascii)) return Number(ascii);
  return chineseNumber(text);
}
