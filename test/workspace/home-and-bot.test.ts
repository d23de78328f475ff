import { WebClient } from '@slack/web-api';
import { afterEach, expect, it } from 'vitest';
import type { Workspace, WorkspaceOptions } from '../../src/workspace/workspace.ts';
import { manifest, openShop, quietLog, socketApp } from './shop.ts';

let w: Workspace;
afterEach(() => w.stop());

async function open(options: Partial<WorkspaceOptions> = {}): Promise<WebClient> {
  w = await openShop(options);
  return new WebClient(w.botToken, { slackApiUrl: w.apiUrl, retryConfig: { retries: 0 }, logger: quietLog });
}

function manifestWith(features: Record<string, unknown>, ...scopes: string[]) {
  const bot = [...manifest.oauth_config.scopes.bot, ...scopes];
  return { ...manifest, features: { ...manifest.features, ...features }, oauth_config: { scopes: { bot } } };
}

it('a press on the home tab reaches the app with the view, and the app may publish anew', async () => {
  await open();
  const button = {
    type: 'button' as const,
    action_id: 'next',
    value: '2',
    text: { type: 'plain_text' as const, text: '下页' },
  };
  const home = (block_id: string) => ({
    type: 'home' as const,
    blocks: [{ type: 'actions' as const, block_id, elements: [button] }],
  });
  const app = await socketApp(w, (bolt) => {
    bolt.event('app_home_opened', async ({ event, client }) => {
      await client.views.publish({ user_id: event.user, view: home('第一页') });
    });
    bolt.action('next', async ({ ack, body, client }) => {
      await ack();
      const hash = (body as { view?: { hash: string } }).view?.hash ?? '';
      await client.views.publish({ user_id: body.user.id, view: home('第二页'), hash });
    });
  });
  const as = w.user('wang');
  await w.act({ verb: 'open_home', as });
  await w.quiet();
  const id = w.home(as)?.id ?? '';
  expect(await w.act({ verb: 'action', as, in: { view: id }, blockId: '第一页', actionId: 'next' })).toEqual({
    ok: true,
    viewId: id,
  });
  await w.quiet();
  expect(w.home(as)).toMatchObject({ id, blocks: [{ block_id: '第二页' }] });
  expect(
    await w.act({ verb: 'action', as: w.user('li'), in: { view: id }, blockId: '第二页', actionId: 'next' }),
  ).toMatchObject({ error: 'view_not_found' });
  await app.stop();
});

it('an app without a home tab or a messages tab gets neither', async () => {
  const client = await open({
    manifest: manifestWith({ app_home: { home_tab_enabled: false, messages_tab_enabled: false } }),
  });
  const as = w.user('wang');
  expect(await w.act({ verb: 'open_home', as })).toMatchObject({ error: 'home_disabled' });
  expect(await w.act({ verb: 'open_dm', as, user: w.botUserId })).toMatchObject({ error: 'messages_tab_disabled' });
  await expect(client.chat.postMessage({ channel: as, text: 'x' })).rejects.toMatchObject({
    data: { error: 'messages_tab_disabled' },
  });
});

it('an app without interactivity gets no press', async () => {
  await open({ manifest: { ...manifest, settings: { ...manifest.settings, interactivity: { is_enabled: false } } } });
  const act = { verb: 'global_shortcut', as: w.user('wang'), callbackId: 'new_one' } as const;
  expect(await w.act(act)).toMatchObject({ error: 'interactivity_disabled' });
});

it('a scope lets the bot write where it is not a member, or under another name', async () => {
  const client = await open({ manifest: manifestWith({}, 'chat:write.public', 'chat:write.customize') });
  const posted = await client.chat.postMessage({ channel: '#闲聊', text: 'x', username: '夜班', icon_emoji: ':moon:' });
  expect(posted.message).toMatchObject({ subtype: 'bot_message', username: '夜班', icons: { emoji: ':moon:' } });
});

it('shortcuts must be in the manifest', async () => {
  await open();
  const act = { verb: 'global_shortcut', as: w.user('wang'), callbackId: 'file_it' } as const;
  expect(await w.act(act)).toMatchObject({ error: 'shortcut_not_found' });
});

it('the trace holds the last five thousand entries', async () => {
  await open();
  const message = { verb: 'message', as: w.user('wang'), channel: w.channel('投诉') } as const;
  for (let i = 0; i < 1_500; i += 1) await w.act({ ...message, text: String(i) });
  await w.quiet();
  expect(w.trace()).toHaveLength(5_000);
  expect(w.trace().at(-1)?.n).toBeGreaterThan(5_000);
});
