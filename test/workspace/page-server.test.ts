import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Workspace } from '../../src/workspace/workspace.ts';
import { openShop } from './shop.ts';

let w: Workspace;
let pageDir: string;

beforeAll(async () => {
  pageDir = mkdtempSync(join(tmpdir(), 'page-'));
  writeFileSync(join(pageDir, 'index.html'), '<!doctype html>');
  writeFileSync(join(pageDir, 'app.js'), 'export {};');
  w = await openShop({ pageDir, hints: [{ title: '试试', text: '漏油', channel: 'C1' }] });
});
afterAll(async () => {
  await w.stop();
  rmSync(pageDir, { recursive: true });
});

/** A request with headers fetch would not let us set. */
function raw(
  path: string,
  headers: Record<string, string>,
  method = 'GET',
  body = '',
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const req = request(w.url + path, { method, headers }, (res) => {
      let text = '';
      res.on('data', (part) => {
        text += part;
      });
      res.on('end', () => resolve({ status: res.statusCode ?? 0, body: text }));
    });
    req.on('error', reject);
    req.end(body);
  });
}

const act = () => JSON.stringify({ verb: 'message', as: w.user('wang'), channel: w.channel('投诉'), text: '经页面' });

describe('the server', () => {
  it('serves the page under a strict policy, with the right types', async () => {
    const page = await fetch(w.url);
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(page.headers.get('content-security-policy')).toContain(
      "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'",
    );
    expect((await fetch(`${w.url}/app.js`)).headers.get('content-type')).toContain('text/javascript');
    const vendor = await fetch(`${w.url}/vendor/preact-htm.js`);
    expect(vendor.headers.get('content-type')).toContain('text/javascript');
    expect(await vendor.text()).toContain('export');
  });

  it('serves nothing from outside the folder', async () => {
    for (const path of ['//', '/../package.json', '/%2e%2e/%2e%2e/etc/passwd', '/..%2fx', '/no.js']) {
      expect((await raw(path, {})).status).toBe(404);
    }
  });

  it('answers no other host name', async () => {
    expect((await raw('/_ui/state', { host: 'evil.example' })).status).toBe(421);
    expect((await raw('/api/auth.test', { host: 'evil.example:80' }, 'POST')).status).toBe(421);
  });

  it('takes faults on demand and takes them back', async () => {
    const json = { 'content-type': 'application/json', origin: w.url };
    const fault = JSON.stringify({ method: 'auth.test', kind: '500', times: 5 });
    const call = () => raw('/api/auth.test', { authorization: `Bearer ${w.botToken}` }, 'POST');
    expect((await raw('/_ui/fault', json, 'POST', fault)).status).toBe(200);
    expect((await call()).status).toBe(500);
    expect((await raw('/_ui/fault', json, 'POST', '{"clear":true}')).status).toBe(200);
    expect((await call()).status).toBe(200);
  });

  it('lets only its own page act', async () => {
    const json = { 'content-type': 'application/json' };
    expect((await raw('/_ui/act', { ...json, origin: 'http://evil.example' }, 'POST', act())).status).toBe(403);
    expect((await raw('/_ui/act', { ...json, 'sec-fetch-site': 'cross-site' }, 'POST', act())).status).toBe(403);
    expect((await raw('/_ui/act', { 'content-type': 'text/plain', origin: w.url }, 'POST', act())).status).toBe(415);
    expect((await raw('/_ui/fault', { ...json, origin: 'null' }, 'POST', '{}')).status).toBe(403);
    const done = await raw('/_ui/act', { ...json, origin: w.url }, 'POST', act());
    expect(JSON.parse(done.body)).toMatchObject({ ok: true, ts: expect.any(String) });
    expect((await raw('/_ui/act', json, 'POST', '{"verb":"fly"}')).status).toBe(400);
    expect((await raw('/_ui/act', json, 'POST', '{')).status).toBe(400);
  });

  it('shows over HTTP what a test sees in process', async () => {
    const [wang, channel] = [w.user('wang'), w.channel('投诉')];
    const get = async (path: string) => (await fetch(w.url + path)).json();
    const { now: _, ...state } = w.state(wang);
    expect(await get(`/_ui/state?as=${wang}`)).toMatchObject(state);
    expect(await get(`/_ui/messages?as=${wang}&channel=${channel}`)).toEqual(w.messages(wang, channel));
    expect(await get(`/_ui/home?as=${wang}`)).toEqual({ view: null });
    expect(await get(`/_ui/view?as=${wang}`)).toEqual({ view: null });
    expect(await get('/_ui/trace?after=0')).toEqual(w.trace());
  });

  it('tells an open page that something changed', async () => {
    const stream = await fetch(`${w.url}/_ui/events?as=${w.user('wang')}`);
    const reader = stream.body?.getReader();
    await reader?.read();
    await w.act({ verb: 'message', as: w.user('wang'), channel: w.channel('投诉'), text: '动了' });
    const { value } = (await reader?.read()) ?? {};
    expect(new TextDecoder().decode(value)).toBe('data: {"changed": true}\n\n');
    await reader?.cancel();
  });
});

describe('what a person sees', () => {
  it('is only their channels, with what is unread and what calls them', async () => {
    const [wang, li, channel] = [w.user('wang'), w.user('li'), w.channel('投诉')];
    const mine = (as: string) => w.state(as).channels.find((c) => c.id === channel);
    expect(w.state(wang).channels.map((c) => c.name)).not.toContain('管理层');
    const before = mine(li)?.unread ?? 0;
    const first = await w.act({ verb: 'message', as: wang, channel, text: '一般的话' });
    await w.act({ verb: 'message', as: wang, channel, text: '请 @李经理 看' });
    expect(mine(li)).toMatchObject({ unread: before + 2, mentions: 1 });
    expect(mine(wang)).toMatchObject({ unread: 0 });
    await w.act({ verb: 'read', as: li, channel, ts: (first.ok && first.ts) || '' });
    expect(mine(li)).toMatchObject({ unread: 1, mentions: 1 });
  });

  it('does not let one change another’s words, nor speak where they are not', async () => {
    const [wang, li, channel] = [w.user('wang'), w.user('li'), w.channel('投诉')];
    const said = await w.act({ verb: 'message', as: wang, channel, text: '我说的' });
    const ts = (said.ok && said.ts) || '';
    expect(await w.act({ verb: 'edit', as: li, channel, ts, text: '你说的' })).toMatchObject({
      error: 'cannot_change',
    });
    expect(await w.act({ verb: 'delete', as: li, channel, ts })).toMatchObject({ error: 'cannot_change' });
    expect(await w.act({ verb: 'message', as: li, channel: w.channel('闲聊'), text: 'x' })).toMatchObject({
      error: 'not_in_channel',
    });
    expect(await w.act({ verb: 'message', as: wang, channel: w.channel('管理层'), text: 'x' })).toMatchObject({
      ok: false,
    });
    expect(await w.act({ verb: 'message', as: w.botUserId, channel, text: 'x' })).toMatchObject({
      error: 'user_not_found',
    });
    expect(w.messages(wang, w.channel('管理层'))).toEqual([]);
    expect(w.messages(wang, channel).find((m) => m.ts === ts)?.text).toBe('我说的');
  });

  it('learns that no app is there', async () => {
    expect(w.state('').appConnected).toBe(false);
    const act = {
      verb: 'command',
      as: w.user('wang'),
      channel: w.channel('投诉'),
      command: '/desk',
      text: '',
    } as const;
    expect(await w.act(act)).toMatchObject({ error: 'app_not_connected', message: expect.stringContaining('应用') });
  });
});
