import { describe, expect, it } from 'vitest';
import { approversFor, checkMayDecide, rolesThatMayApprove } from '../../src/domain/authority.ts';
import { ACTION_RULES, actionsIn, CASE_ACTIONS, type CaseAction } from '../../src/domain/case-action.ts';
import { CASE_STATUSES, type CaseStatus } from '../../src/domain/case-status.ts';
import { RuleError } from '../../src/domain/errors.ts';
import { checkMayAct, checkMayDismiss, checkMaySetSeverity } from '../../src/domain/permission.ts';
import { ROLES, type Role } from '../../src/domain/person.ts';
import { DEFAULT_POLICY } from '../../src/domain/policy.ts';
import { caseOf, opened, person } from '../support/cases.ts';

const codeOf = (work: () => unknown): string | null => {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof RuleError) return error.code;
    throw error;
  }
};
const inStatus = (status: CaseStatus) => ({ ...caseOf(opened()), status });

describe('who may act', () => {
  /** Written out by hand from domain.md §3 and §4, not taken from the code. */
  const MAY: Record<CaseAction, Role[] | 'everyone with a role'> = {
    claim: 'everyone with a role',
    hand_over: 'everyone with a role',
    set_severity: 'everyone with a role',
    amend: 'everyone with a role',
    log_contact: 'everyone with a role',
    propose: 'everyone with a role',
    withdraw: 'everyone with a role',
    approve: ['department_manager', 'customer_relations_manager', 'general_manager'],
    reject: ['department_manager', 'customer_relations_manager', 'general_manager'],
    accept: 'everyone with a role',
    decline: 'everyone with a role',
    carry_out: 'everyone with a role',
    follow_up: ['customer_care', 'customer_relations_manager', 'general_manager'],
    close: ['customer_care', 'customer_relations_manager', 'general_manager', 'department_manager'],
    reopen: 'everyone with a role',
    dismiss: 'everyone with a role',
    restore: 'everyone with a role',
    merge: 'everyone with a role',
    reveal: 'everyone with a role',
  };

  it.each(CASE_ACTIONS)('%s: each role is let in or told who may', (action) => {
    const status = ACTION_RULES[action].statuses[0] as CaseStatus;
    const allowed = MAY[action] === 'everyone with a role' ? ROLES : MAY[action];
    for (const role of ROLES) {
      const code = codeOf(() => checkMayAct(person('x', role), inStatus(status), action));
      expect([role, code]).toEqual([role, allowed.includes(role) ? null : 'role_may_not']);
    }
    expect(codeOf(() => checkMayAct(person('x', null), inStatus(status), action))).toBe('no_role');
    expect(codeOf(() => checkMayAct(person('x', 'general_manager', { active: false }), inStatus(status), action))).toBe(
      'person_inactive',
    );
  });

  it('offers no action in a state that does not allow it', () => {
    for (const status of CASE_STATUSES) {
      for (const action of CASE_ACTIONS) {
        const code = codeOf(() => checkMayAct(person('何总', 'general_manager'), inStatus(status), action));
        expect([status, action, code]).toEqual([
          status,
          action,
          actionsIn(status).includes(action) ? null : 'action_not_in_state',
        ]);
      }
    }
  });

  it('lets anyone with a role raise a severity and only managers lower it', () => {
    const c = caseOf(opened({ severity: 'serious' }));
    expect(codeOf(() => checkMaySetSeverity(person('小李', 'advisor'), c, 'major'))).toBeNull();
    expect(codeOf(() => checkMaySetSeverity(person('小李', 'advisor'), c, 'general'))).toBe('lowering_needs_manager');
    expect(codeOf(() => checkMaySetSeverity(person('吴经理', 'department_manager'), c, 'general'))).toBeNull();
    expect(codeOf(() => checkMaySetSeverity(person('小李', 'advisor'), c, 'serious'))).toBe('same_severity');
  });

  it('keeps a major case from being waved away on the shop floor', () => {
    const major = caseOf(opened({ severity: 'major' }));
    expect(codeOf(() => checkMayDismiss(person('小李', 'advisor'), major))).toBe('dismissing_major_needs_manager');
    expect(codeOf(() => checkMayDismiss(person('何总', 'general_manager'), major))).toBeNull();
    expect(codeOf(() => checkMayDismiss(person('小李', 'advisor'), caseOf(opened())))).toBeNull();
  });
});

describe('who may approve how much', () => {
  const yuan = (n: number) => n * 100;
  it.each([
    [1, ['department_manager', 'customer_relations_manager', 'general_manager']],
    [1000, ['department_manager', 'customer_relations_manager', 'general_manager']],
    [1000.01, ['customer_relations_manager', 'general_manager']],
    [3000, ['customer_relations_manager', 'general_manager']],
    [3000.01, ['general_manager']],
    [100_000, ['general_manager']],
  ])('¥%d may be signed by %j', (amount, roles) => {
    expect(rolesThatMayApprove(Math.round(yuan(amount)), DEFAULT_POLICY)).toEqual(roles);
  });

  it('is never the proposer, whatever the role', () => {
    const he = person('何总', 'general_manager');
    expect(codeOf(() => checkMayDecide(he, yuan(100), he.id, DEFAULT_POLICY))).toBe('own_proposal');
    expect(approversFor(yuan(100), he.id, [he], DEFAULT_POLICY)).toEqual([]);
  });

  it('is never an advisor, care or a supervisor, not even for one fen', () => {
    for (const role of ['advisor', 'customer_care', 'supervisor', null] as const) {
      expect(codeOf(() => checkMayDecide(person('x', role), 1, 'y', DEFAULT_POLICY))).toBe('above_authority');
    }
  });
});
