import { type WebAPIPlatformError, WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Workspace } from '../../src/workspace/workspace.ts';
import { manifest, manifestWithout, openShop, quietLog, socketApp } from './shop.ts';

let w: Workspace;
let client: WebClient;
let wang: string;
let li: string;

const connect = (to: Workspace) =>
  new WebClient(to.botToken, { slackApiUrl: to.apiUrl, retryConfig: { retries: 0 }, logger: quietLog });

beforeEach(async () => {
  w = await openShop();
  client = connect(w);
  wang = w.user('wang');
  li = w.user('li');
});
afterEach(() => w.stop());

async function word(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => 'ok',
    (error: WebAPIPlatformError) => error.data?.error ?? error.message,
  );
}

async function made(name: string, is_private = true): Promise<string> {
  return (await client.conversations.create({ name, is_private })).channel?.id ?? '';
}

const sees = (as: string, id: string) => w.state(as).channels.some((channel) => channel.id === id);

describe('a private channel', () => {
  it('holds its maker, and is seen by those invited and by nobody else', async () => {
    const { channel } = await client.conversations.create({ name: '危机-漏油', is_private: true });
    const id = channel?.id ?? '';
    expect(channel).toMatchObject({ is_private: true, is_group: true, is_channel: false, is_member: true });
    expect([sees(wang, id), sees(li, id)]).toEqual([false, false]);
    await client.conversations.invite({ channel: id, users: wang });
    expect([sees(wang, id), sees(li, id)]).toEqual([true, false]);
    expect((await client.conversations.members({ channel: id })).members).toEqual([w.botUserId, wang]);
    expect(await w.act({ verb: 'message', as: li, channel: id, text: '我也在' })).toMatchObject({
      error: 'not_in_channel',
    });
    expect(await w.act({ verb: 'message', as: wang, channel: id, text: '在' })).toMatchObject({ ok: true });
  });

  it('is told to an open page at once', async () => {
    const news = await fetch(`${w.url}/_ui/events?as=${wang}`);
    const reader = news.body?.getReader();
    await reader?.read();
    const id = await made('危机');
    await client.conversations.invite({ channel: id, users: wang });
    const heard = new TextDecoder().decode((await reader?.read())?.value);
    expect(heard).toContain('"changed"');
    await reader?.cancel();
  });

  it('is lost from sight by whom the app sends out, and by all when it is archived', async () => {
    const id = await made('危机');
    await client.conversations.invite({ channel: id, users: `${wang},${li}` });
    await client.conversations.kick({ channel: id, user: wang });
    expect([sees(wang, id), sees(li, id)]).toEqual([false, true]);
    await client.conversations.archive({ channel: id });
    expect(sees(li, id)).toBe(false);
    for (const call of [
      client.conversations.invite({ channel: id, users: wang }),
      client.conversations.kick({ channel: id, user: li }),
      client.conversations.setTopic({ channel: id, topic: 'x' }),
      client.conversations.setPurpose({ channel: id, purpose: 'x' }),
    ])
      expect(await word(call)).toBe('is_archived');
  });

  it('says what it is for', async () => {
    const id = await made('危机');
    const { channel } = await client.conversations.setPurpose({ channel: id, purpose: '一起处理一件事' });
    expect(channel).toMatchObject({ purpose: { value: '一起处理一件事', creator: w.botUserId } });
    expect((await client.conversations.history({ channel: id })).messages?.[0]).toMatchObject({
      subtype: 'channel_purpose',
      purpose: '一起处理一件事',
    });
    expect(await word(client.conversations.setPurpose({ channel: id, purpose: '长'.repeat(251) }))).toBe('too_long');
  });
});

describe('names', () => {
  it.each([
    ['', 'invalid_name_required'],
    ['长'.repeat(81), 'invalid_name_maxlength'],
    ['Case', 'invalid_name_specials'],
    ['有 空格', 'invalid_name_specials'],
    ['a.b', 'invalid_name_specials'],
    ['-_-', 'invalid_name_punctuation'],
    ['投诉', 'name_taken'],
    ['管理层', 'name_taken'],
    ['长'.repeat(80), 'ok'],
    ['危机-0301_a', 'ok'],
  ])('%s: %s', async (name, expected) => {
    expect(await word(client.conversations.create({ name, is_private: true }))).toBe(expected);
  });

  it('stay taken by what was archived', async () => {
    await client.conversations.archive({ channel: await made('危机') });
    expect(await word(made('危机', false))).toBe('name_taken');
  });
});

