import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PlacePurpose } from '../../src/domain/place.ts';
import { FIELD, FORM } from '../../src/slack/ids.ts';
import { TRIAL_CHANNELS, TRIAL_PEOPLE, TRIAL_TEAM, trialPeopleCsv } from '../../src/trial.ts';
import { startWorkspace, type Workspace } from '../../src/workspace/workspace.ts';
import { startPostgres, type TestServer } from '../support/postgres.ts';
import { type Clock, startClock } from './clock.ts';
import { type Desks, prepareDesks } from './desks.ts';
import { createHands } from './hands.ts';
import { type Journal, openJournal } from './journal.ts';
import type { ChaosOptions } from './options.ts';

/** Jobs that wait or run, as the first desk's `/metrics` tells; null when it does not answer. */
export async function jobsLeft({ watched }: Ground): Promise<number | null> {
  try {
    const text = await (await fetch(watched, { signal: AbortSignal.timeout(5_000) })).text();
    return Number(/^kesu_jobs_waiting (\d+)/m.exec(text)?.[1] ?? Number.NaN);
  } catch {
    return null;
  }
}

/** What a run stands on: the workspace in this process, the database, the desks in theirs. */
export interface Ground {
  readonly dir: string;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly workspace: Workspace;
  readonly server: TestServer | null;
  /** Where the database is opened once the desks are gone. */
  readonly database: { readonly url: string } | { readonly dataDir: string };
  readonly desks: Desks;
  /** Where the first desk tells its figures. */
  readonly watched: string;
  /** Channels that complaints are posted in, by id. */
  readonly channels: readonly string[];
  close(): Promise<void>;
}

/** Whoever sets up the channels: the general manager. */
const ADMIN = 'UHE';
const STORE = 'store-1';
/** More than one, for Slack lets one message a second into a channel. */
const MORE_CHANNELS = [
  { id: 'CKESU2', name: '客诉-销售', topic: '销售客诉' },
  { id: 'CKESU3', name: '客诉-钣喷', topic: '钣喷客诉' },
];

function openWorkspace(clock: Clock): Promise<Workspace> {
  const members = TRIAL_PEOPLE.map((p) => p.name);
  const more = MORE_CHANNELS.map((channel) => ({ ...channel, members, botIsMember: true }));
  return startWorkspace({
    manifest: JSON.parse(readFileSync('manifest.json', 'utf8')),
    now: clock.now,
    people: [...TRIAL_PEOPLE],
    channels: [...TRIAL_CHANNELS, ...more].map((channel) => ({ ...channel, members: [...channel.members] })),
    team: TRIAL_TEAM,
  });
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

/** What a desk gets: nothing of the driver's own settings but where programs are. */
function deskEnv(workspace: Workspace, dir: string, database: Ground['database']): Record<string, string> {
  const peopleFile = join(dir, 'people.csv');
  writeFileSync(peopleFile, trialPeopleCsv());
  return {
    PATH: process.env.PATH ?? '',
    HOME: process.env.HOME ?? '',
    SLACK_BOT_TOKEN: workspace.botToken,
    SLACK_APP_TOKEN: workspace.appToken,
    SLACK_API_URL: workspace.apiUrl,
    KESU_STORE: STORE,
    KESU_LOG_LEVEL: 'error',
    KESU_PEOPLE_FILE: peopleFile,
    KESU_ADMINS: `${ADMIN.slice(1).toLowerCase()}@jincheng.test`,
    KESU_HOST: '127.0.0.1',
    KESU_DATA_DIR: join(dir, 'data'),
    ...('url' in database ? { DATABASE_URL: database.url } : {}),
  };
}

/** `/kesu 频道` as the administrator uses it. */
async function markChannel(workspace: Workspace, channel: string, purpose: PlacePurpose): Promise<void> {
  const hands = createHands(workspace);
  await workspace.act({ verb: 'command', as: ADMIN, channel, command: '/kesu', text: '频道' });
  if (!(await hands.sees(ADMIN, FORM.place))) throw new Error(`no form came for ${channel}`);
  const sent = await hands.send(ADMIN, { [FIELD.purpose]: purpose });
  if (!sent.ok) throw new Error(`${channel} was not marked: ${sent.message}`);
}

/** Opens everything, starts the desks and marks the channels. */
export async function openGround(o: ChaosOptions): Promise<Ground> {
  const dir = o.keep ?? mkdtempSync(join(tmpdir(), 'kesu-chaos-'));
  mkdirSync(dir, { recursive: true });
  const clock = startClock(dir, o.speed);
  const journal = openJournal(dir);
  const workspace = await openWorkspace(clock);
  const server = o.database === 'postgres' ? await startPostgres({ durable: true }) : null;
  const database = server ? { url: await server.newDatabase() } : { dataDir: join(dir, 'data', 'database') };
  const env = deskEnv(workspace, dir, database);
  const ports = await Promise.all(Array.from({ length: o.replicas }, freePort));
  const envs = ports.map((port) => ({ ...env, KESU_PORT: `${port}` }));
  const desks = prepareDesks(envs, clock, dir, journal);
  // One after another: the first makes the tables.
  for (const which of desks.all) await desks.start(which);
  if (desks.crashes.length > 0) throw new Error(`the desk does not start: ${desks.crashes.join('\n')}`);
  const channels = ['CKESU', ...MORE_CHANNELS.map(({ id }) => id)];
  for (const channel of channels) await markChannel(workspace, channel, 'complaints');
  await markChannel(workspace, 'CMAJOR', 'major');
  const close = async () => {
    await desks.stop();
    await workspace.stop();
    await server?.stop();
    if (o.keep === null) rmSync(dir, { recursive: true, force: true });
  };
  const watched = `http://127.0.0.1:${ports[0]}/metrics`;
  return { watched, dir, journal, clock, workspace, server, database, desks, channels, close };
}

/** The store of a run. */
export const STORE_ID = STORE;
