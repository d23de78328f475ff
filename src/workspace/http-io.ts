import type { IncomingMessage, ServerResponse } from 'node:http';
import { SlackError } from './slack-error.ts';
import type { Json } from './state.ts';

const largestBody = 40_000_000;

/** The whole body of a request; refuses to hold more than 40 MB, unless told. */
export async function readBody(request: IncomingMessage, most = largestBody): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    parts.push(part as Buffer);
    size += (part as Buffer).length;
    if (size > most) throw new SlackError('request_too_large');
  }
  return Buffer.concat(parts);
}

/** A Web API call's arguments from the query and the body: JSON, a form, or multipart. */
export async function readFields(request: IncomingMessage, query: URLSearchParams): Promise<Json> {
  const body = await readBody(request);
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('application/json')) {
    const parsed: unknown = body.length === 0 ? {} : JSON.parse(body.toString());
    return { ...Object.fromEntries(query), ...(parsed as Json) };
  }
  if (type.startsWith('multipart/form-data')) {
    const form = await formData(body, type);
    return { ...Object.fromEntries(query), ...Object.fromEntries([...form].filter(([, v]) => typeof v === 'string')) };
  }
  return { ...Object.fromEntries(query), ...Object.fromEntries(new URLSearchParams(body.toString())) };
}

function formData(body: Buffer, type: string): Promise<FormData> {
  return new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
}

/** The bytes of an upload: the first file of a multipart form (or its `body` field), or the raw body. */
export async function readUpload(request: IncomingMessage): Promise<Buffer> {
  const body = await readBody(request);
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('multipart/form-data')) return body;
  for (const [name, part] of await formData(body, type)) {
    if (typeof part !== 'string') return Buffer.from(await part.arrayBuffer());
    if (name === 'body') return Buffer.from(part);
  }
  return Buffer.alloc(0);
}

/** The token of an Authorization header. */
export function bearerOf(request: IncomingMessage): string | undefined {
  return /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
}

/** Sends JSON. */
export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    ...headers,
  });
  response.end(text);
}

/** Sends a short plain text. */
export function sendText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' });
  response.end(text);
}
