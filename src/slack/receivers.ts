import { HTTPReceiver, type Receiver, SocketModeReceiver } from '@slack/bolt';
import type { Logger } from '../log.ts';
import { boltLogger } from './bolt-logger.ts';
import { clientOptions, type SlackConfig } from './clients.ts';

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

/** Slack allows five minutes either way; Bolt checks only the past (slack.md §3.3: "1 h in the future → accepted"). */
const MAX_AHEAD_S = 5 * 60;

/** Events over HTTP, on `/slack/events`; `/healthz` beside it. */
export function httpLine(
  config: SlackConfig & { readonly signingSecret: string; readonly port: number },
  log: Logger,
  healthz: (respond: {
    writeHead(status: number, headers: Record<string, string>): unknown;
    end(body: string): unknown;
  }) => void,
): Line {
  const receiver = new HTTPReceiver({
    signingSecret: config.signingSecret,
    logger: boltLogger(log, 'slack-http'),
    customRoutes: [{ path: '/healthz', method: ['GET'], handler: (_request, response) => healthz(response) }],
  });
  const listener = receiver.requestListener;
  // HTTPReceiver calls `this.requestListener` for every request, so the check stands in front of everything Bolt does.
  receiver.requestListener = (request, response) => {
    const sent = Number(request.headers['x-slack-request-timestamp'] ?? 0);
    if (sent > Date.now() / 1000 + MAX_AHEAD_S) {
      log.warn({ mod: 'slack-http' }, 'a request dated in the future was refused');
      response.writeHead(401).end();
      return;
    }
    listener(request, response);
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
