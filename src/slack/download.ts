import type { FileRef } from '../domain/ids.ts';
import type { Chat } from '../ports.ts';
import type { Slack } from './clients.ts';
import { isGone } from './failures.ts';
import { slackId } from './refs.ts';

const TIMEOUT_MS = 60_000;

type Download = Awaited<ReturnType<Chat['download']>>;
interface FileCard {
  readonly url_private?: string;
  readonly url_private_download?: string;
  readonly size?: number;
  readonly mode?: string;
  readonly is_external?: boolean;
  readonly mimetype?: string;
}

/** Fetches a file from Slack. Needs `files:read`; the token goes to Slack's own hosts only, since a file may live elsewhere. */
export async function download(slack: Slack, ref: FileRef, maxBytes: number): Promise<Download> {
  const file = await fileCard(slack, ref);
  const url = file?.url_private_download ?? file?.url_private;
  if (!file || !url || file.is_external || file.mode === 'tombstone' || file.mode === 'hidden_by_limit') {
    return { type: 'gone' };
  }
  if ((file.size ?? 0) > maxBytes) return { type: 'too_large' };
  if (!isOurs(slack, url)) return { type: 'gone' };
  const response = await fetch(url, {
    headers: { authorization: `Bearer ${slack.config.botToken}` },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (response.status === 429 || response.status >= 500) throw new Error(`the file answered HTTP ${response.status}`);
  if (!response.ok || isLoginPage(response, file)) {
    await response.body?.cancel();
    return { type: 'gone' };
  }
  return readUpTo(response, maxBytes);
}

async function fileCard(slack: Slack, ref: FileRef): Promise<FileCard | null> {
  try {
    return (await slack.clients.background.files.info({ file: slackId(ref) })).file ?? null;
  } catch (error) {
    if (isGone(error)) return null;
    throw error;
  }
}

function isOurs(slack: Slack, url: string): boolean {
  const { protocol, hostname, origin } = new URL(url);
  const own = slack.config.apiUrl === undefined ? null : new URL(slack.config.apiUrl).origin;
  return origin === own || (protocol === 'https:' && (hostname === 'slack.com' || hostname.endsWith('.slack.com')));
}

/** Without the right to see a file Slack answers 200 with its sign-in page. */
function isLoginPage(response: Response, file: FileCard): boolean {
  const isHtml = (type: string | null | undefined) => type?.startsWith('text/html') ?? false;
  return isHtml(response.headers.get('content-type')) && !isHtml(file.mimetype);
}

async function readUpTo(response: Response, maxBytes: number): Promise<Download> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) return { type: 'too_large' };
    chunks.push(chunk);
  }
  return { type: 'content', content: new Uint8Array(Buffer.concat(chunks)) };
}
