import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readByRules } from '../../src/reading/rules.ts';
import { configuredModel, parseResponses, requestLines, TIME_ZONE } from './requests.ts';
import { ask, readResponses, replay } from './run-model.ts';
import { BadInput, type LabelledRow, parseRows, type Scored, score } from './score.ts';
import { type MoreFigures, type ReadRow, scoreMore } from './score-more.ts';

// node test/evals/run.ts --cases FILE [--reader rules|llm] [--json]
//   [--emit-requests FILE | --responses FILE | --replay DIR | --record DIR]

const READERS = ['rules', 'llm'];

const OPTIONS = {
  cases: { type: 'string' },
  reader: { type: 'string' },
  json: { type: 'boolean', default: false },
  'emit-requests': { type: 'string' },
  responses: { type: 'string' },
  replay: { type: 'string' },
  record: { type: 'string' },
} as const;

interface Options {
  readonly cases: string;
  readonly reader: string;
  readonly json: boolean;
  readonly emit: string | null;
  readonly responses: string | null;
  readonly replay: string | null;
  readonly record: string | null;
}

function valuesFrom(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS }).values;
  } catch (error) {
    throw new BadInput(error instanceof Error ? error.message : 'The options cannot be read.');
  }
}

function optionsFrom(args: readonly string[]): Options {
  const values = valuesFrom(args);
  if (values.cases === undefined) throw new BadInput('Name the file of labelled rows: --cases FILE.');
  const own = ['emit-requests', 'responses', 'replay', 'record'] as const;
  const given = own.filter((name) => values[name] !== undefined);
  if (given.length > 1) throw new BadInput(`Only one of ${given.map((name) => `--${name}`).join(' and ')} at a time.`);
  const reader = values.reader ?? (given.length > 0 ? 'llm' : 'rules');
  if (!READERS.includes(reader))
    throw new BadInput(`There is no reader "${reader}"; known are: ${READERS.join(', ')}.`);
  if (reader !== 'llm' && given.length > 0) throw new BadInput(`--${given[0]} needs --reader llm.`);
  return {
    cases: values.cases,
    reader,
    json: values.json,
    emit: values['emit-requests'] ?? null,
    responses: values.responses ?? null,
    replay: values.replay ?? null,
    record: values.record ?? null,
  };
}

function fileText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new BadInput(`The file ${path} cannot be read.`);
  }
}

const byRules = (row: LabelledRow): ReadRow => ({
  reading: readByRules({ text: row.text, postedAt: new Date(row.posted_at), timeZone: TIME_ZONE }),
  checked: null,
  failed: null,
  ms: null,
  tokens: null,
  costMicro: null,
});

async function readAll(options: Options, rows: readonly LabelledRow[]): Promise<Map<string, ReadRow>> {
  if (options.reader === 'rules') return new Map(rows.map((row) => [row.id, byRules(row)]));
  if (options.responses !== null)
    return readResponses(rows, parseResponses(fileText(options.responses), new Set(rows.map((row) => row.id))));
  const config = configuredModel(process.env);
  if (options.replay !== null) {
    const { read, stale } = replay(rows, options.replay, config);
    if (stale.length > 0) console.error(`${stale.length} of ${rows.length} answers are to an older question.`);
    return read;
  }
  if (config === null)
    throw new BadInput('No model is set: KESU_LLM and KESU_LLM_KEY, or --responses FILE, or --replay DIR.');
  return ask(rows, config, options.record);
}

function printTable(title: string, table: Scored['categories']): void {
  console.log(`\n${title} (expected → got)`);
  for (const [expected, row] of Object.entries(table).sort()) {
    const cells = Object.entries(row).sort((a, b) => b[1] - a[1]);
    console.log(`  ${expected.padEnd(18)} ${cells.map(([got, n]) => `${got} ${n}`).join(', ')}`);
  }
}

const WHOLE = new Set(['rows', 'unsupportedShown', 'msMedian', 'msP95', 'tokens']);

function printFigures(figures: object): void {
  for (const [name, value] of Object.entries(figures)) {
    if (typeof value !== 'number') continue;
    console.log(`  ${name.padEnd(18)} ${WHOLE.has(name) ? value : value.toFixed(3)}`);
  }
}

function printHuman(
  reader: string,
  scored: Scored,
  more: MoreFigures,
  rows: readonly LabelledRow[],
  read: ReadonlyMap<string, ReadRow>,
): void {
  const texts = new Map(rows.map((row) => [row.id, row.text]));
  console.log(`reader ${reader}`);
  printFigures(scored.figures);
  printFigures(more);
  printTable('Categories', scored.categories);
  printTable('Severities', scored.severities);
  for (const [id, { failed }] of read) if (failed !== null) console.log(`\nUnread: ${id} (${failed})`);
  console.log(`\nMisses: ${scored.misses.length}`);
  for (const miss of scored.misses) {
    console.log(
      `  ${miss.id} ${miss.what}: expected ${miss.expected}, got ${miss.got}\n      ${(texts.get(miss.id) ?? '').replaceAll('\n', ' / ')}`,
    );
  }
}

async function main(args: readonly string[]): Promise<void> {
  const options = optionsFrom(args);
  const rows = parseRows(fileText(options.cases));
  if (options.emit !== null) {
    writeFileSync(options.emit, requestLines(rows, configuredModel(process.env)));
    console.error(`${rows.length} requests written to ${options.emit}`);
    return;
  }
  const read = await readAll(options, rows);
  const scored = score(rows, new Map([...read].map(([id, one]) => [id, one.reading])));
  const more = scoreMore(rows, read, scored.categories);
  if (options.json) console.log(JSON.stringify({ reader: options.reader, ...scored.figures, ...more }));
  else printHuman(options.reader, scored, more, rows, read);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  if (!(error instanceof BadInput)) throw error;
  console.error(error.message);
  process.exitCode = 2;
});
