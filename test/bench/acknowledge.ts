import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import { startChild } from './child.ts';
import { atLeast, type Figure, interleaved, perSecond } from './figure.ts';
import type { Ground } from './ground.ts';
import { SAID } from './seed-words.ts';

const SECRET = 'bench-signing-secret-0123456789';
const CLIENTS = 16;

let sent = 0;
/** A message event as Slack sends it, about 1 kB. */
function eventBody(): string {
  const n = ++sent;
  const ts = `${1_790_000_000 + n}.000100`;
  const event = {
    type: 'message',
    channel: 'CBENCH',
    channel_type: 'channel',
    user: 'UBENCH',
    text: SAID[n % SAID.length],
    ts,
    event_ts: ts,
    client_msg_id: crypto.randomUUID(),
    team: 'T0',
    blocks: [
      {
        type: 'rich_text',
        block_id: 'b1',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: SAID[n % SAID.length] }] }],
      },
    ],
  };
  const authorizations = [
    { enterprise_id: null, team_id: 'T0', user_id: 'U0', is_bot: true, is_enterprise_install: false },
  ];
  return JSON.stringify({
    token: 'x',
    team_id: 'T0',
    api_app_id: 'A0',
    event,
    type: 'event_callback',
    event_id: `Ev${n}-${process.pid}`,
    event_time: 1_790_000_000,
    authorizations,
    is_ext_shared_channel: false,
    event_context: 'x',
  });
}

const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });

/** Posts one signed event; rejects when it is not acknowledged. */
const post = (port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const body = eventBody();
    const time = String(Math.floor(Date.now() / 1000));
    const signature = `v0=${createHmac('sha256', SECRET).update(`v0:${time}:${body}`).digest('hex')}`;
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'x-slack-signature': signature,
      'x-slack-request-timestamp': time,
    };
    const asked = request(
      { host: '127.0.0.1', port, path: '/slack/events', method: 'POST', headers, agent },
      (response) => {
        response.resume();
        response.on('end', () =>
          response.statusCode === 200 ? resolve() : reject(new Error(`answered ${response.statusCode}`)),
        );
      },
    );
    asked.on('error', reject);
    asked.end(body);
  });

/** Events a second of CPU that are acknowledged, ours stored before, beside Bolt alone. */
export async function acknowledgeFigures(ground: Ground): Promise<readonly Figure[]> {
  const plot = await ground.small();
  const idle = await startChild<number>('acknowledge-child.ts', ['idle', '', SECRET]);
  const desk = await startChild<number>('acknowledge-child.ts', ['desk', plot.url, SECRET]);
  try {
    const measure = (server: typeof idle) => async () => {
      const before = await server.ask<number>('cpu');
      await perSecond(ground.sizes.acknowledge, CLIENTS, () => post(server.said));
      return (ground.sizes.acknowledge * 1e6) / ((await server.ask<number>('cpu')) - before);
    };
    const rate = await interleaved(ground.sizes.turns, { desk: measure(desk), idle: measure(idle) });
    return [
      atLeast(
        'message events acknowledged over HTTP',
        rate.desk,
        '/s of CPU',
        'Bolt that stores nothing',
        rate.idle,
        0.6,
      ),
    ];
  } finally {
    agent.destroy();
    await idle.stop();
    await desk.stop();
  }
}
