import { directMessage, findUser, visibleChannel } from '../directory.ts';
import { randomId } from '../ids.ts';
import { surfaceLimits } from '../limit-numbers.ts';
import { messageJson } from '../message-shapes.ts';
import { changeMessage, postMessage, removeMessage } from '../posting.ts';
import { SlackError } from '../slack-error.ts';
import { type ChannelRecord, findMessage, type Json, nextTs } from '../state.ts';
import type { World } from '../world.ts';
import { type Call, channelArg, type Method, type Methods, messageArg, pageOf } from './call.ts';
import { contentArgs, mustSaySomething } from './message-args.ts';

/** Where chat.postMessage goes: a channel id, `#name`, or a person's id for their direct message. */
function target({ world, args, bot }: Call): ChannelRecord {
  const { state, manifest } = world;
  const named = args.need('channel', 'channel_not_found');
  if (findUser(state, named) && named !== bot) {
    if (!manifest.takesMessages) throw new SlackError('messages_tab_disabled');
    return directMessage(state, [named, bot], world.now());
  }
  const byName = state.channels.find((c) => c.name === named.replace(/^#/, '') && c.kind !== 'im');
  const channel = visibleChannel(state, byName?.id ?? named, bot);
  if (channel.archived) throw new SlackError('is_archived');
  const mayPostAnyway = channel.kind === 'public' && manifest.scopes.has('chat:write.public');
  if (!channel.members.includes(bot) && !mayPostAnyway) throw new SlackError('not_in_channel');
  return channel;
}

function threadArg({ world, args }: Call, channel: ChannelRecord): { threadTs?: string } {
  const ts = args.text('thread_ts');
  if (ts === undefined || ts === '') return {};
  const root = findMessage(world.state, channel.id, ts);
  if (!root || root.ephemeralTo !== undefined) throw new SlackError('thread_not_found');
  return { threadTs: root.threadTs ?? root.ts };
}

function disguise({ world, args }: Call): { username?: string; icons?: Json; subtype?: string } {
  const username = args.text('username');
  if (username === undefined || !world.manifest.scopes.has('chat:write.customize')) return {};
  const emoji = args.text('icon_emoji');
  return { username, subtype: 'bot_message', ...(emoji === undefined ? {} : { icons: { emoji } }) };
}

const post: Method = (call) => {
  const { world, args, bot } = call;
  const channel = target(call);
  const content = contentArgs(args);
  mustSaySomething(content);
  const thread = threadArg(call, channel);
  const wide = thread.threadTs !== undefined && args.flag('reply_broadcast');
  const message = postMessage(world, channel, {
    user: bot,
    botId: world.state.app.botId,
    ...content,
    ...thread,
    ...disguise(call),
    ...(wide ? { broadcast: true, subtype: 'thread_broadcast' } : {}),
  });
  return { channel: channel.id, ts: message.ts, message: messageJson(world, message, true) };
};

// chat.update returns the message without its time, its reactions and its thread.
const notReturned = new Set(
  'ts reactions thread_ts parent_user_id reply_count reply_users_count latest_reply reply_users is_locked subscribed'.split(
    ' ',
  ),
);

const update: Method = (call) => {
  const { world, args, bot } = call;
  const channel = channelArg(call);
  const message = messageArg(call, channel, 'ts');
  if (message.botId !== world.state.app.botId) throw new SlackError('cant_update_message');
  if ([...(args.text('text') ?? '')].length > surfaceLimits.update_text) throw new SlackError('msg_too_long');
  const given = contentArgs(args);
  if (args.text('text') === undefined && !given.blocks && !given.attachments) throw new SlackError('no_text');
  const text = args.text('text') === undefined ? message.text : given.text;
  changeMessage(world, message, { ...given, text, edited: { user: bot, ts: nextTs(world.state, world.now()) } });
  const json = Object.entries(messageJson(world, message, true)).filter(([field]) => !notReturned.has(field));
  return { channel: channel.id, ts: message.ts, text: message.text, message: Object.fromEntries(json) };
};

const remove: Method = (call) => {
  const channel = channelArg(call);
  const message = messageArg(call, channel, 'ts');
  if (message.botId !== call.world.state.app.botId) throw new SlackError('cant_delete_message');
  removeMessage(call.world, message);
  return { channel: channel.id, ts: message.ts };
};

const postEphemeral: Method = (call) => {
  const { world, args, bot } = call;
  const channel = target(call);
  const user = args.need('user', 'user_not_in_channel');
  if (!channel.members.includes(user)) throw new SlackError('user_not_in_channel');
  const { metadata: _, ...content } = contentArgs(args);
  mustSaySomething(content);
  const draft = { user: bot, botId: world.state.app.botId, ...content, ...threadArg(call, channel), ephemeralTo: user };
  return { message_ts: postMessage(world, channel, draft).ts };
};

const permalink: Method = (call) => {
  const channel = channelArg(call);
  const message = messageArg(call, channel, 'message_ts');
  const inThread = message.threadTs !== undefined && message.threadTs !== message.ts;
  const query = inThread ? `?thread_ts=${message.threadTs}&cid=${channel.id}` : '';
  return {
    channel: channel.id,
    permalink: `${call.world.url}/archives/${channel.id}/p${message.ts.replace('.', '')}${query}`,
  };
};

const schedule: Method = (call) => {
  const { world, args } = call;
  const channel = target(call);
  const content = contentArgs(args);
  mustSaySomething(content);
  const postAt = args.number('post_at', Number.NaN);
  const now = Math.floor(world.now() / 1000);
  if (!Number.isInteger(postAt)) throw new SlackError('invalid_time');
  if (postAt <= now) throw new SlackError('time_in_past');
  if (postAt > now + 120 * 86_400) throw new SlackError('time_too_far');
  const id = randomId('Q');
  const draft = { ...content, ...threadArg(call, channel) };
  world.state.scheduled.push({ id, channel: channel.id, postAt, created: now, draft });
  world.changed();
  const { botId } = world.state.app;
  const message = {
    text: content.text,
    bot_id: botId,
    type: 'delayed_message',
    ...(content.blocks ? { blocks: content.blocks } : {}),
  };
  return { scheduled_message_id: id, channel: channel.id, post_at: postAt, message };
};

const listScheduled: Method = (call) => {
  const wanted = call.args.text('channel');
  const waiting = call.world.state.scheduled.filter((s) => wanted === undefined || s.channel === wanted);
  const { page, response_metadata } = pageOf(call, waiting, 100, 100);
  const shown = page.map((s) => ({
    id: s.id,
    channel_id: s.channel,
    post_at: s.postAt,
    date_created: s.created,
    text: s.draft.text,
  }));
  return { scheduled_messages: shown, response_metadata };
};

const deleteScheduled: Method = ({ world, args }) => {
  const id = args.need('scheduled_message_id', 'invalid_scheduled_message_id');
  const at = world.state.scheduled.findIndex((s) => s.id === id && s.channel === args.text('channel'));
  if (at < 0) throw new SlackError('invalid_scheduled_message_id');
  world.state.scheduled.splice(at, 1);
  world.changed();
  return {};
};

/** Posts what was scheduled and is due by the workspace's clock. */
export function postDue(world: World): void {
  const now = world.now() / 1000;
  const { scheduled, channels, app } = world.state;
  for (const item of scheduled.filter((s) => s.postAt <= now)) {
    scheduled.splice(scheduled.indexOf(item), 1);
    const channel = channels.find((c) => c.id === item.channel);
    if (channel && !channel.archived)
      postMessage(world, channel, { user: app.botUserId, botId: app.botId, ...item.draft });
    world.changed();
  }
}

/** chat.* */
export const chatMethods: Methods = {
  'chat.postMessage': post,
  'chat.update': update,
  'chat.delete': remove,
  'chat.postEphemeral': postEphemeral,
  'chat.getPermalink': permalink,
  'chat.scheduleMessage': schedule,
  'chat.scheduledMessages.list': listScheduled,
  'chat.deleteScheduledMessage': deleteScheduled,
};
