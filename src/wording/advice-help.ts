import type { DraftTone, NoDraft, OptionRule } from '../domain/reply-option.ts';

/** A similar case, its parts in words. */
export interface PastWords {
  readonly number: string;
  readonly sameModel: boolean;
  readonly solutions: readonly string[];
  /** What all paid, and the dealer's share where others paid too; null where nothing was paid. */
  readonly total: string | null;
  readonly dealer: string | null;
  readonly days: number;
  readonly satisfied: boolean;
}

/** What 处理建议 says of drafts by a model, of similar cases and of who approves what. */
export interface HelpWording {
  readonly tone: Readonly<Record<DraftTone, string>>;
  /** On the buttons that ask for one more. */
  readonly again: Readonly<Record<DraftTone, string>>;
  readonly askAgain: string;
  /** `回复草稿 · 温和`. */
  readonly option: (head: string, tone: string) => string;
  readonly drafting: string;
  readonly byModel: string;
  /** Why the draft shown is the plain template. */
  readonly template: Readonly<Record<Exclude<NoDraft, 'no_model' | 'broke_rules'>, string>>;
  readonly brokeRules: (rules: string) => string;
  readonly fault: Readonly<Record<OptionRule, string>>;
  readonly past: (past: PastWords) => string;
  readonly free: string;
  readonly approver: (role: string, upTo: string | null) => string;
  readonly nobody: string;
  readonly consent: string;
}
