import type { Case, Proposal } from './case.ts';
import { goodwillFen, type MoneyLine, refundFen, totalFen } from './money.ts';
import { type Approved, DRAFT_RULES } from './reply-draft.ts';

/** How a reply can sound. */
export const DRAFT_TONES = ['gentle', 'formal', 'brief'] as const;
export type DraftTone = (typeof DRAFT_TONES)[number];

/** A reply to choose, as a model wrote it. */
export interface ReplyOption {
  readonly text: string;
  readonly tone: DraftTone;
}

/** What a model's draft must keep besides the rules of every reply: the one time and the figures it was given, whole words, a length, plain text. */
export const OPTION_RULES = [...DRAFT_RULES, 'time', 'figure', 'placeholder', 'length', 'markup'] as const;
export type OptionRule = (typeof OPTION_RULES)[number];

/** A rule a model's draft broke, and the words that broke it (personal data masked). */
export interface OptionFault {
  readonly rule: OptionRule;
  readonly quote: string;
}

/** Why the plain template has to do: none is set up, it does not answer, it would not write one, or what it wrote broke rules. */
export const NO_DRAFT_REASONS = ['no_model', 'unavailable', 'refused', 'broke_rules'] as const;
export type NoDraft = (typeof NO_DRAFT_REASONS)[number];

/** What a reply may speak of as decided (domain.md §7.4). */
export interface ApprovedSolution extends Required<Approved> {
  readonly lines: readonly MoneyLine[];
}

const STANDING: readonly Proposal['state'][] = ['offered', 'accepted', 'executed'];

/** What was approved on a case and still stands, the one being offered or carried out before those that are done. */
export function approvedOn(c: Pick<Case, 'proposals'>): ApprovedSolution {
  const standing = c.proposals.filter(({ state }) => STANDING.includes(state));
  const live = standing.filter(({ state }) => state !== 'executed');
  const chosen = live.length > 0 ? live : standing.slice(-1);
  const lines = chosen.flatMap((proposal) => proposal.lines);
  const sums = [...lines.map((line) => line.amountFen), refundFen(lines), goodwillFen(lines), totalFen(lines)];
  return {
    solutions: [...new Set(chosen.flatMap((proposal) => proposal.solutions))],
    lines,
    approvedFen: [...new Set(sums)].filter((fen) => fen > 0),
  };
}

/** Until when the customer hears from us, as an instant; null when that has passed or is not known. */
export const answerDue = (c: Pick<Case, 'dueAt'>, now: Date): string | null =>
  c.dueAt !== null && Date.parse(c.dueAt) > now.getTime() ? c.dueAt : null;

/** How many drafts a customer's advisor gets to choose from, and how each sounds: three for an activist (S3), else one. */
export const tonesFor = (c: Pick<Case, 'customerType'>, wanted: DraftTone | null): readonly DraftTone[] => {
  if (wanted !== null) return [wanted];
  return c.customerType === 'activist' ? DRAFT_TONES : ['gentle'];
};
