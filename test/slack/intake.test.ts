import { createHmac } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import type { Ports } from '../../src/ports.ts';
import { messageRef, userRef } from '../../src/slack/refs.ts';
import { openRig, type Rig, type RigOptions } from './rig.ts';

let rig: Rig;
const open = async (options: RigOptions = {}) => {
  rig = await openRig(options);
  return rig;
};
afterEach(() => rig.stop());

const channel = () => rig.workspace.channel('客诉');
const stored = () => [...rig.stores.memory.messages.values()];
const calls = (name: string) => rig.workspace.trace().filter((e) => e.kind === 'call' && e.name === name);
const acks = (name: string) => rig.workspace.trace().filter((e) => e.kind === 'ack' && e.name === name);

/** The inbox fails so many times, then works. */
const failing =
  (times: number, before: () => Promise<void> = async () => {}): RigOptions['ports'] =>
  (ports): Ports => {
    let left = times;
    const receive: Ports['inbox']['receive'] = async (event) => {
      await before();
      if (left-- > 0) throw new Error('the database is away');
      return ports.inbox.receive(event);
    };
    return { ...ports, inbox: { ...ports.inbox, receive } };
  };

describe.each(['socket', 'http'] as const)('events over %s', (transport) => {
  it('are acknowledged once they are stored', async () => {
    let acknowledged = -1;
    await open({
      transport,
      ports: failing(0, async () => {
        acknowledged = acks('message').length;
      }),
    });
    await rig.post('li', '早上好');
    expect(acknowledged).toBe(0);
    expect(acks('message').map((a) => a.ok)).toEqual([true]);
    expect(stored()).toHaveLength(1);
  });

  it('are not acknowledged when storing fails, come again, and are stored once', async () => {
    await open({ transport, ports: failing(1), workspace: { ackLimitMs: 300, retryDelaysMs: [0] } });
    await rig.post('li', '早上好');
    await rig.workspace.quiet(350);
    expect(acks('message').map((a) => a.ok)).toEqual([false, true]);
    expect(stored().map((m) => m.text)).toEqual(['早上好']);
  });

  it('that overtake each other lose nothing: the edit of a post that was not heard brings its words', async () => {
    await open({ transport, workspace: { retryDelaysMs: [60_000] } });
    const as = rig.workspace.user('li');
    rig.workspace.fault({ method: 'delivery', kind: '500', times: 1 });
    const ts = await rig.post('li', '客户等了两个小时');
    expect(stored()).toEqual([]);
    await rig.workspace.act({ verb: 'edit', as, channel: channel(), ts, text: '客户等了三个小时' });
    await rig.settle();
    expect(stored().map((m) => m.text)).toEqual(['客户等了三个小时']);
    expect(await rig.stores.cases.list({})).toHaveLength(1);
  });

  it('that come twice are stored once', async () => {
    await open({ transport, workspace: { retryDelaysMs: [0] } });
    rig.workspace.fault({ method: 'delivery', kind: 'drop_after_commit', times: 1 });
    await rig.post('li', '客户等了两个小时');
    const [lost, kept] = acks('message');
    expect([lost?.ok, kept?.ok]).toEqual([false, true]);
    expect(stored()).toHaveLength(1);
    expect(await rig.stores.cases.list({})).toHaveLength(1);
  });

  it('answer clicks and commands at once, whatever the database does', async () => {
    await open({ transport });
    const result = await rig.workspace.act({
      verb: 'command',
      as: rig.workspace.user('li'),
      channel: channel(),
      command: '/kesu',
      text: '帮助',
    });
    expect(result.ok).toBe(true);
  });

  it('are let finish before the connection ends', async () => {
    let release = (): void => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let arrived = (): void => {};
    const inside = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const hold = async () => {
      arrived();
      await held;
    };
    await open({ transport, ports: failing(0, hold) });
    void rig.workspace.act({ verb: 'message', as: rig.workspace.user('li'), channel: channel(), text: '客户等了很久' });
    await inside;
    const stopping = rig.connection.stop();
    expect(stored()).toHaveLength(0);
    release();
    await stopping;
    expect(stored()).toHaveLength(1);
  });
});

