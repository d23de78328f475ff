import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, instantOf, localDate, localDateTime } from '../../src/domain/business-time.ts';
import { wallMinutes } from './open-minutes.ts';

const utc = (date: string, time: string, timeZone: string): string => instantOf(date, time, timeZone).toISOString();

describe('store-local time', () => {
  it('turns the day at local midnight', () => {
    expect(localDate(new Date('2026-11-16T15:59:59Z'), 'Asia/Shanghai')).toBe('2026-11-16');
    expect(localDate(new Date('2026-11-16T16:00:00Z'), 'Asia/Shanghai')).toBe('2026-11-17');
  });

  it('shows seconds, and leaves out what is less', () => {
    expect(localDateTime(new Date('2026-11-16T15:59:59.999Z'), 'Asia/Kathmandu')).toEqual({
      date: '2026-11-16',
      time: '21:44:59',
    });
  });

  it.each([
    ['Europe/Berlin', '2026-03-28'],
    ['Europe/Berlin', '2026-10-24'],
    ['America/New_York', '2026-11-01'],
    ['Australia/Lord_Howe', '2026-04-04'],
    ['America/Havana', '2026-11-01'],
    ['Pacific/Apia', '2011-12-30'],
  ])('in %s is what the wall clock shows in every minute around %s', (timeZone, date) => {
    for (const minute of wallMinutes(timeZone, date, 2)) {
      expect(localDateTime(new Date(minute.at), timeZone)).toEqual({ date: minute.date, time: `${minute.time}:00` });
    }
  });
});

describe('the instant of a store-local time', () => {
  it('follows daylight saving', () => {
    expect(utc('2026-07-01', '20:00', 'Europe/Berlin')).toBe('2026-07-01T18:00:00.000Z');
    expect(utc('2026-12-01', '20:00', 'Europe/Berlin')).toBe('2026-12-01T19:00:00.000Z');
    expect(utc('2026-12-01', '24:00', 'Europe/Berlin')).toBe('2026-12-01T23:00:00.000Z');
  });

  it('is the later one for a time the clocks skip', () => {
    expect(utc('2026-03-29', '02:30', 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z');
    expect(utc('2026-03-08', '02:30', 'America/New_York')).toBe('2026-03-08T07:30:00.000Z');
    expect(utc('2026-03-08', '00:00', 'America/Havana')).toBe('2026-03-08T05:00:00.000Z');
  });

  it('is the earlier one for a time the clocks show twice', () => {
    expect(utc('2026-10-25', '02:30', 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z');
    expect(utc('2026-11-01', '01:30', 'America/New_York')).toBe('2026-11-01T05:30:00.000Z');
    expect(utc('2026-04-05', '01:45', 'Australia/Lord_Howe')).toBe('2026-04-04T14:45:00.000Z');
  });

  it('leads back to the same local time wherever the clocks are not changed', () => {
    const zones = fc.constantFrom('Asia/Shanghai', 'Asia/Kathmandu', 'Europe/Berlin', 'America/New_York');
    fc.assert(
      fc.property(zones, fc.nat(364), fc.integer({ min: 4 * 60, max: 23 * 60 }), (timeZone, day, minute) => {
        const date = addDays('2026-01-01', day);
        const time = new Date(minute * 60_000).toISOString().slice(11, 19);
        expect(localDateTime(instantOf(date, time.slice(0, 5), timeZone), timeZone)).toEqual({ date, time });
      }),
    );
  });
});
