import type { KnownBlock } from '@slack/types';
import { describe, expect, it } from 'vitest';
import type { Case, CustomerPromise } from '../../src/domain/case.ts';
import {
  type DailyPage,
  type DigestPage,
  type MorningPage,
  type Rates,
  standing,
  type WeeklyPage,
} from '../../src/domain/digest.ts';
import type { Waiting } from '../../src/domain/digest-risk.ts';
import type { PersonId } from '../../src/domain/ids.ts';
import { closeRate, complaintRates, ratio } from '../../src/domain/kpi.ts';
import { figures } from '../../src/domain/kpi-figures.ts';
import { daysOf, weekOf } from '../../src/domain/kpi-period.ts';
import type { ModelUse } from '../../src/domain/usage.ts';
import { ACTION } from '../../src/slack/ids.ts';
import { checkMessage } from '../../src/slack/limits.ts';
import { digestMessage } from '../../src/slack/views/digest.ts';
import { visitsAnswer } from '../../src/slack/views/digest-visits.ts';
import { en } from '../../src/wording/en.ts';
import { zh } from '../../src/wording/zh.ts';
import {
  at,
  caseOfStory,
  casesAt,
  claim,
  type Entry,
  eventsBetween,
  open,
  propose,
  raise,
  VISITS,
} from '../domain/digest-week.ts';
import { caseId, person } from '../support/cases.ts';

const ZONE = 'Asia/Shanghai';
const STAFF = [
  person('小赵', 'customer_care'),
  person('吴', 'department_manager', { department: 'service' }),
  person('周', 'customer_relations_manager'),
  person('何', 'general_manager'),
];
const PEOPLE = new Map(STAFF.map((p) => [p.id, p]));
const GM = '何' as PersonId;

interface Given {
  readonly now: Date;
  readonly date: string;
  readonly cases?: readonly Case[];
  readonly waiting?: readonly Waiting[];
  readonly horizonDays?: number;
  readonly stuck?: number;
  readonly model?: ModelUse | null;
}

function headOf({ now, date, cases = casesAt(now), waiting = [], horizonDays = 0, stuck = 0, model = null }: Given) {
  return {
    date,
    storeName: '锦程4S店',
    timeZone: ZONE,
    now: now.toISOString(),
    people: PEOPLE,
    standing: standing({ cases, waiting, staff: STAFF, date, timeZone: ZONE, horizonDays }, now),
    watchdog: { told: 18, waiting: stuck, worstLagMs: 40_200 },
    model,
  };
}

const figuresOf = ({ now, cases = casesAt(now) }: Given, period: ReturnType<typeof daysOf>, carriedIn: string[] = []) =>
  figures(
    { cases, events: eventsBetween(period.start, now), carriedIn: new Set(carriedIn.map(caseId)), orders: 3 },
    period,
    now,
  );

const morning = (given: Given): MorningPage => ({ ...headOf(given), kind: 'morning' });
const daily = (given: Given): DailyPage => ({
  ...headOf({ horizonDays: 1, ...given }),
  kind: 'daily',
  figures: figuresOf(given, daysOf(given.date, given.date, ZONE)),
});

const SUNDAY = { now: at('11-22 20:30'), date: '2026-11-22' };

function weekly(given: Given = SUNDAY, change: Partial<Rates> = {}): WeeklyPage {
  const period = weekOf(given.date, 7, ZONE);
  const cases = given.cases ?? casesAt(given.now);
  const quarter = { from: '2026-10-01', to: '2026-11-22', count: 5812 };
  const rates: Rates = {
    close: closeRate(cases, daysOf('2026-11-09', '2026-11-15', ZONE), given.now),
    closeOfMonth: closeRate(cases, daysOf('2026-11-01', given.date, ZONE), given.now),
    young: closeRate(cases, period, given.now),
    closeTarget: 0.8,
    complaintsOfWeek: ratio(14, VISITS[1]?.count ?? null),
    complaintsOfQuarter: complaintRates(cases, quarter, daysOf(quarter.from, quarter.to, ZONE)),
    complaintTarget: 0.0015,
    ...change,
  };
  return {
    ...headOf({ horizonDays: 1, ...given }),
    kind: 'weekly',
    period,
    figures: figuresOf(given, period, ['B']),
    rates,
  };
}

const textsIn = (block: KnownBlock): string[] => {
  if (block.type === 'section' && block.text) return block.text.text.split('\n');
  if (block.type === 'header') return [block.text.text];
  if (block.type === 'context') return block.elements.flatMap((e) => ('text' in e ? [e.text] : []));
  return [];
};
const linesOf = (page: DigestPage, w = zh): string[] =>
  digestMessage(page, w)
    .blocks.flatMap(textsIn)
    .map((line) => line.replaceAll('*', ''));

