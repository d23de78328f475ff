import { type SchemaMode, thinkingOf } from './profiles.ts';
import type { ModelConfig } from './profiles-config.ts';

/** A picture as it was received. Sent as a data URL: Ollama takes no other, and links of chats die within minutes. */
export interface ModelImage {
  readonly mimetype: string;
  readonly content: Uint8Array;
}

/** The form of the answer. Flat, all keys required and nullable, `additionalProperties: false`: the strictest provider's rules (llm.md B2). */
export interface AnswerSchema {
  readonly name: string;
  readonly jsonSchema: Readonly<Record<string, unknown>>;
  /** An answer as it should look; DeepSeek's JSON mode asks for one where no schema is kept. */
  readonly example?: unknown;
}

/** One question to a model. `system` is the same bytes in every call of a prompt, so that the provider's cache is hit. */
export interface ModelRequest {
  readonly system: string;
  readonly user: string;
  readonly schema: AnswerSchema;
  readonly maxTokens: number;
  /** Over all tries together, from the call. */
  readonly deadlineMs: number;
  readonly images?: readonly ModelImage[];
}

/** What a model turned out to take: the profile's word at first, less after each refusal. */
export interface Dialect {
  readonly mode: SchemaMode;
  readonly tokenField: ModelConfig['tokenField'];
  readonly dropped: readonly string[];
}

/** A model before it has refused anything. */
export const firstDialect = (config: ModelConfig): Dialect => ({
  mode: config.schemaMode,
  tokenField: config.tokenField,
  dropped: [],
});

/** The model that answers: pictures go to the one that sees. */
export const modelFor = (config: ModelConfig, request: Pick<ModelRequest, 'images'>): string =>
  request.images?.length ? (config.visionModel ?? config.model) : config.model;

// `$schema` on top makes some Kimi models answer nonsense (llm.md B2), and nobody needs it.
const schemaOf = ({ jsonSchema }: AnswerSchema): Readonly<Record<string, unknown>> => {
  const { $schema: _, ...schema } = jsonSchema;
  return schema;
};

/** Says the form in words where the provider does not keep it; the word JSON has to be there in json_object mode. */
function inWords(schema: AnswerSchema): string {
  const example = schema.example === undefined ? '' : `\n示例：\n${JSON.stringify(schema.example)}`;
  const form = JSON.stringify(schemaOf(schema));
  return `\n\n只输出一个 JSON 对象，不加解释，不用代码块。键与类型须符合这个 JSON Schema：\n${form}${example}`;
}

function responseFormat(schema: AnswerSchema, mode: SchemaMode): Readonly<Record<string, unknown>> {
  if (mode === 'prompt') return {};
  if (mode === 'json_object') return { response_format: { type: mode } };
  const json_schema = { name: schema.name, strict: true, schema: schemaOf(schema) };
  return { response_format: { type: mode, json_schema } };
}

function userContent({ user, images = [] }: ModelRequest): unknown {
  if (images.length === 0) return user;
  const url = (image: ModelImage) =>
    `data:${image.mimetype};base64,${Buffer.from(image.content.buffer, image.content.byteOffset, image.content.byteLength).toString('base64')}`;
  return [
    ...images.map((image) => ({ type: 'image_url', image_url: { url: url(image), detail: 'high' } })),
    { type: 'text', text: user },
  ];
}

/** The body of the call, as this model takes it. Same request, same bytes. */
export function requestBody(
  config: ModelConfig,
  request: ModelRequest,
  dialect: Dialect,
): Readonly<Record<string, unknown>> {
  const model = modelFor(config, request);
  const thinking = thinkingOf(config, model);
  const temperature = config.temperature === null ? {} : { temperature: config.temperature };
  const optional = { ...temperature, ...thinking.fields, ...config.extras };
  const taken = Object.entries(optional).filter(([field]) => !dialect.dropped.includes(field));
  const system = dialect.mode === 'json_schema' ? request.system : request.system + inWords(request.schema);
  return {
    model,
    messages: [
      { role: 'system', content: system },
      { role: 'user', content: userContent(request) },
    ],
    [dialect.tokenField]: request.maxTokens + thinking.headroom,
    ...Object.fromEntries(taken),
    ...responseFormat(request.schema, dialect.mode),
  };
}
