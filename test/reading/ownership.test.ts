import { describe, expect, it } from 'vitest';
import { normalise } from '../../src/reading/normalise.ts';
import { findCarPrice, findDaysInShop, findPurchase, findSameFaultRepairs } from '../../src/reading/ownership.ts';

const repairs = (text: string) => findSameFaultRepairs(normalise(text))?.value ?? null;
const yuan = (text: string) => {
  const found = findCarPrice(normalise(text));
  return found === null ? null : found.value / 100;
};
const bought = (text: string) => findPurchase(normalise(text))?.value ?? null;
const days = (text: string) => findDaysInShop(normalise(text))?.value ?? null;

describe('how often a fault was repaired', () => {
  it.each([
    ['天窗异响第5次修，要换车', 5],
    ['这是第五次来返修了', 5],
    ['空调前前后后修了4次还是响', 4],
    ['三次返修都没好', 3],
    ['修了两次，上周又修，这是第三次修', 3],
    ['the sunroof was repaired five times', 5],
    ['this is the 4th repair', 4],
  ])('%s → %d', (text, count) => expect(repairs(text)).toBe(count));

  it.each(['保养做了5次', '打了4次电话没人接', '第二天来取车', '修好了'])('is not said in “%s”', (text) =>
    expect(repairs(text)).toBeNull(),
  );

  it('quotes the words', () => {
    expect(findSameFaultRepairs(normalise('天窗异响第５次修'))?.quote).toBe('第５次修');
  });
});

describe('the price of the car', () => {
  it.each([
    ['要换车，车价16.8万', 168_000],
    ['16.8万落地的车，开了14个月', 168_000],
    ['二十二万八买的', 228_000],
    ['要退车，16.8万，12400公里', 168_000],
  ])('%s → %d', (text, price) => expect(yuan(text)).toBe(price));

  it.each(['换车或者赔5万', '首付5万，要退车', '维修费3万', '视频3.2万播放，要退车', '订金5000不退'])(
    'is not said in “%s”',
    (text) => expect(yuan(text)).toBeNull(),
  );
});

describe('how long ago the car was bought', () => {
  it.each([
    ['买了14个月', { monthsAgo: 14 }],
    ['提车三天故障灯就亮', { daysAgo: 3 }],
    ['才提两周的车', { daysAgo: 14 }],
    ['买车一年半', { monthsAgo: 18 }],
    ['开了半年', { monthsAgo: 6 }],
    ['要换车，16.8万，12400公里，14个月', { monthsAgo: 14 }],
    ['2025年9月21日提的车', { on: '2025-09-21' }],
    ['2025年9月购车', { inMonth: '2025-09' }],
    ['2025年2月31日提车', { inMonth: '2025-02' }],
    ['bought the car 14 months ago', { monthsAgo: 14 }],
  ])('%s', (text, purchase) => expect(bought(text)).toEqual(purchase));

  it.each(['买了3年延保', '贷款36个月', '等了三天没人理', '去年买的', '三天不解决就发视频', '质保3年'])(
    'is not said in “%s”',
    (text) => expect(bought(text)).toBeNull(),
  );
});

describe('days in the workshop', () => {
  it('are those of a repair or a wait for parts', () => {
    expect(days('前杠等18天，没代步车')).toBe(18);
    expect(days('车在店里修了十二天')).toBe(12);
    expect(days('说修3天之内好')).toBeNull();
    expect(days('等2小时')).toBeNull();
  });
});
