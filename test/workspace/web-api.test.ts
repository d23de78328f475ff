import { type WebAPIPlatformError, WebClient } from '@slack/web-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Workspace } from '../../src/workspace/workspace.ts';
import { fakeClock, manifestWithout, openShop, quietLog } from './shop.ts';

const clock = fakeClock();
let w: Workspace;
let client: WebClient;
let channel: string;
let wang: string;
let li: string;

const connect = (to: Workspace, token = to.botToken) =>
  new WebClient(token, { slackApiUrl: to.apiUrl, retryConfig: { retries: 0 }, logger: quietLog });

/** Slack's word for the refusal, with its messages. */
async function refusal(call: Promise<unknown>): Promise<Record<string, unknown>> {
  try {
    await call;
  } catch (error) {
    return { ...(error as WebAPIPlatformError).data };
  }
  throw new Error('the call was not refused');
}

beforeAll(async () => {
  w = await openShop({ now: clock.now });
  client = connect(w);
  channel = w.channel('投诉');
  wang = w.user('wang');
  li = w.user('li');
});
afterAll(() => w.stop());

describe('tokens and scopes', () => {
  it('says who the bot is and lists its scopes in the header', async () => {
    const me = await client.auth.test();
    expect(me).toMatchObject({ ok: true, user_id: w.botUserId, user: '小店' });
    expect(me.response_metadata?.scopes).toContain('chat:write');
  });

  it('tells a missing, a wrong and an unfit token apart', async () => {
    expect(await (await fetch(`${w.apiUrl}auth.test`, { method: 'POST' })).json()).toEqual({
      ok: false,
      error: 'not_authed',
    });
    expect(await refusal(connect(w, 'xoxb-wrong').auth.test())).toMatchObject({ error: 'invalid_auth' });
    expect(await refusal(client.apps.connections.open())).toMatchObject({ error: 'not_allowed_token_type' });
    expect(await connect(w, w.appToken).apps.connections.open()).toMatchObject({
      ok: true,
      url: expect.stringMatching(/^ws:/),
    });
  });

  it('names the scope that is missing and those there are', async () => {
    const poor = await openShop({ manifest: manifestWithout('pins:write', 'groups:history') });
    const pin = await refusal(connect(poor).pins.add({ channel: poor.channel('投诉'), timestamp: '1.0' }));
    expect(pin).toMatchObject({
      error: 'missing_scope',
      needed: 'pins:write',
      provided: expect.stringContaining('chat:write'),
    });
    const read = (name: string) => connect(poor).conversations.history({ channel: poor.channel(name) });
    expect(await refusal(read('管理层'))).toMatchObject({ error: 'missing_scope', needed: 'groups:history' });
    expect(await read('投诉')).toMatchObject({ ok: true, messages: [] });
    await poor.stop();
  });

  it('does not know what Slack does not know', async () => {
    expect(await refusal(client.apiCall('chat.whisper'))).toMatchObject({ error: 'unknown_method' });
  });

  it('refuses a manifest that Slack would refuse, and says where', async () => {
    const long = { name: '一个写得太长太长太长太长太长太长太长太长的快捷操作名称', type: 'global', callback_id: 'x' };
    const bad = { ...manifestWithout(), features: { shortcuts: [long], slash_commands: [] } };
    await expect(openShop({ manifest: bad })).rejects.toThrow('/features/shortcuts/0/name');
  });
});

