import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { pino } from 'pino';
import { NO_FACTS, type Reading } from '../../src/domain/complaint.ts';
import type { PersonId } from '../../src/domain/ids.ts';
import type { Role } from '../../src/domain/person.ts';
import { DEFAULT_POLICY } from '../../src/domain/policy.ts';
import { claimJobs, runJob } from '../../src/flows/run-jobs.ts';
import { createMetrics } from '../../src/metrics.ts';
import type { Ports } from '../../src/ports.ts';
import { createSlackChat } from '../../src/slack/chat.ts';
import { openSlack, type Slack, type SlackConfig } from '../../src/slack/clients.ts';
import { connectSlack, type SlackConnection } from '../../src/slack/connect.ts';
import { placeRef, userRef } from '../../src/slack/refs.ts';
import { wordingFor } from '../../src/wording/wording.ts';
import { startWorkspace, type Workspace, type WorkspaceOptions } from '../../src/workspace/workspace.ts';
import { createFakeModels } from '../fakes/models.ts';
import { createFakeStores, type FakeStores } from '../fakes/stores.ts';

export const w = wordingFor('zh');
export const manifest = JSON.parse(readFileSync('manifest.json', 'utf8')) as Record<string, unknown>;

const PEOPLE = [
  { name: 'li', realName: '小李', title: '服务顾问', email: 'li@example.com' },
  { name: 'wu', realName: '吴强', title: '部门经理', email: 'wu@example.com' },
  { name: 'xin', realName: '小新', title: '', email: 'xin@example.com' },
  { name: 'he', realName: '何总', title: '总经理', email: 'he@example.com' },
];
const CHANNELS = [
  { name: '客诉', members: ['li', 'wu', 'he', 'xin'], botIsMember: true },
  { name: '闲聊', members: ['li', 'wu', 'he'], botIsMember: false },
  { name: '管理层', members: ['wu', 'he'], botIsMember: true, isPrivate: true },
];

/** A reader for tests: every text with 等 in it is a complaint about waiting. */
const reading = (text: string): Reading => {
  const isComplaint = text.includes('等');
  return {
    verdict: isComplaint ? 'complaint' : text.includes('不清楚') ? 'unsure' : 'not_complaint',
    reason: isComplaint ? 'dissatisfaction' : 'chatter',
    evidence: isComplaint ? ['等'] : [],
    relation: isComplaint ? 'new' : 'none',
    complaints: isComplaint ? [complaint(text)] : [],
    instructions: [],
    ask: [],
    reader: 'test',
  };
};
const complaint = (text: string): Reading['complaints'][number] => ({
  text,
  summary: text.slice(0, 60),
  category: { value: 'waiting_time', quote: '等', by: 'rule', sureness: 'stated' },
  subcategory: null,
  secondaryCategories: [],
  severity: 'general',
  triggers: [],
  customerType: 'unknown',
  facts: { ...NO_FACTS, phone: { value: '13912345678', quote: null, by: 'rule', sureness: 'stated' } },
  vinCheckDigitOk: true,
  malformedVin: null,
  promises: [],
});

export interface Rig {
  readonly workspace: Workspace;
  readonly stores: FakeStores;
  readonly ports: Ports;
  readonly slack: Slack;
  readonly connection: SlackConnection;
  /** Lines of the log, parsed. */
  readonly logged: Record<string, unknown>[];
  /** Moves the clock of the desk and of the workspace. */
  pass(ms: number): void;
  /** Does all jobs that are due. */
  work(): Promise<void>;
  /** Posts as somebody and lets the desk do what follows. */
  post(who: string, text: string, channel?: string, threadTs?: string): Promise<string>;
  /** Waits until nothing is under way, jobs included. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

export const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

export interface RigOptions {
  readonly transport?: 'socket' | 'http';
  readonly workspace?: Partial<WorkspaceOptions>;
  /** Changes the ports before the listeners get them. */
  readonly ports?: ((ports: Ports) => Ports) | undefined;
}

async function configOf(workspace: Workspace, transport: 'socket' | 'http'): Promise<SlackConfig> {
  const base = { botToken: workspace.botToken, apiUrl: workspace.apiUrl, host: '127.0.0.1', port: await freePort() };
  if (transport === 'socket') return { ...base, appToken: workspace.appToken };
  workspace.setDelivery({ mode: 'http', requestUrl: `http://127.0.0.1:${base.port}/slack/events` });
  return { ...base, signingSecret: workspace.signingSecret };
}

