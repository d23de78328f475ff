import { localDateTime } from '../domain/business-time.ts';
import type { Category, Reading } from '../domain/complaint.ts';
import { MODEL_ANSWER_JSON_SCHEMA } from './model-answer.ts';
import { maskForModel } from './model-mask.ts';
import { identifiersIn } from './model-mask-find.ts';
import { LONGEST_TEXT, type ReadInput, readByRules } from './rules.ts';

/** The inputs of `prompts/read-complaint.md`. */
export const READ_COMPLAINT_INPUTS = ['postedAt', 'known', 'facts', 'nonce', 'message'] as const;

/** The form of the answer, as the connection to a model takes it. */
export const READ_COMPLAINT_SCHEMA = { name: 'complaint_reading', jsonSchema: MODEL_ANSWER_JSON_SCHEMA } as const;

/** Tokens an answer may need: about 450 for one customer, several in one message. */
export const READ_COMPLAINT_TOKENS = 4000;

/** What a model is told of a case when it reads a later message about it. */
export interface KnownCase {
  readonly summary: string;
  readonly category: Category;
  readonly demand: string | null;
  readonly amount: string | null;
}

/** A message ready to be sent, and what is needed to read the answer. */
export interface ModelInputs {
  readonly inputs: Readonly<Record<(typeof READ_COMPLAINT_INPUTS)[number], string>>;
  readonly restore: (text: string) => string;
  readonly rules: Reading;
}

const WEEKDAYS = '日一二三四五六';
const fullWidth = (text: string): string => text.replaceAll('<', '＜').replaceAll('>', '＞');

/** Neither the nonce nor a tag can stand in the message: it can close no delimiter. Folding makes them equal again when quotes are checked. */
export const harmless = (text: string, nonce: string): string =>
  fullWidth(nonce === '' ? text : text.replaceAll(nonce, '…'));

/** What the rules found, for the model to agree with or not; identifiers stay at home. */
function factsLine(rules: Reading, mask: (text: string) => string): string {
  const lines = rules.complaints.map((one, i) => {
    const { amountFen, occurredOn, mileageKm } = one.facts;
    const found = [
      ...one.triggers.map(({ trigger, quote }) => `${trigger}「${mask(quote)}」`),
      ...(amountFen === null ? [] : [`金额 ${amountFen.value / 100} 元`]),
      ...(mileageKm === null ? [] : [`里程 ${mileageKm.value} 公里`]),
      ...(occurredOn === null ? [] : [`日期 ${occurredOn.value}`]),
    ];
    return `${i + 1}. ${found.length === 0 ? '无' : found.join('；')}`;
  });
  return lines.length === 0 ? '无' : lines.join('\n');
}

/** Placeholders of another text would be taken for those of the message: they lose their numbers. */
const unnumbered = (masked: string): string => masked.replace(/〔(\D+?)\d+〕/g, '〔某$1〕');

function knownLine(cases: readonly KnownCase[], mask: (text: string) => string): string {
  const lines = cases.map(({ summary, category, demand, amount }) => {
    const parts = [`类别 ${category}`, `摘要「${summary}」`, `诉求「${demand ?? '未知'}」`, `金额 ${amount ?? '未知'}`];
    return unnumbered(mask(parts.join('；')));
  });
  return lines.length === 0 ? '无' : lines.join('\n');
}

/**
 * What a model is shown of a message: masked, inside delimiters that the message cannot forge. `nonce` is random for each call; `names` are
 * customers known from the thread, `known` the cases it may be a later word on.
 */
export function modelInputs(
  source: ReadInput,
  nonce: string,
  names: readonly string[] = [],
  known: readonly KnownCase[] = [],
): ModelInputs {
  const input = { ...source, text: source.text.slice(0, LONGEST_TEXT) };
  const rules = readByRules(input);
  const { masked, restore } = maskForModel(input.text, identifiersIn(input.text, names));
  const { date, time } = localDateTime(input.postedAt, input.timeZone);
  const weekday = WEEKDAYS.charAt(new Date(`${date}T00:00:00Z`).getUTCDay());
  const mask = (quote: string): string => fullWidth(maskForModel(quote, identifiersIn(quote, names)).masked);
  return {
    inputs: {
      postedAt: `${date} 星期${weekday} ${time}`,
      known: harmless(knownLine(known, mask), nonce),
      facts: factsLine(rules, mask),
      nonce,
      message: harmless(masked, nonce),
    },
    restore,
    rules,
  };
}
