import { describe, expect, it } from 'vitest';
import type { Case, Proposal } from '../../src/domain/case.ts';
import type { ClockKind } from '../../src/domain/case-clock.ts';
import { watched } from '../../src/domain/crisis.ts';
import type { CaseId } from '../../src/domain/ids.ts';
import type { Person } from '../../src/domain/person.ts';
import { caseCard } from '../../src/slack/views/case-card.ts';
import { homeView } from '../../src/slack/views/home.ts';
import { caseLine } from '../../src/slack/views/lists.ts';
import { zh } from '../../src/wording/zh.ts';
import { cardOf, clock, mention, NOW, plainCase, promise, proposal, REPORT, WU, ZHAO, ZONE } from './views-data.ts';

const textOf = (c: Case) => JSON.stringify(caseCard(cardOf(c), zh, NOW, mention).blocks);
const NOTICE = zh.name.timer.notice;

describe('the time on a card', () => {
  const at = (kind: ClockKind, dueAt: string, change = {}) => clock(kind, dueAt, change);
  const claimed = (change: Partial<Case>) => plainCase({ status: 'claimed', assignee: ZHAO.id, ...change });

  it('calls whoever is asked to take the case, and nobody once it is taken', () => {
    const asked = textOf(plainCase({ assignee: ZHAO.id }));
    expect(asked).toContain('待 <@Up1> 认领');
    const taken = textOf(claimed({}));
    expect(taken).toContain('*负责人* 小赵');
    expect(taken).not.toContain('<@Up1>');
  });

  it('shows the most urgent clocks, ours and what is owed outside, and counts the rest', () => {
    const clocks = [
      at('claim', '2026-11-16T13:00:00Z'),
      at('first_contact', '2026-11-16T15:00:00Z'),
      at('plan', '2026-11-17T12:00:00Z'),
      at('resolve', '2026-11-18T12:00:00Z'),
      at('notice', '2026-11-25T12:00:00Z'),
      at('odr', '2026-11-30T12:00:00Z'),
    ];
    const line = `认领 11-16 21:00 *已超时* · 首次联系 11-16 23:00 · ${NOTICE} 11-25 20:00 · 另有 2 项`;
    expect(textOf(plainCase({ clocks }))).toContain(line);
  });

  it('leaves out the clock of the answer, which has a field of its own, and all but the next call-back', () => {
    const clocks = [
      at('follow_up', '2026-11-17T12:00:00Z', { key: 'follow_up:0.1' }),
      at('follow_up', '2026-11-23T12:00:00Z', { key: 'follow_up:0.2' }),
    ];
    const text = textOf(plainCase({ status: 'resolved', clocks }));
    expect(text).toContain(':stopwatch: 回访 11-17 20:00"');
    expect(text).not.toContain('11-23');
  });

  it('shows a date agreed with the customer and the one it replaced', () => {
    const agreed = { agreedInsteadOf: '2026-11-16T12:00:00Z' };
    const c = claimed({ clocks: [at('resolve', '2026-11-20T07:00:00Z', agreed)], dueAt: '2026-11-20T07:00:00Z' });
    expect(textOf(c)).toContain('*期限* 客户约定 11-20 15:00（原 11-16 20:00）');
  });

  it('says since when the clocks stand still, and which of them run on', () => {
    const clocks = [at('plan', '2026-11-17T12:00:00Z'), at('notice', '2026-11-25T12:00:00Z')];
    const text = textOf(
      claimed({
        clocks,
        pauses: [{ at: '2026-11-16T13:30:00Z', until: null, waitingFor: 'inspection', reason: '等第三方检测' }],
      }),
    );
    expect(text).toContain('暂停计时，自 11-16 21:30 起');
    expect(text).toContain('等第三方检测');
    expect(text).toContain(`${zh.name.timer.plan} 11-17 20:00（暂停） · ${NOTICE} 11-25 20:00"`);
  });

  it('keeps what was late on record after it was done', () => {
    const done = at('first_contact', '2026-11-16T03:00:00Z', { metAt: '2026-11-16T05:00:00Z' });
    const breaches = [{ key: 'first_contact:0', kind: 'first_contact' as const, dueAt: '2026-11-16T03:00:00Z' }];
    expect(textOf(claimed({ clocks: [done], breaches }))).toContain('曾超时：首次联系');
    const running = { ...done, metAt: null };
    expect(textOf(claimed({ clocks: [running], breaches }))).not.toContain('曾超时');
  });

  it('shows open promises, marks a broken one, and drops a kept one', () => {
    const kept = { text: '送代步车', keptAt: '2026-11-16T12:00:00Z' };
    const promises = [
      promise('a', '2026-11-16T15:00:00Z', { text: '晚上回电' }),
      promise('b', '2026-11-16T13:00:00Z', { text: '发检测照片', brokenAt: '2026-11-16T13:00:00Z' }),
      promise('c', '2026-11-16T15:00:00Z', kept),
    ];
    const text = textOf(claimed({ promises }));
    expect(text).toContain('*承诺* 晚上回电 · 11-16 23:00\\n');
    expect(text).toContain('*承诺* 发检测照片 · 11-16 21:00 · *已失信*');
    expect(text).not.toContain('送代步车');
  });
});

