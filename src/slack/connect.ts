import { createServer, type Server } from 'node:http';
import { App } from '@slack/bolt';
import type { Logger } from '../log.ts';
import type { Ports } from '../ports.ts';
import type { Wording } from '../wording/wording.ts';
import { ackAfterStore, type EventWatch, type Gate, isStoredFirst } from './ack-after-store.ts';
import { besideSlack } from './beside.ts';
import { boltLogger } from './bolt-logger.ts';
import { clientOptions, type Slack } from './clients.ts';
import type { Desk } from './desk.ts';
import { rememberedNames } from './plain-text.ts';
import { httpLine, type Line, queryOf, type Respond, socketLine } from './receivers.ts';
import { userRef } from './refs.ts';
import { register } from './register.ts';
import { createReturnAddresses } from './return-addresses.ts';

/** How the connection to Slack is. */
export interface SlackHealth {
  readonly ok: boolean;
  readonly transport: 'socket' | 'http';
  /** Lines that are up, of `lines`. One of two is enough. */
  readonly up: number;
  readonly lines: number;
  readonly lastEventAt: string | null;
}

/** The running listeners. */
export interface SlackConnection {
  start(): Promise<void>;
  /** Takes no more events, waits for the running handlers (8 s at most), hangs up. */
  stop(): Promise<void>;
  /** Resolves when what came so far has been answered (8 s at most). */
  handled(): Promise<unknown>;
  health(): SlackHealth;
}

/** Socket Mode with an app token, two connections so that Slack may refresh one without a gap (slack.md §3.3); else HTTP. */
const SOCKETS = 2;
const DRAIN_MS = 8_000;
const HANG_UP_MS = 3_000;
const CLIENT_TIMEOUT_MS = 2_500;

/** Wires the listeners to Slack. Nothing is sent or received before `start`. */
export function connectSlack(deps: {
  readonly slack: Slack;
  readonly ports: Ports;
  readonly w: Wording;
  readonly log: Logger;
  /** What else /healthz tells, and whether that is well. */
  readonly alsoHealthy?: () => Promise<{ readonly ok: boolean }>;
  /** What /metrics answers, in Prometheus' text format. */
  readonly metrics?: () => Promise<string>;
  /** Stands around everything that comes from Slack. */
  readonly watch?: EventWatch;
}): SlackConnection {
  const { slack, ports, log } = deps;
  const { config } = slack;
  const now = () => ports.clock.now();
  const nameOf = rememberedNames(async (id) => (await ports.chat.profile(userRef(id)))?.name ?? null, now);
  const desk: Desk = { ...deps, nameOf, addresses: createReturnAddresses(now) };
  const whole = async () => {
    const also = (await deps.alsoHealthy?.()) ?? { ok: true };
    return { ...health(), ...also, ok: health().ok && also.ok };
  };
  const beside = besideSlack(whole, deps.metrics, log);
  const lines = linesOf(slack, log, beside);
  const apps = lines.map((line) => createApp(slack, line, log));
  for (const app of apps) register(app, desk);
  const gate = ackAfterStore(apps, now, deps.watch);
  const health = (): SlackHealth => healthOf(lines, gate, config.appToken === undefined ? 'http' : 'socket');
  let doctor: Server | null = null;
  return {
    start: async () => {
      for (const app of apps) await app.init();
      await startAll(lines);
      if (config.appToken !== undefined && config.port !== undefined) {
        doctor = await listen(besideServer(beside), config.port, config.host ?? '0.0.0.0');
      }
    },
    handled: () => gate.drained(DRAIN_MS),
    stop: async () => {
      gate.close();
      if (!(await gate.drained(DRAIN_MS))) log.warn({ mod: 'slack' }, 'stopped while handlers were still running');
      doctor?.close();
      await within(HANG_UP_MS, Promise.allSettled(lines.map((line) => line.stop())));
    },
    health,
  };
}

function linesOf(slack: Slack, log: Logger, beside: Readonly<Record<string, Respond>>): readonly Line[] {
  const { appToken, signingSecret, port, ...rest } = slack.config;
  if (appToken !== undefined) return Array.from({ length: SOCKETS }, () => socketLine(slack.config, appToken, log));
  if (signingSecret === undefined || port === undefined) {
    throw new Error('Slack over HTTP needs a signing secret and a port; Socket Mode needs an app token');
  }
  return [httpLine({ ...rest, signingSecret, port }, log, beside)];
}

/** Bolt as the desk uses it, without listeners yet. */
export function createApp(slack: Slack, line: Pick<Line, 'receiver'>, log: Logger): App {
  const app = new App({
    token: slack.config.botToken,
    // Known from openSlack's auth.test, so that Bolt asks no more.
    botId: slack.identity.botId,
    botUserId: slack.identity.botUserId,
    tokenVerificationEnabled: false,
    receiver: line.receiver,
    deferInitialization: true,
    convoStore: false,
    extendedErrorHandler: true,
    logger: boltLogger(log),
    clientOptions: clientOptions(slack.config, log, CLIENT_TIMEOUT_MS),
  });
  const failed = async ({ error, body }: ErrorFacts): Promise<void> => {
    log.error({ mod: 'slack', err: error.original ?? error }, 'a Slack listener failed');
    // Unacknowledged, Slack sends a message again; anything else was answered already.
    if (isStoredFirst(body)) throw error;
  };
  app.error(failed as Parameters<App['error']>[0]);
  return app;
}

/** What Bolt tells an extended error handler; it exports no type for it. */
interface ErrorFacts {
  readonly error: Error & { readonly original?: Error };
  readonly body: unknown;
}

const healthOf = (lines: readonly Line[], gate: Gate, transport: SlackHealth['transport']): SlackHealth => {
  const up = lines.filter((line) => line.isUp()).length;
  return { ok: up > 0, transport, up, lines: lines.length, lastEventAt: gate.lastEventAt()?.toISOString() ?? null };
};

/** Bolt's own server for Socket Mode listens on every interface and cannot be told otherwise, hence this one. */
const besideServer = (beside: Readonly<Record<string, Respond>>): Server =>
  createServer((request, response) => {
    const path = request.url?.split('?')[0] ?? '';
    const respond = Object.hasOwn(beside, path) ? beside[path] : undefined;
    if (respond) respond(response, queryOf(request.url));
    else response.writeHead(404).end();
  });

const listen = (server: Server, port: number, host: string): Promise<Server> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(server));
  });

/** All lines or none: one that Slack refuses takes the others down, so that a failed start leaves nothing running. */
async function startAll(lines: readonly Line[]): Promise<void> {
  const started = await Promise.allSettled(lines.map((line) => line.start()));
  const failure = started.find((result) => result.status === 'rejected');
  if (!failure) return;
  await within(HANG_UP_MS, Promise.allSettled(lines.map((line) => line.stop())));
  throw failure.reason;
}

async function within(limitMs: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, limitMs);
  });
  await Promise.race([work, late]);
  clearTimeout(timer);
}
