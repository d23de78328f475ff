import type { KnownBlock } from '@slack/types';
import type { Case } from '../../domain/case.ts';
import type { DigestPage } from '../../domain/digest.ts';
import type { CaseId } from '../../domain/ids.ts';
import type { Wording } from '../../wording/wording.ts';
import { esc, mrkdwn } from '../limits.ts';
import { labelled, personName, said, severityMark } from './case-text.ts';

/** Cases listed of each kind; the rest is counted. A row stays below 250 characters, so a list fits one section. */
const ROWS = 10;

export const section = (...lines: readonly string[]): KnownBlock => ({
  type: 'section',
  text: mrkdwn(lines.join('\n')),
});

/** One case in one line: what it is, who has it, and what is to be known. */
export function caseRow(c: Case, about: readonly string[], page: DigestPage, w: Wording): string {
  const owner = c.assignee ? personName(c.assignee, page.people, w) : w.screen.card.unclaimed;
  const head = `${severityMark(c.severity, w)} ${esc(c.number)} ${said(c, c.summary, 40)}`;
  return [head, owner, ...about].join(' · ');
}

/** A heading, a row for each item, and how many are left. Cases shown above are only named by number. */
export function rowSection<T extends { readonly case: Case }>(
  title: string,
  items: readonly T[],
  row: (item: T) => string,
  w: Wording,
  above: ReadonlySet<CaseId> = new Set(),
): KnownBlock[] {
  if (items.length === 0) return [];
  const known = items.filter((item) => above.has(item.case.id)).slice(0, ROWS);
  const fresh = items.filter((item) => !above.has(item.case.id)).slice(0, ROWS);
  const numbers = known.map((item) => esc(item.case.number)).join(' · ');
  const left = items.length - known.length - fresh.length;
  return [
    section(
      numbers ? labelled(title, numbers) : `*${title}*`,
      ...fresh.map((item) => `• ${row(item)}`),
      ...(left > 0 ? [w.screen.digest.open.more(left)] : []),
    ),
  ];
}

/** A duration as minutes and more, for "overdue by". */
export function lateText(lateMs: number, w: Wording): string {
  const minutes = Math.floor(lateMs / 60_000);
  return `:alarm_clock: ${w.time.overdue(Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60)}`;
}
