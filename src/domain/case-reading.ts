import { z } from 'zod';
import { EMOTIONS } from './complaint.ts';

/** Where the second reading, by a model, stands. `alone`: no model was set up when the case opened; `gave_up`: it could or would not read this one. */
export const SECOND_READINGS = ['alone', 'awaited', 'read', 'gave_up'] as const;
export type SecondReading = (typeof SECOND_READINGS)[number];

/** Why a model will not read a text, however often it is asked: it declined, what it said was of no use, or none is set up any more. */
export const GIVE_UPS = ['refused', 'nonsense', 'switched_off'] as const;
export type GiveUp = (typeof GIVE_UPS)[number];

/** Parts of a case that readings can see differently, and a person can confirm. */
export const DOUBT_FIELDS = [
  'verdict',
  'split',
  'category',
  'severity',
  'customerType',
  'customerName',
  'phone',
  'plate',
  'vin',
  'model',
  'mileageKm',
  'amountFen',
  'occurredOn',
  'demand',
] as const;
export type DoubtField = (typeof DOUBT_FIELDS)[number];

/**
 * Something on which two readings differ: `held` is what the case says, `said` what the other says, both as they are stored (a code, digits, fen);
 * null = nothing. `message`: a later message of the thread contradicts what is known.
 */
export const doubtSchema = z.object({
  field: z.enum(DOUBT_FIELDS),
  held: z.string().nullable(),
  said: z.string().nullable(),
  by: z.enum(['rule', 'model', 'message']),
});
export type Doubt = Readonly<z.infer<typeof doubtSchema>>;

/** A promise to the customer that a text tells of; a person confirms it before it has a clock. */
export const heardPromiseSchema = z.object({
  id: z.string(),
  text: z.string(),
  /** When it is due, in the words of the text, and as an instant where these say it clearly. */
  dueText: z.string().nullable(),
  dueAt: z.string().nullable(),
  quote: z.string(),
});
export type HeardPromise = Readonly<z.infer<typeof heardPromiseSchema>>;

/** How a case was read, beside the facts themselves. */
export const caseReadingSchema = z.object({
  second: z.enum(SECOND_READINGS),
  gaveUp: z.enum(GIVE_UPS).nullable(),
  /** What a person set, confirmed or took away: no reader touches it again (of the severity, only new triggers do). */
  byPerson: z.array(z.enum([...DOUBT_FIELDS, 'summary'])).readonly(),
  /** What the customer needs without saying so (隐含需求, domain.md §1.2). */
  hiddenNeed: z.string().nullable(),
  emotion: z.enum(EMOTIONS),
  doubts: z.array(doubtSchema).readonly(),
  heard: z.array(heardPromiseSchema).readonly(),
  /** The words of every promise heard so far: one that was noted or waived is not heard again. */
  heardQuotes: z.array(z.string()).readonly(),
});
export type CaseReading = Readonly<z.infer<typeof caseReadingSchema>>;

/** A case as the rules read it. */
export const readByRulesAlone = (awaitsModel: boolean): CaseReading => ({
  second: awaitsModel ? 'awaited' : 'alone',
  gaveUp: null,
  byPerson: [],
  hiddenNeed: null,
  emotion: 'unknown',
  doubts: [],
  heard: [],
  heardQuotes: [],
});

/** The doubts with newer ones in the place of those on the same field. */
export const withDoubts = (old: readonly Doubt[], fresh: readonly Doubt[]): readonly Doubt[] => [
  ...old.filter((doubt) => !fresh.some(({ field }) => field === doubt.field)),
  ...fresh,
];

type ByPerson = CaseReading['byPerson'][number];

/** A reading after a person settled these fields: no doubt about them is left, and no reader touches them again. */
export const settledBy = (reading: CaseReading, fields: readonly ByPerson[]): CaseReading => ({
  ...reading,
  byPerson: [...new Set([...reading.byPerson, ...fields])],
  doubts: reading.doubts.filter(({ field }) => !fields.includes(field)),
});
