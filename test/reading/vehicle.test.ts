import { describe, expect, it } from 'vitest';
import { normalise } from '../../src/reading/normalise.ts';
import { findCustomerName } from '../../src/reading/people.ts';
import { findMileage, findModel } from '../../src/reading/vehicle.ts';

describe('models', () => {
  it.each([
    ['客户的Model 3掉电', 'Model 3'],
    ['汉EV充不进', '汉EV'],
    ['秦PLUS DM-i异响', '秦PLUS DM-i'],
    ['CR-V机油', 'CR-V'],
    ['A6L漏油', 'A6L'],
    ['5系提车', '5系'],
    ['一台x3两次', 'x3'],
    ['哈弗H6顿挫', '哈弗H6'],
    ['开理想L9的', '理想L9'],
    ['坦克300漏雨', '坦克300'],
  ])('%s', (text, model) => expect(findModel(normalise(text))?.value).toBe(model));

  it.each(['发现划痕', '元旦放假', '喝拿铁', '汉字', '第3系统'])('%s names none', (text) =>
    expect(findModel(normalise(text))).toBeNull(),
  );
});

describe('mileage', () => {
  it.each([
    ['跑了4万公里', 40_000],
    ['现在5000公里', 5000],
    ['12,400 km', 12_400],
    ['十万公里的车', 100_000],
    ['开了1.2万多公里', 12_000],
  ])('%s', (text, km) => expect(findMileage(normalise(text))?.value).toBe(km));

  it.each(['质保3年10万公里', '续航500公里', '时速120公里', '离店30公里外'])('%s is no odometer', (text) =>
    expect(findMileage(normalise(text))).toBeNull(),
  );
});

describe('customers', () => {
  it.each([
    ['赵先生的车', '赵先生'],
    ['王姐来了', '王姐'],
    ['李工说', '李工'],
    ['委托人陈某', '陈某'],
    ['客户:欧阳建国,来店', '欧阳建国'],
    ['林小姐', '林小姐'],
  ])('%s', (text, name) => expect(findCustomerName(normalise(text))?.value).toBe(name));

  it.each(['SA小李接的', '销售王经理答应的', '前台说有'])('%s names no customer', (text) =>
    expect(findCustomerName(normalise(text))).toBeNull(),
  );
});
