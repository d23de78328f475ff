import type { types, webApi } from '@slack/bolt';
import type { MessageRef } from '../domain/ids.ts';
import type { ShowOutcome } from '../ports.ts';
import { isGone, retryAfterSeconds, slackWord } from './failures.ts';
import { messageRef, slackMessage } from './refs.ts';

/** What a message looks like: blocks, and the text that notifications and screen readers get. */
export interface Letter {
  readonly text: string;
  readonly blocks: readonly types.KnownBlock[];
  /** At most 24 characters, where it is shown as a modal. */
  readonly title?: string;
}

/** Where a message goes: the head of a channel, or a thread in it. */
export interface Target {
  readonly channel: string;
  readonly threadTs: string | null;
}

/** Marks what the desk posts with the job that posted it, so that a repeat of the job finds it. */
export const JOB_EVENT = 'kesu_job';

const PAGE = 200;
const PAGES = 5;

const content = (letter: Letter) => ({ text: letter.text, blocks: [...letter.blocks] });

interface Listed {
  readonly ts?: string;
  readonly metadata?: { readonly event_type?: string; readonly event_payload?: object };
}

function isOfJob(message: Listed, jobId: string): boolean {
  const { event_type, event_payload } = message.metadata ?? {};
  return event_type === JOB_EVENT && (event_payload as { job?: unknown } | undefined)?.job === jobId;
}

/** The message a job posted before, if it did. A channel is searched from its newest message, a thread from its head, 1,000 deep. */
export async function postedByJob(client: webApi.WebClient, target: Target, jobId: string): Promise<MessageRef | null> {
  let cursor: string | undefined;
  for (let page = 0; page < PAGES; page++) {
    const common = { channel: target.channel, limit: PAGE, include_all_metadata: true, ...(cursor ? { cursor } : {}) };
    const answer =
      target.threadTs === null
        ? await client.conversations.history(common)
        : await client.conversations.replies({ ...common, ts: target.threadTs });
    const messages: readonly Listed[] = answer.messages ?? [];
    const found = messages.find((message) => isOfJob(message, jobId));
    if (found?.ts !== undefined) return messageRef(target.channel, found.ts);
    cursor = answer.response_metadata?.next_cursor || undefined;
    // The newest two pages of a channel reach further back than any repeat of a job.
    if (!cursor || (target.threadTs === null && page >= 1)) return null;
  }
  return null;
}

/** Changes a message in place. */
export async function change(client: webApi.WebClient, ref: MessageRef, letter: Letter): Promise<void> {
  const { channel, ts } = slackMessage(ref);
  await client.chat.update({ channel, ts, ...content(letter) });
}

/**
 * Posts a message once a job, however often it is asked: chat.postMessage is not idempotent, a call that timed out may have gone through,
 * and a job may have been begun by a process that is dead now. So the place is searched for the job's mark first.
 */
export async function postOnce(
  client: webApi.WebClient,
  target: Target,
  letter: Letter,
  jobId: string,
): Promise<{ readonly ref: MessageRef; readonly before: boolean }> {
  const before = await postedByJob(client, target, jobId);
  if (before) return { ref: before, before: true };
  const posted = await client.chat.postMessage({
    channel: target.channel,
    ...(target.threadTs === null ? {} : { thread_ts: target.threadTs }),
    ...content(letter),
    metadata: { event_type: JOB_EVENT, event_payload: { job: jobId } },
    unfurl_links: false,
    unfurl_media: false,
  });
  if (posted.ts === undefined) throw new Error('chat.postMessage answered without a timestamp');
  return { ref: messageRef(posted.channel ?? target.channel, posted.ts), before: false };
}

/** Runs an attempt to show something; refusals that a retry must know of come back as outcomes, faults are thrown. */
export async function shownOrWhy<T = ShowOutcome>(
  now: () => Date,
  attempt: () => Promise<T>,
): Promise<T | Extract<ShowOutcome, { readonly type: 'gone' | 'later' }>> {
  try {
    return await attempt();
  } catch (error) {
    const seconds = retryAfterSeconds(error);
    if (seconds !== null) {
      return { type: 'later', until: new Date(now().getTime() + Math.max(1, seconds) * 1000), why: 'rate limited' };
    }
    if (isGone(error)) return { type: 'gone', why: slackWord(error) ?? 'gone' };
    throw error;
  }
}
