import { createHmac } from 'node:crypto';
import type { Parcel, Reply } from './parcel.ts';
import type { Json } from './state.ts';

/** Slack's v0 signature over a body. */
export function signature(signingSecret: string, timestamp: number, body: string): string {
  return `v0=${createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
}

/** The body as Slack sends it: JSON for events, a form for commands, a form with one `payload` field for the rest. */
export function encodeParcel(parcel: Parcel): { contentType: string; body: string } {
  if (parcel.kind === 'events_api') return { contentType: 'application/json', body: JSON.stringify(parcel.body) };
  const fields =
    parcel.kind === 'slash_commands'
      ? new URLSearchParams(Object.entries(parcel.body).map(([k, v]): [string, string] => [k, String(v)]))
      : new URLSearchParams({ payload: JSON.stringify(parcel.body) });
  // Exactly this type, without a charset: Bolt compares the whole string.
  return { contentType: 'application/x-www-form-urlencoded', body: fields.toString() };
}

/** One signed request to the app's request URL. The timestamp is real time: the app checks it against its own clock. */
export async function postParcel(url: string, signingSecret: string, parcel: Parcel, limitMs: number): Promise<Reply> {
  const { contentType, body } = encodeParcel(parcel);
  const timestamp = Math.floor(Date.now() / 1000);
  const headers: Record<string, string> = {
    'content-type': contentType,
    'user-agent': 'Slackbot 1.0 (local workspace)',
    'x-slack-request-timestamp': String(timestamp),
    'x-slack-signature': signature(signingSecret, timestamp, body),
  };
  if (parcel.retry && parcel.retry.attempt > 0) {
    headers['x-slack-retry-num'] = String(parcel.retry.attempt);
    headers['x-slack-retry-reason'] = parcel.retry.reason;
  }
  try {
    const response = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(limitMs) });
    const text = await response.text();
    if (response.ok) return { ok: true, payload: readAnswer(text) };
    const noRetry = response.headers.get('x-slack-no-retry') === '1';
    return { ok: false, reason: 'http_error', noRetry, note: `HTTP ${response.status}` };
  } catch (error) {
    if (error instanceof Error && error.name === 'TimeoutError') {
      return { ok: false, reason: 'http_timeout', noRetry: false, note: `no answer in ${limitMs} ms` };
    }
    const note = error instanceof Error ? error.message : 'the connection failed';
    return { ok: false, reason: 'connection_failed', noRetry: false, note };
  }
}

function readAnswer(text: string): Json {
  if (text === '') return {};
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed as Json;
  } catch {
    // A plain text answer to a command.
  }
  return { text };
}
