import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App, LogLevel } from '@slack/bolt';
import { startWorkspace, type Workspace, type WorkspaceOptions } from '../../src/workspace/workspace.ts';

/** A manifest with everything the workspace can do switched on. */
export const manifest = {
  display_information: { name: 'Shop' },
  features: {
    app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
    bot_user: { display_name: '小店', always_online: true },
    shortcuts: [
      { name: '登记', type: 'message', callback_id: 'file_it', description: 'from a message' },
      { name: '新建', type: 'global', callback_id: 'new_one', description: 'from anywhere' },
    ],
    slash_commands: [{ command: '/desk', description: 'the desk', usage_hint: 'today', should_escape: true }],
  },
  oauth_config: {
    scopes: {
      bot: (
        'commands chat:write app_mentions:read channels:history groups:history im:history channels:read groups:read im:read ' +
        'channels:manage groups:write im:write channels:join users:read users:read.email reactions:read reactions:write ' +
        'pins:write pins:read files:write files:read team:read users.profile:read'
      ).split(' '),
    },
  },
  settings: {
    event_subscriptions: {
      bot_events: [
        'message.channels',
        'message.groups',
        'message.im',
        'app_mention',
        'app_home_opened',
        'reaction_added',
        'reaction_removed',
        'member_joined_channel',
      ],
    },
    interactivity: { is_enabled: true },
    socket_mode_enabled: true,
  },
};

/** The manifest without some scopes. */
export function manifestWithout(...scopes: string[]) {
  const bot = manifest.oauth_config.scopes.bot.filter((scope) => !scopes.includes(scope));
  return { ...manifest, oauth_config: { scopes: { bot } } };
}

const people = [
  { name: 'wang', realName: '王小明', title: '销售顾问', email: 'wang@example.com' },
  { name: 'li', realName: '李经理', title: '客服经理', email: 'li@example.com' },
];
const channels = [
  { name: '投诉', members: ['wang', 'li'], botIsMember: true },
  { name: '闲聊', members: ['wang'], botIsMember: false },
  { name: '管理层', members: ['li'], botIsMember: true, isPrivate: true },
];

/** A clock that moves only when told. */
export function fakeClock(start = Date.parse('2026-03-02T01:00:00Z')) {
  let at = start;
  return {
    now: () => at,
    pass(ms: number) {
      at += ms;
    },
  };
}

/** A small shop: two people, three channels, and the options a test cares about. */
export function openShop(options: Partial<WorkspaceOptions> = {}): Promise<Workspace> {
  return startWorkspace({ manifest, people, channels, rateLimits: false, ...options });
}

/** A Bolt logger that says nothing. */
export const quietLog = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};

/** A real Bolt app on Socket Mode, with `register` adding its listeners. */
export async function socketApp(w: Workspace, register: (app: App) => void): Promise<App> {
  const app = new App({
    token: w.botToken,
    socketMode: true,
    appToken: w.appToken,
    convoStore: false,
    deferInitialization: true,
    logger: quietLog,
    clientOptions: { slackApiUrl: w.apiUrl, timeout: 10_000, retryConfig: { retries: 1, minTimeout: 10 } },
  });
  register(app);
  await app.init();
  await app.start();
  return app;
}

/** A real Bolt app on signed HTTP; points the workspace at it. */
export async function httpApp(w: Workspace, register: (app: App) => void): Promise<App> {
  const app = new App({
    token: w.botToken,
    signingSecret: w.signingSecret,
    convoStore: false,
    deferInitialization: true,
    logger: quietLog,
    clientOptions: { slackApiUrl: w.apiUrl, timeout: 10_000, retryConfig: { retries: 1, minTimeout: 10 } },
  });
  register(app);
  await app.init();
  const server = (await app.start({ port: 0, host: '127.0.0.1' })) as Server;
  const { port } = server.address() as AddressInfo;
  w.setDelivery({ mode: 'http', requestUrl: `http://127.0.0.1:${port}/slack/events` });
  return app;
}