describe('what people write', () => {
  it('comes in with its place, author, time and thread', async () => {
    await open();
    const ts = await rig.post('li', '客户等了两个小时');
    await rig.post('wu', '我来看看', '客诉', ts);
    const [first, second] = stored();
    expect(first).toMatchObject({ ref: messageRef(channel(), ts), root: messageRef(channel(), ts), intake: 'channel' });
    expect(first?.author).toBe(userRef(rig.workspace.user('li')));
    expect(Date.parse(first?.postedAt ?? '')).toBe(Math.floor(Number(ts) * 1000));
    expect(second?.root).toBe(messageRef(channel(), ts));
  });

  it('comes in as words, out of Slack’s markup', async () => {
    await open();
    await rig.post('li', '客户等 <2 小时 & 还没完 https://example.com/a @吴强 看下');
    expect(stored()[0]?.text).toBe('客户等 <2 小时 & 还没完 https://example.com/a @吴强 看下');
  });

  it('is a mention where the desk is called by name, with the name taken out', async () => {
    await open();
    await rig.post('li', '@Kesu 客诉 客户等了两个小时');
    const [message] = stored();
    expect(stored()).toHaveLength(1);
    expect(message?.intake).toBe('mention');
    expect(message?.text).toBe('客户等了两个小时');
  });

  it('is direct in the desk’s own conversation', async () => {
    await open();
    const as = rig.workspace.user('li');
    const dm = await rig.workspace.act({ verb: 'open_dm', as, user: rig.workspace.botUserId });
    if (!dm.ok || !dm.channel) throw new Error('no direct message');
    await rig.workspace.act({ verb: 'message', as, channel: dm.channel, text: '客户等了两个小时' });
    await rig.settle();
    expect(stored()[0]?.intake).toBe('direct');
  });

  it('comes in with its files', async () => {
    await open();
    const files = [{ name: '刹车.jpg', mimetype: 'image/jpeg', content: Buffer.from('x').toString('base64') }];
    const act = { verb: 'message', as: rig.workspace.user('li'), channel: channel(), text: '客户等了很久' } as const;
    await rig.workspace.act({ ...act, files });
    await rig.workspace.quiet();
    expect(stored()[0]?.files).toMatchObject([{ name: '刹车.jpg', mimetype: 'image/jpeg', size: 1 }]);
  });

  it('is kept as edited and as deleted', async () => {
    await open();
    const ts = await rig.post('li', '客户等了两个小时');
    const who = { as: rig.workspace.user('li'), channel: channel(), ts };
    await rig.workspace.act({ verb: 'edit', ...who, text: '客户等了三个小时' });
    await rig.settle();
    expect(stored()[0]).toMatchObject({ text: '客户等了三个小时' });
    expect(stored()[0]?.editedAt).not.toBeNull();
    await rig.workspace.act({ verb: 'delete', ...who });
    await rig.settle();
    expect(stored()[0]?.deletedAt).not.toBeNull();
  });

  it('is not what the desk itself posts, changes or deletes', async () => {
    await open();
    await rig.post('li', '客户等了两个小时');
    const { background } = rig.slack.clients;
    const mine = await background.chat.postMessage({ channel: channel(), text: '客户等了很久' });
    await background.chat.update({ channel: channel(), ts: mine.ts ?? '', text: '客户等了更久' });
    await background.chat.delete({ channel: channel(), ts: mine.ts ?? '' });
    await rig.settle();
    expect(stored()).toHaveLength(1);
  });

  it('is left aside when a name cannot be looked up, but not the message', async () => {
    await open();
    rig.workspace.fault({ method: 'users.info', kind: '500', times: 9 });
    await rig.post('li', '客户等了很久 @吴强');
    expect(stored()[0]?.text).toBe(`客户等了很久 @${rig.workspace.user('wu')}`);
  });
});

describe('a connection', () => {
  it('is two sockets, of which Slack may refresh one without a gap', async () => {
    await open();
    expect(rig.connection.health()).toMatchObject({ ok: true, transport: 'socket', up: 2, lines: 2 });
    expect(calls('apps.connections.open')).toHaveLength(2);
    expect(calls('auth.test')).toHaveLength(1);
  });

  it('answers /healthz', async () => {
    await open();
    const response = await fetch(`http://127.0.0.1:${rig.slack.config.port}/healthz`);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ ok: true, up: 2 });
  });
});

describe('requests over HTTP', () => {
  const send = async (secondsFromNow: number, secret = rig.slack.config.signingSecret ?? '') => {
    const body = JSON.stringify({ type: 'event_callback', event_id: 'Ev1', event: { type: 'team_join', user: {} } });
    const timestamp = Math.floor(Date.now() / 1000) + secondsFromNow;
    const sign = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
    const response = await fetch(`http://127.0.0.1:${rig.slack.config.port}/slack/events`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-slack-request-timestamp': String(timestamp),
        'x-slack-signature': `v0=${sign}`,
      },
      body,
    });
    return response.status;
  };

  it('are taken within five minutes of now, either way, and only signed', async () => {
    await open({ transport: 'http' });
    expect(await send(0)).toBe(200);
    expect(await send(200)).toBe(200);
    expect(await send(3600)).toBe(401);
    expect(await send(-301)).toBe(401);
    expect(await send(0, 'another secret')).toBe(401);
  });

  it('pass Slack’s handshake, and /healthz stands beside them', async () => {
    await open({ transport: 'http' });
    expect(await rig.workspace.verifyRequestUrl()).toBe(true);
    const response = await fetch(`http://127.0.0.1:${rig.slack.config.port}/healthz`);
    expect(await response.json()).toMatchObject({ ok: true, transport: 'http', lines: 1 });
  });
});
