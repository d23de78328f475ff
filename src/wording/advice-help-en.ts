import type { HelpWording } from './advice-help.ts';

/** Drafts by a model, similar cases and approvals, in English. */
export const helpEn: HelpWording = {
  tone: { gentle: 'gentle', formal: 'formal', brief: 'brief' },
  again: { gentle: 'Gentler', formal: 'More formal', brief: 'Shorter' },
  askAgain: 'Not quite right? One more draft, in another tone:',
  option: (head, tone) => `${head} · ${tone}`,
  drafting: 'Drafting a reply to this very case; it appears here. Until then, the general template.',
  byModel: 'Drafted by the model, checked against the rules. ',
  template: {
    unavailable: 'The model does not answer at the moment; this is the general template.',
    refused: 'The model gave no draft of use; this is the general template.',
  },
  brokeRules: (rules) => `The model's draft did not pass the check: ${rules}. This is the general template.`,
  fault: {
    liability: 'admits liability',
    amount: 'names an amount',
    promise: 'makes a promise',
    legal_conclusion: 'draws a legal conclusion',
    blame: 'puts blame',
    argument: 'argues',
    threat: 'threatens',
    delay: 'puts off',
    personal_data: 'personal data',
    time: 'names another time',
    figure: 'figures of unknown origin',
    placeholder: 'placeholders left in it',
    length: 'too long or too short',
    markup: 'formatting marks',
  },
  past: ({ number, sameModel, solutions, total, dealer, days, satisfied }) => {
    const cost = total === null ? 'no cost' : `${total}${dealer === null ? '' : ` (ours: ${dealer})`}`;
    const like = `Like ${number}${sameModel ? ' (same model)' : ''}`;
    const took = days === 1 ? '1 day' : `${days} days`;
    return `${like}: ${solutions.join(' + ')}, ${cost}, ${took}, ${satisfied ? 'satisfied' : 'satisfaction not confirmed'}`;
  },
  free: 'no approval while no money is involved',
  approver: (role, upTo) => (upTo === null ? `${role} without limit` : `${role} up to ${upTo}`),
  nobody: 'nobody has a limit for this',
  consent: 'the manufacturer must agree in writing as well',
};
