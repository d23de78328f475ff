/** Every question the desk asks a model; each is a file in `prompts/`. */
export const PROMPT_NAMES = ['read-complaint', 'transcribe-pictures', 'draft-reply'] as const;
export type PromptName = (typeof PROMPT_NAMES)[number];
