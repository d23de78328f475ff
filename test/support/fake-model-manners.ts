import type { ProviderName } from '../../src/llm/profiles.ts';

/** The body of a call, as far as the fake looks at it. */
export interface FakeBody {
  readonly model: string;
  readonly messages: readonly { readonly role: string; readonly content: unknown }[];
  readonly response_format?: {
    readonly type: string;
    readonly json_schema?: { readonly schema: Readonly<Record<string, unknown>> };
  };
  readonly [field: string]: unknown;
}

/** An error as the provider words it, before it is wrapped. */
export interface FakeError {
  readonly status: number;
  readonly code: string | null;
  readonly message: string;
  readonly param?: string;
  /** What stands under `type`. */
  readonly kind?: string;
}

/** How a provider behaves beyond the common protocol. */
export interface Manner {
  readonly path: string;
  readonly needsKey: boolean;
  readonly wrongKey: FakeError;
  /** What it refuses in a request; null when it takes it. */
  readonly refuses: (body: FakeBody) => FakeError | null;
  /** Thinks aloud in the answer of a request that does not turn it off. */
  readonly thinks: (body: FakeBody) => 'beside' | 'inline' | null;
  /** Where it says how much of the input was cached. */
  readonly cached: (tokens: number) => Readonly<Record<string, unknown>>;
  /** Some wrap their errors in `error`, some leave them bare. */
  readonly bareErrors?: boolean;
}

const text = (body: FakeBody): string => JSON.stringify(body.messages);
const mode = (body: FakeBody): string => body.response_format?.type ?? 'text';
const bad = (message: string, param?: string, code: string | null = 'invalid_request_error'): FakeError => ({
  status: 400,
  code,
  message,
  ...(param ? { param } : {}),
});
const keyError = (message: string, code = 'invalid_api_key'): FakeError => ({ status: 401, code, message });
const details = (tokens: number) => ({ prompt_tokens_details: { cached_tokens: tokens } });
const disabled = (body: FakeBody): boolean =>
  (body.thinking as { readonly type?: string } | undefined)?.type === 'disabled';

const noJsonWord = (body: FakeBody): FakeError | null =>
  mode(body) === 'json_object' && !/json/i.test(text(body))
    ? bad("'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.")
    : null;

function looseSchema(body: FakeBody): FakeError | null {
  const schema = body.response_format?.json_schema?.schema;
  if (!schema) return null;
  const keys = Object.keys((schema.properties as object | undefined) ?? {});
  const required = (schema.required as readonly string[] | undefined) ?? [];
  if (schema.additionalProperties === false && keys.every((key) => required.includes(key))) return null;
  return bad("Invalid schema for response_format: 'required' must list every key.", 'response_format');
}

function openaiRefuses(body: FakeBody): FakeError | null {
  if (body.max_tokens !== undefined)
    return bad(
      "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
      'max_tokens',
      'unsupported_parameter',
    );
  if (body.temperature !== undefined && body.temperature !== 1)
    return bad("Unsupported value: 'temperature' does not support 0 with this model.", 'temperature');
  if (body.model.startsWith('gpt-4') && body.reasoning_effort !== undefined)
    return bad('Unrecognized request argument supplied: reasoning_effort', undefined, null);
  return noJsonWord(body) ?? looseSchema(body);
}

const QWEN_KEEPS = /^(qwen-plus|qwen-flash|qwen3-max)/;
function qwenRefuses(body: FakeBody): FakeError | null {
  if (body.enable_thinking !== false && body.model.startsWith('qwen3'))
    return bad('parameter.enable_thinking must be set to false for non-streaming calls', undefined, 'InvalidParameter');
  if (mode(body) === 'json_schema' && !QWEN_KEEPS.test(body.model))
    return bad("'response_format' of type 'json_schema' is not supported by this model.");
  return noJsonWord(body);
}

function kimiRefuses(body: FakeBody): FakeError | null {
  if (body.temperature !== undefined && body.temperature !== 1)
    return bad('invalid temperature: only 1 is allowed for this model');
  return body.model.startsWith('kimi-k3') && disabled(body) ? bad('invalid thinking: cannot be disabled') : null;
}

const remoteImage = (body: FakeBody): FakeError | null =>
  /"url":"https?:/.test(text(body)) ? bad('invalid image input') : null;

/** One entry a provider: what its documents and error reports say it does. */
export const MANNERS: Readonly<Record<ProviderName, Manner>> = {
  openai: {
    path: '/v1',
    needsKey: true,
    wrongKey: keyError('Incorrect API key provided: sk-wr***ong1.'),
    refuses: openaiRefuses,
    thinks: () => null,
    cached: details,
  },
  azure: {
    path: '/openai/v1',
    needsKey: true,
    wrongKey: keyError('Access denied due to invalid subscription key or wrong API endpoint.', '401'),
    refuses: openaiRefuses,
    thinks: () => null,
    cached: details,
  },
  qwen: {
    path: '/compatible-mode/v1',
    needsKey: true,
    wrongKey: keyError('Incorrect API key provided.'),
    refuses: qwenRefuses,
    thinks: (body) => (body.enable_thinking === false ? null : 'beside'),
    cached: details,
  },
  deepseek: {
    path: '',
    needsKey: true,
    wrongKey: keyError('Authentication Fails, Your api key: ****ong1 is invalid', 'invalid_request_error'),
    refuses: (body) =>
      mode(body) === 'json_schema' ? bad('This response_format type is unavailable now') : noJsonWord(body),
    thinks: (body) => (disabled(body) ? null : 'beside'),
    cached: (tokens) => ({ prompt_cache_hit_tokens: tokens }),
  },
  glm: {
    path: '/api/paas/v4',
    needsKey: true,
    wrongKey: keyError('令牌已过期或验证不正确', '1002'),
    refuses: (body) =>
      mode(body) === 'json_schema' ? bad('response_format 参数非法，请检查文档', undefined, '1214') : null,
    thinks: (body) => (disabled(body) ? null : 'beside'),
    cached: details,
  },
  kimi: {
    path: '/v1',
    needsKey: true,
    wrongKey: { ...keyError('Invalid Authentication'), kind: 'invalid_authentication_error' },
    refuses: kimiRefuses,
    thinks: (body) => (disabled(body) ? null : 'beside'),
    cached: (tokens) => ({ cached_tokens: tokens }),
  },
  vllm: {
    path: '/v1',
    needsKey: false,
    wrongKey: keyError('Unauthorized'),
    refuses: () => null,
    thinks: (body) => (body.chat_template_kwargs ? null : 'inline'),
    cached: () => ({ prompt_tokens_details: null }),
    bareErrors: true,
  },
  ollama: {
    path: '/v1',
    needsKey: false,
    wrongKey: keyError('unauthorized'),
    refuses: remoteImage,
    thinks: (body) => (body.reasoning_effort === 'none' ? null : 'inline'),
    cached: () => ({}),
  },
};

/** Kimi reads a top-level `$schema` and answers something else altogether. */
export const readsNonsense = (provider: ProviderName, body: FakeBody): boolean =>
  provider === 'kimi' && body.response_format?.json_schema?.schema.$schema !== undefined;
