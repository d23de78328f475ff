import { type Clockwork, type ClockworkState, sinceLook, startClockwork } from './clockwork.ts';
import type { Database } from './db/database.ts';
import { createPolicies } from './db/policies.ts';
import { createStores, type Stores } from './db/stores.ts';
import { createTurns } from './db/turns.ts';
import type { StoreId } from './domain/ids.ts';
import { checkAccounts } from './domain/job.ts';
import { parsePeopleCsv } from './domain/people-csv.ts';
import type { PlacePurpose } from './domain/place.ts';
import type { Policy } from './domain/policy.ts';
import { savePeople } from './flows/set-up.ts';
import { type JobLoop, startJobLoop } from './job-loop.ts';
import { type Listening, startListening } from './listening.ts';
import { createModels } from './llm/models.ts';
import { type ModelSetting, NO_MODEL } from './llm/profiles-config.ts';
import { PROMPTS_DIR } from './llm/prompts.ts';
import type { Logger } from './log.ts';
import { createMetrics, type Gauges, type Metrics } from './metrics.ts';
import type { Clock, Models, Ports } from './ports.ts';
import { readByRules } from './reading/rules.ts';
import { createSlackChat } from './slack/chat.ts';
import { openSlack, type SlackConfig } from './slack/clients.ts';
import { connectSlack, type SlackConnection, type SlackHealth } from './slack/connect.ts';
import { placeRef } from './slack/refs.ts';
import { watchCalls, watchEvents, watchJobs, watchPorts } from './watching/observe.ts';
import { type ProcessMetrics, watchProcess } from './watching/process-metrics.ts';
import { createReadiness, type Readiness } from './watching/readiness.ts';
import { NO_TRACES, type Tracer } from './watching/tracing.ts';
import { wordingFor } from './wording/wording.ts';

/** Everything the desk is made of, chosen by whoever starts it: main.ts for real, tests with a clock of their own. */
export interface DeskParts {
  readonly database: Database;
  readonly storeId: string;
  readonly slack: SlackConfig;
  readonly language: 'zh' | 'en';
  readonly policy: Policy;
  /** E-mail addresses, lower case. */
  readonly admins: readonly string[];
  /** Without one the rules read alone. */
  readonly model?: ModelSetting;
  /** Without one nothing is traced. */
  readonly tracer?: Tracer;
  readonly clock: Clock;
  readonly log: Logger;
}

/** A running desk. */
export interface RunningDesk {
  readonly ports: Ports;
  readonly jobs: JobLoop;
  /** One look of the clockwork; resolves when what was due is written, before it is shown. A look under way is waited for, not repeated. */
  tick(): Promise<void>;
  /** The clockwork's part of a tick. */
  watchClocks(): Promise<void>;
  /** The other part: notes that this process listens to the chat. */
  listen(): Promise<void>;
  /** Who looks this time, where several processes serve the store. */
  readonly turns: { takeTurn(name: string, instant: Date): Promise<boolean>; readonly onElsewhere: () => void };
  /** Drops what is done and no longer needed. */
  prune(): Promise<void>;
  /** Resolves when what came from the chat so far has been answered. */
  handled(): Promise<unknown>;
  health(): SlackHealth & { readonly clockwork: ClockworkState };
  /** Takes no more events, finishes what is under way. The database stays open: whoever opened it closes it. */
  stop(): Promise<void>;
}

function modelsOf({ model = NO_MODEL, clock, policy, log }: DeskParts, { usage }: Stores, { onCall }: Metrics): Models {
  const { timeZone } = policy.store;
  return createModels({ ...model, promptsDir: PROMPTS_DIR, usage, now: () => clock.now(), timeZone, log, onCall });
}

/** What /metrics reads at the moment of asking; 0 jobs where the database does not answer would be a lie, so nothing is told then. */
function gaugesOf({ jobs, clockwork }: Readiness, linesUp: number, now: Date, also: readonly string[]): Gauges {
  const { told, worstLagMs } = clockwork;
  return { ...jobs, sinceTickMs: sinceLook(clockwork, now), worstLagMs: told > 0 ? worstLagMs : null, linesUp, also };
}

/** Puts the rooms together and opens the line to Slack. Throws when Slack refuses the token. */
export async function startDesk(parts: DeskParts): Promise<RunningDesk> {
  const { clock, log, policy } = parts;
  const w = wordingFor(parts.language);
  const stores = createStores(parts.database, parts.storeId as StoreId);
  const metrics = createMetrics();
  const now = () => clock.now();
  const { timeZone } = policy.store;
  // Before anything is opened: a prompt at fault stops the start.
  const models = modelsOf(parts, stores, metrics);
  const { tracer = NO_TRACES } = parts;
  const slack = await openSlack(parts.slack, log, watchCalls(metrics, tracer));
  const ports: Ports = {
    clock,
    policies: await createPolicies(parts.database, parts.storeId as StoreId, policy, parts.admins, clock.now()),
    ...watchPorts(stores, metrics, tracer),
    models,
    reader: { read: async (input) => readByRules(input) },
    chat: createSlackChat({ slack, w, now, timeZone }),
  };
  const jobs = startJobLoop(ports, log, watchJobs(metrics, tracer));
  const clockwork = startClockwork(ports, log, metrics.onTick);
  const readiness = createReadiness(ports, clockwork.state);
  const own = watchProcess();
  const connection = connectSlack({
    slack,
    ports,
    w,
    log,
    alsoHealthy: readiness,
    metrics: async () => metrics.text(gaugesOf(await readiness(), connection.health().up, now(), own.lines())),
    watch: watchEvents(metrics, tracer),
  });
  await connection.start();
  await ports.jobs.add([checkAccounts]);
  const listening = startListening(ports, () => connection.health().up > 0, log);
  await listening.note();
  jobs.wake();
  return runningDesk(parts, { ports, jobs, clockwork, connection, listening, own });
}

interface Running {
  readonly ports: Ports;
  readonly jobs: JobLoop;
  readonly clockwork: Clockwork;
  readonly connection: SlackConnection;
  readonly listening: Listening;
  readonly own: ProcessMetrics;
}

function runningDesk({ database, storeId, clock }: DeskParts, running: Running): RunningDesk {
  const { ports, jobs, clockwork, connection, listening, own } = running;
  return {
    ports,
    jobs,
    tick: async () => {
      await listening.note();
      await clockwork.tick();
    },
    watchClocks: () => clockwork.tick(),
    listen: () => listening.note(),
    turns: { takeTurn: createTurns(database, storeId as StoreId).take, onElsewhere: clockwork.elsewhere },
    prune: () => ports.jobs.prune(clock.now()),
    handled: connection.handled,
    health: () => ({ ...connection.health(), clockwork: clockwork.state() }),
    stop: async () => {
      await connection.stop();
      await clockwork.stop();
      await jobs.stop();
      own.stop();
    },
  };
}

/** Gives the people of a list their roles. Lines as `/kesu 人员 导入` takes them. */
export async function loadPeople(ports: Ports, csv: string): Promise<number> {
  return (await savePeople(ports, parsePeopleCsv(csv))).length;
}

/** Marks channels that nobody has marked yet. */
export async function markPlaces(
  ports: Ports,
  places: readonly { readonly channel: string; readonly purpose: PlacePurpose }[],
): Promise<void> {
  for (const { channel, purpose } of places) {
    const place = placeRef(channel);
    if ((await ports.places.purposeOf(place)) === null) await ports.places.mark(place, purpose, ports.clock.now());
  }
}
