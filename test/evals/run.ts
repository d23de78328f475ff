import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Reading } from '../../src/domain/complaint.ts';
import { readByRules } from '../../src/reading/rules.ts';
import { BadInput, type Figures, type LabelledRow, parseRows, type Scored, score } from './score.ts';

// node test/evals/run.ts --cases FILE [--reader rules] [--json]

type Read = (row: LabelledRow) => Reading;

const TIME_ZONE = 'Asia/Shanghai';

const READERS: Readonly<Record<string, Read>> = {
  rules: (row) => readByRules({ text: row.text, postedAt: new Date(row.posted_at), timeZone: TIME_ZONE }),
};

interface Options {
  readonly cases: string;
  readonly reader: string;
  readonly json: boolean;
}

function optionsFrom(args: readonly string[]): Options {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        cases: { type: 'string' },
        reader: { type: 'string', default: 'rules' },
        json: { type: 'boolean', default: false },
      },
    });
    if (values.cases === undefined) throw new BadInput('Name the file of labelled rows: --cases FILE.');
    return { cases: values.cases, reader: values.reader, json: values.json };
  } catch (error) {
    throw error instanceof BadInput
      ? error
      : new BadInput(error instanceof Error ? error.message : 'The options cannot be read.');
  }
}

function fileText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new BadInput(`The file ${path} cannot be read.`);
  }
}

function printTable(title: string, table: Scored['categories']): void {
  console.log(`\n${title} (expected → got)`);
  for (const [expected, row] of Object.entries(table).sort()) {
    const cells = Object.entries(row).sort((a, b) => b[1] - a[1]);
    console.log(`  ${expected.padEnd(18)} ${cells.map(([got, n]) => `${got} ${n}`).join(', ')}`);
  }
}

function printHuman(reader: string, scored: Scored, rows: readonly LabelledRow[]): void {
  const texts = new Map(rows.map((row) => [row.id, row.text]));
  console.log(`reader ${reader}`);
  for (const [name, value] of Object.entries(scored.figures)) {
    console.log(`  ${name.padEnd(18)} ${name === 'rows' ? value : value.toFixed(3)}`);
  }
  printTable('Categories', scored.categories);
  printTable('Severities', scored.severities);
  console.log(`\nMisses: ${scored.misses.length}`);
  for (const miss of scored.misses) {
    console.log(
      `  ${miss.id} ${miss.what}: expected ${miss.expected}, got ${miss.got}\n      ${(texts.get(miss.id) ?? '').replaceAll('\n', ' / ')}`,
    );
  }
}

function main(args: readonly string[]): void {
  const options = optionsFrom(args);
  const read = READERS[options.reader];
  if (read === undefined)
    throw new BadInput(`There is no reader "${options.reader}"; known are: ${Object.keys(READERS).join(', ')}.`);
  const rows = parseRows(fileText(options.cases));
  const scored = score(rows, new Map(rows.map((row) => [row.id, read(row)])));
  if (!options.json) {
    printHuman(options.reader, scored, rows);
    return;
  }
  const line: Figures & { readonly reader: string } = { reader: options.reader, ...scored.figures };
  console.log(JSON.stringify(line));
}

try {
  main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof BadInput)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
