import { z } from 'zod';

const timeRange = z
  .tuple([z.string().regex(/^\d{2}:\d{2}$/), z.string().regex(/^\d{2}:\d{2}$/)])
  .refine(([from, to]) => from < to, 'from must be before to');
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** The store's rules. Defaults are those of domain.md §2 and §3; a case keeps the version it opened with. */
export const policySchema = z.object({
  version: z.string().default('default-1'),
  store: z
    .object({
      name: z.string().min(1).default('锦程4S店'),
      timeZone: z.string().default('Asia/Shanghai'),
      /** Seven lists of opening ranges, Monday first, store-local times. */
      openingHours: z
        .array(z.array(timeRange))
        .length(7)
        .default(Array.from({ length: 7 }, () => [['08:30', '20:00']])),
      /** Years the calendar data does not know: days off and make-up working days. */
      calendar: z
        .record(z.string().regex(/^\d{4}$/), z.object({ off: z.array(date), work: z.array(date) }))
        .default({}),
    })
    .prefault({}),
  /** Approval limit per decision in fen (domain.md §3, ours): department manager ¥1,000, customer-relations manager ¥3,000, general manager none. */
  approvalLimitFen: z
    .object({
      department_manager: z.int().nonnegative().default(100_000),
      customer_relations_manager: z.int().nonnegative().default(300_000),
      general_manager: z.int().nonnegative().nullable().default(null),
    })
    .prefault({}),
  /** Working days to the answer; 0 = the same day by store close (domain.md §2, S0c; serious is ours). */
  resolveWorkingDays: z
    .object({
      general: z.int().min(0).max(60).default(0),
      serious: z.int().min(0).max(60).default(3),
      major: z.int().min(0).max(60).default(5),
    })
    .prefault({}),
});
export type Policy = z.infer<typeof policySchema>;

export const DEFAULT_POLICY: Policy = policySchema.parse({});
