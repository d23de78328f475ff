import type { Case } from './case.ts';
import { isOpen } from './case-status.ts';
import type { Policy } from './policy.ts';

const DAY_MS = 24 * 3_600_000;

/** 家用汽车产品修理更换退货责任规定 art. 17: records are kept six years. No policy may fall below. */
export const LEAST_YEARS = 6;

/** Before these instants something has had its time (policy, `retention`). */
export interface Cutoffs {
  readonly messages: Date;
  readonly caseTexts: Date;
  readonly cases: Date;
}

export function cutoffs({ retention }: Pick<Policy, 'retention'>, now: Date): Cutoffs {
  const daysAgo = (days: number) => new Date(now.getTime() - days * DAY_MS);
  return {
    messages: daysAgo(retention.messageDays),
    caseTexts: daysAgo(retention.closedTextDays),
    cases: yearsBefore(now, retention.closedCaseYears),
  };
}

function yearsBefore(now: Date, years: number): Date {
  const then = new Date(now);
  then.setUTCFullYear(then.getUTCFullYear() - years);
  return then;
}

/** When an ended case ended: its closing, or the last change of one that was set aside. Null while it is open. */
export function endedAt(c: Pick<Case, 'status' | 'closedAt' | 'updatedAt'>): string | null {
  if (isOpen(c.status)) return null;
  return c.status === 'closed' ? (c.closedAt ?? c.updatedAt) : c.updatedAt;
}

/**
 * What an erasure a customer asks for may do to a case. `open`: the purpose still stands and he is being served (个人信息保护法 art. 13, 47).
 * `mask`: the record of a closed case has to stay (三包 art. 17), which needs no name or phone in full. `remove`: nothing asks for it any more.
 */
export function erasureOf(
  c: Case,
  target: Case | null,
  policy: Pick<Policy, 'retention'>,
  now: Date,
): 'open' | 'mask' | 'remove' {
  const end = endedAt(c);
  if (end === null || (target !== null && isOpen(target.status))) return 'open';
  return Date.parse(end) < cutoffs(policy, now).cases.getTime() ? 'remove' : 'mask';
}
