import { setTimeout as pause } from 'node:timers/promises';
import OpenAI from 'openai';
import { addTokens, type TokenUsage } from '../domain/usage.ts';
import { readAnswer } from './client-answer.ts';
import { nextDialect, optionalFields } from './client-dialect.ts';
import { type CallFailure, type FailureKind, failureOf, scrub } from './client-failure.ts';
import { jsonObjectIn } from './client-json.ts';
import { type Dialect, firstDialect, type ModelRequest, modelFor, requestBody } from './client-request.ts';
import type { SchemaMode } from './profiles.ts';
import type { ModelConfig } from './profiles-config.ts';

/** How a question went; nothing is ever thrown. `usage` is what all tries together used, null when the provider did not say. */
export type ModelAnswer =
  | {
      readonly type: 'answered';
      /** An object of whatever shape: the caller checks it against the schema, for only some providers keep one. */
      readonly json: Readonly<Record<string, unknown>>;
      readonly usage: TokenUsage | null;
      readonly model: string;
      readonly mode: SchemaMode;
      readonly ms: number;
    }
  | {
      readonly type: 'failed';
      readonly why: FailureKind;
      /** For the log: no key, no customer's words. */
      readonly detail: string;
      /** How long the provider asks to be left alone; null when it does not say. */
      readonly waitMs: number | null;
      readonly usage: TokenUsage | null;
      readonly model: string;
      readonly mode: SchemaMode;
      readonly ms: number;
    };

/** The connection to a model. */
export interface Model {
  readonly config: ModelConfig;
  complete(request: ModelRequest): Promise<ModelAnswer>;
}

/** What a model needs of the world; tests bring their own. */
export interface ModelSurroundings {
  readonly fetch?: typeof globalThis.fetch;
  readonly now: () => Date;
  /** Waits between tries; rejects when the signal ends it. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<unknown>;
}

/** An empty answer is paid for like any other, so it is asked for once more only. */
const mostTries = (why: FailureKind): number => (why === 'empty' ? 2 : 3);
/** Between tries, in ms, unless the provider names its own time. */
const BACK_OFF = [400, 1_000];
/** Setting `AbortSignal.timeout` higher throws. */
const LONGEST_MS = 2 ** 31 - 1;
/** Ends everything after so many milliseconds. */
export const deadline = (ms: number): AbortSignal =>
  AbortSignal.timeout(Math.min(Math.max(1, Math.ceil(ms)), LONGEST_MS));

type Try =
  | { readonly type: 'answered'; readonly json: Readonly<Record<string, unknown>>; readonly usage: TokenUsage | null }
  | ({ readonly type: 'failed'; readonly usage: TokenUsage | null } & CallFailure);

const failed = (why: FailureKind, detail: string, usage: TokenUsage | null = null, again = false): Try => ({
  type: 'failed',
  why,
  detail,
  usage,
  again,
  waitMs: null,
  refusal: null,
});

function triedOf(body: unknown): Try {
  const read = readAnswer(body);
  if (read.type === 'nothing') return failed(read.why, read.detail, read.usage, read.again);
  const json = jsonObjectIn(read.text);
  return json ? { type: 'answered', json, usage: read.usage } : failed('not_json', 'no JSON object', read.usage);
}

/** Rejects when the signal comes. The signal ends the connection; this ends the wait even where a connection does not heed it. */
export const ended = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    else signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });

/** Nothing is taken from the environment, and the client neither retries nor logs: that is done here, or not at all. */
export const clientOf = (config: ModelConfig, send: typeof globalThis.fetch): OpenAI =>
  new OpenAI({
    apiKey: config.key,
    baseURL: config.baseUrl,
    organization: null,
    project: null,
    maxRetries: 0,
    timeout: LONGEST_MS,
    logLevel: 'off',
    fetch: send,
  });

/** Why a request cannot be sent at all; null when it can. */
function unfit(config: ModelConfig, request: ModelRequest): string | null {
  if (!request.images?.length) return null;
  if (!config.visionModel) return 'this model sees no pictures';
  return config.seesPictures ? null : 'pictures may not be sent to this model (KESU_LLM_PICTURES)';
}

/** One connection: what it needs, and what the provider turned out to take, by model and form. */
interface Line {
  readonly config: ModelConfig;
  readonly client: OpenAI;
  readonly now: () => Date;
  readonly wait: (ms: number, signal: AbortSignal) => Promise<unknown>;
  readonly dialects: Map<string, Dialect>;
}

async function attempt(line: Line, body: Readonly<Record<string, unknown>>, signal: AbortSignal): Promise<Try> {
  try {
    const params = body as unknown as OpenAI.Chat.ChatCompletionCreateParamsNonStreaming;
    return triedOf(await Promise.race([line.client.chat.completions.create(params, { signal }), ended(signal)]));
  } catch (error) {
    if (signal.aborted) return failed('timeout', 'no answer within the deadline');
    return { type: 'failed', usage: null, ...failureOf(error, line.now()) };
  }
}

type Outcome = Try & { readonly mode: SchemaMode };

/** Asks until there is an answer, or no more hope of one by `until`. */
async function ask(line: Line, request: ModelRequest, until: number, signal: AbortSignal): Promise<Outcome> {
  const { config, dialects } = line;
  const known = `${modelFor(config, request)} ${request.schema.name}`;
  let usage: TokenUsage | null = null;
  for (let tries = 1; ; ) {
    const dialect = dialects.get(known) ?? firstDialect(config);
    const body = requestBody(config, request, dialect);
    const tried = await attempt(line, body, signal);
    usage = addTokens(usage, tried.usage);
    const outcome = { ...tried, usage, mode: dialect.mode };
    if (tried.type === 'answered') return outcome;
    const lesser = tried.refusal && nextDialect(dialect, tried.refusal, config, optionalFields(body));
    if (lesser) {
      dialects.set(known, lesser);
      continue;
    }
    const delay = tried.waitMs ?? BACK_OFF[tries - 1] ?? 0;
    const late = line.now().getTime() + delay >= until;
    if (!tried.again || tries >= mostTries(tried.why) || late) return outcome;
    await line.wait(delay, signal).catch(() => undefined);
    tries++;
  }
}

async function complete(line: Line, request: ModelRequest): Promise<ModelAnswer> {
  const { config, now } = line;
  const started = now().getTime();
  const signal = deadline(request.deadlineMs);
  const fault = unfit(config, request);
  const tried = fault
    ? { ...failed('bad_request', fault), mode: config.schemaMode }
    : await ask(line, request, started + request.deadlineMs, signal);
  const { type, usage, mode } = tried;
  const rest = { usage, mode, model: modelFor(config, request), ms: now().getTime() - started };
  if (type === 'answered') return { type, json: tried.json, ...rest };
  return { type, why: tried.why, detail: scrub(tried.detail, config.key), waitMs: tried.waitMs, ...rest };
}

/** Opens the connection; nothing is sent yet. What the provider refuses to take is remembered for as long as the model lives. */
export function createModel(config: ModelConfig, around: ModelSurroundings): Model {
  const line: Line = {
    config,
    client: clientOf(config, around.fetch ?? globalThis.fetch),
    now: around.now,
    wait: around.wait ?? ((ms, signal) => pause(ms, undefined, { signal })),
    dialects: new Map(),
  };
  return { config, complete: (request) => complete(line, request) };
}
