import { acknowledgeFigures } from './acknowledge.ts';
import { type Figure, plainly } from './figure.ts';
import { newcomerFigures } from './first-card.ts';
import { type Ground, openGround } from './ground.ts';
import { listFigures } from './lists.ts';
import { memoryFigures } from './memory.ts';
import { reminderFigures } from './reminders.ts';
import type { Sizes } from './sizes.ts';
import { sweepFigures } from './sweep.ts';
import { asRow } from './table.ts';
import { takeInFigures } from './take-in.ts';
import { lifeFigures } from './whole-life.ts';

/** The measurements by name, in the order they run; later ones stand on databases that earlier ones left in order. */
const MEASUREMENTS: Readonly<Record<string, (ground: Ground) => Promise<readonly Figure[]>>> = {
  newcomer: newcomerFigures,
  acknowledge: acknowledgeFigures,
  'take-in': takeInFigures,
  reminders: reminderFigures,
  lists: listFigures,
  life: lifeFigures,
  sweep: sweepFigures,
  memory: memoryFigures,
};

export const NAMES: readonly string[] = Object.keys(MEASUREMENTS);

/** Runs the measurements of these names, all without any. */
export async function runBench(
  sizes: Sizes,
  only: readonly string[],
  say: (line: string) => void,
): Promise<{ readonly figures: readonly Figure[]; readonly postgres: string }> {
  const ground = openGround(sizes, say);
  const figures: Figure[] = [];
  try {
    for (const [name, measure] of Object.entries(MEASUREMENTS)) {
      if (only.length > 0 && !only.includes(name)) continue;
      const began = performance.now();
      const some = await measure(ground);
      figures.push(...some);
      for (const figure of some) say(asRow(figure));
      say(`${name}: ${((performance.now() - began) / 1000).toFixed(0)} s`);
    }
    const seeded = ground.seededIn();
    if (seeded) figures.push(plainly(`seeding ${seeded.cases.toLocaleString('en')} cases`, seeded.seconds, 's'));
    return { figures, postgres: await ground.postgresVersion() };
  } finally {
    await ground.stop();
  }
}
