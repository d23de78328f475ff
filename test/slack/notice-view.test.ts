import { describe, expect, it } from 'vitest';
import type { CaseId, MessageRef } from '../../src/domain/ids.ts';
import type { Notice, ReminderLine } from '../../src/domain/notice.ts';
import type { Person } from '../../src/domain/person.ts';
import { noticeMessage } from '../../src/slack/views/notice.ts';
import type { NoticeOf } from '../../src/wording/speech.ts';
import { zh } from '../../src/wording/zh.ts';
import { elementsIn } from './rig.ts';
import { SECRET, WU, ZHAO, ZONE } from './views-data.ts';

const mention = (p: Person): string => `<@${p.id}>`;
const people = new Map([WU, ZHAO].map((p) => [p.id, p]));
const telling = { people, mention, link: (ref: MessageRef) => `https://x.slack.com/${ref}`, timeZone: ZONE };
const shown = (notice: Notice) => noticeMessage(notice, zh, telling);

const ref = { caseId: 'c-1' as CaseId, number: '20261117-004' };
const line = (i: number, more: Partial<ReminderLine> = {}): ReminderLine => ({
  ...{ caseId: `c-${i}` as CaseId, number: `20261117-${100 + i}`, timer: 'resolve', clock: 'resolve:0' },
  ...{ severity: 'general', late: false, dueAt: `2026-11-17T12:${10 + i}:00Z`, summary: `第 ${i} 件`, what: null },
  ...{ card: `m-${i}` as MessageRef, ...more },
});

describe('several reminders to one person', () => {
  it('are one list, what is late first, each with a link to its card', () => {
    const { blocks } = shown({ kind: 'reminders', lines: [line(1), line(2, { late: true }), line(3)] });
    const text = JSON.stringify(blocks);
    expect(text).toContain('有 3 件事需要您处理');
    const places = [2, 1, 3].map((i) => text.indexOf(`<https://x.slack.com/m-${i}|20261117-10${i}>`));
    expect(places.every((at) => at >= 0)).toBe(true);
    expect([...places].sort((a, b) => a - b)).toEqual(places);
    expect(text).toContain('答复超时（11-17 20:12）：第 2 件');
  });

  it('are told up to twenty, the rest is counted', () => {
    const lines = Array.from({ length: 23 }, (_, i) => line(i + 1));
    const text = JSON.stringify(shown({ kind: 'reminders', lines }).blocks);
    expect(text.match(/• /g)).toHaveLength(20);
    expect(text).toContain('另有 3 件');
  });
});

describe('a flash report', () => {
  const report: NoticeOf<'flash_report'> = {
    ...{ kind: 'flash_report', ...ref, version: 2, status: 'claimed', triggers: ['safety', 'media'] },
    ...{ customer: '王*', summary: '高速上刹车失灵', vehicle: '某车型 · 12000 km', demand: '退车', owner: WU.id },
    ...{ planDueAt: '2026-11-20T12:00:00Z', resolveDueAt: null, card: 'm-9' as MessageRef, mention: [ZHAO.id] },
  };

  it('has its fields in their order, calls the leaders and names the owner', () => {
    const { text, blocks } = shown(report);
    expect(text.split('\n')).toEqual([
      `${mention(ZHAO)} *重大客诉快报 第 2 版* 20261117-004`,
      '谁：王*',
      '车辆：某车型 · 12000 km',
      '何事：高速上刹车失灵',
      `现状与负责人：处理中，负责人*${WU.name}*`,
      '风险：行车安全、媒体曝光',
      '诉求：退车',
      '下一步与时限：处理意见 11-20 20:00',
    ]);
    expect(JSON.stringify(blocks)).toContain('<https://x.slack.com/m-9|');
  });

  it('shows nothing of what people typed unmasked or as markup', () => {
    const nasty = `<!channel> ${SECRET.phone} ${SECRET.plate}`;
    const typed = { customer: nasty, summary: nasty, vehicle: nasty, demand: nasty };
    const { text } = shown({ ...report, triggers: [], mention: [], ...typed });
    expect(text).not.toMatch(/<!channel>|15490060267|沪A28R60/);
    expect(text.match(/&lt;!channel&gt;/g)).toHaveLength(4);
  });
});

describe('the buttons of a notice', () => {
  const buttonsOf = (notice: Notice) => elementsIn(shown(notice).blocks).map((e) => [e.action_id, e.value]);

  it('name what they are about', () => {
    const reminder: Notice = { kind: 'reminder', ...line(1), to: [WU.id], mention: [WU.id] };
    expect(buttonsOf(reminder)).toEqual([['clock:acknowledge', 'c-1|resolve:0']]);
    const earlier = { id: 'c-2' as CaseId, number: '20261116-002' };
    const repeat = {
      kind: 'repeat_customer',
      ...ref,
      earlier,
      match: 'plate',
      mayMerge: true,
      paidFen: 50_000,
    } as const;
    expect(buttonsOf(repeat)).toEqual([['case:merge_into', 'c-1|20261116-002']]);
    expect(shown(repeat).text).toContain('之前已付 ¥500');
  });

  it('are left out where there is nothing to press for', () => {
    const promise: Notice = { kind: 'reminder', ...line(1, { timer: 'promise', clock: null }), to: [], mention: [] };
    expect(buttonsOf(promise)).toEqual([]);
    const earlier = { id: 'c-2' as CaseId, number: '20261116-002' };
    expect(buttonsOf({ kind: 'repeat_customer', ...ref, earlier, match: 'vin', mayMerge: false, paidFen: 0 })).toEqual(
      [],
    );
  });
});
