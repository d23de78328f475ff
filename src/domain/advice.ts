import type { Case } from './case.ts';
import { type AdviceStep, type Evidence, PRACTICE, SAFETY_EVIDENCE } from './category-practice.ts';
import type { CustomerType, Severity, Trigger } from './complaint.ts';
import type { Solution } from './solution.ts';
import { suitedTo } from './solution-approval.ts';

/** How to speak with a customer (domain.md §1.5, S3). */
export const APPROACHES = [
  'feelings_first',
  'confirm_heard',
  'show_care',
  'tell_how',
  'isolate',
  'agree_first',
  'state_conditions',
  'listen_back',
  'tell_escalation',
  'offer_options',
  'keep_watching',
] as const;
export type Approach = (typeof APPROACHES)[number];

const BY_TYPE: Readonly<Record<CustomerType, readonly Approach[]>> = {
  passive: ['show_care', 'tell_how'],
  voicer: ['isolate', 'agree_first', 'state_conditions'],
  angry: ['isolate', 'listen_back', 'tell_escalation'],
  activist: ['isolate', 'offer_options', 'keep_watching'],
  unknown: ['feelings_first', 'confirm_heard'],
};

const BY_TRIGGER: readonly (readonly [Trigger, readonly AdviceStep[]])[] = [
  ['injury', ['care_for_injured', 'stop_driving']],
  ['fire', ['stop_driving']],
  ['safety', ['stop_driving']],
  ['media', ['one_spokesperson']],
  ['group', ['one_spokesperson']],
  ['government', ['answer_authority']],
  ['consumer_association', ['answer_authority']],
  ['lawyer', ['facts_in_writing']],
  ['police', ['facts_in_writing']],
  ['privacy_leak', ['stop_spreading']],
  ['threat', ['watch_crisis']],
  ['platform', ['watch_crisis']],
  ['repeat', ['recheck_root_cause']],
];

const BY_SEVERITY: Readonly<Record<Severity, readonly AdviceStep[]>> = {
  general: ['solve_today'],
  serious: ['manager_in_person'],
  major: ['tell_leaders', 'manager_in_person'],
};

/** Help for whoever works a case, as keys that wording/ says. */
export interface Advice {
  readonly approach: readonly Approach[];
  /** The most urgent first. */
  readonly steps: readonly AdviceStep[];
  readonly evidence: readonly Evidence[];
  /** The usual solutions for such a complaint and customer. */
  readonly solutions: readonly Solution[];
  /** The car is not to be driven until it was looked at. */
  readonly stopDriving: boolean;
}

export type AdviceQuestion = Pick<
  Case,
  'category' | 'subcategory' | 'secondaryCategories' | 'customerType' | 'severity' | 'triggers'
>;

const once = <T>(items: readonly T[]): readonly T[] => [...new Set(items)];

/** True when brakes, steering, fire or injury are spoken of. */
export const isUnsafe = (c: Pick<Case, 'triggers'>): boolean =>
  c.triggers.some(({ trigger }) => trigger === 'safety' || trigger === 'fire' || trigger === 'injury');

/** What to say, do and collect, by customer type, triggers, severity and category. */
export function adviceFor(c: AdviceQuestion): Advice {
  const main = PRACTICE[c.subcategory ?? c.category.value];
  const also = c.secondaryCategories.slice(0, 2).map((category) => PRACTICE[category]);
  const triggers = new Set(c.triggers.map(({ trigger }) => trigger));
  const urgent = BY_TRIGGER.filter(([trigger]) => triggers.has(trigger)).flatMap(([, steps]) => steps);
  const unsafe = isUnsafe(c);
  return {
    approach: BY_TYPE[c.customerType],
    steps: once([...urgent, ...BY_SEVERITY[c.severity], ...main.steps, ...also.flatMap((p) => p.steps)]).slice(0, 8),
    evidence: once([...(unsafe ? SAFETY_EVIDENCE : []), ...main.evidence, ...also.flatMap((p) => p.evidence)]).slice(
      0,
      8,
    ),
    solutions: suitedTo(c.customerType, main.solutions),
    stopDriving: unsafe,
  };
}
