import type { Json } from './state.ts';

/** Something on its way to the app. */
export interface Parcel {
  kind: 'events_api' | 'slash_commands' | 'interactive';
  body: Json;
  retry?: { attempt: number; reason: FailureReason };
}

/** Slack's words for a delivery that failed. */
export type FailureReason = 'http_timeout' | 'http_error' | 'connection_failed';

/** What the app answered within the time limit; a bare text arrives as `{ text }`. */
export type Reply = { ok: true; payload: Json } | { ok: false; reason: FailureReason; noRetry: boolean; note: string };
