import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { firstDialect, type ModelRequest, requestBody } from '../../src/llm/client-request.ts';
import { PROFILES } from '../../src/llm/profiles.ts';
import { type ModelConfig, modelConfig } from '../../src/llm/profiles-config.ts';
import { loadPrompts, render } from '../../src/llm/prompts.ts';
import {
  type ModelInputs,
  modelInputs,
  READ_COMPLAINT_INPUTS,
  READ_COMPLAINT_SCHEMA,
  READ_COMPLAINT_TOKENS,
} from '../../src/reading/model-answer-inputs.ts';
import { BadInput, type LabelledRow } from './score.ts';

const PROMPTS = fileURLToPath(new URL('../../prompts', import.meta.url));
const { 'read-complaint': PROMPT } = loadPrompts(PROMPTS, { 'read-complaint': READ_COMPLAINT_INPUTS });

export const TIME_ZONE = 'Asia/Shanghai';
/** Over all tries of one row. */
const DEADLINE_MS = 60_000;

/** A row as it is sent to a model. */
export interface RowRequest {
  readonly id: string;
  readonly prompt: string;
  readonly request: ModelRequest;
  readonly inputs: ModelInputs;
}

/** Random in the product; here the same for the same row, so that a request is the same bytes every time. */
const nonceOf = (row: LabelledRow): string =>
  createHash('sha256').update(`${row.id}\n${row.text}`).digest('hex').slice(0, 12);

/** The question about one row, masked. */
export function rowRequest(row: LabelledRow): RowRequest {
  const inputs = modelInputs({ text: row.text, postedAt: new Date(row.posted_at), timeZone: TIME_ZONE }, nonceOf(row));
  const { system, user, version } = render(PROMPT, inputs.inputs);
  const request = {
    system,
    user,
    schema: READ_COMPLAINT_SCHEMA,
    maxTokens: READ_COMPLAINT_TOKENS,
    deadlineMs: DEADLINE_MS,
  };
  return { id: row.id, prompt: version, request, inputs };
}

/** Stands in where no model is configured: bodies as OpenAI takes them, for whoever answers them by hand. */
const ANY_MODEL: ModelConfig = {
  ...PROFILES.openai,
  provider: 'openai',
  baseUrl: '',
  key: 'none',
  model: 'any',
  seesPictures: false,
  thinking: [],
  extras: {},
};

/** The model of the environment (KESU_LLM …); null when none is set. */
export function configuredModel(env: Readonly<Record<string, string | undefined>>): ModelConfig | null {
  const setUp = modelConfig(env);
  if (setUp.type === 'faulty')
    throw new BadInput(setUp.faults.map((one) => `${one.variable} ${one.problem}: ${one.remedy}`).join('\n'));
  return setUp.type === 'off' ? null : setUp.config;
}

/** The body exactly as it would be posted. */
export const bodyOf = (row: RowRequest, config: ModelConfig | null): Readonly<Record<string, unknown>> => {
  const used = config ?? ANY_MODEL;
  return requestBody(used, row.request, firstDialect(used));
};

/** Request bodies as lines of JSON: `{"id": …, "body": …}`. */
export const requestLines = (rows: readonly LabelledRow[], config: ModelConfig | null): string =>
  rows.map((row) => `${JSON.stringify({ id: row.id, body: bodyOf(rowRequest(row), config) })}\n`).join('');

/** Answers brought from elsewhere, by row id: lines of `{"id": …, "content": …}`, the content as text or as the object itself. */
export function parseResponses(jsonl: string, known: ReadonlySet<string>): Map<string, string> {
  const found = new Map<string, string>();
  for (const [i, line] of jsonl.split('\n').entries()) {
    if (line.trim() === '') continue;
    const { id, content } = fieldsOf(line, i + 1);
    if (typeof id !== 'string' || content === undefined) throw new BadInput(`Line ${i + 1} lacks "id" or "content".`);
    if (!known.has(id)) throw new BadInput(`Line ${i + 1} answers "${id}", which is no row of the cases.`);
    if (found.has(id)) throw new BadInput(`Line ${i + 1} repeats the id "${id}".`);
    found.set(id, typeof content === 'string' ? content : JSON.stringify(content));
  }
  return found;
}

function fieldsOf(line: string, number: number): { readonly id?: unknown; readonly content?: unknown } {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // said below
  }
  throw new BadInput(`Line ${number} is not a JSON object.`);
}
