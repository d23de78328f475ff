import type { Price } from '../domain/usage.ts';

/*
 * What each provider takes and what it costs, as data (llm.md B2; model names and prices read at the providers' pages in November 2026).
 * A field a model turns out not to take is dropped at the first refusal (client-dialect.ts), so an entry need not be perfect to work.
 */

/** How an answer is held to its schema, strictest first: kept by the provider, JSON of any shape, asked for in words only. */
export const SCHEMA_MODES = ['json_schema', 'json_object', 'prompt'] as const;
export type SchemaMode = (typeof SCHEMA_MODES)[number];

export const PROVIDERS = ['openai', 'azure', 'qwen', 'deepseek', 'glm', 'kimi', 'vllm', 'ollama'] as const;
export type ProviderName = (typeof PROVIDERS)[number];

export type TokenField = 'max_tokens' | 'max_completion_tokens';
/** Fields that turn thinking off for models whose name starts like this; the first that fits counts. */
export interface Thinking {
  readonly models: string;
  readonly fields: Readonly<Record<string, unknown>>;
  /** Tokens added to the limit, for models that cannot stop thinking. */
  readonly headroom: number;
}

export interface Profile {
  /** Null where only the user can know it. */
  readonly baseUrl: string | null;
  readonly model: string | null;
  /** The model that sees pictures; null = none that we know of. */
  readonly visionModel: string | null;
  /** The model behind `/audio/transcriptions`; null where there is no such endpoint. */
  readonly audioModel: string | null;
  /** Where what is sent ends up. Unmasked pictures leave the country only when somebody says so. */
  readonly where: 'mainland' | 'overseas' | 'own';
  readonly needsKey: boolean;
  readonly schemaMode: SchemaMode;
  readonly tokenField: TokenField;
  /** Null = not sent: the model fixes it and refuses any other. */
  readonly temperature: number | null;
  readonly thinking: readonly Thinking[];
  readonly extras: Readonly<Record<string, unknown>>;
  /** Of `model`; null = unknown. */
  readonly price: Price | null;
}

const off = (fields: Thinking['fields'], models = '', headroom = 0): Thinking => ({ models, fields, headroom });
/** Nothing is billed by the token on a machine of one's own. */
const OWN_MACHINE: Price = { currency: 'CNY', input: 0, cached: 0, output: 0, asOf: '2026-11' };

