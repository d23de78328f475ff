import { randomBytes } from 'node:crypto';

/** Slack takes answers for 30 minutes. */
const KEEP_MS = 30 * 60_000;
const KEEP_COUNT = 1_000;

/**
 * Keeps response_urls while a form is open, so that its answer can go where it was asked for, in channels the desk is not in too. A form
 * carries only the key: its metadata is readable by the client. After a restart the key is unknown and the answer takes another way.
 */
export interface ReturnAddresses {
  keep(url: string): string;
  find(key: string): string | null;
}

/** Addresses in memory, the oldest forgotten first. */
export function createReturnAddresses(now: () => Date): ReturnAddresses {
  const kept = new Map<string, { readonly url: string; readonly until: number }>();
  return {
    keep: (url) => {
      const key = randomBytes(9).toString('base64url');
      kept.set(key, { url, until: now().getTime() + KEEP_MS });
      const [oldest] = kept.keys();
      if (kept.size > KEEP_COUNT && oldest !== undefined) kept.delete(oldest);
      return key;
    },
    find: (key) => {
      const found = kept.get(key);
      return found && found.until > now().getTime() ? found.url : null;
    },
  };
}
