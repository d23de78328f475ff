import type { ActionsBlock, Button, StaticSelect } from '@slack/types';
import { describe, expect, it } from 'vitest';
import type { Case } from '../../src/domain/case.ts';
import { cardActions } from '../../src/domain/case-card.ts';
import { CASE_STATUSES, type CaseStatus } from '../../src/domain/case-status.ts';
import { maskedText } from '../../src/slack/../domain/masked-text.ts';
import { ACTION } from '../../src/slack/ids.ts';
import { approvalCard } from '../../src/slack/views/approval-card.ts';
import { caseCard } from '../../src/slack/views/case-card.ts';
import { homeView } from '../../src/slack/views/home.ts';
import { noticeMessage } from '../../src/slack/views/notice.ts';
import { timelineView } from '../../src/slack/views/timeline.ts';
import { zh } from '../../src/wording/zh.ts';
import {
  approvalOf,
  cardOf,
  LINES,
  LONG_NAME,
  link,
  mention,
  NOW,
  PEOPLE,
  plainCase,
  proposal,
  SECRET,
  WU,
  worstCase,
  ZONE,
} from './views-data.ts';
import { EVENTS, NOTICES } from './views-events.ts';

const card = (c: Case, recent = EVENTS.slice(0, 0)) => caseCard(cardOf(c, recent), zh, NOW, mention);
const textOf = (c: Case, recent = EVENTS.slice(0, 0)) => JSON.stringify(card(c, recent).blocks);

function actionsOf(status: CaseStatus, change: Partial<Case> = {}) {
  const block = card(worstCase(status, 'major', change)).blocks.at(-1) as ActionsBlock;
  const buttons = block.elements.filter((e): e is Button => e.type === 'button');
  const menu = block.elements.find((e): e is StaticSelect => e.type === 'static_select');
  return { buttons, options: (menu?.option_groups ?? []).flatMap((group) => group.options) };
}

/** Entries of the menu that change nothing. */
const LOOKS = ['case:advice', 'case:timeline', 'case:why', 'case:basis', 'case:files'];

describe('the buttons of a card', () => {
  it.each(CASE_STATUSES)('are in %s what the domain allows, the approval apart', (status) => {
    const { buttons, options } = actionsOf(status, { satisfied: true });
    const offered = [
      ...buttons.map((b) => b.action_id),
      ...options.map((o) => ACTION.case((o.value?.split(':')[0] ?? '') as never)),
    ].filter((id) => id === undefined || !LOOKS.includes(id));
    const allowed = cardActions(worstCase(status, 'major', { satisfied: true }));
    // A reading is confirmed beside what it says, an approval decided on its own card.
    const elsewhere = ['approve', 'reject', 'return', 'confirm_reading'];
    const here = allowed.filter((a) => !elsewhere.includes(a));
    expect(offered.sort()).toEqual(here.map(ACTION.case).sort());
  });

  it.each(CASE_STATUSES)('are at most five big ones in %s, one of them marked at most', (status) => {
    const { buttons } = actionsOf(status);
    expect(buttons.length).toBeGreaterThan(0);
    expect(buttons.length).toBeLessThanOrEqual(5);
    expect(buttons.filter((b) => b.style === 'primary').length).toBeLessThanOrEqual(1);
  });

  it('put the call to the customer first until somebody has spoken to him', () => {
    const primary = (firstContactAt: string | null) =>
      actionsOf('claimed', { firstContactAt }).buttons.find((b) => b.style === 'primary')?.action_id;
    expect(primary(null)).toBe('case:log_contact');
    expect(primary(NOW.toISOString())).toBe('case:propose');
  });

  it('let the clocks go on again only by a button that asks first', () => {
    const paused = actionsOf('claimed');
    expect(paused.buttons.find((b) => b.action_id === 'case:resume')?.confirm).toBeDefined();
    expect(paused.options.map((o) => o.value)).not.toContain('pause:c-1');
    const running = actionsOf('claimed', { pauses: [] });
    expect(running.buttons.map((b) => b.action_id)).not.toContain('case:resume');
    expect(running.options.map((o) => o.value)).toContain('pause:c-1');
  });

  it('carry the case id', () => {
    const { buttons, options } = actionsOf('claimed');
    expect(buttons.every((b) => b.value === 'c-1')).toBe(true);
    expect(options.every((o) => o.value?.endsWith(':c-1'))).toBe(true);
    expect(options.map((o) => o.value)).toEqual(expect.arrayContaining(['timeline:c-1', 'why:c-1']));
  });

  it('offer closing only after a satisfied call', () => {
    const ids = (satisfied: boolean) => actionsOf('resolved', { satisfied }).buttons.map((b) => b.action_id);
    expect(ids(false)).not.toContain('case:close');
    expect(ids(true)).toContain('case:close');
  });

  it.each(['awaiting_approval', 'offering', 'dismissed', 'merged'] as const)('ask before undoing in %s', (status) => {
    const undo = actionsOf(status).buttons.filter((b) => /withdraw|restore/.test(b.action_id ?? ''));
    expect(undo).toHaveLength(1);
    expect(undo[0]?.confirm).toBeDefined();
  });
});