describe('the weekly digest in Chinese', () => {
  const lines = linesOf(weekly());

  it.each([
    '锦程4S店 客诉周报 · 11月16日 周一 至 11月22日 周日',
    '新增 14（一般 8、升级 3、重大 3）',
    '结案 13（共 14 次）',
    '未结 3，现在超时 0',
    '本周答复超时 1，之前带来的 1',
    '重新打开 2 · 合并重复 1 · 批准 11 · 驳回 1 · 挡下越权操作 5',
    `本周其他没赶上的：${zh.name.timer.claim} 1`,
    '一周结案率 80.0%（4/5） :large_green_circle: 达标（目标 ≥ 80%）',
    '本周新增 14 件里已结案 11 件，未满 7 天，不计入结案率',
    '本周客诉率 2.215%（14/632）',
    ':red_circle: 全部客诉 0.877% 51/5,812',
    ':large_green_circle: 重大有效客诉 0.120% 7/5,812',
    '本周已付 ¥13,030 = 退款 ¥5,520 + 善意补偿 ¥7,510',
    '提醒 18 条，漏 0，最长延迟 41 秒',
  ])('says: %s', (line) => {
    expect(lines).toContain(line);
  });

  it('says n/a and how to fill it in where vehicle counts are missing, never 0', () => {
    const missing = linesOf(weekly(SUNDAY, { complaintsOfWeek: null, complaintsOfQuarter: null }));
    expect(missing).toContain('本周客诉率 n/a，缺进厂台次');
    expect(missing).toContain('本季客诉率 n/a，缺进厂台次');
    expect(missing.join()).toContain('/kesu 进厂台次');
    expect(missing.join()).not.toContain('客诉率 0');
  });

  it('puts a missed target in red', () => {
    const cases = casesAt(SUNDAY.now).filter((c) => c.id !== 'D1');
    expect(linesOf(weekly({ ...SUNDAY, cases }))).toContain(
      '一周结案率 75.0%（3/4） :red_circle: 未达标（目标 ≥ 80%）',
    );
  });
});

describe('what needs a decision', () => {
  const now = at('11-20 20:30');
  const entries: Entry[] = [
    ...open('11-18 15:20', 'sales_promise', 'serious'),
    ...claim('11-18 15:30'),
    ...propose('11-19 09:30', 'p7', ['refund', 5000]),
    ...raise('11-20 09:00', 'serious', 'major'),
  ];
  const c = { ...caseOfStory(entries), id: caseId('C7') };
  const [proposal] = c.proposals;
  if (!proposal) throw new Error('it waits');
  const page = daily({ now, date: '2026-11-20', cases: [c], waiting: [{ case: c, proposal, asked: [GM] }] });

  it('stands with the amount, whoever is asked, and the buttons that decide it', () => {
    const { blocks } = digestMessage(page, zh);
    const lines = linesOf(page);
    expect(lines).toContain(':point_right: 请 何 批准或驳回 ¥5,000');
    expect(lines.some((line) => line.includes('退款 ¥5,000') && line.endsWith('请 何 审批'))).toBe(true);
    const actions = blocks.flatMap((b) => (b.type === 'actions' ? b.elements : []));
    expect(actions.map((b) => 'action_id' in b && b.action_id)).toEqual(
      expect.arrayContaining([ACTION.approve, ACTION.reject]),
    );
    expect(actions).toContainEqual(expect.objectContaining({ value: 'C7|p7|500000' }));
  });
});

describe('a day without complaints', () => {
  it('still gives a page', () => {
    const none = daily({ now: at('10-31 20:30'), date: '2026-10-31', cases: [] });
    const lines = linesOf(none);
    expect(lines).toContain('今日无新增客诉');
    expect(lines).toContain('今日没有付款');
    expect(digestMessage(none, zh).text).toContain('今日无新增客诉');
  });
});

describe('the watchdog', () => {
  it('says in red when reminders are stuck', () => {
    const lines = linesOf(daily({ ...SUNDAY, stuck: 2 }));
    expect(lines.at(-1)).toBe(':red_circle: 提醒 18 条，还有 2 条到点没发出，最长延迟 41 秒');
  });
});

describe('the morning list', () => {
  it('on Monday names the late case, its owner and by how much', () => {
    const lines = linesOf(morning({ now: at('11-16 08:30'), date: '2026-11-16' }));
    expect(lines).toContain('未结 2，超时 1，待认领 0，重大及潜在重大 0');
    const late = lines.find((line) => line.includes('已超时'));
    expect(late).toMatch(/吴 · :alarm_clock: 已超时 5天12小时/);
  });

  it('tells the phase of a crisis and the promises of the day', () => {
    const now = at('11-18 08:30');
    const promise: CustomerPromise = {
      id: 'w',
      text: '下午三点回电话',
      dueAt: at('11-18 15:00').toISOString(),
      by: '小赵' as PersonId,
      at: now.toISOString(),
      keptAt: null,
      brokenAt: null,
    };
    const cases = casesAt(now).map((c) => (c.id === 'C6' ? { ...c, promises: [promise] } : c));
    const lines = linesOf(morning({ now, date: '2026-11-18', cases }));
    expect(lines.some((line) => line.includes('潜在重大') && line.includes(zh.name.crisisPhase.latent))).toBe(true);
    expect(lines.some((line) => line.includes('下午三点回电话') && line.includes('小赵 · 今天 15:00'))).toBe(true);
  });
});

