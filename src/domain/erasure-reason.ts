/** Why words were masked or removed for good: their time was over (policy, `retention`), or a customer asked: of his own case, or where another mentions him. */
export const ERASURE_REASONS = ['retention', 'request', 'mention'] as const;
export type ErasureReason = (typeof ERASURE_REASONS)[number];
