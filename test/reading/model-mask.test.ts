import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskForModel } from '../../src/reading/model-mask.ts';

const masked = (text: string): string => maskForModel(text).masked;

describe('the mask before the model', () => {
  it.each([
    ['电话154 0001 0002', '电话〔电话1〕'],
    ['打我幺五四零零零幺零零零二', '打我〔电话1〕'],
    ['座机(021)6200 1234', '座机〔电话1〕'],
    ['沪A·12 345 的车', '〔车牌1〕 的车'],
    ['粤BD12345漏油', '〔车牌1〕漏油'],
    ['车架LSVAA 4189 E216 4837', '车架〔车架号1〕'],
    ['VIN后八位 E2164837', 'VIN后八位 〔车架号1〕'],
    ['身份证110101 19900101 123X', '身份证〔证件1〕'],
    ['卡号6222 0000 1111 2222 333', '卡号〔银行卡1〕'],
    ['邮箱 zhang.san@example.com 收', '邮箱 〔邮箱1〕 收'],
    ['微信 abc_12345', '微信 〔微信1〕'],
    ['住在浦东新区张杨路88号1002室', '住在〔地址1〕'],
    ['客户张建国说，张建国很生气', '客户〔客户1〕说，〔客户1〕很生气'],
    ['王女士今天来店', '〔客户1〕今天来店'],
  ])('%s becomes %s', (text, expected) => expect(masked(text)).toBe(expected));

  it.each([
    '2026-11-03修了3次花了12000元',
    '跑了12万公里，报价 1,200.50',
    '打了12315和400-820-1234',
    '20261103到店，退300000元',
  ])('%s stays as it is', (text) => expect(masked(text)).toBe(text));

  it('gives the same value the same placeholder however it is written, and another value another', () =>
    expect(masked('15400010002，再打154-0001-0002，不通打15400010003')).toBe(
      '〔电话1〕，再打〔电话1〕，不通打〔电话2〕',
    ));

  it('masks a name that is known from elsewhere', () => {
    expect(masked('建国说刹车响')).toBe('建国说刹车响');
    expect(maskForModel('建国说刹车响', [{ kind: '客户', key: '建国', start: 0, end: 2 }]).masked).toBe(
      '〔客户1〕说刹车响',
    );
  });

  it('takes no placeholder from the message for its own', () => {
    const { masked: text, restore } = maskForModel('〔电话1〕是假的，真的是15400010002');
    expect(text).toBe('〔符号1〕电话1〔符号2〕是假的，真的是〔电话1〕');
    expect(restore(text)).toBe('〔电话1〕是假的，真的是15400010002');
  });

  it('gives a quote back in the words of the place it came from', () => {
    const { restore } = maskForModel('先打154-0001-0002没人接，后打15400010002也没人接');
    expect(restore('后打〔电话1〕也没人接')).toBe('后打15400010002也没人接');
    expect(restore('先打〔电话1〕没')).toBe('先打154-0001-0002没');
  });

  it('knows a placeholder whose brackets were turned, and leaves one it never gave', () =>
    expect(maskForModel('请回15400010002').restore('回【电话1】或〔电话2〕')).toBe('回15400010002或〔电话2〕'));
});

const digit = fc.constantFrom(...'0123456789');
const gap = fc.constantFrom('', '', ' ', '-', '·');
const letter = fc.constantFrom(...'ABCDEFGHJKLMNPRSTUVWXYZ');
const many = (one: fc.Arbitrary<string>, n: number): fc.Arbitrary<string> =>
  fc.array(one, { minLength: n, maxLength: n }).map((chars) => chars.join(''));

const phone = fc.tuple(fc.constantFrom('13', '15', '18'), many(digit, 9)).map((parts) => parts.join(''));
const plate = fc.tuple(fc.constantFrom(...'沪粤京皖'), letter, many(digit, 5)).map((parts) => parts.join(''));
const vin = fc.tuple(many(letter, 5), many(digit, 4), many(letter, 1), many(digit, 7)).map((parts) => parts.join(''));
const idNumber = fc
  .tuple(many(digit, 6), fc.constant('1990'), many(digit, 7), fc.constantFrom('X', '3'))
  .map((p) => p.join(''));

/** The value with gaps put in, after a lead that is itself two characters unless it is a phone's 1x. */
const spaced = (value: fc.Arbitrary<string>): fc.Arbitrary<{ value: string; written: string }> =>
  fc.tuple(value, fc.array(gap, { minLength: 20, maxLength: 20 })).map(([v, gaps]) => ({
    value: v,
    written: [...v].map((char, i) => (i < 2 ? char : `${gaps[i]}${char}`)).join(''),
  }));

const words = fc.constantFrom('客户说刹车响', '，请回电', '。车在店里三天', '修了两次还响，', '催一下 ');

describe('any identifier in any spacing', () => {
  const story = fc.tuple(words, fc.oneof(spaced(phone), spaced(plate), spaced(vin), spaced(idNumber)), words);
  const bare = (text: string): string => text.replace(/[^0-9A-Za-z\u4e00-\u9fff]/g, '').toUpperCase();

  it('leaves no four characters of it behind', () =>
    fc.assert(
      fc.property(story, ([before, { value, written }, after]) => {
        const text = `${before}${written}${after}`;
        const left = bare(masked(text).replace(/〔[^〕]*〕/g, '|'));
        for (let i = 0; i + 4 <= value.length; i++) expect(left).not.toContain(value.slice(i, i + 4));
      }),
      { numRuns: 400 },
    ));

  it('even where its first half, set apart, looks like a phone', () =>
    expect(masked('身份证 13000019900 000000X，请回电')).toBe('身份证 〔证件1〕，请回电'));

  it('comes back whole', () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            words,
            story.map(([a, b, c]) => a + b.written + c),
            fc.string(),
          ),
          { maxLength: 6 },
        ),
        (parts) => {
          const text = parts.join('');
          const { masked: out, restore } = maskForModel(text);
          expect(restore(out)).toBe(text);
        },
      ),
      { numRuns: 300 },
    ));
});
