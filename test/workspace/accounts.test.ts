import type { App } from '@slack/bolt';
import { type WebAPIPlatformError, WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Workspace } from '../../src/workspace/workspace.ts';
import { fakeClock, manifest, openShop, quietLog, socketApp } from './shop.ts';

const told = ['user_change', 'user_profile_changed'];
const listening = {
  ...manifest,
  settings: { ...manifest.settings, event_subscriptions: { bot_events: [...told, 'member_left_channel'] } },
};

let w: Workspace;
let app: App;
let client: WebClient;
let wang: string;
let li: string;
let heard: Record<string, unknown>[] = [];
const clock = fakeClock();

beforeEach(async () => {
  heard = [];
  w = await openShop({ manifest: listening, now: clock.now });
  client = new WebClient(w.botToken, { slackApiUrl: w.apiUrl, retryConfig: { retries: 0 }, logger: quietLog });
  wang = w.user('wang');
  li = w.user('li');
  app = await socketApp(w, (bolt) => {
    for (const type of [...told, 'member_left_channel'])
      bolt.event(type, async ({ event }) => void heard.push({ ...event }));
    bolt.shortcut('new_one', async ({ ack, shortcut }) => {
      await ack();
      const text = { type: 'plain_text' as const, text: '窗' };
      const blocks = [{ type: 'divider' as const }];
      await client.views.open({ trigger_id: shortcut.trigger_id, view: { type: 'modal', title: text, blocks } });
    });
  });
});
afterEach(async () => {
  await app.stop();
  await w.stop();
});

const deactivate = () => w.act({ verb: 'deactivate_person', as: li, user: wang });
const reactivate = () => w.act({ verb: 'reactivate_person', as: li, user: wang });

async function word(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => 'ok',
    (error: WebAPIPlatformError) => error.data?.error ?? error.message,
  );
}

describe('a deactivated person', () => {
  it('is deleted in users.info and users.list, without the fields Slack leaves out', async () => {
    expect(await deactivate()).toEqual({ ok: true });
    const { user } = await client.users.info({ user: wang });
    expect(user).toMatchObject({ id: wang, deleted: true, profile: { real_name: '王小明' } });
    expect(user?.updated).toBe(Math.floor(clock.now() / 1000));
    for (const field of ['real_name', 'tz', 'tz_offset', 'color', 'is_admin']) expect(user).not.toHaveProperty(field);
    const { members } = await client.users.list({});
    expect(members?.filter((member) => member.deleted).map((member) => member.id)).toEqual([wang]);
  });

  it('is found by no address and opened no conversation, while a message still goes through', async () => {
    const { channel } = await client.conversations.open({ users: wang });
    await deactivate();
    expect(await word(client.users.lookupByEmail({ email: 'wang@example.com' }))).toBe('users_not_found');
    expect(await word(client.conversations.open({ users: wang }))).toBe('user_disabled');
    expect(await word(client.conversations.open({ users: `${li},${wang}` }))).toBe('user_disabled');
    // Slack takes the message without a word: python-slack-sdk issue 1156.
    expect(await word(client.chat.postMessage({ channel: channel?.id ?? '', text: 'x' }))).toBe('ok');
    expect(await word(client.chat.postMessage({ channel: wang, text: 'x' }))).toBe('ok');
    const { channels } = await client.conversations.list({ types: 'im' });
    expect(channels).toMatchObject([{ user: wang, is_user_deleted: true }]);
  });

  it('is out of every channel without a word, and invited to none', async () => {
    const channel = w.channel('投诉');
    const before = w.messages(li, channel).length;
    await deactivate();
    expect((await client.conversations.members({ channel })).members).not.toContain(wang);
    expect(w.messages(li, channel)).toHaveLength(before);
    expect(await word(client.conversations.invite({ channel, users: wang }))).toBe('cant_invite');
    expect(await word(client.chat.postEphemeral({ channel, user: wang, text: 'x' }))).toBe('user_not_in_channel');
    expect(await w.act({ verb: 'join', as: li, channel, user: wang })).toMatchObject({ error: 'user_disabled' });
  });

  it('can do nothing, and stands before no modal', async () => {
    await w.act({ verb: 'global_shortcut', as: wang, callbackId: 'new_one' });
    await w.quiet(20);
    expect(w.view(wang)).not.toBeNull();
    const channel = w.channel('投诉');
    const said = await w.act({ verb: 'message', as: wang, channel, text: '走之前' });
    const ts = (said.ok && said.ts) || '';
    await deactivate();
    expect(w.view(wang)).toBeNull();
    for (const act of [
      { verb: 'message', as: wang, channel, text: '还在' },
      { verb: 'edit', as: wang, channel, ts, text: '改' },
      { verb: 'join', as: wang, channel, user: wang },
      { verb: 'open_home', as: wang },
    ] as const)
      expect(await w.act(act)).toMatchObject({ error: 'account_inactive' });
    expect(w.messages(li, channel).at(-1)).toMatchObject({ text: '走之前', user: wang });
  });

  it('is written to by nobody in a direct message, which can still be read', async () => {
    const opened = await w.act({ verb: 'open_dm', as: li, user: wang });
    const channel = (opened.ok && opened.channel) || '';
    await w.act({ verb: 'message', as: li, channel, text: '在吗' });
    await deactivate();
    expect(await w.act({ verb: 'message', as: li, channel, text: '还在吗' })).toMatchObject({ error: 'user_disabled' });
    expect(w.messages(li, channel).map((m) => m.text)).toEqual(['在吗']);
  });

  it('is told to the app by both events, and to no app that asked for neither', async () => {
    await deactivate();
    await w.quiet();
    const user = { id: wang, deleted: true };
    expect(heard).toMatchObject([
      { type: 'user_change', user },
      { type: 'user_profile_changed', user },
    ]);
    const deaf = await openShop();
    await deaf.act({ verb: 'deactivate_person', as: deaf.user('li'), user: deaf.user('wang') });
    expect(deaf.trace().filter((entry) => entry.kind === 'delivery')).toEqual([]);
    await deaf.stop();
  });
});

describe('a reactivated person', () => {
  it('is whole again, but in no channel, as Slack’s help page says', async () => {
    await deactivate();
    expect(await reactivate()).toEqual({ ok: true });
    await w.quiet();
    expect(heard.at(-1)).toMatchObject({ type: 'user_profile_changed', user: { deleted: false, real_name: '王小明' } });
    expect((await client.users.lookupByEmail({ email: 'wang@example.com' })).user?.id).toBe(wang);
    expect(w.state(wang).channels.filter((channel) => channel.isMember)).toEqual([]);
    const channel = w.channel('投诉');
    expect(await word(client.conversations.invite({ channel, users: wang }))).toBe('ok');
    expect(await w.act({ verb: 'message', as: wang, channel, text: '回来了' })).toMatchObject({ ok: true });
  });
});

it('nobody closes their own account, or one that is closed, or the bot’s', async () => {
  expect(await w.act({ verb: 'deactivate_person', as: li, user: li })).toMatchObject({
    error: 'cannot_deactivate_self',
  });
  await deactivate();
  expect(await deactivate()).toMatchObject({ error: 'nothing_to_do' });
  expect(await w.act({ verb: 'deactivate_person', as: li, user: w.botUserId })).toMatchObject({
    error: 'user_not_found',
  });
  expect(await w.act({ verb: 'reactivate_person', as: li, user: li })).toMatchObject({ error: 'nothing_to_do' });
});
