import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Case } from '../domain/case.ts';
import { caseReadingSchema } from '../domain/case-reading.ts';
import { CASE_STATUSES } from '../domain/case-status.ts';
import {
  categorySchema,
  customerTypeSchema,
  factsSchema,
  foundCategorySchema,
  severitySchema,
  subcategorySchema,
  triggerSchema,
} from '../domain/facts-schema.ts';
import { INTAKES } from '../domain/message.ts';
import { DEPARTMENTS } from '../domain/person.ts';
import {
  attachmentSchema,
  breachSchema,
  clockSchema,
  closingSchema,
  crisisSchema,
  id,
  pauseSchema,
  promiseSchema,
  proposalSchema,
  reportSchema,
  when,
} from './case-parts.ts';

const otherCase = z.object({ id: id<Case['id']>(), number: z.string() });
const person = id<Case['reporter']>();

/**
 * A case as stored in `cases.state`, checked whole: 10 to 20 µs a case, as much as reading it from the database. `satisfies` makes a field that is added to Case fail to compile here
 * until it is named; rows written before then fail this check and are folded again from their timeline (case-reads.ts).
 */
export const caseStateSchema = z.object({
  id: id<Case['id']>(),
  number: z.string(),
  version: z.int().positive(),
  status: z.enum(CASE_STATUSES),
  openedAt: z.string(),
  updatedAt: z.string(),
  reporter: person,
  intake: z.enum(INTAKES),
  source: id<NonNullable<Case['source']>>().nullable(),
  part: z.int(),
  place: id<Case['place']>(),
  thread: id<NonNullable<Case['thread']>>().nullable(),
  policyVersion: z.string(),
  text: z.string(),
  summary: z.string(),
  category: foundCategorySchema,
  subcategory: subcategorySchema.nullable(),
  secondaryCategories: z.array(categorySchema),
  severity: severitySchema,
  raised: z.boolean(),
  triggers: z.array(triggerSchema),
  customerType: customerTypeSchema,
  facts: factsSchema,
  vinCheckDigitOk: z.boolean(),
  malformedVin: z.string().nullable(),
  reader: z.string(),
  reading: caseReadingSchema,
  sourceState: z.enum(['as_posted', 'edited', 'deleted']),
  instructions: z.array(z.string()),
  department: z.enum(DEPARTMENTS),
  assignee: person.nullable(),
  accused: z.array(person),
  clocks: z.array(clockSchema),
  pauses: z.array(pauseSchema),
  breaches: z.array(breachSchema),
  dueAt: when,
  missingYear: z.string().nullable(),
  promises: z.array(promiseSchema),
  proposals: z.array(proposalSchema),
  attachments: z.array(attachmentSchema),
  firstContactAt: when,
  resolvedAt: when,
  closedAt: when,
  closing: closingSchema.nullable(),
  satisfied: z.boolean(),
  reopenCount: z.int(),
  repeatOf: otherCase.nullable(),
  duplicates: z.int(),
  mergedInto: otherCase.nullable(),
  crisis: crisisSchema.nullable(),
  reports: z.array(reportSchema),
  flashes: z.int(),
}) satisfies z.ZodType<Case>;

let fingerprint: string | null = null;

/**
 * What is noted beside a state: the fingerprint of this schema, and the version of the case. A state that carries today's was written by the
 * same shape of Case, and needs no check; code that knows no note leaves that of an earlier version of the case behind.
 */
export function shapeOf(version: number): string {
  fingerprint ??= createHash('sha256')
    .update(JSON.stringify(z.toJSONSchema(caseStateSchema)))
    .digest('hex')
    .slice(0, 16);
  return `${fingerprint}.${version}`;
}
