import { localDate } from './business-time.ts';
import type { PersonId } from './ids.ts';
import { isOpenAt, nextOpening } from './open-hours.ts';
import type { Absence, Person, Role } from './person.ts';
import type { Policy } from './policy.ts';

/*
 * Who can be reached when (shifts, absences, deputies). Dates of an absence are store-local and both included.
 */

/** The hours of a person as an opening plan: his own shifts, else the store's hours. */
const hoursOf = (person: Person, { store }: Policy): Policy['store'] =>
  person.shifts ? { ...store, openingHours: person.shifts.map((day) => [...day]), specialDays: {} } : store;

/** The absence a person is on, if any. */
export function absenceOf(person: Person, now: Date, policy: Policy): Absence | null {
  const today = localDate(now, policy.store.timeZone);
  return person.absences.find((a) => a.from <= today && today <= a.to) ?? null;
}

/** At work now: active, not away, on shift. */
export const isOnShift = (person: Person, now: Date, policy: Policy): boolean =>
  person.active && !absenceOf(person, now, policy) && isOpenAt(now, hoursOf(person, policy));

/** When a person's shift runs again, now included; null for somebody who never has one. Whoever is away is stood in for, so absences do not count. */
export function nextShift(person: Person, now: Date, policy: Policy): Date | null {
  const hours = hoursOf(person, policy);
  return hours.openingHours.every((day) => day.length === 0) ? null : nextOpening(now, hours);
}

/** Whoever stands in for a person who is away or has left; the person himself when he is there, null when nobody is. */
export function standInFor(
  person: Person,
  people: ReadonlyMap<PersonId, Person>,
  now: Date,
  policy: Policy,
): Person | null {
  let who: Person | undefined = person;
  const seen = new Set<PersonId>();
  while (who && !seen.has(who.id)) {
    seen.add(who.id);
    const away: Absence | null = absenceOf(who, now, policy);
    if (who.active && !away) return who;
    const deputy: PersonId | null = away?.deputy ?? who.deputy;
    who = deputy ? people.get(deputy) : undefined;
  }
  return null;
}

/** The roles whose authority a person has now: his own, and those of absent people he stands in for. An advisor only has his own. */
export function rolesHeld(person: Person, people: readonly Person[], now: Date, policy: Policy): readonly Held[] {
  const own: Held[] = person.role ? [{ role: person.role, onBehalfOf: null }] : [];
  if (!person.active || person.role === null || person.role === 'advisor') return own;
  const delegated = people.flatMap((p): Held[] => {
    const away = p.role !== null && p.id !== person.id && p.active ? absenceOf(p, now, policy) : null;
    const deputy = away ? (away.deputy ?? p.deputy) : null;
    return p.role !== null && deputy === person.id ? [{ role: p.role, onBehalfOf: p.id }] : [];
  });
  return [...own, ...delegated];
}

/** A role a person may use, and whose it is when it is not his own. */
export interface Held {
  readonly role: Role;
  readonly onBehalfOf: PersonId | null;
}
