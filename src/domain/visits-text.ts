import { addDays, weekday } from './business-time.ts';
import type { VisitCount } from './visits.ts';

const DATE = String.raw`(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?`;
const COUNT = String.raw`(\d{1,3}(?:,\d{3})+|\d{1,7})\s*(?:台次?|辆)?`;
const BARE = new RegExp(`^${COUNT}$`);
const LINE = new RegExp(`^${DATE}(?:\\s*(?:~|–|—|-|到|至|,|\\s)\\s*${DATE})?[\\s,;:]+${COUNT}$`);

/** A slip of the finger rather than a quarter of a dealership. */
const MAX_COUNT = 1_000_000;
const MAX_LINES = 400;

const pad = (text: string): string => text.padStart(2, '0');

function dateOf(year: string, month: string, day: string): string | null {
  const date = `${year}-${pad(month)}-${pad(day)}`;
  const ms = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== date ? null : date;
}

const countOf = (text: string): number => Number(text.replaceAll(',', ''));

function lineOf(line: string, today: string): VisitCount | null {
  const found = LINE.exec(line);
  if (!found) return null;
  const [, y1 = '', m1 = '', d1 = '', y2, m2 = '', d2 = '', count = ''] = found;
  const from = dateOf(y1, m1, d1);
  const to = y2 === undefined ? from : dateOf(y2, m2, d2);
  const fits = from !== null && to !== null && from <= to && to <= today && countOf(count) <= MAX_COUNT;
  return fits ? { from, to, count: countOf(count) } : null;
}

/**
 * The days a bare number is about: from the day after the last covered one, at most since Monday, through today. Typed again on a covered day it
 * corrects that count; null when that count reaches back before this week, for it would wipe out the rest.
 */
function daysOfBare(today: string, known: readonly VisitCount[]): Pick<VisitCount, 'from' | 'to'> | null {
  const monday = addDays(today, -weekday(today));
  const last = known.filter((c) => c.to >= monday && c.from <= today).toSorted((a, b) => b.to.localeCompare(a.to))[0];
  if (!last) return { from: monday, to: today };
  if (last.to < today) return { from: addDays(last.to, 1), to: today };
  return last.from >= monday ? { from: last.from, to: last.to } : null;
}

const overlap = (a: VisitCount, b: VisitCount): boolean => a.from <= b.to && b.from <= a.to;

/**
 * Vehicle counts as a person types or pastes them: `632`, `2026-11-16 632`, `2026-11-16~2026-11-22 632`, or a line for each; a first line
 * without a figure is a heading. Null when something in it is not understood, overlaps, or lies in the future.
 */
export function parseVisits(text: string, today: string, known: readonly VisitCount[]): readonly VisitCount[] | null {
  const typed = text
    .normalize('NFKC')
    .split(/[\n\r]+/)
    .map((line) => line.replaceAll('"', '').trim());
  const lines = typed.filter((line) => line !== '');
  const [first = ''] = lines;
  const bare = lines.length === 1 ? BARE.exec(first) : null;
  if (bare) {
    const days = daysOfBare(today, known);
    return days && countOf(bare[1] ?? '') <= MAX_COUNT ? [{ ...days, count: countOf(bare[1] ?? '') }] : null;
  }
  const rows = lines.length > 1 && !/\d/.test(first) ? lines.slice(1) : lines;
  const counts = rows.map((line) => lineOf(line, today)).filter((count) => count !== null);
  if (counts.length === 0 || counts.length < rows.length || counts.length > MAX_LINES) return null;
  return counts.some((a, i) => counts.slice(i + 1).some((b) => overlap(a, b))) ? null : counts;
}
