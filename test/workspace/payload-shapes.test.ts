import { readFileSync } from 'node:fs';
import type { App } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Workspace } from '../../src/workspace/workspace.ts';
import { sharedFile } from '../support/shared.ts';
import { openShop, socketApp } from './shop.ts';

const folder = sharedFile('slack-payloads/', 'the shape of payloads against Slack’s recorded ones');
const here = folder !== null;

/** Paths we send that Slack's recorded samples lack, each with its reason. `*` stands for any sample. */
const allowed: Record<string, Record<string, string>> = {
  '*': {
    context_team_id: 'newer than the samples; typed in Bolt 5',
    enterprise: 'null outside Enterprise Grid; the samples blanked it into an object',
    'view.blocks': 'cut out of the samples, always sent',
    'authorizations[].enterprise_id': 'null outside Enterprise Grid',
    'view.previous_view_id': 'null for the first view of a stack',
    'view.close': 'null when the app gave none',
    'view.submit': 'null when the app gave none',
    response_metadata: 'added by the SDK (scopes) and by pagination',
    'response_metadata.scopes': 'added by the SDK from a header',
    'message.reactions[].users': 'cut out of the samples',
  },
  AppHomeOpenedPayload: {
    'event.view.blocks': 'cut out of the samples, always sent',
    'event.view.previous_view_id': 'null for a home view',
    'event.view.close': 'null for a home view',
    'event.view.submit': 'null for a home view',
  },
  MessageChangedPayload: {
    'event.message.reply_users':
      'a list, and the sample holds none; its neighbours reply_count and latest_reply are there',
    'event.previous_message.reply_users': 'the same',
    'event.message.reactions': 'a list, and the sample holds none',
    'event.previous_message.reactions': 'the same',
  },
  MessageShortcutPayload: {
    api_app_id: 'sent to modern apps, missing in the sample',
    'user.username': 'typed in Bolt, missing in the sample',
    is_enterprise_install: 'typed in Bolt, missing in the sample',
    action_ts: 'typed in Bolt',
  },
  SlashCommandPayload: { is_enterprise_install: 'the text "false" on the wire (trap 9)' },
  ViewSubmissionPayload: { response_urls: 'sent since response_url_enabled exists; typed in Bolt' },
  'conversations.history': { channel_actions_ts: 'null when there are none' },
};

function kind(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}

/** Contents the app chose itself, or that the samples were emptied of. */
const opaque = new Set(['blocks', 'attachments', 'state', 'metadata', 'files']);

/** Every path of `ours` that `theirs` lacks or has as another type. */
function differences(ours: unknown, theirs: unknown, path = ''): string[] {
  if (kind(ours) !== kind(theirs)) return [path];
  if (Array.isArray(ours)) return ours.flatMap((item) => differences(item, (theirs as unknown[])[0], `${path}[]`));
  if (typeof ours !== 'object' || ours === null) return [];
  return Object.entries(ours).flatMap(([key, value]) => {
    const at = path === '' ? key : `${path}.${key}`;
    if (opaque.has(key) && key in (theirs as object)) return [];
    return key in (theirs as object) ? differences(value, (theirs as Record<string, unknown>)[key], at) : [at];
  });
}

