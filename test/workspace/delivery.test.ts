import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { App } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { Workspace, WorkspaceOptions } from '../../src/workspace/workspace.ts';
import { fakeClock, manifest, manifestWithout, openShop, quietLog, socketApp } from './shop.ts';

let w: Workspace;
const ends: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of ends.splice(0)) await end();
  await w.stop();
});

interface Request {
  headers: IncomingMessage['headers'];
  body: string;
}

/** An app that is nothing but an HTTP server: keeps each request and answers as told. */
async function bareApp(
  options: Partial<WorkspaceOptions>,
  answer: (res: ServerResponse, n: number) => void,
): Promise<Request[]> {
  const seen: Request[] = [];
  const server: Server = createServer(async (req, res) => {
    const parts: Buffer[] = [];
    for await (const part of req) parts.push(part as Buffer);
    const body = Buffer.concat(parts).toString();
    if (body.includes('url_verification')) return void res.end(JSON.parse(body).challenge);
    seen.push({ headers: req.headers, body });
    answer(res, seen.length);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ends.push(() => {
    server.close();
    server.closeAllConnections();
  });
  const requestUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`;
  w = await openShop({ delivery: { mode: 'http', requestUrl }, ...options });
  return seen;
}

const say = (text: string, channel = '投诉') =>
  w.act({ verb: 'message', as: w.user('wang'), channel: w.channel(channel), text });
const eventIds = (seen: Request[]) => seen.map((r) => JSON.parse(r.body).event_id);

describe('signed HTTP', () => {
  it('signs each request over its time and exact body', async () => {
    const seen = await bareApp({}, (res) => void res.end());
    await say('你好');
    await w.quiet();
    const { headers, body } = seen[0] ?? { headers: {}, body: '' };
    const time = headers['x-slack-request-timestamp'];
    expect(Math.abs(Number(time) - Date.now() / 1000)).toBeLessThan(5);
    const mac = createHmac('sha256', w.signingSecret).update(`v0:${time}:${body}`).digest('hex');
    expect(headers['x-slack-signature']).toBe(`v0=${mac}`);
    expect(headers['content-type']).toBe('application/json');
  });

  it('sends commands as a form whose type has no charset, with is_enterprise_install as text', async () => {
    const seen = await bareApp({}, (res) => void res.end('收到'));
    const channel = w.channel('投诉');
    await w.act({ verb: 'command', as: w.user('wang'), channel, command: '/desk', text: 'a & b @李经理' });
    expect(seen[0]?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    const form = new URLSearchParams(seen[0]?.body);
    expect([form.get('command'), form.get('text'), form.get('is_enterprise_install')]).toEqual([
      '/desk',
      `a &amp; b <@${w.user('li')}>`,
      'false',
    ]);
    expect(w.messages(w.user('wang'), channel).at(-1)).toMatchObject({ text: '收到', ephemeral: true });
  });

  it('retries at once, after a minute and after five, with the same event_id and the reason', async () => {
    const clock = fakeClock();
    const seen = await bareApp({ now: clock.now }, (res) => void res.writeHead(500).end());
    await say('出错');
    await w.quiet();
    expect(seen.map((r) => r.headers['x-slack-retry-num'])).toEqual([undefined, '1']);
    clock.pass(59_000);
    await w.tick();
    expect(seen).toHaveLength(2);
    clock.pass(1_000);
    await w.tick();
    clock.pass(300_000);
    await w.tick();
    clock.pass(3_600_000);
    await w.tick();
    expect(seen.map((r) => r.headers['x-slack-retry-num'])).toEqual([undefined, '1', '2', '3']);
    expect(seen.at(-1)?.headers['x-slack-retry-reason']).toBe('http_error');
    expect(new Set(eventIds(seen)).size).toBe(1);
  });

  it('stops retrying when the app says so', async () => {
    const seen = await bareApp({}, (res) => void res.writeHead(500, { 'x-slack-no-retry': '1' }).end());
    await say('别再来');
    await w.quiet();
    expect(seen).toHaveLength(1);
  });

  it('calls a slow app’s event timed out, and redelivers it', async () => {
    const seen = await bareApp({ ackLimitMs: 60, retryDelaysMs: [0] }, (res, n) => void (n > 1 && res.end()));
    await say('慢');
    await w.quiet(100);
    expect(seen.map((r) => r.headers['x-slack-retry-reason'])).toEqual([undefined, 'http_timeout']);
  });

  it('knows from the handshake whether the app is there', async () => {
    await bareApp({}, (res) => void res.end());
    expect(await w.verifyRequestUrl()).toBe(true);
    expect(w.state('').appConnected).toBe(true);
    w.setDelivery({ mode: 'http', requestUrl: 'http://127.0.0.1:1/slack/events' });
    expect(await w.verifyRequestUrl()).toBe(false);
    const act = {
      verb: 'command',
      as: w.user('wang'),
      channel: w.channel('投诉'),
      command: '/desk',
      text: '',
    } as const;
    expect(await w.act(act)).toMatchObject({ ok: false, error: 'app_not_connected' });
  });
});

describe('Socket Mode', () => {
  async function sockets(
    count: number,
    options: Partial<WorkspaceOptions> = {},
  ): Promise<{ apps: App[]; got: string[][] }> {
    w = await openShop(options);
    const got: string[][] = [];
    const apps: App[] = [];
    for (let i = 0; i < count; i += 1) {
      const mine: string[] = [];
      got.push(mine);
      const app = await socketApp(w, (bolt) => {
        bolt.event('message', async ({ event }) => void mine.push((event as { text: string }).text));
        bolt.command('/desk', async ({ ack, command }) => {
          if (command.text === 'slow') await new Promise((resolve) => setTimeout(resolve, 200));
          await ack();
        });
      });
      apps.push(app);
      ends.push(() => app.stop());
    }
    return { apps, got };
  }

  it('gives each event to exactly one of several connections, in turn', async () => {
    const { got } = await sockets(2);
    for (const text of ['1', '2', '3', '4']) await say(text);
    await w.quiet();
    expect(got.map((mine) => mine.length)).toEqual([2, 2]);
    expect(got.flat().sort()).toEqual(['1', '2', '3', '4']);
  });

  it('enforces the time limit that Bolt does not, and ignores the late ack', async () => {
    await sockets(1, { ackLimitMs: 60 });
    const command = (text: string) =>
      w.act({ verb: 'command', as: w.user('wang'), channel: w.channel('投诉'), command: '/desk', text });
    expect(await command('slow')).toMatchObject({ ok: false, error: 'app_did_not_respond' });
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(w.trace().some((t) => t.kind === 'socket' && t.name === 'late_ack')).toBe(true);
    expect(await command('quick')).toMatchObject({ ok: true });
  });

  it('sends nothing to a connection that was told to go, and the other one carries on', async () => {
    w = await openShop();
    const client = new WebClient(w.appToken, { slackApiUrl: w.apiUrl, logger: quietLog });
    const lines: { type: string; reason?: string; envelope_id?: string; num_connections?: number }[] = [];
    const { url = '' } = await client.apps.connections.open();
    const socket = new WebSocket(url);
    ends.push(() => socket.terminate());
    socket.on('message', (data) => {
      const line = JSON.parse(data.toString());
      lines.push(line);
      if (line.envelope_id) socket.send(JSON.stringify({ envelope_id: line.envelope_id, payload: {} }));
    });
    await new Promise((resolve) => socket.once('message', resolve));
    expect(lines[0]).toMatchObject({
      type: 'hello',
      num_connections: 1,
      connection_info: { app_id: expect.stringMatching(/^A/) },
    });
    await say('一');
    await w.quiet();
    expect(lines[1]).toMatchObject({
      type: 'events_api',
      retry_attempt: 0,
      retry_reason: '',
      accepts_response_payload: false,
    });
    w.disconnectSockets('refresh_requested');
    await say('二');
    await w.quiet();
    expect(lines.slice(2)).toMatchObject([{ type: 'disconnect', reason: 'refresh_requested' }]);
    expect(w.state('').appConnected).toBe(false);
  });

  it('lets a ticket open one socket', async () => {
    w = await openShop();
    const { url = '' } = await new WebClient(w.appToken, { slackApiUrl: w.apiUrl }).apps.connections.open();
    const outcome = (socket: WebSocket) =>
      new Promise((resolve) => {
        socket.once('open', () => resolve('open'));
        socket.once('error', (error) => resolve(error.message));
        ends.push(() => socket.terminate());
      });
    expect(await outcome(new WebSocket(url))).toBe('open');
    expect(await outcome(new WebSocket(url))).toContain('401');
  });

  it('redelivers with the attempt and the reason when the line was cut before the ack', async () => {
    const clock = fakeClock();
    w = await openShop({ now: clock.now, retryDelaysMs: [1_000] });
    const client = new WebClient(w.appToken, { slackApiUrl: w.apiUrl });
    const connect = async (ack: boolean) => {
      const seen: { retry_attempt: number; retry_reason: string; payload: { event_id: string } }[] = [];
      const socket = new WebSocket((await client.apps.connections.open()).url ?? '');
      ends.push(() => socket.terminate());
      socket.on('message', (data) => {
        const line = JSON.parse(data.toString());
        if (line.type === 'hello') return;
        seen.push(line);
        if (ack) socket.send(JSON.stringify({ envelope_id: line.envelope_id, payload: {} }));
      });
      await new Promise((resolve) => socket.once('message', resolve));
      return seen;
    };
    const first = await connect(false);
    await say('一');
    await new Promise((resolve) => setTimeout(resolve, 30));
    w.disconnectSockets('abrupt');
    await w.quiet();
    const second = await connect(true);
    clock.pass(1_000);
    await w.tick();
    expect(second).toMatchObject([
      { retry_attempt: 1, retry_reason: 'connection_failed', payload: { event_id: first[0]?.payload.event_id } },
    ]);
  });
});

describe('what is delivered', () => {
  const bodies = (seen: Request[]) => seen.map((r) => JSON.parse(r.body).event);

  it('is only what happens where the bot is, and only what is subscribed and allowed', async () => {
    const quietManifest = {
      ...manifest,
      settings: { ...manifest.settings, event_subscriptions: { bot_events: ['message.channels'] } },
    };
    const seen = await bareApp({ manifest: quietManifest }, (res) => void res.end());
    await say('外面', '闲聊');
    await say('@小店 里面');
    await w.act({ verb: 'open_home', as: w.user('wang') });
    await w.quiet();
    expect(bodies(seen).map((e) => e.type)).toEqual(['message']);
  });

  it('is nothing for a subscription without its scope, and the log says so', async () => {
    const lines: string[] = [];
    const seen = await bareApp(
      { manifest: manifestWithout('channels:history'), log: (line) => lines.push(line) },
      (res) => void res.end(),
    );
    await say('无权');
    await w.quiet();
    expect(seen).toEqual([]);
    expect(lines.join()).toContain('message.channels');
  });

  it('is both a message and an app_mention when the bot is called', async () => {
    const seen = await bareApp({}, (res) => void res.end());
    await say('@小店 看 <这里> https://b.cn/x?a=1&b=2 #投诉');
    await w.quiet();
    const [message, mention] = bodies(seen);
    expect([message.type, mention.type]).toEqual(['message', 'app_mention']);
    const place = w.channel('投诉');
    expect(message.text).toBe(`<@${w.botUserId}> 看 &lt;这里&gt; <https://b.cn/x?a=1&amp;b=2> <#${place}|投诉>`);
    expect(message.blocks[0].elements[0].elements).toEqual([
      { type: 'user', user_id: w.botUserId },
      { type: 'text', text: ' 看 <这里> ' },
      { type: 'link', url: 'https://b.cn/x?a=1&b=2' },
      { type: 'text', text: ' ' },
      { type: 'channel', channel_id: place },
    ]);
    expect(message).toMatchObject({
      channel_type: 'channel',
      client_msg_id: expect.any(String),
      team: expect.any(String),
    });
    expect(mention).not.toHaveProperty('channel_type');
  });

  it('covers edits, deletions, files, threads, reactions, joining and direct messages', async () => {
    const seen = await bareApp({}, (res) => void res.end());
    const [wang, li, channel] = [w.user('wang'), w.user('li'), w.channel('投诉')];
    const said = await say('一');
    const ts = (said.ok && said.ts) || '';
    await w.act({ verb: 'message', as: li, channel, text: '二', threadTs: ts });
    await w.act({ verb: 'react', as: li, channel, ts, name: 'eyes' });
    await w.act({ verb: 'edit', as: wang, channel, ts, text: '一改' });
    const file = { name: '图.png', mimetype: 'image/png', content: 'AAAA' };
    const shared = await w.act({ verb: 'message', as: wang, channel, text: '', files: [file] });
    await w.act({ verb: 'delete', as: wang, channel, ts: (shared.ok && shared.ts) || '' });
    await w.act({ verb: 'join', as: wang, channel: w.channel('闲聊'), user: w.botUserId });
    const dm = await w.act({ verb: 'open_dm', as: li, user: w.botUserId });
    await w.act({ verb: 'message', as: li, channel: (dm.ok && dm.channel) || '', text: '私信' });
    await w.quiet();
    const words = bodies(seen).map((e) => [e.type, e.subtype ?? e.channel_type ?? e.tab ?? ''].join(' ').trim());
    expect(words).toEqual([
      'message channel',
      'message channel',
      'reaction_added',
      'message message_changed',
      'message file_share',
      'message message_deleted',
      'message channel_join',
      'member_joined_channel C',
      'app_home_opened messages',
      'message im',
    ]);
    expect(bodies(seen)[1]).toMatchObject({ thread_ts: ts, parent_user_id: wang });
    expect(bodies(seen)[3]).toMatchObject({ message: { text: '一改' }, previous_message: { text: '一' } });
  });

  it('leaves a tombstone where a root with replies was deleted', async () => {
    const seen = await bareApp({}, (res) => void res.end());
    const [wang, channel] = [w.user('wang'), w.channel('投诉')];
    const said = await say('根');
    const ts = (said.ok && said.ts) || '';
    await w.act({ verb: 'message', as: wang, channel, text: '回', threadTs: ts });
    await w.act({ verb: 'delete', as: wang, channel, ts });
    await w.quiet();
    expect(bodies(seen).at(-1)).toMatchObject({
      subtype: 'message_changed',
      message: { subtype: 'tombstone' },
      previous_message: { text: '根' },
    });
    expect(w.messages(wang, channel, ts)).toHaveLength(2);
  });
});
