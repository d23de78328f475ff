import { APIConnectionError, APIError } from 'openai';
import type { Refusal } from './client-dialect.ts';

/** Why there is no answer. `refused` = the model declined, `fault` = the provider failed or does not speak the protocol. */
export type FailureKind =
  | 'timeout'
  | 'unreachable'
  | 'refused'
  | 'truncated'
  | 'empty'
  | 'not_json'
  | 'no_money'
  | 'unauthorised'
  | 'rate_limited'
  | 'bad_request'
  | 'content_filter'
  | 'fault';

/** A call that did not come to an answer. */
export interface CallFailure {
  readonly why: FailureKind;
  readonly detail: string;
  /** Whether the same call may succeed a moment later. */
  readonly again: boolean;
  /** How long the provider asks us to wait; null when it does not say. */
  readonly waitMs: number | null;
  /** Set when the request itself was refused, which another way of asking may mend. */
  readonly refusal: Refusal | null;
}

const LONGEST_DETAIL = 200;

// The same thing by many names: OpenAI, DashScope (Arrearage, free tier used up), Moonshot, GLM (1113), DeepSeek (402).
const NO_MONEY =
  /insufficient_quota|insufficient.{0,9}balance|exceeded_current_quota|arrear|freetieronly|billing_hard_limit|\b1113\b|余额不足|欠费/i;
// OpenAI and Azure, DashScope, GLM (1301), Moonshot.
const FILTERED = /content_?filter|content management policy|data_?inspection|\b1301\b|high risk|敏感内容/i;

/** Leaves keys, whatever looks like one, and quotations of the question out of words of others; one line, shortened. */
export function scrub(words: string, key: string): string {
  const bare = key.length >= 4 ? words.replaceAll(key, '…') : words;
  const safe = bare
    .replace(/\bBearer\s+\S+/gi, 'Bearer …')
    .replace(/\b(sk|ak|key)[-_][\w*.-]{4,}/gi, '…')
    // Validators quote what they were given.
    .replace(/['"]input['"]\s*:[\s\S]*/, '…')
    .replace(/\s+/g, ' ')
    .trim();
  return safe.length > LONGEST_DETAIL ? `${safe.slice(0, LONGEST_DETAIL - 1)}…` : safe;
}

function waitOf(headers: Headers | undefined, now: Date): number | null {
  const ms = Number(headers?.get('retry-after-ms') || Number.NaN);
  if (Number.isFinite(ms)) return Math.max(0, ms);
  const after = headers?.get('retry-after');
  if (!after) return null;
  const seconds = Number(after);
  const wait = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(after) - now.getTime();
  return Number.isFinite(wait) ? Math.max(0, wait) : null;
}

function kindOf(status: number, words: string): FailureKind {
  if (status === 402 || NO_MONEY.test(words)) return 'no_money';
  if (status < 500 && FILTERED.test(words)) return 'content_filter';
  if (status === 401 || status === 403) return 'unauthorised';
  if (status === 429) return 'rate_limited';
  return status === 408 || status === 409 || status >= 500 ? 'fault' : 'bad_request';
}

/** A page is not for the log, nor is what a filter quotes from a customer. */
function detailOf(status: number, code: string, message: string, why: FailureKind): string {
  if (why === 'content_filter') return `HTTP ${status} ${code}`.trim();
  if (/<(!doctype|html|head|body)\b/i.test(message)) return `HTTP ${status} with a web page`;
  return `HTTP ${status} ${message.replace(new RegExp(`^${status}\\s+`), '')}`.trim();
}

function answeredWith(error: APIError, now: Date): CallFailure {
  const status = error.status ?? 0;
  // OpenAI's form, or Ollama's bare string; any other may repeat the question, so it is looked into and not shown.
  const said =
    typeof error.error === 'string' ? error.error : (error.error as { message?: unknown } | undefined)?.message;
  const message = typeof said === 'string' ? said : error.message;
  const code = [error.code, error.type]
    .filter((word) => typeof word === 'string' || typeof word === 'number')
    .join(' ');
  const why = kindOf(status, `${code} ${message}`);
  const wanted = error.headers?.get('x-should-retry') !== 'false';
  return {
    why,
    detail: detailOf(status, code, error.error && typeof said !== 'string' ? '' : message, why),
    again: wanted && (why === 'rate_limited' || why === 'fault'),
    waitMs: waitOf(error.headers, now),
    refusal:
      why === 'bad_request' && (status === 400 || status === 422) ? { param: error.param ?? null, message } : null,
  };
}

/** The system's code along the chain of causes: ECONNREFUSED, UND_ERR_SOCKET … */
function codeOf(error: unknown): string | null {
  let at: unknown = error;
  for (let depth = 0; at && depth < 6; depth++) {
    const { code, cause } = at as { readonly code?: unknown; readonly cause?: unknown };
    if (typeof code === 'string') return code;
    at = cause;
  }
  return null;
}

/** Sorts whatever the client threw. The detail still needs `scrub`. */
export function failureOf(error: unknown, now: Date): CallFailure {
  const rest = { waitMs: null, refusal: null };
  // A body cut off half-way comes as a TypeError of fetch, not of the client.
  if (error instanceof APIConnectionError || error instanceof TypeError) {
    return { why: 'unreachable', detail: codeOf(error) ?? 'the connection broke', again: true, ...rest };
  }
  if (error instanceof APIError) return answeredWith(error, now);
  if (error instanceof SyntaxError) return { why: 'fault', detail: 'half an answer', again: true, ...rest };
  return { why: 'fault', detail: error instanceof Error ? error.name : 'unknown', again: false, ...rest };
}
