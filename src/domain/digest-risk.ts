import type { Case, Proposal } from './case.ts';
import { resolveClock } from './case-clock.ts';
import { isOpen } from './case-status.ts';
import { countedUntil, isOverdue } from './clock.ts';
import type { PersonId } from './ids.ts';
import { totalFen } from './money.ts';
import type { Person, Role } from './person.ts';

/** A proposal that waits for a decision, and who is asked for it. */
export interface Waiting {
  readonly case: Case;
  readonly proposal: Proposal;
  readonly asked: readonly PersonId[];
}

/** What a risk can call for, by the action that settles it. */
export const WANTED = [
  'approve',
  'claim',
  'assess_impact',
  'agree_date',
  'accept',
  'carry_out',
  'follow_up',
  'propose',
] as const;

/** The decision wanted, and of whom; `amountFen` only where money waits. */
export interface Wanted {
  readonly action: (typeof WANTED)[number];
  readonly amountFen: number | null;
  readonly from: readonly PersonId[];
}

/** A case to look at first, and why. */
export interface Risk {
  readonly case: Case;
  readonly why: 'major' | 'overdue' | 'potentially_major';
  /** Milliseconds past the answer's due time; null while it is not late. */
  readonly lateMs: number | null;
  readonly wanted: Wanted;
}

/** More than this nobody decides in one evening. */
export const MAX_RISKS = 5;

/** A crisis file that is not over yet. */
const isWatched = (c: Case): boolean => c.crisis !== null && c.crisis.phase !== 'over';

/** Open and major, or it may become so (潜在重大, domain.md §1.3). */
export const isMajorOrMayBe = (c: Case): boolean => isOpen(c.status) && (c.severity === 'major' || isWatched(c));

/** Milliseconds a case is past the due time of its answer; a wait stops the count. Null while it is not late. */
export function lateMs(c: Case, now: Date): number | null {
  const clock = resolveClock(c.clocks);
  if (!clock?.dueAt || !isOverdue(c, now)) return null;
  return countedUntil(c, clock, now).getTime() - Date.parse(clock.dueAt);
}

/** Active staff of a role who are not complained about, those of the case's department first; none there: the next role up. */
function leadersOf(c: Case, roles: readonly Role[], staff: readonly Person[]): readonly PersonId[] {
  const able = staff.filter((p) => p.active && !c.accused.includes(p.id));
  for (const role of roles) {
    const of = able.filter((p) => p.role === role);
    const own = role === 'department_manager' ? of.filter((p) => p.department === c.department) : of;
    if (own.length > 0) return own.map((p) => p.id);
  }
  return [];
}

const MANAGING: readonly Role[] = ['department_manager', 'customer_relations_manager', 'general_manager'];
const CARING: readonly Role[] = ['customer_care', 'customer_relations_manager', 'general_manager'];
const LEADING: readonly Role[] = ['general_manager', 'customer_relations_manager'];

const NEXT: Readonly<Partial<Record<Case['status'], Wanted['action']>>> = {
  offering: 'accept',
  executing: 'carry_out',
  resolved: 'follow_up',
};

/** The decision that moves a case on: money first, then an owner, the weight of a crisis, a new date where it is late, else its next step. */
export function wantedOf(c: Case, waiting: Waiting | null, staff: readonly Person[], now: Date): Wanted {
  const owner = c.status !== 'new' && c.assignee ? [c.assignee] : leadersOf(c, MANAGING, staff);
  const wanted = (action: Wanted['action'], from: readonly PersonId[]): Wanted => ({ action, amountFen: null, from });
  if (waiting) {
    return { action: 'approve', amountFen: totalFen(waiting.proposal.lines), from: waiting.asked };
  }
  if (c.status === 'new') return wanted('claim', leadersOf(c, MANAGING, staff));
  if (isWatched(c) && c.crisis?.impact === null) return wanted('assess_impact', leadersOf(c, LEADING, staff));
  if (lateMs(c, now) !== null) return wanted('agree_date', owner);
  const next = NEXT[c.status] ?? 'propose';
  return wanted(next, next === 'follow_up' ? leadersOf(c, CARING, staff) : owner);
}

const RANK: Readonly<Record<Risk['why'], number>> = { major: 0, overdue: 1, potentially_major: 2 };
const LAST = '9999';

const whyOf = (c: Case, late: number | null): Risk['why'] | null => {
  if (c.severity === 'major') return 'major';
  if (late !== null) return 'overdue';
  return isWatched(c) ? 'potentially_major' : null;
};

type Ranked = Omit<Risk, 'wanted'>;

const worstFirst = (a: Ranked, b: Ranked): number =>
  RANK[a.why] - RANK[b.why] ||
  (b.lateMs ?? -1) - (a.lateMs ?? -1) ||
  (a.case.dueAt ?? LAST).localeCompare(b.case.dueAt ?? LAST);

/** The risks of the day: major first, then overdue the longest, then what may become major; each with the decision it needs. */
export function risksOf(
  open: readonly Case[],
  waiting: readonly Waiting[],
  staff: readonly Person[],
  now: Date,
): readonly Risk[] {
  const risks = open.flatMap((c): Ranked[] => {
    const late = lateMs(c, now);
    const why = whyOf(c, late);
    return why ? [{ case: c, why, lateMs: late }] : [];
  });
  const pending = (c: Case) => waiting.find((w) => w.case.id === c.id) ?? null;
  return risks
    .sort(worstFirst)
    .slice(0, MAX_RISKS)
    .map((risk) => ({ ...risk, wanted: wantedOf(risk.case, pending(risk.case), staff, now) }));
}
