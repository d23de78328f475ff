import type { Json } from './state.ts';

/** A refusal in Slack's words: `ok: false` with `error: code`, and whatever else Slack puts beside it. */
export class SlackError extends Error {
  readonly code: string;
  readonly extra: Json;

  constructor(code: string, extra: Json = {}) {
    super(code);
    this.name = 'SlackError';
    this.code = code;
    this.extra = extra;
  }
}

/** A refusal that lists faults as Slack does, in `response_metadata.messages`. */
export function faulty(code: string, faults: readonly string[]): SlackError {
  return new SlackError(code, { response_metadata: { messages: faults.map((fault) => `[ERROR] ${fault}`) } });
}
