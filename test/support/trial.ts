import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { loadPeople, markPlaces, type RunningDesk, startDesk } from '../../src/app.ts';
import type { Database } from '../../src/db/database.ts';
import { DEFAULT_POLICY } from '../../src/domain/policy.ts';
import { TRIAL_CHANNELS, TRIAL_PEOPLE, TRIAL_PLACES, TRIAL_TEAM, trialPeopleCsv } from '../../src/trial.ts';
import type { ActResult, InputValues, NewFile, UiMessage } from '../../src/workspace/verbs.ts';
import { startWorkspace, type Workspace } from '../../src/workspace/workspace.ts';
import { freshPglite, freshStoreId, quiet } from './database.ts';

/** The real app on the local workspace, with a clock of the test's own. */
export interface Trial {
  readonly workspace: Workspace;
  readonly desk: RunningDesk;
  readonly database: Database;
  /** Moves the clock to a Shanghai time, `2026-11-16 09:05`, or on by so many minutes. */
  goTo(time: string | number): void;
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

/** All text of a message: its own and that of its blocks. */
export const textOf = (message: UiMessage): string => {
  const words: string[] = [message.text];
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(walk);
    else if (node && typeof node === 'object') {
      for (const [key, value] of Object.entries(node)) {
        if (key === 'text' && typeof value === 'string') words.push(value);
        else walk(value);
      }
    }
  };
  walk(message.blocks);
  return words.join('\n');
};

interface Pressable {
  readonly action_id: string;
  readonly type: string;
  readonly value?: string;
  readonly options?: readonly { readonly value: string }[];
}

/** Buttons and menus of a message, with the block each stands in. */
export const pressables = (message: UiMessage): { readonly blockId: string; readonly element: Pressable }[] =>
  (message.blocks ?? []).flatMap((block) => {
    const {
      block_id: blockId = '',
      elements = [],
      accessory,
    } = block as unknown as {
      block_id?: string;
      elements?: Pressable[];
      accessory?: Pressable;
    };
    return [...elements, ...(accessory ? [accessory] : [])]
      .filter((element) => element.action_id)
      .map((element) => ({ blockId, element }));
  });

/** Starts everything and gives the trial's people their roles. */
export async function openTrial(
  o: {
    transport?: 'socket' | 'http';
    language?: 'zh' | 'en';
    start?: string;
    admins?: string[];
    settled?: boolean;
  } = {},
): Promise<Trial> {
  let at = Date.parse(`${(o.start ?? '2026-11-16 09:05').replace(' ', 'T')}:00+08:00`);
  let ids = 0;
  // Real milliseconds pass on top, so that nothing waits for a clock that stands still.
  const began = performance.now();
  const now = () => new Date(at + Math.floor(performance.now() - began));
  const clock = { now, newId: () => `id-${++ids}` };
  const port = o.transport === 'http' ? await freePort() : 0;
  const workspace = await startWorkspace({
    manifest: manifest(),
    now: () => now().getTime(),
    people: [...TRIAL_PEOPLE],
    channels: TRIAL_CHANNELS.map((channel) => ({ ...channel, members: [...channel.members] })),
    team: TRIAL_TEAM,
    rateLimits: false,
    ...(port ? { delivery: { mode: 'http' as const, requestUrl: `http://127.0.0.1:${port}/slack/events` } } : {}),
  });
  const database = await freshPglite(now);
  const { botToken, appToken, signingSecret, apiUrl } = workspace;
  const slack = port ? { botToken, signingSecret, apiUrl, port, host: '127.0.0.1' } : { botToken, appToken, apiUrl };
  const desk = await startDesk({
    database,
    storeId: freshStoreId(),
    slack,
    language: o.language ?? 'zh',
    policy: DEFAULT_POLICY,
    admins: o.admins ?? [],
    clock,
    log: quiet,
  });
  if (o.settled !== false) {
    await loadPeople(desk.ports, trialPeopleCsv());
    await markPlaces(desk.ports, TRIAL_PLACES);
  }
  return driver(workspace, desk, database, (move) => {
    at =
      typeof move === 'number'
        ? at + move * 60_000
        : Date.parse(`${move.replace(' ', 'T')}:00+08:00`) - (performance.now() - began);
  });
}

function driver(
  workspace: Workspace,
  desk: RunningDesk,
  database: Database,
  goTo: (move: string | number) => void,
): Trial {
  const settle = async () => {
    for (let i = 0; i < 3; i++) {
      await workspace.quiet(15, 5_000);
      await desk.jobs.idle();
    }
  };
  const seen: Trial['seen'] = (who, threadTs, channel = '客诉') =>
    workspace.messages(workspace.user(who), workspace.channel(channel), threadTs);
  const trial: Trial = {
    workspace,
    desk,
    database,
    goTo,
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
      await desk.stop();
      await workspace.stop();
      await database.close();
    },
  };
  return trial;
}
