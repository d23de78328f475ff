import type { Button, KnownBlock } from '@slack/types';
import type { MessageRef, PersonId } from '../../domain/ids.ts';
import type { Notice, ReminderLine } from '../../domain/notice.ts';
import type { Speakers } from '../../wording/speech.ts';
import { moment } from '../../wording/time.ts';
import type { Wording } from '../../wording/wording.ts';
import { ACTION } from '../ids.ts';
import { button, LIMIT, mrkdwn, typed } from '../limits.ts';
import type { Mention } from './approval-card.ts';
import type { Said } from './case-card.ts';
import type { People } from './case-text.ts';
import { harmless, harmlessText } from './harmless-notice.ts';

/** A permanent link to a message, or null where there is none. */
export type LinkTo = (ref: MessageRef) => string | null;

/** What the desk knows of its surroundings when it says something. */
export interface Telling {
  readonly people: People;
  readonly mention: Mention;
  readonly link: LinkTo;
  readonly timeZone: string;
}

function buttonsOf(notice: Notice, w: Wording): readonly Button[] {
  const { ask } = w.screen;
  switch (notice.kind) {
    case 'is_it_a_complaint':
      return [
        button(ACTION.register, ask.register, notice.message, { style: 'primary' }),
        button(ACTION.notComplaint, ask.notComplaint, notice.message),
      ];
    case 'attached_to_case':
      return [button(ACTION.detach, ask.anotherMatter, notice.message)];
    case 'repeat_customer': {
      const { caseId, earlier, mayMerge } = notice;
      return mayMerge ? [button(ACTION.mergeInto, ask.mergeInto(earlier.number), `${caseId}|${earlier.number}`)] : [];
    }
    case 'reminder': {
      const { caseId, clock } = notice;
      return clock ? [button(ACTION.acknowledge, w.name.action.acknowledge, `${caseId}|${clock}`)] : [];
    }
    default:
      return [];
  }
}

function actions(notice: Notice, w: Wording): readonly KnownBlock[] {
  const elements = buttonsOf(notice, w);
  const fit = elements.length > 0 && elements.every((b) => (b.value ?? '').length <= LIMIT.buttonValue);
  return fit ? [{ type: 'actions', elements: [...elements] }] : [];
}

/** Whom a notice calls by a mention that pings; everybody else is only named, so that nobody is pinged about his own act. */
function called(notice: Notice): readonly PersonId[] {
  if (notice.kind === 'handed_to_you') return [notice.to];
  if (!('mention' in notice) || notice.mention === null) return [];
  return Array.isArray(notice.mention) ? notice.mention : [notice.mention as PersonId];
}

/** One thing the desk says, with its buttons and, where there is one, a link to the card. */
export function noticeMessage(notice: Notice, w: Wording, telling: Telling): Said {
  const { people, mention, link, timeZone } = telling;
  const pinged = called(notice);
  const who: Speakers = {
    name: (id) => {
      const person = id === null ? undefined : people.get(id);
      if (!person) return w.name.somebody;
      return pinged.includes(person.id) ? mention(person) : `*${typed(person.name, 40)}*`;
    },
    at: (iso) => moment(iso, null, timeZone, w.time),
  };
  const sentence = w.notice[notice.kind] as (notice: Notice, who: Speakers) => string;
  const text = sentence(harmless(notice), who).trim();
  if (notice.kind === 'reminders') return reminderList(text, notice.lines, w, link, who);
  const url = 'card' in notice && notice.kind !== 'reminder' && notice.card ? link(notice.card) : null;
  const shown = url && url.length < 1000 ? `${text}\n<${url}|${w.screen.card.seeCard}>` : text;
  return { text, blocks: [{ type: 'section', text: mrkdwn(shown) }, ...actions(notice, w)] };
}

const MOST_LINES = 20;
/** Lines with their links in one section; the longest ones still fit Slack's text limit. */
const A_SECTION = 5;

/** What waits for one person, the late things first. */
function reminderList(head: string, lines: readonly ReminderLine[], w: Wording, link: LinkTo, who: Speakers): Said {
  const inOrder = [...lines].sort((a, b) => Number(b.late) - Number(a.late) || a.dueAt.localeCompare(b.dueAt));
  const told = inOrder.slice(0, MOST_LINES).map((line) => reminderLine(line, w, link, who));
  const sections: KnownBlock[] = [];
  for (let i = 0; i < told.length; i += A_SECTION) {
    const shown = told.slice(i, i + A_SECTION).map((line) => line.shown);
    sections.push({ type: 'section', text: mrkdwn(shown.join('\n')) });
  }
  const left = lines.length - told.length;
  const more: KnownBlock[] = left > 0 ? [{ type: 'context', elements: [mrkdwn(w.reminder.more(left))] }] : [];
  const blocks: KnownBlock[] = [{ type: 'section', text: mrkdwn(`*${head}*`) }, ...sections, ...more];
  return { text: [head, ...told.map((line) => line.text)].join('\n'), blocks };
}

function reminderLine(line: ReminderLine, w: Wording, link: LinkTo, who: Speakers) {
  const at = who.at(line.dueAt);
  const safe = { ...line, number: typed(line.number, 30), ...shortened(line) };
  const url = line.card ? link(line.card) : null;
  const linked = url && url.length < 200 ? { ...safe, number: `<${url}|${safe.number}>` } : safe;
  return { text: w.reminder.line(safe, at), shown: `• ${w.reminder.line(linked, at)}` };
}

const shortened = ({ summary, what }: ReminderLine) => ({
  summary: harmlessText(summary, 80),
  what: what === null ? null : harmlessText(what, 80),
});
