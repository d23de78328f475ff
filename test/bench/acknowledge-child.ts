/*
 * Run by acknowledge.ts: a server that takes Slack's events, either Bolt that does nothing, or the desk's own listeners that store first.
 * Tells its port, then answers every question with the CPU it used so far.
 */
import { createServer } from 'node:net';
import { type App, HTTPReceiver } from '@slack/bolt';
import { pino } from 'pino';
import { openDatabase } from '../../src/db/open-database.ts';
import type { Slack } from '../../src/slack/clients.ts';
import { connectSlack, createApp } from '../../src/slack/connect.ts';
import { wordingFor } from '../../src/wording/wording.ts';
import { benchDesk } from './bench-desk.ts';

const [kind = '', url = '', signingSecret = ''] = process.argv.slice(2);
const log = pino({ level: 'error' });

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

const port = await freePort();
const config = { botToken: 'xoxb-bench', signingSecret, port, host: '127.0.0.1', apiUrl: 'http://127.0.0.1:9/api/' };
const clients = {} as never;
const slack: Slack = {
  clients,
  identity: { botId: 'B0', botUserId: 'U0', teamUrl: 'https://bench.slack.com/', teamId: 'T0', enterpriseId: null },
  config,
};

async function startIdle(): Promise<void> {
  const receiver = new HTTPReceiver({ signingSecret, endpoints: '/slack/events' });
  const app: App = createApp(slack, { receiver }, log);
  app.event('message', async () => {});
  await app.init();
  await receiver.start({ port, host: '127.0.0.1' });
}

async function startDesk(): Promise<void> {
  const database = await openDatabase({ url, log, now: () => new Date() });
  const { ports } = benchDesk(database, 'bench', { now: () => new Date(), newId: () => crypto.randomUUID() });
  await connectSlack({ slack, ports, w: wordingFor('zh'), log }).start();
}

await (kind === 'idle' ? startIdle() : startDesk());
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.(user + system);
});
process.send?.(port);
