import type { PersonId } from '../../src/domain/ids.ts';
import { type Person, ROLES } from '../../src/domain/person.ts';
import type { NewPerson, People } from '../../src/ports.ts';

export function createFakePeople(): People {
  const people = new Map<PersonId, Person>();
  const find = (is: (person: Person) => boolean): Person | null => [...people.values()].find(is) ?? null;
  const sameMail = (email: string | null) => (p: Person) => email !== null && p.email === email.trim().toLowerCase();

  function save(id: PersonId, given: NewPerson): Person {
    const byUser = given.chatUser === null ? null : find((p) => p.chatUser === given.chatUser);
    const byMail = find(sameMail(given.email));
    if (byUser && byMail && byUser !== byMail) {
      const nobody = { role: null, department: null, email: null, isAdmin: false, active: false };
      people.set(byMail.id, { ...byMail, ...nobody });
    }
    const stored = byUser ?? byMail;
    const saved: Person = {
      id: stored?.id ?? id,
      name: given.name,
      role: given.role ?? stored?.role ?? byMail?.role ?? null,
      department: given.department ?? stored?.department ?? byMail?.department ?? null,
      isAdmin: given.isAdmin,
      chatUser: given.chatUser ?? stored?.chatUser ?? null,
      email: given.email?.trim().toLowerCase() ?? stored?.email ?? null,
      active: stored?.active ?? true,
      deputy: stored?.deputy ?? byMail?.deputy ?? null,
      absences: stored?.absences.length ? stored.absences : (byMail?.absences ?? []),
      shifts: stored?.shifts ?? byMail?.shifts ?? null,
    };
    people.set(saved.id, saved);
    return saved;
  }
  const staff = (): Person[] =>
    [...people.values()]
      .filter((p) => p.role !== null)
      .sort(
        (a, b) =>
          ROLES.indexOf(a.role as (typeof ROLES)[number]) - ROLES.indexOf(b.role as (typeof ROLES)[number]) ||
          a.name.localeCompare(b.name, 'zh-Hans-CN'),
      );
  const change = async (id: PersonId, set: Partial<Person>): Promise<Person | null> => {
    const known = people.get(id);
    if (!known) return null;
    const changed = { ...known, ...set };
    people.set(id, changed);
    return changed;
  };
  return {
    get: async (id) => people.get(id) ?? null,
    byChatUser: async (user) => find((p) => p.chatUser === user),
    byEmail: async (email) => find(sameMail(email)),
    withRole: async () => staff().filter((p) => p.active),
    staff: async () => staff(),
    many: async (ids) => new Map([...people].filter(([id]) => ids.includes(id))),
    save: async (id, person) => save(id, person),
    setRole: (id, role, department) => change(id, { role, department }),
    setDuty: (id, { deputy, absences, shifts }) => change(id, { deputy, absences, shifts }),
    setActive: (id, active) => change(id, { active }),
  };
}
