import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { costMicro } from '../../src/domain/usage.ts';
import { jsonObjectIn } from '../../src/llm/client-json.ts';
import { type ModelConfig, priceOf } from '../../src/llm/profiles-config.ts';
import { checkModelAnswer, type ParsedAnswer, parseModelAnswer } from '../../src/reading/model-answer.ts';
import { readWithAnswer } from '../../src/reading/model-merge.ts';
import { bodyOf, type RowRequest, rowRequest, TIME_ZONE } from './requests.ts';
import { BadInput, type LabelledRow } from './score.ts';
import type { ReadRow } from './score-more.ts';

/** An answer to a row, as text; null with the reason when there is none. */
export interface Answered {
  readonly content: string | null;
  readonly failed: string | null;
  readonly ms: number | null;
  readonly tokens: number | null;
  /** Millionths of the currency the model is billed in. */
  readonly costMicro: number | null;
}

/** A request and its answer as kept in a directory, masked as they were sent: one file a row. */
interface Pair extends Answered {
  readonly id: string;
  readonly prompt: string;
  readonly body: Readonly<Record<string, unknown>>;
}

const NO_ANSWER: Answered = { content: null, failed: 'no answer', ms: null, tokens: null, costMicro: null };

function parsed(content: string): ParsedAnswer {
  const json = jsonObjectIn(content);
  return json === null ? parseModelAnswer(content) : checkModelAnswer(json);
}

/** One row through parse → evidence → merge; without a usable answer the rules read alone, as in the product. */
export function readRow(row: LabelledRow, answered: Answered): ReadRow {
  const { inputs } = rowRequest(row);
  const { ms, tokens, costMicro } = answered;
  const answer = answered.content === null ? null : parsed(answered.content);
  if (!answer?.ok) {
    const failed = answered.failed ?? (answer ? `${answer.why}: ${answer.detail}` : 'no answer');
    return { reading: inputs.rules, checked: null, failed, ms, tokens, costMicro };
  }
  const source = { text: row.text, postedAt: new Date(row.posted_at), timeZone: TIME_ZONE };
  const { reading, checked } = readWithAnswer(source, answer.answer, inputs.restore);
  return { reading, checked, failed: null, ms, tokens, costMicro };
}

/** Rows with answers from a file. */
export const readResponses = (rows: readonly LabelledRow[], found: ReadonlyMap<string, string>): Map<string, ReadRow> =>
  new Map(
    rows.map((row) => {
      const content = found.get(row.id);
      return [row.id, readRow(row, content === undefined ? NO_ANSWER : { ...NO_ANSWER, content, failed: null })];
    }),
  );

const fileOf = (dir: string, id: string): string => join(dir, `${encodeURIComponent(id)}.json`);

/** Keeps a pair for later replays. */
export function record(dir: string, request: RowRequest, body: Pair['body'], answered: Answered): void {
  mkdirSync(dir, { recursive: true });
  const pair: Pair = { id: request.id, prompt: request.prompt, body, ...answered };
  writeFileSync(fileOf(dir, request.id), `${JSON.stringify(pair, null, 1)}\n`);
}

/** What was asked, whatever a provider wants around it: the version of the prompt and the message itself. */
const askedOf = (prompt: string, body: Pair['body']): string =>
  JSON.stringify([prompt, (body.messages as unknown[]).at(-1)]);

/** Rows with the answers of an earlier run; `stale` are those whose question would be another today. */
export function replay(
  rows: readonly LabelledRow[],
  dir: string,
  config: ModelConfig | null,
): { readonly read: Map<string, ReadRow>; readonly stale: readonly string[] } {
  const read = new Map<string, ReadRow>();
  const stale: string[] = [];
  for (const row of rows) {
    let pair: Pair;
    try {
      pair = JSON.parse(readFileSync(fileOf(dir, row.id), 'utf8')) as Pair;
    } catch {
      throw new BadInput(`${fileOf(dir, row.id)} cannot be read; record the rows first.`);
    }
    const request = rowRequest(row);
    if (askedOf(pair.prompt, pair.body) !== askedOf(request.prompt, bodyOf(request, config))) stale.push(row.id);
    read.set(row.id, readRow(row, pair));
  }
  return { read, stale };
}

/** Rows asked at the same time; providers limit the rate. */
const AT_ONCE = 4;

/** Asks the configured endpoint about every row; `keep` names a directory for the pairs. */
export async function ask(
  rows: readonly LabelledRow[],
  config: ModelConfig,
  keep: string | null,
): Promise<Map<string, ReadRow>> {
  // Only a run that really asks needs the client.
  const { createModel } = await import('../../src/llm/client.ts');
  const model = createModel(config, { now: () => new Date() });
  const read = new Map<string, ReadRow>();
  const left = [...rows];
  const worker = async (): Promise<void> => {
    for (let row = left.shift(); row !== undefined; row = left.shift()) {
      const request = rowRequest(row);
      const answer = await model.complete(request.request);
      const { usage, ms } = answer;
      const price = priceOf(config, answer.model);
      const spent = {
        ms,
        tokens: usage === null ? null : usage.input + usage.output,
        costMicro: usage === null || price === null ? null : costMicro(usage, price),
      };
      const answered: Answered =
        answer.type === 'answered'
          ? { content: JSON.stringify(answer.json), failed: null, ...spent }
          : { content: null, failed: `${answer.why}: ${answer.detail}`, ...spent };
      if (keep !== null) record(keep, request, bodyOf(request, config), answered);
      read.set(row.id, readRow(row, answered));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return read;
}
