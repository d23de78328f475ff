import { findUser, getUser } from '../directory.ts';
import { surfaceLimits } from '../limit-numbers.ts';
import { archiveChannel, createChannel, joinChannel, leaveChannel, setPurpose, setTopic } from '../membership.ts';
import { channelJson } from '../shapes.ts';
import { SlackError } from '../slack-error.ts';
import type { ChannelRecord, Json } from '../state.ts';
import { type Call, type Method, type Methods, memberChannelArg } from './call.ts';

/** A channel's name as Slack wants it: small letters, digits, - and _, at most 80, and not another's. */
function freeName({ world, args }: Call): string {
  const name = args.need('name', 'invalid_name_required');
  if ([...name].length > surfaceLimits.channel_name) throw new SlackError('invalid_name_maxlength');
  if (!/^[\p{Ll}\p{Lo}\p{M}\p{N}_-]+$/u.test(name)) throw new SlackError('invalid_name_specials');
  if (/^[_-]+$/.test(name)) throw new SlackError('invalid_name_punctuation');
  if (world.state.channels.some((c) => c.name === name && c.kind !== 'im')) throw new SlackError('name_taken');
  return name;
}

const create: Method = (call) => {
  const { world, args, bot } = call;
  const name = freeName(call);
  const isPrivate = args.flag('is_private');
  const needed = isPrivate ? 'groups:write' : 'channels:manage';
  if (!world.manifest.scopes.has(needed)) {
    throw new SlackError('missing_scope', { needed, provided: [...world.manifest.scopes].join(',') });
  }
  return { channel: channelJson(world, createChannel(world, name, isPrivate, bot)) };
};

/** A channel, public or private; a direct message cannot be led like one. */
function roomArg(call: Call): ChannelRecord {
  const channel = memberChannelArg(call);
  if (channel.kind === 'im' || channel.kind === 'mpim') throw new SlackError('method_not_supported_for_channel_type');
  return channel;
}

// Slack's pages name no word of their own for a deactivated person; `cant_invite` is the one that fits.
function inviteFault({ world, bot }: Call, channel: ChannelRecord, id: string): string | undefined {
  const user = findUser(world.state, id);
  if (!user) return 'user_not_found';
  if (id === bot) return 'cant_invite_self';
  if (user.deleted === true) return 'cant_invite';
  return channel.members.includes(id) ? 'already_in_channel' : undefined;
}

const invite: Method = (call) => {
  const { world, args, bot } = call;
  const channel = roomArg(call);
  if (channel.archived) throw new SlackError('is_archived');
  const users = [...new Set(args.list('users'))];
  if (users.length === 0) throw new SlackError('no_user');
  if (users.length > surfaceLimits.invited_at_once) throw new SlackError('too_many_users');
  const errors: Json[] = users.flatMap((user) => {
    const error = inviteFault(call, channel, user);
    return error === undefined ? [] : [{ user, ok: false, error }];
  });
  if (errors.length > 0 && !(args.flag('force') && errors.length < users.length)) {
    throw new SlackError(String(errors[0]?.error), { errors });
  }
  for (const user of users) if (!errors.some((e) => e.user === user)) joinChannel(world, channel, user, bot);
  return { channel: channelJson(world, channel), ...(errors.length > 0 ? { errors } : {}) };
};

const kick: Method = (call) => {
  const channel = roomArg(call);
  if (channel.archived) throw new SlackError('is_archived');
  const user = getUser(call.world.state, call.args.need('user', 'user_not_found')).id;
  if (user === call.bot) throw new SlackError('cant_kick_self');
  if (!channel.members.includes(user)) throw new SlackError('not_in_channel');
  leaveChannel(call.world, channel, user);
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

const purpose: Method = (call) => {
  const channel = roomArg(call);
  if (channel.archived) throw new SlackError('is_archived');
  const text = call.args.text('purpose') ?? '';
  if ([...text].length > surfaceLimits.purpose) throw new SlackError('too_long');
  setPurpose(call.world, channel, call.bot, text);
  return { channel: channelJson(call.world, channel) };
};

const rename: Method = (call) => {
  const channel = roomArg(call);
  if (channel.archived) throw new SlackError('is_archived');
  channel.name = freeName(call);
  call.world.changed();
  return { channel: channelJson(call.world, channel) };
};

/** Making a channel, filling it, naming it and closing it. */
export const channelMethods: Methods = {
  'conversations.archive': archive,
  'conversations.create': create,
  'conversations.invite': invite,
  'conversations.kick': kick,
  'conversations.rename': rename,
  'conversations.setPurpose': purpose,
  'conversations.setTopic': topic,
};
