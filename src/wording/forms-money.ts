import type { ExpiryReason } from '../domain/money-event.ts';

/** Forms about money that stand beside those of every case. */
export type MoneyFormName = 'proposeConfirm' | 'return' | 'addConsent' | 'pay';

/** Their inputs, and the further ones of a proposal and an acceptance. */
export type MoneyInputName =
  | 'refundPayer'
  | 'kind'
  | 'amount2'
  | 'kind2'
  | 'payer2'
  | 'consentText'
  | 'consentFiles'
  | 'consentPaper'
  | 'returnReason'
  | 'responsible'
  | 'deadline'
  | 'payProof';

/** The words of these forms; they stand among those of all forms. */
export interface MoneyForms {
  readonly title: Readonly<Record<MoneyFormName, string>>;
  readonly submit: Readonly<Record<MoneyFormName, string>>;
  readonly label: Readonly<Record<MoneyInputName, string>>;
  readonly placeholder: Readonly<Record<MoneyInputName, string>>;
  readonly hint: Readonly<Partial<Record<MoneyInputName, string>>>;
}

/** What is said about money: who signs it, who did, what became of it. */
export interface MoneyWording {
  /** At the head of a proposal: what the next step shows. */
  readonly firstStep: string;
  /** Closes who signs and shows the proposal again; at most 24 characters. */
  readonly back: string;
  readonly person: (name: string, role: string) => string;
  /** `who` are people of one level, any of whom may sign. */
  readonly needs: (amount: string, who: string) => string;
  readonly needsChain: (amount: string, roles: readonly string[]) => string;
  readonly firstSigns: (who: string) => string;
  /** Nobody is there who may; `roles` may by their limits, '' = no role may. */
  readonly nobodySigns: (amount: string, roles: string) => string;
  readonly consentNeeded: (manufacturer: string) => string;
  readonly consentMissing: (manufacturer: string) => string;
  readonly consentOnFile: (manufacturer: string, text: string, at: string) => string;
  readonly total: (amount: string) => string;
  readonly paidOnCar: (amount: string) => string;
  readonly progress: (signed: number, all: number) => string;
  readonly signed: (name: string, role: string, at: string) => string;
  readonly returned: (name: string, at: string) => string;
  /** After the name of whoever decided with the authority of an absent manager. */
  readonly onBehalf: (name: string) => string;
  readonly expired: Readonly<Record<ExpiryReason, string>>;
  readonly withdrawn: string;
  /** The approval counts no more: the customer said no. */
  readonly declined: (name: string, at: string) => string;
  readonly accepted: (at: string) => string;
  /** Who carries it out, and until when. */
  readonly responsible: (name: string, until: string | null) => string;
  readonly paid: (at: string) => string;
  /** Answers `/kesu 谁批 3800`: one sum by itself, with nothing paid before. */
  readonly alone: string;
  readonly askSum: string;
}
