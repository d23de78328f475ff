import { findChannel } from './directory.ts';
import type { Fault } from './faults.ts';
import { type MethodName, methodTiers } from './rate-limits.ts';
import { methodScopes } from './scopes.ts';
import { SlackError } from './slack-error.ts';
import type { Json } from './state.ts';
import { Args, type Call, type Methods } from './web-api/call.ts';
import { channelMethods } from './web-api/channels.ts';
import { chatMethods } from './web-api/chat.ts';
import { conversationMethods } from './web-api/conversations.ts';
import { fileMethods } from './web-api/files.ts';
import { historyMethods } from './web-api/history.ts';
import { markMethods } from './web-api/marks.ts';
import { peopleMethods } from './web-api/people.ts';
import { viewMethods } from './web-api/views.ts';
import { busyWhile, type World } from './world.ts';

const methods: Methods = {
  ...channelMethods,
  ...chatMethods,
  ...conversationMethods,
  ...fileMethods,
  ...historyMethods,
  ...markMethods,
  ...peopleMethods,
  ...viewMethods,
};

/** The HTTP side of an answer; `cut` means the line drops before anything is said. */
export interface ApiAnswer {
  status: number;
  headers: Record<string, string>;
  body: Json;
  cut?: boolean;
}

/** Answers one Web API call: token, fault, rate, scope, then the method itself; every call leaves a trace. */
export function answerCall(world: World, name: string, fields: Json, bearer: string | undefined): Promise<ApiAnswer> {
  return busyWhile(world, async () => {
    const started = performance.now();
    const answer = await answered(world, name, fields, bearer);
    world.lastTraffic = performance.now();
    const ok = answer.body.ok === true && answer.cut !== true;
    const note = answer.cut ? 'fault: the answer was dropped' : ok ? '' : String(answer.body.error);
    world.trace.add({
      kind: 'call',
      name,
      ok,
      ms: Math.round(performance.now() - started),
      note,
      request: fields,
      response: answer.body,
    });
    return answer;
  });
}

async function answered(world: World, name: string, fields: Json, bearer: string | undefined): Promise<ApiAnswer> {
  const fault = world.faults.take(name);
  if (fault)
    world.trace.add({ kind: 'fault', name, ok: false, ms: 0, note: fault.kind, request: fault, response: undefined });
  if (fault?.kind === 'slow') await new Promise((resolve) => setTimeout(resolve, fault.ms ?? 1_000));
  const early = fault && instead(fault);
  if (early) return early;
  const headers = { 'x-oauth-scopes': [...world.manifest.scopes].join(',') };
  try {
    const args = new Args(fields);
    const call: Call = { world, args, bot: world.state.app.botUserId };
    const method = authorised(world, name, bearer ?? args.text('token'));
    const wait = world.rates?.take(method, args.text('channel') ?? '') ?? 0;
    if (wait > 0) return limited(wait);
    checkScope(world, method, args);
    const body = { ok: true, ...methods[method]?.(call) };
    return { status: 200, headers, body, ...(fault?.kind === 'drop_after_commit' ? { cut: true } : {}) };
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    return { status: 200, headers, body: { ok: false, error: error.code, ...error.extra } };
  }
}

function limited(seconds: number): ApiAnswer {
  return { status: 429, headers: { 'retry-after': String(seconds) }, body: { ok: false, error: 'ratelimited' } };
}

function instead(fault: Fault): ApiAnswer | undefined {
  if (fault.kind === '429') return limited(fault.retryAfter ?? 1);
  if (fault.kind === '500') return { status: 500, headers: {}, body: { ok: false, error: 'internal_error' } };
  if (fault.kind === 'error')
    return { status: 200, headers: {}, body: { ok: false, error: fault.error ?? 'fatal_error' } };
  return undefined;
}

function authorised(world: World, name: string, token: string | undefined): MethodName {
  const { botToken, appToken } = world.state.secrets;
  if (!token) throw new SlackError('not_authed');
  if (token !== botToken && token !== appToken) throw new SlackError('invalid_auth');
  if (!isMethod(name)) throw new SlackError('unknown_method', { req_method: name });
  const wanted = name === 'apps.connections.open' ? appToken : botToken;
  if (token !== wanted) throw new SlackError('not_allowed_token_type');
  return name;
}

function isMethod(name: string): name is MethodName {
  return Object.hasOwn(methodTiers, name);
}

function checkScope(world: World, method: MethodName, args: Args): void {
  const rule = methodScopes[method];
  if (!rule) return;
  const channel = findChannel(world.state, args.text('channel') ?? '');
  const anyOf = typeof rule === 'function' ? rule(channel?.kind) : rule;
  if (anyOf.some((scope) => world.manifest.scopes.has(scope))) return;
  throw new SlackError('missing_scope', { needed: anyOf.join(','), provided: [...world.manifest.scopes].join(',') });
}
