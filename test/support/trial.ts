import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { loadPeople, markPlaces, type RunningDesk } from '../../src/app.ts';
import type { Database } from '../../src/db/database.ts';
import { instantOf } from '../../src/domain/business-time.ts';
import type { PlacePurpose } from '../../src/domain/place.ts';
import { DEFAULT_POLICY, type Policy } from '../../src/domain/policy.ts';
import type { ModelSetting } from '../../src/llm/profiles-config.ts';
import type { Logger } from '../../src/log.ts';
import { TRIAL_CHANNELS, TRIAL_PEOPLE, TRIAL_PLACES, TRIAL_TEAM } from '../../src/trial.ts';
import type { ActResult, InputValues, NewFile, UiMessage } from '../../src/workspace/verbs.ts';
import { startWorkspace, type Workspace } from '../../src/workspace/workspace.ts';
import { freshPglite, freshStoreId, quiet } from './database.ts';
import { type MortalDesk, startMortalDesk } from './mortal-desk.ts';
import { pressables, textOf } from './trial-messages.ts';

/** Who and what a trial holds; a person whose role is '' has an account and nothing else. */
export interface TrialSetting {
  readonly people: readonly (typeof TRIAL_PEOPLE)[number][];
  readonly channels: readonly {
    readonly id: string;
    readonly name: string;
    readonly topic: string;
    readonly isPrivate?: boolean;
    readonly members: readonly string[];
    readonly botIsMember: boolean;
  }[];
  readonly places: readonly { readonly channel: string; readonly purpose: PlacePurpose }[];
}
const TRIAL: TrialSetting = { people: TRIAL_PEOPLE, channels: TRIAL_CHANNELS, places: TRIAL_PLACES };

/** How a trial is opened; without anything, the trial's own dealership on a Monday morning. */
export interface TrialOptions {
  readonly transport?: 'socket' | 'http';
  readonly language?: 'zh' | 'en';
  /** Store-local `2026-11-16 09:05`. */
  readonly start?: string;
  readonly admins?: readonly string[];
  /** False leaves people without roles and channels unmarked. */
  readonly settled?: boolean;
  readonly policy?: Policy;
  readonly setting?: TrialSetting;
  /** Without one the rules read alone. */
  readonly model?: ModelSetting;
  /** Errors only, when not given. */
  readonly log?: Logger;
  /** A second process on the same database; the workspace sends to both in turn. */
  readonly secondDesk?: boolean;
}

/** The real app on the local workspace, with a clock of the test's own. */
export interface Trial {
  readonly workspace: Workspace;
  /** The desk that runs now; another one after a restart. */
  readonly desk: RunningDesk;
  /** Stops, kills and starts the desk. */
  readonly life: MortalDesk;
  /** All that run now. */
  readonly desks: readonly RunningDesk[];
  readonly database: Database;
  readonly storeId: string;
  now(): Date;
  /** Moves the clock to a store-local time, `2026-11-16 09:05`, to an instant, or on by so many minutes. */
  goTo(time: string | number | Date): void;
  /** Posts as somebody and waits until the desk has done everything that follows. */
  post(who: string, text: string, more?: { channel?: string; threadTs?: string; files?: NewFile[] }): Promise<string>;
  /** Everything somebody sees in a channel or thread, as plain text. */
  seen(who: string, threadTs?: string, channel?: string): UiMessage[];
  /** Presses a button of a message (found by its action id) or chooses an option of its menu. */
  press(
    who: string,
    actionId: string,
    at: { ts?: string; threadTs?: string; channel?: string; value?: string },
  ): Promise<ActResult>;
  /** Chooses something in the open form that the desk is told of at once; the form may change. */
  choose(who: string, field: string, value: string): Promise<ActResult>;
  /** Fills the open form and sends it. */
  submit(who: string, values: InputValues): Promise<ActResult>;
  /** What the last private answer to somebody says. */
  whisper(who: string, threadTs?: string, channel?: string): string;
  command(who: string, text: string, channel?: string): Promise<ActResult>;
  settle(): Promise<void>;
  stop(): Promise<void>;
}

const manifest = (): unknown => JSON.parse(readFileSync('manifest.json', 'utf8'));

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

/** A clock that is set by hand. Real milliseconds pass on top, so that nothing waits for a clock that stands still. */
function handClock(start: string, timeZone: string) {
  const began = performance.now();
  const instant = (time: string) => instantOf(time.slice(0, 10), time.slice(11, 16), timeZone).getTime();
  let at = instant(start);
  let ids = 0;
  const passed = () => Math.floor(performance.now() - began);
  return {
    now: () => new Date(at + passed()),
    newId: () => `id-${++ids}`,
    goTo: (time: string | number | Date) => {
      at =
        typeof time === 'number'
          ? at + time * 60_000
          : (time instanceof Date ? time.getTime() : instant(time)) - passed();
    },
  };
}
type HandClock = ReturnType<typeof handClock>;

