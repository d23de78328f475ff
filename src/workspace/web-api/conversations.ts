import { directMessage, findUser, getUser } from '../directory.ts';
import { surfaceLimits } from '../limit-numbers.ts';
import { archiveChannel, createChannel, joinChannel, leaveChannel, setTopic } from '../membership.ts';
import { channelJson } from '../shapes.ts';
import { SlackError } from '../slack-error.ts';
import type { ChannelRecord, Json } from '../state.ts';
import { type Call, channelArg, type Method, type Methods, memberChannelArg, pageOf } from './call.ts';

const kindOfType: Record<string, ChannelRecord['kind']> = {
  public_channel: 'public',
  private_channel: 'private',
  im: 'im',
  mpim: 'mpim',
};

function listed({ world, args }: Call, member: string, only: boolean): ChannelRecord[] {
  const types = args.has('types') ? args.list('types') : ['public_channel'];
  if (types.some((type) => !(type in kindOfType))) throw new SlackError('invalid_types');
  const kinds = new Set(types.map((type) => kindOfType[type]));
  return world.state.channels.filter((channel) => {
    if (!kinds.has(channel.kind) || (args.flag('exclude_archived') && channel.archived)) return false;
    return channel.members.includes(member) || (!only && channel.kind === 'public');
  });
}

const list: Method = (call) => {
  const { page, response_metadata } = pageOf(call, listed(call, call.bot, false), 100, 1_000);
  const channels = page.map((channel) => {
    const json = channelJson(call.world, channel);
    return channel.kind === 'im'
      ? { ...json, is_user_deleted: false }
      : { ...json, num_members: channel.members.length };
  });
  return { channels, response_metadata };
};

const listOfUser: Method = (call) => {
  const user = call.args.text('user') ?? call.bot;
  const seen = listed(call, user, true).filter((c) => c.kind === 'public' || c.members.includes(call.bot));
  const { page, response_metadata } = pageOf(call, seen, 100, 1_000);
  return { channels: page.map((channel) => channelJson(call.world, channel)), response_metadata };
};

const info: Method = (call) => {
  const channel = channelArg(call);
  const json = channelJson(call.world, channel);
  if (channel.kind === 'im') return { channel: json };
  const read = channel.members.includes(call.bot)
    ? { last_read: channel.lastRead[call.bot] ?? '0000000000.000000' }
    : {};
  const count = call.args.flag('include_num_members') ? { num_members: channel.members.length } : {};
  return { channel: { ...json, ...read, ...count } };
};

const members: Method = (call) => {
  const channel = channelArg(call);
  const { page, response_metadata } = pageOf(call, channel.members, 100, 1_000);
  return { members: page, response_metadata };
};

const open: Method = (call) => {
  const { world, args, bot } = call;
  if (args.has('channel')) return { channel: { id: channelArg(call).id } };
  const users = args.list('users');
  if (users.length === 0) throw new SlackError('users_list_not_supplied');
  for (const user of users) getUser(world.state, user);
  if (users.length > 8) throw new SlackError('too_many_users');
  const before = world.state.channels.length;
  const channel = directMessage(world.state, [bot, ...users], world.now());
  const already = before === world.state.channels.length ? { no_op: true, already_open: true } : {};
  world.changed();
  return { ...already, channel: args.flag('return_im') ? channelJson(world, channel) : { id: channel.id } };
};

const create: Method = ({ world, args, bot }) => {
  const name = args.need('name', 'invalid_name_required');
  if ([...name].length > 80) throw new SlackError('invalid_name_maxlength');
  if (!/^[\p{Ll}\p{Lo}\p{N}_-]+$/u.test(name)) throw new SlackError('invalid_name_specials');
  if (world.state.channels.some((c) => c.name === name && c.kind !== 'im')) throw new SlackError('name_taken');
  const isPrivate = args.flag('is_private');
  const needed = isPrivate ? 'groups:write' : 'channels:manage';
  if (!world.manifest.scopes.has(needed)) {
    throw new SlackError('missing_scope', { needed, provided: [...world.manifest.scopes].join(',') });
  }
  return { channel: channelJson(world, createChannel(world, name, isPrivate, bot)) };
};

