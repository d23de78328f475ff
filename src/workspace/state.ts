import type { PlainTextElement } from '@slack/types';
import type { InputValues } from './verbs.ts';

/** Any JSON object of Slack's whose inside the workspace only passes along. */
export type Json = Record<string, unknown>;

/** A person or the bot. */
export interface UserRecord {
  id: string;
  name: string;
  realName: string;
  title: string;
  email: string;
  isBot: boolean;
  /** A deactivated account. */
  deleted?: boolean;
  /** Unix seconds of the last change of the account. */
  updated?: number;
}

/** A channel or a direct message. Its messages lie in `WorkspaceState.messages`. */
export interface ChannelRecord {
  id: string;
  name: string;
  topic: string;
  topicBy: string;
  topicAt: number;
  purpose?: { value: string; creator: string; last_set: number };
  kind: 'public' | 'private' | 'im' | 'mpim';
  members: string[];
  creator: string;
  /** Unix seconds. */
  created: number;
  archived: boolean;
  lastRead: Record<string, string>;
  pins: { ts: string; by: string; at: number }[];
}

/** One message as stored; `shapes.ts` turns it into Slack's JSON. */
export interface MessageRecord {
  ts: string;
  channel: string;
  user: string;
  text: string;
  threadTs?: string;
  broadcast?: boolean;
  subtype?: string;
  blocks?: Json[];
  attachments?: Json[];
  files: string[];
  reactions: { name: string; users: string[] }[];
  edited?: { user: string; ts: string };
  metadata?: Json;
  clientMsgId?: string;
  /** Set on what the bot posts. */
  botId?: string;
  /** A name the app chose for one post (chat:write.customize). */
  username?: string;
  icons?: Json;
  ephemeralTo?: string;
  inviter?: string;
  topic?: string;
  purpose?: string;
}

/** A file's card; the bytes lie in the file store. */
export interface FileRecord {
  id: string;
  name: string;
  title: string;
  mimetype: string;
  size: number;
  user: string;
  created: number;
  altText?: string;
  shares: { channel: string; ts: string; threadTs?: string }[];
  /** False between files.getUploadURLExternal and files.completeUploadExternal. */
  complete: boolean;
}

/** An open modal or a published home tab. */
export interface ViewRecord {
  id: string;
  user: string;
  type: 'modal' | 'home';
  blocks: Json[];
  title: PlainTextElement | null;
  submit: PlainTextElement | null;
  close: PlainTextElement | null;
  callbackId: string;
  privateMetadata: string;
  externalId: string;
  clearOnClose: boolean;
  notifyOnClose: boolean;
  submitDisabled: boolean;
  hash: string;
  rootId: string;
  previousId: string | null;
  /** What the person has entered so far; file inputs hold file ids. */
  values: InputValues;
}

/** A message that waits for its hour (chat.scheduleMessage). */
export interface ScheduledRecord {
  id: string;
  channel: string;
  postAt: number;
  created: number;
  draft: { text: string; blocks?: Json[]; attachments?: Json[]; threadTs?: string; metadata?: Json };
}

/** Everything that survives a restart. Plain JSON. */
export interface WorkspaceState {
  version: 1;
  team: { id: string; name: string; domain: string };
  app: { id: string; botId: string; botUserId: string };
  secrets: { botToken: string; appToken: string; signingSecret: string; verificationToken: string };
  lastMicros: number;
  users: UserRecord[];
  channels: ChannelRecord[];
  messages: Record<string, MessageRecord[]>;
  files: Record<string, FileRecord>;
  modals: Record<string, ViewRecord[]>;
  homes: Record<string, ViewRecord>;
  scheduled: ScheduledRecord[];
}

/** The next message timestamp: from the clock, and never the same twice in one workspace. */
export function nextTs(state: WorkspaceState, nowMs: number): string {
  const micros = Math.max(Math.floor(nowMs * 1000), state.lastMicros + 1);
  state.lastMicros = micros;
  return `${Math.floor(micros / 1_000_000)}.${String(micros % 1_000_000).padStart(6, '0')}`;
}

/** A message by its timestamp; messages are kept in order, so this halves its way there. */
export function findMessage(state: WorkspaceState, channel: string, ts: string): MessageRecord | undefined {
  const list = state.messages[channel] ?? [];
  let low = 0;
  let high = list.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = list[middle];
    if (!found) return undefined;
    if (found.ts === ts) return found;
    if (found.ts < ts) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
}

/** Replies to one root, oldest first, without what only one person saw. */
export function repliesOf(state: WorkspaceState, channel: string, rootTs: string): MessageRecord[] {
  const list = state.messages[channel] ?? [];
  return list.filter((m) => m.threadTs === rootTs && m.ts !== rootTs && m.ephemeralTo === undefined);
}
