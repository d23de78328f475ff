import { findChannel, findUser } from './directory.ts';
import type { ChannelRecord, MessageRecord } from './state.ts';
import { mentions } from './text.ts';
import type { UiChannel, UiFile, UiMessage, UiState, UiView } from './verbs.ts';
import { modalStack, shownView } from './views.ts';
import type { World } from './world.ts';

/** Everything around the conversation, as one person sees it. */
export function uiState(world: World, as: string): UiState {
  const { state, manifest } = world;
  const shortcuts = (type: 'message' | 'global') =>
    manifest.shortcuts.filter((s) => s.type === type).map((s) => ({ callbackId: s.callbackId, name: s.name }));
  return {
    now: world.now(),
    team: state.team,
    bot: { userId: state.app.botUserId, botId: state.app.botId, name: manifest.botName },
    appConnected: world.delivery.mode === 'socket' ? world.sockets.live > 0 : world.requestUrlAnswers,
    commands: manifest.commands.map(({ command, description, usageHint }) => ({ command, description, usageHint })),
    messageShortcuts: shortcuts('message'),
    globalShortcuts: shortcuts('global'),
    hasHome: manifest.hasHome,
    users: state.users.map(({ id, name, realName, title, email, isBot, deleted = false }) => ({
      id,
      name,
      realName,
      title,
      email,
      isBot,
      deleted,
    })),
    channels: state.channels.filter((c) => seen(c, as)).map((c) => uiChannel(world, c, as)),
    // A hint may name its channel; the page knows channels by id.
    hints: world.hints.map((hint) => ({
      ...hint,
      channel: state.channels.find((c) => c.name === hint.channel)?.id ?? hint.channel,
    })),
  };
}

function seen(channel: ChannelRecord, as: string): boolean {
  return !channel.archived && (channel.kind === 'public' || channel.members.includes(as));
}

function uiChannel(world: World, channel: ChannelRecord, as: string): UiChannel {
  const lastReadTs = channel.lastRead[as] ?? '0';
  const unread = channel.members.includes(as) ? unreadOf(world, channel, as, lastReadTs) : [];
  const other = channel.kind === 'im' ? channel.members.find((member) => member !== as) : undefined;
  const direct = channel.kind === 'im' || channel.kind === 'mpim';
  return {
    id: channel.id,
    name: other === undefined ? channel.name : (findUser(world.state, other)?.realName ?? other),
    topic: channel.topic,
    kind: channel.kind === 'mpim' ? 'private' : channel.kind,
    isMember: channel.members.includes(as),
    members: channel.members,
    ...(other === undefined ? {} : { imUser: other }),
    unread: unread.length,
    mentions: direct ? unread.length : unread.filter((message) => mentions(message.text, as)).length,
    lastReadTs,
  };
}

function unreadOf(world: World, channel: ChannelRecord, as: string, lastRead: string): MessageRecord[] {
  const list = world.state.messages[channel.id] ?? [];
  const unread: MessageRecord[] = [];
  for (let i = list.length - 1; i >= 0; i -= 1) {
    const message = list[i];
    if (!message || message.ts <= lastRead) break;
    const reply = message.threadTs !== undefined && message.threadTs !== message.ts && message.broadcast !== true;
    const line = message.subtype?.startsWith('channel_') === true;
    const othersOnly = message.ephemeralTo !== undefined && message.ephemeralTo !== as;
    if (message.user !== as && !othersOnly && !line && (!reply || mentions(message.text, as))) unread.push(message);
  }
  return unread;
}

/** Root messages of a channel, or one thread with its root, oldest first; what only others may see is left out. */
export function uiMessages(world: World, as: string, channelId: string, threadTs?: string): UiMessage[] {
  const channel = findChannel(world.state, channelId);
  if (!channel || (channel.kind !== 'public' && !channel.members.includes(as))) return [];
  const list = world.state.messages[channelId] ?? [];
  const threads = repliesByThread(list);
  return list
    .filter((message) => {
      if (message.ephemeralTo !== undefined && message.ephemeralTo !== as) return false;
      if (threadTs !== undefined) return message.ts === threadTs || message.threadTs === threadTs;
      return message.threadTs === undefined || message.threadTs === message.ts || message.broadcast === true;
    })
    .map((message) => uiMessage(world, message, threads.get(message.ts) ?? []));
}

function repliesByThread(list: readonly MessageRecord[]): Map<string, MessageRecord[]> {
  const threads = new Map<string, MessageRecord[]>();
  for (const message of list) {
    const { threadTs } = message;
    if (threadTs === undefined || threadTs === message.ts || message.ephemeralTo !== undefined) continue;
    const thread = threads.get(threadTs);
    if (thread) thread.push(message);
    else threads.set(threadTs, [message]);
  }
  return threads;
}

function uiMessage(world: World, message: MessageRecord, replies: readonly MessageRecord[]): UiMessage {
  const latest = replies.at(-1)?.ts;
  const attached = (message.attachments ?? []).flatMap((a) => (Array.isArray(a.blocks) ? a.blocks : []));
  const blocks = message.botId === undefined ? [] : [...(message.blocks ?? []), ...attached];
  return {
    ts: message.ts,
    ...(message.threadTs === undefined ? {} : { threadTs: message.threadTs }),
    user: message.user,
    text: message.text,
    ...(blocks.length > 0 ? { blocks } : {}),
    files: message.files.flatMap((id) => uiFile(world, id)),
    reactions: structuredClone(message.reactions),
    replyCount: replies.length,
    replyUsers: [...new Set(replies.map((reply) => reply.user))],
    ...(latest === undefined ? {} : { latestReply: latest }),
    edited: message.edited !== undefined,
    ephemeral: message.ephemeralTo !== undefined,
  };
}

function uiFile(world: World, id: string): UiFile[] {
  const file = world.state.files[id];
  if (!file) return [];
  return [{ id, name: file.name, mimetype: file.mimetype, size: file.size, url: `/_ui/file/${id}` }];
}

/** The modal on top of a person's stack. */
export function uiView(world: World, as: string): UiView | null {
  const stack = modalStack(world, as);
  const top = stack.at(-1);
  return top ? { id: top.id, depth: stack.length - 1, view: shownView(world, top) as unknown as UiView['view'] } : null;
}

/** A person's home tab; its `id` is what an action on it names. */
export function uiHome(world: World, as: string): (UiView['view'] & { id: string }) | null {
  const home = world.state.homes[as];
  return home ? (shownView(world, home) as unknown as UiView['view'] & { id: string }) : null;
}
