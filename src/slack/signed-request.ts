import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from '../log.ts';

/*
 * The door of HTTP mode: https://docs.slack.dev/authentication/verifying-requests-from-slack. In front of Bolt, whose own check takes requests dated
 * in the future, reads 4 MB before it looks at the signature, and lets a signed request in as often as it is sent (slack.md §3.3).
 */

/** Slack allows five minutes; here that holds either way. */
const WINDOW_S = 5 * 60;
/** A form with everything filled in by Chinese words, escaped, has some 300 kB. */
export const MOST_BYTES = 2 * 1024 * 1024;
const FORM = 'application/x-www-form-urlencoded';
/** Until then what an over-long request still sends is thrown away, so that its sender reads the answer. */
const LINGER_MS = 1_000;

/** Lets requests of Slack in: their body, once; null for one that was answered here already. */
export type Door = (request: IncomingMessage, response: ServerResponse) => Promise<Buffer | null>;

/** A door that knows the signing secret and, until they would be stale, the clicks, forms and commands that came before. */
export function signedDoor(signingSecret: string, nowS: () => number, log: Logger): Door {
  const isFirst = createReplayGuard(nowS);
  return async (request, response) => {
    const refuse = (status: number, why: string): null => {
      log.warn({ mod: 'slack-http', why }, 'a request was refused');
      response.writeHead(status).end();
      request.resume();
      setTimeout(() => request.destroy(), LINGER_MS).unref();
      return null;
    };
    if (Number(request.headers['content-length'] ?? 0) > MOST_BYTES) return refuse(413, 'too large');
    const timestamp = freshTimestamp(request, nowS());
    const isForm = request.headers['content-type'] === FORM;
    if (timestamp === null && !isForm) return refuse(401, 'no timestamp of the last five minutes');
    const body = await readAtMost(request, MOST_BYTES);
    if (body === null) return refuse(413, 'too large');
    // Slack tries the certificate without a signature, and wants nothing done.
    if (isForm && /^(?:.*&)?ssl_check=1(?:&|$)/.test(body.toString('latin1', 0, 200))) {
      response.writeHead(200).end();
      return null;
    }
    if (timestamp === null) return refuse(401, 'no timestamp of the last five minutes');
    const expected = createHmac('sha256', signingSecret).update(`v0:${timestamp}:`).update(body).digest();
    if (!isSignature(request.headers['x-slack-signature'], expected)) return refuse(401, 'not signed by Slack');
    if (!isObject(body, isForm)) return refuse(400, 'no object');
    // Events may come again, their key tells; what a person does comes once.
    if (isForm && !isFirst(expected.toString('hex'), Number(timestamp))) return refuse(401, 'came before');
    return body;
  };
}

/** Unix seconds as Slack wrote them, when they are within the window. */
function freshTimestamp({ headers }: IncomingMessage, nowS: number): string | null {
  const sent = headers['x-slack-request-timestamp'];
  if (typeof sent !== 'string' || !/^\d{1,12}$/.test(sent)) return null;
  return Math.abs(nowS - Number(sent)) <= WINDOW_S ? sent : null;
}

/** Compared in constant time. */
function isSignature(header: string | string[] | undefined, expected: Buffer): boolean {
  if (typeof header !== 'string' || !/^v0=[0-9a-f]{64}$/.test(header)) return false;
  return timingSafeEqual(Buffer.from(header.slice(3), 'hex'), expected);
}

/** The whole body, or null as soon as it is longer. Rejects when the request breaks off. */
const readAtMost = (request: IncomingMessage, most: number): Promise<Buffer | null> =>
  new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let size = 0;
    request.on('data', (part: Buffer) => {
      size += part.length;
      if (size <= most) parts.push(part);
      else resolve(null);
    });
    request.on('end', () => resolve(Buffer.concat(parts)));
    request.on('error', reject);
    request.on('close', () => reject(new Error('broke off')));
  });

/** Bolt reads fields of whatever it is sent; `null` or a number would end the process. */
function isObject(body: Buffer, isForm: boolean): boolean {
  const text = body.toString('latin1', 0, 40).trimStart();
  return isForm ? !text.startsWith('payload=') || /^payload=(?:%7B|\{)/i.test(text) : text.startsWith('{');
}

/** True the first time a signature is seen while it could be used again. */
function createReplayGuard(nowS: () => number): (signature: string, timestamp: number) => boolean {
  const untilS = new Map<string, number>();
  return (signature, timestamp) => {
    for (const [old, until] of untilS) {
      if (until >= nowS()) break;
      untilS.delete(old);
    }
    if (untilS.has(signature)) return false;
    untilS.set(signature, timestamp + WINDOW_S);
    return true;
  };
}
