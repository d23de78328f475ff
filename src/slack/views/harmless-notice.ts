import type { Notice } from '../../domain/notice.ts';
import { maskText } from '../../domain/privacy.ts';
import { typed } from '../limits.ts';

/** Every field a notice may have, of any kind. */
type Field = Notice extends infer N ? (N extends Notice ? keyof N : never) : never;

/** The most characters of what people typed, by field; null = made by the desk: an id, a choice, a time, a number. A new field does not compile until it is named here. */
const TYPED: Readonly<Record<Field, number | null>> = {
  quotes: 100,
  customer: 40,
  summary: 500,
  vehicle: 100,
  demand: 300,
  what: 120,
  name: 100,
  number: 30,
  // A choice in some kinds; masking and escaping leave a choice as it is.
  reason: 500,
  kind: null,
  department: null,
  postedAt: null,
  media: null,
  caseId: null,
  message: null,
  card: null,
  clock: null,
  timer: null,
  facts: null,
  severity: null,
  status: null,
  triggers: null,
  match: null,
  phase: null,
  why: null,
  from: null,
  version: null,
  late: null,
  reopened: null,
  mayMerge: null,
  paidFen: null,
  amountFen: null,
  dueAt: null,
  planDueAt: null,
  resolveDueAt: null,
  owner: null,
  person: null,
  to: null,
  by: null,
  mention: null,
  earlier: null,
  lines: null,
};

/** What somebody typed, masked and escaped, at most `max` characters as they travel. */
export const harmlessText = (text: string, max: number): string => typed(maskText(text), max);

/** The notice with everything somebody typed masked and escaped, so that its sentence may hold mentions. */
export const harmless = (notice: Notice): Notice => harmlessIn(notice) as Notice;

function harmlessIn(value: object): object {
  const entries = Object.entries(value).map(([field, child]) => [field, clean(child, TYPED[field as Field] ?? null)]);
  return Object.fromEntries(entries);
}

function clean(value: unknown, max: number | null): unknown {
  if (Array.isArray(value)) return value.map((item) => clean(item, max));
  if (typeof value === 'string') return max === null ? value : harmlessText(value, max);
  return typeof value === 'object' && value !== null ? harmlessIn(value) : value;
}
