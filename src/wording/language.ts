import type { RuleError } from '../domain/errors.ts';
import type { Wording } from './wording.ts';

/** The sentence of a refusal, as plain text: names in it are as people typed them. */
export const refusalText = (error: RuleError, w: Wording): string =>
  (w.refusal[error.code] as (params: unknown) => string)(error.params);
