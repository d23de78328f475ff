import { describe, expect, it } from 'vitest';
import {
  addWorkingDays,
  instantOf,
  isWorkingDay,
  localDate,
  UnknownYearError,
} from '../../src/domain/business-time.ts';
import { dueAt, isOverdue } from '../../src/domain/clock.ts';
import { DEFAULT_POLICY, policySchema } from '../../src/domain/policy.ts';

const store = DEFAULT_POLICY.store;
const shanghai = (date: string, time: string) => instantOf(date, time, 'Asia/Shanghai');

describe('working days of the PRC calendar', () => {
  it.each([
    ['2026-09-30', 3, '2026-10-10'],
    ['2026-09-30', 5, '2026-10-13'],
    ['2026-02-13', 1, '2026-02-14'],
    ['2026-11-16', 3, '2026-11-19'],
    ['2026-11-21', 5, '2026-11-27'],
  ])('%s plus %i working days is %s', (from, days, to) => {
    expect(addWorkingDays(from, days, store)).toBe(to);
  });

  it('knows make-up Saturdays, holidays and plain weekends', () => {
    expect(isWorkingDay('2026-10-10', store)).toBe(true);
    expect(isWorkingDay('2026-10-08', store)).toBe(true);
    expect(isWorkingDay('2026-10-07', store)).toBe(false);
    expect(isWorkingDay('2026-11-22', store)).toBe(false);
  });

  it('refuses a year it has no data for, until the policy gives it', () => {
    expect(() => isWorkingDay('2031-03-03', store)).toThrow(UnknownYearError);
    const own = { ...store, calendar: { '2031': { off: ['2031-03-03'], work: ['2031-03-08'] } } };
    expect(isWorkingDay('2031-03-03', own)).toBe(false);
    expect(isWorkingDay('2031-03-08', own)).toBe(true);
    expect(isWorkingDay('2031-03-04', own)).toBe(true);
  });
});

describe('when an answer is due', () => {
  it('is store close of the same day for a general complaint', () => {
    expect(dueAt(shanghai('2026-11-16', '09:05'), 'general', DEFAULT_POLICY).dueAt).toBe('2026-11-16T12:00:00.000Z');
  });

  it('is the next opening day for one that comes at or after close', () => {
    expect(dueAt(shanghai('2026-11-16', '20:00'), 'general', DEFAULT_POLICY).dueAt).toBe('2026-11-17T12:00:00.000Z');
    expect(dueAt(shanghai('2026-11-16', '23:30'), 'general', DEFAULT_POLICY).dueAt).toBe('2026-11-17T12:00:00.000Z');
  });

  it('skips days on which the store stays shut', () => {
    const openingHours = [...store.openingHours.slice(0, 6), []];
    const policy = policySchema.parse({ store: { openingHours } });
    expect(dueAt(shanghai('2026-11-21', '21:00'), 'general', policy).dueAt).toBe('2026-11-23T12:00:00.000Z');
  });

  it('counts working days for serious and major ones', () => {
    expect(dueAt(shanghai('2026-11-16', '10:20'), 'serious', DEFAULT_POLICY).dueAt).toBe('2026-11-19T12:00:00.000Z');
    expect(dueAt(shanghai('2026-11-18', '09:00'), 'major', DEFAULT_POLICY).dueAt).toBe('2026-11-25T12:00:00.000Z');
  });

  it('says which year is missing instead of guessing', () => {
    expect(dueAt(shanghai('2031-01-06', '10:00'), 'major', DEFAULT_POLICY)).toEqual({
      dueAt: null,
      missingYear: '2031',
    });
  });

  it('is overdue only once it has passed', () => {
    expect(isOverdue('2026-11-16T12:00:00.000Z', new Date('2026-11-16T12:00:00.000Z'))).toBe(false);
    expect(isOverdue('2026-11-16T12:00:00.000Z', new Date('2026-11-16T12:00:00.001Z'))).toBe(true);
    expect(isOverdue(null, new Date('2030-01-01'))).toBe(false);
  });
});

describe('store-local time', () => {
  it('turns the day at local midnight', () => {
    expect(localDate(new Date('2026-11-16T15:59:59Z'), 'Asia/Shanghai')).toBe('2026-11-16');
    expect(localDate(new Date('2026-11-16T16:00:00Z'), 'Asia/Shanghai')).toBe('2026-11-17');
  });

  it('finds the instant across daylight saving, also for a time that does not exist', () => {
    expect(instantOf('2026-07-01', '20:00', 'Europe/Berlin').toISOString()).toBe('2026-07-01T18:00:00.000Z');
    expect(instantOf('2026-12-01', '20:00', 'Europe/Berlin').toISOString()).toBe('2026-12-01T19:00:00.000Z');
    expect(Number.isNaN(instantOf('2026-03-29', '02:30', 'Europe/Berlin').getTime())).toBe(false);
  });
});
