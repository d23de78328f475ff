import { describe, expect, it } from 'vitest';
import { amendment, normalPhone, normalPlate, normalVin } from '../../src/domain/amendment.ts';
import { RuleError } from '../../src/domain/errors.ts';
import { formatYuan, parseYuan, totalFen } from '../../src/domain/money.ts';
import { parsePeopleCsv } from '../../src/domain/people-csv.ts';
import { maskName, maskPhone, maskPlate, maskText, maskVin } from '../../src/domain/privacy.ts';
import { vinCheckDigitFits } from '../../src/domain/vin.ts';
import { caseOf, opened } from '../support/cases.ts';

describe('money', () => {
  it.each([
    ['120', 12_000],
    ['1,200.50', 120_050],
    ['￥３００', 30_000],
    ['80元', 8_000],
    ['0.01', 1],
  ])('reads %s', (typed, fen) => expect(parseYuan(typed)).toBe(fen));

  it.each(['', '0', '-5', 'abc', '1.234', '12万', '99999999999', '1e3', 'NaN'])('refuses %j', (typed) => {
    expect(parseYuan(typed)).toBeNull();
  });

  it('is shown with thousands and only the cents that are there', () => {
    expect([formatYuan(12_000), formatYuan(120_050), formatYuan(1_234_567_00)]).toEqual([
      '¥120',
      '¥1,200.50',
      '¥1,234,567',
    ]);
  });

  it('keeps refund and goodwill apart', () => {
    const lines = [
      { kind: 'refund', payer: 'dealer', amountFen: 52_000 },
      { kind: 'goodwill', payer: 'dealer', amountFen: 20_000 },
    ] as const;
    expect([totalFen(lines), totalFen(lines, 'refund'), totalFen(lines, 'goodwill')]).toEqual([72_000, 52_000, 20_000]);
  });
});

describe('masks', () => {
  it('follow the forms of the privacy rule', () => {
    expect(maskPhone('15400001234')).toBe('154****1234');
    expect(maskPlate('沪A66P21')).toBe('沪A·***21');
    expect(maskVin('LHGKGE9F4PA983400')).toBe('***********983400');
    expect([maskName('王先生'), maskName('张三'), maskName('欧阳小美')]).toEqual(['王先生', '张*', '欧**']);
  });

  it('find phones, plates, VINs and id numbers in free text and leave the rest alone', () => {
    const text = '王先生 154-0000-1234 沪A·66P21 LHGKGE9F4PA983400 身份证11010119900101123X，订金5000，4万公里';
    const masked = maskText(text);
    for (const secret of ['154-0000-1234', '66P21', 'LHGKGE9F4PA', '19900101123X'])
      expect(masked).not.toContain(secret);
    expect(masked).toContain('订金5000，4万公里');
    expect(maskText('电话 15400009…')).toBe('电话 154****…');
    expect(maskText('021-62345678')).toBe('021****5678');
  });
});

describe('facts typed by hand', () => {
  it('are normalised', () => {
    expect(normalPhone('+86 154-0000-1234')).toBe('15400001234');
    expect(normalPlate('沪a·66p21')).toBe('沪A66P21');
    expect(normalVin('lhgkge9f4pa983400')).toBe('LHGKGE9F4PA983400');
  });

  it.each([
    () => normalPhone('12345'),
    () => normalPlate('66P21'),
    () => normalVin('LHG123'),
    () => amendment(caseOf(opened()), { amount: '很多' }),
    () => amendment(caseOf(opened()), { mileageKm: '很远' }),
    () => amendment(caseOf(opened()), { occurredOn: '2026-02-31x' }),
  ])('that cannot be are refused (%#)', (work) => expect(work).toThrow(RuleError));

  it('change only what differs, and nothing when nothing does', () => {
    const c = caseOf(opened());
    expect(amendment(c, { phone: '', category: 'waiting_time', summary: c.summary })).toBeNull();
    const event = amendment(c, { phone: '154 0000 1234', mileageKm: '1.2万' });
    expect(event?.facts.phone?.value).toBe('15400001234');
    expect(event?.facts.mileageKm?.value).toBe(12_000);
    expect(Object.keys(event?.facts ?? {}).sort()).toEqual(['mileageKm', 'phone']);
  });

  it('know a VIN check digit by the standard', () => {
    expect(vinCheckDigitFits('1M8GDM9AXKP042788')).toBe(true);
    expect(vinCheckDigitFits('1M8GDM9A1KP042788')).toBe(false);
  });
});

describe('a list of people', () => {
  it('reads Chinese and English words, a heading and full-width commas', () => {
    const people = parsePeopleCsv(
      '\uFEFF姓名,角色,部门,邮箱\n小李，服务顾问，售后，xiaoli@a.test\n何总,general_manager,,U012ABC\n\n',
    );
    expect(people).toEqual([
      { name: '小李', role: 'advisor', department: 'service', contact: 'xiaoli@a.test', deputy: null, shifts: null },
      { name: '何总', role: 'general_manager', department: null, contact: 'U012ABC', deputy: null, shifts: null },
    ]);
  });

  it('reads a deputy and shifts where they stand behind the four columns', () => {
    const [li, he, wu] = parsePeopleCsv(
      [
        '小李,顾问,售后,li@a.test,吴强,一至五 08:30-17:30;六 09:00-12:00',
        '何总,总经理,,U012ABC,,随店营业时间',
        '吴强,部门经理,售后,wu@a.test,,,',
      ].join('\n'),
    );
    expect(li).toMatchObject({ deputy: '吴强' });
    expect(li?.shifts?.week?.map((day) => day.length)).toEqual([1, 1, 1, 1, 1, 1, 0]);
    expect(he).toMatchObject({ deputy: null, shifts: { week: null } });
    expect(wu).toMatchObject({ deputy: null, shifts: null });
  });

  it.each([
    ['小李,顾问,售后', 'columns'],
    ['小李,皇帝,售后,a@b.c', 'role'],
    ['小李,顾问,月球,a@b.c', 'department'],
    ['小李,顾问,售后,不是邮箱', 'contact'],
    ['小李,顾问,售后,li@a.test,小李', 'deputy'],
    ['小李,顾问,售后,li@a.test,,早班', 'shifts'],
  ])('%s is refused with its line and fault', (line, problem) => {
    expect(() => parsePeopleCsv(`吴,部门经理,售后,w@a.test\n${line}`)).toThrow(
      expect.objectContaining({ code: 'csv_line', params: { line: 2, problem } }),
    );
  });

  it('is refused when it is empty', () => expect(() => parsePeopleCsv('\n \n')).toThrow(RuleError));
});
