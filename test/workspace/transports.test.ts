import type { App, BlockButtonAction, MessageShortcut, ViewSubmitAction } from '@slack/bolt';
import { afterEach, describe, expect, it } from 'vitest';
import type { Workspace } from '../../src/workspace/workspace.ts';
import { httpApp, openShop, socketApp } from './shop.ts';

const modal = (title: string) => ({
  type: 'modal' as const,
  callback_id: 'form',
  title: { type: 'plain_text' as const, text: title },
  submit: { type: 'plain_text' as const, text: '提交' },
  blocks: [
    {
      type: 'input' as const,
      block_id: 'name',
      label: { type: 'plain_text' as const, text: '姓名' },
      element: { type: 'plain_text_input' as const, action_id: 'v' },
    },
  ],
});

const card = (state: string) => [
  { type: 'section' as const, text: { type: 'mrkdwn' as const, text: `状态 ${state}` } },
  {
    type: 'actions' as const,
    block_id: 'row',
    elements: [
      {
        type: 'button' as const,
        action_id: 'claim',
        value: 'case-1',
        text: { type: 'plain_text' as const, text: '认领' },
      },
    ],
  },
];

/** The whole job: message, shortcut, modal with an error, card, claim, home, command. */
function theJob(app: App): void {
  app.message('漏油', async ({ message, say }) => {
    await say({ text: '收到', thread_ts: message.ts });
  });
  app.shortcut<MessageShortcut>(
    { callback_id: 'file_it', type: 'message_action' },
    async ({ ack, shortcut, client }) => {
      await ack();
      await client.views.open({
        trigger_id: shortcut.trigger_id,
        view: { ...modal('登记'), private_metadata: shortcut.channel.id },
      });
    },
  );
  app.view<ViewSubmitAction>({ callback_id: 'form', type: 'view_submission' }, async ({ ack, view, client }) => {
    const name = view.state.values.name?.v?.value;
    if (name === '无') return ack({ response_action: 'errors', errors: { name: '请写全名' } });
    await ack();
    await client.chat.postMessage({ channel: view.private_metadata, text: `工单 ${name}`, blocks: card('待认领') });
  });
  app.action<BlockButtonAction>('claim', async ({ ack, body, client, action }) => {
    await ack();
    const channel = body.channel?.id ?? '';
    await client.chat.update({
      channel,
      ts: body.message?.ts ?? '',
      text: `已认领 ${action.value}`,
      blocks: card('已认领'),
    });
  });
  app.event('app_home_opened', async ({ event, client }) => {
    await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: card('主页') } });
  });
  app.command('/desk', async ({ ack, command, respond }) => {
    await ack(`收到 ${command.text}`);
    await respond({ response_type: 'in_channel', text: '今日三单' });
  });
}

let w: Workspace;
let app: App;

afterEach(async () => {
  await app.stop();
  await w.stop();
});

describe.each([
  ['Socket Mode', socketApp],
  ['signed HTTP', httpApp],
])('a Bolt app on %s', (_, connect) => {
  it('does the whole job: message, shortcut, modal, card, claim, home, command', async () => {
    w = await openShop();
    app = await connect(w, theJob);
    const [wang, li, channel] = [w.user('wang'), w.user('李经理'), w.channel('投诉')];

    const said = await w.act({ verb: 'message', as: wang, channel, text: '@李经理 客户说发动机漏油 <急>' });
    if (!said.ok) throw new Error(said.error);
    await w.quiet();
    const thread = w.messages(wang, channel, said.ts);
    expect(thread.map((m) => m.text)).toEqual([`<@${li}> 客户说发动机漏油 &lt;急&gt;`, '收到']);
    expect(w.state(li).channels.find((c) => c.id === channel)).toMatchObject({ unread: 1, mentions: 1 });

    expect(
      await w.act({ verb: 'message_shortcut', as: li, channel, ts: said.ts ?? '', callbackId: 'file_it' }),
    ).toMatchObject({ ok: true });
    await w.quiet();
    const open = w.view(li);
    expect(open).toMatchObject({ depth: 0, view: { callback_id: 'form' } });
    const submit = (v: string) => w.act({ verb: 'submit', as: li, viewId: open?.id ?? '', values: { name: { v } } });
    expect(await submit('')).toMatchObject({ error: 'view_errors', errors: { name: '请填写此项。' } });
    expect(await submit('无')).toMatchObject({ error: 'view_errors', errors: { name: '请写全名' } });
    expect(await submit('王女士')).toEqual({ ok: true });
    await w.quiet();
    expect(w.view(li)).toBeNull();

    const posted = w.messages(wang, channel).at(-1);
    expect(posted).toMatchObject({ text: '工单 王女士', user: w.botUserId });
    const place = { message: { channel, ts: posted?.ts ?? '' } };
    expect(await w.act({ verb: 'action', as: wang, in: place, blockId: 'row', actionId: 'claim' })).toMatchObject({
      ok: true,
    });
    await w.quiet();
    expect(w.messages(wang, channel).at(-1)).toMatchObject({ text: '已认领 case-1', edited: true });

    await w.act({ verb: 'open_home', as: li });
    await w.quiet();
    expect(w.home(li)).toMatchObject({ type: 'home', blocks: [{ type: 'section' }, { type: 'actions' }] });

    expect(await w.act({ verb: 'command', as: wang, channel, command: '/desk', text: 'today' })).toMatchObject({
      ok: true,
    });
    await w.quiet();
    expect(w.messages(wang, channel).slice(-2)).toMatchObject([
      { text: '收到 today', ephemeral: true },
      { text: '今日三单', ephemeral: false },
    ]);
    expect(w.messages(li, channel).map((m) => m.text)).not.toContain('收到 today');
  });
});