describe.skipIf(!here)('the shape of what we send (skipped: ../shared is not there)', () => {
  let w: Workspace;
  let app: App;
  const sent = new Map<string, unknown>();

  beforeAll(async () => {
    if (!here) return;
    w = await openShop();
    const home = { type: 'home' as const, blocks: [{ type: 'divider' as const }] };
    const text = (words: string) => ({ type: 'plain_text' as const, text: words });
    const modal = {
      type: 'modal' as const,
      title: text('t'),
      submit: text('s'),
      close: text('c'),
      notify_on_close: true,
      blocks: home.blocks,
    };
    app = await socketApp(w, (bolt) => {
      bolt.use(async ({ body, next }) => {
        const { event, type } = body as { event?: { type: string; subtype?: string }; type?: string };
        sent.set(event ? `${event.type}/${event.subtype ?? ''}` : (type ?? 'command'), body);
        await next();
      });
      bolt.command('/desk', async ({ ack }) => ack());
      bolt.action(/.*/, async ({ ack }) => ack());
      bolt.view(/.*/, async ({ ack }) => ack());
      bolt.view({ callback_id: /.*/, type: 'view_closed' }, async ({ ack }) => ack());
      bolt.shortcut('file_it', async ({ ack, client, shortcut }) => {
        await ack();
        sent.set('views.open', await client.views.open({ trigger_id: shortcut.trigger_id, view: modal }));
      });
      bolt.event('app_home_opened', async ({ client, event }) => {
        sent.set('views.publish', await client.views.publish({ user_id: event.user, view: home }));
      });
    });
    await callEverything();
    await doEverything();
  });

  async function callEverything(): Promise<void> {
    const client = new WebClient(w.botToken, { slackApiUrl: w.apiUrl });
    const [channel, user] = [w.channel('投诉'), w.user('wang')];
    const keep = async (name: string, call: Promise<unknown>) => void sent.set(name, await call);
    const { ts = '' } = await client.chat.postMessage({ channel, text: 'x' });
    await keep(
      'chat.postMessage',
      client.chat.postMessage({ channel, text: 'x', thread_ts: ts, metadata: { event_type: 'e', event_payload: {} } }),
    );
    await keep('reactions.add', client.reactions.add({ channel, timestamp: ts, name: 'eyes' }));
    await keep('pins.add', client.pins.add({ channel, timestamp: ts }));
    await keep('chat.update', client.chat.update({ channel, ts, text: 'y' }));
    await keep('chat.postEphemeral', client.chat.postEphemeral({ channel, user, text: 'x' }));
    await keep('chat.getPermalink', client.chat.getPermalink({ channel, message_ts: ts }));
    const post_at = Math.floor(Date.now() / 1000) + 600;
    await keep('chat.scheduleMessage', client.chat.scheduleMessage({ channel, text: 'x', post_at }));
    await keep('chat.scheduledMessages.list', client.chat.scheduledMessages.list());
    await keep('conversations.history', client.conversations.history({ channel, include_all_metadata: true }));
    await keep('conversations.replies', client.conversations.replies({ channel, ts }));
    await keep('conversations.create', client.conversations.create({ name: 'case-1' }));
    const made = (sent.get('conversations.create') as { channel: { id: string } }).channel.id;
    await keep('conversations.invite', client.conversations.invite({ channel: made, users: user }));
    await keep('conversations.setTopic', client.conversations.setTopic({ channel: made, topic: 't' }));
    await keep('conversations.info', client.conversations.info({ channel, include_num_members: true }));
    await keep('conversations.open', client.conversations.open({ users: user, return_im: true }));
    await keep('conversations.list', client.conversations.list({ types: 'public_channel,private_channel,im' }));
    await keep('users.info', client.users.info({ user }));
    await keep('users.list', client.users.list({}));
    await keep('users.lookupByEmail', client.users.lookupByEmail({ email: 'li@example.com' }));
    await keep('auth.test', client.auth.test());
    await keep('bots.info', client.bots.info({}));
    await keep('team.info', client.team.info());
    await keep('apps.connections.open', new WebClient(w.appToken, { slackApiUrl: w.apiUrl }).apps.connections.open());
    const upload = await client.files.getUploadURLExternal({ filename: 'a.txt', length: 2 });
    sent.set('files.getUploadURLExternal', upload);
    await fetch(upload.upload_url ?? '', { method: 'POST', body: 'hi' });
    await keep(
      'files.completeUploadExternal',
      client.files.completeUploadExternal({ files: [{ id: upload.file_id ?? '' }] }),
    );
    const button = { type: 'button' as const, action_id: 'a', text: { type: 'plain_text' as const, text: 'x' } };
    await client.chat.postMessage({
      channel,
      text: 'card',
      blocks: [{ type: 'actions', block_id: 'b', elements: [button] }],
    });
  }

  async function doEverything(): Promise<void> {
    const [as, channel] = [w.user('wang'), w.channel('投诉')];
    const card = w.messages(as, channel).at(-1)?.ts ?? '';
    await w.act({ verb: 'action', as, in: { message: { channel, ts: card } }, blockId: 'b', actionId: 'a' });
    const said = await w.act({ verb: 'message', as, channel, text: '@小店 你好' });
    const ts = (said.ok && said.ts) || '';
    await w.act({ verb: 'message', as, channel, text: '回', threadTs: ts });
    await w.act({ verb: 'react', as, channel, ts, name: 'eyes' });
    await w.act({ verb: 'edit', as, channel, ts, text: '改' });
    const file = { name: 'a.png', mimetype: 'image/png', content: 'AAAA' };
    await w.act({ verb: 'message', as, channel, text: '', files: [file] });
    await w.act({ verb: 'open_home', as });
    await w.quiet();
    await w.act({ verb: 'open_home', as });
    await w.act({ verb: 'command', as, channel, command: '/desk', text: '' });
    for (const verb of ['submit', 'close'] as const) {
      await w.act({ verb: 'message_shortcut', as, channel, ts, callbackId: 'file_it' });
      await w.quiet();
      const viewId = w.view(as)?.id ?? '';
      await w.act(verb === 'submit' ? { verb, as, viewId, values: {} } : { verb, as, viewId });
    }
    await w.quiet();
  }

  afterAll(async () => {
    await app?.stop();
    await w?.stop();
  });

  const samples: Record<string, string> = {
    AppHomeOpenedPayload: 'app_home_opened/',
    AppMentionPayload: 'app_mention/',
    BlockActionPayload: 'block_actions',
    MessageChangedPayload: 'message/message_changed',
    MessageFileSharePayload: 'message/file_share',
    MessagePayload: 'message/',
    MessageShortcutPayload: 'message_action',
    ReactionAddedPayload: 'reaction_added/',
    SlashCommandPayload: 'command',
    ViewClosedPayload: 'view_closed',
    ViewSubmissionPayload: 'view_submission',
    ...Object.fromEntries(
      (
        'apps.connections.open auth.test bots.info chat.getPermalink chat.postEphemeral chat.postMessage chat.scheduleMessage ' +
        'chat.scheduledMessages.list chat.update conversations.create conversations.history conversations.info conversations.invite ' +
        'conversations.list conversations.open conversations.replies conversations.setTopic files.completeUploadExternal ' +
        'files.getUploadURLExternal pins.add reactions.add team.info users.info users.list users.lookupByEmail views.open views.publish'
      )
        .split(' ')
        .map((name) => [name, name]),
    ),
  };

  it.each(Object.entries(samples))('%s is as Slack recorded it', (sample, key) => {
    const ours = sent.get(key);
    expect(ours, `nothing was sent as ${key}`).toBeDefined();
    const theirs: unknown = JSON.parse(readFileSync(`${folder}${sample}.json`, 'utf8'));
    const excused = { ...allowed['*'], ...allowed[sample] };
    expect([...new Set(differences(ours, theirs))].filter((path) => !(path in excused))).toEqual([]);
  });
});
