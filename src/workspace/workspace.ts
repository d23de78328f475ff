/*
 * A Slack workspace on this machine.
 *
 *   manifest.json ─► scopes, subscribed events, commands and shortcuts are enforced as Slack enforces them
 *   /api/<method>              the Web API
 *   /link/                     Socket Mode            ┐ events, clicks, commands, views go to the app one way or the other
 *   → requestUrl               signed HTTP requests   ┘
 *   /commands|/actions|/app/…  response_urls
 *   /upload/v1/…, /files-pri/… file uploads and downloads
 *   /  and  /_ui/*             the page, and what it reads and does (verbs.ts)
 *
 * Drive it from a test with the page's own verbs:
 *   const w = await startWorkspace({ manifest, people, channels });
 *   … start the app with w.botToken, w.appToken and slackApiUrl w.apiUrl …
 *   await w.act({ verb: 'message', as: w.user('wang'), channel: w.channel('投诉'), text: '…' });
 *   await w.quiet();            // until the app has finished answering
 *   w.messages(w.user('wang'), w.channel('投诉'));
 * Give `now` to own the clock; then `await w.tick()` fires what has become due. Acks and signatures run on real time.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { performAct } from './acts.ts';
import { redeliverDue, verifyRequestUrl } from './deliver.ts';
import { deadSubscriptions } from './events.ts';
import type { Fault } from './faults.ts';
import { newWorld, type WorkspaceOptions } from './new-world.ts';
import { PageFeed } from './page-feed.ts';
import { rightHost, route } from './routes.ts';
import type { DisconnectReason } from './socket.ts';
import { uiHome, uiMessages, uiState, uiView } from './ui-state.ts';
import type { Act, ActResult, TraceEntry, UiMessage, UiState, UiView } from './verbs.ts';
import { postDue } from './web-api/chat.ts';
import type { Delivery, World } from './world.ts';

export type { WorkspaceOptions } from './new-world.ts';

/** A running workspace. */
export interface Workspace {
  url: string;
  /** With a slash at the end, as the SDK wants it. */
  apiUrl: string;
  botToken: string;
  appToken: string;
  signingSecret: string;
  botUserId: string;
  act(a: Act): Promise<ActResult>;
  state(as: string): UiState;
  messages(as: string, channel: string, threadTs?: string): UiMessage[];
  home(as: string): (UiView['view'] & { id: string }) | null;
  view(as: string): UiView | null;
  trace(after?: number): TraceEntry[];
  /** A person's id by name or real name. */
  user(name: string): string;
  /** A channel's id by name. */
  channel(name: string): string;
  fault(f: Fault): void;
  clearFaults(): void;
  setDelivery(delivery: Delivery): void;
  /** Slack's url_verification handshake with the request URL. */
  verifyRequestUrl(): Promise<boolean>;
  disconnectSockets(reason: DisconnectReason): void;
  /** Fires what is due by the clock: scheduled messages, redeliveries. */
  tick(): Promise<void>;
  /** Resolves when there has been no traffic for `forMs`; gives up after `limitMs`, with false. */
  quiet(forMs?: number, limitMs?: number): Promise<boolean>;
  stop(): Promise<void>;
}

const tickEveryMs = 250;
const probeEveryMs = 5_000;

/** Starts a workspace on 127.0.0.1. */
export async function startWorkspace(o: WorkspaceOptions): Promise<Workspace> {
  const feed = new PageFeed();
  const { world, saver } = newWorld(o, feed);
  for (const key of deadSubscriptions(world)) {
    world.log(
      `The manifest subscribes to ${key} but lacks the scope for it; Slack would send nothing, and so does the workspace.`,
    );
  }
  const server = listener(world, { folder: o.pageDir ?? fileURLToPath(new URL('page', import.meta.url)), feed });
  await listening(server, o.port ?? 0);
  world.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  saver?.now();
  const tick = serialTick(world);
  const timers = [
    setInterval(() => void tick(), tickEveryMs).unref(),
    setInterval(() => void probe(world), probeEveryMs).unref(),
  ];
  void probe(world);
  const stop = async (): Promise<void> => {
    if (world.stopped) return;
    world.stopped = true;
    for (const timer of timers) clearInterval(timer);
    feed.close();
    await world.sockets.close();
    await closed(server);
    saver?.now();
  };
  return handle(world, { tick, stop });
}

function listener(world: World, page: { folder: string; feed: PageFeed }): Server {
  const server = createServer((request, response) => void route(world, page, request, response));
  server.on('upgrade', (request, socket, head) => {
    if (request.url?.startsWith('/link/') && rightHost(world, request)) world.sockets.upgrade(request, socket, head);
    else socket.destroy();
  });
  return server;
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** One tick at a time: a second caller waits for the first and then looks again. */
function serialTick(world: World): () => Promise<void> {
  let last = Promise.resolve();
  return () => {
    const one = last.then(async () => {
      if (world.stopped) return;
      postDue(world);
      await redeliverDue(world);
    });
    last = one.catch((error: unknown) => world.log(`A tick failed: ${String(error)}`));
    return last;
  };
}

async function probe(world: World): Promise<void> {
  if (world.delivery.mode !== 'http' || world.stopped) return;
  const before = world.requestUrlAnswers;
  await verifyRequestUrl(world);
  if (before !== world.requestUrlAnswers) world.changed();
}

async function untilQuiet(world: World, forMs: number, limitMs: number): Promise<boolean> {
  const started = performance.now();
  world.lastTraffic = Math.max(world.lastTraffic, started);
  while (performance.now() - started < limitMs) {
    if (world.busy === 0 && performance.now() - world.lastTraffic >= forMs) return true;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return false;
}

function handle(world: World, own: { tick: () => Promise<void>; stop: () => Promise<void> }): Workspace {
  const { state } = world;
  return {
    url: world.url,
    apiUrl: `${world.url}/api/`,
    botToken: state.secrets.botToken,
    appToken: state.secrets.appToken,
    signingSecret: state.secrets.signingSecret,
    botUserId: state.app.botUserId,
    act: (a) => performAct(world, a),
    state: (as) => uiState(world, as),
    messages: (as, channel, threadTs) => uiMessages(world, as, channel, threadTs),
    home: (as) => uiHome(world, as),
    view: (as) => uiView(world, as),
    trace: (after) => world.trace.after(after),
    user: (name) =>
      idOf(
        state.users.find((u) => u.name === name || u.realName === name),
        name,
      ),
    channel: (name) =>
      idOf(
        state.channels.find((c) => c.name === name.replace(/^#/, '') && c.kind !== 'im'),
        name,
      ),
    fault: (f) => world.faults.add(f),
    clearFaults: () => world.faults.clear(),
    setDelivery(delivery) {
      world.delivery = delivery;
      world.requestUrlAnswers = false;
      void probe(world);
    },
    verifyRequestUrl: () => verifyRequestUrl(world),
    disconnectSockets: (reason) => world.sockets.disconnect(reason),
    tick: own.tick,
    quiet: (forMs = 40, limitMs = 5_000) => untilQuiet(world, forMs, limitMs),
    stop: own.stop,
  };
}

function idOf(found: { id: string } | undefined, name: string): string {
  if (!found) throw new Error(`The workspace knows no ${name}.`);
  return found.id;
}
