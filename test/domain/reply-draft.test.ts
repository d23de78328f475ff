import { describe, expect, it } from 'vitest';
import type { Case } from '../../src/domain/case.ts';
import { CATEGORIES, CUSTOMER_TYPES, type Found, SEVERITIES } from '../../src/domain/complaint.ts';
import { draftPlan } from '../../src/domain/draft-plan.ts';
import { checkDraft, type DraftRule } from '../../src/domain/reply-draft.ts';
import { replyDraft } from '../../src/wording/advice-draft.ts';
import type { Wording } from '../../src/wording/wording.ts';
import { plainCase, SECRET, TONGUES } from '../slack/views-data.ts';

const [[, zh]] = TONGUES;
const found = <T>(value: T): Found<T> => ({ value, quote: null, by: 'rule', sureness: 'stated' });
const written = (c: Case, w: Wording = zh, answerBy: string | null = '11月19日 20:00') =>
  replyDraft(draftPlan(c, answerBy), w.name.category[c.category.value], w.advice.draft);
const rules = (text: string, approvedFen: readonly number[] = []) =>
  [...new Set(checkDraft(text, { approvedFen }).map((f) => f.rule))] as DraftRule[];

describe.each(TONGUES)('the draft in %s', (_, w) => {
  it.each(CATEGORIES)('breaks no rule for %s, whoever complains and however grave it is', (category) => {
    for (const customerType of CUSTOMER_TYPES)
      for (const severity of SEVERITIES)
        for (const subcategory of [null, 'in_shop_damage'] as const)
          for (const trigger of ['safety', 'repeat', 'threat'] as const) {
            const c = plainCase({
              category: found(category),
              subcategory,
              severity,
              customerType,
              triggers: [{ trigger, quote: '' }],
            });
            expect(checkDraft(written(c, w), { approvedFen: [] })).toEqual([]);
          }
  });

  it('gives those who threaten two or three ways to choose from, and nobody else', () => {
    for (const category of CATEGORIES)
      for (const customerType of CUSTOMER_TYPES) {
        const draft = written(plainCase({ category: found(category), customerType }), w);
        const options = draft.split('\n').filter((line) => /^\d\. /.test(line));
        if (customerType === 'activist') expect([2, 3]).toContain(options.length);
        else expect(options).toEqual([]);
      }
  });

  it('is sorry first, says when the customer hears from us, and ends with thanks', () => {
    const lines = written(plainCase(), w, 'T20').split('\n');
    expect(lines[1]).toBe(w.advice.draft.sorry.waiting_time);
    expect(lines.at(-2)).toContain('T20');
    expect(lines.at(-1)).toBe(w.advice.draft.thanks);
  });

  it('leaves the time to whoever sends it where none is known', () => {
    expect(written(plainCase(), w, null)).toContain(w.advice.draft.fillIn);
  });

  it('asks to leave the car standing only where safety is at stake', () => {
    const unsafe = plainCase({ triggers: [{ trigger: 'safety', quote: '' }] });
    expect(written(unsafe, w)).toContain(w.advice.draft.unsafe);
    expect(written(plainCase(), w)).not.toContain(w.advice.draft.unsafe);
  });
});

describe('what the draft repeats', () => {
  const heard = (summary: string) => draftPlan(plainCase({ summary }), null).heard;

  it('is what was noted, when the customer may read it', () => {
    expect(heard('保养说1小时，等了2小时没上工位')).toBe('保养说1小时，等了2小时没上工位');
    expect(written(plainCase())).toContain('保养说1小时，等了2小时没上工位');
  });

  it.each([
    '客户在前台骂人',
    '要赔3000元',
    '刹车异响，三天不解决就发抖音',
    '要换车，车价16.8万',
    `换错件，电话${SECRET.phone}`,
    `${SECRET.plate} 刹车异响`,
    '我们搞错了，确实有质量问题',
    '长'.repeat(61),
  ])('is only the kind of complaint for “%s”', (summary) => {
    expect(heard(summary)).toBeNull();
    const draft = written(plainCase({ summary }));
    expect(draft).not.toContain(summary);
    expect(draft).toContain(zh.name.category.waiting_time);
  });

  it('calls the customer by a surname with a title, never by a full name', () => {
    const called = (name: string) => {
      const c = plainCase();
      return written({ ...c, facts: { ...c.facts, customerName: found(name) } }).split('\n')[0];
    };
    expect(called('孙女士')).toBe('孙女士您好：');
    expect(called(SECRET.name)).toBe('您好：');
  });
});

