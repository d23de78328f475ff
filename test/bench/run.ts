/*
 * npm run bench [-- --quick | --full] [--only NAME]… [--json]
 * Measures the desk beside what it is held against, and prints one table. Needs a Postgres for all but `newcomer`: this machine's binaries (a
 * throw-away server with durable commits) or KESU_TEST_DATABASE_URL. Quick (a tenth of the sizes, about three minutes) unless told otherwise.
 */
import { parseArgs } from 'node:util';
import { NAMES, runBench } from './bench.ts';
import { FULL, QUICK } from './sizes.ts';
import { asMarkdown, machine } from './table.ts';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    full: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true, default: [] },
  },
});
const unknown = values.only.find((name) => !NAMES.includes(name));
if (unknown) throw new Error(`no figure ${unknown}; there are ${NAMES.join(', ')}`);

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const began = performance.now();
const { figures, postgres } = await runBench(values.full ? FULL : QUICK, values.only, say);
const about = {
  ...machine(postgres),
  command: `npm run bench -- ${process.argv.slice(2).join(' ')}`.trim(),
  seconds: Math.round((performance.now() - began) / 1000),
};
process.stdout.write(
  values.json ? `${JSON.stringify({ about, figures }, null, 2)}\n` : `${asMarkdown(about, figures)}\n`,
);
