import type { MoneyForms, MoneyWording } from './forms-money.ts';

/** English forms about money. */
export const moneyFormsEn: MoneyForms = {
  title: {
    proposeConfirm: 'Who signs',
    return: 'Return for changes',
    addConsent: 'Written consent',
    pay: 'Paid',
  },
  submit: { proposeConfirm: 'Send', return: 'Return', addConsent: 'Save', pay: 'Confirm payment' },
  label: {
    refundPayer: 'Who pays the refund',
    kind: 'Kind of goodwill',
    amount2: 'Another amount (yuan)',
    kind2: 'Its kind',
    payer2: 'Who pays it',
    consentText: 'About the consent',
    consentFiles: 'The written consent',
    consentPaper: 'The written consent',
    returnReason: 'What to change',
    responsible: 'Who carries it out',
    deadline: 'Until when',
    payProof: 'Proof of payment',
  },
  placeholder: {
    refundPayer: 'Choose',
    kind: 'Choose',
    amount2: 'Leave empty if none',
    kind2: 'Choose',
    payer2: 'Choose',
    consentText: 'For example: e-mail of 20 November, no. A-17',
    consentFiles: '',
    consentPaper: '',
    returnReason: 'For example: half the labour is enough, propose 200',
    responsible: 'Choose a colleague',
    deadline: '',
    payProof: 'For example: transferred on 21 November, 10:00',
  },
  hint: {
    consentFiles: 'May follow later; without it nobody can approve.',
    consentPaper: 'A picture of the e-mail or the stamped paper will do.',
    responsible: 'The assignee, if left empty.',
    deadline: 'May stay empty.',
  },
};

/** Other English words about money. */
export const moneyEn: MoneyWording = {
  firstStep: 'With an amount, the next step shows who signs before anything is sent; without, it goes to the customer.',
  back: 'Back',
  person: (name, role) => `${name} (${role})`,
  needs: (amount, who) => `${amount} needs: approval by ${who}`,
  needsChain: (amount, roles) => `${amount} needs signatures in this order: ${roles.join(' → ')}`,
  firstSigns: (who) => `First: ${who}.`,
  nobodySigns: (amount, roles) =>
    roles
      ? `${amount} needs approval by ${roles}, and nobody is there; please get in touch first.`
      : `Nobody’s limit covers ${amount} at present; please ask an administrator.`,
  consentNeeded: (manufacturer) => `Written consent of ${manufacturer} is needed as well.`,
  consentMissing: (manufacturer) => `Written consent of ${manufacturer} is missing`,
  consentOnFile: (manufacturer, text, at) => `Written consent of ${manufacturer}: ${text} (${at})`,
  total: (amount) => `Total ${amount}`,
  paidOnCar: (amount) => `Paid lately on other cases of this car: ${amount}`,
  progress: (signed, all) => `Signed ${signed}/${all}`,
  signed: (name, role, at) => `${name} (${role}) ${at}`,
  returned: (name, at) => `Returned for changes by ${name}, ${at}`,
  onBehalf: (name) => ` (for ${name})`,
  expired: {
    severity: 'The severity changed, so this approval is void; please propose again',
    amount: 'The sum at stake changed, so this approval is void; please propose again',
    merged: 'Merged, so this approval is void',
  },
  withdrawn: 'Withdrawn; nothing to approve',
  declined: (name, at) => `The customer said no, the approval is void · noted by ${name}, ${at}`,
  accepted: (at) => `Accepted by the customer, ${at}`,
  responsible: (name, until) => (until ? `${name} carries it out by ${until}` : `${name} carries it out`),
  paid: (at) => `Paid ${at}`,
  alone: 'For one sum by itself, with nothing paid before on the case or the car.',
  askSum: 'Please add the amount, for example /kesu who 3800.',
};
