import { describe, expect, it } from 'vitest';
import { findPhones, findPlates } from '../../src/reading/contacts.ts';
import { normalise } from '../../src/reading/normalise.ts';

const phones = (text: string): string[] => findPhones(normalise(text)).map((one) => one.found.value);
const plates = (text: string): string[] => findPlates(normalise(text)).map((one) => one.found.value);

describe('phones', () => {
  it.each([
    ['电话15400010002', '15400010002'],
    ['154-0001-0002转告', '15400010002'],
    ['154 0001 0002', '15400010002'],
    ['154.0001.0002', '15400010002'],
    ['+86 15400010002', '15400010002'],
    ['+86-154-0001-0002', '15400010002'],
    ['１５４０００１０００２', '15400010002'],
    ['1540 001 0002', '15400010002'],
    ['打我幺五四零零零幺零零零二', '15400010002'],
    ['座机010-62001234', '01062001234'],
    ['座机(021)6200 1234', '02162001234'],
    ['0755-8200123', '07558200123'],
  ])('%s is read as %s', (text, value) => expect(phones(text)).toEqual([value]));

  it.each(['400-820-1234', '12345转办', '单号 1540001000288', '身份证110101199001011234', '120000公里'])(
    '%s is nobody’s phone',
    (text) => expect(phones(text)).toEqual([]),
  );
});

describe('plates', () => {
  it.each([
    ['沪A12B45', '沪A12B45'],
    ['沪a·12b45到店', '沪A12B45'],
    ['粤 B-D12345', '粤BD12345'],
    ['粤BD12345绿牌', '粤BD12345'],
    ['粤Z1234港', '粤Z1234港'],
    ['京A1234学', '京A1234学'],
    ['渝B.7788警', '渝B7788警'],
    ['苏E6789挂', '苏E6789挂'],
    ['使014578', '使014578'],
  ])('%s', (text, value) => expect(plates(text)).toEqual([value]));

  it.each(['新A6L 4万公里', '宁愿不修', '藏在后备箱', 'LSVAB1234C5678901'])('%s holds no plate', (text) =>
    expect(plates(text)).toEqual([]),
  );
});
