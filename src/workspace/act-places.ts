import { Refusal } from './act-result.ts';
import { findChannel, findUser } from './directory.ts';
import { blocksOf, type Placed, placedElements } from './elements.ts';
import type { Reply } from './parcel.ts';
import {
  type ChannelRecord,
  findMessage,
  type Json,
  type MessageRecord,
  type UserRecord,
  type ViewRecord,
} from './state.ts';
import type { ActionPlace } from './verbs.ts';
import { findView, modalStack } from './views.ts';
import type { World } from './world.ts';

/** The person who acts. */
export function actor(world: World, id: string): UserRecord {
  const user = findUser(world.state, id);
  if (!user || user.isBot) throw new Refusal('user_not_found');
  return user;
}

/** A channel the person is in. */
export function myChannel(world: World, user: string, id: string): ChannelRecord {
  const channel = findChannel(world.state, id);
  if (!channel) throw new Refusal('channel_not_found');
  if (!channel.members.includes(user)) throw new Refusal('not_in_channel');
  return channel;
}

/** The same, where one may still write. */
export function openChannel(world: World, user: string, id: string): ChannelRecord {
  const channel = myChannel(world, user, id);
  if (channel.archived) throw new Refusal('is_archived');
  const gone = channel.kind === 'im' && channel.members.some((id) => findUser(world.state, id)?.deleted === true);
  if (gone) throw new Refusal('user_disabled');
  const withBot = channel.kind === 'im' && channel.members.includes(world.state.app.botUserId);
  if (withBot && (!world.manifest.takesMessages || world.manifest.messagesReadOnly))
    throw new Refusal('messages_tab_disabled');
  return channel;
}

/** A message this person can see. */
export function myMessage(world: World, user: string, channel: ChannelRecord, ts: string): MessageRecord {
  const message = findMessage(world.state, channel.id, ts);
  if (!message || (message.ephemeralTo !== undefined && message.ephemeralTo !== user))
    throw new Refusal('message_not_found');
  return message;
}

/** Where an element stands. */
export type Place =
  | { kind: 'message'; channel: ChannelRecord; message: MessageRecord; blocks: Json[] }
  | { kind: 'view'; view: ViewRecord; blocks: Json[] };

/** The message or view an act speaks of, if this person has it before them. */
export function placeOf(world: World, user: string, where: ActionPlace): Place {
  if ('message' in where) {
    const channel = myChannel(world, user, where.message.channel);
    const message = myMessage(world, user, channel, where.message.ts);
    return { kind: 'message', channel, message, blocks: blocksOf(message) };
  }
  const view = myView(world, user, where.view);
  return { kind: 'view', view, blocks: view.blocks };
}

/** The home view, or the modal on top. */
export function myView(world: World, user: string, id: string): ViewRecord {
  const view = findView(world, id);
  const onTop = view?.type === 'home' || modalStack(world, user).at(-1) === view;
  if (!view || view.user !== user || !onTop) throw new Refusal('view_not_found');
  return view;
}

/** The element an act names. */
export function elementAt(place: Place, blockId: string, actionId: string): Placed {
  const placed = placedElements(place.blocks).find((p) => p.blockId === blockId && p.actionId === actionId);
  if (!placed) throw new Refusal('element_not_found');
  return placed;
}

/** Interactions need the manifest's consent. */
export function mustBeInteractive(world: World): void {
  if (!world.manifest.interactive) throw new Refusal('interactivity_disabled');
}

/** The app's answer, or the refusal a person sees instead. */
export function answerOf(world: World, reply: Reply): Json {
  if (reply.ok) return reply.payload;
  const nobody = world.delivery.mode === 'socket' ? world.sockets.live === 0 : reply.reason === 'connection_failed';
  throw nobody ? new Refusal('app_not_connected') : new Refusal('app_did_not_respond', reply.note);
}
