import { pino } from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import type { Ports } from '../../src/ports.ts';
import { openSlack } from '../../src/slack/clients.ts';
import { connectSlack } from '../../src/slack/connect.ts';
import { openRig, personAt, type Rig, w } from './rig.ts';

/* What Bolt does by itself that would hurt here: slack.md §3.3. */

let rig: Rig;
afterEach(() => rig.stop());
const silent = pino({ level: 'silent' });

describe('a start that Slack refuses', () => {
  it('is an error one can catch, for the bot token', async () => {
    rig = await openRig();
    await expect(openSlack({ ...rig.slack.config, botToken: 'xoxb-wrong' }, silent)).rejects.toThrow('invalid_auth');
  });

  it('is an error one can catch, for the app token, and leaves nothing running', async () => {
    rig = await openRig();
    const { port: _, ...config } = rig.slack.config;
    const slack = { ...rig.slack, config: { ...config, appToken: 'xapp-wrong' } };
    const connection = connectSlack({ slack, ports: rig.ports, w, log: silent });
    await expect(connection.start()).rejects.toThrow('invalid_auth');
    expect(connection.health()).toMatchObject({ ok: false, up: 0 });
  });

  it('names what is missing', async () => {
    rig = await openRig();
    const { appToken: _, ...config } = rig.slack.config;
    const slack = { ...rig.slack, config };
    expect(() => connectSlack({ slack, ports: rig.ports, w, log: silent })).toThrow('signing secret');
  });
});

describe('a slow database', () => {
  it('outlives Slack’s three seconds: the event comes again and is stored once, and nothing breaks', async () => {
    let first = true;
    const slow = (ports: Ports): Ports => ({
      ...ports,
      inbox: {
        ...ports.inbox,
        receive: async (event) => {
          if (first) {
            first = false;
            await new Promise((resolve) => setTimeout(resolve, 3_200));
          }
          return ports.inbox.receive(event);
        },
      },
    });
    rig = await openRig({ transport: 'http', ports: slow, workspace: { retryDelaysMs: [0] } });
    const as = rig.workspace.user('li');
    await rig.workspace.act({ verb: 'message', as, channel: rig.workspace.channel('客诉'), text: '早上好' });
    await rig.workspace.quiet(400, 4_500);
    expect(rig.stores.memory.messages.size).toBe(1);
    expect(rig.connection.health().ok).toBe(true);
  });
});

describe('too many calls', () => {
  it('hold up what they hold up, not the form somebody waits for', async () => {
    rig = await openRig();
    const li = personAt(rig, 'li');
    rig.workspace.fault({ method: 'chat.postMessage', kind: '429', times: 3, retryAfter: 30 });
    await rig.post('li', '客户等了两个小时');
    const started = performance.now();
    await li.command('');
    expect(li.form()?.callback_id).toBe('form:new_case');
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

describe('an answer whose address has expired', () => {
  it('goes to the person’s direct message', async () => {
    rig = await openRig();
    const li = personAt(rig, 'li');
    await li.command('', '闲聊');
    rig.pass(31 * 60_000);
    await li.submit({ text: '客户等了两个小时' });
    const [c] = await rig.stores.cases.list({});
    const { channels } = rig.workspace.state(li.as);
    const dm = channels.find((channel) => channel.kind === 'im');
    expect(JSON.stringify(rig.workspace.messages(li.as, dm?.id ?? ''))).toContain(c?.number);
  });
});

describe('a socket that Slack closes', () => {
  it('comes back', async () => {
    rig = await openRig();
    rig.workspace.disconnectSockets('refresh_requested');
    await rig.workspace.quiet(100);
    await new Promise((resolve) => setTimeout(resolve, 5_500));
    expect(rig.connection.health()).toMatchObject({ ok: true, up: 2 });
    await rig.post('li', '早上好');
    expect(rig.stores.memory.messages.size).toBe(1);
  });
});
