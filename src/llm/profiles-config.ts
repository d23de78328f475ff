import { z } from 'zod';
import type { Price, UsageBudget } from '../domain/usage.ts';
import { isBudget, NO_BUDGET, NO_LIMIT, readBudget } from './budget-config.ts';
import { PROFILES, PROVIDERS, type Profile, type ProviderName } from './profiles.ts';

/** A provider as the user set it up: the profile with what was overridden. */
export interface ModelConfig
  extends Pick<
    Profile,
    'visionModel' | 'audioModel' | 'schemaMode' | 'tokenField' | 'temperature' | 'thinking' | 'extras' | 'price'
  > {
  readonly provider: ProviderName;
  readonly baseUrl: string;
  readonly key: string;
  readonly model: string;
  /** Whether pictures, which cannot be masked, may be sent to it. */
  readonly seesPictures: boolean;
}

/** One thing wrong with the model's part of the environment, and how to mend it. */
export interface ModelFault {
  readonly variable: string;
  readonly problem: string;
  readonly remedy: string;
}

/** The model and what it may cost a day. */
export interface ModelSetting {
  /** Null: none is set up, the rules read alone. */
  readonly config: ModelConfig | null;
  readonly budget: UsageBudget;
}

export const NO_MODEL: ModelSetting = { config: null, budget: NO_LIMIT };

/** `off`: no model is set, the rules read alone. */
export type ModelSetUp =
  | { readonly type: 'off' }
  | { readonly type: 'configured'; readonly config: ModelConfig; readonly budget: UsageBudget }
  | { readonly type: 'faulty'; readonly faults: readonly ModelFault[] };

const REMEDIES: Readonly<Record<string, string>> = {
  KESU_LLM: `one of ${PROVIDERS.join(', ')}; empty = the rules read alone`,
  KESU_LLM_KEY: 'the API key as the provider shows it',
  KESU_LLM_URL: 'the address before /chat/completions, such as https://api.deepseek.com',
  KESU_LLM_MODEL: 'the name of the model, or of the deployment on Azure',
  KESU_LLM_PICTURES: 'yes or no: may unmasked pictures be sent to this model',
  KESU_LLM_PRICE: 'currency, then input, cached input and output per million tokens: CNY 0.8 0.16 2',
  KESU_LLM_BUDGET: 'per day: CNY 20, or 2000000 tokens, or both with a comma between; empty = no limit',
};
const AZURE_URL = 'https://<your resource>.openai.azure.com/openai/v1';

// A key goes into a header: printable ASCII without blanks, or the header itself would be refused, key and all.
const HEADER_SAFE = /^[\x21-\x7e]+$/;
const PLACEHOLDER = /your|change.?me|replace|example|xxx|\.\.\.|<.*>/i;
const PRICE = /^(CNY|USD)\s+(\d+(?:\.\d+)?)\s+(\d+(?:\.\d+)?)\s+(\d+(?:\.\d+)?)$/;

const environment = z.object({
  KESU_LLM_KEY: z
    .string()
    .regex(HEADER_SAFE, 'holds a blank or a sign that keys do not have')
    .refine((key) => !PLACEHOLDER.test(key), 'is still a placeholder')
    .optional(),
  KESU_LLM_URL: z
    .url({ protocol: /^https?$/, error: 'is not a web address' })
    .refine((url) => !/^https?:\/\/[^/]*@/.test(url), 'holds a user name or password; the key goes into KESU_LLM_KEY')
    .transform((url) => url.replace(/\/+$/, '').replace(/\/chat\/completions$/, ''))
    .optional(),
  KESU_LLM_MODEL: z.string().optional(),
  KESU_LLM_VISION_MODEL: z.string().optional(),
  KESU_LLM_PICTURES: z.enum(['yes', 'no'], 'is neither yes nor no').optional(),
  KESU_LLM_PRICE: z
    .string()
    .regex(PRICE, 'is not a currency and three prices')
    .transform((text): Price => {
      const [, currency, input, cached, output] = PRICE.exec(text) ?? [];
      const price = { input: Number(input), cached: Number(cached), output: Number(output) };
      return { currency: currency === 'USD' ? 'USD' : 'CNY', ...price, asOf: 'set' };
    })
    .optional(),
  /** Read with the price at hand, budget-config.ts. */
  KESU_LLM_BUDGET: z.string().default('').refine(isBudget, NO_BUDGET),
});
type Environment = z.infer<typeof environment>;

