import type { LimitKind } from '../domain/authority-limit.ts';
import type { Refusals } from '../domain/errors.ts';
import { formatYuan } from '../domain/money.ts';
import { MANAGERS, type Role } from '../domain/person.ts';
import type { RefusalWording } from './names.ts';
import { marksEn as m, namesEn as n } from './names-en.ts';

const who = (roles: readonly Role[]): string =>
  m.or((roles.length > 0 ? roles : MANAGERS).map((r) => `a ${n.role[r]}`));
const by = (name: string): string => name.trim() || n.somebody;
const isNumber = (number: string): boolean => /^\d{8}-\d+$/.test(number);

const DECIDED = {
  approved: 'approved',
  rejected: 'rejected',
  returned: 'sent back',
  withdrawn: 'withdrew',
  accepted: 'recorded the customer’s yes to',
  declined: 'recorded the customer’s no to',
  executed: 'carried out',
} as const;

const SUM: Readonly<Record<Exclude<LimitKind, 'kind' | 'decision'>, string>> = {
  case: 'the total of this case',
  vehicle: 'the total of this car',
  month: 'your total of this month',
};

/** Which limit is passed, and what it would come to. */
function passed({ limit, amountFen, limitFen, wouldBeFen }: Refusals['above_authority']): string {
  const amount = formatYuan(amountFen);
  if (limit === 'kind') return `${amount} of this kind is not yours to approve.`;
  if (limit === 'decision') {
    return `${formatYuan(wouldBeFen)} is above your limit of ${formatYuan(limitFen)} for one decision.`;
  }
  return `With this ${amount} ${SUM[limit]} would be ${formatYuan(wouldBeFen)}, above your limit of ${formatYuan(limitFen)}.`;
}

const FACT = {
  phone: 'That phone number looks off. Please enter an 11-digit mobile number, or a landline with area code.',
  plate: 'That plate looks off. Please enter it as it stands on the vehicle licence.',
  vin: 'That VIN looks off. It has 17 characters and never the letters I, O or Q.',
  amount: 'That amount looks off. Please enter a number above 0, such as 1200 or 1200.50.',
  mileage: 'That mileage looks off. Please enter kilometres, such as 12400.',
  date: 'That date looks off. Please pick a day from the calendar.',
} as const;

const CSV = {
  columns:
    'each line needs at least four columns: name, role, department, and e-mail or member ID, with commas between.',
  role: 'the role is not known. Use advisor, customer_care, supervisor, department_manager, customer_relations_manager or general_manager.',
  department:
    'the department is not known. Use service, sales, parts, customer_relations or management, or leave it empty.',
  contact:
    'the fourth column needs an e-mail address or a member ID (starting with U), so that the account can be found.',
  deputy:
    'the deputy cannot be the same person. Give another colleague’s name, e-mail or member ID, or leave it empty.',
  shifts: 'the shifts could not be read. Write them like “Mon-Fri 08:30-17:30; Sat 09:00-12:00”, or leave them empty.',
} as const;

