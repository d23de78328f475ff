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
