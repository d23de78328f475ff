import { type ClockworkState, clockworkHealth, startClockwork } from './clockwork.ts';
import type { Database } from './db/database.ts';
import { createPolicies } from './db/policies.ts';
import { createStores, type Stores } from './db/stores.ts';
import type { StoreId } from './domain/ids.ts';
import { checkAccounts } from './domain/job.ts';
import { parsePeopleCsv } from './domain/people-csv.ts';
import type { PlacePurpose } from './domain/place.ts';
import type { Policy } from './domain/policy.ts';
import { savePeople } from './flows/set-up.ts';
import { type JobLoop, startJobLoop } from './job-loop.ts';
import { startListening } from './listening.ts';
import { createModels } from './llm/models.ts';
import { type ModelSetting, NO_MODEL } from './llm/profiles-config.ts';
import { PROMPTS_DIR } from './llm/prompts.ts';
import type { Logger } from './log.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import type { Clock, Models, Ports } from './ports.ts';
import { readByRules } from './reading/rules.ts';
import { createSlackChat } from './slack/chat.ts';
import { openSlack, type SlackConfig } from './slack/clients.ts';
import { connectSlack, type SlackHealth } from './slack/connect.ts';
import { placeRef } from './slack/refs.ts';
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
  readonly clock: Clock;
  readonly log: Logger;
}

/** A running desk. */
export interface RunningDesk {
  readonly ports: Ports;
  readonly jobs: JobLoop;
  /** One look of the clockwork; resolves when what was due is written, before it is shown. A look under way is waited for, not repeated. */
  tick(): Promise<void>;
  health(): SlackHealth & { readonly clockwork: ClockworkState };
  /** Takes no more events, finishes what is under way. The database stays open: whoever opened it closes it. */
  stop(): Promise<void>;
}

function modelsOf({ model = NO_MODEL, clock, policy, log }: DeskParts, { usage }: Stores, { onCall }: Metrics): Models {
  const { timeZone } = policy.store;
  return createModels({ ...model, promptsDir: PROMPTS_DIR, usage, now: () => clock.now(), timeZone, log, onCall });
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
  const slack = await openSlack(parts.slack, log);
  const ports: Ports = {
    clock,
    policies: await createPolicies(parts.database, parts.storeId as StoreId, policy, parts.admins, clock.now()),
    ...stores,
    models,
    reader: { read: async (input) => readByRules(input) },
    chat: createSlackChat({ slack, w, now, timeZone }),
  };
  const jobs = startJobLoop(ports, log);
  const clockwork = startClockwork(ports, log);
  const connection = connectSlack({
    slack,
    ports,
    w,
    log,
    alsoHealthy: () => clockworkHealth(clockwork.state(), now()),
    metrics: async () => metrics.text(await ports.jobs.counts()),
  });
  await connection.start();
  await ports.jobs.add([checkAccounts]);
  const listening = startListening(ports, () => connection.health().up > 0, log);
  await listening.note();
  jobs.wake();
  return {
    ports,
    jobs,
    tick: async () => {
      await listening.note();
      await clockwork.tick();
    },
    health: () => ({ ...connection.health(), clockwork: clockwork.state() }),
    stop: async () => {
      await connection.stop();
      await clockwork.stop();
      await jobs.stop();
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
