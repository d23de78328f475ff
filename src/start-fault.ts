/*
 * What keeps the desk from starting, said so that whoever starts it can mend it. Faults this file does not know are shown as they are.
 */

const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ECONNRESET',
  'CONNECT_TIMEOUT',
]);
const REFUSED_LOGIN = new Set(['28P01', '28000', '3D000']);
const REFUSED_TOKEN = new Set(['invalid_auth', 'not_authed', 'account_inactive', 'token_revoked', 'token_expired']);

/** The codes along the chain of causes: of the system, of Postgres, of Slack. */
function codesOf(error: unknown): readonly string[] {
  const codes: string[] = [];
  let at: unknown = error;
  for (let depth = 0; at && depth < 8; depth++) {
    const { code, cause, data, original } = at as Record<'code' | 'cause' | 'data' | 'original', unknown>;
    if (typeof code === 'string') codes.push(code);
    const word = (data as { readonly error?: unknown } | undefined)?.error;
    if (typeof word === 'string') codes.push(word);
    at = cause ?? original;
  }
  return codes;
}

/** Host, port and name of a database address; never its password. */
export const placeOf = (url: string): string => {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
};

/** A fault of the database while opening it. */
export function databaseFault(error: unknown, url: string | null): unknown {
  const code = codesOf(error).find((c) => UNREACHABLE.has(c) || REFUSED_LOGIN.has(c));
  if (!url || !code) return error;
  const what = UNREACHABLE.has(code) ? 'does not answer' : 'refuses the login';
  return new Error(
    `The database ${placeOf(url)} ${what} (${code}). Check DATABASE_URL, and that the server runs and lets this machine in.`,
  );
}

/** A fault of Slack, or of whatever stands in for it, while connecting. */
export function slackFault(error: unknown, apiUrl: string | null): unknown {
  const codes = codesOf(error);
  const refused = codes.find((c) => REFUSED_TOKEN.has(c));
  if (refused) {
    return new Error(
      `Slack refuses the token (${refused}). Copy it again: https://api.slack.com/apps → your app → OAuth & Permissions (SLACK_BOT_TOKEN), Basic Information (SLACK_APP_TOKEN).`,
    );
  }
  const network = codes.find((c) => UNREACHABLE.has(c) || c === 'slack_webapi_request_error');
  if (!network) return error;
  return new Error(
    `${apiUrl ?? 'Slack'} does not answer (${network}). Check the network, and SLACK_API_URL if you set it.`,
  );
}

/** A port somebody else listens on. */
export function portFault(error: unknown): unknown {
  const { code, port } = (error ?? {}) as { readonly code?: unknown; readonly port?: unknown };
  if (code !== 'EADDRINUSE') return error;
  return new Error(
    `Port ${port} is taken by another program. Stop that one, or set KESU_WORKSPACE_PORT (with Slack over HTTP: KESU_PORT).`,
  );
}

/**
 * True of the one fault of postgres.js 3.4 that ends a process for nothing: what it had put off to the next turn it writes to a connection closed
 * in between, whose queries have all been refused already.
 */
export const isWriteAfterClose = (error: unknown): boolean =>
  error instanceof TypeError &&
  error.message === "Cannot read properties of null (reading 'write')" &&
  /at Immediate\.nextWrite .*postgres\/src\/connection\.js/.test(error.stack ?? '');