/** English refusals. */
export const refusalsEn: RefusalWording = {
  illegal_move: ({ status }) =>
    `This case is now “${n.status[status]}”, so that step is not open. Please go on with the buttons on the latest card.`,
  action_not_in_state: ({ action, status }) =>
    `This case is now “${n.status[status]}”, so “${n.action[action]}” is not open. Please go on with the buttons on the latest card.`,
  role_may_not: ({ action, roles }) => `“${n.action[action]}” is done by ${who(roles)}. Please ask one of them.`,
  amount_required: ({ solutions }) =>
    `Please give an amount for ${m.list(solutions.map((s) => n.solution[s]))}: it costs money, so a manager approves it.`,
  proof_required: () => 'Please write what was done, or add a photo or a file.',
  message_is_ours: () => 'That is my own card or answer. Please choose the customer’s words instead.',
  last_administrator: ({ name }) =>
    `${name} is the only one who can give roles. Make somebody else general manager first, or name an administrator in KESU_ADMINS.`,
  looking_needs_role: () =>
    'Cases are for colleagues with a role. Your account has none yet; please ask an administrator to set one.',
  no_role: ({ action }) =>
    `Your account has no role yet, so “${n.action[action]}” is not open to you. Please ask an administrator to set one.`,
  person_inactive: () => 'Your account is switched off. Please ask an administrator if you need it back.',
  already_claimed: (p) =>
    `${by(p.by)} has already claimed this. You can add what you know in the thread, or ask for it to be handed over.`,
  already_decided: (p) =>
    p.decision === 'expired'
      ? 'This approval is void, so nothing is left to decide. Please ask for a new proposal.'
      : `${by(p.by)} ${DECIDED[p.decision]} this proposal already, so nothing is left to do. The card is up to date.`,
  own_proposal: () => 'A proposal is approved by somebody other than its author. Please ask another manager to look.',
  complained_about: () =>
    'The customer complains about you, so somebody else had better handle this. Please leave it to your supervisor or manager.',
  assignee_complained_about: ({ name }) =>
    `The customer complains about ${name}, who therefore cannot take it. Please pick somebody else.`,
  signed_already: () =>
    'You have signed already. The next signature is somebody else’s; nothing is left to do for you.',
  other_signs_first: ({ role }) => `First it takes ${who([role])} to sign. Please point them to the approval card.`,
  above_authority: (p) =>
    `${passed(p)} ${p.roles.length > 0 ? `Please ask ${who(p.roles)} to decide.` : 'No role may approve it at present. Please ask an administrator to check the limits.'}`,
  consent_missing: ({ manufacturer }) =>
    `This first takes the written consent of ${manufacturer}. Please press “${n.action.add_consent}” on the approval card, then approve.`,
  already_paid: () =>
    `This money has been recorded as paid. It is not paid twice and cannot be undone; please go on with “${n.action.carry_out}”.`,
  already_paused: () => 'The clocks are paused already. To go on, please press “Resume the clocks”.',
  not_paused: () => 'The clocks are running; there is nothing to resume.',
  time_not_understood: () => 'That time is not clear. Please pick a date and a time from the calendar.',
  time_in_the_past: () => 'That time has passed. Please pick a later one.',
  promise_not_found: () => 'That promise was kept already or is no longer there. The card is up to date.',
  nothing_to_acknowledge: () =>
    'This has been done, or its clock no longer runs. Nothing is left to do; the card is up to date.',
  deputy_invalid: ({ name }) =>
    `${by(name)} cannot stand in: it takes another person, with an active account and a role. Please pick somebody else.`,
  shifts_invalid: () =>
    'The shifts could not be read. Write them like “Mon-Fri 08:30-17:30; Sat 09:00-12:00”, or “store hours”.',
  dates_invalid: () =>
    'Those dates look off: the end is neither before the start nor before today. Please pick them again.',
  crisis_not_open: () =>
    'This case has no crisis file yet. Please ask the customer relations manager or the general manager to assess the impact first.',
  statement_not_found: () =>
    'That statement was released already or is no longer there. Please look at the latest crisis card.',
  report_not_found: () => 'That report could not be found. Please draft it again from the case card.',
  report_gone: () =>
    'That report was sent already, or there is a newer version. Please look at the latest report card.',
  nothing_to_detach: () =>
    'That message was not added to a case, or was taken out again already. The card is up to date.',
  closing_required: () => 'To close it, please pick how it ended, the cause and the responsible party.',
  amount_changed: ({ shownFen, nowFen }) =>
    `The amount changed from ${formatYuan(shownFen)} to ${formatYuan(nowFen)}. Please look at the latest card, then decide.`,
  not_your_proposal: (p) => `${by(p.by)} made this proposal. Please ask them to withdraw it, or ask a manager.`,
  lowering_needs_manager: ({ roles }) => `Lowering a severity takes ${who(roles)}, with a reason.`,
  same_severity: () => 'The severity stays the same. Please pick another one, or just close this.',
  dismissing_major_needs_manager: ({ roles }) => `Saying that a major case is not a complaint takes ${who(roles)}.`,
  reason_required: () => 'Please write a short reason, so that colleagues know what happened.',
  nothing_to_change: () => 'There is nothing to save yet. Please change something, or just close this.',
  nothing_to_confirm: () => 'This was confirmed already, or has just changed. The card is up to date.',
  follow_up_missing: () => 'Please call the customer back first. Once they are satisfied, the case can be closed.',
  same_case: () => 'That is this very case. Please enter the number of the other one.',
  merge_target_gone: (p) =>
    `${p.number} is now “${n.status[p.status]}”, so nothing can be merged into it. Please pick a case still being worked on.`,
  case_not_found: ({ number }) =>
    isNumber(number)
      ? `There is no case ${number}. Please check the number; it looks like 20261116-001.`
      : 'That case could not be found. Please check the number; it looks like 20261116-001.',
  desk_not_in_place: () =>
    'I am not in this channel yet, so I cannot read this message. Invite me here with /invite, then try again.',
  message_not_found: () =>
    'That message could not be found; it may have been deleted. Please register the complaint again.',
  person_not_found: ({ name }) =>
    `“${name}” could not be found. Please check the name, or ask an administrator to add them.`,
  assignee_without_role: ({ name }) =>
    `${name} has no role yet and cannot take cases. Please pick somebody else, or ask an administrator to set a role.`,
  already_assigned: ({ name }) =>
    `${name} already has this case. Please pick somebody else if it needs to change hands.`,
  setup_people_not_allowed: () =>
    'People are set up by administrators and the general manager. Please ask one of them.',
  setup_places_not_allowed: () => 'Channels are set up by administrators and managers. Please ask one of them.',
  invalid_fact: ({ fact }) => FACT[fact],
  csv_line: ({ line, problem }) => `Line ${line}: ${CSV[problem]} Nothing has been saved yet.`,
  csv_empty: () => 'The list is empty. Please enter one person a line: name,role,department,e-mail.',
  visits_invalid: () =>
    'Please write the vehicle count like this: 632, or 2026-11-16 632, or 2026-11-16~2026-11-22 632, a line for each span; no day after today, none twice.',
  visits_not_allowed: () => 'Vehicle counts are entered by managers and administrators. Please ask one of them.',
  no_complaints_place: () =>
    'No channel has been set for complaints yet. Please ask an administrator or a manager to set one, then register again.',
  already_registered: ({ numbers }) =>
    `This message is already registered as ${m.list(numbers)}. Please go on with the card that is there.`,
};
