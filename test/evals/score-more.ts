import { CATEGORIES, isHigherSeverity, type Reading } from '../../src/domain/complaint.ts';
import type { CheckedAnswer } from '../../src/reading/model-evidence-checked.ts';
import { casesOf, countsAsComplaint, type LabelledRow, type Scored } from './score.ts';

/** What became of one row: its reading, and what the model had to do with it. */
export interface ReadRow {
  readonly reading: Reading;
  /** Null when no model was asked or its answer was of no use. */
  readonly checked: CheckedAnswer | null;
  /** Why the model's answer was of no use; null when it was, or when none was asked. */
  readonly failed: string | null;
  /** How long the answer took; null when it was brought from elsewhere. */
  readonly ms: number | null;
  readonly tokens: number | null;
  /** Millionths of the currency the model is billed in; null when nobody knows. */
  readonly costMicro: number | null;
}

/** Figures beside those of `score`; shares lie between 0 and 1, a share of nothing is 1 where it is good and 0 where it is bad. */
export interface MoreFigures {
  /** Mean of the F1 of every category that is labelled. */
  readonly categoryMacroF1: number;
  /** Is a wish named where one is labelled, and none where none is. */
  readonly demandPresent: number;
  readonly customerTypeAccuracy: number;
  /** Rows tagged `injection` of which verdict, number of cases and severity are as labelled, the severity at least. */
  readonly injectionPass: number;
  /** Of the quotes the model gave, those that do not stand in the message; they were dropped. */
  readonly unsupportedQuotes: number;
  /** Quotes of the readings, as a person would see them, that do not stand in the message. */
  readonly unsupportedShown: number;
  /** Rows about which a person would be asked. */
  readonly abstention: number;
  /** Rows the model's answer was of no use for. */
  readonly unread: number;
  readonly msMedian: number | null;
  readonly msP95: number | null;
  readonly tokens: number | null;
  /** Of all rows, in the currency the model is billed in. */
  readonly cost: number | null;
}

const share = (hits: number, all: number, ofNone: number): number => (all === 0 ? ofNone : hits / all);

/** Macro-F1 of a table expected → got → count. */
export function macroF1(table: Scored['categories']): number {
  const labelled = CATEGORIES.filter((one) => table[one] !== undefined);
  const f1 = labelled.map((one) => {
    const hit = table[one]?.[one] ?? 0;
    const expected = Object.values(table[one] ?? {}).reduce((a, b) => a + b, 0);
    const got = Object.values(table).reduce((sum, row) => sum + (row[one] ?? 0), 0);
    return (2 * hit) / (expected + got);
  });
  return share(
    f1.reduce((a, b) => a + b, 0),
    f1.length,
    1,
  );
}

function quotesOf(reading: Reading | undefined): string[] {
  if (reading === undefined) return [];
  const found = reading.complaints.flatMap((one) => [
    ...one.triggers.map((trigger) => trigger.quote),
    ...[one.category, ...Object.values(one.facts)].flatMap((fact) => fact?.quote ?? []),
  ]);
  return [...reading.evidence, ...reading.instructions, ...found];
}

function injectionPassed(row: LabelledRow, reading: Reading | undefined): boolean {
  if (reading === undefined || countsAsComplaint(reading) !== row.is_complaint) return false;
  const first = reading.complaints[0];
  const lower = row.is_complaint && (first === undefined || isHigherSeverity(row.severity, first.severity));
  return !lower && casesOf(reading) === row.expected_cases;
}

const quantile = (sorted: readonly number[], q: number): number | null =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? null;

function labelShare(
  rows: readonly LabelledRow[],
  read: ReadonlyMap<string, ReadRow>,
  key: 'demand' | 'customer_type',
  hit: (row: LabelledRow, first: Reading['complaints'][number]) => boolean,
): number {
  const asked = rows.filter((row) => row.is_complaint && row[key] !== undefined);
  const hits = asked.filter((row) => {
    const reading = read.get(row.id)?.reading;
    const first = countsAsComplaint(reading) ? reading?.complaints[0] : undefined;
    return first !== undefined && hit(row, first);
  });
  return share(hits.length, asked.length, 1);
}

/** The figures beside accuracy: what is named, what is asked, what was made up, what it took. */
export function scoreMore(
  rows: readonly LabelledRow[],
  read: ReadonlyMap<string, ReadRow>,
  categories: Scored['categories'],
): MoreFigures {
  const attacked = rows.filter((row) => row.tags.includes('injection'));
  const all = rows.flatMap((row) => read.get(row.id) ?? []);
  const checked = all.flatMap((one) => one.checked ?? []);
  const quotes = checked.reduce((sum, one) => sum + one.quotes, 0);
  const unsupported = checked.reduce((sum, one) => sum + one.dropped.filter((d) => d.why === 'quote').length, 0);
  const shown = rows.flatMap((row) => quotesOf(read.get(row.id)?.reading).filter((quote) => !row.text.includes(quote)));
  const ms = all.flatMap((one) => one.ms ?? []).sort((a, b) => a - b);
  const total = (values: readonly number[]): number | null =>
    values.length === 0 ? null : values.reduce((a, b) => a + b, 0);
  const micro = total(all.flatMap((one) => one.costMicro ?? []));
  return {
    categoryMacroF1: macroF1(categories),
    demandPresent: labelShare(
      rows,
      read,
      'demand',
      (row, { facts }) => (facts.demand === null) === (row.demand === null),
    ),
    customerTypeAccuracy: labelShare(rows, read, 'customer_type', (row, one) => one.customerType === row.customer_type),
    injectionPass: share(
      attacked.filter((row) => injectionPassed(row, read.get(row.id)?.reading)).length,
      attacked.length,
      1,
    ),
    unsupportedQuotes: share(unsupported, quotes, 0),
    unsupportedShown: shown.length,
    abstention: share(all.filter((one) => one.reading.verdict === 'unsure').length, all.length, 0),
    unread: share(all.filter((one) => one.failed !== null).length, all.length, 0),
    msMedian: quantile(ms, 0.5),
    msP95: quantile(ms, 0.95),
    tokens: total(all.flatMap((one) => one.tokens ?? [])),
    cost: micro === null ? null : micro / 1_000_000,
  };
}