describe('what else stands on a card', () => {
  const claimed = (change: Partial<Case>) => textOf(plainCase({ status: 'claimed', ...change }));

  it('names who is complained about', () => {
    expect(claimed({ accused: [WU.id] })).toContain('*被投诉人* 吴经理');
  });

  it('says that the customer complained before and that the same words came again', () => {
    const text = claimed({ repeatOf: { id: 'c-0' as CaseId, number: '20261101-003' }, duplicates: 2 });
    expect(text).toContain('上一件 20261101-003');
    expect(text).toContain('同样的话又发了 2 次');
  });

  it('tells a crisis from a case that is only watched', () => {
    const file = watched('latent', NOW.toISOString(), null, '扬言曝光');
    expect(claimed({ crisis: file })).toContain('潜在重大，观察中');
    expect(claimed({ crisis: { ...file, phase: 'outbreak', openedAt: NOW.toISOString() } })).toContain('危机：爆发期');
    expect(claimed({ crisis: { ...file, phase: 'over', openedAt: NOW.toISOString() } })).not.toContain('危机：');
  });

  it('says what was reported and what waits to be sent', () => {
    expect(claimed({ flashes: 2, reports: [REPORT] })).toContain('重大快报 2 份 · 11-16 11:00 已上报厂家');
    expect(claimed({ reports: [{ ...REPORT, sentAt: null }] })).toContain('厂家报告待发出');
  });

  it('says whether the money went out, and who carries it out until when', () => {
    const executing = (change: Partial<Proposal>) =>
      textOf(plainCase({ status: 'executing', proposals: [proposal('accepted', { responsible: WU.id, ...change })] }));
    expect(executing({})).toContain('*待付款* · 吴经理 11-18 20:00 前执行');
    const paid = executing({ paidAt: '2026-11-16T02:00:00Z' });
    expect(paid).toContain('11-16 10:00 已付款');
    expect(paid).not.toContain('待付款');
  });

  it('says with what the case was closed', () => {
    const closing = { resolution: 'refunded', verdict: 'defect', parties: ['manufacturer', 'dealer'] } as const;
    const said = `${zh.name.resolution.refunded} · ${zh.name.causeVerdict.defect} · ${zh.name.party.manufacturer}、`;
    expect(textOf(plainCase({ status: 'closed', closing }))).toContain(`*结论* ${said}`);
  });
});

describe('lists and the home tab', () => {
  const late = clock('first_contact', '2026-11-16T13:00:00Z');
  const mine = plainCase({
    status: 'claimed',
    assignee: ZHAO.id,
    clocks: [clock('resolve', '2026-11-17T12:00:00Z'), late],
  });
  const lineOf = (c: Case) =>
    JSON.stringify(caseLine({ case: c, assigneeName: '小赵', overdue: false }, zh, NOW, ZONE));
  const homeOf = (me: Person, ...cases: Case[]) => {
    const lines = cases.map((c) => ({ case: c, assigneeName: me.name, overdue: false }));
    return JSON.stringify(homeView({ mine: lines, unclaimed: [], toApprove: [], me, now: NOW, timeZone: ZONE }, zh));
  };

  it('say what is due before the answer', () => {
    expect(lineOf(mine)).toContain('小赵 · 明天 20:00 · *首次联系 今天 21:00 已超时*');
    const later = clock('notice', '2026-11-25T12:00:00Z');
    expect(lineOf({ ...mine, clocks: [clock('resolve', '2026-11-17T12:00:00Z'), later] })).not.toContain(NOTICE);
  });

  it('name whoever is asked to take a new case without calling him', () => {
    expect(lineOf(plainCase({ assignee: ZHAO.id }))).toContain('待 小赵 认领');
  });

  it('show what is due next for somebody, promises too, the most urgent first', () => {
    const other = plainCase({ clocks: [], promises: [promise('a', '2026-11-16T14:30:00Z', { text: '晚上回电' })] });
    const text = homeOf(ZHAO, mine, other);
    const order = ['接下来', '首次联系 今天 21:00 已超时', '承诺 今天 22:30', '晚上回电', '答复 明天 20:00'];
    const places = order.map((words) => text.indexOf(words));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('leave calling the customer back to those who may', () => {
    const c = plainCase({ status: 'resolved', clocks: [clock('follow_up', '2026-11-17T12:00:00Z')] });
    expect(homeOf(ZHAO, c)).toContain('回访 明天 20:00 · *2026');
    expect(homeOf(WU, c)).not.toContain('接下来');
  });

  it('leave out what stands still', () => {
    const pauses = [{ at: '2026-11-16T12:00:00Z', until: null, waitingFor: 'parts', reason: '' }] as const;
    expect(homeOf(ZHAO, { ...mine, pauses })).not.toContain('接下来');
  });
});
