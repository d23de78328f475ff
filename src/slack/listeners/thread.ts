import { z } from 'zod';
import { RuleError } from '../../domain/errors.ts';
import type { Intake } from '../../domain/message.ts';
import { receiveMessage } from '../../flows/receive-message.ts';
import type { Desk } from '../desk.ts';
import { slackWord } from '../failures.ts';
import { type Plain, postedMessage, type SlackMessage, slackMessageSchema } from '../message-payload.ts';
import { messageRef } from '../refs.ts';

const MOST_REPLIES = 200;
const answer = z.array(slackMessageSchema);

/** A message somebody chose in Slack. */
export interface Chosen {
  readonly channel: string;
  readonly ts: string;
  readonly threadTs: string;
}

/**
 * Stores a chosen message with the head of its thread and the replies so far, so that a case can be made of it. RuleError
 * `desk_not_in_place` where the desk may not read, `message_not_found` where the message is gone, `message_is_ours`
 * for the desk's own cards and answers.
 */
export async function storeThread(desk: Desk, chosen: Chosen): Promise<void> {
  const plain: Plain = { botUserId: desk.slack.identity.botUserId, nameOf: desk.nameOf };
  const messages = await repliesOf(desk, chosen);
  const target = messages.find((message) => message.ts === chosen.ts) ?? (await lateReply(desk, chosen));
  if (!target) throw new RuleError('message_not_found', {});
  if (target.user === desk.slack.identity.botUserId) throw new RuleError('message_is_ours', {});
  const others = messages.filter((message) => message.ts !== chosen.ts && message.bot_id === undefined);
  const intake: Intake = 'shortcut';
  for (const message of [target, ...others]) {
    const incoming = await postedMessage(chosen.channel, message, intake, plain);
    const key = `shortcut:${messageRef(chosen.channel, message.ts)}`;
    await receiveMessage(desk.ports, { key, at: desk.ports.clock.now(), incoming });
  }
}

/** Slack's words for "you may not read here" and "there is nothing here". */
const NOT_LET_IN = new Set(['channel_not_found', 'not_in_channel', 'missing_scope', 'no_permission']);
const NOT_THERE = new Set(['thread_not_found', 'message_not_found']);

async function repliesOf(desk: Desk, chosen: Chosen, oldest?: string): Promise<readonly SlackMessage[]> {
  const { conversations } = desk.slack.clients.interactive;
  try {
    const page = await conversations.replies({
      channel: chosen.channel,
      ts: chosen.threadTs,
      limit: MOST_REPLIES,
      ...(oldest === undefined ? {} : { oldest, inclusive: true }),
    });
    return answer.parse(page.messages ?? []);
  } catch (error) {
    const word = slackWord(error) ?? '';
    if (NOT_LET_IN.has(word)) throw new RuleError('desk_not_in_place', {});
    if (NOT_THERE.has(word)) throw new RuleError('message_not_found', {});
    throw error;
  }
}

/** A reply further down than one page reaches. */
async function lateReply(desk: Desk, chosen: Chosen): Promise<SlackMessage | undefined> {
  return (await repliesOf(desk, chosen, chosen.ts)).find((message) => message.ts === chosen.ts);
}
