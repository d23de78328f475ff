import type { Dialect } from './client-request.ts';
import { SCHEMA_MODES } from './profiles.ts';
import type { ModelConfig } from './profiles-config.ts';

/** What a provider said when it refused a request as such (400, 422). */
export interface Refusal {
  readonly param: string | null;
  readonly message: string;
}

const ABOUT_THE_FORM = /response_?format|json_?schema|json_?object|structured.?output|\bschema\b/i;
const ABOUT_THE_LIMIT = /\bmax_(completion_)?tokens\b/i;
const NOT_TAKEN = /unsupported|not support|unrecogni[sz]ed|unknown|unexpected|not permitted|instead/i;

const mentions = (words: string, field: string): boolean => new RegExp(`\\b${field}\\b`, 'i').test(words);

function otherLimit(dialect: Dialect, config: ModelConfig): Dialect | null {
  if (dialect.tokenField !== config.tokenField) return null;
  return { ...dialect, tokenField: config.tokenField === 'max_tokens' ? 'max_completion_tokens' : 'max_tokens' };
}

function lesserMode(dialect: Dialect): Dialect | null {
  const mode = SCHEMA_MODES[SCHEMA_MODES.indexOf(dialect.mode) + 1];
  return mode ? { ...dialect, mode } : null;
}

/** The dialect without what the words name; null when they name nothing we could leave out. */
function without(words: string, dialect: Dialect, config: ModelConfig, sent: readonly string[]): Dialect | null {
  const field = sent.find((name) => !dialect.dropped.includes(name) && mentions(words, name));
  if (field) return { ...dialect, dropped: [...dialect.dropped, field] };
  if (ABOUT_THE_LIMIT.test(words) && NOT_TAKEN.test(words)) return otherLimit(dialect, config);
  return ABOUT_THE_FORM.test(words) ? lesserMode(dialect) : null;
}

/** What to try next after a refusal; null when it is not about how we ask. `optional` are the fields that may be left out. */
export function nextDialect(
  dialect: Dialect,
  refusal: Refusal,
  config: ModelConfig,
  optional: readonly string[],
): Dialect | null {
  const named = refusal.param ? without(`${refusal.param} not supported`, dialect, config, optional) : null;
  return named ?? without(refusal.message, dialect, config, optional);
}

/** The fields of a request that a model may do without. */
export const optionalFields = (body: Readonly<Record<string, unknown>>): readonly string[] =>
  Object.keys(body).filter(
    (field) => !['model', 'messages', 'max_tokens', 'max_completion_tokens', 'response_format'].includes(field),
  );
