import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../src/domain/business-time.ts';
import { addOpen, isOpenAt, nextOpening, openBetween, openingsOn } from '../../src/domain/open-hours.ts';
import { DEFAULT_POLICY } from '../../src/domain/policy.ts';
import { countOpen, openMinutes, reachOpen, stretches, wallMinutes } from './open-minutes.ts';

type Range = [string, string];
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const DAYS = 5;
// Around changes of the clocks and 调休; the last two move the clocks at midnight, and skip a whole day.
const WINDOWS = [
  ['Asia/Shanghai', '2026-02-12'],
  ['Asia/Shanghai', '2026-09-29'],
  ['Asia/Kathmandu', '2026-06-10'],
  ['America/New_York', '2026-03-06'],
  ['America/New_York', '2026-10-30'],
  ['Europe/Berlin', '2026-03-27'],
  ['Europe/Berlin', '2026-10-23'],
  ['Australia/Lord_Howe', '2026-04-02'],
  ['Australia/Lord_Howe', '2026-10-01'],
  ['America/Havana', '2026-03-06'],
  ['Pacific/Apia', '2011-12-28'],
] as const;
const walls = new Map(WINDOWS.map((w) => [w, wallMinutes(w[0], w[1], DAYS)]));

const clockTime = fc
  .oneof(
    fc.nat(48).map((n) => n * 30),
    fc.nat(1440),
    fc.nat(240),
  )
  .map((n) => `${String(Math.floor(n / 60)).padStart(2, '0')}:${String(n % 60).padStart(2, '0')}`);
const range = fc
  .tuple(clockTime, clockTime)
  .filter(([a, b]) => a !== b)
  .map(([a, b]): Range => (a < b ? [a, b] : [b, a]));
const ranges = fc.array(range, { maxLength: 3 });
const instant = fc.oneof(
  fc.nat(DAYS * 1440).map((n) => n * 60_000),
  fc.nat(DAYS * DAY),
);

/** A store, the days it is looked at, and the minutes in which it is open, counted one by one. */
const scene = fc
  .record({
    window: fc.constantFrom(...WINDOWS),
    openingHours: fc.array(ranges, { minLength: 7, maxLength: 7 }),
    special: fc.array(fc.tuple(fc.nat(DAYS), ranges), { maxLength: 2 }),
  })
  .map(({ window, openingHours, special }) => {
    const [timeZone, start] = window;
    const specialDays = Object.fromEntries(special.map(([day, hours]) => [addDays(start, day), hours]));
    // Spread, not parsed: the policy refuses a store that never opens, the arithmetic has to bear one.
    const store = { ...DEFAULT_POLICY.store, timeZone, openingHours, specialDays };
    return { start, store, begin: Date.parse(`${start}T00:00:00Z`), minutes: openMinutes(walls.get(window)!, store) };
  });

const law = <T extends unknown[]>(arbitraries: { [K in keyof T]: fc.Arbitrary<T[K]> }, holds: (...args: T) => void) =>
  fc.assert(fc.property(...(arbitraries as [fc.Arbitrary<unknown>]), holds as never), { numRuns: 300 });
const sorted = (...instants: number[]): number[] => instants.sort((a, b) => a - b);

describe('opening time agrees with counting minute by minute', () => {
  it('in the openings of each date', () => {
    law([scene], ({ store, start, minutes }) => {
      // The first and the last date may lie partly outside the days that were counted.
      for (let day = 1; day < DAYS - 1; day++) {
        const date = addDays(start, day);
        const openings = openingsOn(date, store).map(({ from, to }) => [from.getTime(), to.getTime()]);
        expect(openings).toEqual(stretches(minutes, date));
      }
    });
  });

  it('in whether the store is open, and when it opens next', () => {
    law([scene, instant], ({ store, begin, minutes }, offset) => {
      const now = begin + offset;
      const here = minutes.find((m) => m.at <= now && now < m.at + 60_000);
      if (here) expect(isOpenAt(new Date(now), store)).toBe(here.open);
      const next = here?.open ? here : minutes.find((m) => m.open && m.at >= now);
      if (next) expect(nextOpening(new Date(now), store).getTime()).toBe(Math.max(now, next.at));
    });
  });

  it('in the opening time between two instants', () => {
    law([scene, instant, instant], ({ store, begin, minutes }, a, b) => {
      const counted = countOpen(minutes, begin + a, begin + b);
      expect(openBetween(new Date(begin + a), new Date(begin + b), store)).toBe(counted);
    });
  });

  it('in the first instant by which so much opening time has passed', () => {
    const share = fc.oneof(fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true }));
    law([scene, instant, share], ({ store, begin, minutes }, offset, part) => {
      const from = begin + offset;
      const ms = Math.floor(part * countOpen(minutes, from, Number.POSITIVE_INFINITY));
      if (ms === 0) return;
      const due = addOpen(new Date(from), ms, store);
      expect(due.getTime()).toBe(reachOpen(minutes, from, ms));
      expect(openBetween(new Date(from), due, store)).toBe(ms);
      expect(openBetween(new Date(from), new Date(due.getTime() - 1), store)).toBe(ms - 1);
    });
  });
});

describe('laws of opening time', () => {
  it('a stretch is the sum of its parts', () => {
    law([scene, instant, instant, instant], ({ store, begin }, x, y, z) => {
      const [a, b, c] = sorted(x, y, z).map((offset) => new Date(begin + offset)) as [Date, Date, Date];
      expect(openBetween(a, b, store) + openBetween(b, c, store)).toBe(openBetween(a, c, store));
      expect(openBetween(c, a, store)).toBe(0);
    });
  });

  it('adding twice is adding the sum, over weeks too', () => {
    const ms = fc.integer({ min: 1, max: 40 * HOUR });
    law([scene, instant, ms, ms], ({ store, begin }, offset, first, second) => {
      if (store.openingHours.every((hours) => hours.length === 0)) return;
      // Hours of a minute a week would take years; the law is the same for less.
      const weekly = openBetween(new Date(begin + 14 * DAY), new Date(begin + 21 * DAY), store);
      const [a, b] = weekly < 5 * HOUR ? [first / 100, second / 100].map(Math.ceil) : [first, second];
      const from = new Date(begin + offset);
      expect(addOpen(addOpen(from, a!, store), b!, store)).toEqual(addOpen(from, a! + b!, store));
    });
  });
});
