import type { TimeForms, TimeFormWording } from './forms-time.ts';

/** English forms about time, promises and the end of a case. */
export const timeFormsEn: TimeForms = {
  title: {
    agreeDate: 'Agreed date',
    promise: 'Note a promise',
    keepPromise: 'Promise kept',
    pause: 'Pause the clocks',
    accuse: 'Complained about',
  },
  submit: {
    agreeDate: 'Save',
    promise: 'Save',
    keepPromise: 'It was kept',
    pause: 'Pause',
    accuse: 'Save',
  },
  label: {
    agreedAt: 'Agreed time of the answer',
    agreedWords: 'What the customer said',
    promisedAt: 'To be done by',
    promiseText: 'What was promised',
    whichPromise: 'Which promise',
    keptNote: 'How it was kept',
    waitingFor: 'Waiting for',
    pauseReason: 'In detail',
    accused: 'Which colleagues the customer complains about',
    planTold: 'Plan',
    resolution: 'How it ended',
    verdict: 'Cause',
    party: 'Mainly responsible',
    parties: 'Also responsible',
  },
  placeholder: {
    agreedAt: 'Choose date and time',
    agreedWords: 'For example: Friday afternoon is early enough',
    promisedAt: 'Choose date and time',
    promiseText: 'For example: call back with the test result by 15:00',
    whichPromise: 'Choose a promise',
    keptNote: 'For example: called back at 14:40',
    waitingFor: 'Choose a reason',
    pauseReason: 'For example: sent to the lab, report expected on Thursday',
    accused: 'Choose colleagues',
    planTold: '',
    resolution: 'Choose an outcome',
    verdict: 'Choose a cause',
    party: 'Choose a party',
    parties: 'Leave empty for none',
  },
  hint: {
    agreedAt: 'A time the customer agreed to replaces the due time; the old one is kept too.',
    promisedAt: 'There will be a reminder before it.',
    keptNote: 'May stay empty.',
    accused: 'They cannot claim, approve, call back or close this case. Empty means nobody.',
    parties: 'Several may be chosen.',
  },
};

/** Other English words of these forms. */
export const timeFormEn: TimeFormWording = {
  planTold: 'The customer was told how we will handle it',
  agreeDateIntro: (now) => `The answer is due ${now}.`,
  noDateYet: 'at a time yet to be set',
  promiseIntro: 'Everything promised to the customer is kept apart, with a reminder of its own.',
  pauseIntro:
    'Our own clocks stand still: claim, first contact, plan and answer. What is owed outside (7-day notice, 12315, warranty) runs on.',
  accuseIntro: 'Whoever is complained about does not handle the complaint.',
  closingIntro: 'A case is closed with its outcome, its cause and who was responsible.',
  promiseOption: (text, at) => `${at} ${text}`,
};
