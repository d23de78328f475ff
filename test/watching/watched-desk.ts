import { readFileSync } from 'node:fs';
import { loadPeople, markPlaces, type RunningDesk, startDesk } from '../../src/app.ts';
import type { Database } from '../../src/db/database.ts';
import { DEFAULT_POLICY } from '../../src/domain/policy.ts';
import { TRIAL_CHANNELS, TRIAL_PEOPLE, TRIAL_PLACES, trialPeopleCsv } from '../../src/trial.ts';
import type { Tracer } from '../../src/watching/tracing.ts';
import { startWorkspace, type Workspace } from '../../src/workspace/workspace.ts';
import { freePort } from '../slack/rig.ts';
import { freshPglite, freshStoreId, quiet } from '../support/database.ts';

/** The whole app on the local workspace and PGlite, with what it serves beside Slack's events. */
export interface WatchedDesk {
  readonly desk: RunningDesk;
  readonly workspace: Workspace;
  readonly database: Database;
  get(path: string): Promise<{ readonly status: number; readonly body: string }>;
  /** Posts into the complaint channel and waits until everything is done. */
  post(who: string, text: string): Promise<string>;
  settle(): Promise<void>;
  stop(): Promise<void>;
}

export const COMPLAINT = '孙女士 polo 来保养说1小时，等了2小时没上工位，沪A66P21，15400001234';
/** What must stand in nothing that is told to a watchdog. */
export const PRIVATE = ['孙女士', '66P21', '15400001234', '上工位', 'xoxb', 'xapp', '小李', '@example'];

/** Opens it; `database` is wrapped by whoever wants to break it. */
export async function openWatchedDesk(
  more: { readonly tracer?: Tracer; readonly wrap?: (database: Database) => Database } = {},
): Promise<WatchedDesk> {
  const workspace = await startWorkspace({
    manifest: JSON.parse(readFileSync('manifest.json', 'utf8')),
    people: [...TRIAL_PEOPLE],
    channels: TRIAL_CHANNELS.map((channel) => ({ ...channel, members: [...channel.members] })),
    rateLimits: false,
  });
  const database = await freshPglite();
  const port = await freePort();
  let ids = 0;
  const { botToken, appToken, apiUrl } = workspace;
  const desk = await startDesk({
    database: more.wrap?.(database) ?? database,
    storeId: freshStoreId(),
    slack: { botToken, appToken, apiUrl, port, host: '127.0.0.1' },
    language: 'zh',
    policy: DEFAULT_POLICY,
    admins: [],
    clock: { now: () => new Date(), newId: () => `id-${++ids}` },
    log: quiet.child({}, { level: 'silent' }),
    ...(more.tracer ? { tracer: more.tracer } : {}),
  });
  await loadPeople(desk.ports, trialPeopleCsv());
  await markPlaces(desk.ports, TRIAL_PLACES);
  const settle = async () => {
    await workspace.quiet(30);
    await desk.jobs.idle();
  };
  await settle();
  return {
    desk,
    workspace,
    database,
    settle,
    get: async (path) => {
      const response = await fetch(`http://127.0.0.1:${port}${path}`);
      return { status: response.status, body: await response.text() };
    },
    post: async (who, text) => {
      const channel = workspace.channel('客诉');
      const result = await workspace.act({ verb: 'message', as: workspace.user(who), channel, text });
      if (!result.ok || result.ts === undefined) throw new Error(JSON.stringify(result));
      await settle();
      return result.ts;
    },
    stop: async () => {
      await desk.stop();
      await workspace.stop();
      await database.close();
    },
  };
}
