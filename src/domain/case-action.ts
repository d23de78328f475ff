import type { CaseStatus } from './case-status.ts';
import { MANAGERS, ROLES, type Role } from './person.ts';

/** Everything a person can do to a case. A button, a menu entry and a permission each. */
export const CASE_ACTIONS = [
  'claim',
  'hand_over',
  'set_severity',
  'amend',
  'log_contact',
  'propose',
  'withdraw',
  'approve',
  'reject',
  'accept',
  'decline',
  'carry_out',
  'follow_up',
  'close',
  'reopen',
  'dismiss',
  'restore',
  'merge',
  'reveal',
] as const;
export type CaseAction = (typeof CASE_ACTIONS)[number];

const WORKING: readonly CaseStatus[] = ['new', 'claimed', 'awaiting_approval', 'offering', 'executing'];
const LIVE: readonly CaseStatus[] = [...WORKING, 'resolved'];
const KEPT: readonly CaseStatus[] = [...LIVE, 'closed'];
const ALL: readonly CaseStatus[] = [...KEPT, 'dismissed', 'merged'];
const CARE: readonly Role[] = ['customer_care', 'customer_relations_manager', 'general_manager'];

/** In which states an action makes sense, and which roles may do it (domain.md §3, §4). Who may approve how much is in authority.ts. */
export const ACTION_RULES: Readonly<
  Record<CaseAction, { readonly statuses: readonly CaseStatus[]; readonly roles: readonly Role[] }>
> = {
  claim: { statuses: ['new'], roles: ROLES },
  hand_over: { statuses: LIVE, roles: ROLES },
  set_severity: { statuses: LIVE, roles: ROLES },
  amend: { statuses: KEPT, roles: ROLES },
  log_contact: { statuses: LIVE, roles: ROLES },
  propose: { statuses: ['new', 'claimed'], roles: ROLES },
  withdraw: { statuses: ['awaiting_approval', 'offering'], roles: ROLES },
  approve: { statuses: ['awaiting_approval'], roles: MANAGERS },
  reject: { statuses: ['awaiting_approval'], roles: MANAGERS },
  accept: { statuses: ['offering'], roles: ROLES },
  decline: { statuses: ['offering', 'executing'], roles: ROLES },
  carry_out: { statuses: ['executing'], roles: ROLES },
  follow_up: { statuses: ['resolved'], roles: CARE },
  close: { statuses: ['resolved'], roles: [...CARE, 'department_manager'] },
  reopen: { statuses: ['resolved', 'closed'], roles: ROLES },
  dismiss: { statuses: ['new', 'claimed'], roles: ROLES },
  restore: { statuses: ['dismissed', 'merged'], roles: ROLES },
  merge: { statuses: ['new', 'claimed'], roles: ROLES },
  reveal: { statuses: ALL, roles: ROLES },
};

/** The actions that make sense in a state, in the order a card shows them. */
export const actionsIn = (status: CaseStatus): readonly CaseAction[] =>
  CASE_ACTIONS.filter((action) => ACTION_RULES[action].statuses.includes(status));
