import { z } from 'zod';

/*
 * What the app reads of Slack's interaction payloads (https://docs.slack.dev/reference/interaction-payloads). Who acts is always the account
 * in the payload, never a word in a text.
 */

/** Where an act happened, so that its answer goes there. Travels in a form's private_metadata; ids only, the client can read it. */
export const whereSchema = z.discriminatedUnion('at', [
  /** `ephemeral`: in a message only the asker sees, which no job ever updates. */
  z.object({
    at: z.literal('channel'),
    channel: z.string(),
    threadTs: z.string().nullable(),
    ephemeral: z.boolean(),
  }),
  z.object({ at: z.literal('home') }),
  /** `view`: the modal the press happened in, which shows a case. */
  z.object({ at: z.literal('modal'), view: z.string().nullable() }),
]);
export type Where = z.infer<typeof whereSchema>;

const user = z.object({ id: z.string() });
const channel = z.object({ id: z.string() });
const view = z.object({
  id: z.string(),
  type: z.string(),
  callback_id: z.string().default(''),
  private_metadata: z.string().default(''),
});

/** The thread a message stands in; a message that heads one stands in the channel. */
export const threadOf = (
  message: { readonly ts: string; readonly thread_ts?: string | undefined } | null | undefined,
) => (message?.thread_ts === undefined || message.thread_ts === message.ts ? null : message.thread_ts);

/** A press of a button or a choice in a menu. */
export const pressSchema = z.object({
  type: z.literal('block_actions'),
  user,
  trigger_id: z.string(),
  response_url: z.string().optional(),
  channel: channel.nullish(),
  message: z.object({ ts: z.string(), thread_ts: z.string().optional() }).nullish(),
  container: z
    .object({ is_ephemeral: z.boolean().nullish(), channel_id: z.string().nullish(), thread_ts: z.string().nullish() })
    .nullish(),
  view: view.nullish(),
  actions: z
    .array(
      z.object({
        action_id: z.string(),
        value: z.string().nullish(),
        url: z.string().nullish(),
        selected_option: z.object({ value: z.string() }).nullish(),
      }),
    )
    .min(1),
});
export type PressPayload = z.infer<typeof pressSchema>;

const option = z.object({ value: z.string() });

/** What one input of a form holds. */
export const inputSchema = z.object({
  value: z.string().nullish(),
  selected_option: option.nullish(),
  selected_options: z.array(option).nullish(),
  selected_user: z.string().nullish(),
  selected_users: z.array(z.string()).nullish(),
  selected_date: z.string().nullish(),
  /** Unix seconds. */
  selected_date_time: z.number().nullish(),
  selected_conversation: z.string().nullish(),
  selected_channel: z.string().nullish(),
  files: z
    .array(
      z.object({
        id: z.string(),
        name: z.string().nullish(),
        title: z.string().nullish(),
        mimetype: z.string().nullish(),
        size: z.number().nullish(),
      }),
    )
    .nullish(),
});
export type InputState = z.infer<typeof inputSchema>;

/** A form that was sent. */
export const submissionSchema = z.object({
  type: z.literal('view_submission'),
  user,
  trigger_id: z.string().optional(),
  view: view.extend({
    blocks: z.array(z.looseObject({ type: z.string(), block_id: z.string().optional() })).default([]),
    state: z.object({ values: z.record(z.string(), z.record(z.string(), inputSchema)) }),
  }),
});
export type SubmissionPayload = z.infer<typeof submissionSchema>;

/** A message shortcut; its message has the shape of a message event. */
export const shortcutSchema = z.object({
  type: z.enum(['message_action', 'shortcut']),
  callback_id: z.string(),
  user,
  trigger_id: z.string(),
  response_url: z.string().optional(),
  channel: channel.nullish(),
  message: z.looseObject({ ts: z.string(), thread_ts: z.string().optional() }).nullish(),
});
export type ShortcutPayload = z.infer<typeof shortcutSchema>;

/** `/kesu …` */
export const commandSchema = z.object({
  command: z.string(),
  text: z.string().default(''),
  user_id: z.string(),
  channel_id: z.string(),
  trigger_id: z.string(),
  response_url: z.string(),
  thread_ts: z.string().optional(),
});
