import type { KnownBlock } from '@slack/types';
import type { MessageRef, PersonId } from '../../domain/ids.ts';
import type { Notice } from '../../domain/notice.ts';
import { maskText } from '../../domain/privacy.ts';
import type { Speakers } from '../../wording/speech.ts';
import type { Wording } from '../../wording/wording.ts';
import { ACTION } from '../ids.ts';
import { button, LIMIT, mrkdwn, typed } from '../limits.ts';
import type { Mention } from './approval-card.ts';
import type { Said } from './case-card.ts';
import type { People } from './case-text.ts';

/** A permanent link to a message, or null where there is none. */
export type LinkTo = (ref: MessageRef) => string | null;

const harmless = (text: string): string => typed(maskText(text), 500);

/** The notice with everything somebody typed masked and escaped, so that its sentence may hold mentions. */
function safe(notice: Notice): Notice {
  return {
    ...notice,
    ...('number' in notice ? { number: typed(notice.number, 30) } : {}),
    ...('quotes' in notice ? { quotes: notice.quotes.slice(0, 5).map((q) => typed(maskText(q), 100)) } : {}),
    ...('summary' in notice ? { summary: harmless(notice.summary) } : {}),
    ...('name' in notice ? { name: typed(maskText(notice.name), 100) } : {}),
    ...(notice.kind !== 'is_it_a_complaint' && notice.kind !== 'not_registered' && 'reason' in notice
      ? { reason: harmless(notice.reason) }
      : {}),
    ...(notice.kind === 'major_case' || notice.kind === 'please_follow_up'
      ? { mention: notice.mention.slice(0, 20) }
      : {}),
  } as Notice;
}

function buttons(notice: Notice, w: Wording): KnownBlock[] {
  if (notice.kind !== 'is_it_a_complaint' || notice.message.length > LIMIT.buttonValue) return [];
  return [
    {
      type: 'actions',
      elements: [
        button(ACTION.register, w.screen.ask.register, notice.message, { style: 'primary' }),
        button(ACTION.notComplaint, w.screen.ask.notComplaint, notice.message),
      ],
    },
  ];
}

/** Whom a notice calls by a mention that pings; everybody else is only named, so that nobody is pinged about his own act. */
function called(notice: Notice): readonly PersonId[] {
  if (notice.kind === 'handed_to_you') return [notice.to];
  if (!('mention' in notice) || notice.mention === null) return [];
  return Array.isArray(notice.mention) ? notice.mention : [notice.mention as PersonId];
}

/** One thing the desk says, with its buttons and, where there is one, a link to the card. */
export function noticeMessage(notice: Notice, w: Wording, people: People, mention: Mention, link: LinkTo): Said {
  const who: Speakers = {
    name: (id: PersonId | null) => {
      const person = id === null ? undefined : people.get(id);
      if (!person || id === null) return w.name.somebody;
      return called(notice).includes(id) ? mention(person) : `*${typed(person.name, 40)}*`;
    },
    at: (iso) => iso,
  };
  const sentence = w.notice[notice.kind] as (notice: Notice, who: Speakers) => string;
  const text = sentence(safe(notice), who).trim();
  const url = 'card' in notice && notice.card ? link(notice.card) : null;
  const shown = url && url.length < 1000 ? `${text}\n<${url}|${w.screen.card.seeCard}>` : text;
  return { text, blocks: [{ type: 'section', text: mrkdwn(shown) }, ...buttons(notice, w)] };
}
