import type { Person } from '../../domain/person.ts';
import { findPerson } from '../../flows/find-person.ts';
import { homeOf } from '../../flows/list-cases.ts';
import type { Desk } from '../desk.ts';
import { userRef } from '../refs.ts';
import { homeView } from '../views/home.ts';

/** Somebody opened the app's page; its messages tab raises the same event and needs nothing. */
export async function openedHome(desk: Desk, event: { readonly user: string; readonly tab?: string }): Promise<void> {
  if (event.tab !== 'home') return;
  await showHome(desk, await findPerson(desk.ports, userRef(event.user)), event.user);
}

/** Draws the Home tab of one person as things stand now. */
export async function showHome(desk: Desk, by: Person, userId: string): Promise<void> {
  const home = await homeOf(desk.ports, by);
  const { store } = desk.ports.policies.current();
  const view = homeView({ ...home, me: by, now: desk.ports.clock.now(), timeZone: store.timeZone }, desk.w);
  await desk.slack.clients.interactive.views.publish({ user_id: userId, view });
}
