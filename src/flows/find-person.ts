import type { ChatUserRef, PersonId } from '../domain/ids.ts';
import type { Person } from '../domain/person.ts';
import type { Ports } from '../ports.ts';

/**
 * The person behind a chat account. A new face becomes a person without a role; somebody known by e-mail only (from a list) gets the account
 * attached; the administrators named in the configuration are recognised by e-mail. Looked for first among those at hand.
 */
export async function findPerson(
  ports: Pick<Ports, 'people' | 'chat' | 'clock' | 'policies'>,
  user: ChatUserRef,
  atHand: readonly Person[] = [],
): Promise<Person> {
  const admins = ports.policies.admins();
  const known = atHand.find((person) => person.chatUser === user) ?? (await ports.people.byChatUser(user));
  const isAdmin = (email: string | null) => email !== null && admins.includes(email.toLowerCase());
  if (known && known.isAdmin === isAdmin(known.email)) return known;
  if (known) return ports.people.save(known.id, { ...known, isAdmin: isAdmin(known.email) });
  const profile = await ports.chat.profile(user);
  const email = profile?.email ?? null;
  const listed = email ? await ports.people.byEmail(email) : null;
  const id = listed?.id ?? (ports.clock.newId() as PersonId);
  return ports.people.save(id, {
    name: listed?.name ?? profile?.name ?? user,
    role: listed?.role ?? null,
    department: listed?.department ?? null,
    isAdmin: isAdmin(email),
    chatUser: user,
    email,
  });
}
