import type { TimerKind } from '../domain/timer.ts';
import { marksEn as m, namesEn as n } from './names-en.ts';
import type { ReminderWording } from './speech.ts';

/** What is to be done by `at`, as it follows the number of the case. */
type Says = (at: string, late: boolean, what: string) => string;

const limit =
  (name: string, todo: string): Says =>
  (at, late) =>
    `: the ${name} ${late ? 'was due' : 'is due soon'} (${at}). Please ${todo}.`;

/** A duty to somebody outside (domain.md §9). */
const duty =
  (name: string, todo: string): Says =>
  (at, late) =>
    `: ${name} ${late ? `is overdue (${at}). Please ${todo} at once` : `is due by ${at}. Please ${todo}`}.`;

const SAYS: Readonly<Record<TimerKind, Says>> = {
  claim: limit(n.timer.claim, 'see to it'),
  first_contact: limit(n.timer.first_contact, 'see to it'),
  plan: limit(n.timer.plan, 'see to it'),
  resolve: limit(n.timer.resolve, 'see to it'),
  follow_up: limit(n.timer.follow_up, 'call the customer'),
  notice: duty('telling the customer how it is handled (7 working days)', 'tell the customer and log the contact'),
  odr: duty('the answer on the 12315 platform (10 working days)', 'answer there and log the contact'),
  warranty_answer: duty('the answer to the three-guarantees claim (10 working days)', 'answer the customer'),
  warranty_finish: duty('the end of the three-guarantees claim (20 working days)', 'bring it to an end'),
  promise: (at, late, what) =>
    late
      ? `: what the customer was promised was due (${at})${what}. Please see to it at once and tell the customer.`
      : `: what the customer was promised is due soon (${at})${what}. Please have it ready.`,
  execution: limit('carrying out of the solution', 'get it done'),
  approval: () => ': the proposal still waits for approval. Please look at its card and decide.',
};

const name = (timer: TimerKind, late: boolean): string => {
  if (timer === 'approval') return 'waits for your approval';
  return late ? `${n.timer[timer]} overdue` : `${n.timer[timer]} due soon`;
};

/** English reminders. */
export const remindersEn: ReminderWording = {
  sentence: ({ severity, number, timer, late, what }, at) =>
    `${n.severity[severity]} case ${number}${SAYS[timer](at, late, what ? ` ${m.quote(what)}` : '')}`,
  line: ({ severity, number, timer, late, what, summary }, at) => {
    const when = timer === 'approval' ? '' : ` (${at})`;
    return `${late ? ':red_circle: ' : ''}${number} ${n.severity[severity].toLowerCase()}, ${name(timer, late)}${when}: ${what ?? summary}`;
  },
  more: (count) => `${count} more; see the Home tab or /kesu mine.`,
};
