import { localDate } from './business-time.ts';
import { type Case, liveProposal, type Proposal } from './case.ts';
import { isOpen } from './case-status.ts';
import { isOverdue } from './clock.ts';
import { CATEGORIES, type Category, SEVERITIES, type Severity } from './complaint.ts';
import { totalFen } from './money.ts';

/** Where the store stands on one day. */
export interface Digest {
  /** Store-local date. */
  readonly date: string;
  readonly newCount: number;
  readonly closedCount: number;
  readonly reopenedCount: number;
  readonly dismissedCount: number;
  readonly openCount: number;
  readonly overdue: readonly Case[];
  readonly unclaimed: readonly Case[];
  readonly awaitingApproval: readonly { readonly case: Case; readonly proposal: Proposal }[];
  readonly newBySeverity: ReadonlyMap<Severity, number>;
  readonly newByCategory: ReadonlyMap<Category, number>;
  readonly openMajor: readonly Case[];
  /** Fen carried out today. */
  readonly paidRefundFen: number;
  readonly paidGoodwillFen: number;
}

/** What the database is asked for: everything open, and whatever changed today. */
export interface DigestInput {
  readonly cases: readonly Case[];
  /** Fen of proposals carried out today, by kind. */
  readonly executedToday: readonly Proposal[];
  readonly reopenedToday: number;
}

const tally = <K>(keys: readonly K[], of: (key: K) => number): ReadonlyMap<K, number> =>
  new Map(keys.map((key) => [key, of(key)] as const).filter(([, n]) => n > 0));

/** The digest of the store-local day that `now` lies in. Merged and dismissed cases are not counted as new (domain.md §2). */
export function digest(input: DigestInput, now: Date, timeZone: string): Digest {
  const today = localDate(now, timeZone);
  const isToday = (iso: string | null) => iso !== null && localDate(new Date(iso), timeZone) === today;
  const open = input.cases.filter((c) => isOpen(c.status));
  const counted = input.cases.filter((c) => c.status !== 'merged' && c.status !== 'dismissed');
  const fresh = counted.filter((c) => isToday(c.openedAt));
  const waiting = open.flatMap((c) => {
    const proposal = liveProposal(c);
    return c.status === 'awaiting_approval' && proposal ? [{ case: c, proposal }] : [];
  });
  return {
    date: today,
    newCount: fresh.length,
    closedCount: counted.filter((c) => c.status === 'closed' && isToday(c.closedAt)).length,
    reopenedCount: input.reopenedToday,
    dismissedCount: input.cases.filter((c) => c.status === 'dismissed' && isToday(c.updatedAt)).length,
    openCount: open.length,
    overdue: open.filter((c) => isOverdue(c.dueAt, now) && c.status !== 'resolved'),
    unclaimed: open.filter((c) => c.status === 'new'),
    awaitingApproval: waiting,
    newBySeverity: tally(SEVERITIES, (s) => fresh.filter((c) => c.severity === s).length),
    newByCategory: tally(CATEGORIES, (k) => fresh.filter((c) => c.category.value === k).length),
    openMajor: open.filter((c) => c.severity === 'major'),
    paidRefundFen: input.executedToday.reduce((sum, p) => sum + totalFen(p.lines, 'refund'), 0),
    paidGoodwillFen: input.executedToday.reduce((sum, p) => sum + totalFen(p.lines, 'goodwill'), 0),
  };
}
