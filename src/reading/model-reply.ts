import { z } from 'zod';
import { localDateTime } from '../domain/business-time.ts';
import type { Case } from '../domain/case.ts';
import type { CaseEvent } from '../domain/case-event.ts';
import type { DraftOption, DraftPlan } from '../domain/draft-plan.ts';
import { maskedText } from '../domain/masked-text.ts';
import type { MoneyLine } from '../domain/money.ts';
import { type ApprovedSolution, DRAFT_TONES, type DraftTone } from '../domain/reply-option.ts';
import { harmless } from './model-answer-inputs.ts';
import { maskForModel } from './model-mask.ts';
import { identifiersIn } from './model-mask-find.ts';
import { doneSoFar } from './model-reply-done.ts';

/** The inputs of `prompts/draft-reply.md`. */
export const DRAFT_REPLY_INPUTS = [
  'language',
  'addressee',
  'situation',
  'approved',
  'ways',
  'answerBy',
  'drafts',
  'nonce',
  'message',
  'known',
  'done',
] as const;

/** Tokens an answer may need: three drafts of about 250. */
export const DRAFT_REPLY_TOKENS = 1500;

const replySchema = z.object({ drafts: z.array(z.object({ tone: z.enum(DRAFT_TONES), text: z.string() })) });

function jsonSchema(): Readonly<Record<string, unknown>> {
  const { $schema: _, ...schema } = z.toJSONSchema(replySchema, { target: 'draft-7' });
  return schema;
}

/** The form of the answer, as the connection to a model takes it. */
export const DRAFT_REPLY_SCHEMA = { name: 'reply_drafts', jsonSchema: jsonSchema() } as const;

/** Where the customer's 称呼 goes; the model never learns it. */
export const ADDRESSEE = '〔称呼〕';

/** What a draft has to go by. */
export interface ReplyQuestion {
  readonly case: Case;
  readonly plan: DraftPlan;
  readonly events: readonly CaseEvent[];
  readonly approved: ApprovedSolution;
  readonly tones: readonly DraftTone[];
  readonly timeZone: string;
  /** Names of colleagues: none of them reaches the model. */
  readonly staff: readonly string[];
}

export type ReplyLanguage = 'zh' | 'en';

/** The language the customer is answered in: that of the complaint. */
export const replyLanguage = (c: Pick<Case, 'text' | 'summary'>): ReplyLanguage =>
  /\p{Script=Han}/u.test(`${c.text}${c.summary}`) ? 'zh' : 'en';

const WEEKDAYS_ZH = '日一二三四五六';
const WEEKDAYS_EN = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Stands where whoever sends it has to fill in the time. */
export const FILL_IN: Readonly<Record<ReplyLanguage, string>> = { zh: '【请填写时间】', en: '[fill in the time]' };

/** "11月19日 周四 20:00" or "Thu 19 Nov 20:00" in the store's time zone: it names the day, since a customer reads it later. */
export function answerWords(iso: string | null, timeZone: string, language: ReplyLanguage): string {
  if (iso === null) return FILL_IN[language];
  const { date, time } = localDateTime(new Date(iso), timeZone);
  const [, month = 1, day = 1] = date.split('-').map(Number);
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  const clock = time.slice(0, 5);
  if (language === 'en') return `${WEEKDAYS_EN[weekday] ?? ''} ${day} ${MONTHS[month - 1] ?? ''} ${clock}`;
  return `${month}月${day}日 周${WEEKDAYS_ZH.charAt(weekday)} ${clock}`;
}

/** DRAFT_OPTIONS as the prompt says them. */
const WAYS: Readonly<Record<DraftOption, string>> = {
  joint_check: '约方便的时间，技术主管当面一起检查并讲清结果',
  third_party_check: '双方都认可的第三方机构检测',
  best_technician: '经验最丰富的技师重新检查，一起试车',
  meet_manager: '经理当面沟通，一起商量',
  line_by_line: '对照价目表和工单逐项核对',
  contract_together: '对照合同和沟通记录逐条核对',
  supply_plan: '向供应方核实到货时间，按进度告知',
  pick_time: '由客户挑方便的时间，预留接待',
  written_answer: '核实后书面告知经过和处理意见',
};

const LONGEST_MESSAGE = 1500;

