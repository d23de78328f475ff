import { describe, expect, it } from 'vitest';
import { heard, triggersByWords } from '../../src/reading/grave-words.ts';
import { normalise } from '../../src/reading/normalise.ts';
import { readByRules } from '../../src/reading/rules.ts';
import { findTriggers } from '../../src/reading/triggers.ts';

const readOf = (text: string) =>
  readByRules({ text, postedAt: new Date('2026-11-20T02:00:00Z'), timeZone: 'Asia/Shanghai' }).complaints[0];

describe('a danger told in words that no pattern knows', () => {
  it.each([
    '下坡那会儿脚底下空了整个人都傻了，最后蹭着护栏才停',
    '等红灯往后退撞了后车，我根本没碰挡把，气死我了',
    '高速上右前轮那边一沉，护板擦着地火星子直冒，客户很生气',
  ])('%s is heard, and makes the case major', (text) => {
    expect(findTriggers(normalise(text), null)).toEqual([]);
    const read = readOf(text);
    expect(read?.severity).toBe('major');
    const [trigger] = read?.triggers ?? [];
    expect(trigger?.trigger).toBe('safety');
    expect(text).toContain(trigger?.quote);
  });

  it('is found in the middle of a long story about something else, with the clauses that say it', () => {
    const danger = '下坡那会儿脚底下空了整个人都傻了，最后蹭着护栏才停';
    const story = `客户先说上次结账多收了三百，发票也没给，又讲前台态度差，${danger}，然后问积分什么时候到账，说再不给就不来了`;
    const quote = readOf(story)?.triggers.find((one) => one.trigger === 'safety')?.quote ?? '';
    expect(story).toContain(quote);
    expect(quote).toContain('脚底下空了');
    expect(quote).not.toContain('发票');
  });

  it('is found where nobody typed a stop', () => {
    const text =
      '喂你好我跟你说就是昨天下午接孩子那会儿下坡脚底下空了整个人都傻了最后蹭着护栏才停你们上个月才保养过的怎么回事啊给个说法';
    expect(readOf(text)?.severity).toBe('major');
  });
});

describe('what only uses the same words', () => {
  it.each([
    '底盘护板少两颗螺丝，过减速带哐当一声，客户不满意',
    '空调不凉，吹出来都是热风，修了一次没用',
    '方向盘套的颜色跟内饰不配，说是随便发的，气人',
    '等了三个小时没人理，很生气',
  ])('%s is no danger', (text) => {
    expect(readOf(text)?.severity).not.toBe('major');
  });

  it('has no say where a pattern has found the danger, nor in no words at all', () => {
    const said = normalise('等红灯往后退撞了后车，我根本没碰挡把');
    expect(triggersByWords(said, []).map((one) => one.trigger)).toEqual(['safety']);
    for (const trigger of ['safety', 'injury', 'fire'] as const)
      expect(triggersByWords(said, [{ trigger, quote: '撞了' }])).toEqual([]);
    for (const nothing of ['', '？？？', '13800001111'])
      expect(heard(normalise(nothing).text, 'danger')?.share ?? 0).toBe(0);
  });
});
