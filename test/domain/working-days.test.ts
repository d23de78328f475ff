import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../src/domain/business-time.ts';
import { DEFAULT_POLICY } from '../../src/domain/policy.ts';
import { addWorkingDays, isWorkingDay, UnknownYearError, workingDaysBetween } from '../../src/domain/working-days.ts';

const store = DEFAULT_POLICY.store;

// The notice of the State Council for 2026, typed in by hand: first and last day off, and the weekend days that are worked.
const OFF = [
  ['2026-01-01', '2026-01-03'],
  ['2026-02-15', '2026-02-23'],
  ['2026-04-04', '2026-04-06'],
  ['2026-05-01', '2026-05-05'],
  ['2026-06-19', '2026-06-21'],
  ['2026-09-25', '2026-09-27'],
  ['2026-10-01', '2026-10-07'],
] as const;
const WORKED = ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'];

const dates2026 = Array.from({ length: 365 }, (_, i) => addDays('2026-01-01', i));
const isWorked = (date: string): boolean => {
  if (WORKED.includes(date)) return true;
  if (OFF.some(([first, last]) => first <= date && date <= last)) return false;
  const name = new Date(`${date}T00:00:00Z`).toUTCString().slice(0, 3);
  return name !== 'Sat' && name !== 'Sun';
};

describe('working days of the PRC calendar', () => {
  it.each([
    ['2026-09-30', 3, '2026-10-10'],
    ['2026-09-30', 5, '2026-10-13'],
    ['2026-02-13', 1, '2026-02-14'],
    ['2026-11-16', 3, '2026-11-19'],
    ['2026-11-21', 5, '2026-11-27'],
    ['2026-10-03', 0, '2026-10-03'],
  ])('%s plus %i working days is %s', (from, days, to) => {
    expect(addWorkingDays(from, days, store)).toBe(to);
    expect(workingDaysBetween(from, to, store)).toBe(days);
  });

  it('are those of the notice on every day of 2026', () => {
    expect(dates2026.filter((date) => isWorkingDay(date, store))).toEqual(dates2026.filter(isWorked));
  });

  it('are as many between two dates as were added, counted one by one', () => {
    const day = fc.constantFrom(...dates2026);
    fc.assert(
      fc.property(day, day, fc.nat(20), (from, to, days) => {
        const counted = dates2026.filter((date) => from < date && date <= to && isWorked(date)).length;
        expect(workingDaysBetween(from, to, store)).toBe(counted);
        if (from < '2026-11-01') {
          const due = addWorkingDays(from, days, store);
          expect(workingDaysBetween(from, due, store)).toBe(days);
          if (days > 0) expect(isWorked(due)).toBe(true);
        }
      }),
    );
  });
});

describe('a year without calendar data', () => {
  it('is refused by its name, also when the count only runs into it', () => {
    expect(() => isWorkingDay('2031-03-03', store)).toThrow(UnknownYearError);
    const running = () => addWorkingDays('2026-12-30', 400, store);
    expect(running).toThrow(UnknownYearError);
    expect(running).toThrow(expect.objectContaining({ year: expect.stringMatching(/^20\d\d$/) }));
    expect(() => workingDaysBetween('2030-12-31', '2031-01-05', store)).toThrow(
      expect.objectContaining({ year: '2031' }),
    );
  });

  it('is what the policy says once it is entered there', () => {
    const own = { calendar: { '2031': { off: ['2031-03-03'], work: ['2031-03-08'] } } };
    expect(isWorkingDay('2031-03-03', own)).toBe(false);
    expect(isWorkingDay('2031-03-08', own)).toBe(true);
    expect(isWorkingDay('2031-03-04', own)).toBe(true);
    expect(addWorkingDays('2031-02-28', 5, own)).toBe('2031-03-08');
  });
});