describe('messages', () => {
  it('posts, threads, updates and deletes', async () => {
    const root = await client.chat.postMessage({ channel, text: '一', unfurl_links: false });
    const reply = await client.chat.postMessage({
      channel,
      text: '二',
      thread_ts: root.ts ?? '',
      reply_broadcast: true,
    });
    expect(reply.message).toMatchObject({
      thread_ts: root.ts,
      parent_user_id: w.botUserId,
      subtype: 'thread_broadcast',
    });
    const thread = await client.conversations.replies({ channel, ts: root.ts ?? '' });
    expect(thread.messages?.map((m) => m.text)).toEqual(['一', '二']);
    expect(thread.messages?.[0]).toMatchObject({ reply_count: 1, reply_users: [w.botUserId], latest_reply: reply.ts });
    await client.chat.update({ channel, ts: root.ts ?? '', text: '一改' });
    const top = await client.conversations.history({ channel, limit: 2 });
    expect(top.messages?.map((m) => m.text)).toEqual(['二', '一改']);
    await client.chat.delete({ channel, ts: reply.ts ?? '' });
    expect((await client.conversations.replies({ channel, ts: root.ts ?? '' })).messages).toHaveLength(1);
  });

  it('keeps blocks when only the text is updated, and drops them for an empty list', async () => {
    const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: '卡' } }];
    const { ts = '' } = await client.chat.postMessage({ channel, text: '卡', blocks });
    const kept = await client.chat.update({ channel, ts, text: '新' });
    expect(kept.message).toMatchObject({ text: '新', blocks: [{ block_id: expect.any(String), type: 'section' }] });
    expect((await client.chat.update({ channel, ts, text: '新', blocks: [] })).message).toMatchObject({ blocks: [] });
  });

  it('gives every message its own ts, derived from the clock', async () => {
    const posted = await Promise.all(Array.from({ length: 20 }, () => client.chat.postMessage({ channel, text: 'x' })));
    expect(new Set(posted.map((p) => p.ts)).size).toBe(20);
    expect(Math.floor(Number(posted[0]?.ts))).toBe(Math.floor(clock.now() / 1000));
  });

  it('returns metadata only when history is asked for it', async () => {
    const metadata = { event_type: 'case', event_payload: { key: 'k-1' } };
    const { ts = '' } = await client.chat.postMessage({ channel, text: 'm', metadata });
    const plain = await client.conversations.history({ channel, latest: ts, inclusive: true, limit: 1 });
    expect(plain.messages?.[0]).not.toHaveProperty('metadata');
    const full = await client.conversations.history({
      channel,
      latest: ts,
      inclusive: true,
      limit: 1,
      include_all_metadata: true,
    });
    expect(full.messages?.[0]?.metadata).toEqual(metadata);
  });

  it('refuses with Slack’s words', async () => {
    const words = async (call: Promise<unknown>) => (await refusal(call)).error;
    const { ts = '' } = await client.chat.postMessage({ channel, text: 'x' });
    const said = await w.act({ verb: 'message', as: wang, channel, text: '人写的' });
    const byPerson = (said.ok && said.ts) || '';
    expect(await words(client.chat.postMessage({ channel: 'C0NOWHERE', text: 'x' }))).toBe('channel_not_found');
    expect(await words(client.chat.postMessage({ channel: w.channel('闲聊'), text: 'x' }))).toBe('not_in_channel');
    expect(await words(client.chat.postMessage({ channel, text: '' }))).toBe('no_text');
    expect(await words(client.chat.postMessage({ channel, text: 'x', thread_ts: '1.000001' }))).toBe(
      'thread_not_found',
    );
    expect(await words(client.chat.update({ channel, ts: '1.000001', text: 'x' }))).toBe('message_not_found');
    expect(await words(client.chat.update({ channel, ts: byPerson, text: 'x' }))).toBe('cant_update_message');
    expect(await words(client.chat.delete({ channel, ts: byPerson }))).toBe('cant_delete_message');
    expect(await words(client.chat.update({ channel, ts, text: '长'.repeat(4_001) }))).toBe('msg_too_long');
    expect(await words(client.chat.postEphemeral({ channel, user: 'U0NOBODY', text: 'x' }))).toBe(
      'user_not_in_channel',
    );
    expect(await words(client.conversations.replies({ channel, ts: '1.000001' }))).toBe('thread_not_found');
    expect(await words(client.conversations.history({ channel, cursor: 'nonsense' }))).toBe('invalid_cursor');
  });

  it('lists the faults of blocks with their places', async () => {
    const value = 'x'.repeat(2_001);
    const button = { type: 'button' as const, action_id: 'a', value, text: { type: 'plain_text' as const, text: 'x' } };
    const data = await refusal(
      client.chat.postMessage({ channel, text: 'x', blocks: [{ type: 'actions', elements: [button] }] }),
    );
    expect(data).toMatchObject({
      error: 'invalid_blocks',
      response_metadata: {
        messages: ['[ERROR] must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]'],
      },
    });
    const many = await refusal(
      client.chat.postMessage({ channel, text: 'x', blocks: Array(51).fill({ type: 'divider' }) }),
    );
    expect(many).toMatchObject({
      response_metadata: { messages: ['[ERROR] no more than 50 items allowed [json-pointer:/blocks]'] },
    });
  });

  it('shows an ephemeral message to one person and to no history', async () => {
    await client.chat.postEphemeral({ channel, user: wang, text: '只给你' });
    expect(w.messages(wang, channel).at(-1)).toMatchObject({ text: '只给你', ephemeral: true });
    expect(w.messages(li, channel).map((m) => m.text)).not.toContain('只给你');
    expect((await client.conversations.history({ channel })).messages?.map((m) => m.text)).not.toContain('只给你');
  });

  it('posts a scheduled message when the clock says so, unless it was deleted', async () => {
    const at = (s: number) => Math.floor(clock.now() / 1000) + s;
    expect(await refusal(client.chat.scheduleMessage({ channel, text: 'x', post_at: at(-1) }))).toMatchObject({
      error: 'time_in_past',
    });
    const kept = await client.chat.scheduleMessage({ channel, text: '到点了', post_at: at(60) });
    const gone = await client.chat.scheduleMessage({ channel, text: '取消了', post_at: at(60) });
    await client.chat.deleteScheduledMessage({ channel, scheduled_message_id: gone.scheduled_message_id ?? '' });
    const list = await client.chat.scheduledMessages.list({ channel });
    expect(list.scheduled_messages?.map((s) => s.id)).toEqual([kept.scheduled_message_id]);
    await w.tick();
    expect(w.messages(wang, channel).map((m) => m.text)).not.toContain('到点了');
    clock.pass(60_000);
    await w.tick();
    expect(w.messages(wang, channel).at(-1)?.text).toBe('到点了');
    expect(w.messages(wang, channel).map((m) => m.text)).not.toContain('取消了');
  });

  it('links to a message through the page', async () => {
    const { ts = '' } = await client.chat.postMessage({ channel, text: 'x' });
    const { permalink = '' } = await client.chat.getPermalink({ channel, message_ts: ts });
    const led = await fetch(permalink, { redirect: 'manual' });
    expect(led.headers.get('location')).toBe(`/?${new URLSearchParams({ channel, ts })}`);
  });

  it('writes to a person by their id, in their direct message', async () => {
    const { channel: dm = '' } = await client.chat.postMessage({ channel: li, text: '早' });
    expect(dm).toMatch(/^D/);
    expect(w.state(li).channels.find((c) => c.id === dm)).toMatchObject({ kind: 'im', imUser: w.botUserId, unread: 1 });
  });
});

