import { webApi } from '@slack/bolt';

/*
 * What a failed Web API call means. Codes: the error tables of https://docs.slack.dev/reference/methods/chat.postMessage,
 * chat.update, conversations.open and files.info.
 */

/** The message to change is not there (any more), or cannot be changed. */
const NO_SUCH_MESSAGE = new Set(['message_not_found', 'cant_update_message', 'edit_window_closed']);

/** The root of a thread is not there (any more), or takes no replies. */
const NO_SUCH_THREAD = new Set([
  'thread_not_found',
  'message_not_found',
  'cannot_reply_to_message',
  'restricted_action_thread_locked',
]);

/** The place or the person is gone for us: asking again changes nothing until somebody acts in Slack. */
const GONE = new Set([
  'channel_not_found',
  'not_in_channel',
  'is_archived',
  'is_inactive',
  'restricted_action',
  'restricted_action_read_only_channel',
  'restricted_action_thread_only_channel',
  'restricted_action_non_threadable_channel',
  'account_inactive',
  'user_not_found',
  'users_not_found',
  'user_not_visible',
  'user_disabled',
  'user_is_bot',
  'cannot_dm_bot',
  'cannot_message_user',
  'messages_tab_disabled',
  'file_not_found',
  'file_deleted',
  'not_visible',
]);

/** Slack's word for a refusal, or null when the failure is none of Slack's words. */
export const slackWord = (error: unknown): string | null =>
  error instanceof webApi.WebAPIPlatformError ? error.data.error : null;

const isIn = (words: ReadonlySet<string>) => (error: unknown) => words.has(slackWord(error) ?? '');

/** A form has to be opened within 3 s of the press, once (https://docs.slack.dev/reference/methods/views.open). */
const TRIGGER_GONE = new Set(['expired_trigger_id', 'exchanged_trigger_id', 'trigger_expired', 'trigger_exchanged']);

export const isTriggerGone = (error: unknown): boolean => isIn(TRIGGER_GONE)(error);
export const isNoSuchMessage = isIn(NO_SUCH_MESSAGE);
export const isNoSuchThread = isIn(NO_SUCH_THREAD);
export const isGone = isIn(GONE);

/** Seconds to wait when Slack said "too many", else null. */
export function retryAfterSeconds(error: unknown): number | null {
  if (error instanceof webApi.WebAPIRateLimitedError) return error.retryAfter;
  const word = slackWord(error);
  return word === 'ratelimited' || word === 'rate_limited' || word === 'message_limit_exceeded' ? 30 : null;
}