describe('at its longest', () => {
  const NASTY = `<!channel> & ${'😀&<>'.repeat(300)}`;
  const late = { ...caseOfStory(open('11-10 09:00', 'rescue', 'major'), claim('11-10 09:00')), summary: NASTY };
  const promise: CustomerPromise = {
    id: 'w',
    text: NASTY,
    dueAt: at('11-20 09:00').toISOString(),
    by: null,
    at: at('11-10 09:00').toISOString(),
    keptAt: null,
    brokenAt: null,
  };
  const waits = caseOfStory(
    open('11-22 09:00', 'rescue'),
    claim('11-22 09:10'),
    propose('11-22 09:30', 'p', ['refund', 9_999_999]),
  );
  const cases: Case[] = [
    ...Array.from({ length: 60 }, (_, i) => ({ ...late, id: caseId(`late${i}`), promises: [promise] })),
    ...Array.from({ length: 60 }, (_, i) => ({
      ...caseOfStory(open('11-22 20:00', 'rescue')),
      id: caseId(`new${i}`),
      summary: NASTY,
    })),
    ...Array.from({ length: 60 }, (_, i) => ({ ...waits, id: caseId(`w${i}`), summary: NASTY })),
  ];
  const waiting = cases
    .filter((c) => c.status === 'awaiting_approval')
    .flatMap((c) => c.proposals.map((proposal) => ({ case: c, proposal, asked: [GM, GM, GM, GM, GM] })));
  const given = { ...SUNDAY, cases, waiting };

  it.each([
    ['morning', morning(given)],
    ['daily', daily(given)],
    ['weekly', weekly(given)],
  ])('the %s digest stays within what Slack takes, in both languages', (_, page) => {
    for (const w of [zh, en]) {
      const { blocks, text } = digestMessage(page, w);
      expect(checkMessage(blocks, text)).toEqual([]);
      expect(JSON.stringify(blocks)).not.toContain('<!channel>');
    }
  });

  it('says how many more there are', () => {
    expect(linesOf(daily(given)).filter((line) => /^另有 \d+ 件$/.test(line))).toContain('另有 54 件');
  });
});

describe('vehicle counts', () => {
  const known = { added: VISITS.slice(1), quarterFrom: '2026-10-01', today: '2026-11-22' };

  it('are said back with what the quarter has now', () => {
    const { blocks, text } = visitsAnswer(
      { ...known, quarter: { ...VISITS[0], count: 5812, from: '2026-10-01', to: '2026-11-22' } },
      zh,
    );
    expect(blocks.flatMap(textsIn)).toEqual([
      '*已记下进厂台次*',
      '2026-11-16 至 2026-11-22：632',
      '本季 2026-10-01 至 2026-11-22 的台次齐了，共 5,812，客诉率按这几天算。',
    ]);
    expect(checkMessage(blocks, text)).toEqual([]);
  });

  it('say from which day on they are missing', () => {
    const part = visitsAnswer({ ...known, quarter: { from: '2026-10-01', to: '2026-11-20', count: 5000 } }, zh);
    expect(part.blocks.flatMap(textsIn).at(-1)).toBe('2026-11-21 起还没有台次，请接着填。');
    const none = visitsAnswer({ ...known, quarter: null }, zh);
    expect(none.blocks.flatMap(textsIn).at(-1)).toContain('2026-10-01 起还缺台次');
  });
});

describe('what the model was asked', () => {
  const used: ModelUse = {
    ...{ calls: 38, failed: 2, costs: [{ currency: 'CNY', micro: 310_000 }], unpriced: 0, cachedShare: 0.6195 },
    spent: false,
  };
  const lines = (model: ModelUse | null, w = zh) =>
    linesOf(daily({ ...SUNDAY, model }), w).flatMap((text) => text.split('\n'));

  it('stands at the foot, with what it cost', () => {
    expect(lines(used).at(-1)).toBe('模型：读 38 次（失败 2），¥0.31，缓存命中 62%');
    expect(lines(used, en).at(-1)).toBe('Model: asked 38 times (2 failed), ¥0.31, 62% cached');
    expect(lines({ ...used, failed: 0, cachedShare: null }).at(-1)).toBe('模型：读 38 次，¥0.31');
    expect(lines(null).join()).not.toContain('模型');
  });

  it('keeps currencies apart, and says what it does not know', () => {
    const costs = [
      { currency: 'CNY', micro: 1_234_000 },
      { currency: 'USD', micro: 900 },
    ] as const;
    expect(lines({ ...used, costs, unpriced: 3 }).at(-1)).toBe(
      '模型：读 38 次（失败 2），¥1.23，不到 $0.01，3 次费用未知，缓存命中 62%',
    );
  });

  it('says when the budget of the day is used up', () => {
    expect(lines({ ...used, spent: true }).at(-1)).toBe(':red_circle: 今日额度已用完，之后只用规则');
  });
});
