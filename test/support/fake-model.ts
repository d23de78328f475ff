import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import type { ProviderName } from '../../src/llm/profiles.ts';
import { type FakeBody, type FakeError, MANNERS, readsNonsense } from './fake-model-manners.ts';

/** What the next call gets. Without a script every call gets `{}` as JSON. */
export type FakeAnswer =
  | { readonly type: 'json'; readonly json: unknown }
  | {
      readonly type: 'content';
      readonly content: unknown;
      readonly finishReason?: string;
      readonly refusal?: string;
      readonly reasoning?: string;
    }
  | ({
      readonly type: 'error';
      readonly headers?: Readonly<Record<string, string>>;
      /** Milliseconds until it comes. */
      readonly afterMs?: number;
    } & FakeError)
  | { readonly type: 'raw'; readonly status: number; readonly contentType: string; readonly body: string }
  /** The socket closes before a byte; in the middle of the body; one blank at a time for ever; never a byte. */
  | { readonly type: 'drop' | 'cut' | 'drip' | 'hang' };

/** A call as it came over the wire. */
export interface FakeCall {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly raw: string;
  readonly body: FakeBody;
}

/** A provider on loopback. */
export interface FakeModel {
  /** What stands for the provider's base URL. */
  readonly url: string;
  readonly key: string;
  readonly calls: readonly FakeCall[];
  /** How many callers went away before their answer was whole. */
  gone(): number;
  /** Answers for the next calls, in order. A call the provider would refuse uses none up. */
  say(...answers: readonly FakeAnswer[]): void;
  /** Answers every call for which nothing was said. */
  always(answer: (call: FakeCall) => FakeAnswer): void;
  close(): Promise<void>;
}

const DRIP_MS = 20;
/** A recording comes as a form, which this fake keeps as text and looks no further into. */
const NO_BODY: FakeBody = { model: '', messages: [] };
/** About what a Chinese text comes to. */
const tokensOf = (value: unknown): number => Math.ceil(JSON.stringify(value ?? '').length / 1.5);

function usageOf(provider: ProviderName, body: FakeBody, content: unknown, seen: Set<string>) {
  const system = JSON.stringify(body.messages[0]);
  const cached = seen.has(system) ? tokensOf(body.messages[0]) : 0;
  seen.add(system);
  const prompt_tokens = tokensOf(body.messages);
  const completion_tokens = tokensOf(content);
  const total_tokens = prompt_tokens + completion_tokens;
  return { prompt_tokens, completion_tokens, total_tokens, ...MANNERS[provider].cached(cached) };
}

function completion(provider: ProviderName, body: FakeBody, answer: FakeAnswer, seen: Set<string>): unknown {
  const said = answer.type === 'json' ? { content: JSON.stringify(answer.json) } : answer;
  const { content, finishReason, refusal, reasoning } = said as Extract<FakeAnswer, { type: 'content' }>;
  const thinking = MANNERS[provider].thinks(body);
  const aloud = thinking === 'inline' ? `<think>{"draft": true}</think>\n${content}` : content;
  const shown = readsNonsense(provider, body) ? '你好！有什么可以帮您？' : aloud;
  const beside = reasoning ?? (thinking === 'beside' ? '先想一想 {"draft": true}' : undefined);
  const message = {
    role: 'assistant',
    content: shown,
    ...(refusal ? { refusal } : {}),
    ...(beside ? { reasoning_content: beside } : {}),
  };
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1,
    model: body.model,
    choices: [{ index: 0, message, finish_reason: finishReason ?? 'stop' }],
    usage: usageOf(provider, body, content, seen),
  };
}

const json = (
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
) => response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));

function refuse(
  provider: ProviderName,
  response: ServerResponse,
  answer: FakeError & { headers?: Readonly<Record<string, string>> },
) {
  const { status, code, message, param = null, kind = 'invalid_request_error' } = answer;
  const error = { message, type: kind, param, code };
  json(response, status, MANNERS[provider].bareErrors ? { object: 'error', ...error } : { error }, answer.headers);
}

async function drip(response: ServerResponse): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/json' });
  while (!response.destroyed) {
    response.write(' ');
    await pause(DRIP_MS);
  }
}

/** Plays the answers that are not a completion; false when it is one. */
async function misbehave(provider: ProviderName, answer: FakeAnswer, response: ServerResponse): Promise<boolean> {
  if (answer.type === 'hang') return true;
  if (answer.type === 'drop') response.destroy();
  else if (answer.type === 'cut') {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '5000' });
    response.write('{"choices": [{"mess');
    setImmediate(() => response.destroy());
  } else if (answer.type === 'drip') await drip(response);
  else if (answer.type === 'raw')
    response.writeHead(answer.status, { 'content-type': answer.contentType }).end(answer.body);
  else if (answer.type === 'error') {
    if (answer.afterMs) await pause(answer.afterMs);
    refuse(provider, response, answer);
  } else return false;
  return true;
}

/** Starts a server that speaks as this provider does. Close it after the test. */
export async function startFakeModel(provider: ProviderName): Promise<FakeModel> {
  const manner = MANNERS[provider];
  const key = `sk-fake-${provider}-0001`;
  const calls: FakeCall[] = [];
  const script: FakeAnswer[] = [];
  const seen = new Set<string>();
  let gone = 0;
  let otherwise: (call: FakeCall) => FakeAnswer = () => ({ type: 'json', json: {} });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const raw = await text(request);
    const path = request.url ?? '';
    const isVoice = path === `${manner.path}/audio/transcriptions`;
    const call: FakeCall = { path, headers: request.headers, raw, body: isVoice ? NO_BODY : JSON.parse(raw) };
    calls.push(call);
    if (path !== `${manner.path}/chat/completions` && !isVoice)
      return void json(response, 404, { error: { message: 'Not Found' } });
    if (manner.needsKey && request.headers.authorization !== `Bearer ${key}`)
      return refuse(provider, response, manner.wrongKey);
    const refusal = isVoice ? null : manner.refuses(call.body);
    if (refusal) return refuse(provider, response, refusal);
    const answer = script.shift() ?? otherwise(call);
    if (await misbehave(provider, answer, response)) return;
    if (isVoice) json(response, 200, answer.type === 'json' ? answer.json : { text: '' });
    else json(response, 200, completion(provider, call.body, answer, seen));
  }

  const server = createServer((request, response) => {
    response.on('close', () => {
      if (!response.writableFinished) gone += 1;
    });
    serve(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${manner.path}`,
    key,
    calls,
    gone: () => gone,
    say: (...answers) => void script.push(...answers),
    always: (answer) => {
      otherwise = answer;
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
