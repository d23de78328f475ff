import { startChild } from './child.ts';
import { atMost, type Figure, plainly } from './figure.ts';
import type { Ground } from './ground.ts';

interface Held {
  readonly heapMb: number;
  readonly rssMb: number;
}

/** Whether a desk that has taken many cases in holds on to more than one that has taken in a few. */
export async function memoryFigures(ground: Ground): Promise<readonly Figure[]> {
  const { memory } = ground.sizes;
  const plot = await ground.fresh(5);
  const desk = await startChild<string>('memory-child.ts', [plot.url, plot.storeId], ['--expose-gc']);
  try {
    const warm = Math.ceil(memory / 10);
    const before = await desk.ask<Held>(String(warm));
    const after = await desk.ask<Held>(String(memory));
    const cases = memory.toLocaleString('en');
    return [
      atMost(
        `live heap after ${cases} cases`,
        after.heapMb,
        'MB',
        `after ${warm.toLocaleString('en')}`,
        before.heapMb,
        1.1,
      ),
      plainly(`resident after ${cases} cases, Postgres`, after.rssMb, 'MB'),
    ];
  } finally {
    await desk.stop();
  }
}
