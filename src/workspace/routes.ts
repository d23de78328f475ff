import type { IncomingMessage, ServerResponse } from 'node:http';
import { bearerOf, readBody, readFields, readUpload, sendJson, sendText } from './http-io.ts';
import type { PageFeed } from './page-feed.ts';
import { useResponseUrl } from './responses.ts';
import { SlackError } from './slack-error.ts';
import { sendPageFile } from './static-files.ts';
import { uiRoute } from './ui-routes.ts';
import { answerCall } from './web-api.ts';
import type { World } from './world.ts';

/** Where the page's files lie and who looks at them. */
export interface PageSide {
  folder: string;
  feed: PageFeed;
}

/** Answers one HTTP request to the workspace. */
export async function route(
  world: World,
  page: PageSide,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!rightHost(world, request)) return sendText(response, 421, 'This server answers only as 127.0.0.1 or localhost.');
  try {
    const url = new URL(`${world.url}${request.url ?? '/'}`);
    const path = url.pathname;
    if (path.startsWith('/api/')) await apiRoute(world, request, response, url);
    else if (path.startsWith('/_ui/')) await uiRoute(world, page.feed, request, response, url);
    else if (/^\/(commands|actions|app)\//.test(path)) await responseRoute(world, request, response, path);
    else if (path.startsWith('/upload/v1/'))
      await uploadRoute(world, request, response, path.slice('/upload/v1/'.length));
    else if (path.startsWith('/files-pri/')) downloadRoute(world, request, response, path);
    else if (path.startsWith('/archives/')) archiveRoute(response, url);
    else if (request.method === 'GET' || request.method === 'HEAD') await sendPageFile(response, page.folder, path);
    else sendText(response, 405, 'method not allowed');
  } catch (error) {
    fail(world, response, error);
  }
}

function fail(world: World, response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  if (error instanceof SlackError) {
    sendJson(response, 413, { ok: false, error: error.code });
    return;
  }
  if (error instanceof SyntaxError) {
    sendJson(response, 400, { ok: false, error: 'invalid_json' });
    return;
  }
  world.log(`The workspace failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  sendJson(response, 500, { ok: false, error: 'fatal_error' });
}

/** A page of another name that resolves to 127.0.0.1 (DNS rebinding) gets nothing. */
export function rightHost(world: World, request: IncomingMessage): boolean {
  const port = new URL(world.url).port;
  return [`127.0.0.1:${port}`, `localhost:${port}`].includes(request.headers.host ?? '');
}

async function apiRoute(world: World, request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
  const fields = await readFields(request, url.searchParams);
  const answer = await answerCall(world, url.pathname.slice('/api/'.length), fields, bearerOf(request));
  if (answer.cut) request.socket.destroy();
  else sendJson(response, answer.status, answer.body, answer.headers);
}

async function responseRoute(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<void> {
  const raw = (await readBody(request)).toString();
  const { status, body } = useResponseUrl(world, path, raw);
  sendJson(response, status, body);
}

async function uploadRoute(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
  id: string,
): Promise<void> {
  const file = world.state.files[id];
  const bytes = await readUpload(request);
  if (!file || file.complete) return sendText(response, 404, 'no such upload');
  world.files.put(file.id, bytes);
  file.size = bytes.length;
  sendText(response, 200, `OK - ${bytes.length}`);
}

/** `/files-pri/T…-F…/[download/]name`, for the bot's token only. */
function downloadRoute(world: World, request: IncomingMessage, response: ServerResponse, path: string): void {
  const id = /^\/files-pri\/T\w+-(F\w+)\//.exec(path)?.[1] ?? '';
  const allowed = bearerOf(request) === world.state.secrets.botToken && world.manifest.scopes.has('files:read');
  if (!allowed) {
    sendText(response, 403, 'a bot token with files:read is needed');
    return;
  }
  const file = world.state.files[id];
  const bytes = file ? world.files.get(id) : undefined;
  if (!file || !bytes) {
    sendText(response, 404, 'not found');
    return;
  }
  response.writeHead(200, {
    'content-type': file.mimetype,
    'x-content-type-options': 'nosniff',
    'content-disposition': 'attachment',
  });
  response.end(bytes);
}

/** A permalink leads to the page, which finds the message by its query. */
function archiveRoute(response: ServerResponse, url: URL): void {
  const [, channel = '', digits = ''] = /^\/archives\/(\w+)(?:\/p(\d+))?$/.exec(url.pathname) ?? [];
  const query = new URLSearchParams({ channel });
  if (digits !== '') query.set('ts', `${digits.slice(0, -6)}.${digits.slice(-6)}`);
  const thread = url.searchParams.get('thread_ts');
  if (thread !== null) query.set('thread_ts', thread);
  response.writeHead(302, { location: `/?${query}` });
  response.end();
}
