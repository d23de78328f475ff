import { z } from 'zod';
import { CATEGORIES } from './complaint.ts';
import { MONEY_KINDS, PAYERS } from './money.ts';
import { DEPARTMENTS, ROLES, timeRangeSchema } from './person.ts';

const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const fenOrNone = z.int().nonnegative().nullable();

const bySeverity = <T extends z.ZodType>(of: T, general: z.input<T>, serious: z.input<T>, major: z.input<T>) =>
  z
    .strictObject({
      general: of.prefault(general as never),
      serious: of.prefault(serious as never),
      major: of.prefault(major as never),
    })
    .prefault({} as never);
const minutes = z.int().positive().max(100_000);
const workingDays = z.int().min(0).max(60);

const store = z
  .strictObject({
    name: z.string().min(1).default('锦程4S店'),
    timeZone: z.string().default('Asia/Shanghai'),
    /** Seven lists of opening ranges, Monday first, store-local times; `24:00` ends a range at midnight. */
    openingHours: z
      .array(z.array(timeRangeSchema))
      .length(7)
      .default(Array.from({ length: 7 }, () => [['08:30', '20:00']]))
      .refine((days) => days.some((day) => day.length > 0), 'the store has to open on some day of the week'),
    /** Single days that differ from the week: other ranges, or none for a day shut. */
    specialDays: z.record(date, z.array(timeRangeSchema)).default({}),
    /** Years the calendar data does not know: days off and make-up working days. */
    calendar: z
      .record(z.string().regex(/^\d{4}$/), z.strictObject({ off: z.array(date), work: z.array(date) }))
      .default({}),
  })
  .prefault({});

/** Time limits by severity (domain.md §2): minutes are opening time, working days end at store close. */
const clocks = z
  .strictObject({
    claimMinutes: bySeverity(minutes, 30, 15, 10),
    firstContactMinutes: bySeverity(minutes, 120, 60, 30),
    /** Working days to the plan; null = none is asked for (S0c; serious is ours). */
    planWorkingDays: bySeverity(workingDays.nullable(), null, 1, 3),
    /** Working days to the answer; 0 = the same day by store close (S0c; serious is ours). */
    resolveWorkingDays: bySeverity(workingDays, 0, 3, 5),
    /** Call-backs so many days after the solution, by store close (ours). */
    followUpDays: bySeverity(z.array(z.int().positive().max(365)).min(1), [1], [1, 7], [1, 7, 30]),
    /** 汽车销售管理办法 art. 18: the complainant is told how the complaint is handled. */
    noticeWorkingDays: workingDays.default(7),
    /** 12315 ODR: settled and answered on the platform. */
    odrWorkingDays: workingDays.default(10),
    /** 三包 art. 28: answer to, and end of, a claim to return or replace the car. */
    warrantyAnswerWorkingDays: workingDays.default(10),
    warrantyFinishWorkingDays: workingDays.default(20),
  })
  .prefault({});

/** A step of the ladder: minutes of opening time after the due time, and the role that is called. */
const rung = z.strictObject({ afterMinutes: z.int().min(0).max(100_000), to: z.enum(ROLES) });
const ROLE_LADDER = [
  { afterMinutes: 0, to: 'department_manager' as const },
  { afterMinutes: 120, to: 'customer_relations_manager' as const },
  { afterMinutes: 240, to: 'general_manager' as const },
];

const reminders = z
  .strictObject({
    /** Minutes of opening time before the due time at which the assignee is reminded; 0 = not. */
    beforeMinutes: z
      .strictObject({
        claim: z.int().min(0).default(0),
        first_contact: z.int().min(0).default(15),
        plan: z.int().min(0).default(120),
        resolve: z.int().min(0).default(60),
        follow_up: z.int().min(0).default(120),
        external: z.int().min(0).default(690),
        promise: z.int().min(0).default(30),
        execution: z.int().min(0).default(60),
      })
      .prefault({}),
    /** Up the ladder at and after the due time (domain.md §2, ours). */
    ladder: bySeverity(z.array(rung), ROLE_LADDER, ROLE_LADDER, [{ afterMinutes: 0, to: 'general_manager' }]),
    /** A major case: the general manager is warned so many hours before, and called again every day after. */
    majorWarnHours: z.int().min(0).max(240).default(24),
    majorDailyUpTo: z.int().min(0).max(60).default(14),
    /** Several reminders to one person within so many minutes are one message. */
    mergeMinutes: z.int().min(0).max(240).default(10),
  })
  .prefault({});