/** Starts everything and gives the people their roles. */
export async function openTrial(o: TrialOptions = {}): Promise<Trial> {
  const { setting = TRIAL, policy = DEFAULT_POLICY } = o;
  const clock = handClock(o.start ?? '2026-11-16 09:05', policy.store.timeZone);
  const port = o.transport === 'http' ? await freePort() : 0;
  const workspace = await startWorkspace({
    manifest: manifest(),
    now: () => clock.now().getTime(),
    people: [...setting.people],
    channels: setting.channels.map((channel) => ({ ...channel, members: [...channel.members] })),
    team: TRIAL_TEAM,
    rateLimits: false,
    ...(port ? { delivery: { mode: 'http' as const, requestUrl: `http://127.0.0.1:${port}/slack/events` } } : {}),
  });
  const database = await freshPglite(clock.now);
  const storeId = freshStoreId();
  const { botToken, appToken, signingSecret, apiUrl } = workspace;
  const slack = port ? { botToken, signingSecret, apiUrl, port, host: '127.0.0.1' } : { botToken, appToken, apiUrl };
  const model = o.model ? { model: o.model } : {};
  const parts = {
    database,
    storeId,
    slack,
    language: o.language ?? 'zh',
    policy,
    clock,
    log: o.log ?? quiet,
    ...model,
  } as const;
  const isConnected = () => workspace.state('').appConnected;
  const admins = o.admins ?? [];
  const life = await startMortalDesk({ ...parts, admins }, isConnected);
  const second = o.secondDesk ? await startMortalDesk({ ...parts, admins }, isConnected) : null;
  if (o.settled !== false) {
    const lines = setting.people
      .filter((p) => p.role !== '')
      .map((p) => [p.name, p.role, p.department, p.email].join(','));
    await loadPeople(life.current().ports, lines.join('\n'));
    await markPlaces(life.current().ports, setting.places);
  }
  return driver({ workspace, life, second, database, storeId, clock });
}

interface Driven extends Pick<Trial, 'workspace' | 'life' | 'database' | 'storeId'> {
  readonly clock: HandClock;
  readonly second: MortalDesk | null;
}

function driver(o: Driven): Trial {
  const { workspace, life, second, database, clock } = o;
  const desks = () => [life, second].flatMap((one) => (one?.isUp ? [one.current()] : []));
  const settle = async () => {
    for (let i = 0; i < 3; i++) {
      await workspace.quiet(15, 5_000);
      for (const desk of desks()) await desk.handled();
      for (const desk of desks()) await desk.jobs.idle();
    }
  };
  const seen: Trial['seen'] = (who, threadTs, channel = '客诉') =>
    workspace.messages(workspace.user(who), workspace.channel(channel), threadTs);
  const trial: Trial = {
    workspace,
    life,
    get desk() {
      return life.current();
    },
    get desks() {
      return desks();
    },
    database,
    storeId: o.storeId,
    now: clock.now,
    goTo: clock.goTo,
    settle,
    seen,
    post: async (who, text, { channel = '客诉', ...more } = {}) => {
      const id = channel.startsWith('D') ? channel : workspace.channel(channel);
      const result = await workspace.act({ verb: 'message', as: workspace.user(who), channel: id, text, ...more });
      if (!result.ok) throw new Error(result.message);
      await settle();
      return result.ts ?? '';
    },
    press: async (who, actionId, { ts, threadTs, channel = '客诉', value }) => {
      const found = seen(who, threadTs, channel)
        .filter((m) => ts === undefined || m.ts === ts)
        .flatMap((m) => pressables(m).map((p) => ({ ...p, ts: m.ts })))
        .findLast((p) => p.element.action_id === actionId);
      if (!found) throw new Error(`${who} sees no ${actionId}`);
      const place = { message: { channel: workspace.channel(channel), ts: found.ts } };
      const held = value ?? found.element.value;
      const result = await workspace.act({
        verb: 'action',
        as: workspace.user(who),
        in: place,
        blockId: found.blockId,
        actionId,
        ...(held === undefined ? {} : { value: held }),
      });
      await settle();
      return result;
    },
    choose: async (who, field, value) => {
      const view = workspace.view(workspace.user(who));
      if (!view) throw new Error(`${who} has no form open`);
      const at = { in: { view: view.id }, blockId: field, actionId: field };
      const result = await workspace.act({ verb: 'action', as: workspace.user(who), ...at, value });
      await settle();
      return result;
    },
    submit: async (who, values) => {
      const view = workspace.view(workspace.user(who));
      if (!view) throw new Error(`${who} has no form open`);
      const result = await workspace.act({ verb: 'submit', as: workspace.user(who), viewId: view.id, values });
      await settle();
      return result;
    },
    whisper: (who, threadTs, channel = '客诉') => {
      const last = seen(who, threadTs, channel).findLast((m) => m.ephemeral);
      return last ? textOf(last) : '';
    },
    command: async (who, text, channel = '客诉') => {
      const result = await workspace.act({
        verb: 'command',
        as: workspace.user(who),
        channel: workspace.channel(channel),
        command: '/kesu',
        text,
      });
      await settle();
      return result;
    },
    stop: async () => {
      await life.stop();
      await second?.stop();
      await workspace.stop();
      await database.close();
    },
  };
  return trial;
}
