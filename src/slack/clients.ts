import { webApi } from '@slack/bolt';
import type { Logger } from '../log.ts';
import { boltLogger } from './bolt-logger.ts';
import { retryAfterSeconds, slackWord } from './failures.ts';

/** How to reach one Slack workspace. */
export interface SlackConfig {
  readonly botToken: string;
  /** `xapp-…`: Socket Mode. Without it events come over HTTP, and the signing secret is needed. */
  readonly appToken?: string;
  readonly signingSecret?: string;
  /** Where `/healthz` (and over HTTP Slack's requests) are answered; over Socket Mode nothing listens without it. */
  readonly port?: number;
  /** Default `0.0.0.0`. */
  readonly host?: string;
  /** Another Web API than Slack's own, e.g. the local workspace's `http://127.0.0.1:4900/api/`. */
  readonly apiUrl?: string;
}

/** Who we are in the workspace, from the one `auth.test` of a start. */
export interface SlackIdentity {
  readonly botId: string;
  readonly botUserId: string;
  /** `https://example.slack.com/`, for links to messages. */
  readonly teamUrl: string;
  /** The workspace, and the organisation it belongs to; who is of neither is a guest of Slack Connect. */
  readonly teamId: string | null;
  readonly enterpriseId: string | null;
}

/** The two Web API clients. Neither sleeps on a 429 nor repeats a call by itself: whoever calls knows whether a repeat is safe. */
export interface SlackClients {
  /** For `views.*` and ephemeral answers: a trigger is dead after 3 s, so is the wait. */
  readonly interactive: webApi.WebClient;
  readonly background: webApi.WebClient;
}

export interface Slack {
  readonly clients: SlackClients;
  readonly identity: SlackIdentity;
  readonly config: SlackConfig;
}

/** Stands around a call to the Web API; `refused` is to be told Slack's word, or why there was no answer. */
export type CallWatch = <T>(method: string, call: (refused: (why: string) => void) => Promise<T>) => Promise<T>;

/** Why a call failed, in a word. */
function refusal(error: unknown): string {
  if (retryAfterSeconds(error) !== null) return 'ratelimited';
  if (error instanceof webApi.WebAPIHTTPError) return `http_${error.statusCode}`;
  return slackWord(error) ?? 'unreachable';
}

/** Every method of a WebClient ends in `apiCall`, and takes the one it finds while it is made: it can only be stood around in a class. */
class WatchedClient extends webApi.WebClient {
  #watch: CallWatch | undefined;

  constructor(token: string, options: webApi.WebClientOptions, watch: CallWatch | undefined) {
    super(token, options);
    this.#watch = watch;
  }

  override apiCall(method: string, options?: Record<string, unknown>): Promise<webApi.WebAPICallResult> {
    const call = () => super.apiCall(method, options);
    if (!this.#watch) return call();
    return this.#watch(method, (refused) =>
      call().catch((error) => {
        refused(refusal(error));
        throw error;
      }),
    );
  }
}

const INTERACTIVE_TIMEOUT_MS = 2_500;
const BACKGROUND_TIMEOUT_MS = 10_000;

/** Options shared by every client. `headers` must never be set here: WebClient writes its token into the object (slack.md §3.3). */
export function clientOptions(config: SlackConfig, log: Logger, timeout: number): webApi.WebClientOptions {
  return {
    ...(config.apiUrl === undefined ? {} : { slackApiUrl: config.apiUrl }),
    logger: boltLogger(log),
    timeout,
    rejectRateLimitedCalls: true,
    retryConfig: { retries: 0 },
  };
}

/** Makes the clients and asks Slack who we are. Throws when the token is refused. */
export async function openSlack(config: SlackConfig, log: Logger, watch?: CallWatch): Promise<Slack> {
  const client = (timeout: number) => new WatchedClient(config.botToken, clientOptions(config, log, timeout), watch);
  const clients = { interactive: client(INTERACTIVE_TIMEOUT_MS), background: client(BACKGROUND_TIMEOUT_MS) };
  const me = await clients.background.auth.test();
  const identity: SlackIdentity = {
    botId: me.bot_id ?? '',
    botUserId: me.user_id ?? '',
    teamUrl: me.url ?? 'https://slack.com/',
    teamId: me.team_id ?? null,
    enterpriseId: me.enterprise_id ?? null,
  };
  return { clients, identity, config };
}
