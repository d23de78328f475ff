import { isUnsafe } from './advice.ts';
import type { Case } from './case.ts';
import type { Category, CustomerType, Subcategory } from './complaint.ts';
import { maskedText } from './masked-text.ts';
import { checkDraft } from './reply-draft.ts';

/** Ways forward that may be offered before anything is approved: none costs money, none promises an outcome (domain.md §7.4, §7.6). */
export const DRAFT_OPTIONS = [
  'joint_check',
  'third_party_check',
  'best_technician',
  'meet_manager',
  'line_by_line',
  'contract_together',
  'supply_plan',
  'pick_time',
  'written_answer',
] as const;
export type DraftOption = (typeof DRAFT_OPTIONS)[number];

const OPTIONS: Readonly<Record<Category | Subcategory, readonly [DraftOption, DraftOption, DraftOption]>> = {
  product_quality: ['joint_check', 'third_party_check', 'meet_manager'],
  repair_quality: ['best_technician', 'joint_check', 'meet_manager'],
  service_attitude: ['meet_manager', 'written_answer', 'pick_time'],
  waiting_time: ['pick_time', 'best_technician', 'meet_manager'],
  warranty_claim: ['joint_check', 'written_answer', 'meet_manager'],
  parts_supply: ['supply_plan', 'meet_manager', 'written_answer'],
  parts_quality: ['joint_check', 'third_party_check', 'meet_manager'],
  price_billing: ['line_by_line', 'written_answer', 'meet_manager'],
  sales_promise: ['contract_together', 'written_answer', 'meet_manager'],
  delivery: ['joint_check', 'contract_together', 'meet_manager'],
  finance_insurance: ['line_by_line', 'contract_together', 'meet_manager'],
  rescue: ['joint_check', 'written_answer', 'meet_manager'],
  privacy: ['written_answer', 'meet_manager', 'pick_time'],
  in_shop_damage: ['joint_check', 'third_party_check', 'meet_manager'],
  other: ['meet_manager', 'written_answer', 'pick_time'],
};

/** The parts of a first reply, for wording/ to say. */
export interface DraftPlan {
  /** 孙女士: only where it tells no more than a surname. */
  readonly addressee: string | null;
  readonly type: CustomerType;
  readonly about: Category | Subcategory;
  /** What was heard, in the reporter's words, where they are fit to be read by the customer. */
  readonly heard: string | null;
  readonly unsafe: boolean;
  readonly again: boolean;
  /** Who in the house knows of it. */
  readonly toldTo: 'team' | 'manager' | 'general_manager';
  /** Two or three for customers who want a choice, else none. */
  readonly options: readonly DraftOption[];
  /** When the customer hears from us, in words; null: whoever sends it fills it in. */
  readonly answerBy: string | null;
}

const TOLD = { general: 'team', serious: 'manager', major: 'general_manager' } as const;
const ADDRESSEE = /^\p{Script=Han}{1,2}(?:先生|女士|小姐|太太|老师)$/u;
/** Words about the customer, or what he announced to do: not for his eyes. */
const ABOUT_THEM =
  /客户|车主|顾客|[他她]们?|对方|扬言|威胁|无理|骂|闹|纠缠|曝光|抖音|视频|记者|媒体|起诉|律师|投诉|举报|12315|12345|不然|否则|the customer|\b(?:he|she|they)\b/i;
const LONGEST_HEARD = 60;

/** The summary, when it can stand in a message to the customer as it is. */
function heardWords(c: DraftQuestion): string | null {
  const name = c.facts.customerName?.value ?? '';
  const words = c.summary
    .replace(name, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[。.，,]+$/, '');
  if (words === '' || [...words].length > LONGEST_HEARD || ABOUT_THEM.test(words)) return null;
  if (maskedText(c, words) !== words) return null;
  return checkDraft(words, { approvedFen: [] }).length === 0 ? words : null;
}

export type DraftQuestion = Pick<
  Case,
  'category' | 'subcategory' | 'severity' | 'customerType' | 'triggers' | 'facts' | 'summary' | 'malformedVin'
>;

/** What a first reply to this customer has to hold (domain.md §7). */
export function draftPlan(c: DraftQuestion, answerBy: string | null): DraftPlan {
  const about = c.subcategory ?? c.category.value;
  const name = c.facts.customerName?.value.trim() ?? '';
  return {
    addressee: ADDRESSEE.test(name) ? name : null,
    type: c.customerType,
    about,
    heard: heardWords(c),
    unsafe: isUnsafe(c),
    again: c.triggers.some(({ trigger }) => trigger === 'repeat'),
    toldTo: TOLD[c.severity],
    options: c.customerType === 'activist' ? OPTIONS[about] : [],
    answerBy,
  };
}
