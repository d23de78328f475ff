import { z } from 'zod';
import type { MessageRef, PlaceRef } from '../domain/ids.ts';
import type { Written, WrittenMessage } from '../ports.ts';
import type { Slack } from './clients.ts';
import { isGone, isNoSuchThread } from './failures.ts';
import {
  isByBot,
  type Plain,
  postedMessage,
  type SlackMessage,
  slackMessageSchema,
  WRITTEN,
} from './message-payload.ts';
import { shownOrWhy } from './posting.ts';
import { instantOfTs, slackId, slackMessage } from './refs.ts';

/*
 * What was written while nobody listened: https://docs.slack.dev/reference/methods/conversations.history and conversations.replies.
 * A page holds at most 200 messages, the newest first.
 */

const PAGE = 200;
/** Pages of one place: 2,000 messages of an absence. */
const PAGES = 10;

const found = slackMessageSchema.extend({ reply_count: z.number().optional(), latest_reply: z.string().optional() });
const answer = z.object({
  messages: z.array(found).default([]),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});
type Found = z.infer<typeof found>;

const tsOf = (at: Date): string => (at.getTime() / 1000).toFixed(6);

interface Listener {
  readonly slack: Slack;
  readonly plain: Plain;
  readonly now: () => Date;
}

async function pages(read: (cursor: string | undefined) => Promise<unknown>): Promise<readonly Found[]> {
  const all: Found[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < PAGES; page++) {
    const { messages, response_metadata: more } = answer.parse(await read(cursor));
    all.push(...messages);
    cursor = more?.next_cursor || undefined;
    if (cursor === undefined) break;
  }
  return all;
}

async function asWritten(channel: string, messages: readonly SlackMessage[], plain: Plain): Promise<WrittenMessage[]> {
  const people = messages.filter((m) => WRITTEN.has(m.subtype) && !isByBot(m, plain));
  const inOrder = [...people].sort((a, b) => a.ts.localeCompare(b.ts));
  return Promise.all(
    inOrder.map(async (message) => {
      const mentioned = (message.text ?? '').includes(`<@${plain.botUserId}>`);
      const intake = channel.startsWith('D') ? 'direct' : mentioned ? 'mention' : 'channel';
      const { message: posted } = await postedMessage(channel, message, intake, plain);
      return { posted, editedAt: message.edited ? instantOfTs(message.edited.ts) : null };
    }),
  );
}

async function repliesUnder(slack: Slack, channel: string, ts: string, oldest: string): Promise<readonly Found[]> {
  const { conversations } = slack.clients.background;
  const limit = PAGE;
  const replies = await pages((cursor) =>
    conversations.replies({ channel, ts, oldest, limit, ...(cursor === undefined ? {} : { cursor }) }),
  );
  // The head of the thread comes with every page.
  return replies.filter((reply) => reply.ts !== ts && reply.ts >= oldest);
}

const nothing: Written = { type: 'messages', messages: [] };

/** Messages of a channel or a direct message since an instant, with the replies to them. */
export function writtenIn({ slack, plain, now }: Listener, place: PlaceRef, since: Date): Promise<Written> {
  const channel = slackId(place);
  const oldest = tsOf(since);
  return shownOrWhy(now, async () => {
    const { conversations } = slack.clients.background;
    const heads = await pages((cursor) =>
      conversations.history({ channel, oldest, limit: PAGE, ...(cursor === undefined ? {} : { cursor }) }),
    );
    const threads = heads.filter((head) => (head.reply_count ?? 0) > 0);
    const replies: Found[] = [];
    for (const head of threads) replies.push(...(await repliesUnder(slack, channel, head.ts, oldest)));
    return { type: 'messages', messages: await asWritten(channel, [...heads, ...replies], plain) };
  });
}

/** Replies under a message since an instant; none where it is gone. */
export function writtenUnder({ slack, plain, now }: Listener, root: MessageRef, since: Date): Promise<Written> {
  const { channel, ts } = slackMessage(root);
  return shownOrWhy(now, async () => {
    try {
      const replies = await repliesUnder(slack, channel, ts, tsOf(since));
      return { type: 'messages', messages: await asWritten(channel, replies, plain) };
    } catch (error) {
      if (isNoSuchThread(error) || isGone(error)) return nothing;
      throw error;
    }
  });
}
