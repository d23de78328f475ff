import { fixedId } from './ids.ts';
import { SlackError } from './slack-error.ts';
import type { ChannelRecord, UserRecord, WorkspaceState } from './state.ts';

/** A user by id. */
export function findUser(state: WorkspaceState, id: string): UserRecord | undefined {
  return state.users.find((user) => user.id === id);
}

/** A user by id, or Slack's `user_not_found`. */
export function getUser(state: WorkspaceState, id: string): UserRecord {
  const user = findUser(state, id);
  if (!user) throw new SlackError('user_not_found');
  return user;
}

/** A user who may be written to in a new conversation: Slack's `user_not_found`, or `user_disabled` for a deactivated one. */
export function getActiveUser(state: WorkspaceState, id: string): UserRecord {
  const user = getUser(state, id);
  if (user.deleted === true) throw new SlackError('user_disabled');
  return user;
}

/** A channel by id. */
export function findChannel(state: WorkspaceState, id: string): ChannelRecord | undefined {
  return state.channels.find((channel) => channel.id === id);
}

/** The channel when this user may see it: public, or one they are in. */
export function visibleChannel(state: WorkspaceState, id: string, user: string): ChannelRecord {
  const channel = findChannel(state, id);
  if (!channel || (channel.kind !== 'public' && !channel.members.includes(user))) {
    throw new SlackError('channel_not_found');
  }
  return channel;
}

/** The direct message between these people, made on first use. */
export function directMessage(state: WorkspaceState, people: string[], nowMs: number): ChannelRecord {
  const members = [...new Set(people)].sort();
  const kind = members.length > 2 ? 'mpim' : 'im';
  const id = fixedId(kind === 'im' ? 'D' : 'G', members.join(' '));
  const known = findChannel(state, id);
  if (known) return known;
  const names = members.map((member) => getUser(state, member).name);
  const channel: ChannelRecord = {
    id,
    name: kind === 'im' ? 'directmessage' : `mpdm-${names.join('--')}-1`,
    topic: '',
    topicBy: '',
    topicAt: 0,
    kind,
    members,
    creator: members[0] ?? '',
    created: Math.floor(nowMs / 1000),
    archived: false,
    lastRead: {},
    pins: [],
  };
  state.channels.push(channel);
  return channel;
}