describe('an invitation', () => {
  const invited = async (users: string, force = false) =>
    client.conversations.invite({ channel: await made(`c-${Math.abs(users.length)}-${force}`), users, force });

  it('is refused whole for one who cannot come, and lists each', async () => {
    const id = await made('危机');
    const users = `${wang},U0NOBODY,${w.botUserId}`;
    await expect(client.conversations.invite({ channel: id, users })).rejects.toMatchObject({
      data: {
        error: 'user_not_found',
        errors: [
          { user: 'U0NOBODY', ok: false, error: 'user_not_found' },
          { user: w.botUserId, ok: false, error: 'cant_invite_self' },
        ],
      },
    });
    expect(sees(wang, id)).toBe(false);
  });

  it('brings the others when it is forced', async () => {
    const answer = await invited(`${wang},U0NOBODY`, true);
    expect(answer.errors).toEqual([{ user: 'U0NOBODY', ok: false, error: 'user_not_found' }]);
    expect(sees(wang, answer.channel?.id ?? '')).toBe(true);
  });

  it.each([
    ['', 'no_user'],
    [Array.from({ length: 101 }, (_, i) => `U${i}`).join(','), 'too_many_users'],
  ])('of %s is refused', async (users, expected) => {
    expect(await word(invited(users))).toBe(expected);
  });

  it('twice is already_in_channel, into a direct message not supported, from outside not found', async () => {
    const id = await made('危机');
    await client.conversations.invite({ channel: id, users: wang });
    expect(await word(client.conversations.invite({ channel: id, users: wang }))).toBe('already_in_channel');
    const { channel: dm } = await client.conversations.open({ users: wang });
    expect(await word(client.conversations.invite({ channel: dm?.id ?? '', users: li }))).toBe(
      'method_not_supported_for_channel_type',
    );
    await client.conversations.leave({ channel: id });
    expect(await word(client.conversations.invite({ channel: id, users: li }))).toBe('channel_not_found');
  });
});

describe('scopes', () => {
  const poorer = async (scope: string, work: (poor: WebClient) => Promise<void>) => {
    const shop = await openShop({ manifest: manifestWithout(scope) });
    await work(connect(shop)).finally(() => shop.stop());
  };

  it('groups:write makes and leads private channels, channels:manage public ones', async () => {
    await poorer('groups:write', async (poor) => {
      expect(await word(poor.conversations.create({ name: 'a', is_private: true }))).toBe('missing_scope');
      expect(await word(poor.conversations.create({ name: 'a' }))).toBe('ok');
    });
    await poorer('channels:manage', async (poor) => {
      expect(await word(poor.conversations.create({ name: 'a' }))).toBe('missing_scope');
      const { channel } = await poor.conversations.create({ name: 'a', is_private: true });
      expect(await word(poor.conversations.setPurpose({ channel: channel?.id ?? '', purpose: 'x' }))).toBe('ok');
    });
  });
});

describe('what an app inside hears', () => {
  const heardBy = async (bot_events: string[], scopes?: string[]) => {
    const settings = { ...manifest.settings, event_subscriptions: { bot_events } };
    const oauth_config = { scopes: { bot: scopes ?? manifest.oauth_config.scopes.bot } };
    const shop = await openShop({ manifest: { ...manifest, settings, oauth_config } });
    const heard: Record<string, unknown>[] = [];
    const app = await socketApp(shop, (bolt) => {
      for (const type of bot_events) bolt.event(type, async ({ event }) => void heard.push({ ...event }));
    });
    const { channel } = await connect(shop).conversations.create({ name: '危机', is_private: true });
    const id = channel?.id ?? '';
    await connect(shop).conversations.invite({ channel: id, users: shop.user('wang') });
    await connect(shop).conversations.archive({ channel: id });
    await shop.quiet();
    await app.stop();
    await shop.stop();
    const sent = shop.trace().flatMap((entry) => (entry.kind === 'delivery' ? [entry.name] : []));
    return { heard, id, shop, sent };
  };

  it('is who joined, and the end of the channel, when its manifest names both', async () => {
    const { heard, id, shop, sent } = await heardBy(['member_joined_channel', 'group_archive']);
    const came = { user: shop.user('wang'), channel: id, channel_type: 'G', inviter: shop.botUserId };
    expect(heard).toMatchObject([{ type: 'member_joined_channel', ...came }]);
    // Bolt keeps what the bot itself did from its listeners; it was sent all the same.
    expect(sent.join()).toContain('group_archive');
  });

  it('is nothing when it names neither, or may not read private channels', async () => {
    expect((await heardBy(['app_mention'])).heard).toEqual([]);
    const without = manifest.oauth_config.scopes.bot.filter((scope) => scope !== 'groups:read');
    expect((await heardBy(['member_joined_channel'], without)).heard).toEqual([]);
  });
});
