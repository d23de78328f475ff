import { findPhones, findPlates } from './contacts.ts';
import { BLANK, blank, normalise, type Plain, type Span } from './normalise.ts';
import { digitOf } from './numerals.ts';
import { findCustomerName, NO_NAME, SURNAME } from './people.ts';
import { findVin } from './vin.ts';

/** What a placeholder stands for; the word stands in the placeholder, so that the model knows what was there. */
export type IdentifierKind =
  | '客户'
  | '电话'
  | '车牌'
  | '车架号'
  | '证件'
  | '邮箱'
  | '银行卡'
  | '微信'
  | '号码'
  | '地址'
  | '符号';

/** Something that tells who or which car a text is about. */
export interface Identifier {
  readonly kind: IdentifierKind;
  /** The same for the same value however it was written: digits, upper case, no separators. */
  readonly key: string;
  /** Range in the text as it was written, end exclusive. */
  readonly start: number;
  readonly end: number;
}

interface Net {
  readonly kind: IdentifierKind;
  readonly pattern: RegExp;
  readonly fits?: (words: string) => boolean;
}

const GAP = '[ \\t.\\-·•・_/()—]{0,2}';
const DIGIT = '[0-9零〇一二三四五六七八九幺]';
const PROVINCE = '[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]';
const countOf = (words: string, pattern: RegExp): number => words.match(pattern)?.length ?? 0;

/** A long VIN-like run in groups: GB 16735 wants digits in the last four places, and no I, O, Q anywhere. */
const vinLike = (words: string): boolean =>
  countOf(words, /\d/g) >= 5 &&
  countOf(words, /[a-z]/g) >= 3 &&
  !/[ioq]/.test(words) &&
  /(?:\d[^a-z0-9]*){4}$/.test(words);

const isDate = (words: string): boolean => /^20[0-4]\d[-./]?(?:0?[1-9]|1[0-2])[-./]?(?:[0-2]?\d|3[01])$/.test(words);

// Before the finders of facts: the first half of such a number, set apart by a blank, looks like a phone.
const LONG_NUMBERS: readonly Net[] = [
  { kind: '证件', pattern: new RegExp(`(?<![\\da-z])\\d(?:${GAP}\\d){16}${GAP}[\\dx](?![\\da-z])`, 'g') },
  { kind: '银行卡', pattern: new RegExp(`(?<![\\da-z])\\d(?:${GAP}\\d){15,18}(?![\\da-z])`, 'g') },
];

