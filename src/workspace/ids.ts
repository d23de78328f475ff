import { createHash, randomBytes } from 'node:crypto';

const letters = '0123456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** A new id in Slack's alphabet, e.g. `Ev` + ten characters; random, so that a restarted workspace never repeats one. */
export function randomId(prefix: string, length = 10): string {
  return prefix + [...randomBytes(length)].map((byte) => letters[byte % letters.length]).join('');
}

/** The same id for the same words each time: seeded people and channels keep theirs even when the state file is lost. */
export function fixedId(prefix: string, words: string): string {
  return prefix + createHash('sha256').update(words).digest('hex').slice(0, 10).toUpperCase();
}

/** A secret part of a token or URL. */
export function secret(bytes = 16): string {
  return randomBytes(bytes).toString('hex');
}
