import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { refuse } from './act-result.ts';
import { performAct, readAct } from './acts.ts';
import type { Fault } from './faults.ts';
import { readBody, sendJson, sendText } from './http-io.ts';
import type { PageFeed } from './page-feed.ts';
import { uiHome, uiMessages, uiState, uiView } from './ui-state.ts';
import type { World } from './world.ts';

// Ten files of 10 MB in one form, as base64.
const largestAct = 150_000_000;

const faultShape = z.object({
  method: z.string().min(1),
  kind: z.enum(['429', '500', 'drop_after_commit', 'slow', 'error']),
  times: z.number().int().min(1).default(1),
  retryAfter: z.number().min(0).optional(),
  ms: z.number().min(0).optional(),
  error: z.string().optional(),
});

/** Reads a fault; undefined when it is none. */
export function readFault(raw: unknown): Fault | undefined {
  const parsed = faultShape.safeParse(raw);
  return parsed.success ? (parsed.data as Fault) : undefined;
}

/** Everything under /_ui/: what a person sees, and the one way to do something. */
export async function uiRoute(
  world: World,
  feed: PageFeed,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const ask = (name: string): string => url.searchParams.get(name) ?? '';
  if (request.method === 'POST') return uiPost(world, request, response, url.pathname);
  switch (url.pathname) {
    case '/_ui/state':
      return sendJson(response, 200, uiState(world, ask('as')));
    case '/_ui/messages': {
      const thread = url.searchParams.get('thread_ts') ?? undefined;
      return sendJson(response, 200, uiMessages(world, ask('as'), ask('channel'), thread));
    }
    case '/_ui/home':
      return sendJson(response, 200, { view: uiHome(world, ask('as')) });
    case '/_ui/view':
      return sendJson(response, 200, { view: uiView(world, ask('as')) });
    case '/_ui/trace':
      return sendJson(response, 200, world.trace.after(Number(ask('after')) || 0));
    case '/_ui/events':
      return feed.open(response);
    default:
      return url.pathname.startsWith('/_ui/file/')
        ? sendUiFile(world, response, url.pathname)
        : sendText(response, 404, 'not found');
  }
}

async function uiPost(world: World, request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
  if (!sameOrigin(world, request)) return sendJson(response, 403, refuse('invalid_act', 'another origin'));
  if (!(request.headers['content-type'] ?? '').startsWith('application/json')) {
    return sendJson(response, 415, refuse('invalid_act', 'application/json'));
  }
  const raw: unknown = JSON.parse((await readBody(request, largestAct)).toString());
  if (path === '/_ui/act') {
    const act = readAct(raw);
    return act ? sendJson(response, 200, await performAct(world, act)) : sendJson(response, 400, refuse('invalid_act'));
  }
  if (path === '/_ui/fault') {
    if (isClear(raw)) {
      world.faults.clear();
      return sendJson(response, 200, { ok: true });
    }
    const fault = readFault(raw);
    if (!fault) return sendJson(response, 400, refuse('invalid_act'));
    world.faults.add(fault);
    return sendJson(response, 200, { ok: true });
  }
  sendText(response, 404, 'not found');
}

/** `{"clear": true}`: no more faults. */
const isClear = (raw: unknown): boolean =>
  typeof raw === 'object' && raw !== null && 'clear' in raw && raw.clear === true;

/** A browser says where a POST comes from; a script without an origin is a person at their own machine. */
function sameOrigin(world: World, request: IncomingMessage): boolean {
  const { origin, host } = request.headers;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return false;
  return origin === undefined || origin === `http://${host}` || origin === world.url;
}

const shownInline = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'application/pdf', 'text/plain']);

function sendUiFile(world: World, response: ServerResponse, path: string): void {
  const file = world.state.files[path.slice('/_ui/file/'.length)];
  const bytes = file ? world.files.get(file.id) : undefined;
  if (!file || !bytes) {
    sendText(response, 404, 'not found');
    return;
  }
  const inline = shownInline.has(file.mimetype);
  response.writeHead(200, {
    'content-type': inline ? file.mimetype : 'application/octet-stream',
    'content-disposition': `${inline ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    'content-security-policy': "sandbox; default-src 'none'",
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
  });
  response.end(bytes);
}
