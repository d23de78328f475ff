import type { KnownBlock } from '@slack/types';
import type { CaseCard, CaseLine } from '../../domain/case-card.ts';
import type { Wording } from '../../wording/wording.ts';
import { ACTION } from '../ids.ts';
import { button, cut, esc, LIMIT, mrkdwn, plain, typed } from '../limits.ts';
import { caseCard, type Said } from './case-card.ts';
import { dueText, said, severityMark } from './case-text.ts';
import { dueLabel, earlierDue } from './due-next.ts';

/** Lines of a list in a message; with the heading and the rest this stays far below 50 blocks. */
const LINES = 30;

/** A case in two lines with a button that opens it in the asker's eyes only. */
export function caseLine(line: CaseLine, w: Wording, now: Date, timeZone: string): KnownBlock {
  const c = line.case;
  const name = line.assigneeName === null ? w.screen.card.unclaimed : typed(line.assigneeName, 40);
  const who = c.status === 'new' && line.assigneeName !== null ? w.line.asked(name) : name;
  const first = earlierDue(c, now);
  const before = first ? ` · ${dueLabel(first, now, timeZone, w)}` : '';
  const head = `${severityMark(c.severity, w)} *${esc(c.number)}* ${w.name.status[c.status]}`;
  const text = `${head} · ${said(c, c.summary, 80)}\n${who} · ${dueText(c, line.overdue, now, timeZone, w)}${before}`;
  return {
    type: 'section',
    text: mrkdwn(text),
    accessory: button(ACTION.open, w.screen.list.open, c.id),
  };
}

/** `还有 N 件` where a list was cut. */
export const moreCases = (count: number, w: Wording): KnownBlock[] =>
  count > 0 ? [{ type: 'context', elements: [mrkdwn(w.screen.list.more(count))] }] : [];

/** A list of cases under a title; what the list cannot hold is counted. The title is plain text. */
export function caseList(lines: readonly CaseLine[], title: string, w: Wording, now: Date, timeZone: string): Said {
  const shown = lines.slice(0, LINES);
  const body: KnownBlock[] =
    shown.length > 0
      ? shown.map((line) => caseLine(line, w, now, timeZone))
      : [{ type: 'section', text: mrkdwn(w.screen.list.none) }];
  const heading = cut(title, LIMIT.header);
  return {
    text: esc(`${heading}${shown.length > 0 ? ` (${lines.length})` : ''}`),
    blocks: [{ type: 'header', text: plain(heading) }, ...body, ...moreCases(lines.length - shown.length, w)],
  };
}

/** A case in the asker's eyes only: its card, and a link to where everybody sees it. */
export function caseDetail(card: CaseCard, link: string | null, w: Wording, now: Date): Said {
  // Only the asker sees it, so it calls nobody.
  const { text, blocks } = caseCard(card, w, now, (person) => typed(person.name, 40));
  const only = `:lock: ${w.screen.list.onlyYou}`;
  const note = link && link.length < 1000 ? `${only} · <${link}|${w.screen.card.seeCard}>` : only;
  return { text, blocks: [...blocks, { type: 'context', elements: [mrkdwn(note)] }] };
}
