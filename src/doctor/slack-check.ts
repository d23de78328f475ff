import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Config } from '../config.ts';
import type { PlaceRef } from '../domain/ids.ts';
import { PLACE_PURPOSES } from '../domain/place.ts';
import type { Logger } from '../log.ts';
import type { Ports } from '../ports.ts';
import { lookAtAppToken, lookAtBotToken, lookAtChannel } from '../slack/check-up.ts';
import type { SlackConfig } from '../slack/clients.ts';
import { slackId } from '../slack/refs.ts';
import { type Finding, note, ok, wrong } from './finding.ts';
import type { SlackWords } from './slack-words.ts';

const manifestSchema = z.object({ oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }) });

/** The scopes that the app's manifest asks for. */
export const scopesOf = (manifestFile: string): readonly string[] =>
  manifestSchema.parse(JSON.parse(readFileSync(manifestFile, 'utf8'))).oauth_config.scopes.bot;

/** Slack's own are 32 hexadecimal digits; another server's may be anything. */
const SIGNING_SECRET = /^[0-9a-f]{32}$/;

/** Null where no tokens are set. */
export function slackConfigOf({ slack, slackApiUrl }: Pick<Config, 'slack' | 'slackApiUrl'>): SlackConfig | null {
  if (slack.mode === 'workspace') return null;
  const api = slackApiUrl ? { apiUrl: slackApiUrl } : {};
  const { botToken } = slack;
  if (slack.mode === 'socket') return { botToken, appToken: slack.appToken, ...api };
  return { botToken, signingSecret: slack.signingSecret, ...api };
}

/** The tokens and what they may do. `wanted`: the manifest's scopes. Nothing is posted. */
export async function checkSlack(
  config: SlackConfig,
  wanted: readonly string[],
  w: SlackWords,
  log: Logger,
): Promise<readonly Finding[]> {
  const look = await lookAtBotToken(config, log);
  if (!look.ok) return [wrong(look.why === 'unreachable' ? w.unreachable(look.why) : w.tokenRefused(look.why))];
  const { scopes } = look;
  const missing = wanted.filter((scope) => !scopes?.includes(scope));
  const compared = missing.length > 0 ? wrong(w.scopesMissing(missing)) : ok(w.scopes(wanted.length));
  return [
    ok(w.token(look.bot, look.team)),
    scopes === null ? note(w.scopesUnknown) : compared,
    await checkWayIn(config, w, log),
  ];
}

/** A secret that was cut while it was copied looks unlike Slack's. */
export const checkSigning = (
  { signingSecret = '', apiUrl }: Pick<SlackConfig, 'signingSecret' | 'apiUrl'>,
  w: SlackWords,
): Finding => (apiUrl === undefined && !SIGNING_SECRET.test(signingSecret) ? wrong(w.signingOdd) : ok(w.signing));

async function checkWayIn(config: SlackConfig, w: SlackWords, log: Logger): Promise<Finding> {
  if (config.appToken === undefined) return checkSigning(config, w);
  const why = await lookAtAppToken(config.appToken, config, log);
  if (why === null) return ok(w.appToken);
  return wrong(why === 'unreachable' ? w.unreachable(why) : w.appTokenRefused(why));
}

/** Whether the bot is inside every channel that has a purpose. */
export async function checkChannels(
  places: Ports['places'],
  config: SlackConfig,
  w: SlackWords,
  log: Logger,
): Promise<readonly Finding[]> {
  const marked = await Promise.all(PLACE_PURPOSES.map((purpose) => places.withPurpose(purpose)));
  const findings: Finding[] = [];
  if ((await places.withPurpose('complaints')).length === 0) findings.push(wrong(w.noChannel));
  for (const place of marked.flat()) findings.push(await checkChannel(place, config, w, log));
  return findings;
}

async function checkChannel(place: PlaceRef, config: SlackConfig, w: SlackWords, log: Logger): Promise<Finding> {
  const look = await lookAtChannel(place, config, log);
  switch (look.type) {
    case 'in':
      return ok(w.channel(look.name));
    case 'out':
      return wrong(w.channelOut(look.name));
    case 'archived':
      return wrong(w.channelArchived(look.name));
    case 'gone':
      return wrong(w.channelGone(slackId(place)));
    case 'unknown':
      return wrong(w.channelUnknown(slackId(place), look.why));
  }
}
