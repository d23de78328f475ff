import { HTTPReceiver, type Receiver, SocketModeReceiver } from '@slack/bolt';
import type { Logger } from '../log.ts';
import { boltLogger } from './bolt-logger.ts';
import { clientOptions, type SlackConfig } from './clients.ts';
import { signedDoor } from './signed-request.ts';

/** A way events come in, with what /healthz wants to know of it. */
export interface Line {
  readonly receiver: Receiver;
  start(): Promise<unknown>;
  stop(): Promise<unknown>;
  isUp(): boolean;
}

const OPEN_TIMEOUT_MS = 10_000;

/**
 * One Socket Mode connection. Its client gets options of its own: Bolt writes into them. A lost connection is looked for again every
 * 30 s at the longest, for as long as it takes; giving up would be an unhandled rejection inside the socket client.
 */
export function socketLine(config: SlackConfig, appToken: string, log: Logger): Line {
  const receiver = new SocketModeReceiver({
    appToken,
    logger: boltLogger(log, 'slack-socket'),
    installerOptions: {
      clientOptions: {
        ...clientOptions(config, log, OPEN_TIMEOUT_MS),
        rejectRateLimitedCalls: false,
        retryConfig: { retries: 100_000, factor: 1.5, minTimeout: 500, maxTimeout: 30_000, randomize: true },
      },
    },
  });
  return {
    receiver,
    start: () => receiver.start(),
    // SocketModeReceiver.stop() resolves before the socket is closed; the client's own promise waits for it.
    stop: () => receiver.client.disconnect(),
    isUp: () => receiver.client.websocket?.isActive() ?? false,
  };
}

/** Where Slack sends everything in HTTP mode. */
const EVENTS_PATH = '/slack/events';

/** Answers a GET request of its own path; `query` is what stands behind the question mark. */
export type Respond = (
  response: { writeHead(status: number, headers: Record<string, string>): unknown; end(body: string): unknown },
  query: string,
) => void;

/** What stands behind the question mark of a request's address. */
export const queryOf = (url: string | undefined): string => url?.split('?')[1] ?? '';

/** Events over HTTP, on `/slack/events`; what `beside` serves (`/healthz`, `/metrics`) beside it, by path. */
export function httpLine(
  config: SlackConfig & { readonly signingSecret: string; readonly port: number },
  log: Logger,
  beside: Readonly<Record<string, Respond>>,
): Line {
  const receiver = new HTTPReceiver({
    signingSecret: config.signingSecret,
    // Done by the door, which is stricter; nothing reaches Bolt's endpoint past it.
    signatureVerification: false,
    endpoints: EVENTS_PATH,
    logger: boltLogger(log, 'slack-http'),
    customRoutes: Object.entries(beside).map(([path, respond]) => ({
      path,
      method: ['GET'],
      handler: (request, response) => respond(response, queryOf(request.url)),
    })),
  });
  const door = signedDoor(config.signingSecret, () => Date.now() / 1000, log);
  const listener = receiver.requestListener;
  // HTTPReceiver calls `this.requestListener` for every request, so the door stands in front of everything Bolt does.
  receiver.requestListener = (request, response) => {
    if (request.method === 'GET') return listener(request, response);
    door(request, response)
      .then((body) => body && listener(Object.assign(request, { rawBody: body }), response))
      .catch((err) => {
        log.warn({ mod: 'slack-http', err }, 'a request broke off, or went where nothing is');
        response.destroy();
      });
  };
  let up = false;
  return {
    receiver,
    start: async () => {
      await receiver.start({ port: config.port, host: config.host ?? '0.0.0.0' });
      up = true;
    },
    stop: () => {
      up = false;
      return receiver.stop();
    },
    isUp: () => up,
  };
}
