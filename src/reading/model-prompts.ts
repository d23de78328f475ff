import type { PromptName } from '../domain/prompt-name.ts';
import { READ_COMPLAINT_INPUTS, READ_COMPLAINT_SCHEMA, READ_COMPLAINT_TOKENS } from './model-answer-inputs.ts';
import { DRAFT_REPLY_INPUTS, DRAFT_REPLY_SCHEMA, DRAFT_REPLY_TOKENS } from './model-reply.ts';
import { TRANSCRIBE_INPUTS, TRANSCRIBE_SCHEMA, TRANSCRIBE_TOKENS } from './transcript.ts';

/** What a prompt of `prompts/` takes and how it is answered. */
export interface PromptForm {
  readonly inputs: readonly string[];
  readonly schema: {
    readonly name: string;
    readonly jsonSchema: Readonly<Record<string, unknown>>;
    readonly example?: unknown;
  };
  /** Tokens an answer may need. */
  readonly maxTokens: number;
}

/** The form of every question the desk asks a model. */
export const PROMPTS: Readonly<Record<PromptName, PromptForm>> = {
  'read-complaint': { inputs: READ_COMPLAINT_INPUTS, schema: READ_COMPLAINT_SCHEMA, maxTokens: READ_COMPLAINT_TOKENS },
  'transcribe-pictures': { inputs: TRANSCRIBE_INPUTS, schema: TRANSCRIBE_SCHEMA, maxTokens: TRANSCRIBE_TOKENS },
  'draft-reply': { inputs: DRAFT_REPLY_INPUTS, schema: DRAFT_REPLY_SCHEMA, maxTokens: DRAFT_REPLY_TOKENS },
};