describe('channels', () => {
  it('pages through channels and history', async () => {
    const names: string[] = [];
    for await (const page of client.paginate('conversations.list', {
      limit: 1,
      types: 'public_channel,private_channel',
    })) {
      names.push(...((page as unknown as { channels: { name: string }[] }).channels.map((c) => c.name) ?? []));
    }
    expect(names).toEqual(expect.arrayContaining(['投诉', '闲聊', '管理层']));
    const { channel: fresh } = await client.conversations.create({ name: '分页' });
    for (const text of ['1', '2', '3']) await client.chat.postMessage({ channel: fresh?.id ?? '', text });
    const first = await client.conversations.history({ channel: fresh?.id ?? '', limit: 2 });
    expect([first.has_more, first.messages?.map((m) => m.text)]).toEqual([true, ['3', '2']]);
    const cursor = first.response_metadata?.next_cursor ?? '';
    const second = await client.conversations.history({ channel: fresh?.id ?? '', limit: 2, cursor });
    expect([second.has_more, second.messages?.map((m) => m.text)]).toEqual([false, ['1']]);
  });

  it('makes, fills, names and closes a channel', async () => {
    const { channel: made } = await client.conversations.create({ name: 'case-1' });
    const id = made?.id ?? '';
    expect(await refusal(client.conversations.create({ name: 'case-1' }))).toMatchObject({ error: 'name_taken' });
    await client.conversations.invite({ channel: id, users: `${wang},${li}` });
    expect(await refusal(client.conversations.invite({ channel: id, users: li }))).toMatchObject({
      error: 'already_in_channel',
    });
    expect((await client.conversations.members({ channel: id })).members).toEqual([w.botUserId, wang, li]);
    await client.conversations.setTopic({ channel: id, topic: '漏油' });
    expect((await client.conversations.info({ channel: id })).channel?.topic?.value).toBe('漏油');
    await client.conversations.kick({ channel: id, user: li });
    expect((await client.conversations.members({ channel: id })).members).not.toContain(li);
    await client.conversations.archive({ channel: id });
    expect(await refusal(client.chat.postMessage({ channel: id, text: 'x' }))).toMatchObject({ error: 'is_archived' });
    expect(await refusal(client.conversations.archive({ channel: id }))).toMatchObject({ error: 'already_archived' });
  });

  it('joins and leaves, and reads only from inside', async () => {
    const open = w.channel('闲聊');
    expect(await refusal(client.conversations.history({ channel: open }))).toMatchObject({ error: 'not_in_channel' });
    await client.conversations.join({ channel: open });
    expect((await client.conversations.history({ channel: open })).messages?.[0]).toMatchObject({
      subtype: 'channel_join',
    });
    await client.conversations.leave({ channel: open });
    expect(await client.conversations.leave({ channel: open })).toMatchObject({ ok: true, not_in_channel: true });
  });

  it('opens the same direct message twice', async () => {
    const first = await client.conversations.open({ users: wang });
    expect(await client.conversations.open({ users: wang })).toMatchObject({
      already_open: true,
      channel: { id: first.channel?.id },
    });
  });
});

