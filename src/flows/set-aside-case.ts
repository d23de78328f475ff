import type { Case } from '../domain/case.ts';
import type { CaseEventBody } from '../domain/case-event.ts';
import { isOpen } from '../domain/case-status.ts';
import { ConflictError, RuleError } from '../domain/errors.ts';
import type { CaseId } from '../domain/ids.ts';
import { showCase } from '../domain/job.ts';
import { checkMayAct, checkMayDismiss, needReason } from '../domain/permission.ts';
import type { Person } from '../domain/person.ts';
import type { Ports } from '../ports.ts';
import { changeCase, loadCase } from './change-case.ts';
import { caseByNumber } from './list-cases.ts';

type Needs = Pick<Ports, 'cases' | 'clock' | 'policies'>;

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
    return changeCase(ports, by, id, (now) => {
      checkMayAct(by, now, 'restore');
      return { events: [{ type: 'restored' }] };
    });
  }
  const unmerged: CaseEventBody = { type: 'unmerged', from: id, number: c.number };
  return both(ports, by, [c, { type: 'restored' }], [other, unmerged]);
}

/** Makes this case part of another one of the same complaint; both timelines say so. */
export async function mergeCase(ports: Needs, by: Person, id: CaseId, intoNumber: string): Promise<Case> {
  const c = await loadCase(ports, id);
  checkMayAct(by, c, 'merge');
  const into = await caseByNumber(ports, intoNumber);
  if (into.id === id) throw new RuleError('same_case', {});
  if (!isOpen(into.status)) throw new RuleError('merge_target_gone', { number: into.number, status: into.status });
  const received: CaseEventBody = { type: 'merge_received', from: id, number: c.number };
  return both(ports, by, [c, { type: 'merged', into: into.id, number: into.number }], [into, received]);
}

async function both(ports: Needs, by: Person, ...pairs: [[Case, CaseEventBody], [Case, CaseEventBody]]): Promise<Case> {
  const at = ports.clock.now();
  const cases = pairs.map(([c, body]) => ({
    caseId: c.id,
    expectedVersion: c.version,
    at,
    events: [{ by: by.id, body }],
  }));
  const [first] = await ports.cases.commit({ cases, jobs: pairs.map(([c]) => showCase(c)) });
  if (!first) throw new ConflictError(pairs[0][0].number);
  return first;
}
