import type { App, RespondFn } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Workspace } from '../../src/workspace/workspace.ts';
import { fakeClock, openShop, socketApp } from './shop.ts';

const button = {
  type: 'button' as const,
  action_id: 'go',
  value: 'v',
  text: { type: 'plain_text' as const, text: '走' },
};
const row = [{ type: 'actions' as const, block_id: 'row', elements: [button] }];

let clock = fakeClock();
let w: Workspace;
let app: App;
let wang: string;
let channel: string;
let respond: RespondFn;
let lastBody: Record<string, unknown>;

beforeEach(async () => {
  clock = fakeClock();
  w = await openShop({ now: clock.now });
  wang = w.user('wang');
  channel = w.channel('投诉');
  app = await socketApp(w, (bolt) => {
    bolt.command('/desk', async (args) => {
      respond = args.respond;
      await (args.command.text === 'wide' ? args.ack({ response_type: 'in_channel', text: '大家好' }) : args.ack());
    });
    bolt.action('go', async (args) => {
      await args.ack();
      respond = args.respond;
      lastBody = args.body as unknown as Record<string, unknown>;
    });
    bolt.shortcut('file_it', async (args) => {
      await args.ack();
      respond = (args as unknown as { respond: RespondFn }).respond;
    });
  });
});
afterEach(async () => {
  await app.stop();
  await w.stop();
});

const texts = (as = wang) => w.messages(as, channel).map((m) => m.text);

async function command(text = ''): Promise<void> {
  expect(await w.act({ verb: 'command', as: wang, channel, command: '/desk', text })).toMatchObject({ ok: true });
  await w.quiet(20);
}

async function press(ts: string): Promise<void> {
  const place = { message: { channel, ts } };
  expect(await w.act({ verb: 'action', as: wang, in: place, blockId: 'row', actionId: 'go' })).toMatchObject({
    ok: true,
  });
  await w.quiet(20);
}

describe('a response_url', () => {
  it('works five times', async () => {
    await command();
    for (let i = 1; i <= 5; i += 1) await respond(`第${i}次`);
    await expect(respond('第6次')).rejects.toMatchObject({ statusCode: 404 });
    expect(texts()).toEqual(['第1次', '第2次', '第3次', '第4次', '第5次']);
  });

  it('works for half an hour', async () => {
    await command();
    clock.pass(30 * 60_000);
    await respond('还行');
    clock.pass(1);
    await expect(respond('太晚')).rejects.toMatchObject({ statusCode: 404 });
    expect(texts()).toEqual(['还行']);
  });

  it('speaks to one person unless told to speak to all', async () => {
    await command();
    await respond('悄悄');
    await respond({ response_type: 'in_channel', text: '大声' });
    expect(texts()).toEqual(['悄悄', '大声']);
    expect(texts(w.user('li'))).toEqual(['大声']);
  });

  it('answers in a thread when asked', async () => {
    const said = await w.act({ verb: 'message', as: wang, channel, text: '根' });
    const ts = (said.ok && said.ts) || '';
    await w.act({ verb: 'message_shortcut', as: wang, channel, ts, callbackId: 'file_it' });
    await w.quiet(20);
    await respond({ text: '线里', response_type: 'in_channel', thread_ts: ts });
    expect(w.messages(wang, channel, ts).map((m) => m.text)).toEqual(['根', '线里']);
  });

  it('is the only way to change or remove an ephemeral message, which is not sent along', async () => {
    await command();
    await respond({ text: '只给你', blocks: row });
    const ts = w.messages(wang, channel).at(-1)?.ts ?? '';
    await press(ts);
    expect(lastBody).not.toHaveProperty('message');
    expect(lastBody).toMatchObject({ container: { type: 'message', message_ts: ts, is_ephemeral: true } });
    await respond({ replace_original: true, text: '换了' });
    expect(texts()).toEqual(['换了']);
    await respond({ delete_original: true });
    expect(texts()).toEqual([]);
  });

  it('replaces the card that held the button', async () => {
    const { ts = '' } = await app.client.chat.postMessage({ token: w.botToken, channel, text: '卡', blocks: row });
    await press(ts);
    expect(lastBody).toMatchObject({
      message: { ts, bot_id: expect.any(String) },
      actions: [{ action_id: 'go', block_id: 'row', value: 'v' }],
    });
    await respond({ replace_original: true, text: '新卡', blocks: row });
    expect(w.messages(wang, channel)).toMatchObject([{ ts, text: '新卡' }]);
  });

  it('refuses blocks that Slack would refuse', async () => {
    await command();
    await respond({ text: 'x', blocks: Array(51).fill({ type: 'divider' }) });
    expect(texts()).toEqual([]);
    expect(w.trace().findLast((t) => t.name === 'response_url')).toMatchObject({ ok: false, note: 'invalid_blocks' });
  });
});

describe('a command', () => {
  it('is answered in the acknowledgement itself', async () => {
    await command('wide');
    expect(texts(w.user('li'))).toEqual(['大家好']);
  });

  it('is refused when unknown, or in a thread', async () => {
    const act = { verb: 'command', as: wang, channel, text: '' } as const;
    expect(await w.act({ ...act, command: '/nothing' })).toMatchObject({
      error: 'unknown_command',
      message: expect.stringContaining('/nothing'),
    });
    expect(await w.act({ ...act, command: '/desk', threadTs: '1.0' })).toMatchObject({ error: 'command_in_thread' });
  });
});

describe('an element', () => {
  it('sends its choice and the state of the others', async () => {
    const option = (value: string) => ({ text: { type: 'plain_text' as const, text: value }, value });
    const select = { type: 'static_select' as const, action_id: 'go', options: [option('a'), option('b')] };
    const date = { type: 'datepicker' as const, action_id: 'day', initial_date: '2026-03-02' };
    const blocks = [{ type: 'actions' as const, block_id: 'row', elements: [select, date] }];
    const { ts = '' } = await app.client.chat.postMessage({ token: w.botToken, channel, text: '选', blocks });
    await w.act({
      verb: 'action',
      as: wang,
      in: { message: { channel, ts } },
      blockId: 'row',
      actionId: 'go',
      value: 'b',
    });
    await w.quiet(20);
    expect(lastBody).toMatchObject({
      actions: [{ type: 'static_select', selected_option: option('b'), action_ts: expect.any(String) }],
      state: { values: { row: { go: { selected_option: option('b') }, day: { selected_date: '2026-03-02' } } } },
    });
  });

  it('must be there, in a message the person can see', async () => {
    const { ts = '' } = await app.client.chat.postMessage({ token: w.botToken, channel, text: '卡', blocks: row });
    const act = { verb: 'action', blockId: 'row', in: { message: { channel, ts } } } as const;
    expect(await w.act({ ...act, as: wang, actionId: 'other' })).toMatchObject({ error: 'element_not_found' });
    const outside = await w.act({
      ...act,
      as: w.user('li'),
      actionId: 'go',
      in: { message: { channel: w.channel('闲聊'), ts } },
    });
    expect(outside).toMatchObject({ error: 'not_in_channel' });
  });
});
