import { createHmac } from 'node:crypto';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MOST_BYTES } from '../../src/slack/signed-request.ts';
import { openRig, type Rig } from '../slack/rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await openRig({ transport: 'http' });
});
afterAll(() => rig.stop());

const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';
const nowS = () => Math.floor(Date.now() / 1000);

interface Letter {
  readonly body: string;
  readonly type: string;
  readonly timestamp?: string;
  /** Null: no header at all. */
  readonly signature?: string | null;
}

const signatureOf = (body: string, timestamp: string, secret = rig.slack.config.signingSecret ?? ''): string =>
  `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;

function headersOf({ body, type, timestamp = String(nowS()), signature }: Letter): Record<string, string> {
  const sign = signature === undefined ? signatureOf(body, timestamp) : signature;
  return {
    'content-type': type,
    'x-slack-request-timestamp': timestamp,
    ...(sign === null ? {} : { 'x-slack-signature': sign }),
  };
}

const address = () => `http://127.0.0.1:${rig.slack.config.port}/slack/events`;
const send = async (letter: Letter): Promise<number> =>
  (await fetch(address(), { method: 'POST', headers: headersOf(letter), body: letter.body })).status;

let events = 0;
/** A message in the complaint channel, as an event of its own. */
const message = (text: string): Letter => {
  const n = ++events;
  const ts = `${nowS()}.${String(n).padStart(6, '0')}`;
  const channel = rig.workspace.channel('客诉');
  const event = { type: 'message', channel, channel_type: 'channel', user: rig.workspace.user('li'), text, ts };
  return { type: JSON_TYPE, body: JSON.stringify({ type: 'event_callback', event_id: `Ev${n}`, event }) };
};
/** A form in which a complaint is registered. */
const form = (text: string, nonce: string): Letter => {
  const state = { values: { text: { text: { type: 'plain_text_input', value: text } } } };
  const view = {
    id: `V${nonce}`,
    type: 'modal',
    callback_id: 'form:new_case',
    private_metadata: '',
    blocks: [],
    state,
  };
  const payload = { type: 'view_submission', user: { id: rig.workspace.user('li') }, view };
  return { type: FORM, body: `payload=${encodeURIComponent(JSON.stringify(payload))}` };
};
const stored = () => rig.stores.memory.messages.size;
const cases = async () => (await rig.stores.cases.list({})).length;

describe('a request over HTTP', () => {
  it('gets in when Slack signed it within five minutes, either way', async () => {
    for (const seconds of [0, -295, 295]) {
      const letter = message('早上好');
      expect(await send({ ...letter, timestamp: String(nowS() + seconds) })).toBe(200);
    }
    expect(stored()).toBe(3);
  });

  it.each<readonly [string, (letter: Letter) => Partial<Letter>]>([
    ['with another secret', ({ body }) => ({ signature: signatureOf(body, String(nowS()), 'f'.repeat(32)) })],
    ['for another body', () => ({ signature: signatureOf('{}', String(nowS())) })],
    ['for another time', ({ body }) => ({ signature: signatureOf(body, String(nowS() - 60)) })],
    ['not at all', () => ({ signature: null })],
    ['with nothing', () => ({ signature: '' })],
    ['in another version', ({ body }) => ({ signature: signatureOf(body, String(nowS())).replace('v0=', 'v1=') })],
    ['with half of it', ({ body }) => ({ signature: signatureOf(body, String(nowS())).slice(0, 40) })],
    ['with more behind it', ({ body }) => ({ signature: `${signatureOf(body, String(nowS()))}00` })],
    ['301 seconds ago', () => ({ timestamp: String(nowS() - 302) })],
    ['in 301 seconds', () => ({ timestamp: String(nowS() + 303) })],
    ['in an hour', () => ({ timestamp: String(nowS() + 3_600) })],
    ['at no time', () => ({ timestamp: 'NaN' })],
    ['at the end of time', () => ({ timestamp: 'Infinity' })],
    ['in another notation', () => ({ timestamp: `${nowS()}.0` })],
  ])('is refused when it was signed %s', async (_, change) => {
    const before = stored();
    const letter = message('早上好');
    expect(await send({ ...letter, ...change(letter) })).toBe(401);
    expect(stored()).toBe(before);
  });

  it('is refused when it is signed but is no object', async () => {
    for (const body of ['null', '1', '"x"', '[]', 'true']) expect(await send({ body, type: JSON_TYPE })).toBe(400);
    for (const body of ['payload=null', 'payload=%5B%5D', 'payload=1'])
      expect(await send({ body, type: FORM })).toBe(400);
    expect(await send({ body: '{', type: JSON_TYPE })).toBe(400);
    expect(await send(message('还在'))).toBe(200);
  });

  it('that only tries the certificate is answered and does nothing, whatever is smuggled beside it', async () => {
    const before = await cases();
    const { body } = form('客户等了两个小时', 'ssl');
    expect(await send({ body: `ssl_check=1&${body}`, type: FORM, signature: null })).toBe(200);
    await rig.settle();
    expect(await cases()).toBe(before);
  });
});

describe('the same signed request again', () => {
  it('is one message, when it is an event: its key tells, and Slack hears that all is well', async () => {
    const before = stored();
    const letter = { ...message('又来一次'), timestamp: String(nowS()) };
    expect(await send(letter)).toBe(200);
    expect(await send(letter)).toBe(200);
    expect(await send({ ...letter, timestamp: String(nowS() + 1) })).toBe(200);
    expect(stored()).toBe(before + 1);
  });

  it('is refused, when somebody acts by it: nothing is done twice', async () => {
    const before = await cases();
    const letter = { ...form('客户等了两个小时', 'a'), timestamp: String(nowS()) };
    expect(await send(letter)).toBe(200);
    expect(await Promise.all([1, 2, 3].map(() => send(letter)))).toEqual([401, 401, 401]);
    await rig.settle();
    expect(await cases()).toBe(before + 1);
  });

  it('is not what two people who type the same send', async () => {
    const before = await cases();
    expect(await send(form('客户等了两个小时', 'b'))).toBe(200);
    expect(await send(form('客户等了两个小时', 'c'))).toBe(200);
    expect(await cases()).toBe(before + 2);
  });
});

describe('a body that is too long', () => {
  it('is refused with 413 before it is read, when it says so', async () => {
    const body = JSON.stringify({ type: 'event_callback', x: 'x'.repeat(MOST_BYTES) });
    expect(await send({ body, type: JSON_TYPE })).toBe(413);
  });

  it('is refused with 413 after two megabytes, when it does not say how long it is', async () => {
    const chunk = Buffer.alloc(256 * 1024, 0x20);
    let sent = 0;
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const headers = headersOf({ body: '', type: JSON_TYPE });
      const open = request(address(), { method: 'POST', headers }, (response) => {
        open.destroy();
        resolve(response.statusCode);
      });
      open.on('error', reject);
      const more = (): void => {
        if (open.destroyed) return;
        sent += chunk.length;
        open.write(chunk, () => setImmediate(more));
      };
      more();
    });
    expect(status).toBe(413);
    expect(sent).toBeLessThan(20 * MOST_BYTES);
  });
});
