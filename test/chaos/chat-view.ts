import { TRIAL_PEOPLE } from '../../src/trial.ts';
import type { Ground } from './ground.ts';

/*
 * What the chat shows: every message of the desk, read as an app reads it (conversations.history and conversations.replies).
 */

/** One message of the desk. */
export interface ShownMessage {
  readonly channel: string;
  readonly ts: string;
  readonly threadTs: string | null;
  readonly text: string;
  readonly blocks: readonly unknown[];
  /** The job that posted it; null for an answer that no job stands behind. */
  readonly job: string | null;
}

export interface ChatView {
  readonly messages: readonly ShownMessage[];
}

interface Raw {
  readonly ts: string;
  readonly thread_ts?: string;
  readonly text?: string;
  readonly bot_id?: string;
  readonly blocks?: readonly unknown[];
  readonly reply_count?: number;
  readonly metadata?: { readonly event_payload?: { readonly job?: string } };
}

const PAGE = '200';
/** Slack's limits are of the moved clock. */
const WAIT_MS = 61_000;

/** Everything the desk has posted. */
export async function readChat(ground: Ground): Promise<ChatView> {
  const places = [...ground.channels, 'CMAJOR', ...directMessages(ground)];
  const found: ShownMessage[] = [];
  for (const channel of places) {
    const heads = await pages(ground, 'conversations.history', { channel });
    const threads = heads.filter((head) => (head.reply_count ?? 0) > 0);
    const replies: Raw[] = [];
    for (const { ts } of threads) {
      const thread = await pages(ground, 'conversations.replies', { channel, ts });
      replies.push(...thread.filter((reply) => reply.ts !== ts));
    }
    found.push(...[...heads, ...replies].filter((m) => m.bot_id !== undefined).map((m) => shown(channel, m)));
  }
  return { messages: found };
}

const shown = (channel: string, { ts, thread_ts, text = '', blocks = [], metadata }: Raw): ShownMessage => ({
  channel,
  ts,
  threadTs: thread_ts ?? null,
  text,
  blocks,
  job: metadata?.event_payload?.job ?? null,
});

function directMessages({ workspace }: Ground): readonly string[] {
  return TRIAL_PEOPLE.flatMap(({ id }) =>
    workspace
      .state(id)
      .channels.filter((channel) => channel.kind === 'im' && channel.imUser === workspace.botUserId)
      .map((channel) => channel.id),
  );
}

async function pages(ground: Ground, method: string, args: Record<string, string>): Promise<Raw[]> {
  const all: Raw[] = [];
  let cursor = '';
  do {
    const answer = await call(ground, method, { ...args, limit: PAGE, include_all_metadata: 'true', cursor });
    all.push(...answer.messages);
    cursor = answer.response_metadata?.next_cursor ?? '';
  } while (cursor !== '');
  return all;
}

interface Answer {
  readonly ok: boolean;
  readonly error?: string;
  readonly messages: readonly Raw[];
  readonly response_metadata?: { readonly next_cursor?: string };
}

async function call({ workspace, clock }: Ground, method: string, args: Record<string, string>): Promise<Answer> {
  for (;;) {
    const response = await fetch(`${workspace.apiUrl}${method}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${workspace.botToken}` },
      body: new URLSearchParams(args),
    });
    if (response.status === 429) {
      clock.jump(WAIT_MS);
      continue;
    }
    const answer = (await response.json()) as Answer;
    if (!answer.ok) throw new Error(`${method}: ${answer.error}`);
    return answer;
  }
}
