import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../src/domain/person.ts';
import { placeRef, slackId, userRef } from '../../src/slack/refs.ts';
import { roomName } from '../../src/slack/rooms.ts';
import { person } from '../support/cases.ts';
import { manifest, openRig, type Rig, type RigOptions } from './rig.ts';

let rig: Rig;
const open = async (options: RigOptions = {}) => {
  rig = await openRig(options);
};
beforeEach(() => open());
afterEach(() => rig.stop());

const somebody = (name: string): Person => person(name, 'advisor', { chatUser: userRef(rig.workspace.user(name)) });
const team = () => ['wu', 'he'].map(somebody);
const room = (people: readonly Person[] = team(), name = 'crisis-20261118-006') =>
  rig.ports.chat.openRoom(name, '20261118-006', people);
const seenBy = (name: string) => {
  const { channels } = rig.workspace.state(rig.workspace.user(name));
  return channels.find((channel) => channel.name === 'crisis-20261118-006');
};

describe('the name of a room', () => {
  it.each([
    ['crisis-20261118-006', 'crisis-20261118-006'],
    ['Crisis 2026/11/18 #6', 'crisis-2026-11-18-6'],
    ['危机 20261118-006', '危机-20261118-006'],
    ['-_-', 'room'],
    ['长'.repeat(100), '长'.repeat(80)],
  ])('%s is written as Slack takes it', async (words, name) => {
    expect(roomName(words)).toBe(name);
    expect(await room([], words)).not.toBeNull();
  });
});

describe('a room', () => {
  it('is private and holds the people it was opened for, and what it is about', async () => {
    const place = await room();
    expect(seenBy('wu')).toMatchObject({ kind: 'private', topic: '20261118-006' });
    expect(placeRef(seenBy('he')?.id ?? '')).toBe(place);
    expect(seenBy('li')).toBeUndefined();
  });

  it('is the same one when it is asked for again, and lets in whoever is new', async () => {
    const first = await room();
    expect(await room([...team(), somebody('li')])).toBe(first);
    expect(placeRef(seenBy('li')?.id ?? '')).toBe(first);
  });

  it('is the same one when the answer to its making was lost', async () => {
    rig.workspace.fault({ method: 'conversations.create', kind: 'drop_after_commit', times: 1 });
    await expect(room()).rejects.toThrow();
    const place = await room();
    expect(placeRef(seenBy('wu')?.id ?? '')).toBe(place);
  });

  it('leaves out whoever is gone, has no account, or is no longer known to Slack', async () => {
    const admin = rig.workspace.user('he');
    await rig.workspace.act({ verb: 'deactivate_person', as: admin, user: rig.workspace.user('wu') });
    await rig.workspace.quiet();
    const unknown = person('p-0', 'advisor', { chatUser: userRef('U0NOBODY') });
    const left = { ...somebody('li'), active: false };
    const place = await room([somebody('wu'), person('p-1', 'advisor'), unknown, left, somebody('he')]);
    const { members } = await rig.slack.clients.background.conversations.members({
      channel: slackId(place ?? placeRef('C00')),
    });
    expect(members?.toSorted()).toEqual([rig.workspace.botUserId, admin].toSorted());
  });

  it('is not opened under the name of a channel the desk is not in', async () => {
    expect(await room(team(), '闲聊')).toBeNull();
  });

  it('is not opened where the workspace lets no app do so', async () => {
    rig.workspace.fault({ method: 'conversations.create', kind: 'error', times: 1, error: 'restricted_action' });
    expect(await room()).toBeNull();
  });

  it('is tried again after a fault that passes', async () => {
    rig.workspace.fault({ method: 'conversations.create', kind: 'error', times: 1, error: 'internal_error' });
    await expect(room()).rejects.toThrow('internal_error');
    expect(await room()).not.toBeNull();
  });
});

it('an app without the scope for private channels opens none', async () => {
  await rig.stop();
  const { oauth_config: oauth } = manifest as { oauth_config: { scopes: { bot: string[] } } };
  const bot = oauth.scopes.bot.filter((scope) => scope !== 'groups:write');
  await open({ workspace: { manifest: { ...manifest, oauth_config: { scopes: { bot } } } } });
  expect(await room()).toBeNull();
});
