import { addDays, addWorkingDays, closeOnOrAfter, localDate, UnknownYearError } from './business-time.ts';
import type { Severity } from './complaint.ts';
import type { Policy } from './policy.ts';

/** When an answer is due. `dueAt` is null where the calendar has no data for `missingYear`. */
export interface Due {
  readonly dueAt: string | null;
  readonly missingYear: string | null;
}

/**
 * When a complaint that starts at `from` must be solved (domain.md §2): general the same day by store close, after close the next opening
 * day; serious and major after working days of the calendar, at store close.
 */
export function dueAt(from: Date, severity: Severity, policy: Policy): Due {
  const { store } = policy;
  const days = policy.resolveWorkingDays[severity];
  const today = localDate(from, store.timeZone);
  try {
    const close =
      days > 0 ? closeOnOrAfter(addWorkingDays(today, days, store), store) : sameDayClose(from, today, policy);
    return { dueAt: close?.toISOString() ?? null, missingYear: null };
  } catch (error) {
    if (error instanceof UnknownYearError) return { dueAt: null, missingYear: error.year };
    throw error;
  }
}

function sameDayClose(from: Date, today: string, policy: Policy): Date | null {
  const close = closeOnOrAfter(today, policy.store);
  return close && close <= from ? closeOnOrAfter(addDays(today, 1), policy.store) : close;
}

/** An open case past its due time. */
export const isOverdue = (dueAtIso: string | null, now: Date): boolean =>
  dueAtIso !== null && Date.parse(dueAtIso) < now.getTime();
