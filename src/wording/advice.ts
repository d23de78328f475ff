import type { Approach } from '../domain/advice.ts';
import type { AdviceStep, Evidence } from '../domain/category-practice.ts';
import type { Category, Subcategory } from '../domain/complaint.ts';
import type { DraftOption } from '../domain/draft-plan.ts';
import type { Law, LegalFact, LegalFactKey } from '../domain/legal-facts.ts';
import type { GuaranteeGap, GuaranteeWindow, ReturnGround } from '../domain/three-guarantees.ts';
import type { HelpWording } from './advice-help.ts';

/** The sentences of a first reply to the customer. Every one keeps domain.md §7; a test holds them against the rules. */
export interface DraftWording {
  readonly greeting: (addressee: string | null) => string;
  /** Feelings first: for each category, being sorry for the experience. */
  readonly sorry: Readonly<Record<Category | Subcategory, string>>;
  readonly again: string;
  readonly heard: (words: string) => string;
  readonly heardAbout: (category: string) => string;
  readonly ask: string;
  readonly unsafe: string;
  /** A sentence that suits the type. */
  readonly care: Readonly<Record<'passive' | 'voicer' | 'angry' | 'activist' | 'unknown', string>>;
  readonly told: Readonly<Record<'team' | 'manager' | 'general_manager', string>>;
  readonly options: string;
  readonly option: Readonly<Record<DraftOption, string>>;
  readonly afterOptions: string;
  readonly next: (answerBy: string) => string;
  /** Stands where the time of the answer has to be filled in. */
  readonly fillIn: string;
  readonly thanks: string;
}

/** Everything 处理建议 says. */
export interface AdviceWording {
  readonly title: string;
  readonly menu: string;
  readonly head: Readonly<
    Record<'approach' | 'steps' | 'evidence' | 'solutions' | 'past' | 'facts' | 'gaps' | 'draft', string>
  >;
  readonly approach: Readonly<Record<Approach, string>>;
  readonly step: Readonly<Record<AdviceStep, string>>;
  readonly evidence: Readonly<Record<Evidence, string>>;
  readonly gap: Readonly<Record<GuaranteeGap, string>>;
  readonly law: Readonly<Record<Law, string>>;
  /** The law and its article: 《…》第18条. */
  readonly article: (law: string, article: string) => string;
  readonly legal: { readonly [K in LegalFactKey]: (fact: LegalFact, exposure: string | null) => string };
  readonly due: (date: string) => string;
  readonly window: (window: GuaranteeWindow) => string;
  readonly ground: (ground: ReturnGround) => string;
  readonly spareCar: (days: number) => string;
  readonly useFee: (price: string, km: string, fee: string) => string;
  readonly claimAnswer: (date: string | null) => string;
  readonly claimFinish: (date: string | null) => string;
  /** Under the facts: people decide. */
  readonly notAdvice: string;
  /** Under the draft: people send it. */
  readonly draftNote: string;
  readonly draft: DraftWording;
  readonly help: HelpWording;
}
