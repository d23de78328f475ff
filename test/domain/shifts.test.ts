import { describe, expect, it } from 'vitest';
import { parseShifts, shiftSpans } from '../../src/domain/shifts.ts';

const DAY = [['08:30', '17:30']];
const SATURDAY = [['09:00', '12:00']];
const SPLIT = [
  ['08:30', '12:00'],
  ['13:00', '17:30'],
];
const week = (...days: unknown[]) => ({ shifts: days });

describe('shifts as people write them', () => {
  it.each([
    ['一至五 08:30-17:30;六 09:00-12:00', week(DAY, DAY, DAY, DAY, DAY, SATURDAY, [])],
    ['周一到周五8:30—17:30；周六9:00-12:00', week(DAY, DAY, DAY, DAY, DAY, SATURDAY, [])],
    ['Mon-Fri 08:30-17:30; Sat 09:00-12:00', week(DAY, DAY, DAY, DAY, DAY, SATURDAY, [])],
    ['星期一、星期三 08:30-12:00、13:00-17:30', week(SPLIT, [], SPLIT, [], [], [], [])],
    ['Monday, Wednesday 8:30-12:00, 13:00-17:30', week(SPLIT, [], SPLIT, [], [], [], [])],
    ['工作日 08:30-17:30', week(DAY, DAY, DAY, DAY, DAY, [], [])],
    ['weekend 08:30-17:30', week([], [], [], [], [], DAY, DAY)],
    ['每天 08:30-17:30；日 休', week(DAY, DAY, DAY, DAY, DAY, DAY, [])],
    ['08:30-17:30', week(DAY, DAY, DAY, DAY, DAY, DAY, DAY)],
    ['五至一 08:30-17:30', week(DAY, [], [], [], DAY, DAY, DAY)],
    ['日 18:00-24:00', week([], [], [], [], [], [], [['18:00', '24:00']])],
    ['随店营业时间', { shifts: null }],
    ['store hours', { shifts: null }],
  ])('%s', (text, expected) => {
    expect(parseShifts(text)).toEqual(expected);
  });

  it.each([
    '',
    '早班',
    '一至五',
    '一至八 08:30-17:30',
    '一 17:30-08:30',
    '一 25:00-26:00',
    '一 8点到5点',
    '一 08:30-12:00、11:00-17:30',
    '一至日 休',
    'someday 08:30-17:30',
  ])('%s is not understood', (text) => {
    expect(parseShifts(text)).toBeNull();
  });

  it('are told back in few words', () => {
    const { shifts } = parseShifts('一至三 08:30-17:30;四 休;五至六 08:30-17:30') ?? { shifts: null };
    expect(shiftSpans(shifts ?? []).map(({ from, to }) => [from, to])).toEqual([
      [0, 2],
      [4, 5],
    ]);
  });
});
