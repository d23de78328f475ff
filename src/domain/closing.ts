/** 不良 material or manufacturing defect / 不满 up to standard, yet unhappy / 客户过失 (domain.md §1.4, S0d). */
export const VERDICTS_OF_CAUSE = ['defect', 'dissatisfied', 'customer_fault'] as const;
export type CauseVerdict = (typeof VERDICTS_OF_CAUSE)[number];

/** 责任方 (domain.md §1.4, S2); the first named is the main one. */
export const PARTIES = ['dealer', 'manufacturer', 'customer', 'third_party'] as const;
export type Party = (typeof PARTIES)[number];

/** How it ended. */
export const RESOLUTIONS = [
  'explained',
  'apologised',
  'repaired',
  'refunded',
  'compensated',
  'replaced',
  'customer_withdrew',
  'other',
] as const;
export type Resolution = (typeof RESOLUTIONS)[number];

/** What a case is closed with. */
export interface Closing {
  readonly resolution: Resolution;
  readonly verdict: CauseVerdict;
  readonly parties: readonly Party[];
}