describe('people, marks and files', () => {
  it('finds people by id and by address', async () => {
    const info = await client.users.info({ user: wang });
    expect(info.user).toMatchObject({
      real_name: '王小明',
      tz: 'Asia/Shanghai',
      profile: { email: 'wang@example.com', title: '销售顾问' },
    });
    expect((await client.users.lookupByEmail({ email: 'LI@example.com' })).user?.id).toBe(li);
    expect(await refusal(client.users.lookupByEmail({ email: 'no@example.com' }))).toMatchObject({
      error: 'users_not_found',
    });
    expect(await refusal(client.users.info({ user: 'U0' }))).toMatchObject({ error: 'user_not_found' });
    expect((await client.users.list({})).members).toHaveLength(3);
  });

  it('hides addresses from an app without users:read.email', async () => {
    const poor = await openShop({ manifest: manifestWithout('users:read.email') });
    expect((await connect(poor).users.info({ user: wang })).user?.profile).not.toHaveProperty('email');
    await poor.stop();
  });

  it('reacts once, pins once', async () => {
    const { ts: timestamp = '' } = await client.chat.postMessage({ channel, text: 'x' });
    await client.reactions.add({ channel, timestamp, name: 'eyes' });
    expect(await refusal(client.reactions.add({ channel, timestamp, name: 'eyes' }))).toMatchObject({
      error: 'already_reacted',
    });
    const { message } = await client.reactions.get({ channel, timestamp });
    expect(message?.reactions).toEqual([{ name: 'eyes', users: [w.botUserId], count: 1 }]);
    await client.reactions.remove({ channel, timestamp, name: 'eyes' });
    expect(await refusal(client.reactions.remove({ channel, timestamp, name: 'eyes' }))).toMatchObject({
      error: 'no_reaction',
    });
    await client.pins.add({ channel, timestamp });
    expect(await refusal(client.pins.add({ channel, timestamp }))).toMatchObject({ error: 'already_pinned' });
    expect((await client.pins.list({ channel })).items).toHaveLength(1);
  });

  it('takes a file by the external upload flow, and gives it back only with the token', async () => {
    const bytes = Buffer.from([0, 1, 2, 255, 254]);
    await client.filesUploadV2({
      channel_id: channel,
      filename: '周报.png',
      file: bytes,
      title: '周报',
      initial_comment: '见图',
    });
    const shared = w.messages(wang, channel).at(-1);
    expect(shared).toMatchObject({ text: '见图', files: [{ name: '周报.png', mimetype: 'image/png', size: 5 }] });
    const { file } = await client.files.info({ file: shared?.files[0]?.id ?? '' });
    const url = file?.url_private ?? '';
    expect((await fetch(url)).status).toBe(403);
    const got = await fetch(url, { headers: { authorization: `Bearer ${w.botToken}` } });
    expect(Buffer.from(await got.arrayBuffer())).toEqual(bytes);
    expect(await (await fetch(w.url + shared?.files[0]?.url)).bytes()).toEqual(new Uint8Array(bytes));
    await client.files.delete({ file: file?.id ?? '' });
    expect(await refusal(client.files.info({ file: file?.id ?? '' }))).toMatchObject({ error: 'file_not_found' });
  });

  it('takes a raw upload too', async () => {
    const { upload_url = '', file_id = '' } = await client.files.getUploadURLExternal({ filename: 'a.txt', length: 2 });
    expect((await fetch(upload_url, { method: 'POST', body: 'hi' })).status).toBe(200);
    await client.files.completeUploadExternal({ files: [{ id: file_id }] });
    expect((await client.files.info({ file: file_id })).file).toMatchObject({ name: 'a.txt', size: 2 });
  });
});