describe('a card', () => {
  it('names what is missing', () => {
    expect(textOf(plainCase())).toContain('还缺：电话、车牌或车架号');
    expect(textOf(worstCase())).not.toContain('还缺');
  });

  it('marks what nobody has confirmed', () => {
    expect(textOf(worstCase())).toContain('154****0267（待确认）');
  });

  it('says how late it is', () => {
    expect(textOf(worstCase())).toContain('已超时 2小时10分');
  });

  it('warns of a VIN that does not fit, a year without calendar and a deleted message', () => {
    const text = textOf(worstCase('claimed', 'major', { sourceState: 'deleted' }));
    for (const words of ['校验位对不上', '15 位', '2028 年', '已被删除']) expect(text).toContain(words);
  });

  it('is read out with number, state and summary', () => {
    expect(card(plainCase()).text).toBe(':white_circle: 一般 20261116-001 待认领 · 保养说1小时，等了2小时没上工位');
  });

  it('takes few blocks for a plain case', () => {
    expect(card(plainCase()).blocks).toHaveLength(5);
    const still = { clocks: [], dueAt: null, facts: worstCase().facts };
    // What waits for a yes takes one more, with its button.
    expect(card(plainCase(still)).blocks).toHaveLength(4);
  });
});

describe('masking', () => {
  it('finds the facts of a case however they are spaced', () => {
    const c = worstCase('new', 'general', {
      facts: {
        ...worstCase().facts,
        phone: { value: SECRET.landline, quote: null, by: 'rule', sureness: 'stated' },
      },
    });
    expect(maskedText(c, '电话021-6280 8859，王小明，沪A·28R60，lsvaa4187c2184841')).toBe(
      '电话021****8859，王**，沪A·***60，***********184841',
    );
  });

  it('does not take a surname out of every word', () => {
    const name = { value: '李', quote: null, by: 'rule' as const, sureness: 'stated' as const };
    const c = plainCase({ facts: { ...plainCase().facts, customerName: name } });
    expect(maskedText(c, '小李登记')).toBe('小李登记');
  });
});

describe('an approval', () => {
  const shown = (state: Parameters<typeof proposal>[0], change = {}) =>
    approvalCard(approvalOf(proposal(state, change)), zh, mention);

  it('asks once more with the amount, and carries the amount seen', () => {
    const block = shown('pending').blocks.at(-1) as ActionsBlock;
    const [approve, reject] = block.elements as Button[];
    expect(approve?.value).toBe('c-1|p-1|1000012050');
    expect(reject?.value).toBe(approve?.value);
    expect(approve?.confirm?.text.text).toContain('¥10,000,120.50');
  });

  it('calls those who may sign', () => {
    expect(JSON.stringify(shown('pending').blocks)).toContain('<@Up2> <@Up3>');
  });

  it('keeps refund and goodwill apart', () => {
    expect(JSON.stringify(shown('pending').blocks[0])).toContain(
      '*退款 ¥10,000,000（本店承担）*   *善意补偿 ¥120.50（厂家承担）*',
    );
  });

  it.each(['offered', 'rejected', 'withdrawn', 'declined'] as const)('has no buttons once it is %s', (state) => {
    const { blocks } = shown(state, { decidedBy: WU.id, decidedAt: NOW.toISOString(), decisionReason: null });
    expect(blocks.some((b) => b.type === 'actions')).toBe(false);
  });

  it('says who decided, when and why', () => {
    const by = { decidedBy: WU.id, decidedAt: NOW.toISOString(), decisionReason: '等检测结论' };
    const text = JSON.stringify(shown('rejected', by).blocks);
    expect(text).toMatch(/吴经理（代 .*） 11-16 22:10 驳回/);
    expect(text).toContain('等检测结论');
  });
});

describe('the rest', () => {
  it('asks with two buttons whether a message is a complaint', () => {
    const notice = NOTICES.find((n) => n.kind === 'is_it_a_complaint');
    if (!notice) throw new Error('no such notice');
    const block = noticeMessage(notice, zh, { people: PEOPLE, mention, link, timeZone: ZONE }).blocks.at(
      -1,
    ) as ActionsBlock;
    expect(block.elements.map((e) => (e as Button).value)).toEqual(['slack:C1:1.1', 'slack:C1:1.1']);
  });

  it('counts on the home tab what it cannot show', () => {
    const home = { mine: LINES, unclaimed: [], toApprove: [], me: LONG_NAME, now: NOW, timeZone: ZONE };
    expect(JSON.stringify(homeView(home, zh))).toContain('还有 30 件');
  });

  it('keeps the newest part of a very long timeline and says so', () => {
    const long = Array.from({ length: 60 }, () => EVENTS).flat();
    const view = JSON.stringify(timelineView(worstCase(), long, PEOPLE, zh, ZONE, NOW));
    expect(view).toMatch(/更早的 \d+ 条没有显示/);
  });
});
