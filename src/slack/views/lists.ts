import type { KnownBlock } from '@slack/types';
import type { CaseCard, CaseLine } from '../../domain/case-card.ts';
import type { Wording } from '../../wording/wording.ts';
import { ACTION } from '../ids.ts';
import { button, cut, esc, LIMIT, mrkdwn, plain, typed } from '../limits.ts';
import { caseCard, type Said } from './case-card.ts';
import { dueText, said, severityMark } from './case-text.ts';
import { dueLabel, earlierDue } from './due-next.ts';

/** Lines of a page; with the heading and the rest this stays far below 50 blocks. */
export const LINES = 30;

/** The lists that can be asked for. */
export const LISTS = ['mine', 'all', 'grave', 'search'] as const;
export type ListName = (typeof LISTS)[number];

/** A page of a list: from which line on (0 for the first), and for a search its words. */
export interface ListPage {
  readonly list: ListName;
  readonly words: string;
  readonly from: number;
}

/** As a button carries it; what was typed is encoded, for a value is no place for markup. */
export const pageValue = ({ list, words, from }: ListPage): string => `${from}|${list}|${encodeURIComponent(words)}`;

/** Null for what no button of ours carries. */
export function parsePage(value: string): ListPage | null {
  const [, from, name, words = ''] = /^(\d{1,4})\|(\w+)\|([\w%.!~*'()-]*)$/.exec(value) ?? [];
  const list = LISTS.find((known) => known === name);
  try {
    return list ? { list, words: decodeURIComponent(words), from: Number(from) } : null;
  } catch {
    // Half a character, as no encoding of ours leaves it.
    return null;
  }
}

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

/** Buttons to the pages before and behind; none where the words searched for are too long to be carried. */
function turning(page: ListPage, more: boolean, w: Wording): KnownBlock[] {
  const to = (action: string, label: string, from: number) => {
    const value = pageValue({ ...page, from });
    return value.length <= LIMIT.buttonValue ? [button(action, label, value)] : [];
  };
  const elements = [
    ...(page.from > 0 ? to(ACTION.previousPage, w.screen.list.previous, Math.max(0, page.from - LINES)) : []),
    ...(more ? to(ACTION.nextPage, w.screen.list.next, page.from + LINES) : []),
  ];
  return elements.length === 0 ? [] : [{ type: 'actions', elements }];
}

/**
 * A page of a list of cases. `lines` begin with the list's first and reach at least one line beyond the page where there is one; `whole` when
 * they are all. A page behind the end, as when cases were closed meanwhile, is the last one.
 */
export function caseList(
  lines: readonly CaseLine[],
  asked: ListPage,
  { whole, ...here }: { readonly whole: boolean; readonly now: Date; readonly timeZone: string },
  w: Wording,
): Said {
  const words = w.screen.list;
  const last = Math.max(0, Math.floor((lines.length - 1) / LINES) * LINES);
  const page = { ...asked, from: Math.min(asked.from, last) };
  const shown = lines.slice(page.from, page.from + LINES);
  const more = page.from + shown.length < lines.length;
  const heading = cut([words.title[page.list], page.words].filter(Boolean).join(' '), LIMIT.header);
  const range = words.range(page.from + 1, page.from + shown.length, whole ? lines.length : null);
  const body: KnownBlock[] =
    shown.length > 0
      ? shown.map((line) => caseLine(line, w, here.now, here.timeZone))
      : [{ type: 'section', text: mrkdwn(words.none) }];
  return {
    text: esc(`${heading}${shown.length > 0 ? ` (${lines.length}${whole ? '' : '+'})` : ''}`),
    blocks: [
      { type: 'header', text: plain(heading) },
      ...body,
      ...(more || page.from > 0 ? [{ type: 'context' as const, elements: [mrkdwn(range)] }] : []),
      ...turning(page, more, w),
    ],
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