/** What tells who a text is about goes; colleagues are colleagues. Nothing is restored later, so placeholders need no numbers. */
function masker({ case: c, staff }: ReplyQuestion): (text: string) => string {
  const names = c.facts.customerName ? [c.facts.customerName.value] : [];
  const colleagues = [...staff].filter((name) => [...name].length > 1).sort((a, b) => b.length - a.length);
  return (text) => {
    const { masked } = maskForModel(text, identifiersIn(text, names));
    const plain = maskedText(c, masked).replace(/〔(\D+?)\d+〕/g, '〔某$1〕');
    return colleagues.reduce((rest, name) => rest.replaceAll(name, '同事'), plain);
  };
}

const yesNo = (yes: boolean): string => (yes ? '是' : '否');

function situation({ case: c, plan }: ReplyQuestion): string {
  return [
    `类别 ${plan.about}`,
    `客户类型 ${c.customerType}`,
    `情绪 ${c.reading.emotion}`,
    `进展 ${c.status}`,
    `由谁跟进 ${plan.toldTo}`,
    `涉及行车安全 ${yesNo(plan.unsafe)}`,
    `同一件事再次发生 ${yesNo(plan.again)}`,
  ].join('；');
}

const moneyWords = (lines: readonly MoneyLine[]): string =>
  lines.map(({ kind, amountFen }) => `${kind} ${amountFen / 100} 元`).join('、');

function approvedWords({ solutions, lines }: ApprovedSolution): string {
  if (solutions.length === 0) return '无';
  return `${solutions.join('、')}${lines.length > 0 ? `；金额 ${moneyWords(lines)}` : '；不涉及金额'}`;
}

function knownLines({ summary, facts, reading }: Case, mask: (text: string) => string): string {
  const lines = [
    ['事由', summary],
    ['诉求', facts.demand?.value ?? ''],
    ['没说出口的需要', reading.hiddenNeed ?? ''],
    ['车型', facts.model?.value ?? ''],
  ] as const;
  return lines
    .filter(([, words]) => words.trim() !== '')
    .map(([label, words]) => `${label}：${mask(words).slice(0, 200)}`)
    .join('\n');
}

/** What a model is shown of a case: masked, what people wrote inside delimiters that it cannot forge. `nonce` is random for each call. */
export function replyInputs(
  question: ReplyQuestion,
  nonce: string,
): Readonly<Record<(typeof DRAFT_REPLY_INPUTS)[number], string>> {
  const { case: c, plan, tones } = question;
  const mask = masker(question);
  const data = (text: string): string => harmless(text, nonce) || '无';
  const language = replyLanguage(c);
  return {
    language: language === 'zh' ? '中文' : 'English',
    addressee: plan.addressee === null ? '不知道怎么称呼，只写问候语' : ADDRESSEE,
    situation: situation(question),
    approved: approvedWords(question.approved),
    ways: plan.options.map((option, i) => `${i + 1}. ${WAYS[option]}`).join('\n') || '无',
    answerBy: plan.answerBy ?? FILL_IN[language],
    drafts: `${tones.length} 稿，语气依次为 ${tones.join('、')}`,
    nonce,
    message: data(mask(c.text).slice(0, LONGEST_MESSAGE)),
    known: data(knownLines(c, mask)),
    done: data(doneSoFar(question.events, question.timeZone, mask).join('\n')),
  };
}

/** A draft as the model wrote it. */
export type WrittenDraft = z.infer<typeof replySchema>['drafts'][number];

/** The drafts in an answer; null when it is not as asked. A tone of the model's own making is gentle. */
export function draftsIn(raw: unknown): readonly WrittenDraft[] | null {
  const loose = z.object({
    drafts: z.array(z.object({ tone: z.enum(DRAFT_TONES).catch('gentle'), text: z.string() })),
  });
  const parsed = loose.safeParse(raw);
  return parsed.success ? parsed.data.drafts : null;
}

/** Only the 称呼 comes back, in whatever brackets the model left it. */
export const restored = (text: string, addressee: string | null): string =>
  text
    .replace(/[〔【[(（]\s*称呼\s*[〕】\])）]/g, addressee ?? '')
    .replace(/\r\n?/g, '\n')
    .trim();
