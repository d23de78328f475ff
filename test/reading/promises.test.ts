import { describe, expect, it } from 'vitest';
import { dueAtOf } from '../../src/reading/due-words.ts';
import { normalise } from '../../src/reading/normalise.ts';
import { findPromises } from '../../src/reading/promises.ts';
import { readByRules } from '../../src/reading/rules.ts';

// Wednesday 2026-11-18, 10:00 in Shanghai; the machine's own zone plays no part.
const POSTED = new Date('2026-11-18T10:00:00+08:00');
const ZONE = 'Asia/Shanghai';
const found = (text: string) => findPromises(normalise(text), POSTED, ZONE);
const local = (iso: string | null | undefined) =>
  iso ? new Date(Date.parse(iso) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ') : null;

describe('when a promise is due', () => {
  it.each([
    ['明天下午三点前', '2026-11-19 15:00'],
    ['今天下班前', '2026-11-18 20:00'],
    ['后天上午', '2026-11-20 12:00'],
    ['明早九点半', '2026-11-19 09:30'],
    ['今晚8点', '2026-11-18 20:00'],
    ['周五', '2026-11-20 20:00'],
    ['周一中午前', '2026-11-23 12:00'],
    ['下周三下午2:30', '2026-11-25 14:30'],
    ['本周内', '2026-11-22 20:00'],
    ['月底前', '2026-11-30 20:00'],
    ['11月20号', '2026-11-20 20:00'],
    ['2号', '2026-12-02 20:00'],
    ['三天内', '2026-11-21 20:00'],
    ['一周之内', '2026-11-25 20:00'],
    ['两小时内', '2026-11-18 12:00'],
    ['半个小时内', '2026-11-18 10:30'],
    ['一个半小时内', '2026-11-18 11:30'],
    ['四点前', '2026-11-18 16:00'],
    ['３０分钟内', '2026-11-18 10:30'],
    ['by 3pm', '2026-11-18 15:00'],
    ['tomorrow morning', '2026-11-19 12:00'],
    ['within two hours', '2026-11-18 12:00'],
    ['by Friday', '2026-11-20 20:00'],
  ])('%s → %s', (words, at) => expect(local(dueAtOf(normalise(words).text, POSTED, ZONE))).toBe(at));

  it.each([
    '尽快',
    '三个工作日内',
    '三五天内',
    '2到3天内',
    '昨天下午三点',
    '今天九点',
    '上周五',
    '明天或者后天',
    '快一点',
    '下周',
  ])('%s says no instant ahead', (words) => expect(dueAtOf(words, POSTED, ZONE)).toBeNull());
});

describe('promises to the customer', () => {
  it.each([
    ['空调还是不冷，答应明天下午三点前给答复', '明天下午三点前给答复', '2026-11-19 15:00'],
    ['跟客户说好周五交车', '周五交车', '2026-11-20 20:00'],
    ['客户很急，我们承诺两小时内回电', '两小时内回电', '2026-11-18 12:00'],
    ['已告知今天下班前处理完', '今天下班前处理完', '2026-11-18 20:00'],
    ['已经跟王先生说明天上午给方案', '明天上午给方案', '2026-11-19 12:00'],
    ['小李答应他下周一之前把礼品补齐', '他下周一之前把礼品补齐', '2026-11-23 20:00'],
    ['刚跟她约好后天上午十点上门取车', '后天上午十点上门取车', '2026-11-20 10:00'],
    ["we told her we'd call back by 3pm", "we'd call back by 3pm", '2026-11-18 15:00'],
    ['昨天答应今天下午四点前给个方案', '今天下午四点前给个方案', '2026-11-18 16:00'],
    ['您放心，我们明天中午前给您答复', '明天中午前给您答复', '2026-11-19 12:00'],
    ['承诺三个工作日内退款', '三个工作日内退款', null],
  ])('%s', (text, promise, due) => {
    const [one, ...others] = found(text);
    expect([one?.text, local(one?.dueAt), others]).toEqual([promise, due, []]);
    expect(text).toContain(one?.quote);
    expect(one?.quote).toContain(one?.dueText);
  });

  it('counts without a time when it is plainly ours and now', () =>
    expect(found('经理已答应客户免费返工')).toEqual([
      { text: '客户免费返工', dueText: null, dueAt: null, quote: '答应客户免费返工' },
    ]));

  it('is found where the time stands before', () =>
    expect(found('周五上午交车，已跟客户说好')).toMatchObject([
      { dueText: '周五上午', quote: '周五上午交车，已跟客户说好' },
    ]));

  it('keeps two apart', () =>
    expect(found('答应今天下班前回电。另外承诺周六把车送回去').map((one) => one.dueText)).toEqual([
      '今天下班前',
      '周六',
    ]));

  it.each([
    '他说明天要来闹',
    '客户要求今天下班前答复',
    '客户答应周五过来看看',
    '销售当时承诺送脚垫',
    '销售承诺送的保养到现在没兑现',
    '说好周五交车，结果又推到月底',
    '答应今天下午回电，到现在没人打',
    '昨天答应两小时内回电',
    '上周说好周五交车',
    '能不能答应明天交车？',
    '你们承诺明天给答复吗',
    '没有答应明天给答复',
    '厂家答应周五前发货',
    '客户要我们保证明天修好',
    '请各位周五前回复客户',
    '保证金明天退',
    '说好的周五交车呢',
    '跟客户约好明天来店检查',
    '订车时说好11月20号交车',
    '明天下午三点开会',
    '不是答应今天下午交车',
    'he told us he would come by 3pm',
  ])('%s tells of none', (text) => expect(found(text)).toEqual([]));

  it('stands in the reading of a message and of a later word in its thread', () => {
    const read = (text: string, forced: boolean) =>
      readByRules({ text, postedAt: POSTED, timeZone: ZONE, forced }).complaints[0]?.promises.map((one) => one.dueText);
    expect(read('沪A12345 刹车异响修了两次还响，答应明天上午给答复', false)).toEqual(['明天上午']);
    expect(read('已跟客户说好周五交车', true)).toEqual(['周五']);
  });
});
