import type { KnownBlock, View } from '@slack/types';

/*
 * What a person can do in the local workspace, and what they see. The page (over HTTP) and the tests (in process) use the same verbs:
 *   POST /_ui/act          body: Act             → ActResult
 *   GET  /_ui/state?as=U   → UiState             everything around the conversation
 *   GET  /_ui/messages?as=U&channel=C[&thread_ts=T] → UiMessage[]  oldest first; root messages, or one thread with its root
 *   GET  /_ui/home?as=U    → { view: View | null }
 *   GET  /_ui/view?as=U    → { view: UiView | null }   the top of that person's modal stack
 *   POST /_ui/fault        body: Fault, or { clear: true }
 *   GET  /_ui/trace?after=N → TraceEntry[]
 *   GET  /_ui/events?as=U  server-sent events; `data: {"changed": true}` whenever anything above may look different for that person
 */

/** One thing a person does. `as` is the acting user's id. Answers arrive as ActResult; nothing here throws for a user's mistake. */
export type Act =
  | { verb: 'message'; as: string; channel: string; text: string; threadTs?: string; files?: NewFile[] }
  | { verb: 'edit'; as: string; channel: string; ts: string; text: string }
  | { verb: 'delete'; as: string; channel: string; ts: string }
  | { verb: 'react'; as: string; channel: string; ts: string; name: string; remove?: boolean }
  | { verb: 'command'; as: string; channel: string; command: string; text: string; threadTs?: string }
  | { verb: 'message_shortcut'; as: string; channel: string; ts: string; callbackId: string }
  | { verb: 'global_shortcut'; as: string; callbackId: string }
  /** A press or a choice in a message or a view. `value` is what the element holds after it (see ElementValue). */
  | { verb: 'action'; as: string; in: ActionPlace; blockId: string; actionId: string; value?: ElementValue }
  /** What was typed or chosen in inputs of a message or a view, by block id and action id; sent along as `state.values`. */
  | { verb: 'submit'; as: string; viewId: string; values: InputValues }
  | { verb: 'close'; as: string; viewId: string }
  | { verb: 'suggest'; as: string; in: ActionPlace; blockId: string; actionId: string; query: string }
  | { verb: 'open_home'; as: string }
  /** Opens (or finds) the direct message between this person and another person or the bot. */
  | { verb: 'open_dm'; as: string; user: string }
  | { verb: 'read'; as: string; channel: string; ts: string }
  | { verb: 'join'; as: string; channel: string; user: string }
  | { verb: 'leave'; as: string; channel: string; user: string }
  /** An administrator's act: closes somebody else's account. They are signed out and out of every channel, and can do nothing; the app hears `user_change`. */
  | { verb: 'deactivate_person'; as: string; user: string }
  /** Opens the account again. Slack does not bring the person back into their channels. */
  | { verb: 'reactivate_person'; as: string; user: string };

export type ActionPlace = ({ message: { channel: string; ts: string } } | { view: string }) & { values?: InputValues };

export interface NewFile {
  name: string;
  mimetype: string;
  /** base64 */
  content: string;
}

/**
 * Text for text inputs (a number too goes as text), an option value for selects and radios, several for multi-selects and checkboxes,
 * ids for user and channel pickers, `YYYY-MM-DD` for date pickers, `HH:mm` for time pickers, unix seconds for datetime pickers,
 * file ids for file inputs (send NewFile).
 */
export type ElementValue = string | readonly string[] | number | null | readonly NewFile[];
export type InputValues = Record<string, Record<string, ElementValue>>;

export type ActResult =
  | { ok: true; ts?: string; channel?: string; viewId?: string; options?: unknown[] }
  /** `error` is a word (`not_in_channel`, `app_did_not_respond`, `trigger_expired` …); `message` is for a person to read. */
  | { ok: false; error: string; message: string }
  /** A modal's own field errors, by block id. */
  | { ok: false; error: 'view_errors'; message: string; errors: Record<string, string> };

export interface UiUser {
  id: string;
  name: string;
  realName: string;
  title: string;
  email: string;
  isBot: boolean;
  /** A deactivated account; its messages stay. */
  deleted: boolean;
}

export interface UiChannel {
  id: string;
  name: string;
  topic: string;
  kind: 'public' | 'private' | 'im';
  isMember: boolean;
  members: string[];
  /** The other party of a direct message. */
  imUser?: string;
  unread: number;
  mentions: number;
  lastReadTs: string;
}

export interface UiState {
  now: number;
  team: { id: string; name: string; domain: string };
  bot: { userId: string; botId: string; name: string };
  /** True when an app process is connected (a live socket, or a request URL that answers). */
  appConnected: boolean;
  commands: { command: string; description: string; usageHint: string }[];
  messageShortcuts: { callbackId: string; name: string }[];
  globalShortcuts: { callbackId: string; name: string }[];
  hasHome: boolean;
  users: UiUser[];
  channels: UiChannel[];
  /** "Try this": sample posts for a newcomer. */
  hints: { title: string; text: string; channel: string }[];
}

export interface UiFile {
  id: string;
  name: string;
  mimetype: string;
  size: number;
  url: string;
}

export interface UiMessage {
  ts: string;
  threadTs?: string;
  user: string;
  text: string;
  blocks?: KnownBlock[] | Record<string, unknown>[];
  files: UiFile[];
  reactions: { name: string; users: string[] }[];
  replyCount: number;
  replyUsers: string[];
  latestReply?: string;
  edited: boolean;
  /** Only the asker sees it. */
  ephemeral: boolean;
}

export interface UiView {
  id: string;
  /** How many modals lie below this one. */
  depth: number;
  view: View;
}

export interface TraceEntry {
  n: number;
  at: number;
  /** `call`: the app called a Web API method. `delivery`: the workspace delivered an event, a click, a command … */
  kind: 'call' | 'delivery' | 'ack' | 'socket' | 'fault';
  name: string;
  ok: boolean;
  ms: number;
  note: string;
  request: unknown;
  response: unknown;
}
