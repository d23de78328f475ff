import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { playStory, stepPassed } from './play.ts';
import { endLine, stepLines } from './print.ts';
import { loadStory } from './story.ts';

const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.yaml'));

/** The stories of this folder, each on an app of its own. */
describe('the story', () => {
  it.each(files)(
    '%s',
    async (file) => {
      const report = await playStory(loadStory(join(import.meta.dirname, file)));
      const failed = report.steps.filter((step) => !stepPassed(step)).flatMap((step) => stepLines(step, file));
      expect(failed.join('\n')).toBe('');
      expect(report.ok, endLine(report)).toBe(true);
    },
    600_000,
  );
});
