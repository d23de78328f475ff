import type { Case } from '../domain/case.ts';
import type { CaseAction } from '../domain/case-action.ts';
import type { CaseId } from '../domain/ids.ts';
import { checkMayAct } from '../domain/permission.ts';
import type { Person } from '../domain/person.ts';
import type { Ports } from '../ports.ts';
import { loadCase } from './change-case.ts';

/** The case, when this person may do this to it now; otherwise the RuleError that says who may. For opening a form. */
export async function checkMay(ports: Pick<Ports, 'cases'>, by: Person, id: CaseId, action: CaseAction): Promise<Case> {
  const c = await loadCase(ports, id);
  checkMayAct(by, c, action);
  return c;
}
