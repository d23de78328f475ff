import { webApi } from '@slack/bolt';
import type { PlaceRef } from '../domain/ids.ts';
import type { Logger } from '../log.ts';
import { clientOptions, type SlackConfig } from './clients.ts';
import { slackWord } from './failures.ts';
import { slackId } from './refs.ts';

/** What Slack says of a token; `scopes` is null where it does not tell them. `why`: Slack's word, or `unreachable`. */
export type TokenLook =
  | { readonly ok: true; readonly bot: string; readonly team: string; readonly scopes: readonly string[] | null }
  | { readonly ok: false; readonly why: string };

/** Whether the desk is inside a channel. */
export type ChannelLook =
  | { readonly type: 'in' | 'out' | 'archived'; readonly name: string }
  | { readonly type: 'gone' }
  | { readonly type: 'unknown'; readonly why: string };

const TIMEOUT_MS = 10_000;

const whyOf = (error: unknown): string => slackWord(error) ?? 'unreachable';

const clientFor = (token: string, config: SlackConfig, log: Logger): webApi.WebClient =>
  new webApi.WebClient(token, clientOptions(config, log, TIMEOUT_MS));

/** Asks who the bot token is (auth.test; the scopes stand in the answer's x-oauth-scopes). */
export async function lookAtBotToken(config: SlackConfig, log: Logger): Promise<TokenLook> {
  try {
    const { user, team, response_metadata } = await clientFor(config.botToken, config, log).auth.test();
    return { ok: true, bot: user ?? '', team: team ?? '', scopes: response_metadata?.scopes ?? null };
  } catch (error) {
    return { ok: false, why: whyOf(error) };
  }
}

/** Asks for a Socket Mode address, which is not used; null when the app-level token gets one, else why not. */
export async function lookAtAppToken(appToken: string, config: SlackConfig, log: Logger): Promise<string | null> {
  try {
    await clientFor(appToken, config, log).apps.connections.open();
    return null;
  } catch (error) {
    return whyOf(error);
  }
}

export async function lookAtChannel(place: PlaceRef, config: SlackConfig, log: Logger): Promise<ChannelLook> {
  const id = slackId(place);
  try {
    const { channel } = await clientFor(config.botToken, config, log).conversations.info({ channel: id });
    const name = channel?.name ?? id;
    if (channel?.is_archived) return { type: 'archived', name };
    // A private channel answers only those inside.
    return { type: channel?.is_member || channel?.is_im ? 'in' : 'out', name };
  } catch (error) {
    const why = whyOf(error);
    return why === 'channel_not_found' ? { type: 'gone' } : { type: 'unknown', why };
  }
}
