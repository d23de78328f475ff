import { describe, expect, it } from 'vitest';
import { addDays, instantOf } from '../../src/domain/business-time.ts';
import {
  addOpen,
  closeOnOrAfter,
  dayClose,
  isOpenAt,
  nextOpening,
  openBetween,
  openingsOn,
  StoreNeverOpensError,
} from '../../src/domain/open-hours.ts';
import { type Policy, policySchema } from '../../src/domain/policy.ts';

type Range = [string, string];
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

// Spread, not parsed: the policy refuses a store that never opens, and the arithmetic has to bear one all the same.
const storeWith = (over: Partial<Policy['store']>): Policy['store'] => ({ ...policySchema.parse({}).store, ...over });
const week = (workday: Range[], weekend: Range[] = []): Range[][] => [
  ...Array.from({ length: 5 }, () => workday),
  weekend,
  weekend,
];
const at = (text: string, timeZone = 'Asia/Shanghai'): Date => {
  const [date = '', time = ''] = text.split(' ');
  return instantOf(date, time, timeZone);
};

describe('opening time of a plain week', () => {
  it.each([
    ['2026-11-20 16:00', 4, '08:00', '2026-11-23 11:00'],
    ['2026-11-20 17:00', 8, '09:00', '2026-11-23 17:00'],
    ['2026-11-21 12:00', 1, '09:00', '2026-11-23 10:00'],
    ['2026-11-17 10:00', 7, '09:00', '2026-11-17 17:00'],
  ])('%s plus %i hours, open Monday to Friday from %s to 17:00, is %s', (from, hours, opens, due) => {
    const store = storeWith({ openingHours: week([[opens, '17:00']]) });
    expect(addOpen(at(from), hours * HOUR, store)).toEqual(at(due));
    expect(openBetween(at(from), at(due), store)).toBe(hours * HOUR);
  });

  it('does not count the lunch break', () => {
    const openingHours = week([
      ['13:30', '18:00'],
      ['08:30', '12:00'],
    ]);
    const store = storeWith({ openingHours });
    expect(addOpen(at('2026-11-17 11:50'), HOUR / 2, store)).toEqual(at('2026-11-17 13:50'));
    expect(addOpen(at('2026-11-17 11:50'), HOUR / 6, store)).toEqual(at('2026-11-17 12:00'));
    expect(openBetween(at('2026-11-17 00:00'), at('2026-11-18 00:00'), store)).toBe(8 * HOUR);
    expect(isOpenAt(at('2026-11-17 12:00'), store)).toBe(false);
    expect(nextOpening(at('2026-11-17 12:00'), store)).toEqual(at('2026-11-17 13:30'));
    expect(dayClose('2026-11-17', store)).toEqual(at('2026-11-17 18:00'));
  });

  it('goes on through midnight where the store never shuts', () => {
    const store = storeWith({ openingHours: week([['00:00', '24:00']], [['00:00', '24:00']]) });
    expect(addOpen(at('2026-11-17 23:30'), 25 * HOUR, store)).toEqual(at('2026-11-19 00:30'));
    expect(openBetween(at('2026-11-16 00:00'), at('2026-11-23 00:00'), store)).toBe(7 * DAY);
  });

  it('takes overlapping, touching and unsorted ranges for one', () => {
    const openingHours = week([
      ['12:00', '15:00'],
      ['08:00', '10:00'],
      ['09:00', '12:00'],
    ]);
    const store = storeWith({ openingHours });
    expect(openingsOn('2026-11-17', store)).toEqual([{ from: at('2026-11-17 08:00'), to: at('2026-11-17 15:00') }]);
  });

  it('refuses to add less than nothing', () => {
    expect(() => addOpen(at('2026-11-17 11:50'), -1, storeWith({}))).toThrow(RangeError);
    expect(() => addOpen(at('2026-11-17 11:50'), Number.NaN, storeWith({}))).toThrow(RangeError);
  });
});

