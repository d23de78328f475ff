import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sendText } from './http-io.ts';

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

const policy = [
  "default-src 'self'",
  "img-src 'self' data: blob:",
  "style-src 'self' 'unsafe-inline'",
  "object-src 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Sends one file of the page; anything outside its folder is not found. */
export async function sendPageFile(response: ServerResponse, folder: string, path: string): Promise<void> {
  if (path === '/vendor/preact-htm.js') {
    await sendFile(response, fileURLToPath(import.meta.resolve('htm/preact/standalone')), '.js');
    return;
  }
  const file = normalize(join(folder, path === '/' ? 'index.html' : path));
  if (!file.startsWith(folder.endsWith(sep) ? folder : folder + sep) || path.includes('\0')) {
    sendText(response, 404, 'not found');
    return;
  }
  await sendFile(response, file, extname(file));
}

async function sendFile(response: ServerResponse, file: string, extension: string): Promise<void> {
  try {
    const bytes = await readFile(file);
    response.writeHead(200, {
      'content-type': types[extension] ?? 'application/octet-stream',
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-cache',
    });
    response.end(bytes);
  } catch {
    sendText(response, 404, 'not found');
  }
}
