import { describe, expect, it } from 'vitest';
import type { PlaceRef } from '../../src/domain/ids.ts';
import { openDesk } from '../support/desk.ts';
import { faultsOf, live, type World } from './random-life.ts';

/** Steps of the short run; the long one is `KESU_RANDOM_STEPS=10000`. */
const STEPS = Number(process.env.KESU_RANDOM_STEPS ?? 10_000);

describe(`${STEPS} random steps: acts, jumps in time, crashes, restarts`, () => {
  it.each([1, 2, 3, 4])(
    'seed %i: no step told twice, none lost, no approval above authority, money equals the timeline',
    async (seed) => {
      const desk = await openDesk();
      const world: World = {
        open: () => desk.ports,
        get clock() {
          return desk.clock;
        },
        set clock(at) {
          desk.clock = at;
        },
      };
      await desk.ports.places.mark('place:complaints' as PlaceRef, 'complaints', desk.clock);
      const life = await live(world, STEPS / 4, seed);
      expect(await faultsOf(life, desk.clock)).toEqual([]);
      // A life in which nothing happened would prove nothing.
      expect(life.refused).toBeGreaterThan(STEPS / 100);
      expect(life.told.size).toBeGreaterThan(STEPS / 100);
    },
    120_000,
  );
});
