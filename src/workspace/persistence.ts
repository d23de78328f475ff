import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { WorkspaceState } from './state.ts';

const lists = z.array(z.record(z.string(), z.unknown()));
const known = z.looseObject({
  version: z.literal(1),
  team: z.object({ id: z.string(), name: z.string(), domain: z.string() }),
  app: z.object({ id: z.string(), botId: z.string(), botUserId: z.string() }),
  secrets: z.object({
    botToken: z.string(),
    appToken: z.string(),
    signingSecret: z.string(),
    verificationToken: z.string(),
  }),
  lastMicros: z.number(),
  users: lists,
  channels: lists,
  messages: z.record(z.string(), lists),
  files: z.record(z.string(), z.unknown()),
  modals: z.record(z.string(), lists),
  homes: z.record(z.string(), z.unknown()),
  scheduled: lists,
});

/** The state of an earlier run; undefined when there is none. A file that cannot be read is set aside, with a word about it. */
export function loadState(file: string, log: (line: string) => void): WorkspaceState | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
  try {
    return known.parse(JSON.parse(text)) as unknown as WorkspaceState;
  } catch {
    const aside = `${file}.damaged-${Date.now()}`;
    renameSync(file, aside);
    log(`The workspace's state file could not be read. It was set aside as ${aside}; the workspace starts empty.`);
    return undefined;
  }
}

/** Writes the state so that a crash leaves the old file or the new one, never half of one. */
export function saveState(file: string, state: WorkspaceState): void {
  mkdirSync(dirname(file), { recursive: true });
  const fresh = `${file}.new`;
  writeFileSync(fresh, JSON.stringify(state), { mode: 0o600 });
  renameSync(fresh, file);
}

/** Saves soon after a change, many changes at once. */
export class Saver {
  private timer: NodeJS.Timeout | undefined;
  private readonly save: () => void;
  private readonly delayMs: number;

  constructor(save: () => void, delayMs = 400) {
    this.save = save;
    this.delayMs = delayMs;
  }

  soon(): void {
    this.timer ??= setTimeout(() => this.now(), this.delayMs).unref();
  }

  now(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.save();
  }
}
