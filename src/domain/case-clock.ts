import { z } from 'zod';

/** Time limits of a case (domain.md §2, §9). The first five are our own and may pause; the others are owed to somebody outside and never do. */
export const INTERNAL_CLOCKS = ['claim', 'first_contact', 'plan', 'resolve', 'follow_up'] as const;
export const EXTERNAL_CLOCKS = ['notice', 'odr', 'warranty_answer', 'warranty_finish'] as const;
export const CLOCK_KINDS = [...INTERNAL_CLOCKS, ...EXTERNAL_CLOCKS] as const;
export type ClockKind = (typeof CLOCK_KINDS)[number];

/** A clock set running, or reckoned again, as an event stores it. */
export const clockSetSchema = z
  .object({
    /** `<kind>:<round>`, for call-backs `follow_up:<round>.<nth>`; a round is a life of the case: 0, and one more at each reopening. */
    key: z.string(),
    kind: z.enum(CLOCK_KINDS),
    /** When the clock began to run, and since when its limit is reckoned (later where the severity was raised). */
    startedAt: z.iso.datetime(),
    from: z.iso.datetime(),
    /** Null where the working calendar has no data for `missingYear`. */
    dueAt: z.iso.datetime().nullable(),
    missingYear: z.string().nullable(),
  })
  .readonly();
export type ClockSet = z.infer<typeof clockSetSchema>;

/** One time limit of a case, with what became of it. */
export interface CaseClock extends ClockSet {
  /** The due time that a date agreed with the customer replaced; both are kept. */
  readonly agreedInsteadOf: string | null;
  readonly metAt: string | null;
  /** It no longer counts: dismissed, merged, reopened into a new round. */
  readonly endedAt: string | null;
  readonly breachedAt: string | null;
  /** Somebody said "I am on it": the ladder rests until the next clock. */
  readonly acknowledgedAt: string | null;
}

/** What a case waits for while its clocks stand still. */
export const PAUSE_REASONS = ['inspection', 'manufacturer', 'parts', 'customer', 'other'] as const;
export type PauseReason = (typeof PAUSE_REASONS)[number];

/** A wait that stops the clocks that may stop, and why. `until` null: it lasts. */
export interface Pause {
  readonly at: string;
  readonly until: string | null;
  readonly waitingFor: PauseReason;
  readonly reason: string;
}

export const isRunning = (clock: CaseClock): boolean => clock.metAt === null && clock.endedAt === null;
/** A date agreed with the customer is a promise: it no longer pauses. */
export const mayPause = (clock: CaseClock): boolean =>
  (INTERNAL_CLOCKS as readonly ClockKind[]).includes(clock.kind) && clock.agreedInsteadOf === null;

const FRESH = { agreedInsteadOf: null, metAt: null, endedAt: null, breachedAt: null, acknowledgedAt: null } as const;

/**
 * The clocks after some were set. A running one keeps its start and gets the new due time: a new promise, so the ladder starts over and an
 * agreed date gives way. One that ran no more runs anew.
 */
export function withClocks(clocks: readonly CaseClock[], set: readonly ClockSet[]): readonly CaseClock[] {
  const known = new Set(clocks.map((clock) => clock.key));
  const changed = clocks.map((clock): CaseClock => {
    const now = set.find((s) => s.key === clock.key);
    if (!now) return clock;
    if (!isRunning(clock)) return { ...FRESH, ...now };
    return { ...clock, ...now, startedAt: clock.startedAt, agreedInsteadOf: null, acknowledgedAt: null };
  });
  return [...changed, ...set.filter((s) => !known.has(s.key)).map((s) => ({ ...s, ...FRESH }))];
}

/** The clocks with the running ones of some kinds met at `at`. */
export const met = (clocks: readonly CaseClock[], kinds: readonly ClockKind[], at: string): readonly CaseClock[] =>
  clocks.map((clock) => (isRunning(clock) && kinds.includes(clock.kind) ? { ...clock, metAt: at } : clock));

/** The clocks with the running ones that fit ended at `at`. */
export const ended = (
  clocks: readonly CaseClock[],
  fits: (clock: CaseClock) => boolean,
  at: string,
): readonly CaseClock[] => clocks.map((clock) => (isRunning(clock) && fits(clock) ? { ...clock, endedAt: at } : clock));

/** The running call-back that is due first. */
export const nextFollowUp = (clocks: readonly CaseClock[]): CaseClock | null =>
  clocks
    .filter((clock) => clock.kind === 'follow_up' && isRunning(clock))
    .sort((a, b) => (a.dueAt ?? '').localeCompare(b.dueAt ?? ''))[0] ?? null;

/** The clock of the answer in the latest round, met or not. */
export const resolveClock = (clocks: readonly CaseClock[]): CaseClock | null =>
  clocks.findLast((clock) => clock.kind === 'resolve') ?? null;
