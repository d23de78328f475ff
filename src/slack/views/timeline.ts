import type { KnownBlock, ModalView } from '@slack/types';
import type { Case } from '../../domain/case.ts';
import type { CaseEvent, CaseEventBody } from '../../domain/case-event.ts';
import type { Narrator } from '../../wording/speech.ts';
import { moment } from '../../wording/time.ts';
import type { Wording } from '../../wording/wording.ts';
import { LIMIT, mrkdwn, plain, typed } from '../limits.ts';
import { type People, rawName, said } from './case-text.ts';

/** One thing that happened, as one line: `今天 09:12 小赵认领`. Masked and escaped. */
export function eventLine(
  c: Case,
  event: CaseEvent,
  people: People,
  now: Date | null,
  timeZone: string,
  w: Wording,
  max: number,
): string {
  const who: Narrator = {
    name: (id) => rawName(id, people, w),
    at: (iso) => moment(iso, now, timeZone, w.time),
    promise: (id) => c.promises.find((p) => p.id === id)?.text ?? '',
  };
  const line = w.event[event.body.type] as (body: CaseEventBody, by: string, who: Narrator) => string;
  return `${who.at(event.at)} ${said(c, line(event.body, who.name(event.by), who), max)}`;
}

const SECTIONS = 40;

/** Lines packed into as few sections as Slack's text limit allows, newest kept when there are too many. */
function packed(lines: readonly string[]): { readonly texts: string[]; readonly left: number } {
  const texts: string[] = [];
  let left = lines.length;
  for (const line of [...lines].reverse()) {
    const head = texts[0];
    if (head !== undefined && [...head].length + [...line].length + 1 <= LIMIT.text) texts[0] = `${line}\n${head}`;
    else if (texts.length < SECTIONS) texts.unshift(line);
    else break;
    left--;
  }
  return { texts, left };
}

/** The whole timeline of a case, oldest first; a very long one keeps its newest part. */
export function timelineView(
  c: Case,
  events: readonly CaseEvent[],
  people: People,
  w: Wording,
  timeZone: string,
  now: Date,
): ModalView {
  const { texts, left } = packed(events.map((e) => eventLine(c, e, people, now, timeZone, w, 400)));
  const blocks: KnownBlock[] = [
    { type: 'context', elements: [mrkdwn(typed(c.number, 30))] },
    ...(left > 0 ? [{ type: 'context' as const, elements: [mrkdwn(w.screen.list.earlier(left))] }] : []),
    ...texts.map((text) => ({ type: 'section' as const, text: mrkdwn(text) })),
  ];
  return { type: 'modal', title: plain(w.screen.timeline.title), close: plain(w.form.close), blocks };
}
