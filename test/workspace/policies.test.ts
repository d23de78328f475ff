import { type WebAPIRateLimitedError, WebClient } from '@slack/web-api';
import { afterEach, describe, expect, it } from 'vitest';
import { methodTiers } from '../../src/workspace/rate-limits.ts';
import { methodScopes } from '../../src/workspace/scopes.ts';
import type { Workspace, WorkspaceOptions } from '../../src/workspace/workspace.ts';
import { fakeClock, openShop, quietLog, socketApp } from './shop.ts';

let w: Workspace;
afterEach(() => w.stop());

async function open(options: Partial<WorkspaceOptions> = {}, retries = 0): Promise<WebClient> {
  w = await openShop(options);
  const retryConfig = { retries, minTimeout: 5, factor: 1 };
  return new WebClient(w.botToken, {
    slackApiUrl: w.apiUrl,
    retryConfig,
    rejectRateLimitedCalls: retries === 0,
    logger: quietLog,
  });
}

/** How many calls pass before the first 429, and how long it says to wait. */
async function untilLimited(call: () => Promise<unknown>, most = 200): Promise<{ passed: number; wait: number }> {
  for (let passed = 0; passed < most; passed += 1) {
    try {
      await call();
    } catch (error) {
      return { passed, wait: (error as WebAPIRateLimitedError).retryAfter };
    }
  }
  return { passed: most, wait: 0 };
}

describe('rate limits', () => {
  it('let a short burst into a channel, then one message a second; other channels are not held up', async () => {
    const clock = fakeClock();
    const client = await open({ rateLimits: true, now: clock.now });
    const post = (channel: string) => () => client.chat.postMessage({ channel: w.channel(channel), text: 'x' });
    expect(await untilLimited(post('投诉'))).toEqual({ passed: 5, wait: 1 });
    await post('管理层')();
    clock.pass(1_000);
    expect(await untilLimited(post('投诉'))).toEqual({ passed: 1, wait: 1 });
  });

  it('hold each method to its tier', async () => {
    const clock = fakeClock();
    const client = await open({ rateLimits: true, now: clock.now });
    expect(await untilLimited(() => client.users.list({}))).toEqual({ passed: 20, wait: 3 });
    expect(await untilLimited(() => client.conversations.info({ channel: w.channel('投诉') }))).toEqual({
      passed: 50,
      wait: 2,
    });
    expect(await untilLimited(() => client.auth.test())).toEqual({ passed: 200, wait: 0 });
  });

  it('can be switched off', async () => {
    const client = await open({ rateLimits: false });
    expect((await untilLimited(() => client.users.list({}), 30)).passed).toBe(30);
  });

  it('know every method that asks for a scope', () => {
    expect(Object.keys(methodScopes).filter((method) => !(method in methodTiers))).toEqual([]);
  });
});

describe('faults on demand', () => {
  it('answer 429 with the seconds to wait, as often as told', async () => {
    const client = await open();
    w.fault({ method: 'auth.test', kind: '429', times: 1, retryAfter: 7 });
    await expect(client.auth.test()).rejects.toMatchObject({ retryAfter: 7 });
    expect((await client.auth.test()).ok).toBe(true);
  });

  it('drop the answer after the work is done, so that a retrying client posts twice', async () => {
    const client = await open({}, 1);
    w.fault({ method: 'chat.postMessage', kind: 'drop_after_commit', times: 1 });
    await client.chat.postMessage({ channel: w.channel('投诉'), text: '一次？' });
    expect(w.messages(w.user('wang'), w.channel('投诉')).map((m) => m.text)).toEqual(['一次？', '一次？']);
  });

  it('answer 500, or a word of Slack’s, or late; and stop when cleared', async () => {
    const client = await open();
    w.fault({ method: '*', kind: '500', times: 1 });
    await expect(client.auth.test()).rejects.toMatchObject({ statusCode: 500 });
    w.fault({ method: 'auth.test', kind: 'error', times: 5, error: 'team_access_not_granted' });
    await expect(client.auth.test()).rejects.toMatchObject({ data: { error: 'team_access_not_granted' } });
    w.clearFaults();
    w.fault({ method: 'auth.test', kind: 'slow', times: 1, ms: 60 });
    const started = performance.now();
    await client.auth.test();
    expect(performance.now() - started).toBeGreaterThan(55);
  });

  it('lose the answer to an event, so that the app gets it twice with one event_id', async () => {
    await open({ retryDelaysMs: [0] });
    const ids: string[] = [];
    const app = await socketApp(w, (bolt) => bolt.event('message', async ({ body }) => void ids.push(body.event_id)));
    w.fault({ method: 'delivery', kind: 'drop_after_commit', times: 1 });
    await w.act({ verb: 'message', as: w.user('wang'), channel: w.channel('投诉'), text: 'x' });
    await w.quiet();
    await app.stop();
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });

  it('leave a trace, and no token in it', async () => {
    const client = await open();
    w.fault({ method: 'auth.test', kind: 'slow', times: 1, ms: 1 });
    await client.auth.test();
    await client.chat.postMessage({ channel: w.channel('投诉'), text: `密 ${w.appToken}`, token: w.botToken });
    await w.quiet();
    const words = w.trace().map((t) => `${t.kind} ${t.name}`);
    expect(words.filter((word) => !word.endsWith('message'))).toEqual([
      'fault auth.test',
      'call auth.test',
      'call chat.postMessage',
    ]);
    expect(JSON.stringify(w.trace())).not.toContain(w.botToken);
    expect(JSON.stringify(w.trace())).not.toContain(w.appToken);
    const last = w.trace().at(-1)?.n ?? 0;
    expect(w.trace(last - 1).map((t) => t.n)).toEqual([last]);
  });
});
