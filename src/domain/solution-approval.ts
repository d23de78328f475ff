import type { CustomerType } from './complaint.ts';
import type { MoneyKind } from './money.ts';
import { ROLES, type Role } from './person.ts';
import type { AuthorityRule, Policy } from './policy.ts';
import type { Solution } from './solution.ts';

/** What the money of a solution is for; a solution that is not here may be free and then needs no approval. */
const KIND: Readonly<Partial<Record<Solution, MoneyKind>>> = {
  replacement: 'parts',
  refund: 'refund',
  compensation: 'goodwill',
  free_service: 'coupon',
  labour_discount: 'labour',
  loan_car: 'loan_car',
  gift: 'goodwill',
  vehicle_return: 'refund',
  vehicle_replacement: 'goodwill',
};

/** A role that may approve, and up to what; null = no limit. */
export interface Approver {
  readonly role: Role;
  readonly upToFen: number | null;
}

/** Who may approve some solutions, lowest role first; null where no money is given. */
export interface SolutionApproval {
  readonly solutions: readonly Solution[];
  readonly approvers: readonly Approver[] | null;
  /** The manufacturer has to agree in writing as well (domain.md §3). */
  readonly consent: boolean;
}

const fits = (rule: AuthorityRule, role: Role, kind: MoneyKind): boolean =>
  rule.role === role &&
  (rule.kinds === undefined || rule.kinds.includes(kind)) &&
  (rule.payers === undefined || rule.payers.includes('dealer'));

/** What roles may approve of money of a kind that the dealer bears, per decision; a role that may not approve more than a lower one is left out. */
function approversOf(kind: MoneyKind, policy: Policy): readonly Approver[] {
  const approvers: Approver[] = [];
  for (const role of ROLES) {
    const rules = role === 'advisor' ? [] : policy.authority.rules.filter((rule) => fits(rule, role, kind));
    if (rules.length === 0) continue;
    const upTo = Math.min(...rules.map((rule) => rule.perDecisionFen ?? Number.POSITIVE_INFINITY));
    const before = approvers.at(-1);
    if (upTo <= 0 || (before && (before.upToFen ?? Number.POSITIVE_INFINITY) >= upTo)) continue;
    approvers.push({ role, upToFen: Number.isFinite(upTo) ? upTo : null });
  }
  return approvers;
}

function approvalOf(solution: Solution, policy: Policy): Omit<SolutionApproval, 'solutions'> {
  const kind = KIND[solution];
  const consent = solution === 'vehicle_return' || solution === 'vehicle_replacement';
  return { approvers: kind === undefined ? null : approversOf(kind, policy), consent };
}

/** Solutions with who may approve them by the policy's rules; those that the same people approve stand together. */
export function approvalsOf(solutions: readonly Solution[], policy: Policy): readonly SolutionApproval[] {
  const groups = new Map<string, SolutionApproval>();
  for (const solution of solutions) {
    const approval = approvalOf(solution, policy);
    const key = JSON.stringify(approval);
    groups.set(key, { ...approval, solutions: [...(groups.get(key)?.solutions ?? []), solution] });
  }
  return [...groups.values()];
}

/** What a customer of each type hears first (domain.md §1.5): cared for, told plainly, or apologised to. */
const FIRST: Readonly<Record<CustomerType, readonly Solution[]>> = {
  passive: ['apology', 'priority_service'],
  voicer: ['apology', 'explanation'],
  angry: ['apology'],
  activist: [],
  unknown: [],
};

/** The usual solutions of a category in the order that suits the customer; an activist is to have three to choose from. */
export function suitedTo(type: CustomerType, usual: readonly Solution[]): readonly Solution[] {
  const more: readonly Solution[] = type === 'activist' && usual.length < 3 ? ['explanation', 'priority_service'] : [];
  return [...new Set([...FIRST[type], ...usual, ...more])];
}
