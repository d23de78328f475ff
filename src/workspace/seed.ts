import { fixedId, secret } from './ids.ts';
import type { AppManifest } from './manifest.ts';
import type { ChannelRecord, UserRecord, WorkspaceState } from './state.ts';

/** Who and what a new workspace holds. */
export interface Seed {
  people: { id?: string; name: string; realName: string; title: string; email: string }[];
  channels: {
    id?: string;
    name: string;
    topic?: string;
    isPrivate?: boolean;
    members: string[];
    botIsMember?: boolean;
  }[];
  team?: { id: string; name: string; domain: string };
}

/** A workspace with nothing in it but its bot; people and channels come with `addSeed`. */
export function emptyState(manifest: AppManifest, seed: Seed): WorkspaceState {
  const team = seed.team ?? { id: fixedId('T', 'local'), name: 'Local workspace', domain: 'local' };
  const app = {
    id: fixedId('A', manifest.appName),
    botId: fixedId('B', manifest.appName),
    botUserId: fixedId('U', `bot ${manifest.appName}`),
  };
  return {
    version: 1,
    team,
    app,
    secrets: {
      botToken: `xoxb-local-${secret(12)}`,
      appToken: `xapp-local-${secret(12)}`,
      signingSecret: secret(),
      verificationToken: `local-${secret(8)}`,
    },
    lastMicros: 0,
    users: [
      { id: app.botUserId, name: botHandle(manifest), realName: manifest.botName, title: '', email: '', isBot: true },
    ],
    channels: [],
    messages: {},
    files: {},
    modals: {},
    homes: {},
    scheduled: [],
  };
}

function botHandle(manifest: AppManifest): string {
  return manifest.botName.toLowerCase().replaceAll(/\s+/g, '_');
}

/** Adds the people and channels a state does not know by name yet, so that a seed may grow between two starts. */
export function addSeed(state: WorkspaceState, seed: Seed, nowMs: number): void {
  for (const person of seed.people) {
    if (state.users.some((u) => u.name === person.name)) continue;
    const user: UserRecord = {
      id: person.id ?? fixedId('U', person.name),
      name: person.name,
      realName: person.realName,
      title: person.title,
      email: person.email,
      isBot: false,
    };
    state.users.push(user);
  }
  for (const channel of seed.channels) {
    if (state.channels.some((c) => c.name === channel.name && c.kind !== 'im')) continue;
    state.channels.push(seedChannel(state, channel, nowMs));
  }
}

function seedChannel(state: WorkspaceState, channel: Seed['channels'][number], nowMs: number): ChannelRecord {
  const members = channel.members.map((name) => {
    const user = state.users.find((u) => u.name === name || u.realName === name);
    if (!user) throw new Error(`Channel ${channel.name} lists ${name}, who is not among the people.`);
    return user.id;
  });
  if (channel.botIsMember) members.push(state.app.botUserId);
  return {
    id: channel.id ?? fixedId('C', channel.name),
    name: channel.name,
    topic: channel.topic ?? '',
    topicBy: members[0] ?? state.app.botUserId,
    topicAt: channel.topic ? Math.floor(nowMs / 1000) : 0,
    kind: channel.isPrivate ? 'private' : 'public',
    members,
    creator: members[0] ?? state.app.botUserId,
    created: Math.floor(nowMs / 1000),
    archived: false,
    lastRead: {},
    pins: [],
  };
}
