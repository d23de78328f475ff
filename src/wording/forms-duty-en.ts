import type { DutyForms, DutyWording } from './forms-duty.ts';

/** English forms of shifts and absences. */
export const dutyFormsEn: DutyForms = {
  title: { delegate: 'Name a deputy', shifts: 'Shifts and deputy' },
  submit: { delegate: 'Save', shifts: 'Save' },
  label: {
    deputy: 'Deputy',
    leaveFrom: 'From',
    leaveTo: 'Until',
    leavePerson: 'Who is away',
    shiftsWho: 'Colleague',
    shiftsHow: 'Shifts',
    shiftsText: 'Own shifts',
    standingDeputy: 'Standing deputy',
    noDeputy: 'No deputy',
  },
  placeholder: {
    deputy: 'Pick a colleague',
    leaveFrom: 'Pick a day',
    leaveTo: 'Pick a day',
    leavePerson: 'Yourself if left empty',
    shiftsWho: 'Pick a colleague',
    shiftsHow: '',
    shiftsText: 'Mon-Fri 08:30-17:30; Sat 09:00-12:00',
    standingDeputy: 'Unchanged if left empty',
    noDeputy: '',
  },
  hint: {
    deputy: 'Reminders go to the deputy on these days; for a manager, approvals do too.',
    leaveTo: 'This day is included.',
    shiftsText: 'For “own hours”. Days that are not named are off.',
    standingDeputy: 'Who takes over whenever this person is away or has left.',
  },
};

/** Other English words about shifts and absences. */
export const dutyEn: DutyWording = {
  delegateIntro: 'Please name a colleague for the days you are away. Back early? Use /kesu deputy end.',
  now: (leave) => `Set already: ${leave}`,
  away: (from, to, deputy) => `away ${from} to ${to}${deputy === null ? '' : `, ${deputy} stands in`}`,
  standsIn: (deputy) => `standing deputy: ${deputy}`,
  delegated: (person, leave) => `Saved: ${person}, ${leave}.`,
  back: 'Welcome back. Nobody stands in for you any more.',
  shiftsIntro: 'Shifts decide when somebody is reminded and given cases.',
  how: { keep: 'Unchanged', store: 'The store’s hours', own: 'Own hours' },
  noDeputy: 'No standing deputy any more',
  storeHours: 'the store’s hours',
  days: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
  dayRange: (from, to) => `${from}–${to}`,
  saved: (person, shifts, deputy) =>
    `Saved: ${person}, shifts: ${shifts}${deputy === null ? '' : `, standing deputy: ${deputy}`}.`,
};
