import { channelType, emit, emitIn } from './events.ts';
import { randomId } from './ids.ts';
import { postMessage } from './posting.ts';
import { type ChannelRecord, nextTs } from './state.ts';
import type { World } from './world.ts';

/** Makes a channel with its creator in it. */
export function createChannel(world: World, name: string, isPrivate: boolean, creator: string): ChannelRecord {
  const channel: ChannelRecord = {
    id: randomId('C'),
    name,
    topic: '',
    topicBy: '',
    topicAt: 0,
    kind: isPrivate ? 'private' : 'public',
    members: [creator],
    creator,
    created: Math.floor(world.now() / 1000),
    archived: false,
    lastRead: {},
    pins: [],
  };
  world.state.channels.push(channel);
  if (!isPrivate) {
    const about = { id: channel.id, name, created: channel.created, creator };
    emit(world, { type: 'channel_created', channel: about, event_ts: nextTs(world.state, world.now()) });
  }
  world.changed();
  return channel;
}

/** Lets someone in: the channel_join line, and member_joined_channel for an app that is inside. */
export function joinChannel(world: World, channel: ChannelRecord, user: string, inviter?: string): void {
  if (channel.members.includes(user)) return;
  channel.members.push(user);
  const by = inviter === undefined || inviter === user ? {} : { inviter };
  postMessage(world, channel, { user, text: `<@${user}> has joined the channel`, subtype: 'channel_join', ...by });
  emitIn(world, channel, {
    type: 'member_joined_channel',
    user,
    channel: channel.id,
    channel_type: channelType[channel.kind] === 'group' ? 'G' : 'C',
    team: world.state.team.id,
    ...by,
    event_ts: nextTs(world.state, world.now()),
  });
}

/** Lets someone out. The app hears of others' leaving; of its own it hears nothing more from inside. */
export function leaveChannel(world: World, channel: ChannelRecord, user: string): void {
  channel.members = channel.members.filter((member) => member !== user);
  postMessage(world, channel, { user, text: `<@${user}> has left the channel`, subtype: 'channel_leave' });
  emitIn(world, channel, {
    type: 'member_left_channel',
    user,
    channel: channel.id,
    channel_type: channel.kind === 'private' ? 'G' : 'C',
    team: world.state.team.id,
    event_ts: nextTs(world.state, world.now()),
  });
}

/** Sets the topic and leaves Slack's line about it. */
export function setTopic(world: World, channel: ChannelRecord, user: string, topic: string): void {
  channel.topic = topic;
  channel.topicBy = user;
  channel.topicAt = Math.floor(world.now() / 1000);
  const text = `<@${user}> set the channel topic: ${topic}`;
  postMessage(world, channel, { user, text, subtype: 'channel_topic', topic });
}

/** Sets what the channel is for and leaves Slack's line about it. */
export function setPurpose(world: World, channel: ChannelRecord, user: string, purpose: string): void {
  channel.purpose = { value: purpose, creator: user, last_set: Math.floor(world.now() / 1000) };
  const text = `<@${user}> set the channel purpose: ${purpose}`;
  postMessage(world, channel, { user, text, subtype: 'channel_purpose', purpose });
}

/** Closes a channel for good. */
export function archiveChannel(world: World, channel: ChannelRecord, user: string): void {
  const ts = nextTs(world.state, world.now());
  postMessage(world, channel, { user, text: `<@${user}> archived the channel`, subtype: 'channel_archive' });
  channel.archived = true;
  const type = channel.kind === 'private' ? 'group_archive' : 'channel_archive';
  emitIn(world, channel, { type, channel: channel.id, user, event_ts: ts });
  world.changed();
}
