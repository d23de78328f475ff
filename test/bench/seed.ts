/*
 * npm run seed -- --cases N [--open 0.05] [--store ID] [--seed S] [--all-watched]
 * Fills the configured database (DATABASE_URL, else the embedded one in KESU_DATA_DIR, which must not be in use) with invented cases in bulk: the
 * same seed, the same cases. Lives of a few cases are lived through the real flows and copied with other customers and days.
 */
import { parseArgs } from 'node:util';
import { withDeskData } from '../../src/commands/command.ts';
import { seed } from './seeding.ts';

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '10000' },
    open: { type: 'string', default: '0.05' },
    store: { type: 'string' },
    seed: { type: 'string', default: '1' },
    'all-watched': { type: 'boolean', default: false },
  },
});
const cases = Number(values.cases);
const share = Number(values.open);
if (!Number.isInteger(cases) || cases < 1 || !(share >= 0 && share <= 1))
  throw new Error('--cases N, --open between 0 and 1');

const began = performance.now();
await withDeskData(({ config, database }) =>
  seed(database, config.databaseUrl, {
    cases,
    open: Math.round(cases * share),
    storeId: values.store ?? config.storeId,
    seed: Number(values.seed),
    allWatched: values['all-watched'],
  }),
);
const seconds = (performance.now() - began) / 1000;
process.stdout.write(`${cases} cases in ${seconds.toFixed(1)} s\n`);
