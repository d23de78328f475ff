/** Marks that chats put before words that were sent on. */
const FORWARDED = /^\s*(?:\[?(?:转发|转|fwd?|forwarded(?: message)?)\]?\s*[:：]?\s*)+/i;
/** Shorter words ("收到", "好的") are not the same message because they are the same. */
const SHORTEST = 12;

/** Letters and digits of a text and nothing else, so that the same words posted again are known again; empty when too short to tell. */
export function fingerprint(text: string): string {
  const plain = text
    .normalize('NFKC')
    .replace(FORWARDED, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
  return [...plain].length < SHORTEST ? '' : plain.slice(0, 400);
}
