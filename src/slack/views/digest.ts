import type { KnownBlock } from '@slack/types';
import type { Case } from '../../domain/case.ts';
import { isOverdue } from '../../domain/clock.ts';
import type { Digest } from '../../domain/digest.ts';
import type { CaseId } from '../../domain/ids.ts';
import { formatYuan } from '../../domain/money.ts';
import { dateHeading } from '../../wording/time.ts';
import type { Wording } from '../../wording/wording.ts';
import { cut, esc, LIMIT, mrkdwn, plain } from '../limits.ts';
import type { Said } from './case-card.ts';
import { labelled, moneyText, type People, personName } from './case-text.ts';
import { caseLine, moreCases } from './lists.ts';

/** Cases shown of each kind; the rest is counted. */
const EACH = 6;

interface Telling {
  readonly w: Wording;
  readonly people: People;
  readonly now: Date;
  readonly timeZone: string;
}

const section = (text: string): KnownBlock => ({ type: 'section', text: mrkdwn(text) });

/** A heading with its count, and a line for each case that no section above has shown; the others are named by number. */
function caseSection(title: string, cases: readonly Case[], above: ReadonlySet<CaseId>, t: Telling): KnownBlock[] {
  if (cases.length === 0) return [];
  const known = cases.filter((c) => above.has(c.id)).slice(0, EACH);
  const fresh = cases.filter((c) => !above.has(c.id)).slice(0, EACH);
  const lines = fresh.map((c) => {
    const overdue = c.status !== 'resolved' && isOverdue(c.dueAt, t.now);
    const assigneeName = c.assignee ? (t.people.get(c.assignee)?.name ?? t.w.name.somebody) : null;
    return caseLine({ case: c, assigneeName, overdue }, t.w, t.now, t.timeZone);
  });
  const numbers = known.map((c) => esc(c.number));
  const head = numbers.length > 0 ? labelled(title, numbers.join(' · ')) : `*${title}*`;
  return [section(head), ...lines, ...moreCases(cases.length - known.length - fresh.length, t.w)];
}

function approvalSection(d: Digest, t: Telling): KnownBlock[] {
  const { w } = t;
  if (d.awaitingApproval.length === 0) return [];
  const lines = d.awaitingApproval
    .slice(0, EACH)
    .map(
      ({ case: c, proposal }) =>
        `*${esc(c.number)}* · ${moneyText(proposal, w) || w.screen.approval.noMoney} · ${personName(proposal.proposedBy, t.people, w)}`,
    );
  const left = d.awaitingApproval.length - lines.length;
  return [
    section([`*${w.screen.digest.approvals(d.awaitingApproval.length)}*`, ...lines].join('\n')),
    ...moreCases(left, w),
  ];
}

function numbers(d: Digest, w: Wording): string {
  const { numbers: names, severities } = w.screen.digest;
  const counts: readonly (readonly [string, number])[] = [
    [names.fresh, d.newCount],
    [names.closed, d.closedCount],
    [names.open, d.openCount],
    [names.overdue, d.overdue.length],
    ...(d.reopenedCount > 0 ? [[names.reopened, d.reopenedCount] as const] : []),
    ...(d.dismissedCount > 0 ? [[names.dismissed, d.dismissedCount] as const] : []),
  ];
  const bySeverity = [...d.newBySeverity].reverse().map(([severity, count]) => ({ severity, count }));
  const fresh = bySeverity.length > 0 ? `\n${names.fresh} · ${severities(bySeverity)}` : '';
  return `${counts.map(([name, count]) => `*${name} ${count}*`).join('   ')}${fresh}`;
}

function categories(d: Digest, w: Wording): KnownBlock[] {
  const counts = [...d.newByCategory].sort((a, b) => b[1] - a[1]).map(([k, n]) => `${w.name.category[k]} ${n}`);
  return counts.length > 0 ? [section(labelled(w.screen.digest.byCategory, counts.join(' · ')))] : [];
}

const isQuiet = (d: Digest): boolean =>
  d.newCount + d.closedCount + d.reopenedCount + d.openCount + d.paidRefundFen + d.paidGoodwillFen === 0;

/** Where the store stands today: the numbers, then what needs somebody, then what was paid. Refund and goodwill are never added up. */
export function digestMessage(
  d: Digest,
  people: People,
  w: Wording,
  storeName: string,
  timeZone: string,
  now: Date,
): Said {
  const t: Telling = { w, people, now, timeZone };
  const words = w.screen.digest;
  const title = cut(words.title(storeName, dateHeading(d.date, w.time)), LIMIT.header);
  const header: KnownBlock = { type: 'header', text: plain(title) };
  if (isQuiet(d)) return { text: `${esc(title)} · ${words.quiet}`, blocks: [header, section(words.quiet)] };
  const ids = (cases: readonly Case[]) => cases.slice(0, EACH).map((c) => c.id);
  const late = new Set(ids(d.overdue));
  const shown = new Set([...late, ...ids(d.openMajor)]);
  const paid = d.paidRefundFen + d.paidGoodwillFen > 0;
  const blocks: KnownBlock[] = [
    header,
    section(numbers(d, w)),
    ...(d.overdue.length === 0 ? [section(`:white_check_mark: ${words.noneOverdue}`)] : []),
    ...caseSection(`:alarm_clock: ${words.overdue(d.overdue.length)}`, d.overdue, new Set(), t),
    ...caseSection(`:red_circle: ${words.major(d.openMajor.length)}`, d.openMajor, late, t),
    ...caseSection(words.unclaimed(d.unclaimed.length), d.unclaimed, shown, t),
    ...approvalSection(d, t),
    ...categories(d, w),
    ...(paid ? [section(words.paid(formatYuan(d.paidRefundFen), formatYuan(d.paidGoodwillFen)))] : []),
  ];
  const count = `${words.numbers.fresh} ${d.newCount} · ${words.numbers.open} ${d.openCount} · ${words.overdue(d.overdue.length)}`;
  return { text: `${esc(title)} · ${count}`, blocks };
}
