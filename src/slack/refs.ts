import type { ChatUserRef, FileRef, MessageRef, PlaceRef } from '../domain/ids.ts';

/*
 * How Slack's ids are written as the opaque references of the domain:
 *   place   slack:C123            user  slack:U123            file  slack:F123
 *   message slack:C123:1700000000.000100
 */

const SCHEME = 'slack:';
const ID = /^slack:([A-Z0-9]{2,})$/;
const MESSAGE = /^slack:([A-Z0-9]{2,}):(\d+\.\d+)$/;

export const placeRef = (channel: string): PlaceRef => `${SCHEME}${channel}` as PlaceRef;
export const userRef = (user: string): ChatUserRef => `${SCHEME}${user}` as ChatUserRef;
export const fileRef = (file: string): FileRef => `${SCHEME}${file}` as FileRef;
export const messageRef = (channel: string, ts: string): MessageRef => `${SCHEME}${channel}:${ts}` as MessageRef;

/** The Slack id inside a place, user or file reference; throws on a reference of another chat, which is a fault of ours. */
export function slackId(ref: PlaceRef | ChatUserRef | FileRef): string {
  const id = ID.exec(ref)?.[1];
  if (id === undefined) throw new Error(`not a Slack reference: ${ref}`);
  return id;
}

/** Channel and timestamp of a message reference, or null when the string is none. */
export function parseMessageRef(ref: string): { readonly channel: string; readonly ts: string } | null {
  const [, channel, ts] = MESSAGE.exec(ref) ?? [];
  return channel === undefined || ts === undefined ? null : { channel, ts };
}

/** Channel and timestamp of a message reference; throws on a reference of another chat. */
export function slackMessage(ref: MessageRef): { readonly channel: string; readonly ts: string } {
  const found = parseMessageRef(ref);
  if (!found) throw new Error(`not a Slack message: ${ref}`);
  return found;
}

/** The instant in a Slack timestamp, which counts seconds with six decimals. */
export const instantOfTs = (ts: string): string => new Date(Math.floor(Number(ts) * 1000)).toISOString();
