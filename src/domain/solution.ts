import type { MoneyLine } from './money.ts';

/** What a dealership can offer (domain.md §1.6, S2 and S0f). */
export const SOLUTIONS = [
  'apology',
  'explanation',
  'repair',
  'replacement',
  'refund',
  'compensation',
  'free_service',
  'labour_discount',
  'priority_service',
  'loan_car',
  'gift',
] as const;
export type Solution = (typeof SOLUTIONS)[number];

/** Solutions that hand something over: they need an amount, and with it an approval. */
const GIVEN: ReadonlySet<Solution> = new Set([
  'replacement',
  'compensation',
  'free_service',
  'labour_discount',
  'loan_car',
  'gift',
]);

/**
 * Chosen solutions that cost money while no amount of their kind is given: such a proposal would go past the approval. An apology, an
 * explanation, a repair or being served first may be free (domain.md §1.6, design: no money, no approval).
 */
export function withoutAmount(solutions: readonly Solution[], lines: readonly MoneyLine[]): readonly Solution[] {
  const has = (kind: MoneyLine['kind']) => lines.some((line) => line.kind === kind);
  return solutions.filter((s) => (s === 'refund' ? !has('refund') : GIVEN.has(s) && !has('goodwill')));
}
