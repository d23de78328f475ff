import type { Faults } from './faults.ts';
import type { FileStore } from './file-store.ts';
import type { AppManifest } from './manifest.ts';
import type { FailureReason } from './parcel.ts';
import type { RateLimits } from './rate-limits.ts';
import type { ResponseUrls } from './response-urls.ts';
import type { SocketHub } from './socket.ts';
import type { Json, WorkspaceState } from './state.ts';
import type { Trace } from './trace.ts';
import type { Triggers } from './triggers.ts';

/** How events reach the app. */
export type Delivery = { mode: 'socket' } | { mode: 'http'; requestUrl: string };

/** An event that must be sent again when the clock says so. */
export interface PendingRetry {
  due: number;
  attempt: number;
  reason: FailureReason;
  body: Json;
}

/** Everything one workspace is made of; each module takes it as its first argument. */
export interface World {
  readonly state: WorkspaceState;
  readonly manifest: AppManifest;
  readonly now: () => number;
  readonly trace: Trace;
  readonly faults: Faults;
  /** Absent when rate limits are off. */
  readonly rates: RateLimits | undefined;
  readonly files: FileStore;
  readonly triggers: Triggers;
  readonly responseUrls: ResponseUrls;
  readonly sockets: SocketHub;
  readonly hints: { title: string; text: string; channel: string }[];
  readonly ackLimitMs: number;
  readonly retryDelaysMs: readonly number[];
  readonly retries: PendingRetry[];
  /** The choices last suggested for an external select, by element, so that a chosen value finds its text. */
  readonly suggested: Map<string, Json[]>;
  delivery: Delivery;
  /** Whether the request URL answered last time it was tried. */
  requestUrlAnswers: boolean;
  /** http://127.0.0.1:port */
  url: string;
  stopped: boolean;
  /** Deliveries and calls under way. */
  busy: number;
  /** Real milliseconds (performance.now) of the last traffic. */
  lastTraffic: number;
  /** Tells the pages to look again and the state file to be written. */
  changed(): void;
  log(line: string): void;
}

/** Marks traffic under way while `work` lasts. */
export async function busyWhile<T>(world: World, work: () => Promise<T>): Promise<T> {
  world.busy += 1;
  try {
    return await work();
  } finally {
    world.busy -= 1;
    world.lastTraffic = performance.now();
  }
}
