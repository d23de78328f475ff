import type { KnownBlock } from '@slack/types';
import type { DailyPage, DigestPage, MorningPage, WeeklyPage } from '../../domain/digest.ts';
import type { Currency } from '../../domain/usage.ts';
import { dateHeading } from '../../wording/time.ts';
import type { Wording } from '../../wording/wording.ts';
import { cut, esc, LIMIT, mrkdwn, plain } from '../limits.ts';
import type { Said } from './case-card.ts';
import {
  categorySection,
  closeSection,
  complaintSection,
  figureSection,
  freshText,
  paidSection,
} from './digest-figures.ts';
import {
  approvalBlocks,
  dueTodayBlocks,
  majorBlocks,
  overdueBlocks,
  promiseBlocks,
  riskBlocks,
  unclaimedBlocks,
} from './digest-open.ts';
import { section } from './digest-rows.ts';

function morningBlocks(page: MorningPage, w: Wording): KnownBlock[] {
  const { open, overdue, unclaimed, majorOrMayBe } = page.standing;
  const words = w.screen.digest.open;
  const counts = `*${words.morning(open, overdue.length, unclaimed.length, majorOrMayBe.length)}*`;
  if (open === 0) return [section(counts, words.nothingOpen), ...promiseBlocks(page, w)];
  return [
    section(counts),
    ...overdueBlocks(page, w),
    ...unclaimedBlocks(page, w, new Set(overdue.map((late) => late.case.id))),
    ...majorBlocks(page, w),
    ...dueTodayBlocks(page, w),
    ...promiseBlocks(page, w),
    ...approvalBlocks(page, w),
  ];
}

/** What needs somebody, after the numbers; a case stands in full once. */
function openBlocks(page: DailyPage | WeeklyPage, w: Wording): KnownBlock[] {
  const { risks, overdue } = page.standing;
  const above = new Set(risks.map((risk) => risk.case.id));
  const late = new Set([...above, ...overdue.map((each) => each.case.id)]);
  return [
    ...riskBlocks(page, w),
    ...approvalBlocks(page, w),
    ...overdueBlocks(page, w, above),
    ...majorBlocks(page, w, late),
    ...unclaimedBlocks(page, w, late),
    ...promiseBlocks(page, w),
  ];
}

const figureBlocks = (page: DailyPage | WeeklyPage, w: Wording): KnownBlock[] => [
  figureSection(page, w),
  ...(page.kind === 'weekly' ? [closeSection(page.rates, w), complaintSection(page.rates, w)] : []),
  paidSection(page.figures.paid, page.kind, w),
  ...categorySection(page, w),
];

/** What the reminders did: the desk reports on itself, in red when something is stuck. */
function watchdogText({ watchdog: { told, waiting, worstLagMs } }: DigestPage, w: Wording): string {
  const words = w.screen.digest;
  const seconds = Math.ceil(worstLagMs / 1000);
  const lag = words.lag(Math.floor(seconds / 60), seconds % 60);
  return waiting > 0 ? `:red_circle: *${words.watchdogWaiting(told, waiting, lag)}*` : words.watchdog(told, lag);
}

const SIGN: Readonly<Record<Currency, string>> = { CNY: '¥', USD: '$' };
const CENT_MICRO = 10_000;

/** What the models were asked, what that cost, and that the rules read alone once the day's budget is used up; '' when none was asked. */
function modelText({ model }: DigestPage, w: Wording): string {
  if (!model) return '';
  const words = w.screen.digest.model;
  const { calls, failed, costs, unpriced, cachedShare: cached, spent } = model;
  const parts = [
    words.asked(calls, failed),
    ...costs.map(({ currency, micro }) => {
      const sum = `${SIGN[currency]}${(Math.max(micro, CENT_MICRO) / 1_000_000).toFixed(2)}`;
      return micro > 0 && micro < CENT_MICRO
        ? words.lessThan(sum)
        : `${SIGN[currency]}${(micro / 1_000_000).toFixed(2)}`;
    }),
    ...(unpriced > 0 ? [words.unpriced(unpriced)] : []),
    ...(cached === null ? [] : [words.cached(`${Math.round(cached * 100)}%`)]),
  ];
  const used = words.used(parts);
  return spent ? `${used}\n:red_circle: *${words.spent}*` : used;
}

function titleOf(page: DigestPage, w: Wording): string {
  const { title, dates } = w.screen.digest;
  const day = (date: string) => dateHeading(date, w.time);
  const when = page.kind === 'weekly' ? dates(day(page.period.from), day(page.period.to)) : day(page.date);
  return title[page.kind](page.storeName, when);
}

function shortText(page: DigestPage, w: Wording): string {
  const { open, overdue, unclaimed, majorOrMayBe } = page.standing;
  const words = w.screen.digest;
  if (page.kind === 'morning') return words.open.morning(open, overdue.length, unclaimed.length, majorOrMayBe.length);
  const { closed } = page.figures;
  return [freshText(page, w), words.figures.closed(closed, null), words.figures.open(open, overdue.length)].join(' · ');
}

/** A digest in one message: the numbers, what needs a decision, and how the reminders went. */
export function digestMessage(page: DigestPage, w: Wording): Said {
  const title = cut(titleOf(page, w), LIMIT.header);
  const blocks: KnownBlock[] = [
    { type: 'header', text: plain(title) },
    ...(page.kind === 'morning' ? morningBlocks(page, w) : [...figureBlocks(page, w), ...openBlocks(page, w)]),
    {
      type: 'context',
      elements: [mrkdwn([watchdogText(page, w), modelText(page, w)].filter((line) => line).join('\n'))],
    },
  ];
  return { text: `${esc(title)} · ${shortText(page, w)}`, blocks };
}
