import { RuleError } from './errors.ts';
import { MANAGERS, type Person, type Role } from './person.ts';
import type { Policy } from './policy.ts';

/** The most a role may approve in one decision: fen, `null` = no limit, 0 = nothing (domain.md §3). */
export function approvalLimitFen(role: Role | null, policy: Policy): number | null {
  switch (role) {
    case 'department_manager':
    case 'customer_relations_manager':
    case 'general_manager':
      return policy.approvalLimitFen[role];
    default:
      return 0;
  }
}

const covers = (role: Role, amountFen: number, policy: Policy): boolean => {
  const limit = approvalLimitFen(role, policy);
  return limit === null || (limit > 0 && amountFen <= limit);
};

/** The roles whose limit covers an amount, lowest first. */
export const rolesThatMayApprove = (amountFen: number, policy: Policy): readonly Role[] =>
  MANAGERS.filter((role) => covers(role, amountFen, policy));

/** People who may sign an amount that `proposer` asked for: within their limit, and never the proposer (domain.md §3, OURS). */
export const approversFor = (
  amountFen: number,
  proposer: string,
  people: readonly Person[],
  policy: Policy,
): readonly Person[] =>
  people.filter((p) => p.active && p.id !== proposer && p.role !== null && covers(p.role, amountFen, policy));

/** Of those who may sign, the ones of the lowest level: they are asked first, so that a small sum does not call the general manager. */
export function askedFirst(approvers: readonly Person[]): readonly Person[] {
  const lowest = MANAGERS.find((role) => approvers.some((p) => p.role === role));
  return approvers.filter((p) => p.role === lowest);
}

/** Throws unless `person` may decide on `amountFen` proposed by `proposer`. */
export function checkMayDecide(person: Person, amountFen: number, proposer: string, policy: Policy): void {
  if (person.id === proposer) throw new RuleError('own_proposal', {});
  if (person.role === null || !covers(person.role, amountFen, policy)) {
    const limitFen = approvalLimitFen(person.role, policy) ?? 0;
    throw new RuleError('above_authority', { amountFen, limitFen, roles: rolesThatMayApprove(amountFen, policy) });
  }
}
