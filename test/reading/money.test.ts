import { describe, expect, it } from 'vitest';
import { findAmount, findSums } from '../../src/reading/money.ts';
import { normalise } from '../../src/reading/normalise.ts';
import { chineseNumber, numberOf } from '../../src/reading/numerals.ts';

const yuan = (text: string): number | null => {
  const found = findAmount(normalise(text));
  return found === null ? null : found.value / 100;
};

describe('numbers in words', () => {
  it.each([
    ['三千五', 3500],
    ['三千零五', 3005],
    ['一万二', 12_000],
    ['十六万八', 168_000],
    ['两千', 2000],
    ['一百二十三', 123],
    ['十二', 12],
    ['一千零八十', 1080],
    ['三万五千', 35_000],
    ['一亿二', 120_000_000],
  ])('%s is %d', (text, value) => expect(chineseNumber(text)).toBe(value));

  it('knows what is no number', () => {
    expect(chineseNumber('万')).toBeNull();
    expect(numberOf('abc')).toBeNull();
    expect(numberOf('1,200.5')).toBe(1200.5);
  });
});

describe('the sum at issue', () => {
  it.each([
    ['多收了1000元要退', 1000],
    ['要求退¥1,080', 1080],
    ['索赔3.5万', 35_000],
    ['赔我两千块误工', 2000],
    ['修理费花了三千五还没好', 3500],
    ['要求退还车款十六万八', 168_000],
    ['赔5k', 5000],
    ['定金2w不退', 20_000],
    ['报价九百，结账收了两千四', 2400],
    ['我们愿意补500，客户要求赔3000', 3000],
    ['外面才卖三百，你们收六百八', 680],
    ['置换评估说收5.8万，签合同变5.2万，这六千你们补', 6000],
    ['补贴说加一起能到两万，只批了八千，那一万二谁给', 12_000],
    ['定损4200，修完又冒出900，让他自己掏', 900],
    ['法院传票到了，标的26000', 26_000],
    ['当时3000块装的，退我', 3000],
    ['不做分期裸车就要加5000', 5000],
  ])('%s', (text, value) => expect(yuan(text)).toBe(value));

  it.each([
    '跑了12000公里',
    '续航标称605',
    '打12315',
    '等了45分钟',
    '视频3.2万播放',
    '2024款',
    '二十三万公里的老车',
    '开着三十万的车来的',
    '消费满3000才送记录仪',
    '约的十点，十点五十还没人理',
    '视频播放四十一万了',
    '一百一的速度机盖掀起来',
    '保养券99抵600来了说不能用',
  ])('there is none in %s', (text) => expect(yuan(text)).toBeNull());

  it('counts the price of the car only when its return is wanted', () => {
    expect(yuan('落地二十三万的车天天异响')).toBeNull();
    expect(yuan('落地二十三万的车，要求退车')).toBe(230_000);
  });

  it('reads every sum in order', () =>
    expect(findSums('先收200元,后收1.5万').map((one) => one.yuan)).toEqual([200, 15_000]));
});
