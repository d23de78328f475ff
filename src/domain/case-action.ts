import type { CaseStatus } from './case-status.ts';
import { MANAGERS, ROLES, type Role } from './person.ts';

/** Everything a person can do to a case. A button, a menu entry and a permission each. */
export const CASE_ACTIONS = [
  'claim',
  'acknowledge',
  'log_contact',
  'agree_date',
  'promise',
  'keep_promise',
  'propose',
  'withdraw',
  'add_consent',
  'approve',
  'reject',
  'return',
  'accept',
  'decline',
  'pay',
  'carry_out',
  'follow_up',
  'close',
  'reopen',
  'hand_over',
  'set_severity',
  'amend',
  'confirm_reading',
  'accuse',
  'pause',
  'resume',
  'assess_impact',
  'crisis',
  'release_statement',
  'draft_report',
  'send_report',
  'merge',
  'dismiss',
  'restore',
  'reveal',
] as const;
export type CaseAction = (typeof CASE_ACTIONS)[number];

const WORKING: readonly CaseStatus[] = ['new', 'claimed', 'awaiting_approval', 'offering', 'executing'];
const LIVE: readonly CaseStatus[] = [...WORKING, 'resolved'];
const KEPT: readonly CaseStatus[] = [...LIVE, 'closed'];
const ALL: readonly CaseStatus[] = [...KEPT, 'dismissed', 'merged'];
const CARE: readonly Role[] = ['customer_care', 'customer_relations_manager', 'general_manager'];

/** A deputy may stand in for an absent manager, an advisor never signs (domain.md §3). */
const ABOVE_FLOOR: readonly Role[] = ROLES.filter((role) => role !== 'advisor');
/** Who may send a report or weigh a crisis (domain.md §5). */
const LEADERS: readonly Role[] = ['customer_relations_manager', 'general_manager'];

/** In which states an action makes sense, and which roles may do it (domain.md §3, §4). Who may approve how much is in authority.ts. */
export const ACTION_RULES: Readonly<
  Record<CaseAction, { readonly statuses: readonly CaseStatus[]; readonly roles: readonly Role[] }>
> = {
  claim: { statuses: ['new'], roles: ROLES },
  acknowledge: { statuses: KEPT, roles: ROLES },
  log_contact: { statuses: LIVE, roles: ROLES },
  agree_date: { statuses: WORKING, roles: ROLES },
  promise: { statuses: LIVE, roles: ROLES },
  keep_promise: { statuses: KEPT, roles: ROLES },
  propose: { statuses: ['new', 'claimed'], roles: ROLES },
  withdraw: { statuses: ['awaiting_approval', 'offering'], roles: ROLES },
  add_consent: { statuses: ['awaiting_approval', 'offering', 'executing'], roles: ROLES },
  approve: { statuses: ['awaiting_approval'], roles: ABOVE_FLOOR },
  reject: { statuses: ['awaiting_approval'], roles: ABOVE_FLOOR },
  return: { statuses: ['awaiting_approval'], roles: ABOVE_FLOOR },
  accept: { statuses: ['offering'], roles: ROLES },
  decline: { statuses: ['offering', 'executing'], roles: ROLES },
  pay: { statuses: ['executing'], roles: ROLES },
  carry_out: { statuses: ['executing'], roles: ROLES },
  // A closed case still has its call-backs after seven and thirty days.
  follow_up: { statuses: ['resolved', 'closed'], roles: CARE },
  close: { statuses: ['resolved'], roles: [...CARE, 'department_manager'] },
  reopen: { statuses: ['resolved', 'closed'], roles: ROLES },
  hand_over: { statuses: LIVE, roles: ROLES },
  set_severity: { statuses: LIVE, roles: ROLES },
  amend: { statuses: KEPT, roles: ROLES },
  confirm_reading: { statuses: KEPT, roles: ROLES },
  accuse: { statuses: LIVE, roles: ROLES },
  // Nothing waits silently: a manager and a reason (domain.md §2).
  pause: { statuses: WORKING, roles: MANAGERS },
  resume: { statuses: LIVE, roles: ROLES },
  assess_impact: { statuses: KEPT, roles: LEADERS },
  crisis: { statuses: KEPT, roles: MANAGERS },
  release_statement: { statuses: KEPT, roles: ['general_manager'] },
  draft_report: { statuses: KEPT, roles: MANAGERS },
  send_report: { statuses: KEPT, roles: LEADERS },
  merge: { statuses: ['new', 'claimed'], roles: ROLES },
  dismiss: { statuses: ['new', 'claimed'], roles: ROLES },
  restore: { statuses: ['dismissed', 'merged'], roles: ROLES },
  reveal: { statuses: ALL, roles: ROLES },
};

/** The actions that make sense in a state, in the order a card shows them. */
export const actionsIn = (status: CaseStatus): readonly CaseAction[] =>
  CASE_ACTIONS.filter((action) => ACTION_RULES[action].statuses.includes(status));
