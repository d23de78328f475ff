import { describe, expect, it } from 'vitest';
import { ACTION_RULES, actionsIn, CASE_ACTIONS, type CaseAction } from '../../src/domain/case-action.ts';
import { CASE_STATUSES, type CaseStatus } from '../../src/domain/case-status.ts';
import { RuleError } from '../../src/domain/errors.ts';
import { checkMayAct, checkMayDismiss, checkMaySetSeverity } from '../../src/domain/permission.ts';
import { ROLES, type Role } from '../../src/domain/person.ts';
import { caseOf, opened, person, personId } from '../support/cases.ts';

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

const SIGN: Role[] = [
  'customer_care',
  'supervisor',
  'department_manager',
  'customer_relations_manager',
  'general_manager',
];

describe('who may act', () => {
  /** Written out by hand from domain.md §3 and §4, not taken from the code. */
  const MAY: Record<CaseAction, Role[] | 'everyone with a role'> = {
    claim: 'everyone with a role',
    acknowledge: 'everyone with a role',
    log_contact: 'everyone with a role',
    agree_date: 'everyone with a role',
    promise: 'everyone with a role',
    keep_promise: 'everyone with a role',
    propose: 'everyone with a role',
    withdraw: 'everyone with a role',
    add_consent: 'everyone with a role',
    // The press; how much whom is in authority.test.ts. A deputy of any role but an advisor may stand in for a manager.
    approve: SIGN,
    reject: SIGN,
    return: SIGN,
    accept: 'everyone with a role',
    decline: 'everyone with a role',
    pay: 'everyone with a role',
    carry_out: 'everyone with a role',
    follow_up: ['customer_care', 'customer_relations_manager', 'general_manager'],
    close: ['customer_care', 'customer_relations_manager', 'general_manager', 'department_manager'],
    reopen: 'everyone with a role',
    hand_over: 'everyone with a role',
    set_severity: 'everyone with a role',
    amend: 'everyone with a role',
    confirm_reading: 'everyone with a role',
    accuse: 'everyone with a role',
    pause: ['department_manager', 'customer_relations_manager', 'general_manager'],
    resume: 'everyone with a role',
    assess_impact: ['customer_relations_manager', 'general_manager'],
    crisis: ['department_manager', 'customer_relations_manager', 'general_manager'],
    release_statement: ['general_manager'],
    draft_report: ['department_manager', 'customer_relations_manager', 'general_manager'],
    send_report: ['customer_relations_manager', 'general_manager'],
    merge: 'everyone with a role',
    dismiss: 'everyone with a role',
    restore: 'everyone with a role',
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

describe('whoever the complaint is about', () => {
  const c = { ...caseOf(opened({ accused: [personId('吴')] })), status: 'resolved' as const };
  it('may not call back, close, pause, dismiss or take himself off the list, but may still say what happened', () => {
    const wu = person('吴', 'general_manager');
    for (const action of ['follow_up', 'close', 'accuse', 'send_report'] as const)
      expect([action, codeOf(() => checkMayAct(wu, c, action))]).toEqual([action, 'complained_about']);
    for (const action of ['claim', 'pause', 'dismiss'] as const)
      expect(codeOf(() => checkMayAct(wu, { ...c, status: 'new' }, action))).toBe('complained_about');
    expect(codeOf(() => checkMaySetSeverity(wu, c, 'major'))).toBe('complained_about');
    expect(codeOf(() => checkMayAct(wu, c, 'log_contact'))).toBeNull();
  });
});
