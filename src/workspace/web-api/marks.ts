import { emitIn } from '../events.ts';
import { messageJson } from '../message-shapes.ts';
import { react } from '../posting.ts';
import { SlackError } from '../slack-error.ts';
import { findMessage, nextTs } from '../state.ts';
import { type Call, type Method, type Methods, memberChannelArg, messageArg } from './call.ts';

function emojiArg({ args }: Call): string {
  const name = args.need('name', 'invalid_name').replaceAll(':', '');
  if (!/^[\p{L}\p{N}_+'-]+$/u.test(name)) throw new SlackError('invalid_name');
  return name;
}

const addReaction: Method = (call) => {
  const message = messageArg(call, memberChannelArg(call), 'timestamp');
  if (!react(call.world, message, call.bot, emojiArg(call), false)) throw new SlackError('already_reacted');
  return {};
};

const removeReaction: Method = (call) => {
  const message = messageArg(call, memberChannelArg(call), 'timestamp');
  if (!react(call.world, message, call.bot, emojiArg(call), true)) throw new SlackError('no_reaction');
  return {};
};

const getReactions: Method = (call) => {
  const channel = memberChannelArg(call);
  const message = messageArg(call, channel, 'timestamp');
  return { type: 'message', channel: channel.id, message: messageJson(call.world, message) };
};

const addPin: Method = (call) => {
  const { world, bot } = call;
  const channel = memberChannelArg(call);
  const message = messageArg(call, channel, 'timestamp');
  if (channel.pins.some((pin) => pin.ts === message.ts)) throw new SlackError('already_pinned');
  channel.pins.push({ ts: message.ts, by: bot, at: Math.floor(world.now() / 1000) });
  const item = { type: 'message', channel: channel.id, message: messageJson(world, message) };
  emitIn(world, channel, {
    type: 'pin_added',
    user: bot,
    channel_id: channel.id,
    item,
    event_ts: nextTs(world.state, world.now()),
  });
  world.changed();
  return {};
};

const removePin: Method = (call) => {
  const channel = memberChannelArg(call);
  const message = messageArg(call, channel, 'timestamp');
  if (!channel.pins.some((pin) => pin.ts === message.ts)) throw new SlackError('no_pin');
  channel.pins = channel.pins.filter((pin) => pin.ts !== message.ts);
  call.world.changed();
  return {};
};

const listPins: Method = (call) => {
  const channel = memberChannelArg(call);
  const items = channel.pins.flatMap((pin) => {
    const message = findMessage(call.world.state, channel.id, pin.ts);
    if (!message) return [];
    return [
      {
        type: 'message',
        created: pin.at,
        created_by: pin.by,
        channel: channel.id,
        message: messageJson(call.world, message),
      },
    ];
  });
  return { items };
};

/** reactions.* and pins.* */
export const markMethods: Methods = {
  'pins.add': addPin,
  'pins.list': listPins,
  'pins.remove': removePin,
  'reactions.add': addReaction,
  'reactions.get': getReactions,
  'reactions.remove': removeReaction,
};
