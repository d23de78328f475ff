import type { Case } from '../domain/case.ts';
import type { HeardPromise } from '../domain/case-reading.ts';
import { RuleError } from '../domain/errors.ts';
import type { CaseId } from '../domain/ids.ts';
import { checkMayAct } from '../domain/permission.ts';
import type { Person } from '../domain/person.ts';
import type { Ports } from '../ports.ts';
import { changeCase } from './change-case.ts';
import { checkMay } from './check-may.ts';

/** A promise that waits for a person's word, or RuleError `promise_not_found`: somebody has noted it already, or said that it is none. */
function heardIn(c: Case, heard: string): HeardPromise {
  const found = c.reading.heard.find(({ id }) => id === heard);
  if (!found) throw new RuleError('promise_not_found', {});
  return found;
}

/** What a text promised the customer, for whoever may note it now. For opening a form. */
export async function seeHeardPromise(
  ports: Pick<Ports, 'cases'>,
  by: Person,
  id: CaseId,
  heard: string,
): Promise<{ readonly case: Case; readonly heard: HeardPromise }> {
  const c = await checkMay(ports, by, id, 'promise');
  return { case: c, heard: heardIn(c, heard) };
}

/** A person says: that was no promise. */
export function waivePromise(
  ports: Pick<Ports, 'cases' | 'clock'>,
  by: Person,
  id: CaseId,
  heard: string,
): Promise<Case> {
  return changeCase(ports, by, id, (c) => {
    checkMayAct(by, c, 'promise');
    return { events: [{ type: 'promise_waived', heard: heardIn(c, heard).id }] };
  });
}
