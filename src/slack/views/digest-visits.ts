import { addDays } from '../../domain/business-time.ts';
import type { VisitCount, VisitsKnown } from '../../domain/visits.ts';
import type { Wording } from '../../wording/wording.ts';
import type { Said } from './case-card.ts';
import { section } from './digest-rows.ts';

/** Counts written out; a pasted quarter has more. */
const LINES = 10;

const grouped = (count: number): string => count.toLocaleString('en-US');

/** What was taken down, and which days of the quarter the complaint rate can be reckoned over. */
export function visitsAnswer({ added, quarter, quarterFrom, today }: VisitsKnown, w: Wording): Said {
  const words = w.screen.digest.visits;
  const span = ({ from, to, count }: VisitCount) => words.span(from, to, grouped(count));
  const left = added.length - LINES;
  const lines = [
    `*${words.added}*`,
    ...added.slice(0, LINES).map(span),
    ...(left > 0 ? [w.screen.digest.open.more(left)] : []),
    quarter ? words.covered(quarter.from, quarter.to, grouped(quarter.count)) : words.noneCovered(quarterFrom),
    ...(quarter && quarter.to < today ? [words.missingFrom(addDays(quarter.to, 1))] : []),
  ];
  return { text: [words.added, ...added.slice(0, LINES).map(span)].join(' · '), blocks: [section(...lines)] };
}
