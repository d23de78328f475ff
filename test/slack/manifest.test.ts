import { readdirSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { CASE_ACTIONS } from '../../src/domain/case-action.ts';
import { httpManifest } from '../../src/slack/http-manifest.ts';
import { ACTION, COMMAND, FIELD, FORM, SHORTCUT } from '../../src/slack/ids.ts';
import { COMMANDS, EVENTS, FORMS, PRESSES, SHORTCUTS } from '../../src/slack/register.ts';
import { sharedFile } from '../support/shared.ts';
import { manifest as raw } from './rig.ts';

const SCHEMA = sharedFile('slack-manifest.schema.json', 'the manifest by Slack’s schema');

interface Manifest {
  features: {
    shortcuts: { name: string; callback_id: string; type: string }[];
    slash_commands: { command: string; url?: string }[];
  };
  oauth_config: { scopes: { bot: string[] } };
  settings: {
    event_subscriptions: { bot_events: string[]; request_url?: string };
    interactivity: { is_enabled: boolean; request_url?: string };
    socket_mode_enabled: boolean;
  };
}
const manifest = raw as unknown as Manifest;

/** The bot scopes of each Web API method the app calls (https://docs.slack.dev/reference/methods). */
const HISTORY = ['channels:history', 'groups:history', 'im:history'];
const METHOD_SCOPES: Readonly<Record<string, readonly string[]>> = {
  'auth.test': [],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.create': ['groups:write'],
  'conversations.history': HISTORY,
  'conversations.info': ['channels:read', 'groups:read'],
  'conversations.invite': ['groups:write'],
  'conversations.list': ['groups:read'],
  'conversations.open': ['im:write'],
  'conversations.replies': HISTORY,
  'conversations.setTopic': ['groups:write'],
  'files.info': ['files:read'],
  'files.uploadV2': ['files:write'],
  'reactions.add': ['reactions:write'],
  'users.info': ['users:read', 'users:read.email'],
  'users.lookupByEmail': ['users:read.email'],
  'views.open': [],
  'views.publish': [],
  'views.push': [],
  'views.update': [],
};
const EVENT_SCOPES: Readonly<Record<string, readonly string[]>> = {
  app_home_opened: [],
  app_mention: ['app_mentions:read'],
  'message.channels': ['channels:history'],
  'message.groups': ['groups:history'],
  'message.im': ['im:history'],
  user_change: ['users:read'],
};

const sources = ['src/slack', 'src/slack/listeners'].flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(`${folder}/${name}`, 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')),
);
const CALL = /(?<!ports\.)\b(auth|chat|conversations|files|pins|reactions|team|users|views)\.([a-zA-Z0-9]+)\(/g;
const called = new Set(sources.flatMap((text) => [...text.matchAll(CALL)].map((m) => `${m[1]}.${m[2]}`)));
const sorted = (words: Iterable<string>) => [...new Set(words)].sort();

describe('manifest.json', () => {
  it.skipIf(SCHEMA === null)('is valid by Slack’s schema, and so is the one for HTTP', () => {
    const validate = new Ajv({ strict: false, logger: false }).compile(JSON.parse(readFileSync(SCHEMA ?? '', 'utf8')));
    for (const one of [manifest, httpManifest(manifest, 'https://desk.example.com')]) {
      expect(validate(one), JSON.stringify(validate.errors)).toBe(true);
    }
  });

  it('names the command, the shortcuts and the events the code listens to, and no others', () => {
    expect(manifest.features.slash_commands.map((c) => c.command)).toEqual([COMMAND]);
    expect(Object.keys(COMMANDS)).toEqual([COMMAND]);
    expect(sorted(manifest.features.shortcuts.map((s) => s.callback_id))).toEqual(sorted(Object.keys(SHORTCUTS)));
    expect(sorted(Object.keys(SHORTCUTS))).toEqual(sorted(Object.values(SHORTCUT)));
    const events = manifest.settings.event_subscriptions.bot_events.map((name) => name.split('.')[0] ?? '');
    expect(sorted(events)).toEqual(sorted(EVENTS));
    expect(manifest.settings.interactivity.is_enabled).toBe(true);
  });

  it('keeps shortcut names within Slack’s 24 characters', () => {
    for (const { name } of manifest.features.shortcuts) expect([...name].length).toBeLessThanOrEqual(24);
  });

  it('asks for the scopes of the methods and events in use, and no more', () => {
    expect(sorted(called)).toEqual(sorted(Object.keys(METHOD_SCOPES)));
    expect(sorted(manifest.settings.event_subscriptions.bot_events)).toEqual(sorted(Object.keys(EVENT_SCOPES)));
    const needed = [...Object.values(METHOD_SCOPES), ...Object.values(EVENT_SCOPES)].flat();
    expect(sorted(manifest.oauth_config.scopes.bot)).toEqual(sorted([...needed, 'commands']));
  });
});

describe('every id', () => {
  it('of a button or menu has somebody who answers it, and nobody waits for another', () => {
    const { case: ofCase, ...others } = ACTION;
    // An approval is decided on its own card, a reminder acknowledged on its notice; the result of a call-back is an input that tells its choice at once.
    const elsewhere: readonly string[] = ['approve', 'reject', 'return', 'acknowledge'];
    const onCards = CASE_ACTIONS.filter((action) => !elsewhere.includes(action)).map(ofCase);
    expect(sorted(Object.keys(PRESSES))).toEqual(sorted([...onCards, ...Object.values(others), FIELD.result]));
  });

  it('of a form has somebody who takes it, and nobody waits for another', () => {
    expect(sorted(Object.keys(FORMS))).toEqual(sorted(Object.values(FORM)));
  });
});

describe('the manifest for HTTP', () => {
  const http = httpManifest(manifest, 'https://desk.example.com/') as unknown as Manifest;
  const url = 'https://desk.example.com/slack/events';

  it('names the server wherever Slack asks for one', () => {
    expect(http.settings.event_subscriptions.request_url).toBe(url);
    expect(http.settings.interactivity.request_url).toBe(url);
    expect(http.features.slash_commands.map((c) => c.url)).toEqual([url]);
    expect(http.settings.socket_mode_enabled).toBe(false);
  });

  it('is otherwise the same app', () => {
    expect(http.oauth_config).toEqual(manifest.oauth_config);
    expect(http.settings.event_subscriptions.bot_events).toEqual(manifest.settings.event_subscriptions.bot_events);
    expect(manifest.settings.socket_mode_enabled).toBe(true);
  });

  it('needs an https address', () => {
    expect(() => httpManifest(manifest, 'http://desk.example.com')).toThrow('https');
    expect(() => httpManifest(manifest, 'desk.example.com')).toThrow();
  });
});
