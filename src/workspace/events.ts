import type { EnvelopedEvent } from '@slack/bolt';
import { deliverEvent } from './deliver.ts';
import { randomId } from './ids.ts';
import { eventScopes } from './scopes.ts';
import type { ChannelRecord, Json } from './state.ts';
import type { World } from './world.ts';

/** Slack's word for a kind of channel inside an event. */
export const channelType = { public: 'channel', private: 'group', im: 'im', mpim: 'mpim' } as const;

const messageKey = {
  public: 'message.channels',
  private: 'message.groups',
  im: 'message.im',
  mpim: 'message.mpim',
} as const;

/** Whether the app subscribed to the event and holds a scope for it. */
export function subscribed(world: World, key: string): boolean {
  if (!world.manifest.events.has(key)) return false;
  const needed = eventScopes[key];
  return needed === undefined || needed.some((scope) => world.manifest.scopes.has(scope));
}

/** Subscriptions that will never fire for want of a scope; said at the start, because Slack refuses them at install. */
export function deadSubscriptions(world: World): string[] {
  return [...world.manifest.events].filter((key) => !subscribed(world, key));
}

/** Of comings and goings an app hears by the kind of channel: its subscription may hold for one kind only. */
function memberScope(channel: ChannelRecord): string {
  return channel.kind === 'public' ? 'channels:read' : 'groups:read';
}

/** Sends an event that happens in a channel, if the bot is in that channel. */
export function emitIn(world: World, channel: ChannelRecord, event: Json & { type: string }): void {
  if (!channel.members.includes(world.state.app.botUserId)) return;
  const key = event.type === 'message' ? messageKey[channel.kind] : event.type;
  if (event.type.startsWith('member_') && !world.manifest.scopes.has(memberScope(channel))) return;
  if (subscribed(world, key)) deliverEvent(world, enveloped(world, event, channel.id));
}

/** Sends an event that belongs to no channel, or that Slack sends whether or not the bot is a member. */
export function emit(world: World, event: Json & { type: string }): void {
  if (subscribed(world, event.type)) deliverEvent(world, enveloped(world, event, undefined));
}

function enveloped(world: World, event: Json & { type: string }, channel: string | undefined): Json {
  const { state } = world;
  const about = { et: event.type, tid: state.team.id, aid: state.app.id, ...(channel ? { cid: channel } : {}) };
  const body = {
    token: state.secrets.verificationToken,
    team_id: state.team.id,
    context_team_id: state.team.id,
    api_app_id: state.app.id,
    event,
    type: 'event_callback',
    event_id: randomId('Ev'),
    event_time: Math.floor(world.now() / 1000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: state.team.id,
        user_id: state.app.botUserId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
    event_context: `4-${Buffer.from(JSON.stringify(about)).toString('base64url')}`,
  } satisfies EnvelopedEvent<Json & { type: string }>;
  return body;
}
