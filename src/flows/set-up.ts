import { RuleError } from '../domain/errors.ts';
import type { ChatUserRef, PersonId, PlaceRef } from '../domain/ids.ts';
import { type PersonLine, parsePeopleCsv } from '../domain/people-csv.ts';
import { type Department, maySetUpPeople, maySetUpPlaces, type Person, type Role } from '../domain/person.ts';
import type { PlacePurpose } from '../domain/place.ts';
import type { Ports } from '../ports.ts';
import { findPerson } from './find-person.ts';

type Needs = Pick<Ports, 'people' | 'chat' | 'clock' | 'policies'>;

/** Throws unless this person gives roles. For opening the form. */
export function checkMaySetUpPeople(by: Person): void {
  if (!maySetUpPeople(by)) throw new RuleError('setup_people_not_allowed', {});
}

/** Throws unless this person marks channels. For opening the form. */
export function checkMaySetUpPlaces(by: Person): void {
  if (!maySetUpPlaces(by)) throw new RuleError('setup_places_not_allowed', {});
}

/** Gives somebody a role, or takes it away with null; a department left undefined stays as it is. */
export async function savePerson(
  ports: Needs,
  by: Person,
  input: { readonly user: ChatUserRef; readonly role: Role | null; readonly department: Department | null | undefined },
): Promise<Person> {
  checkMaySetUpPeople(by);
  const person = await findPerson(ports, input.user);
  await keepOneAdministrator(ports, person, input.role);
  const department = input.department === undefined ? person.department : input.department;
  const saved = await ports.people.setRole(person.id, input.role, department);
  if (!saved) throw new RuleError('person_not_found', { name: person.name });
  return saved;
}

/** Whoever gives roles last cannot be taken that role, by himself least of all. */
async function keepOneAdministrator(
  ports: Pick<Ports, 'people' | 'policies'>,
  person: Person,
  role: Role | null,
): Promise<void> {
  if (role === 'general_manager' || person.role !== 'general_manager' || ports.policies.admins().length > 0) return;
  const others = (await ports.people.withRole()).filter((p) => p.id !== person.id && p.active && maySetUpPeople(p));
  if (others.length === 0) throw new RuleError('last_administrator', { name: person.name });
}

/** Takes a whole list of people; nothing is taken when one line cannot be read. */
export async function importPeople(
  ports: Needs,
  by: Person,
  csv: string,
): Promise<{ readonly saved: readonly Person[] }> {
  checkMaySetUpPeople(by);
  return { saved: await savePeople(ports, parsePeopleCsv(csv)) };
}

/** Saves people of a list. An address without a chat account yet is kept until that person is first seen. */
export async function savePeople(ports: Needs, lines: readonly PersonLine[]): Promise<readonly Person[]> {
  const known = await ports.people.staff();
  for (const { deputy } of lines) {
    const listed = lines.some((l) => l.name === deputy || l.contact.toLowerCase() === deputy?.toLowerCase());
    if (deputy !== null && !listed && !called(ports, deputy, known))
      throw new RuleError('person_not_found', { name: deputy });
  }
  const saved: Person[] = [];
  for (const line of lines) saved.push(await saveLine(ports, line));
  // Deputies come after everyone is known: they may stand further down the list.
  const all = [...saved, ...known.filter((p) => !saved.some((s) => s.id === p.id))];
  return Promise.all(saved.map((person, i) => saveDuty(ports, person, lines[i], all)));
}

/** Whoever has this name, e-mail or member id. */
function called(ports: Pick<Ports, 'chat'>, words: string, people: readonly Person[]): Person | undefined {
  const user = /^[UW][A-Z0-9]{2,}$/.test(words) ? ports.chat.userById(words) : null;
  const is = (p: Person) =>
    p.name === words || p.email === words.toLowerCase() || (user !== null && p.chatUser === user);
  return people.find(is);
}

async function saveLine(ports: Needs, line: PersonLine): Promise<Person> {
  const byEmail = line.contact.includes('@');
  const email = byEmail ? line.contact.toLowerCase() : null;
  const user = byEmail ? await ports.chat.userByEmail(line.contact) : ports.chat.userById(line.contact);
  const known =
    (user ? await ports.people.byChatUser(user) : null) ?? (email ? await ports.people.byEmail(email) : null);
  const id = known?.id ?? (ports.clock.newId() as PersonId);
  return ports.people.save(id, {
    name: line.name,
    role: line.role,
    department: line.department,
    isAdmin: known?.isAdmin ?? (email !== null && ports.policies.admins().includes(email)),
    chatUser: user ?? known?.chatUser ?? null,
    email: email ?? known?.email ?? null,
  });
}

/** Deputy and shifts where the line names them; what it leaves empty stays as it is. */
async function saveDuty(
  ports: Needs,
  person: Person,
  line: PersonLine | undefined,
  all: readonly Person[],
): Promise<Person> {
  if (!line || (line.deputy === null && line.shifts === null)) return person;
  const others = all.filter((p) => p.id !== person.id);
  const deputy = (line.deputy ? called(ports, line.deputy, others)?.id : null) ?? person.deputy;
  const shifts = line.shifts ? line.shifts.week : person.shifts;
  return (await ports.people.setDuty(person.id, { deputy, shifts, absences: person.absences })) ?? person;
}

/** Everyone with a role. */
export const listPeople = (ports: Pick<Ports, 'people'>): Promise<readonly Person[]> => ports.people.withRole();

/** Says what a channel is for; null takes the mark away. */
export async function markPlace(
  ports: Pick<Ports, 'places' | 'clock'>,
  by: Person,
  place: PlaceRef,
  purpose: PlacePurpose | null,
): Promise<void> {
  checkMaySetUpPlaces(by);
  await ports.places.mark(place, purpose, ports.clock.now());
}
