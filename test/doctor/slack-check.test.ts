import { readFileSync } from 'node:fs';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { checkJobs, checkPeople } from '../../src/doctor/data-check.ts';
import { lineOf } from '../../src/doctor/finding.ts';
import { checkChannels, checkSigning, checkSlack, scopesOf, slackConfigOf } from '../../src/doctor/slack-check.ts';
import { slackWords } from '../../src/doctor/slack-words.ts';
import type { PersonId, PlaceRef } from '../../src/domain/ids.ts';
import { showCase } from '../../src/domain/job.ts';
import type { SlackConfig } from '../../src/slack/clients.ts';
import { placeRef, userRef } from '../../src/slack/refs.ts';
import { startWorkspace, type Workspace } from '../../src/workspace/workspace.ts';
import { createFakeStores } from '../fakes/stores.ts';
import { caseId } from '../support/cases.ts';

const w = slackWords('en');
const log = pino({ level: 'silent' });
const manifest = JSON.parse(readFileSync('manifest.json', 'utf8'));
const wanted = scopesOf('manifest.json');
const PEOPLE = [{ name: 'li', realName: '小李', title: '', email: 'li@example.com' }];
const CHANNELS = [
  { name: '客诉', members: ['li'], botIsMember: true },
  { name: '内部', members: ['li'], botIsMember: true, isPrivate: true },
];

const withScopes = (bot: readonly string[]) => ({ ...manifest, oauth_config: { scopes: { bot } } });
const open = (given: unknown = manifest) =>
  startWorkspace({ manifest: given, people: PEOPLE, channels: CHANNELS, rateLimits: false });
const configOf = ({ botToken, appToken, apiUrl }: Workspace): SlackConfig => ({ botToken, appToken, apiUrl });
const lines = async (config: SlackConfig) => (await checkSlack(config, wanted, w, log)).map(lineOf);

describe('the tokens', () => {
  let workspace: Workspace;
  beforeAll(async () => {
    workspace = await open();
  });
  afterAll(() => workspace.stop());

  it('that work are told with the bot, and nothing is posted', async () => {
    const told = await lines(configOf(workspace));
    expect(told).toHaveLength(3);
    expect(told[0]).toMatch(/^✓ Slack: the token works, bot @/);
    expect(told[1]).toBe(`✓ Slack: all ${wanted.length} scopes are granted`);
    expect(told[2]).toBe('✓ Slack: the app-level token for Socket Mode works');
    const called = workspace.trace().flatMap(({ kind, name }) => (kind === 'call' ? [name] : []));
    expect(called).toEqual(['auth.test', 'apps.connections.open']);
  });

  it('that Slack refuses are told with where to copy them again', async () => {
    const told = await lines({ ...configOf(workspace), botToken: 'xoxb-wrong' });
    expect(told).toEqual([expect.stringMatching(/^✗ Slack refuses the token \(invalid_auth\).*OAuth & Permissions/)]);
    const app = await lines({ ...configOf(workspace), appToken: workspace.botToken });
    expect(app[2]).toMatch(/^✗ .*app-level token \(not_allowed_token_type\).*connections:write/);
  });

  it('nobody answers for are told as a matter of the network', async () => {
    const told = await lines({ ...configOf(workspace), apiUrl: 'http://127.0.0.1:9/api/' });
    expect(told).toEqual([expect.stringMatching(/^✗ Slack does not answer/)]);
  });

  it('never stand in what is told', async () => {
    const config = configOf(workspace);
    for (const broken of [config, { ...config, botToken: 'xoxb-wrong' }, { ...config, appToken: 'xapp-wrong' }]) {
      expect((await lines(broken)).join()).not.toMatch(/xoxb|xapp/);
    }
  });
});

it('scopes that the manifest asks for and the token lacks are named', async () => {
  const workspace = await open(
    withScopes(wanted.filter((scope) => scope !== 'groups:write' && scope !== 'files:read')),
  );
  const told = await lines(configOf(workspace));
  expect(told[1]).toMatch(/^✗ Slack lacks the scopes files:read, groups:write: .*Reinstall/);
  await workspace.stop();
});

