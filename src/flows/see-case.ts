import type { Case } from '../domain/case.ts';
import { type CaseEvent, MASKED_FACTS } from '../domain/case-event.ts';
import type { CaseId } from '../domain/ids.ts';
import { checkMayAct, checkMayLook, mayLook } from '../domain/permission.ts';
import type { Person } from '../domain/person.ts';
import { type Basis, namedInBasis, provenance } from '../domain/provenance.ts';
import type { Ports } from '../ports.ts';
import { changeCase, loadCase } from './change-case.ts';
import { caseByNumber } from './list-cases.ts';

/** A case, for whoever may look at it: people with a role, and whoever reported it. */
export async function seeCase(ports: Pick<Ports, 'cases'>, by: Person, id: CaseId): Promise<Case> {
  const c = await loadCase(ports, id);
  checkMayLook(by, c);
  return c;
}

/** The same, by its number as somebody typed it. */
export async function seeCaseByNumber(
  ports: Pick<Ports, 'cases' | 'clock' | 'policies'>,
  by: Person,
  typed: string,
): Promise<Case> {
  const c = await caseByNumber(ports, typed);
  checkMayLook(by, c);
  return c;
}

/** A case with its whole timeline. */
export async function seeTimeline(
  ports: Pick<Ports, 'cases'>,
  by: Person,
  id: CaseId,
): Promise<{ readonly case: Case; readonly events: readonly CaseEvent[] }> {
  const c = await seeCase(ports, by, id);
  return { case: c, events: await ports.cases.timeline(id) };
}

/** Where every value of these cases comes from, as far as this person may look at them. */
export async function basisOf(
  ports: Pick<Ports, 'cases' | 'people'>,
  by: Person,
  cases: readonly Case[],
): Promise<Basis> {
  const open = cases.filter((c) => mayLook(by, c));
  const all = open.map(async ({ id }) => [id, provenance(await ports.cases.timeline(id))] as const);
  const of = new Map(await Promise.all(all));
  const named = [...of.values()].flatMap(namedInBasis);
  return { of, people: await ports.people.many([...new Set(named)]) };
}

/** Lets somebody see the customer's data unmasked; that he did stays in the timeline (domain.md §9.3, PIPL art. 51, 54). */
export function revealFacts(ports: Pick<Ports, 'cases' | 'clock'>, by: Person, id: CaseId): Promise<Case> {
  return changeCase(ports, by, id, (c) => {
    checkMayAct(by, c, 'reveal');
    return { events: [{ type: 'revealed', facts: MASKED_FACTS.filter((name) => c.facts[name] !== null), files: 0 }] };
  });
}

/** A kept file of a case. */
export interface KeptFile {
  readonly name: string;
  readonly mimetype: string;
  readonly content: Uint8Array;
}

/** The files kept with a case, also those since deleted in the chat. They show people and cars, so a look at them stays on record too. */
export async function openFiles(
  ports: Pick<Ports, 'cases' | 'clock' | 'attachments'>,
  by: Person,
  id: CaseId,
): Promise<{ readonly case: Case; readonly files: readonly KeptFile[] }> {
  const c = await changeCase(ports, by, id, (now) => {
    checkMayAct(by, now, 'reveal');
    const files = now.attachments.length;
    return { events: files > 0 ? [{ type: 'revealed', facts: [], files }] : [] };
  });
  const found = await Promise.all(c.attachments.map((a) => ports.attachments.content(a.id)));
  return { case: c, files: found.filter((file) => file !== null) };
}
