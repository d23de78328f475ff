import { expect, it } from 'vitest';
import { hasPostgres } from '../support/postgres.ts';
import { NAMES, runBench } from './bench.ts';
import { TINY } from './sizes.ts';
import { asMarkdown, machine } from './table.ts';

// `newcomer` starts the whole desk and waits for Slack's pace; its tests are with npm start.
const names = NAMES.filter((name) => name !== 'newcomer');

it.skipIf(!hasPostgres())(
  'measures every line of the table and puts it beside what it is held against',
  async () => {
    const { figures, postgres } = await runBench(TINY, names, () => {});
    for (const figure of figures) {
      if (!figure.name.includes('lateness')) expect(figure.measured, figure.name).toBeGreaterThan(0);
      if (figure.aim !== '–') expect(figure.against, figure.name).not.toBeNull();
    }
    const about = [
      /acknowledged/,
      /Postgres, 8/,
      /PGlite/,
      /a peer/,
      /digest/,
      /search/,
      /person's list/,
      /none due/,
      /\d due/,
      /limits at once/,
      /lateness/,
      /whole life/,
      /live heap/,
      /seeding/,
    ];
    for (const line of about)
      expect(
        figures.some(({ name }) => line.test(name)),
        String(line),
      ).toBe(true);
    const table = asMarkdown({ ...machine(postgres), command: 'npm run bench', seconds: 1 }, figures);
    expect(table.split('\n').filter((line) => line.startsWith('| '))).toHaveLength(figures.length + 1);
  },
  180_000,
);
