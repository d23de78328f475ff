import type { Case } from '../domain/case.ts';
import type { CaseEventBody } from '../domain/case-event.ts';
import { isOpen } from '../domain/case-status.ts';
import { restoreClocks } from '../domain/clock.ts';
import { ConflictError, RuleError } from '../domain/errors.ts';
import type { CaseId } from '../domain/ids.ts';
import { type NewJob, showCase } from '../domain/job.ts';
import { checkMayAct, checkMayDismiss, needReason } from '../domain/permission.ts';
import type { Person } from '../domain/person.ts';
import type { Ports } from '../ports.ts';
import { changeCase, loadCase, policyOf } from './change-case.ts';
import { takeOver } from './learn.ts';
import { caseByNumber } from './list-cases.ts';
import { raised } from './tell-change.ts';

type Needs = Pick<Ports, 'cases' | 'clock' | 'policies'>;
type MergeNeeds = Needs & Pick<Ports, 'people' | 'places'>;

/** Not a complaint after all. A major case takes a manager. */
export function dismissCase(ports: Needs, by: Person, id: CaseId, reason: string): Promise<Case> {
  return changeCase(ports, by, id, (c) => {
    checkMayDismiss(by, c);
    return { events: [{ type: 'dismissed', reason: needReason(reason) }] };
  });
}

/** Undoes a dismissal or a merge that was a slip. */
export async function restoreCase(ports: Needs, by: Person, id: CaseId): Promise<Case> {
  const c = await loadCase(ports, id);
  checkMayAct(by, c, 'restore');
  const other = c.mergedInto ? await ports.cases.get(c.mergedInto.id) : null;
  if (!other) {
    return changeCase(ports, by, id, (now, at) => {
      checkMayAct(by, now, 'restore');
      return { events: [restored(ports, now, at)] };
    });
  }
  const unmerged: CaseEventBody = { type: 'unmerged', from: id, number: c.number };
  return both(ports, by, [c, [restored(ports, c, ports.clock.now())]], [other, [unmerged]], []);
}

/** As if it came in now: its time to answer starts anew. */
const restored = (ports: Pick<Ports, 'policies'>, c: Case, at: Date): CaseEventBody => ({
  type: 'restored',
  clocks: restoreClocks(c, at, policyOf(ports, c)),
});

/** Makes this case part of another one of the same complaint, which takes over its facts and its severity; both timelines say so. */
export async function mergeCase(ports: MergeNeeds, by: Person, id: CaseId, intoNumber: string): Promise<Case> {
  const c = await loadCase(ports, id);
  checkMayAct(by, c, 'merge');
  const into = await caseByNumber(ports, intoNumber);
  if (into.id === id) throw new RuleError('same_case', {});
  if (!isOpen(into.status)) throw new RuleError('merge_target_gone', { number: into.number, status: into.status });
  const at = ports.clock.now();
  const taken = takeOver(ports, into, c, { at, staff: await ports.people.staff(), again: false });
  const received: CaseEventBody[] = [{ type: 'merge_received', from: id, number: c.number }, ...taken];
  const told = await raised(ports, into, taken, at);
  return both(ports, by, [c, [{ type: 'merged', into: into.id, number: into.number }]], [into, received], told);
}

type Part = readonly [Case, readonly CaseEventBody[]];

async function both(ports: Needs, by: Person, one: Part, other: Part, jobs: readonly NewJob[]): Promise<Case> {
  const at = ports.clock.now();
  const cases = [one, other].map(([c, bodies]) => ({
    caseId: c.id,
    expectedVersion: c.version,
    at,
    events: bodies.map((body) => ({ by: by.id, body })),
  }));
  const [first] = await ports.cases.commit({ cases, jobs: [showCase(one[0]), showCase(other[0]), ...jobs] });
  if (!first) throw new ConflictError(one[0].number);
  return first;
}
