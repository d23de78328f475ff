import { messageJson } from '../message-shapes.ts';
import { SlackError } from '../slack-error.ts';
import { findMessage, type MessageRecord, repliesOf } from '../state.ts';
import { type Call, type Method, type Methods, memberChannelArg, pageOf } from './call.ts';

function within({ args }: Call, messages: MessageRecord[]): MessageRecord[] {
  const oldest = args.text('oldest') ?? '0';
  const latest = args.text('latest') ?? '';
  const inclusive = args.flag('inclusive');
  return messages.filter(({ ts }) => {
    if (Number(ts) < Number(oldest) || (latest !== '' && Number(ts) > Number(latest))) return false;
    return inclusive || (ts !== oldest && ts !== latest);
  });
}

const history: Method = (call) => {
  const channel = memberChannelArg(call);
  const roots = (call.world.state.messages[channel.id] ?? []).filter(
    (m) => m.ephemeralTo === undefined && (m.threadTs === undefined || m.threadTs === m.ts || m.broadcast === true),
  );
  const { page, response_metadata } = pageOf(call, within(call, roots).reverse(), 100, 999);
  const withMetadata = call.args.flag('include_all_metadata');
  return {
    messages: page.map((message) => messageJson(call.world, message, withMetadata)),
    has_more: response_metadata.next_cursor !== '',
    pin_count: channel.pins.length,
    channel_actions_ts: null,
    channel_actions_count: 0,
    ...(response_metadata.next_cursor === '' ? {} : { response_metadata }),
  };
};

const replies: Method = (call) => {
  const channel = memberChannelArg(call);
  const asked = findMessage(call.world.state, channel.id, call.args.need('ts', 'thread_not_found'));
  if (!asked || asked.ephemeralTo !== undefined) throw new SlackError('thread_not_found');
  const root = findMessage(call.world.state, channel.id, asked.threadTs ?? asked.ts) ?? asked;
  const thread = within(call, repliesOf(call.world.state, channel.id, root.ts));
  const { page, response_metadata } = pageOf(call, [root, ...thread], 1_000, 1_000);
  const withMetadata = call.args.flag('include_all_metadata');
  return {
    messages: page.map((message) => messageJson(call.world, message, withMetadata)),
    has_more: response_metadata.next_cursor !== '',
    ...(response_metadata.next_cursor === '' ? {} : { response_metadata }),
  };
};

/** The reading of channels and threads. */
export const historyMethods: Methods = { 'conversations.history': history, 'conversations.replies': replies };
