import { createModel, type Model, type ModelSurroundings } from '../../src/llm/client.ts';
import type { ModelRequest } from '../../src/llm/client-request.ts';
import { PROFILES, type ProviderName } from '../../src/llm/profiles.ts';
import { modelConfig } from '../../src/llm/profiles-config.ts';
import { type FakeModel, startFakeModel } from './fake-model.ts';

const START = Date.parse('2026-11-20T02:00:00Z');

/** Fakes and their models, closed together. */
export class Models implements AsyncDisposable {
  private readonly fakes: FakeModel[] = [];
  /** What was waited between tries, in ms. Waiting moves this clock and takes no time. */
  readonly waits: number[] = [];
  private ms = START;

  async start(
    provider: ProviderName,
    env: Readonly<Record<string, string>> = {},
    around: Partial<ModelSurroundings> = {},
  ) {
    const fake = await startFakeModel(provider);
    this.fakes.push(fake);
    return { fake, model: this.connect(provider, { KESU_LLM_URL: fake.url, KESU_LLM_KEY: fake.key, ...env }, around) };
  }

  connect(
    provider: ProviderName,
    env: Readonly<Record<string, string>>,
    around: Partial<ModelSurroundings> = {},
  ): Model {
    const named = PROFILES[provider].model ? {} : { KESU_LLM_MODEL: 'some-model' };
    const setUp = modelConfig({ KESU_LLM: provider, ...named, ...env });
    if (setUp.type !== 'configured') throw new Error(JSON.stringify(setUp));
    const wait = async (ms: number) => {
      this.waits.push(ms);
      this.ms += ms;
    };
    return createModel(setUp.config, { now: () => new Date(this.ms), wait, ...around });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.fakes.splice(0).map((fake) => fake.close()));
    this.waits.length = 0;
    this.ms = START;
  }
}

/** A question of the kind the desk asks, of which nothing matters but its form. */
export const QUESTION: ModelRequest = {
  system: '你读客诉，按表填写。',
  user: '<原话>刹车异响，要求检修。</原话>',
  schema: {
    name: 'reading',
    jsonSchema: {
      $schema: 'http://json-schema.org/draft-07/schema#',
      type: 'object',
      properties: { category: { type: ['string', 'null'] } },
      required: ['category'],
      additionalProperties: false,
    },
    example: { category: null },
  },
  maxTokens: 500,
  deadlineMs: 10_000,
};
