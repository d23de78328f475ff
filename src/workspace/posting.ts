import { findChannel } from './directory.ts';
import { channelType, emitIn } from './events.ts';
import { messageJson } from './message-shapes.ts';
import { type ChannelRecord, findMessage, type Json, type MessageRecord, nextTs, repliesOf } from './state.ts';
import type { World } from './world.ts';

/** What a new message is made of; the workspace adds its timestamp. */
export type Draft = Partial<MessageRecord> & { user: string; text: string };

/** Puts a message into a channel and tells the app what Slack would tell it. */
export function postMessage(world: World, channel: ChannelRecord, draft: Draft): MessageRecord {
  const { state } = world;
  const message: MessageRecord = {
    files: [],
    reactions: [],
    ...draft,
    channel: channel.id,
    ts: nextTs(state, world.now()),
  };
  const root = message.threadTs === undefined ? undefined : findMessage(state, channel.id, message.threadTs);
  if (root && root.threadTs === undefined && message.ephemeralTo === undefined) root.threadTs = root.ts;
  const list = state.messages[channel.id] ?? [];
  list.push(message);
  state.messages[channel.id] = list;
  for (const id of message.files) {
    const file = state.files[id];
    file?.shares.push({
      channel: channel.id,
      ts: message.ts,
      ...(message.threadTs ? { threadTs: message.threadTs } : {}),
    });
  }
  if (message.ephemeralTo === undefined) announce(world, channel, message);
  world.changed();
  return message;
}

function announce(world: World, channel: ChannelRecord, message: MessageRecord): void {
  const json = messageJson(world, message, true);
  if (message.subtype === 'file_share') for (const field of ['client_msg_id', 'team']) delete json[field];
  const event = { ...json, channel: channel.id, event_ts: message.ts, channel_type: channelType[channel.kind] };
  emitIn(world, channel, { ...event, type: 'message' });
  const { botUserId } = world.state.app;
  const calls = message.text.includes(`<@${botUserId}>`) && message.user !== botUserId;
  if (
    !calls ||
    channel.kind === 'im' ||
    (message.subtype !== undefined && message.subtype !== 'file_share' && message.subtype !== 'thread_broadcast')
  )
    return;
  const { channel_type: _kind, parent_user_id: _parent, ...mention } = event as Json;
  emitIn(world, channel, { ...mention, type: 'app_mention' });
}

/** Changes a message in place and sends message_changed with the message before and after. */
export function changeMessage(world: World, message: MessageRecord, change: Partial<MessageRecord>): void {
  const before = messageJson(world, message, true);
  Object.assign(message, change);
  if (message.ephemeralTo === undefined) announceChange(world, message, before);
  world.changed();
}

function announceChange(world: World, message: MessageRecord, before: Json): void {
  const channel = findChannel(world.state, message.channel);
  if (!channel) return;
  const ts = nextTs(world.state, world.now());
  emitIn(world, channel, {
    type: 'message',
    subtype: 'message_changed',
    message: messageJson(world, message, true),
    previous_message: before,
    channel: channel.id,
    hidden: true,
    ts,
    event_ts: ts,
    channel_type: channelType[channel.kind],
  });
}

/** Takes a message away; a root with replies stays as a tombstone, as in Slack. */
export function removeMessage(world: World, message: MessageRecord): void {
  const { state } = world;
  const channel = findChannel(state, message.channel);
  if (!channel) return;
  if (message.threadTs === message.ts && repliesOf(state, channel.id, message.ts).length > 0) {
    const before = messageJson(world, message, true);
    for (const key of ['blocks', 'attachments', 'metadata', 'botId', 'clientMsgId', 'username'] as const)
      delete message[key];
    const rest = { subtype: 'tombstone', text: 'This message was deleted.', user: 'USLACKBOT', files: [] };
    Object.assign(message, rest);
    announceChange(world, message, before);
    world.changed();
    return;
  }
  const list = state.messages[channel.id] ?? [];
  list.splice(list.indexOf(message), 1);
  channel.pins = channel.pins.filter((pin) => pin.ts !== message.ts);
  if (message.ephemeralTo === undefined) {
    const ts = nextTs(state, world.now());
    emitIn(world, channel, {
      type: 'message',
      subtype: 'message_deleted',
      previous_message: messageJson(world, message, true),
      channel: channel.id,
      hidden: true,
      deleted_ts: message.ts,
      ts,
      event_ts: ts,
      channel_type: channelType[channel.kind],
    });
  }
  world.changed();
}

/** Adds or takes back a reaction; false when there was nothing to do. */
export function react(world: World, message: MessageRecord, user: string, name: string, remove: boolean): boolean {
  const channel = findChannel(world.state, message.channel);
  const known = message.reactions.find((reaction) => reaction.name === name);
  const has = known?.users.includes(user) ?? false;
  if (!channel || has !== remove) return false;
  if (!remove && known) known.users.push(user);
  else if (!remove) message.reactions.push({ name, users: [user] });
  else if (known) known.users = known.users.filter((id) => id !== user);
  message.reactions = message.reactions.filter((reaction) => reaction.users.length > 0);
  emitIn(world, channel, {
    type: remove ? 'reaction_removed' : 'reaction_added',
    user,
    reaction: name,
    item: { type: 'message', channel: channel.id, ts: message.ts },
    item_user: message.user,
    event_ts: nextTs(world.state, world.now()),
  });
  world.changed();
  return true;
}
