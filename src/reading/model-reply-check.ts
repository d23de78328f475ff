import { type Approved, checkDraft } from '../domain/reply-draft.ts';
import type { OptionFault, OptionRule, ReplyOption } from '../domain/reply-option.ts';
import { identifiersIn } from './model-mask-find.ts';
import { type ReplyLanguage, restored, type WrittenDraft } from './model-reply.ts';
import { squashed, strayTimes } from './model-reply-time.ts';
import { chineseNumber, NUMERAL_CHARS } from './numerals.ts';
import { SURNAME } from './people.ts';

/** What a draft may hold; whatever else it names was made up. */
export interface Allowed {
  readonly approved: Approved;
  /** The one time, in the words that were given; or what stands for it. */
  readonly answerBy: string;
  readonly addressee: string | null;
  readonly language: ReplyLanguage;
  /** What the model was shown of the case, the time apart. */
  readonly shown: string;
  readonly staff: readonly string[];
}

/** Characters without blanks. */
const LENGTH = { zh: { min: 40, max: 220 }, en: { min: 80, max: 800 } } as const;

const fault = (rule: OptionRule, quote: string): OptionFault => ({ rule, quote: quote.trim().slice(0, 20) });

const COUNTED = new RegExp(`[${NUMERAL_CHARS}]{1,8}(?=\\s*(?:次|遍|趟|台|辆|公里|千米|岁|倍|成|折|元|块|万|%))`, 'g');
const DIGITS = /\d[\d,]*(?:\.\d+)?/g;

/** Numbers of a text, written in digits or as people say them. */
function numbersIn(text: string, chinese: RegExp): readonly (readonly [number, string])[] {
  const plain = text.normalize('NFKC');
  return [
    ...[...plain.matchAll(DIGITS)].map(([words]) => [Number(words.replaceAll(',', '')), words] as const),
    ...[...plain.matchAll(chinese)].map(([words]) => [chineseNumber(words) ?? Number.NaN, words] as const),
  ];
}

const NUMERALS = new RegExp(`[${NUMERAL_CHARS}]{1,8}`, 'g');

/** Figures that stand nowhere in what the model was shown. */
function figureFaults(text: string, answerBy: string, shown: string): readonly OptionFault[] {
  const known = new Set(numbersIn(shown, NUMERALS).map(([value]) => value));
  return numbersIn(squashed(text).replaceAll(squashed(answerBy), '\n'), COUNTED)
    .filter(([value]) => value !== 1 && !known.has(value))
    .map(([, words]) => fault('figure', words));
}

const TITLED = new RegExp(
  `(?<=[由请让和跟与是找]|^|[，。,.:：])(?!向|时)${SURNAME}(?:经理|总(?!经理|监)|师傅|主管|店长)`,
  'g',
);

/** Anybody but the customer, by whatever tells who it is; nothing of it is repeated. */
function personFaults(text: string, addressee: string | null, staff: readonly string[]): readonly OptionFault[] {
  const others = identifiersIn(text).filter(({ start, end }) => {
    const words = text.slice(start, end);
    // 向总经理: no Mr Xiang.
    return words !== addressee && !(words.endsWith('总') && /^[经监]/.test(text.slice(end)));
  });
  const colleagues = staff.filter((name) => [...name].length > 1 && text.includes(name));
  const titled = [...text.matchAll(TITLED)];
  const found = [...others.map(({ kind }) => kind), ...colleagues.map(() => '同事'), ...titled.map(() => '同事')];
  return [...new Set(found)].map((kind) => fault('personal_data', kind));
}

/** What the customer announced to do is not for us to speak of. */
const ANNOUNCED =
  /记者|媒体|曝光|抖音|发视频|起诉|律师|举报|12315|12345|消协|黑猫|\b(?:media|journalist|lawyer|lawsuit)s?\b/i;

const PLACEHOLDER = /[〔〕⟦⟧{}]|某(?:客户|电话|车牌|车架号|同事)/;
const MARKUP = /[*#`|<>_~]|\]\(|^\s*(?:[-•·]|\d{1,2}[.、)）])\s*/m;

function shapeFaults(text: string, allowed: Allowed): readonly OptionFault[] {
  const { min, max } = LENGTH[allowed.language];
  const length = [...text.replace(/\s/g, '')].length;
  const left = PLACEHOLDER.exec(text.replaceAll(allowed.answerBy, ''));
  const marked = MARKUP.exec(text);
  const announced = ANNOUNCED.exec(text);
  return [
    ...(announced ? [fault('threat', announced[0])] : []),
    ...(left ? [fault('placeholder', left[0])] : []),
    ...(marked ? [fault('markup', marked[0])] : []),
    ...(length < min || length > max ? [fault('length', String(length))] : []),
  ];
}

/** Every rule a draft breaks (domain.md §7 and the model's own); empty when it may be shown. */
export function checkOption(text: string, allowed: Allowed): readonly OptionFault[] {
  const { approved, answerBy, addressee, shown, staff } = allowed;
  return [
    ...checkDraft(text, approved),
    ...personFaults(text, addressee, staff),
    ...strayTimes(text, answerBy, shown, allowed.language).map((words) => fault('time', words)),
    ...figureFaults(text, answerBy, shown),
    ...shapeFaults(text, allowed),
  ];
}

/** What is left of a model's drafts, and why the others are not. */
export interface CheckedDrafts {
  readonly options: readonly ReplyOption[];
  readonly dropped: readonly OptionFault[];
}

/** At most one draft of a tone, at most `most` of them; those that break a rule are dropped. */
export function checkedDrafts(written: readonly WrittenDraft[], most: number, allowed: Allowed): CheckedDrafts {
  const options: ReplyOption[] = [];
  const dropped: OptionFault[] = [];
  for (const draft of written) {
    const text = restored(draft.text, allowed.addressee);
    const faults = checkOption(text, allowed);
    dropped.push(...faults);
    if (faults.length === 0 && !options.some(({ tone }) => tone === draft.tone))
      options.push({ text, tone: draft.tone });
  }
  return { options: options.slice(0, most), dropped };
}

/** What to do about each rule, for one more try: in the words of the prompt, none of the customer's. */
const REMEDY: Readonly<Record<OptionRule, string>> = {
  liability: '不承认责任或过失',
  amount: '不写没有批准的金额',
  promise: '不承诺结果，不答应没有批准的事',
  legal_conclusion: '不下法律结论',
  blame: '不指责任何人',
  argument: '不争辩',
  threat: '不威胁，不提曝光、起诉、投诉到哪里',
  delay: '不拖延',
  personal_data: '不写任何人的姓名、电话、车牌等',
  time: '写上给定的答复时间，照抄，不写别的时间',
  figure: '不写资料里没有的数字',
  placeholder: '不留占位符',
  length: '每稿 40 到 220 字',
  markup: '只写正文，不用格式符号和编号列表',
};

/** One line about what to mend. */
export const remedies = (faults: readonly OptionFault[]): string =>
  `草稿不合规则：${[...new Set(faults.map(({ rule }) => REMEDY[rule]))].join('；')}`;
