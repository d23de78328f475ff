import { emit } from './events.ts';
import { userJson } from './shapes.ts';
import { nextTs, type UserRecord } from './state.ts';
import type { World } from './world.ts';

/**
 * Closes an account: signed out of every modal, and out of every channel, of which Slack writes no line and sends no member event.
 * Direct messages stay, to be read. False when it was closed already.
 */
export function deactivate(world: World, user: UserRecord): boolean {
  if (user.deleted === true) return false;
  user.deleted = true;
  for (const channel of world.state.channels) {
    if (channel.kind === 'public' || channel.kind === 'private')
      channel.members = channel.members.filter((member) => member !== user.id);
  }
  delete world.state.modals[user.id];
  announceUser(world, user);
  return true;
}

/** Opens an account again; its channels stay lost (Slack's help page on reactivation). False when it was open. */
export function reactivate(world: World, user: UserRecord): boolean {
  if (user.deleted !== true) return false;
  user.deleted = false;
  announceUser(world, user);
  return true;
}

/** user_change and its twin user_profile_changed, which Slack sends at the same moment. */
function announceUser(world: World, user: UserRecord): void {
  user.updated = Math.floor(world.now() / 1000);
  for (const type of ['user_change', 'user_profile_changed']) {
    const event_ts = nextTs(world.state, world.now());
    emit(world, { type, user: userJson(world, user), cache_ts: user.updated, event_ts });
  }
  world.changed();
}
