import { type ChannelRecord, type FileRecord, findMessage, type Json, type MessageRecord, repliesOf } from './state.ts';
import type { World } from './world.ts';

/** Slack's JSON for a file. */
export function fileJson(world: World, file: FileRecord): Json {
  const { state, url } = world;
  const path = `${state.team.id}-${file.id}`;
  const name = encodeURIComponent(file.name);
  return {
    id: file.id,
    created: file.created,
    timestamp: file.created,
    name: file.name,
    title: file.title,
    mimetype: file.mimetype,
    filetype: file.name.split('.').at(-1)?.toLowerCase() ?? '',
    pretty_type: file.name.split('.').at(-1)?.toUpperCase() ?? '',
    user: file.user,
    user_team: state.team.id,
    editable: false,
    size: file.size,
    mode: 'hosted',
    is_external: false,
    external_type: '',
    is_public: file.shares.some((share) => findChannelKind(world, share.channel) === 'public'),
    public_url_shared: false,
    display_as_bot: false,
    username: '',
    url_private: `${url}/files-pri/${path}/${name}`,
    url_private_download: `${url}/files-pri/${path}/download/${name}`,
    permalink: `${url}/files/${file.user}/${file.id}/${name}`,
    ...(file.altText === undefined ? {} : { alt_txt: file.altText }),
    has_rich_preview: false,
    file_access: 'visible',
  };
}

function findChannelKind(world: World, id: string): ChannelRecord['kind'] | undefined {
  return world.state.channels.find((channel) => channel.id === id)?.kind;
}

/** Where a file was shared, as files.info says it. */
export function fileShares(world: World, file: FileRecord): Json {
  const shares: Record<'public' | 'private', Record<string, Json[]>> = { public: {}, private: {} };
  for (const share of file.shares) {
    const side = findChannelKind(world, share.channel) === 'public' ? shares.public : shares.private;
    const list = side[share.channel] ?? [];
    list.push({ ts: share.ts, reply_users: [], reply_users_count: 0, reply_count: 0, team_id: world.state.team.id });
    side[share.channel] = list;
  }
  return shares;
}

/** The bot's card beside its messages. */
export function botProfile(world: World): Json {
  const { app, team } = world.state;
  const icons = { image_36: '', image_48: '', image_72: '' };
  return {
    id: app.botId,
    deleted: false,
    name: world.manifest.botName,
    updated: 0,
    app_id: app.id,
    icons,
    team_id: team.id,
  };
}

/** Slack's JSON for a message. Thread counts come with roots; metadata only when asked for. */
export function messageJson(world: World, message: MessageRecord, withMetadata = false): Json {
  const { state } = world;
  return {
    ...(message.subtype === undefined ? {} : { subtype: message.subtype }),
    user: message.user,
    type: 'message',
    ts: message.ts,
    ...(message.clientMsgId === undefined ? {} : { client_msg_id: message.clientMsgId }),
    text: message.text,
    ...(message.botId === undefined ? {} : botFields(world, message, message.botId)),
    team: state.team.id,
    ...(message.threadTs === undefined ? {} : threadFields(world, message, message.threadTs)),
    ...(message.blocks ? { blocks: message.blocks } : {}),
    ...(message.attachments ? { attachments: message.attachments } : {}),
    ...(message.files.length > 0 ? { files: filesOf(world, message), upload: false } : {}),
    ...(message.edited ? { edited: message.edited } : {}),
    ...(message.inviter === undefined ? {} : { inviter: message.inviter }),
    ...(message.topic === undefined ? {} : { topic: message.topic }),
    ...(message.purpose === undefined ? {} : { purpose: message.purpose }),
    ...(message.reactions.length > 0
      ? { reactions: message.reactions.map((r) => ({ name: r.name, users: r.users, count: r.users.length })) }
      : {}),
    ...(withMetadata && message.metadata ? { metadata: message.metadata } : {}),
  };
}

/** The files of a message as Slack embeds them. */
export function filesOf(world: World, message: MessageRecord): Json[] {
  return message.files.flatMap((id) => {
    const file = world.state.files[id];
    return file ? [fileJson(world, file)] : [{ id, mode: 'tombstone' }];
  });
}

function botFields(world: World, message: MessageRecord, botId: string): Json {
  return {
    bot_id: botId,
    app_id: world.state.app.id,
    ...(message.username === undefined
      ? { bot_profile: botProfile(world) }
      : { username: message.username, icons: message.icons ?? {} }),
  };
}

function threadFields(world: World, message: MessageRecord, threadTs: string): Json {
  const root = findMessage(world.state, message.channel, threadTs);
  if (message.ts !== threadTs) {
    return { thread_ts: threadTs, ...(root ? { parent_user_id: root.user } : {}) };
  }
  const replies = repliesOf(world.state, message.channel, threadTs);
  const people = [...new Set(replies.map((reply) => reply.user))];
  return {
    thread_ts: threadTs,
    reply_count: replies.length,
    reply_users_count: people.length,
    latest_reply: replies.at(-1)?.ts ?? threadTs,
    reply_users: people.slice(0, 5),
    is_locked: false,
    subscribed: false,
  };
}
