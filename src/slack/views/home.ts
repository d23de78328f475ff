import type { HomeView, KnownBlock } from '@slack/types';
import type { Case, Proposal } from '../../domain/case.ts';
import type { CaseLine } from '../../domain/case-card.ts';
import type { Person } from '../../domain/person.ts';
import type { Wording } from '../../wording/wording.ts';
import { ACTION } from '../ids.ts';
import { button, cut, esc, LIMIT, mrkdwn, plain } from '../limits.ts';
import { approvalButtons } from './approval-card.ts';
import { moneyText, said, severityMark } from './case-text.ts';
import { dueLine, nextDues } from './due-next.ts';
import { helpBlocks } from './help.ts';
import { caseLine, type ListName, moreCases, pageValue } from './lists.ts';

/** What somebody's home tab is made of. */
export interface Home {
  /** Open cases of this person, by due time. */
  readonly mine: readonly CaseLine[];
  readonly unclaimed: readonly CaseLine[];
  /** Proposals this person may decide on. */
  readonly toApprove: readonly { readonly case: Case; readonly proposal: Proposal }[];
  readonly me: Person | null;
  readonly now: Date;
  readonly timeZone: string;
}

/** Together with headings and help these stay below a view's 100 blocks. */
const MINE = 30;
const UNCLAIMED = 15;
const APPROVALS = 10;

const header = (text: string): KnownBlock => ({ type: 'header', text: plain(cut(text, LIMIT.header)) });
const line = (text: string): KnownBlock => ({ type: 'section', text: mrkdwn(text) });

function lines(home: Home, all: readonly CaseLine[], max: number, empty: string, w: Wording): KnownBlock[] {
  if (all.length === 0) return [line(empty)];
  const shown = all.slice(0, max);
  return [...shown.map((l) => caseLine(l, w, home.now, home.timeZone)), ...moreCases(all.length - shown.length, w)];
}

/** To the list that holds what the tab does not. */
const wholeList = (list: ListName, cut: boolean, w: Wording): KnownBlock[] =>
  cut
    ? [
        {
          type: 'actions',
          elements: [button(ACTION.nextPage, w.screen.list.whole, pageValue({ list, words: '', from: 0 }))],
        },
      ]
    : [];

function approval(item: Home['toApprove'][number], w: Wording): KnownBlock[] {
  const { case: c, proposal } = item;
  const what = w.mark.list(proposal.solutions.map((s) => w.name.solution[s]));
  const money = moneyText(proposal, w) || w.screen.approval.noMoney;
  return [
    line(`${severityMark(c.severity, w)} *${esc(c.number)}* · ${said(c, c.summary, 80)}\n*${money}* · ${what}`),
    {
      type: 'actions',
      elements: [...approvalButtons(item, w), button(ACTION.open, w.screen.list.open, c.id)],
    },
  ];
}

function approvals(home: Home, w: Wording): KnownBlock[] {
  if (home.toApprove.length === 0) return [];
  const shown = home.toApprove.slice(0, APPROVALS);
  return [
    header(w.screen.home.toApprove(home.toApprove.length)),
    ...shown.flatMap((item) => approval(item, w)),
    ...moreCases(home.toApprove.length - shown.length, w),
  ];
}

function comingUp(home: Home, w: Wording): KnownBlock[] {
  const dues = nextDues(
    home.mine.map((l) => l.case),
    home.me,
    home.now,
  );
  if (dues.length === 0) return [];
  return [header(w.line.next), line(dues.map((due) => dueLine(due, home.now, home.timeZone, w)).join('\n'))];
}

/** Somebody's own page: what waits for them, what waits for anybody, and how to go on. */
export function homeView(home: Home, w: Wording): HomeView {
  const words = w.screen.home;
  const name = home.me ? cut(home.me.name, 60) : '';
  const blocks: KnownBlock[] = [
    header(name ? words.hello(name) : w.screen.help.title),
    {
      type: 'actions',
      elements: [button(ACTION.newCase, words.newCase, ACTION.newCase, { style: 'primary' })],
    },
    ...(home.me && home.me.role === null ? [line(words.noRole)] : []),
    ...approvals(home, w),
    ...comingUp(home, w),
    header(words.mine(home.mine.length)),
    ...lines(home, home.mine, MINE, words.noneMine, w),
    ...wholeList('mine', home.mine.length > MINE, w),
    // Somebody without a role is not told how many wait.
    ...(home.me?.role
      ? [
          header(words.unclaimed(home.unclaimed.length)),
          ...lines(home, home.unclaimed, UNCLAIMED, words.noneUnclaimed, w),
          ...wholeList('all', home.unclaimed.length > UNCLAIMED, w),
        ]
      : []),
    { type: 'divider' },
    ...helpBlocks(w),
  ];
  return { type: 'home', blocks };
}
