import { z } from 'zod';
import type { Intake } from '../../domain/message.ts';
import { receiveMessage } from '../../flows/receive-message.ts';
import type { Incoming } from '../../ports.ts';
import type { Desk } from '../desk.ts';
import {
  isByBot,
  type Plain,
  postedMessage,
  type SlackMessage,
  slackMessageSchema,
  WRITTEN,
} from '../message-payload.ts';
import { instantOfTs, messageRef } from '../refs.ts';

const previousSchema = slackMessageSchema.omit({ ts: true });
const place = { channel: z.string(), channel_type: z.string().optional(), event_ts: z.string().optional() };
const changedEvent = z.object({
  ...place,
  message: slackMessageSchema,
  previous_message: previousSchema.optional(),
});
const deletedEvent = z.object({
  ...place,
  deleted_ts: z.string(),
  previous_message: previousSchema.optional(),
});
const postedEvent = slackMessageSchema.extend(place);
const envelope = z.object({
  event_id: z.string(),
  event: z.looseObject({ type: z.enum(['message', 'app_mention']), subtype: z.string().optional() }),
});

/** Stores what happened to a message. Everything else is done by jobs, so this returns as soon as the message is safe. */
export async function takeIn(body: unknown, desk: Desk): Promise<void> {
  const parsed = envelope.safeParse(body);
  if (!parsed.success)
    return desk.log.warn({ faults: parsed.error.issues }, 'an event of unknown shape was left aside');
  const plain = { botUserId: desk.slack.identity.botUserId, nameOf: desk.nameOf };
  const incoming = await incomingOf(parsed.data.event, plain);
  if (!incoming) return;
  await receiveMessage(desk.ports, { key: parsed.data.event_id, at: desk.ports.clock.now(), incoming });
}

type Event = z.infer<typeof envelope>['event'];

async function incomingOf(event: Event, plain: Plain): Promise<Incoming | null> {
  if (event.subtype === 'message_changed') return edited(changedEvent.parse(event), plain);
  if (event.subtype === 'message_deleted') return deleted(deletedEvent.parse(event), plain);
  if (!WRITTEN.has(event.subtype)) return null;
  const message = postedEvent.parse(event);
  if (isByBot(message, plain)) return null;
  // A mention comes twice, as a message and as app_mention; either one alone must tell that the desk was spoken to.
  const intake = event.type === 'app_mention' ? 'mention' : intakeOf(message, message, plain);
  return postedMessage(message.channel, message, intake, plain);
}

function intakeOf(
  { text }: SlackMessage,
  { channel_type }: { channel_type?: string | undefined },
  plain: Plain,
): Intake {
  if (channel_type === 'im') return 'direct';
  return (text ?? '').includes(`<@${plain.botUserId}>`) ? 'mention' : 'channel';
}

async function edited(event: z.infer<typeof changedEvent>, plain: Plain): Promise<Incoming | null> {
  const { channel, message, previous_message: previous } = event;
  const ref = messageRef(channel, message.ts);
  const at = instantOfTs(event.event_ts ?? message.edited?.ts ?? message.ts);
  // A deleted message that heads a thread stays as a tombstone.
  if (message.subtype === 'tombstone')
    return previous && isByBot(previous, plain) ? null : { type: 'deleted', ref, at };
  // Link previews and reply counts come as "changed" too, with the same words.
  if (isByBot(message, plain) || message.text === previous?.text) return null;
  if (!WRITTEN.has(message.subtype)) return null;
  const { message: whole } = await postedMessage(channel, message, intakeOf(message, event, plain), plain);
  return { type: 'edited', ref, text: whole.text, at, whole };
}

function deleted(event: z.infer<typeof deletedEvent>, plain: Plain): Incoming | null {
  if (event.previous_message && isByBot(event.previous_message, plain)) return null;
  const at = instantOfTs(event.event_ts ?? event.deleted_ts);
  return { type: 'deleted', ref: messageRef(event.channel, event.deleted_ts), at };
}