it('a signing secret of Slack’s has 32 hexadecimal digits, and one that was cut is seen', () => {
  const http = (secret: string, more = {}) => {
    const config = slackConfigOf(
      readConfig({ SLACK_BOT_TOKEN: 'xoxb-1-2-abc', SLACK_SIGNING_SECRET: secret, ...more }),
    );
    return lineOf(checkSigning(config ?? {}, w));
  };
  expect(http('0123456789abcdef0123456789abcdef')).toMatch(/^✓ .*signing secret/);
  expect(http('0123456789abcdef012345')).toMatch(/^✗ SLACK_SIGNING_SECRET is not 32/);
  expect(http('another-servers-own', { SLACK_API_URL: 'https://chat.example.org/api/' })).toMatch(/^✓/);
});

it('channels the bot was removed from, private ones and archived ones included, are named with what to do', async () => {
  const workspace = await open();
  const { places } = createFakeStores();
  const config = configOf(workspace);
  const told = async () => (await checkChannels(places, config, w, log)).map(lineOf);
  expect(await told()).toEqual([expect.stringMatching(/^✗ No channel takes complaints yet/)]);
  const [open_, secret] = [workspace.channel('客诉'), workspace.channel('内部')];
  await places.mark(placeRef(open_), 'complaints', new Date());
  await places.mark(placeRef(secret), 'leadership', new Date());
  expect(await told()).toEqual(['✓ Channel #客诉: the bot is in it', '✓ Channel #内部: the bot is in it']);
  for (const channel of [open_, secret]) {
    await workspace.act({ verb: 'leave', as: workspace.user('li'), channel, user: workspace.botUserId });
  }
  await places.mark('slack:C0GONE' as PlaceRef, 'major', new Date());
  expect(await told()).toEqual([
    expect.stringMatching(/^✗ Channel #客诉 has a purpose, but the bot is not in it: post \/invite/),
    expect.stringMatching(/^✗ Channel C0GONE .* gone/),
    expect.stringMatching(new RegExp(`^✗ Channel ${secret} .* private and the bot was removed`)),
  ]);
  await workspace.stop();
});

it('people whom no reminder reaches are named, five at most', async () => {
  const { people } = createFakeStores();
  const line = async () => lineOf(await checkPeople(people, w));
  expect(await line()).toMatch(/^✗ Nobody has a role yet/);
  const save = (name: string, chatUser: string | null) =>
    people.save(`p-${name}` as PersonId, {
      name,
      role: 'advisor',
      department: 'service',
      isAdmin: false,
      chatUser: chatUser === null ? null : userRef(chatUser),
      email: `${name}@example.com`,
    });
  await save('li', 'U1');
  expect(await line()).toBe('✓ All 1 people with a role have a Slack account');
  for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) await save(name, null);
  expect(await line()).toMatch(/^✗ .*: a, b, c, d, e and 2 more\./);
});

it('jobs that were given up are a fault, jobs that wait are not', async () => {
  const { jobs } = createFakeStores();
  await jobs.add([showCase({ id: caseId('c'), thread: null })]);
  expect(lineOf(await checkJobs(jobs, w))).toBe('✓ Jobs: 1 waiting, none given up');
  const [job] = await jobs.claim(new Date(), new Date(), 1);
  await jobs.failed(job?.id ?? '', 1, new Date(), 'channel_not_found', null);
  expect(lineOf(await checkJobs(jobs, w))).toMatch(/^✗ 1 jobs were given up.*npx kesu jobs/);
});

it('every sentence stands in both languages', () => {
  const [zh, en] = [slackWords('zh'), slackWords('en')];
  expect(Object.keys(zh).sort()).toEqual(Object.keys(en).sort());
  expect(zh.scopesMissing(['a'])).toMatch(/缺少权限 a/);
});
