import type { ViewOutput } from '@slack/bolt';
import type { Block } from '@slack/types';
import { findUser } from './directory.ts';
import type { ChannelRecord, Json, UserRecord, ViewRecord } from './state.ts';
import type { World } from './world.ts';

/** Slack's JSON for a user; the address only for an app that may see it. Of a deactivated one Slack leaves most fields out. */
export function userJson(world: World, user: UserRecord): Json {
  const { state, manifest } = world;
  const always = {
    id: user.id,
    team_id: state.team.id,
    name: user.name,
    deleted: user.deleted === true,
    profile: profileJson(world, user, manifest.scopes.has('users:read.email')),
    is_bot: user.isBot,
    is_app_user: false,
    updated: user.updated ?? 0,
  };
  if (user.deleted === true) return always;
  return {
    ...always,
    color: '4bbe2e',
    real_name: user.realName,
    tz: 'Asia/Shanghai',
    tz_label: 'China Standard Time',
    tz_offset: 28_800,
    is_admin: false,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: false,
    is_ultra_restricted: false,
  };
}

/** Slack's JSON for a profile. */
export function profileJson(world: World, user: UserRecord, withEmail: boolean): Json {
  const { state } = world;
  return {
    title: user.title,
    phone: '',
    real_name: user.realName,
    real_name_normalized: user.realName,
    display_name: user.realName,
    display_name_normalized: user.realName,
    status_text: '',
    status_emoji: '',
    status_expiration: 0,
    avatar_hash: '',
    first_name: user.realName,
    last_name: '',
    team: state.team.id,
    ...(user.isBot ? { bot_id: state.app.botId, api_app_id: state.app.id } : {}),
    ...(withEmail && !user.isBot ? { email: user.email } : {}),
  };
}

/** Slack's JSON for a conversation as a list or a change returns it; `conversations.info` may add to it. */
export function channelJson(world: World, channel: ChannelRecord): Json {
  const { state } = world;
  const common = { id: channel.id, created: channel.created, is_archived: channel.archived };
  if (channel.kind === 'im') {
    const other = channel.members.find((member) => member !== state.app.botUserId) ?? state.app.botUserId;
    return {
      ...common,
      is_im: true,
      is_org_shared: false,
      context_team_id: state.team.id,
      updated: 0,
      user: other,
      priority: 0,
    };
  }
  return {
    ...common,
    name: channel.name,
    is_channel: channel.kind === 'public',
    is_group: channel.kind === 'private',
    is_im: false,
    is_mpim: channel.kind === 'mpim',
    is_private: channel.kind !== 'public',
    is_general: false,
    unlinked: 0,
    name_normalized: channel.name,
    is_shared: false,
    is_org_shared: false,
    is_pending_ext_shared: false,
    pending_shared: [],
    context_team_id: state.team.id,
    updated: channel.created * 1000,
    creator: channel.creator,
    is_ext_shared: false,
    shared_team_ids: [state.team.id],
    pending_connected_team_ids: [],
    is_member: channel.members.includes(state.app.botUserId),
    topic: { value: channel.topic, creator: channel.topicBy, last_set: channel.topicAt },
    purpose: channel.purpose ?? { value: '', creator: '', last_set: 0 },
    previous_names: [],
  };
}

// Slack gives a home view this title.
const homeTitle = { type: 'plain_text', text: 'View Title', emoji: true } as const;

/** The fields Slack returns and sends for a view, with what the person entered as `state.values`. */
export function viewJson(world: World, view: ViewRecord, values: Record<string, Json>) {
  const { app, team } = world.state;
  return {
    id: view.id,
    team_id: team.id,
    type: view.type,
    blocks: view.blocks as unknown as Block[],
    private_metadata: view.privateMetadata,
    callback_id: view.callbackId,
    state: { values: values as unknown as ViewOutput['state']['values'] },
    hash: view.hash,
    title: view.title ?? homeTitle,
    clear_on_close: view.clearOnClose,
    notify_on_close: view.notifyOnClose,
    close: view.close,
    submit: view.submit,
    previous_view_id: view.previousId,
    root_view_id: view.rootId,
    app_id: app.id,
    external_id: view.externalId,
    app_installed_team_id: team.id,
    bot_id: app.botId,
  } satisfies ViewOutput;
}

/** The name under which a person acts in payloads. */
export function userName(world: World, id: string): string {
  return findUser(world.state, id)?.name ?? id;
}
