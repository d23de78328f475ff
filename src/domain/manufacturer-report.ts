import { z } from 'zod';
import type { Case } from './case.ts';
import { SEVERITIES, TRIGGERS } from './complaint.ts';
import { maskedText } from './masked-text.ts';
import { maskVin } from './privacy.ts';

/**
 * The report to the manufacturer (domain.md §5, S0a ⑥, S0c): facts, vehicle, safety and media facts, what was done, what is wanted. Personal data
 * it does not need is not in it (PIPL 23); it goes out only when a leader presses.
 */
export const reportFieldsSchema = z
  .object({
    summary: z.string(),
    /** Model, last six of the VIN, mileage. */
    vehicle: z.string(),
    severity: z.enum(SEVERITIES),
    risks: z.array(z.object({ trigger: z.enum(TRIGGERS), quote: z.string() })),
    demand: z.string(),
    openedAt: z.iso.datetime(),
    firstContactAt: z.iso.datetime().nullable(),
    measures: z.string(),
    wanted: z.string(),
  })
  .readonly();
export type ReportFields = z.infer<typeof reportFieldsSchema>;

/** Model, last six of the VIN and mileage of a case, for people who must know the car and not its owner. */
export function vehicleText(c: Pick<Case, 'facts'>): string {
  const { model, vin, mileageKm } = c.facts;
  const parts = [model?.value, vin ? maskVin(vin.value) : null, mileageKm ? `${mileageKm.value} km` : null];
  return parts.filter((part) => part).join(' · ');
}

/** What a report says of a case as it stands; what was done and what is wanted, a person writes. */
export function reportFields(c: Case, measures: string, wanted: string): ReportFields {
  const mask = (text: string) => maskedText(c, text);
  return {
    summary: mask(c.summary),
    vehicle: mask(vehicleText(c)),
    severity: c.severity,
    risks: c.triggers.slice(0, 8).map(({ trigger, quote }) => ({ trigger, quote: mask(quote) })),
    demand: mask(c.facts.demand?.value ?? ''),
    openedAt: c.openedAt,
    firstContactAt: c.firstContactAt,
    measures: mask(measures),
    wanted: mask(wanted),
  };
}
