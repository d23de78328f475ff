import type { MethodName } from './rate-limits.ts';
import type { ChannelRecord } from './state.ts';

type Kind = ChannelRecord['kind'];

/** The scopes of which a call needs one: fixed, or by the kind of channel it names. */
export type ScopeRule = readonly string[] | ((kind: Kind | undefined) => readonly string[]);

const family: Record<Kind, string> = { public: 'channels', private: 'groups', im: 'im', mpim: 'mpim' };

function byKind(verb: string): ScopeRule {
  return (kind) => (kind ? [`${family[kind]}:${verb}`] : Object.values(family).map((name) => `${name}:${verb}`));
}

const manage: ScopeRule = (kind) =>
  kind === undefined
    ? ['channels:manage', 'groups:write', 'im:write', 'mpim:write']
    : kind === 'public'
      ? ['channels:manage']
      : [`${family[kind]}:write`];

const invite: ScopeRule = (kind) =>
  kind === 'private' ? ['groups:write', 'groups:write.invites'] : ['channels:manage', 'channels:write.invites'];

const topic: ScopeRule = (kind) =>
  kind === 'private' ? ['groups:write', 'groups:write.topic'] : ['channels:manage', 'channels:write.topic'];

/** What each method asks for; a method that is not here asks for nothing. */
export const methodScopes: Partial<Record<MethodName, ScopeRule>> = {
  'bots.info': ['users:read'],
  'chat.delete': ['chat:write'],
  'chat.deleteScheduledMessage': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write'],
  'chat.scheduleMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.archive': manage,
  'conversations.create': ['channels:manage', 'groups:write'],
  'conversations.history': byKind('history'),
  'conversations.info': byKind('read'),
  'conversations.invite': invite,
  'conversations.join': ['channels:join'],
  'conversations.kick': manage,
  'conversations.leave': manage,
  'conversations.list': byKind('read'),
  'conversations.mark': manage,
  'conversations.members': byKind('read'),
  'conversations.open': ['im:write', 'mpim:write'],
  'conversations.rename': manage,
  'conversations.replies': byKind('history'),
  'conversations.setPurpose': topic,
  'conversations.setTopic': topic,
  'files.completeUploadExternal': ['files:write'],
  'files.delete': ['files:write'],
  'files.getUploadURLExternal': ['files:write'],
  'files.info': ['files:read'],
  'pins.add': ['pins:write'],
  'pins.list': ['pins:read'],
  'pins.remove': ['pins:write'],
  'reactions.add': ['reactions:write'],
  'reactions.get': ['reactions:read'],
  'reactions.remove': ['reactions:write'],
  'team.info': ['team:read'],
  'users.conversations': byKind('read'),
  'users.getPresence': ['users:read'],
  'users.info': ['users:read'],
  'users.list': ['users:read'],
  'users.lookupByEmail': ['users:read.email'],
  'users.profile.get': ['users.profile:read'],
};

/** The scopes of which an event needs one before Slack lets an app subscribe to it. */
export const eventScopes: Record<string, readonly string[]> = {
  'message.channels': ['channels:history'],
  'message.groups': ['groups:history'],
  'message.im': ['im:history'],
  'message.mpim': ['mpim:history'],
  app_mention: ['app_mentions:read'],
  reaction_added: ['reactions:read'],
  reaction_removed: ['reactions:read'],
  member_joined_channel: ['channels:read', 'groups:read'],
  member_left_channel: ['channels:read', 'groups:read'],
  channel_created: ['channels:read'],
  channel_archive: ['channels:read'],
  channel_rename: ['channels:read'],
  group_archive: ['groups:read'],
  file_shared: ['files:read'],
  pin_added: ['pins:read'],
  pin_removed: ['pins:read'],
  user_change: ['users:read'],
  user_profile_changed: ['users:read'],
};