const invite: Method = (call) => {
  const { world, args, bot } = call;
  const channel = memberChannelArg(call);
  if (channel.archived) throw new SlackError('is_archived');
  const users = args.list('users');
  if (users.length === 0) throw new SlackError('no_user');
  const errors: Json[] = [];
  for (const user of users) {
    if (!findUser(world.state, user)) errors.push({ user, ok: false, error: 'user_not_found' });
    else if (user === bot) errors.push({ user, ok: false, error: 'cant_invite_self' });
    else if (channel.members.includes(user)) errors.push({ user, ok: false, error: 'already_in_channel' });
  }
  if (errors.length > 0 && !(args.flag('force') && errors.length < users.length)) {
    throw new SlackError(String(errors[0]?.error), { errors });
  }
  for (const user of users) if (findUser(world.state, user) && user !== bot) joinChannel(world, channel, user, bot);
  return { channel: channelJson(world, channel), ...(errors.length > 0 ? { errors } : {}) };
};

const join: Method = (call) => {
  const channel = channelArg(call);
  if (channel.kind !== 'public') throw new SlackError('method_not_supported_for_channel_type');
  if (channel.archived) throw new SlackError('is_archived');
  joinChannel(call.world, channel, call.bot);
  return { channel: channelJson(call.world, channel) };
};

const kick: Method = (call) => {
  const channel = memberChannelArg(call);
  const user = getUser(call.world.state, call.args.need('user', 'user_not_found')).id;
  if (user === call.bot) throw new SlackError('cant_kick_self');
  if (!channel.members.includes(user)) throw new SlackError('not_in_channel');
  leaveChannel(call.world, channel, user);
  return {};
};

const leave: Method = (call) => {
  const channel = channelArg(call);
  if (!channel.members.includes(call.bot)) return { not_in_channel: true };
  leaveChannel(call.world, channel, call.bot);
  return {};
};

const archive: Method = (call) => {
  const channel = memberChannelArg(call);
  if (channel.archived) throw new SlackError('already_archived');
  if (channel.kind === 'im') throw new SlackError('method_not_supported_for_channel_type');
  archiveChannel(call.world, channel, call.bot);
  return {};
};

const topic: Method = (call) => {
  const channel = memberChannelArg(call);
  if (channel.archived) throw new SlackError('is_archived');
  const text = call.args.text('topic') ?? '';
  if ([...text].length > surfaceLimits.topic) throw new SlackError('too_long');
  setTopic(call.world, channel, call.bot, text);
  return { channel: channelJson(call.world, channel) };
};

const mark: Method = (call) => {
  const channel = memberChannelArg(call);
  channel.lastRead[call.bot] = call.args.need('ts', 'invalid_timestamp');
  return {};
};

const rename: Method = (call) => {
  const channel = memberChannelArg(call);
  const name = call.args.need('name', 'invalid_name_required');
  if (call.world.state.channels.some((c) => c.name === name)) throw new SlackError('name_taken');
  channel.name = name;
  call.world.changed();
  return { channel: channelJson(call.world, channel) };
};

/** conversations.*, but for the reading of messages; and users.conversations. */
export const conversationMethods: Methods = {
  'conversations.archive': archive,
  'conversations.create': create,
  'conversations.info': info,
  'conversations.invite': invite,
  'conversations.join': join,
  'conversations.kick': kick,
  'conversations.leave': leave,
  'conversations.list': list,
  'conversations.mark': mark,
  'conversations.members': members,
  'conversations.open': open,
  'conversations.rename': rename,
  'conversations.setTopic': topic,
  'users.conversations': listOfUser,
};
