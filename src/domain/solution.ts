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
  'vehicle_return',
  'vehicle_replacement',
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
  'vehicle_return',
  'vehicle_replacement',
]);

/**
 * Chosen solutions that cost money while no amount of their kind is given: such a proposal would go past the approval. An apology, an
 * explanation, a repair or being served first may be free (domain.md §1.6, design: no money, no approval).
 */
export function withoutAmount(solutions: readonly Solution[], lines: readonly MoneyLine[]): readonly Solution[] {
  const refunded = lines.some((line) => line.kind === 'refund');
  const given = lines.some((line) => line.kind !== 'refund');
  // A car that is taken back is paid back.
  const paidBack = (s: Solution) => s === 'refund' || s === 'vehicle_return';
  return solutions.filter((s) => (paidBack(s) ? !refunded : GIVEN.has(s) && !given));
}