const fault = (variable: string, problem: string, remedy?: string): ModelFault => ({
  variable,
  problem,
  remedy: remedy ?? REMEDIES[variable] ?? 'see .env.example',
});

const isProvider = (name: string): name is ProviderName => (PROVIDERS as readonly string[]).includes(name);

/** What the provider cannot do without. */
function missing(provider: ProviderName, env: Readonly<Record<string, string>>): ModelFault[] {
  const { baseUrl, model, needsKey } = PROFILES[provider];
  const faults: ModelFault[] = [];
  if (needsKey && !env.KESU_LLM_KEY) faults.push(fault('KESU_LLM_KEY', `is missing: ${provider} asks for one`));
  if (!baseUrl && !env.KESU_LLM_URL)
    faults.push(fault('KESU_LLM_URL', `is missing: ${provider} has an address of its own`, AZURE_URL));
  if (!model && !env.KESU_LLM_MODEL)
    faults.push(fault('KESU_LLM_MODEL', `is missing: ${provider} does not say which one`));
  return faults;
}

/** Overseas, and an address of which we do not know where it is, see pictures only when told so. */
function seesPictures(profile: Profile, env: Environment): boolean {
  if (env.KESU_LLM_PICTURES) return env.KESU_LLM_PICTURES === 'yes';
  if (profile.where === 'own') return true;
  return profile.where === 'mainland' && (!env.KESU_LLM_URL || env.KESU_LLM_URL === profile.baseUrl);
}

function configOf(provider: ProviderName, env: Environment): ModelConfig {
  const profile = PROFILES[provider];
  const model = env.KESU_LLM_MODEL ?? profile.model ?? '';
  const known = model === profile.model || profile.where === 'own' ? profile.price : null;
  return {
    provider,
    baseUrl: env.KESU_LLM_URL ?? profile.baseUrl ?? '',
    // The client wants some key even where the server wants none.
    key: env.KESU_LLM_KEY ?? 'none',
    model,
    visionModel: env.KESU_LLM_VISION_MODEL ?? profile.visionModel,
    audioModel: profile.audioModel,
    seesPictures: seesPictures(profile, env),
    schemaMode: profile.schemaMode,
    tokenField: profile.tokenField,
    temperature: profile.temperature,
    thinking: profile.thinking,
    extras: profile.extras,
    price: env.KESU_LLM_PRICE ?? known,
  };
}

/** The model the environment asks for, or everything that is wrong at once. An empty variable is an unset one. */
export function modelConfig(env: Readonly<Record<string, string | undefined>>): ModelSetUp {
  const trimmed = Object.entries(env).map(([name, value]): [string, string] => [name, value?.trim() ?? '']);
  const set = Object.fromEntries(trimmed.filter(([name, value]) => name.startsWith('KESU_LLM') && value !== ''));
  const name = set.KESU_LLM?.toLowerCase();
  if (!name) {
    if (!set.KESU_LLM_KEY) return { type: 'off' };
    return { type: 'faulty', faults: [fault('KESU_LLM', 'is missing, though KESU_LLM_KEY is set')] };
  }
  const parsed = environment.safeParse(set);
  const wrong = (parsed.error?.issues ?? []).map((issue) => fault(String(issue.path[0]), issue.message));
  if (!isProvider(name)) {
    return { type: 'faulty', faults: [fault('KESU_LLM', `"${name}" is not a provider we know`), ...wrong] };
  }
  const faults = [...wrong, ...missing(name, set)];
  if (!parsed.success) return { type: 'faulty', faults };
  const config = configOf(name, parsed.data);
  const read = readBudget(parsed.data.KESU_LLM_BUDGET, config.price);
  if (!read.ok) faults.push(fault('KESU_LLM_BUDGET', read.problem));
  if (!read.ok || faults.length > 0) return { type: 'faulty', faults };
  return { type: 'configured', config, budget: read.budget };
}

/** What a model costs here; null when nobody told us, as for a vision model beside the one that reads. */
export const priceOf = (config: ModelConfig, model: string): Price | null =>
  model === config.model || config.price?.input === 0 ? config.price : null;
