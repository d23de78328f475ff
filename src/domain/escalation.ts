import type { Case } from './case.ts';
import { isOnShift, nextShift, standInFor } from './duty.ts';
import type { PersonId } from './ids.ts';
import { type Person, ROLES, type Role } from './person.ts';
import type { Policy } from './policy.ts';
import type { Step, Told } from './reminder.ts';

/** Active holders of a role for a case: the manager of its department before others of the same role. */
function holders(role: Role, c: Case, people: readonly Person[]): readonly Person[] {
  const all = people.filter((p) => p.active && p.role === role && !c.accused.includes(p.id));
  if (role !== 'department_manager') return all;
  const of = (department: string) => all.filter((p) => p.department === department);
  const own = of(c.department);
  if (own.length > 0) return own;
  const service = of('service');
  return service.length > 0 ? service : all.slice(0, 1);
}

/** Holders of a role; where nobody holds it, of the next one up. */
export function climb(role: Role, c: Case, people: readonly Person[]): readonly Person[] {
  for (const higher of ROLES.slice(ROLES.indexOf(role))) {
    const found = holders(higher, c, people);
    if (found.length > 0) return found;
  }
  return [];
}

/** Customer care calls back; where nobody has that role, the customer-relations manager, and so on up. */
export const careTeam = (c: Case, people: readonly Person[]): readonly Person[] =>
  climb('customer_care', c, withoutSupervisors(people));

const withoutSupervisors = (people: readonly Person[]): readonly Person[] =>
  people.filter((p) => p.role !== 'supervisor' && p.role !== 'department_manager');

function meant(
  told: Told,
  c: Case,
  people: readonly Person[],
  signers: (level: number) => readonly Person[],
): readonly Person[] {
  const byId = (id: PersonId | null) => people.filter((p) => p.id === id);
  switch (told.to) {
    case 'assignee':
      // Nobody has it: whoever brought it in is the first-asked person (首问责任制, S0e).
      return byId(c.assignee ?? c.reporter);
    case 'person':
      return byId(told.person);
    case 'role':
      return climb(told.role, c, people);
    case 'care':
      return careTeam(c, people);
    case 'signers':
      return signers(told.level);
  }
}

/** When a case is looked at, and since when it has been as it is. */
export interface Look {
  readonly now: Date;
  readonly since: Date;
}

/** Who is to be told of a step, and when: the stand-in of whoever is away, and not outside the shift unless the case is major. */
export interface Telling {
  readonly person: PersonId;
  readonly deliverAt: Date;
  /** When it would have been told had the clock never stood still; what is reckoned late is late from here. */
  readonly shouldAt: Date;
}

export function tellings(
  step: Pick<Step, 'told' | 'at'>,
  c: Case,
  people: readonly Person[],
  signers: (level: number) => readonly Person[],
  { now, since }: Look,
  policy: Policy,
): readonly Telling[] {
  const byId = new Map(people.map((p) => [p.id, p]));
  const there = meant(step.told, c, people, signers).flatMap((person) => {
    const standIn = standInFor(person, byId, now, policy);
    return standIn && !c.accused.includes(standIn.id) ? [standIn] : climbOver(person, c, people);
  });
  const found = there.filter((p) => standInFor(p, byId, now, policy) === p);
  const from = step.at > now ? step.at : now;
  // A step of a limit that only began to speak with the last change (a claim made late) is not late by what came before.
  const spokenFrom = step.at > since ? step.at : since;
  // Everybody who should hear it is away and named nobody who is there: then the highest of the house hears it, away or not.
  const last = found.length > 0 ? found : climb('general_manager', c, people);
  const told = last.length > 0 ? last : people.filter((p) => p.active && !c.accused.includes(p.id)).slice(-1);
  return [...new Map(told.map((p) => [p.id, p])).values()].flatMap((person) => {
    const urgent = c.severity === 'major' || stillThere(person, step.at, now, policy);
    const reach = (at: Date) => (urgent ? at : (nextShift(person, at, policy) ?? at));
    return [{ person: person.id, deliverAt: reach(from), shouldAt: reach(spokenFrom) }];
  });
}

/** Most limits end at store close: what falls due with the shift is told with the shift, not the next morning. */
const GRACE_MS = 15 * 60_000;
const stillThere = (person: Person, at: Date, now: Date, policy: Policy): boolean =>
  now.getTime() - at.getTime() < GRACE_MS && isOnShift(person, new Date(at.getTime() - 1), policy);

/** Nobody stands in for somebody who is away or left: the next role up gets it. */
function climbOver(person: Person, c: Case, people: readonly Person[]): readonly Person[] {
  const above = ROLES[Math.max(ROLES.indexOf(person.role ?? 'supervisor') + 1, ROLES.indexOf('department_manager'))];
  return above
    ? climb(
        above,
        c,
        people.filter((p) => p.id !== person.id),
      )
    : [];
}
