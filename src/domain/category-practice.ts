import type { Category, Subcategory } from './complaint.ts';
import type { Solution } from './solution.ts';

/** What to do (domain.md §1.3, §4; remedies of S0f; training of S0e). */
export const ADVICE_STEPS = [
  'stop_driving',
  'care_for_injured',
  'tell_leaders',
  'one_spokesperson',
  'answer_authority',
  'facts_in_writing',
  'watch_crisis',
  'stop_spreading',
  'manager_in_person',
  'recheck_root_cause',
  'test_drive_together',
  'show_price_list',
  'say_remaining_time',
  'apologise_in_person',
  'tell_measures',
  'verify_warranty',
  'arrival_date',
  'check_part_source',
  'check_contract',
  'check_handover',
  'split_fees',
  'see_to_safety',
  'find_affected',
  'look_at_footage',
  'solve_today',
] as const;
export type AdviceStep = (typeof ADVICE_STEPS)[number];

/** What is usually done, collected and offered for a category (S0f, S2). */
export interface Practice {
  readonly steps: readonly AdviceStep[];
  readonly evidence: readonly Evidence[];
  readonly solutions: readonly Solution[];
}

/** What to collect before a verdict (domain.md §4 step 5, S2). */
export const EVIDENCE = [
  'leave_as_is',
  'photos',
  'fault_codes',
  'dashcam',
  'old_parts',
  'work_orders',
  'repair_records',
  'quote_and_bill',
  'warranty_card',
  'contract',
  'chat',
  'handover_sheet',
  'order_of_parts',
  'part_packing',
  'footage',
  'staff_account',
  'rescue_log',
  'access_log',
] as const;
export type Evidence = (typeof EVIDENCE)[number];

/** Safety: nothing is taken apart or thrown away before it is on record. */
export const SAFETY_EVIDENCE: readonly Evidence[] = ['leave_as_is', 'photos', 'fault_codes', 'dashcam', 'old_parts'];

/** The usual handling of each category and subcategory. */
export const PRACTICE: Readonly<Record<Category | Subcategory, Practice>> = {
  product_quality: {
    steps: ['recheck_root_cause', 'verify_warranty'],
    evidence: ['repair_records', 'warranty_card', 'fault_codes'],
    solutions: ['apology', 'explanation', 'repair', 'replacement', 'loan_car'],
  },
  repair_quality: {
    steps: ['recheck_root_cause', 'test_drive_together', 'show_price_list'],
    evidence: ['work_orders', 'repair_records', 'quote_and_bill'],
    solutions: ['apology', 'repair', 'priority_service', 'labour_discount', 'refund'],
  },
  service_attitude: {
    steps: ['apologise_in_person', 'tell_measures'],
    evidence: ['staff_account', 'footage', 'chat'],
    solutions: ['apology', 'explanation', 'gift'],
  },
  waiting_time: {
    steps: ['say_remaining_time'],
    evidence: ['work_orders', 'staff_account'],
    solutions: ['apology', 'priority_service', 'labour_discount', 'free_service'],
  },
  warranty_claim: {
    steps: ['verify_warranty'],
    evidence: ['warranty_card', 'work_orders', 'old_parts', 'quote_and_bill'],
    solutions: ['explanation', 'apology', 'repair', 'refund', 'free_service'],
  },
  parts_supply: {
    steps: ['arrival_date'],
    evidence: ['order_of_parts', 'work_orders'],
    solutions: ['apology', 'explanation', 'loan_car', 'priority_service', 'compensation'],
  },
  parts_quality: {
    steps: ['check_part_source'],
    evidence: ['part_packing', 'old_parts', 'work_orders'],
    solutions: ['apology', 'replacement', 'repair', 'refund'],
  },
  price_billing: {
    steps: ['show_price_list'],
    evidence: ['quote_and_bill', 'work_orders'],
    solutions: ['explanation', 'apology', 'refund', 'labour_discount'],
  },
  sales_promise: {
    steps: ['check_contract'],
    evidence: ['contract', 'chat', 'staff_account'],
    solutions: ['apology', 'explanation', 'refund', 'gift', 'compensation'],
  },
  delivery: {
    steps: ['check_handover'],
    evidence: ['handover_sheet', 'contract', 'photos'],
    solutions: ['apology', 'repair', 'replacement', 'compensation'],
  },
  finance_insurance: {
    steps: ['split_fees', 'check_contract'],
    evidence: ['contract', 'quote_and_bill', 'chat'],
    solutions: ['explanation', 'apology', 'refund'],
  },
  rescue: {
    steps: ['see_to_safety'],
    evidence: ['rescue_log', 'quote_and_bill', 'photos'],
    solutions: ['apology', 'compensation', 'repair', 'free_service'],
  },
  privacy: {
    steps: ['stop_spreading', 'find_affected'],
    evidence: ['access_log', 'chat', 'staff_account'],
    solutions: ['apology', 'explanation', 'compensation'],
  },
  in_shop_damage: {
    steps: ['look_at_footage'],
    evidence: ['footage', 'photos', 'handover_sheet', 'staff_account'],
    solutions: ['apology', 'repair', 'compensation', 'loan_car'],
  },
  other: {
    steps: [],
    evidence: ['staff_account', 'photos'],
    solutions: ['apology', 'explanation', 'repair'],
  },
};
