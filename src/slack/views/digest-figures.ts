import type { KnownBlock } from '@slack/types';
import { CATEGORIES, SEVERITIES } from '../../domain/complaint.ts';
import type { DailyPage, Rates, WeeklyPage } from '../../domain/digest.ts';
import type { CloseRate, Paid, Ratio } from '../../domain/kpi.ts';
import { MISSED_LIMITS, type MissedLimit } from '../../domain/kpi-figures.ts';
import { formatYuan, MONEY_KINDS, PAYERS } from '../../domain/money.ts';
import type { Count } from '../../wording/digest.ts';
import type { Wording } from '../../wording/wording.ts';
import { labelled } from './case-text.ts';
import { section } from './digest-rows.ts';

const GOOD = ':large_green_circle:';
const BAD = ':red_circle:';

/** `2.215%`: three places, for a target of 0.15 % needs them; the close rate has one. */
const percent = (rate: number, places: number): string => `${(rate * 100).toFixed(places)}%`;
const target = (rate: number): string => `${Number((rate * 100).toFixed(3))}%`;
const grouped = (count: number): string => count.toLocaleString('en-US');
const fraction = (ratio: Ratio): string => `${grouped(ratio.cases)}/${grouped(ratio.visits)}`;

/** The names and counts of a tally, in the order of its keys. */
const counts = <K>(keys: readonly K[], tally: ReadonlyMap<K, number>, name: (key: K) => string): Count[] =>
  keys.flatMap((key) => (tally.has(key) ? [[name(key), tally.get(key) ?? 0] as const] : []));

const joined = (all: readonly Count[]): string => all.map(([name, count]) => `${name} ${count}`).join(' · ');

/** A missed limit by name; those owed to somebody outside are one. */
const limitName = (w: Wording) => (limit: MissedLimit) =>
  limit === 'external' ? w.screen.digest.figures.external : w.name.timer[limit];

/** `新增 14（一般 8、升级 3、重大 3）`, or that there were none. */
export function freshText({ figures: f, kind }: DailyPage | WeeklyPage, w: Wording): string {
  const words = w.screen.digest.figures;
  if (f.fresh === 0) return words.noneFresh(words.span[kind]);
  return words.fresh(
    f.fresh,
    counts(SEVERITIES, f.bySeverity, (s) => w.name.severity[s]),
  );
}

/** New, closed, open and late, and what else was counted; zeroes that mean nothing are left out. */
export function figureSection(page: DailyPage | WeeklyPage, w: Wording): KnownBlock {
  const { figures: f, kind } = page;
  const words = w.screen.digest.figures;
  const span = words.span[kind];
  const others: readonly Count[] = [
    [words.counts.reopened, f.reopened],
    [words.counts.duplicates, f.duplicates],
    [words.counts.dismissed, f.dismissed],
    [words.counts.approvals, f.approvals],
    [words.counts.rejections, f.rejections],
    [words.counts.refused, f.refused],
  ];
  const told = others.filter(([, count]) => count !== 0);
  const missed = counts(MISSED_LIMITS, f.missed, limitName(w));
  return section(
    `*${freshText(page, w)}*`,
    `*${words.closed(f.closed, f.closeEvents > f.closed ? f.closeEvents : null)}*`,
    `*${words.open(f.open, f.overdue)}*`,
    words.breached(span, f.breached, f.breachedCarriedIn),
    ...(told.length > 0 ? [joined(told)] : []),
    ...(missed.length > 0 ? [words.missed(span, missed)] : []),
  );
}

/** The new cases by category, the most frequent first. */
export function categorySection({ figures: f, kind }: DailyPage | WeeklyPage, w: Wording): KnownBlock[] {
  const words = w.screen.digest.figures;
  const found = counts(CATEGORIES, f.byCategory, (k) => w.name.category[k]);
  const ordered = found.toSorted((a, b) => Number(b[1]) - Number(a[1]));
  return ordered.length > 0 ? [section(labelled(words.byCategory(words.span[kind]), joined(ordered)))] : [];
}

/** What was paid: refund and goodwill apart, then by kind and by payer. */
export function paidSection(paid: Paid, kind: 'daily' | 'weekly', w: Wording): KnownBlock {
  const words = w.screen.digest.figures;
  const span = words.span[kind];
  const sum = paid.refundFen + paid.goodwillFen;
  if (sum === 0) return section(words.nonePaid(span));
  const yuan = (all: readonly Count[]) => joined(all.map(([name, fen]) => [name, formatYuan(Number(fen))] as const));
  return section(
    `*${words.paid(span, formatYuan(sum), formatYuan(paid.refundFen), formatYuan(paid.goodwillFen))}*`,
    labelled(words.byKind, yuan(counts(MONEY_KINDS, paid.byKind, (k) => w.name.money[k]))),
    labelled(words.byPayer, yuan(counts(PAYERS, paid.byPayer, (p) => w.name.payer[p]))),
  );
}

const ofClosed = (close: CloseRate): string => `${close.closedInTime}/${close.matured}`;

/** The one-week close rate against its target, the young cases as a count, and the month so far. */
export function closeSection({ close, closeOfMonth, young, closeTarget }: Rates, w: Wording): KnownBlock {
  const words = w.screen.digest.rates;
  const month = closeOfMonth.rate;
  const verdict = (rate: number) =>
    rate >= closeTarget ? `${GOOD} ${words.met(target(closeTarget))}` : `${BAD} ${words.missed(target(closeTarget))}`;
  return section(
    ...(close.rate === null
      ? [words.noneMatured]
      : [`*${words.close(percent(close.rate, 1), ofClosed(close))}* ${verdict(close.rate)}`]),
    ...(young.immature > 0 ? [words.young(young.immature, young.immatureClosed)] : []),
    ...(month === null ? [] : [words.month(percent(month, 1), ofClosed(closeOfMonth), closeOfMonth.immature)]),
  );
}

/** The complaint rates: of the week, and in three lines of the quarter's covered days, red above the target. */
export function complaintSection(rates: Rates, w: Wording): KnownBlock {
  const { complaintsOfWeek: week, complaintsOfQuarter: quarter, complaintTarget } = rates;
  const words = w.screen.digest.rates;
  const line = (name: keyof typeof words.line, ratio: Ratio) =>
    `${ratio.rate > complaintTarget ? BAD : GOOD} ${words.line[name]} *${percent(ratio.rate, 3)}* ${fraction(ratio)}`;
  return section(
    week ? `*${words.week(percent(week.rate, 3), fraction(week))}*` : words.weekUnknown,
    ...(quarter
      ? [
          words.quarter(quarter.from, quarter.to, target(complaintTarget)),
          line('all', quarter.all),
          line('justified', quarter.justified),
          line('graveAndOurs', quarter.graveAndOurs),
        ]
      : [words.quarterUnknown]),
    ...(week && quarter ? [] : [words.addVisits]),
  );
}
