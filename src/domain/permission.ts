import type { Case } from './case.ts';
import { ACTION_RULES, type CaseAction } from './case-action.ts';
import { isHigherSeverity, type Severity } from './complaint.ts';
import { RuleError } from './errors.ts';
import type { Message } from './message.ts';
import { isManager, MANAGERS, type Person } from './person.ts';

/**
 * Whoever is complained about may not own the case or choose who does, decide on it, pay, weigh it, change what it says, call the customer
 * back, make it milder or make it go away (AUDI's dealer rule: the person complained about does not handle it). What he hears, he may write down.
 */
const NOT_BY_THE_ACCUSED: ReadonlySet<CaseAction> = new Set([
  'claim',
  'approve',
  'reject',
  'return',
  'pay',
  'hand_over',
  'amend',
  'confirm_reading',
  'assess_impact',
  'follow_up',
  'close',
  'pause',
  'merge',
  'dismiss',
  'accuse',
  'release_statement',
  'send_report',
]);

/** Throws unless this account may do this to a case in its state. What a message says about its author counts for nothing. */
export function checkMayAct(by: Person, c: Case, action: CaseAction): void {
  const rule = ACTION_RULES[action];
  if (!by.active) throw new RuleError('person_inactive', {});
  if (by.role === null) throw new RuleError('no_role', { action });
  if (!rule.roles.includes(by.role)) throw new RuleError('role_may_not', { action, roles: rule.roles });
  if (NOT_BY_THE_ACCUSED.has(action) && c.accused.includes(by.id)) throw new RuleError('complained_about', {});
  if (!rule.statuses.includes(c.status)) throw new RuleError('action_not_in_state', { action, status: c.status });
}

/** Cases are for people with a role; whoever reported one may look at that one. Without a case: at lists and figures. */
export const mayLook = (by: Person, c?: Pick<Case, 'reporter'>): boolean =>
  by.active && (by.role !== null || c?.reporter === by.id);

/** Throws unless this account may look. */
export function checkMayLook(by: Person, c?: Pick<Case, 'reporter'>): void {
  if (!by.active) throw new RuleError('person_inactive', {});
  if (!mayLook(by, c)) throw new RuleError('looking_needs_role', {});
}

/** What a message is taken for is put right by people with a role, and by whoever wrote it. */
export function checkMayJudge(by: Person, message: Pick<Message, 'author'>): void {
  if (!by.active) throw new RuleError('person_inactive', {});
  if (by.role === null && message.author !== by.chatUser) throw new RuleError('looking_needs_role', {});
}

/** Anyone with a role may raise a severity; lowering takes a manager (domain.md §1.3). */
export function checkMaySetSeverity(by: Person, c: Case, to: Severity): void {
  checkMayAct(by, c, 'set_severity');
  if (c.accused.includes(by.id)) throw new RuleError('complained_about', {});
  if (to === c.severity) throw new RuleError('same_severity', {});
  if (isHigherSeverity(c.severity, to) && !isManager(by))
    throw new RuleError('lowering_needs_manager', { roles: MANAGERS });
}

/** A major case is not waved away by whoever took it: that takes a manager. */
export function checkMayDismiss(by: Person, c: Case): void {
  checkMayAct(by, c, 'dismiss');
  if (c.severity === 'major' && !isManager(by))
    throw new RuleError('dismissing_major_needs_manager', { roles: MANAGERS });
}

/** A reason somebody typed, or RuleError `reason_required`. */
export function needReason(reason: string): string {
  const text = reason.trim();
  if (text === '') throw new RuleError('reason_required', {});
  return text;
}