describe('special days', () => {
  const shut = Object.fromEntries(['2026-10-01', '2026-10-02', '2026-10-03'].map((date) => [date, [] as Range[]]));
  const store = storeWith({
    openingHours: week([['08:30', '20:00']]),
    specialDays: { ...shut, '2026-10-04': [['10:00', '16:00']], '2026-10-10': [['09:00', '17:00']] },
  });

  it('shut the store, or open it at other hours, instead of the week', () => {
    expect(addOpen(at('2026-09-30 19:00'), 2 * HOUR, store)).toEqual(at('2026-10-04 11:00'));
    expect(isOpenAt(at('2026-10-02 10:00'), store)).toBe(false);
    expect(isOpenAt(at('2026-10-04 09:59'), store)).toBe(false);
    expect(isOpenAt(at('2026-10-10 09:00'), store)).toBe(true);
  });

  it('give the closing time of the day they are, or send it to the next opening day', () => {
    expect(closeOnOrAfter('2026-09-30', store)).toEqual(at('2026-09-30 20:00'));
    expect(closeOnOrAfter('2026-10-01', store)).toEqual(at('2026-10-04 16:00'));
    expect(closeOnOrAfter('2026-10-10', store)).toEqual(at('2026-10-10 17:00'));
    expect(closeOnOrAfter('2026-10-17', store)).toEqual(at('2026-10-19 20:00'));
    expect(dayClose('2026-10-01', store)).toBeNull();
  });
});

describe('a store that does not open', () => {
  const shutWeek = week([]);

  it('is found out by name instead of searching for ever', () => {
    const store = storeWith({ openingHours: shutWeek });
    expect(() => addOpen(at('2026-11-17 10:00'), HOUR, store)).toThrow(StoreNeverOpensError);
    expect(() => nextOpening(at('2026-11-17 10:00'), store)).toThrow(StoreNeverOpensError);
    expect(closeOnOrAfter('2026-11-17', store)).toBeNull();
    expect(openBetween(at('2026-11-17 10:00'), at('2027-11-17 10:00'), store)).toBe(0);
  });

  it('is waited for through a long rebuilding', () => {
    const late = addDays('2026-11-17', 390);
    const store = storeWith({ openingHours: shutWeek, specialDays: { [late]: [['09:00', '17:00']] } });
    expect(addOpen(at('2026-11-17 10:00'), HOUR, store)).toEqual(at(`${late} 10:00`));
    expect(() => addOpen(at('2026-11-17 10:00'), 9 * HOUR, store)).toThrow(StoreNeverOpensError);
    expect(closeOnOrAfter('2026-11-17', store)).toEqual(at(`${late} 17:00`));
  });

  it('is not what a store is that opens once a week, however much is added', () => {
    const store = storeWith({ openingHours: [[['09:00', '10:00']], [], [], [], [], [], []] });
    expect(addOpen(at('2026-11-16 09:00'), 100 * HOUR, store)).toEqual(at(`${addDays('2026-11-16', 99 * 7)} 10:00`));
  });
});

describe('changes of the clocks', () => {
  const roundTheClock = week([['00:00', '24:00']], [['00:00', '24:00']]);
  const hoursOf = (date: string, timeZone: string, openingHours: Range[][]): number =>
    openingsOn(date, storeWith({ timeZone, openingHours })).reduce(
      (sum, { from, to }) => sum + (to.getTime() - from.getTime()) / HOUR,
      0,
    );

  it.each([
    ['Europe/Berlin', '2026-03-29', 23],
    ['Europe/Berlin', '2026-10-25', 25],
    ['America/New_York', '2026-03-08', 23],
    ['Australia/Lord_Howe', '2026-04-05', 24.5],
    ['Australia/Lord_Howe', '2026-10-04', 23.5],
    ['America/Havana', '2026-03-08', 23],
    ['Pacific/Apia', '2011-12-30', 0],
  ])('in %s make %s a day of %d hours', (timeZone, date, hours) => {
    expect(hoursOf(date, timeZone, roundTheClock)).toBe(hours);
  });

  it('leave nothing of hours they skip, and make hours they repeat twice as long', () => {
    expect(hoursOf('2026-03-29', 'Europe/Berlin', week([], [['02:10', '02:50']]))).toBe(0);
    expect(hoursOf('2026-03-29', 'Europe/Berlin', week([], [['01:30', '03:30']]))).toBe(1);
    expect(hoursOf('2026-10-25', 'Europe/Berlin', week([], [['02:00', '03:00']]))).toBe(2);
  });
});
