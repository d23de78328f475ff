import { directMessage, findUser, getActiveUser } from '../directory.ts';
import { joinChannel, leaveChannel } from '../membership.ts';
import { channelJson } from '../shapes.ts';
import { SlackError } from '../slack-error.ts';
import type { ChannelRecord } from '../state.ts';
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
      ? { ...json, is_user_deleted: findUser(call.world.state, String(json.user))?.deleted === true }
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
  for (const user of users) getActiveUser(world.state, user);
  if (users.length > 8) throw new SlackError('too_many_users');
  const before = world.state.channels.length;
  const channel = directMessage(world.state, [bot, ...users], world.now());
  const already = before === world.state.channels.length ? { no_op: true, already_open: true } : {};
  world.changed();
  return { ...already, channel: args.flag('return_im') ? channelJson(world, channel) : { id: channel.id } };
};

const join: Method = (call) => {
  const channel = channelArg(call);
  if (channel.kind !== 'public') throw new SlackError('method_not_supported_for_channel_type');
  if (channel.archived) throw new SlackError('is_archived');
  joinChannel(call.world, channel, call.bot);
  return { channel: channelJson(call.world, channel) };
};

const leave: Method = (call) => {
  const channel = channelArg(call);
  if (!channel.members.includes(call.bot)) return { not_in_channel: true };
  leaveChannel(call.world, channel, call.bot);
  return {};
};

const mark: Method = (call) => {
  const channel = memberChannelArg(call);
  channel.lastRead[call.bot] = call.args.need('ts', 'invalid_timestamp');
  return {};
};

/** The conversations there are and who is in them; and users.conversations. */
export const conversationMethods: Methods = {
  'conversations.info': info,
  'conversations.join': join,
  'conversations.leave': leave,
  'conversations.list': list,
  'conversations.mark': mark,
  'conversations.members': members,
  'conversations.open': open,
  'users.conversations': listOfUser,
};
