import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { addCall, type CountedCall, type UsageBudget, type UsageDay, usageOn } from '../../src/domain/usage.ts';
import { createModels, type ModelsParts } from '../../src/llm/models.ts';
import { PROFILES, type ProviderName } from '../../src/llm/profiles.ts';
import { modelConfig } from '../../src/llm/profiles-config.ts';
import type { Asked, Media, Models, Question, Usage } from '../../src/ports.ts';
import { PROMPTS } from '../../src/reading/model-prompts.ts';
import { type FakeModel, startFakeModel } from './fake-model.ts';

export const NO_LIMIT: UsageBudget = { costMicro: null, currency: 'CNY', tokens: null };

/** Use counted in memory, on the day given, open to a test that wants to look. */
export function createOpenUsage(): Usage & { days: readonly UsageDay[] } {
  const store = {
    days: [] as readonly UsageDay[],
    on: async (day: string) => usageOn(store.days, day),
    add: async (call: CountedCall, day: string) => {
      store.days = addCall(store.days, call, new Date(`${day}T00:00:00Z`), 'UTC');
    },
  };
  return store;
}

/** A folder with a short prompt for every one of the registry, version 1. */
export function shortPrompts(): string {
  const dir = mkdtempSync(join(tmpdir(), 'kesu-prompts-'));
  for (const [name, { inputs }] of Object.entries(PROMPTS)) {
    const user = inputs.map((input) => `{{${input}}}`).join(' ');
    writeFileSync(
      join(dir, `${name}.md`),
      `---\nversion: 1\ninputs: ${inputs.join(', ')}\n---\n按表填 JSON。\n--- user ---\n${user}\n`,
    );
  }
  return dir;
}

/** The models port on a fake provider, with a clock that only moves when told to or waited on. */
export interface ModelDesk extends AsyncDisposable {
  readonly models: Models;
  readonly fake: FakeModel;
  readonly usage: ReturnType<typeof createOpenUsage>;
  readonly logged: Record<string, unknown>[];
  pass(ms: number): void;
  now(): Date;
  ask(more?: Partial<Question>): Promise<Asked>;
}

export const MESSAGE = '刹车异响，张女士很生气';

/** Opens it; `parts` override what the port is made of. */
export async function openModelDesk(
  provider: ProviderName,
  env: Readonly<Record<string, string>> = {},
  parts: Partial<ModelsParts> = {},
): Promise<ModelDesk> {
  const fake = await startFakeModel(provider);
  const named = PROFILES[provider].model ? {} : { KESU_LLM_MODEL: 'some-model' };
  const setUp = modelConfig({ KESU_LLM: provider, KESU_LLM_URL: fake.url, KESU_LLM_KEY: fake.key, ...named, ...env });
  if (setUp.type !== 'configured') throw new Error(JSON.stringify(setUp));
  // 15:00 in Shanghai.
  let ms = Date.parse('2026-11-20T07:00:00Z');
  const now = () => new Date(ms);
  const usage = createOpenUsage();
  const logged: Record<string, unknown>[] = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => logged.push(JSON.parse(line)) });
  const models = createModels({
    config: setUp.config,
    budget: NO_LIMIT,
    promptsDir: shortPrompts(),
    usage,
    now,
    timeZone: 'Asia/Shanghai',
    log,
    wait: async (waited) => {
      ms += waited;
    },
    ...parts,
  });
  const inputs = { postedAt: '', known: '', facts: '', nonce: '', message: MESSAGE };
  return {
    models,
    fake,
    usage,
    logged,
    now,
    pass: (waited) => {
      ms += waited;
    },
    ask: (more) => models.ask({ prompt: 'read-complaint', inputs, deadlineMs: 20_000, ...more }),
    [Symbol.asyncDispose]: () => fake.close(),
  };
}

/** A picture of no content, as large as asked. */
export const picture = (mimetype = 'image/png', bytes = 8): Media => ({
  name: 'picture',
  mimetype,
  content: new Uint8Array(bytes),
});
