import { z } from 'zod';
import type { ChatFile, Intake } from '../domain/message.ts';
import type { Incoming } from '../ports.ts';
import { type NameOf, plainText } from './plain-text.ts';
import { fileRef, instantOfTs, messageRef, placeRef, userRef } from './refs.ts';

const file = z.object({
  id: z.string(),
  name: z.string().nullish(),
  title: z.string().nullish(),
  mimetype: z.string().nullish(),
  size: z.number().nullish(),
  mode: z.string().nullish(),
});

/** A forwarded message comes as an attachment with its words in `text`. */
const attachment = z.object({
  text: z.string().nullish(),
  fallback: z.string().nullish(),
  is_share: z.boolean().nullish(),
  is_msg_unfurl: z.boolean().nullish(),
});

/** A message as events, shortcuts and conversations.replies carry it. */
export const slackMessageSchema = z.object({
  ts: z.string(),
  thread_ts: z.string().optional(),
  user: z.string().optional(),
  bot_id: z.string().optional(),
  subtype: z.string().optional(),
  text: z.string().nullish(),
  files: z.array(file).nullish(),
  attachments: z.array(attachment).nullish(),
  edited: z.object({ ts: z.string() }).optional(),
});
export type SlackMessage = z.infer<typeof slackMessageSchema>;

/** How markup becomes what a person wrote. */
export interface Plain {
  readonly botUserId: string;
  readonly nameOf: NameOf;
}

/** Subtypes under which people write; all others (joins, topics, bots …) are not for the desk. */
export const WRITTEN: ReadonlySet<string | undefined> = new Set([
  undefined,
  'file_share',
  'thread_broadcast',
  'me_message',
]);

/** Bolt's own ignoreSelf lets our edits and other bots through (slack.md §3.3). */
export const isByBot = (message: Pick<SlackMessage, 'bot_id' | 'subtype' | 'user'>, plain: Plain): boolean =>
  message.bot_id !== undefined || message.subtype === 'bot_message' || message.user === plain.botUserId;

/** The words of a message, those of messages forwarded with it below its own. */
async function wordsOf(message: SlackMessage, plain: Plain): Promise<string> {
  const forwarded = (message.attachments ?? []).filter((a) => a.is_share || a.is_msg_unfurl);
  const parts = [message.text ?? '', ...forwarded.map((a) => a.text ?? a.fallback ?? '')];
  const words = await Promise.all(parts.map((part) => plainText(part, plain.botUserId, plain.nameOf)));
  return words.filter((part) => part !== '').join('\n');
}

const filesOf = (message: SlackMessage): ChatFile[] =>
  (message.files ?? [])
    .filter((f) => f.mode !== 'tombstone')
    .map((f) => ({
      ref: fileRef(f.id),
      name: f.name || f.title || f.id,
      mimetype: f.mimetype || 'application/octet-stream',
      size: f.size ?? 0,
    }));

/** A message somebody posted, as the domain keeps it. */
export async function postedMessage(
  channel: string,
  message: SlackMessage,
  intake: Intake,
  plain: Plain,
): Promise<Extract<Incoming, { type: 'posted' }>> {
  return {
    type: 'posted',
    message: {
      ref: messageRef(channel, message.ts),
      place: placeRef(channel),
      root: messageRef(channel, message.thread_ts ?? message.ts),
      author: userRef(message.user ?? message.bot_id ?? 'UNKNOWN'),
      text: await wordsOf(message, plain),
      postedAt: instantOfTs(message.ts),
      files: filesOf(message),
      intake,
    },
  };
}