/** The real listeners and the real flows on fake stores and the local workspace. */
export async function openRig(options: RigOptions = {}): Promise<Rig> {
  let at = Date.parse('2026-11-16T01:05:00Z');
  const now = () => at++;
  const workspace = await startWorkspace({
    manifest,
    people: PEOPLE,
    channels: CHANNELS,
    now,
    rateLimits: false,
    ...options.workspace,
  });
  const logged: Record<string, unknown>[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => logged.push(JSON.parse(line)) });
  const slack = await openSlack(await configOf(workspace, options.transport ?? 'socket'), log);
  const stores = createFakeStores();
  let ids = 0;
  const plain: Ports = {
    ...stores,
    clock: { now: () => new Date(now()), newId: () => `id-${++ids}` },
    policies: { current: () => DEFAULT_POLICY, of: () => DEFAULT_POLICY, admins: () => ['he@example.com'] },
    reader: { read: async ({ text }) => reading(text) },
    models: createFakeModels(),
    chat: createSlackChat({ slack, w, now: () => new Date(now()), timeZone: DEFAULT_POLICY.store.timeZone }),
  };
  const ports = options.ports?.(plain) ?? plain;
  await ports.places.mark(placeRef(workspace.channel('客诉')), 'complaints', new Date(now()));
  await staff(ports, workspace);
  const metrics = async () => createMetrics().text(await ports.jobs.counts());
  const connection = connectSlack({ slack, ports, w, log, metrics });
  await connection.start();
  const work = async () => {
    for (;;) {
      const jobs = await claimJobs(ports, 10);
      if (jobs.length === 0) return;
      for (const job of jobs) await runJob(ports, job);
    }
  };
  const settle = async () => {
    await workspace.quiet(25);
    await work();
    await workspace.quiet(10);
  };
  return {
    workspace,
    stores,
    ports,
    slack,
    connection,
    logged,
    work,
    settle,
    pass: (ms) => {
      at += ms;
    },
    post: async (who, text, channel = '客诉', threadTs) => {
      const act = { verb: 'message', as: workspace.user(who), channel: workspace.channel(channel), text } as const;
      const result = await workspace.act(threadTs === undefined ? act : { ...act, threadTs });
      if (!result.ok || result.ts === undefined) throw new Error(JSON.stringify(result));
      await settle();
      return result.ts;
    },
    stop: async () => {
      await connection.stop();
      await workspace.stop();
    },
  };
}

async function staff(ports: Ports, workspace: Workspace): Promise<void> {
  const roles: Record<string, Role> = { li: 'advisor', wu: 'department_manager', he: 'general_manager' };
  for (const [name, role] of Object.entries(roles)) {
    const known = PEOPLE.find((p) => p.name === name);
    await ports.people.save(`p-${name}` as PersonId, {
      name: known?.realName ?? name,
      role,
      department: null,
      isAdmin: name === 'he',
      chatUser: userRef(workspace.user(name)),
      email: `${name}@example.com`,
    });
  }
}

interface Element {
  readonly action_id?: string;
  readonly value?: string;
  readonly block: string;
  readonly options?: readonly { readonly value: string }[];
}

/** The buttons and menus in blocks, with the block each stands in. */
export function elementsIn(blocks: readonly unknown[] = []): Element[] {
  return (blocks as { block_id?: string; elements?: Element[]; accessory?: Element; element?: Element }[]).flatMap(
    (b) =>
      [...(b.elements ?? []), ...(b.accessory ? [b.accessory] : []), ...(b.element ? [b.element] : [])].map((e) => ({
        ...e,
        block: b.block_id ?? '',
      })),
  );
}

/** Somebody at the keyboard. */
export function personAt(rig: Rig, name: string) {
  const { workspace } = rig;
  const as = workspace.user(name);
  const press = async (where: object, blocks: readonly unknown[] | undefined, actionId: string, value?: string) => {
    const element = elementsIn(blocks).find((e) => e.action_id === actionId);
    if (!element) throw new Error(`no ${actionId} among ${elementsIn(blocks).map((e) => e.action_id)}`);
    const act = { verb: 'action', as, in: where as never, blockId: element.block, actionId } as const;
    const result = await workspace.act(value === undefined ? act : { ...act, value });
    await rig.settle();
    return result;
  };
  return {
    as,
    /** What this person sees in a channel or thread, newest last. */
    sees: (channel = '客诉', threadTs?: string) => workspace.messages(as, workspace.channel(channel), threadTs),
    /** The newest ephemeral text, with its blocks' words. */
    whispered: (channel = '客诉', threadTs?: string) => {
      const all = workspace.messages(as, workspace.channel(channel), threadTs).filter((m) => m.ephemeral);
      return JSON.stringify(all.at(-1) ?? null);
    },
    command: async (text: string, channel = '客诉') => {
      const result = await workspace.act({
        verb: 'command',
        as,
        channel: workspace.channel(channel),
        command: '/kesu',
        text,
      });
      await rig.settle();
      return result;
    },
    shortcut: async (callbackId: string, ts: string, channel = '客诉') => {
      const id = workspace.channel(channel);
      const result = await workspace.act({ verb: 'message_shortcut', as, channel: id, ts, callbackId });
      await rig.settle();
      return result;
    },
    /** Presses in the newest message (root, thread or ephemeral) that has the element. */
    press: async (actionId: string, value?: string, channel = '客诉', threadTs?: string) => {
      const id = workspace.channel(channel);
      const has = (m: { blocks?: readonly unknown[] }) => elementsIn(m.blocks).some((e) => e.action_id === actionId);
      const message = workspace.messages(as, id, threadTs).filter(has).at(-1);
      if (!message) throw new Error(`no message with ${actionId}`);
      return press({ message: { channel: id, ts: message.ts } }, message.blocks, actionId, value);
    },
    home: async () => {
      await workspace.act({ verb: 'open_home', as });
      await rig.settle();
      return workspace.home(as);
    },
    pressHome: async (actionId: string) => {
      const view = workspace.home(as);
      return press({ view: view?.id }, view?.blocks, actionId);
    },
    pressView: async (actionId: string, value?: string) => {
      const top = workspace.view(as);
      return press({ view: top?.id }, top?.view.blocks, actionId, value);
    },
    form: () => workspace.view(as)?.view ?? null,
    submit: async (values: Record<string, string | number | readonly string[] | null>) => {
      const top = workspace.view(as);
      if (!top) throw new Error('no form is open');
      const inputs = Object.fromEntries(Object.entries(values).map(([field, value]) => [field, { [field]: value }]));
      const result = await workspace.act({ verb: 'submit', as, viewId: top.id, values: inputs });
      await rig.settle();
      return result;
    },
  };
}
