import { Faults } from './faults.ts';
import { folderFiles, memoryFiles } from './file-store.ts';
import { readManifest } from './manifest.ts';
import type { PageFeed } from './page-feed.ts';
import { loadState, Saver, saveState } from './persistence.ts';
import { RateLimits } from './rate-limits.ts';
import { ResponseUrls } from './response-urls.ts';
import { addSeed, emptyState, type Seed } from './seed.ts';
import { SocketHub } from './socket.ts';
import { Trace } from './trace.ts';
import { Triggers } from './triggers.ts';
import type { Delivery, World } from './world.ts';

/** What a workspace is started with. */
export interface WorkspaceOptions extends Seed {
  /** The app's manifest.json, parsed. */
  manifest: unknown;
  /** 0, the default, takes any free port. */
  port?: number;
  /** The clock, in milliseconds. */
  now?: () => number;
  hints?: { title: string; text: string; channel: string }[];
  /** Slack's rate tiers; on unless false. */
  rateLimits?: boolean;
  stateFile?: string;
  delivery?: Delivery;
  /** Waits before the first, second and third redelivery of an event. */
  retryDelaysMs?: readonly number[];
  /** Real milliseconds the app has to acknowledge; Slack gives 3,000. */
  ackLimitMs?: number;
  pageDir?: string;
  log?: (line: string) => void;
}

/** Puts a workspace together from its options and what an earlier run left. */
export function newWorld(o: WorkspaceOptions, feed: PageFeed): { world: World; saver: Saver | undefined } {
  const manifest = readManifest(o.manifest);
  const now = o.now ?? Date.now;
  const log = o.log ?? (() => {});
  const { stateFile } = o;
  const state = (stateFile === undefined ? undefined : loadState(stateFile, log)) ?? emptyState(manifest, o);
  addSeed(state, o, now());
  const saver = stateFile === undefined ? undefined : new Saver(() => saveState(stateFile, state));
  const trace = new Trace(now, () => feed.changed());
  const world: World = {
    state,
    manifest,
    now,
    trace,
    faults: new Faults(),
    rates: o.rateLimits === false ? undefined : new RateLimits(now),
    files: stateFile === undefined ? memoryFiles() : folderFiles(`${stateFile}.files`),
    triggers: new Triggers(now),
    responseUrls: new ResponseUrls(now),
    sockets: new SocketHub(state.app.id, (name, note) => {
      trace.add({ kind: 'socket', name, ok: name !== 'error', ms: 0, note, request: undefined, response: undefined });
    }),
    hints: o.hints ?? [],
    ackLimitMs: o.ackLimitMs ?? 3_000,
    retryDelaysMs: o.retryDelaysMs ?? [0, 60_000, 300_000],
    retries: [],
    suggested: new Map(),
    delivery: o.delivery ?? { mode: 'socket' },
    requestUrlAnswers: false,
    url: '',
    stopped: false,
    busy: 0,
    lastTraffic: performance.now(),
    changed() {
      world.lastTraffic = performance.now();
      feed.changed();
      if (!world.stopped) saver?.soon();
    },
    log,
  };
  return { world, saver };
}
