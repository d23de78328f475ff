import { type Case, currentPause, liveProposal } from '../../domain/case.ts';
import { ACTION_RULES } from '../../domain/case-action.ts';
import { clockLines } from '../../domain/case-card.ts';
import { mayPause } from '../../domain/case-clock.ts';
import type { Person } from '../../domain/person.ts';
import type { TimerKind } from '../../domain/timer.ts';
import { moment } from '../../wording/time.ts';
import type { Wording } from '../../wording/wording.ts';
import { esc } from '../limits.ts';
import { otherClocks } from './card-lines.ts';
import { said } from './case-text.ts';

/** Something that is due on a case; `what` is the wording of a promise. */
export interface Due {
  readonly case: Case;
  readonly timer: TimerKind;
  readonly what: string | null;
  readonly dueAt: string;
  readonly late: boolean;
}

const byTime = (a: Due, b: Due): number => a.dueAt.localeCompare(b.dueAt);

/** Clocks that run, of the call-backs only the next; one that stands still is due at no time yet. */
function clocksOf(c: Case, now: Date): Due[] {
  const lines = clockLines(c, now);
  const answer = lines.filter((l) => l.clock.kind === 'resolve');
  return [...answer, ...otherClocks(lines)].flatMap(({ clock, breached }) => {
    const still = currentPause(c) !== null && mayPause(clock) && !breached;
    if (clock.dueAt === null || still) return [];
    return [{ case: c, timer: clock.kind, what: null, dueAt: clock.dueAt, late: breached }];
  });
}

/** Everything that is due on a case, the most urgent first. */
export function duesOf(c: Case, now: Date): readonly Due[] {
  const late = (iso: string) => Date.parse(iso) <= now.getTime();
  const promises = c.promises.flatMap((p): Due[] =>
    p.keptAt ? [] : [{ case: c, timer: 'promise', what: p.text, dueAt: p.dueAt, late: late(p.dueAt) }],
  );
  const live = liveProposal(c);
  const by = live?.state === 'accepted' ? live.executeBy : null;
  const execution: Due[] = by ? [{ case: c, timer: 'execution', what: null, dueAt: by, late: late(by) }] : [];
  return [...clocksOf(c, now), ...promises, ...execution].sort(byTime);
}

/** `首次联系 今天 11:05 已超时`. */
export function dueLabel(due: Due, now: Date, timeZone: string, w: Wording): string {
  const text = `${w.name.timer[due.timer]} ${moment(due.dueAt, now, timeZone, w.time)}`;
  return due.late ? `*${text} ${w.line.late}*` : text;
}

/** What is due before the answer, or instead of it: what a list says besides the due time. */
export function earlierDue(c: Case, now: Date): Due | null {
  const first = duesOf(c, now).find((due) => due.timer !== 'resolve');
  const answer = duesOf(c, now).find((due) => due.timer === 'resolve');
  return first && (!answer || first.dueAt < answer.dueAt) ? first : null;
}

const NEXT = 5;

/** The next things that are due for somebody on his cases; calling customers back is for those who may. */
export function nextDues(cases: readonly Case[], me: Person | null, now: Date): readonly Due[] {
  const calls = me !== null && me.role !== null && ACTION_RULES.follow_up.roles.includes(me.role);
  const mine = cases.flatMap((c) => duesOf(c, now)).filter((due) => calls || due.timer !== 'follow_up');
  return mine.sort(byTime).slice(0, NEXT);
}

/** One line of them: the time first, then what and which case. */
export function dueLine(due: Due, now: Date, timeZone: string, w: Wording): string {
  return `${dueLabel(due, now, timeZone, w)} · *${esc(due.case.number)}* ${said(due.case, due.what ?? due.case.summary, 60)}`;
}
