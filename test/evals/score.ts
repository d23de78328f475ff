import type { Category, Reading, Severity } from '../../src/domain/complaint.ts';
import { CATEGORIES, SEVERITIES } from '../../src/domain/complaint.ts';

/** A labelled row of an eval file (domain.md §10); other keys may stand beside these. */
export interface LabelledRow {
  readonly id: string;
  readonly text: string;
  readonly is_complaint: boolean;
  readonly category: Category;
  readonly severity: Severity;
  readonly phone: string | null;
  readonly plate: string | null;
  readonly vin: string | null;
  readonly amount_cny: number | null;
  readonly posted_at: string;
  readonly expected_cases: number;
  readonly tags: readonly string[];
  readonly demand?: string | null;
  readonly triggers?: readonly string[];
  readonly customer_type?: string;
}

/** One line of the list of misses. */
export interface Miss {
  readonly id: string;
  readonly what: string;
  readonly expected: string;
  readonly got: string;
}

/** The figures of a run; shares lie between 0 and 1, a share of nothing is 1. */
export interface Figures {
  readonly rows: number;
  readonly isComplaintF1: number;
  readonly categoryAccuracy: number;
  readonly severityAccuracy: number;
  readonly majorRecall: number;
  readonly majorPrecision: number;
  readonly phoneExact: number;
  readonly plateExact: number;
  readonly vinExact: number;
  readonly amountExact: number;
  readonly splitAccuracy: number;
}