// What the finders of facts leave: they look for what is surely a phone or plate, a mask must also catch what may be one.
const NETS: readonly Net[] = [
  { kind: '邮箱', pattern: /[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+/g },
  { kind: '证件', pattern: /(?:护照|港澳通行证|驾驶证|驾照|身份证)(?:号码?)?[\s:是为]{0,3}([a-z]{0,3}\d{6,})/g },
  {
    kind: '车架号',
    pattern: /(?<![a-z0-9])(?=([a-z0-9](?:[ \-.·]{0,2}[a-z0-9]){16})(?![a-z0-9]))/g,
    fits: vinLike,
  },
  { kind: '车架号', pattern: /(?:vin|车架号?码?|大架号?|底盘号)[^a-z0-9\n]{0,10}([a-z0-9]{6,})/g },
  {
    kind: '车牌',
    pattern: new RegExp(`${PROVINCE}${GAP}[a-z](?:${GAP}[a-z0-9]){4}${GAP}[a-z0-9挂学警港澳](?:[a-z0-9])?`, 'g'),
    fits: (words) => /\d/.test(words),
  },
  { kind: '车牌', pattern: /(?:车牌|牌照|牌号)(?:号码?)?[\s:是为]{0,3}([a-z][·. -]?[a-z0-9]{4,7})(?![a-z0-9])/g },
  {
    kind: '电话',
    pattern: new RegExp(
      `(?<![0-9零〇一二三四五六七八九幺])(?:1[3-9]|[一幺]${GAP}[三四五六七八九3-9])(?:${GAP}${DIGIT}){9}(?!\\d)`,
      'g',
    ),
  },
  { kind: '电话', pattern: /(?<!\d)1([ .·_/-])[3-9](?:\1\d){9}(?!\d)/g, fits: () => true },
  { kind: '电话', pattern: new RegExp(`(?<!\\d)\\(?0\\d{2,3}\\)?${GAP}[2-9]\\d{2,3}${GAP}\\d{4}(?!\\d)`, 'g') },
  { kind: '电话', pattern: /(?:电话|座机|联系方式|手机|tel|phone)[^\d\n]{0,6}([2-9]\d{2,3}[ -]?\d{4})(?!\d)/g },
  { kind: '微信', pattern: /(?:微信|vx|v信|wechat|qq)(?:号码?)?[\s:是为]{0,3}([a-z0-9][-_a-z0-9]{4,19})/g },
  {
    kind: '地址',
    pattern:
      /(?:(?:(?![住在说到是的去来给了])[\u4e00-\u9fff]){2,5}(?:省|市|区|县|镇|乡))*(?:(?![住在说到是的去来给了])[\u4e00-\u9fff]){1,5}(?:路|街|大道|巷|胡同|小区|花园|公寓|苑|新村|弄)\s?\d+\s?(?:号院?|弄|栋|幢|座|单元|室)(?:\s?\d+\s?(?:号楼?|栋|幢|座|单元|室|楼|层|门))*/g,
  },
  {
    kind: '号码',
    pattern: /(?<![\d.])\d{7,}(?!\d|\s*(?:元|块|圆|万|公里|km|人民币|\.\d))/g,
    fits: (words) => !isDate(words),
  },
  {
    kind: '号码',
    pattern: /(?<![\d.])\d{3,}(?:[ -]\d{3,}){1,5}(?!\d)/g,
    fits: (words) => countOf(words, /\d/g) >= 10 && !/^[48]00/.test(words),
  },
  { kind: '号码', pattern: /[零〇一二三四五六七八九幺](?:[\s,-]?[零〇一二三四五六七八九幺]){6,}/g },
];

const NAME_PATTERNS: readonly RegExp[] = [
  new RegExp(`${NO_NAME}${SURNAME}[\\u4e00-\\u9fff]?(?:先生|女士|小姐|太太)`, 'g'),
  new RegExp(`(?<=^|[\\s,。:;(])${NO_NAME}${SURNAME}[\\u4e00-\\u9fff]{2}(?:先生|女士|小姐|太太)`, 'g'),
  new RegExp(
    `(?:客户|车主|投诉人|联系人|姓名|委托人|申请人|本人|当事人|我叫|名叫)(?:姓名|名字)?(?:叫|是)?[:\\s]{0,2}(${NO_NAME}${SURNAME}[\\u4e00-\\u9fff]{1,2})(?=[,。:;\\s\\d(${BLANK}]|电话|手机|身份|$)`,
    'g',
  ),
  /\b(?:mr|mrs|ms|miss)\.? ([a-z][a-z'-]{1,20})/g,
];

const escapePattern = (words: string): string => words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const keyOf = (words: string): string =>
  [...words.replace(/[^a-z0-9\u4e00-\u9fff]/g, '')].map((char) => digitOf(char) ?? char).join('');

interface Hit {
  readonly kind: IdentifierKind;
  readonly span: Span;
  readonly key: string;
}

/** Where the group of a match stands, or the whole match. */
function spanOf(match: RegExpExecArray, grouped: boolean): Span {
  const inner = grouped ? match[1] : undefined;
  if (inner === undefined) return { start: match.index, end: match.index + match[0].length };
  const start = match[0] === '' ? match.index : match.index + match[0].lastIndexOf(inner);
  return { start, end: start + inner.length };
}

function hitsOf(plain: Plain, { kind, pattern, fits }: Net): Hit[] {
  // A single separator in the group is no value of its own.
  const grouped = !pattern.source.includes('\\1');
  return [...plain.text.matchAll(pattern)].flatMap((match) => {
    const span = spanOf(match, grouped);
    const words = plain.text.slice(span.start, span.end);
    return words === '' || fits?.(words) === false ? [] : [{ kind, span, key: keyOf(words) || words }];
  });
}

/** Every place where a name that was seen stands again. */
function namesIn(plain: Plain, known: readonly string[]): Hit[] {
  const found = NAME_PATTERNS.flatMap((pattern) => hitsOf(plain, { kind: '客户', pattern }));
  const own = findCustomerName(plain);
  const names = new Set([...known, ...(own === null ? [] : [own.value])].map((name) => normalise(name.trim()).text));
  for (const hit of found) names.add(plain.text.slice(hit.span.start, hit.span.end));
  const longestFirst = [...names].filter((name) => name.length > 1).sort((a, b) => b.length - a.length);
  return longestFirst.flatMap((name) =>
    [...plain.text.matchAll(new RegExp(escapePattern(name), 'g'))].map(({ index }) => ({
      kind: '客户' as const,
      span: { start: index, end: index + name.length },
      key: name,
    })),
  );
}

/** A bracket of our own in the source: as a placeholder it can forge none. */
const BRACKETS: readonly Net[] = [
  { kind: '符号', pattern: /〔+/g },
  { kind: '符号', pattern: /〕+/g },
];

/** Adds finds and blanks them out, so that nothing is read twice. */
function add(hits: Hit[], plain: Plain, found: readonly Hit[]): Plain {
  const free = found.filter((one) => !hits.some((h) => one.span.start < h.span.end && h.span.start < one.span.end));
  hits.push(...free);
  return blank(
    plain,
    free.map((one) => one.span),
  );
}

/** Phones, plates, VINs, numbers of papers and accounts, addresses and names of a text, in its order. `names`: customers known from elsewhere. */
export function identifiersIn(text: string, names: readonly string[] = []): Identifier[] {
  const plain = normalise(text);
  const hits: Hit[] = [];
  let rest = add(
    hits,
    plain,
    BRACKETS.flatMap((net) => hitsOf(plain, net)),
  );
  for (const net of LONG_NUMBERS) rest = add(hits, rest, hitsOf(rest, net));
  rest = add(
    hits,
    rest,
    findVin(rest).spans.map((span) => ({
      kind: '车架号',
      span,
      key: keyOf(plain.text.slice(span.start, span.end)),
    })),
  );
  rest = add(
    hits,
    rest,
    findPhones(rest).map(({ span, found }) => ({ kind: '电话', span, key: found.value })),
  );
  rest = add(
    hits,
    rest,
    findPlates(rest).map(({ span, found }) => ({ kind: '车牌', span, key: found.value.toLowerCase() })),
  );
  for (const net of NETS) rest = add(hits, rest, hitsOf(rest, net));
  for (const name of namesIn(rest, names)) rest = add(hits, rest, [name]);
  return hits
    .flatMap(({ kind, key, span }) => {
      const start = plain.starts[span.start];
      const end = plain.ends[span.end - 1];
      return start === undefined || end === undefined ? [] : [{ kind, key, start, end }];
    })
    .sort((a, b) => a.start - b.start || b.end - a.end);
}
