import { addDays, instantOf, localDate, weekday } from './business-time.ts';
import type { DigestKind } from './job.ts';
import type { Policy } from './policy.ts';

/** A digest whose time has come. */
export interface DueDigest {
  readonly kind: DigestKind;
  /** The store-local day it is about. */
  readonly date: string;
}

/** A digest that was missed is made up for within six hours; later it is no news. */
const LATEST = 6 * 3_600_000;

/** The digests whose time has come and is not too long ago, in the order they are sent. Yesterday's evening may still be due after midnight. */
export function dueDigests(now: Date, { digest, store }: Pick<Policy, 'digest' | 'store'>): readonly DueDigest[] {
  const today = localDate(now, store.timeZone);
  return [addDays(today, -1), today].flatMap((date) => {
    const isDue = (time: string) => {
      const passed = now.getTime() - instantOf(date, time, store.timeZone).getTime();
      return passed >= 0 && passed <= LATEST;
    };
    const isLastOfWeek = weekday(date) + 1 === digest.weeklyOn;
    return [
      ...(isDue(digest.morningAt) ? [{ kind: 'morning' as const, date }] : []),
      ...(isDue(digest.dailyAt) ? [{ kind: 'daily' as const, date }] : []),
      ...(isDue(digest.dailyAt) && isLastOfWeek ? [{ kind: 'weekly' as const, date }] : []),
    ];
  });
}