/** Every provider we know. */
export const PROFILES: Readonly<Record<ProviderName, Profile>> = {
  openai: {
    baseUrl: 'https://api.openai.com/v1',
    model: 'gpt-5.4-mini',
    visionModel: 'gpt-5.4-mini',
    audioModel: 'gpt-4o-mini-transcribe',
    where: 'overseas',
    needsKey: true,
    schemaMode: 'json_schema',
    tokenField: 'max_completion_tokens',
    temperature: null,
    thinking: [off({}, 'gpt-4'), off({ reasoning_effort: 'none' })],
    extras: { store: false },
    // developers.openai.com/docs/models: $0.75 and $4.50; a cache hit costs a tenth.
    price: { currency: 'USD', input: 0.75, cached: 0.075, output: 4.5, asOf: '2026-11' },
  },
  // The v1 path; the deployment's name stands for the model, so nothing is known of it beforehand.
  azure: {
    baseUrl: null,
    model: null,
    visionModel: null,
    audioModel: null,
    where: 'overseas',
    needsKey: true,
    schemaMode: 'json_schema',
    tokenField: 'max_completion_tokens',
    temperature: null,
    thinking: [off({}, 'gpt-4'), off({ reasoning_effort: 'none' }, 'gpt-5')],
    extras: {},
    price: null,
  },
  // json_schema is kept in non-thinking mode only (help.aliyun.com/zh/model-studio/json-mode).
  qwen: {
    baseUrl: 'https://dashscope.aliyuncs.com/compatible-mode/v1',
    model: 'qwen-plus',
    visionModel: 'qwen3-vl-plus',
    audioModel: null,
    where: 'mainland',
    needsKey: true,
    schemaMode: 'json_schema',
    tokenField: 'max_tokens',
    temperature: 0,
    thinking: [off({ enable_thinking: false })],
    extras: {},
    // Up to 128K tokens in, without thinking, Beijing region; as reported of Alibaba Cloud's price page, May 2026.
    price: { currency: 'CNY', input: 0.8, cached: null, output: 2, asOf: '2026-05' },
  },
  // No json_schema at /chat/completions; thinks unless told not to; may answer with empty content.
  deepseek: {
    baseUrl: 'https://api.deepseek.com',
    model: 'deepseek-flash',
    visionModel: 'deepseek-flash',
    audioModel: null,
    where: 'mainland',
    needsKey: true,
    schemaMode: 'json_object',
    tokenField: 'max_tokens',
    temperature: 0,
    thinking: [off({ thinking: { type: 'disabled' } })],
    extras: {},
    // api-docs.deepseek.com/zh-cn/quick_start/pricing: peak hours (working days 9–12, 14–18), half of it at other times.
    price: { currency: 'CNY', input: 2, cached: 0.04, output: 8, asOf: '2026-11' },
  },
  glm: {
    baseUrl: 'https://open.bigmodel.cn/api/paas/v4',
    model: 'glm-5.3-flash',
    visionModel: 'glm-5.3-flash',
    audioModel: 'glm-asr-2512',
    where: 'mainland',
    needsKey: true,
    schemaMode: 'json_object',
    tokenField: 'max_tokens',
    temperature: 0,
    thinking: [off({ thinking: { type: 'disabled' } })],
    extras: {},
    // docs.bigmodel.cn/cn/guide/start/pricing: list price, without the discount of that month.
    price: { currency: 'CNY', input: 0.8, cached: 0.23, output: 2.8, asOf: '2026-09' },
  },
  // The K2 series, which can stop thinking, ends in December 2026; K3 cannot, and takes no temperature but its own.
  kimi: {
    baseUrl: 'https://api.moonshot.cn/v1',
    model: 'kimi-k3',
    visionModel: 'kimi-k3',
    audioModel: null,
    where: 'mainland',
    needsKey: true,
    schemaMode: 'json_schema',
    tokenField: 'max_completion_tokens',
    temperature: null,
    thinking: [
      off({ thinking: { type: 'disabled' } }, 'kimi-k2'),
      off({}, 'moonshot-v1'),
      off({ reasoning_effort: 'low' }, '', 8_000),
    ],
    extras: {},
    // platform.kimi.ai/docs/pricing/chat-k3, in yuan as billed on the mainland.
    price: { currency: 'CNY', input: 20, cached: 2, output: 100, asOf: '2026-09' },
  },
  vllm: {
    baseUrl: 'http://127.0.0.1:8000/v1',
    model: null,
    visionModel: null,
    audioModel: null,
    where: 'own',
    needsKey: false,
    schemaMode: 'json_schema',
    tokenField: 'max_tokens',
    temperature: 0,
    thinking: [off({ chat_template_kwargs: { enable_thinking: false } })],
    extras: {},
    price: OWN_MACHINE,
  },
  ollama: {
    baseUrl: 'http://127.0.0.1:11434/v1',
    model: null,
    visionModel: null,
    audioModel: null,
    where: 'own',
    needsKey: false,
    schemaMode: 'json_schema',
    tokenField: 'max_tokens',
    temperature: 0,
    // /v1/chat/completions heeds reasoning_effort, not `think` (ollama/ollama#14820).
    thinking: [off({ reasoning_effort: 'none' })],
    extras: {},
    price: OWN_MACHINE,
  },
};

const THINKS_AS_IT_LIKES: Thinking = off({});

/** How a model of this provider is kept from thinking. */
export const thinkingOf = (profile: Pick<Profile, 'thinking'>, model: string): Thinking =>
  profile.thinking.find((t) => model.startsWith(t.models)) ?? THINKS_AS_IT_LIKES;