/** Figures, misses, and two tables of expected → got → count. */
export interface Scored {
  readonly figures: Figures;
  readonly misses: readonly Miss[];
  readonly categories: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly severities: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/**
 * A reading counts as "complaint" when its verdict is complaint, or unsure with a complaint in it: the desk then opens or asks, and the corpus
 * labels the bare "有人投诉" a complaint.
 */
export const countsAsComplaint = (reading: Reading | undefined): boolean =>
  reading !== undefined &&
  (reading.verdict === 'complaint' || (reading.verdict === 'unsure' && reading.complaints.length > 0));

/** Cases a reading would open: none for a follow-up or a non-complaint (domain.md §10, expected_cases). */
export const casesOf = (reading: Reading | undefined): number =>
  reading === undefined || !countsAsComplaint(reading) || reading.relation === 'follow_up'
    ? 0
    : reading.complaints.length;

class Share {
  hit = 0;
  all = 0;
  add(ok: boolean): boolean {
    this.all++;
    if (ok) this.hit++;
    return ok;
  }
  get value(): number {
    return this.all === 0 ? 1 : this.hit / this.all;
  }
}

const squash = (text: string | null): string | null =>
  text === null ? null : text.toUpperCase().replace(/[^0-9A-Z\u4e00-\u9fff]/g, '');
const digits = (text: string | null): string | null => (text === null ? null : text.replace(/\D/g, ''));

function bump(table: Record<string, Record<string, number>>, expected: string, got: string): void {
  table[expected] ??= {};
  const row = table[expected];
  row[got] = (row[got] ?? 0) + 1;
}

const levelsApart = (a: Severity, b: Severity): number => Math.abs(SEVERITIES.indexOf(a) - SEVERITIES.indexOf(b));

interface Board {
  readonly category: Share;
  readonly severity: Share;
  readonly phone: Share;
  readonly plate: Share;
  readonly vin: Share;
  readonly amount: Share;
  readonly misses: Miss[];
  readonly categories: Record<string, Record<string, number>>;
  readonly severities: Record<string, Record<string, number>>;
}

function check(
  board: Board,
  share: Share,
  row: LabelledRow,
  what: string,
  ok: boolean,
  expected: unknown,
  got: unknown,
): void {
  if (!share.add(ok)) board.misses.push({ id: row.id, what, expected: String(expected), got: String(got) });
}

/** Complaint rows: the first complaint of the reading stands for the row; a missing one is a miss in everything. */
function scoreFacts(board: Board, row: LabelledRow, reading: Reading | undefined): void {
  const first = countsAsComplaint(reading) ? reading?.complaints[0] : undefined;
  const borderline = row.tags.includes('borderline');
  const category = first?.category.value ?? 'none';
  const neighbour = borderline && (first?.secondaryCategories.includes(row.category) ?? false);
  bump(board.categories, row.category, category);
  check(
    board,
    board.category,
    row,
    'category',
    category === row.category || neighbour,
    row.category,
    `${category} (${first?.secondaryCategories.join(' ') ?? ''})`,
  );
  const severity = first?.severity;
  bump(board.severities, row.severity, severity ?? 'none');
  const apart = severity === undefined ? 9 : levelsApart(severity, row.severity);
  const why = first?.triggers.map((one) => `${one.trigger}:${one.quote}`).join(' ') ?? '';
  check(
    board,
    board.severity,
    row,
    'severity',
    apart <= (borderline ? 1 : 0),
    row.severity,
    `${severity ?? 'none'} ${why}`,
  );
  const facts = first?.facts;
  const missing = first === undefined;
  check(
    board,
    board.phone,
    row,
    'phone',
    !missing && digits(facts?.phone?.value ?? null) === digits(row.phone),
    row.phone,
    facts?.phone?.value,
  );
  check(
    board,
    board.plate,
    row,
    'plate',
    !missing && squash(facts?.plate?.value ?? null) === squash(row.plate),
    row.plate,
    facts?.plate?.value,
  );
  check(
    board,
    board.vin,
    row,
    'vin',
    !missing && squash(facts?.vin?.value ?? null) === squash(row.vin),
    row.vin,
    facts?.vin?.value,
  );
  const amount = facts?.amountFen == null ? null : facts.amountFen.value / 100;
  check(board, board.amount, row, 'amount', !missing && amount === row.amount_cny, row.amount_cny, amount);
}

const isMajor = (reading: Reading | undefined): boolean =>
  countsAsComplaint(reading) && (reading?.complaints.some((one) => one.severity === 'major') ?? false);

interface Counts {
  both: number;
  labelled: number;
  predicted: number;
}

const newBoard = (): Board => ({
  category: new Share(),
  severity: new Share(),
  phone: new Share(),
  plate: new Share(),
  vin: new Share(),
  amount: new Share(),
  misses: [],
  categories: {},
  severities: {},
});

/** Is it a complaint at all? F1 needs who said so: label, reading, both. */
function scoreVerdict(board: Board, counts: Counts, row: LabelledRow, reading: Reading | undefined): void {
  const said = countsAsComplaint(reading);
  counts.labelled += Number(row.is_complaint);
  counts.predicted += Number(said);
  counts.both += Number(row.is_complaint && said);
  if (row.is_complaint === said) return;
  const got = `${reading?.verdict ?? 'nothing'} (${reading?.reason ?? ''}: ${reading?.evidence.join(' | ') ?? ''})`;
  board.misses.push({ id: row.id, what: 'complaint?', expected: String(row.is_complaint), got });
}

/** Compares readings (by row id) with the labels. */
export function score(rows: readonly LabelledRow[], readings: ReadonlyMap<string, Reading>): Scored {
  const board = newBoard();
  const counts: Counts = { both: 0, labelled: 0, predicted: 0 };
  const split = new Share();
  const recall = new Share();
  const precision = new Share();
  for (const row of rows) {
    const reading = readings.get(row.id);
    scoreVerdict(board, counts, row, reading);
    check(board, split, row, 'cases', casesOf(reading) === row.expected_cases, row.expected_cases, casesOf(reading));
    const major = isMajor(reading);
    const labelledMajor = row.is_complaint && row.severity === 'major';
    if (labelledMajor) recall.add(major);
    if (major) precision.add(labelledMajor);
    if (row.is_complaint) scoreFacts(board, row, reading);
  }
  const said = counts.labelled + counts.predicted;
  const figures: Figures = {
    rows: rows.length,
    isComplaintF1: said === 0 ? 1 : (2 * counts.both) / said,
    categoryAccuracy: board.category.value,
    severityAccuracy: board.severity.value,
    majorRecall: recall.value,
    majorPrecision: precision.value,
    phoneExact: board.phone.value,
    plateExact: board.plate.value,
    vinExact: board.vin.value,
    amountExact: board.amount.value,
    splitAccuracy: split.value,
  };
  return { figures, misses: board.misses, categories: board.categories, severities: board.severities };
}

/** An eval file or command line that cannot be used; the message is one sentence for the person at the keyboard. */
export class BadInput extends Error {
  override readonly name = 'BadInput';
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isTextOrNull = (value: unknown): boolean => value === null || isText(value);

const CHECKS: Readonly<
  Record<Exclude<keyof LabelledRow, 'demand' | 'customer_type' | 'triggers'>, (value: unknown) => boolean>
> = {
  id: isText,
  text: isText,
  is_complaint: (value) => typeof value === 'boolean',
  category: (value) => (CATEGORIES as readonly unknown[]).includes(value),
  severity: (value) => (SEVERITIES as readonly unknown[]).includes(value),
  phone: isTextOrNull,
  plate: isTextOrNull,
  vin: isTextOrNull,
  amount_cny: (value) => value === null || typeof value === 'number',
  posted_at: (value) => isText(value) && !Number.isNaN(Date.parse(value)),
  expected_cases: (value) => Number.isInteger(value) && Number(value) >= 0,
  tags: (value) => Array.isArray(value) && value.every(isText),
};

function parseRow(line: string, number: number): LabelledRow {
  let row: unknown;
  try {
    row = JSON.parse(line);
  } catch {
    throw new BadInput(`Line ${number} is not JSON.`);
  }
  if (typeof row !== 'object' || row === null || Array.isArray(row))
    throw new BadInput(`Line ${number} is not a JSON object.`);
  const fields: Readonly<Record<string, unknown>> = { ...row };
  for (const [key, fits] of Object.entries(CHECKS)) {
    if (!(key in fields)) throw new BadInput(`Line ${number} lacks the key "${key}".`);
    if (!fits(fields[key]))
      throw new BadInput(`Line ${number} has an unusable "${key}": ${JSON.stringify(fields[key])}.`);
  }
  return row as LabelledRow;
}

/** Parses a JSONL file of labelled rows; throws BadInput naming the first line that cannot be used. */
export function parseRows(jsonl: string): LabelledRow[] {
  const rows: LabelledRow[] = [];
  const seen = new Set<string>();
  for (const [i, line] of jsonl.split('\n').entries()) {
    if (line.trim() === '') continue;
    const row = parseRow(line, i + 1);
    if (seen.has(row.id)) throw new BadInput(`Line ${i + 1} repeats the id "${row.id}".`);
    seen.add(row.id);
    rows.push(row);
  }
  if (rows.length === 0) throw new BadInput('The file has no rows.');
  return rows;
}