/** What a role may approve: a decision has to keep every rule that fits the role, kind and payer; a role without a rule approves nothing. */
export const authorityRuleSchema = z.strictObject({
  role: z.enum(ROLES),
  /** Only these kinds or payers; all when left out. */
  kinds: z.array(z.enum(MONEY_KINDS)).min(1).optional(),
  payers: z.array(z.enum(PAYERS)).min(1).optional(),
  /** Fen; null = no limit. The cumulative ones stop splitting (domain.md §3, ours). */
  perDecisionFen: fenOrNone,
  perCaseFen: fenOrNone.default(null),
  perVehicleFen: fenOrNone.default(null),
  perMonthFen: fenOrNone.default(null),
});
export type AuthorityRule = z.infer<typeof authorityRuleSchema>;

const authority = z
  .strictObject({
    rules: z.array(authorityRuleSchema).default([
      {
        role: 'department_manager',
        perDecisionFen: 100_000,
        perCaseFen: 100_000,
        perVehicleFen: 200_000,
        perMonthFen: 1_000_000,
      },
      {
        role: 'customer_relations_manager',
        perDecisionFen: 300_000,
        perCaseFen: 300_000,
        perVehicleFen: 600_000,
        perMonthFen: 3_000_000,
      },
      { role: 'general_manager', perDecisionFen: null, perCaseFen: null, perVehicleFen: null, perMonthFen: null },
    ]),
    /** Days over which payments on one car are added up. */
    vehicleDays: z.int().positive().max(3_650).default(90),
    /** Above this, or for a return or replacement of the car, the manufacturer's written consent is needed as well. */
    manufacturerConsentAboveFen: fenOrNone.default(2_000_000),
    /** Above an amount, several people sign in this order; the last one's limit has to cover it. */
    signatures: z
      .array(z.strictObject({ aboveFen: z.int().nonnegative(), roles: z.array(z.enum(ROLES)).min(2) }))
      .default([]),
    /** Minutes of opening time after which a pending approval is reminded, and after which the next level is asked too. */
    remindAfterMinutes: minutes.default(30),
    fallbackAfterMinutes: minutes.default(120),
  })
  .prefault({});

/** Which department a complaint goes to; the first rule that fits (domain.md §1.1, §3). */
const routing = z
  .strictObject({
    rules: z
      .array(
        z.strictObject({
          categories: z.array(z.enum(CATEGORIES)).optional(),
          byPhone: z.boolean().optional(),
          department: z.enum(DEPARTMENTS),
        }),
      )
      .default([
        // 来电 → 客户关系部 (S0c).
        { byPhone: true, department: 'customer_relations' },
        { categories: ['privacy'], department: 'customer_relations' },
        { categories: ['parts_supply', 'parts_quality'], department: 'parts' },
        { categories: ['sales_promise', 'delivery', 'finance_insurance'], department: 'sales' },
        { department: 'service' },
      ]),
    /** Who of a department is given cases, in turn: those of the first role that has somebody on shift. */
    roles: z.array(z.enum(ROLES)).default(['supervisor', 'customer_care', 'advisor']),
  })
  .prefault({});

const schedule = z
  .strictObject({
    /** Store-local times. */
    dailyAt: clockTime.default('20:30'),
    morningAt: clockTime.default('08:30'),
    /** The weekly digest follows the daily one of this day: 1 = Monday … 7 = Sunday. */
    weeklyOn: z.int().min(1).max(7).default(7),
    /** Targets (S0d): cases closed within 7 × 24 h; complaints per vehicle in the workshop. */
    weekCloseRate: z.number().min(0).max(1).default(0.8),
    complaintRate: z.number().min(0).max(1).default(0.0015),
  })
  .prefault({});

/** How long what was written is kept (domain.md §9.3, ours but for the six years). */
const retention = z
  .strictObject({
    /** Days after which the text of a message that became nothing is cleared. */
    messageDays: z.int().min(1).max(3_650).default(180),
    /** Days after closing at which names, phones, plates, VINs and id numbers in the texts of a case are masked; its facts stay. */
    closedTextDays: z.int().min(1).max(3_650).default(180),
    /** Years after closing at which the whole case is removed; 三包 art. 17 asks for six at least. */
    closedCaseYears: z.int().min(6).max(30).default(6),
    /** Store-local time of the day from which this is done. */
    at: clockTime.default('03:00'),
  })
  .prefault({});

/** The store's rules. Defaults are those of domain.md §2 and §3; a case keeps the version it opened with. */
export const policySchema = z.strictObject({
  version: z.string().default('default-1'),
  store,
  clocks,
  reminders,
  authority,
  routing,
  digest: schedule,
  retention,
  /** A new complaint of the same phone, plate or VIN within so many days is a repeat. */
  repeatDays: z.int().positive().max(3_650).default(90),
  /** Config, never a constant: what the manufacturer is called (domain.md, trap 1). */
  manufacturer: z.string().min(1).default('厂家'),
});
export type Policy = z.infer<typeof policySchema>;

export const DEFAULT_POLICY: Policy = policySchema.parse({});
