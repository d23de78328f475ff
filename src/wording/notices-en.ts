import type { PersonId } from '../domain/ids.ts';
import { formatYuan } from '../domain/money.ts';
import { marksEn as m, namesEn as n } from './names-en.ts';
import type { NoticeWording, Speakers } from './speech.ts';

const call = (ids: readonly PersonId[], who: Speakers): string =>
  ids.length > 0 ? `${ids.map(who.name).join(' ')} ` : '';
const why = (reason: string): string => (reason.trim() ? ` Reason: ${reason.trim()}` : '');
const said = (quotes: readonly string[]): string => m.list(quotes.map(m.quote));

/** What the desk says in English. */
export const noticesEn: NoticeWording = {
  is_it_a_complaint: ({ reason }) =>
    `Is this a complaint? ${n.reason[reason]} Register it and I will make the card; if you know more, just reply here.`,
  ask_facts: ({ number, facts }) =>
    `For ${number} it would help to know ${m.list(facts.map((f) => n.askable[f]))}. If you know, just reply here.`,
  not_registered: ({ reason }) =>
    `This was not registered as a complaint. ${n.reason[reason]} If it is one after all, please use “Register complaint” in the message menu.`,
  registered_elsewhere: ({ number }) => `Registered as ${number}. The card will show how it goes on.`,
  added_to_case: ({ number }) => `Added to ${number}, thank you.`,
  instruction_ignored: ({ quotes }) =>
    `${said(quotes) || 'The request'} has been noted. I only register what customers say; approvals, severity and closing are done on the card by those who may.`,
  major_case: (notice, who) => {
    const signs =
      notice.triggers.length > 0 ? ` (${m.list(notice.triggers.slice(0, 5).map((t) => n.trigger[t]))})` : '';
    return `${call(notice.mention, who)}Major case ${notice.number}${signs}. Please look as soon as you can.\n${notice.summary}`;
  },
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
