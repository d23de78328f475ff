import type { PersonId } from '../domain/ids.ts';
import { formatYuan } from '../domain/money.ts';
import { marksEn as m, namesEn as n } from './names-en.ts';
import { remindersEn as r } from './reminders-en.ts';
import type { NoticeWording, Speakers } from './speech.ts';

const call = (ids: readonly PersonId[], who: Speakers): string =>
  ids.length > 0 ? `${ids.slice(0, 20).map(who.name).join(' ')} ` : '';
const why = (reason: string): string => (reason.trim() ? ` Reason: ${reason.trim()}` : '');
const said = (quotes: readonly string[]): string => m.list(quotes.slice(0, 5).map(m.quote));
const paid = (fen: number): string => (fen > 0 ? `, ${formatYuan(fen)} paid before` : '');

/** What the desk says in English. */
export const noticesEn: NoticeWording = {
  is_it_a_complaint: ({ reason, media }) => {
    const gist =
      'Please write the gist in one sentence: who, which car, what happened (just reply), or press a button.';
    if (media === 'picture') return `The picture is kept. I cannot read pictures. ${gist}`;
    if (media === 'voice') return `The voice note is kept. I cannot hear voice notes. ${gist}`;
    return `Is this a complaint? ${n.reason[reason]} Register it and I will make the card; if you know more, just reply here.`;
  },
  ask_facts: ({ number, facts }) =>
    `For ${number} it would help to know ${m.list(facts.map((f) => n.askable[f]))}. If you know, just reply here.`,
  not_registered: ({ reason }) =>
    `This was not registered as a complaint. ${n.reason[reason]} If it is one after all, please use “登记为客诉” in the message menu.`,
  registered_elsewhere: ({ number }) => `Registered as ${number}. The card will show how it goes on.`,
  came_late: ({ number, postedAt }, who) =>
    `This was written at ${who.at(postedAt)} while the desk was offline and has only now become ${number}. Its time limits run from now; please call the customer first.`,
  rerouted: ({ number, mention, department }, who) =>
    `${call([mention], who)}read again, ${number} belongs to ${n.department[department]}. Please take it.`,
  instruction_ignored: ({ quotes }) =>
    `${said(quotes) || 'The request'} has been noted. I only register what customers say; approvals, severity and closing are done on the card by those who may.`,
  flash_report: (notice, who) => {
    const owner = notice.owner ? `with ${who.name(notice.owner)}` : 'nobody has it yet';
    const due = [
      ...(notice.planDueAt ? [`plan by ${who.at(notice.planDueAt)}`] : []),
      ...(notice.resolveDueAt ? [`answer by ${who.at(notice.resolveDueAt)}`] : []),
    ];
    return [
      `${call(notice.mention, who)}*Flash report, version ${notice.version}* ${notice.number}`,
      m.pair('Who', notice.customer || n.unknownCustomer),
      m.pair('Car', notice.vehicle || 'not recorded'),
      m.pair('What', notice.summary),
      m.pair('Status and owner', `${n.status[notice.status]}, ${owner}`),
      m.pair('Risk', m.list(notice.triggers.slice(0, 8).map((t) => n.trigger[t])) || 'none mentioned'),
      m.pair('Demand', notice.demand || 'not said'),
      m.pair('Next', due.length > 0 ? due.join(', ') : 'please contact the customer and settle on a plan'),
    ].join('\n');
  },
  potentially_major: (notice, who) =>
    `${call(notice.mention, who)}*May become major* ${notice.number}: ${notice.quotes.length > 0 ? `the customer said ${said(notice.quotes)}` : 'the customer may take it further'}. Please assess the impact and keep an eye on it.\n${notice.summary}`,
  reminder: (notice, who) => `${call(notice.to, who)}${r.sentence(notice, who.at(notice.dueAt))}`,
  reminders: ({ lines }) => (lines.length === 1 ? 'One thing waits for you' : `${lines.length} things wait for you`),
  person_left: (notice, who) => {
    const left = `${who.name(notice.person)} left (account switched off)`;
    return notice.to
      ? `${call(notice.mention, who)}${left}. ${notice.number} is now with ${who.name(notice.to)}; please go on with it.`
      : `${call(notice.mention, who)}${left}. Nobody has ${notice.number} now; a manager please hand it over on the card.`;
  },
  attached_to_case: (notice, who) => {
    const again = notice.reopened ? ', which was reopened' : '';
    return `${call(notice.mention, who)}Added to ${notice.number} (${n.match[notice.match]})${again}${paid(notice.paidFen)}.`;
  },
  repeat_customer: ({ number, earlier, match, paidFen }) =>
    `The customer or car of ${number} complained before (${n.match[match]}): the earlier case is ${earlier.number}${paid(paidFen)}.`,
  crisis: (notice, who) => {
    const now = notice.phase === 'over' ? 'the crisis is over' : `the crisis is in “${n.crisisPhase[notice.phase]}”`;
    return `${call(notice.mention, who)}${notice.number}: ${now}.${why(notice.reason)}`;
  },
  returned: (notice, who) =>
    `${who.name(notice.mention)} the proposal for ${notice.number} was sent back by ${who.name(notice.by)}. Please change it and propose again.${why(notice.reason)}`,
  approval_expired: (notice, who) =>
    `${who.name(notice.mention)} the approval asked for in ${notice.number} is void: ${n.expiry[notice.why]}.${notice.why === 'merged' ? '' : ' Please propose again.'}`,
  case_analysis_wanted: (notice, who) =>
    `${call(notice.mention, who)}${notice.number} is closed and worth learning from. Please reply here with a case analysis: 1 what happened, 2 analysis, 3 the right way, 4 solution and suggestions.`,
  severity_raised: ({ number, from, to, quotes }) =>
    `${number} went from “${n.severity[from]}” to “${n.severity[to]}”${quotes.length > 0 ? `, because of ${said(quotes)}` : ''}.`,
  handed_to_you: (notice, who) => {
    const by = notice.by
      ? `${who.name(notice.by)} handed ${notice.number} over to you`
      : `${notice.number} is now with you`;
    return `${who.name(notice.to)} ${by}. Thank you for taking it on.${why(notice.reason)}`;
  },
  please_follow_up: ({ number, mention }, who) =>
    `${call(mention, who)}${number} has been solved. Please call the customer back.`,
  rejected: (notice, who) =>
    `${who.name(notice.mention)} the proposal for ${notice.number} did not pass. ${who.name(notice.by)} asks you to adjust it and propose again.${why(notice.reason)}`,
  approved: (notice, who) =>
    `${who.name(notice.mention)} the proposal for ${notice.number} passed: ${who.name(notice.by)} approved ${formatYuan(notice.amountFen)}. You can contact the customer now.`,
  reopened: (notice, who) => {
    const to = notice.mention ? `${who.name(notice.mention)} ` : '';
    const by = notice.by ? ` by ${who.name(notice.by)}` : '';
    return `${to}${notice.number} was reopened${by}. Please go on with it.${why(notice.reason)}`;
  },
  file_not_kept: ({ number, name, why: fault }) =>
    `The file “${name}” for ${number} could not be kept: ${n.fileFault[fault]}. Please send it again if it is needed.`,
};