describe('the rules of a draft catch', () => {
  it.each<[DraftRule, string]>([
    ['liability', '我们承认责任'],
    ['liability', '这是我们的错'],
    ['liability', '是我店的失误造成的'],
    ['liability', '我们负全责'],
    ['liability', '经查质量问题属实'],
    ['liability', '我们确实做错了'],
    ['liability', 'It was our fault.'],
    ['liability', 'We accept full responsibility.'],
    ['amount', '我们给您补 500 元'],
    ['amount', '可以减 ¥1,200'],
    ['amount', '给您三千块钱'],
    ['amount', '大概 3.5万元'],
    ['amount', '车价 16.8万'],
    ['amount', 'a voucher of 300 yuan'],
    ['promise', '保证修好'],
    ['promise', '我们一定赔您'],
    ['promise', '肯定给您退'],
    ['promise', '免费更换新件'],
    ['promise', '给您全额退款'],
    ['promise', '这次工时给您打八折'],
    ['promise', 'We will fully refund you.'],
    ['promise', 'repaired free of charge'],
    ['legal_conclusion', '这已经构成欺诈'],
    ['legal_conclusion', '您的车不符合退车条件'],
    ['legal_conclusion', '按规定您无权要求换车'],
    ['legal_conclusion', '这个问题不在保修范围'],
    ['legal_conclusion', 'You are entitled to a new car.'],
    ['blame', '都怪技师粗心'],
    ['blame', '是前台没有说清楚'],
    ['blame', '是您操作不当引起的'],
    ['blame', 'You should have read the manual.'],
    ['argument', '您误会了'],
    ['argument', '恕我直言，这很正常'],
    ['threat', '再闹我们就报警处理'],
    ['threat', '发视频的话后果自负'],
    ['threat', 'We will take legal action.'],
    ['delay', '您回去等通知吧'],
    ['delay', '过几天再说'],
    ['personal_data', `另一位车主的电话是${SECRET.phone}`],
    ['personal_data', `车牌${SECRET.plate}`],
    ['personal_data', `车架号${SECRET.vin}`],
    ['personal_data', '身份证310101199001011234'],
  ])('%s in “%s”', (rule, text) => expect(rules(text)).toContain(rule));

  it.each([
    '这件事由专人负责跟进，我们会核实清楚后向您说明。',
    '请您带上保养手册和工单，方便我们核对。',
    '我们已安排技术主管检查，结果会在 11月19日 20:00 前告诉您。',
    '您的车跑了 12,400 公里，我们记下了。',
    '视频有 3.2万播放，您的车跑了 1.2万公里。',
    '您反映的是您取车时的情况。',
    '非常抱歉让您有这样的体验，谢谢您告诉我们。',
    'We are looking into it and will call you by Thu 19 Nov 20:00.',
  ])('nothing in “%s”', (text) => expect(checkDraft(text, { approvedFen: [] })).toEqual([]));

  it('no amount that was approved, and every other', () => {
    expect(rules('退还您多付的 520 元', [52_000])).toEqual([]);
    expect(rules('退还您多付的 ¥520.00', [52_000])).toEqual([]);
    expect(rules('退还您多付的 521 元', [52_000])).toEqual(['amount']);
    expect(rules('退还您多付的 0.052万元', [52_000])).toEqual([]);
  });

  it('personal data without repeating it', () => {
    const faults = checkDraft(`请联系${SECRET.phone}`, { approvedFen: [] });
    expect(faults).toHaveLength(1);
    expect(JSON.stringify(faults)).not.toContain(SECRET.phone);
  });
});
