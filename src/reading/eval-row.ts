import type { Case } from '../domain/case.ts';
import type { Correction } from '../domain/corrections.ts';
import { maskForModel } from './model-mask.ts';
import { identifiersIn } from './model-mask-find.ts';

/** A labelled row as `npm run eval` reads it (domain.md §10), made of a case a person put right. Nothing in it tells who it is about. */
export interface EvalRow {
  readonly id: string;
  readonly source: 'corrections';
  readonly text: string;
  readonly posted_at: string;
  readonly is_complaint: boolean;
  readonly category: string;
  readonly secondary_categories: readonly string[];
  readonly severity: string;
  readonly triggers: readonly string[];
  readonly customer_type: string;
  readonly demand: string | null;
  readonly amount_cny: number | null;
  readonly mileage_km: number | null;
  readonly occurred_at: string | null;
  readonly model: string | null;
  /** Masked in the text, so there is nothing to find. */
  readonly name: null;
  readonly phone: null;
  readonly plate: null;
  readonly vin: null;
  readonly relation: 'new';
  readonly expected_cases: number;
  readonly tags: readonly string[];
  /** What was read, by whom, and what it was corrected to. */
  readonly note: string;
}

const said = ({ field, read, readBy, corrected, confirmed }: Correction, mask: (text: string) => string): string => {
  const words = (value: string | number | null) => (value === null ? '-' : mask(String(value)));
  const reader = readBy.reader ?? readBy.by;
  return confirmed
    ? `${field}: ${words(read)} confirmed (${reader})`
    : `${field}: ${words(read)} (${reader}) → ${words(corrected)}`;
};

/** The row of a case: its labels are what the case says now that people have corrected it. */
export function evalRow(c: Case, corrections: readonly Correction[]): EvalRow {
  const names = c.facts.customerName ? [c.facts.customerName.value] : [];
  const mask = (text: string) => maskForModel(text, identifiersIn(text, names)).masked;
  const complaint = !corrections.some((one) => one.field === 'verdict' && one.corrected === 'not_complaint');
  const { amountFen, mileageKm, occurredOn, model, demand } = c.facts;
  return {
    id: c.number,
    source: 'corrections',
    text: mask(c.text),
    posted_at: c.openedAt,
    is_complaint: complaint,
    category: c.category.value,
    secondary_categories: c.secondaryCategories,
    severity: c.severity,
    triggers: c.triggers.map(({ trigger }) => trigger),
    customer_type: c.customerType,
    demand: demand && mask(demand.value),
    amount_cny: amountFen === null ? null : amountFen.value / 100,
    mileage_km: mileageKm?.value ?? null,
    occurred_at: occurredOn?.value ?? null,
    model: model?.value ?? null,
    ...{ name: null, phone: null, plate: null, vin: null },
    relation: 'new',
    expected_cases: complaint ? 1 : 0,
    tags: ['corrected'],
    note: corrections.map((one) => said(one, mask)).join('; '),
  };
}
