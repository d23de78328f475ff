import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openShop } from './shop.ts';

let folder: string;
let stateFile: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'workspace-'));
  stateFile = join(folder, 'state.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

it('keeps messages, channels, files, the home tab and the tokens through a restart', async () => {
  const before = await openShop({ stateFile });
  const client = new WebClient(before.botToken, { slackApiUrl: before.apiUrl });
  const [wang, channel] = [before.user('wang'), before.channel('投诉')];
  await client.filesUploadV2({ channel_id: channel, filename: 'a.txt', content: '内容', initial_comment: '见文' });
  await client.conversations.create({ name: 'case-1' });
  await client.views.publish({ user_id: wang, view: { type: 'home', blocks: [{ type: 'divider' }] } });
  const last = before.messages(wang, channel);
  await before.stop();

  const after = await openShop({ stateFile });
  expect([after.botToken, after.appToken, after.signingSecret]).toEqual([
    before.botToken,
    before.appToken,
    before.signingSecret,
  ]);
  expect(after.messages(wang, channel)).toEqual(last);
  expect(after.channel('case-1')).toMatch(/^C/);
  expect(after.home(wang)).toMatchObject({ type: 'home' });
  expect(await (await fetch(after.url + last[0]?.files[0]?.url)).text()).toBe('内容');
  const next = await new WebClient(after.botToken, { slackApiUrl: after.apiUrl }).chat.postMessage({
    channel,
    text: '新',
  });
  expect(Number(next.ts)).toBeGreaterThan(Number(last[0]?.ts));
  await after.stop();
});

it('saves within half a second of a change, for its owner only, and leaves no half-written file', async () => {
  const w = await openShop({ stateFile });
  await w.act({ verb: 'message', as: w.user('wang'), channel: w.channel('投诉'), text: '记下' });
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(readFileSync(stateFile, 'utf8')).toContain('记下');
  expect(statSync(stateFile).mode & 0o077).toBe(0);
  expect(readdirSync(folder)).toEqual(['state.json']);
  await w.stop();
});

it.each(['{"version":1,', '{"version":2}', '[]'])('sets a damaged state file aside and says so: %s', async (text) => {
  writeFileSync(stateFile, text);
  const lines: string[] = [];
  const w = await openShop({ stateFile, log: (line) => lines.push(line) });
  await w.stop();
  const aside = readdirSync(folder).find((name) => name.includes('.damaged-')) ?? '';
  expect(readFileSync(join(folder, aside), 'utf8')).toBe(text);
  expect(lines.join()).toContain(aside);
});

it('gives seeded people and channels the same ids even without a state file, and lets a seed grow', async () => {
  const first = await openShop({ stateFile });
  const ids = [first.user('wang'), first.channel('投诉'), first.botUserId];
  await first.stop();
  const people = [{ name: 'zhao', realName: '赵', title: '', email: 'z@example.com' }];
  const grown = await openShop({ stateFile, people, channels: [] });
  expect(grown.user('zhao')).toMatch(/^U/);
  await grown.stop();
  const other = await openShop();
  expect([other.user('wang'), other.channel('投诉'), other.botUserId]).toEqual(ids);
  await other.stop();
});
