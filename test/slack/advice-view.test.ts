import type { ModalView } from '@slack/types';
import { describe, expect, it } from 'vitest';
import type { Case } from '../../src/domain/case.ts';
import { CASE_STATUSES } from '../../src/domain/case-status.ts';
import { CATEGORIES, type Found, NO_FACTS } from '../../src/domain/complaint.ts';
import type { CaseId, PersonId } from '../../src/domain/ids.ts';
import { DEFAULT_POLICY } from '../../src/domain/policy.ts';
import { DRAFT_TONES, NO_DRAFT_REASONS, OPTION_RULES } from '../../src/domain/reply-option.ts';
import { seeAdvice } from '../../src/flows/see-advice.ts';
import type { Ports } from '../../src/ports.ts';
import { checkView } from '../../src/slack/limits.ts';
import { adviceView } from '../../src/slack/views/advice.ts';
import type { DraftShown } from '../../src/slack/views/advice-draft.ts';
import { zh as w } from '../../src/wording/zh.ts';
import * as asSlack from '../../src/workspace/limits.ts';
import { plainCase, proposal, SECRET, TONGUES, WU, worstCase, ZHAO } from './views-data.ts';

const found = <T>(value: T): Found<T> => ({ value, quote: null, by: 'rule', sureness: 'stated' });
const SATURDAY = '2026-11-21T02:15:00Z'; // 10:15 in Shanghai

/** What somebody sees who asks for advice on a case that is stored as given. */
async function advised(c: Case, by = ZHAO, now = SATURDAY, similar: readonly Case[] = []) {
  const ports = {
    cases: { get: async (id: CaseId) => (id === c.id ? c : null), similar: async () => similar },
    policies: { current: () => DEFAULT_POLICY },
    clock: { now: () => new Date(now) },
  } as unknown as Ports;
  return seeAdvice(ports, by, c.id);
}
interface Words {
  readonly text?: { readonly text: string };
  readonly elements?: readonly { readonly text: string }[];
}
const textOf = (view: ModalView): string =>
  (view.blocks as unknown as readonly Words[])
    .flatMap((b) => [b.text?.text ?? '', ...(b.elements ?? []).map((e) => e.text)])
    .join('\n');
const seen = async (c: Case, by = ZHAO, now = SATURDAY) => textOf(adviceView(await advised(c, by, now), w));
const stored = (change: Partial<Case>): Case => plainCase({ clocks: [], openedAt: SATURDAY, ...change });

/** As long as a model's drafts can get, with markup that nobody asked for. */
const LONGEST: DraftShown = {
  state: 'drafted',
  drafts: { options: DRAFT_TONES.map((tone) => ({ tone, text: '&<!channel>`'.repeat(67) })), why: null, dropped: [] },
  again: true,
};

describe('advice on a case', () => {
  it('for a sunroof in for the fifth time names the article, the dates and the use fee, and judges nothing', async () => {
    const c = stored({
      text: '天窗异响第5次修，要换车，车价16.8万，跑了12400公里，买了14个月',
      summary: '天窗异响第5次修，要换车',
      category: found('product_quality'),
      severity: 'major',
      triggers: [
        { trigger: 'repeat', quote: '第5次修' },
        { trigger: 'large_amount', quote: '换车' },
      ],
      facts: { ...NO_FACTS, mileageKm: found(12_400) },
    });
    const text = await seen(c);
    expect(text).toContain('2026-12-04');
    expect(text).toContain('2026-12-18');
    expect(text).toContain('¥10,416');
    expect(text).toMatch(/可能涉及：同一问题据称修理第 5 次，超过 4 次，由人判断.*第24条第\(4\)项/);
    expect(text).toContain(w.advice.gap.purchase);
    expect(text).not.toContain(w.advice.gap.price);
  });

  it('for a kept deposit shows the deposit and 15-day rules and the date of the notice', async () => {
    const c = stored({
      openedAt: '2026-11-18T07:20:00Z',
      text: '订金5000不退，郑先生说不退就12315',
      category: found('sales_promise'),
      severity: 'serious',
      triggers: [{ trigger: 'threat', quote: '12315' }],
    });
    const text = await seen(c);
    expect(text).toContain('《民法典》第586–587条');
    expect(text).toContain('《侵害消费者权益行为处罚办法》第8、10条');
    expect(text).toMatch(/《汽车销售管理办法》第18条.*2026-11-27/);
    expect(text).not.toContain('三包有效期');
  });

  it('takes the dates from the clocks of the case where they run', async () => {
    const clock = {
      key: 'notice:0',
      kind: 'notice' as const,
      startedAt: SATURDAY,
      from: SATURDAY,
      dueAt: '2026-12-09T12:00:00Z',
      missingYear: null,
      agreedInsteadOf: null,
      metAt: null,
      endedAt: null,
      breachedAt: null,
      acknowledgedAt: null,
    };
    expect(await seen(stored({ clocks: [clock] }))).toContain('2026-12-09');
    expect(await seen(stored({ clocks: [{ ...clock, dueAt: null }] }))).not.toMatch(/2026-12/);
  });

  it('gives a draft with the time of the answer, and a gap to fill in once that has passed', async () => {
    const c = stored({ dueAt: '2026-11-21T12:00:00Z' });
    expect(await seen(c)).toContain('11月21日 周六 20:00');
    expect(await seen(c)).toContain(w.advice.draftNote);
    expect(await seen(c, ZHAO, '2026-11-22T02:00:00Z')).toContain(w.advice.draft.fillIn);
  });

  it('shows what is at stake to managers only', async () => {
    const c = stored({ category: found('price_billing'), text: '没换机滤却收了钱，这是欺诈' });
    expect(await seen(c, WU)).toContain('第55条');
    expect(await seen(c, ZHAO)).not.toContain('第55条');
  });

  it('is refused to people without a role, the reporter included', async () => {
    const guest = { ...ZHAO, id: 'p9' as PersonId, role: null };
    await expect(advised(stored({ reporter: guest.id }), guest)).rejects.toMatchObject({ code: 'looking_needs_role' });
  });

  it('names the usual solutions with who approves them, and how similar cases were settled', async () => {
    const past = plainCase({
      number: '20261103-002',
      status: 'closed',
      openedAt: '2026-11-03T02:00:00Z',
      closedAt: '2026-11-05T01:00:00Z',
      satisfied: true,
      proposals: [
        proposal('executed', {
          solutions: ['refund', 'apology'],
          lines: [{ kind: 'refund', payer: 'dealer', amountFen: 32_000 }],
        }),
      ],
    });
    const text = textOf(adviceView(await advised(stored({}), ZHAO, SATURDAY, [past]), w));
    expect(text).toContain('类似 20261103-002（同车型）：退款+道歉，¥320，2 天，满意');
    expect(text).toMatch(/道歉、优先派工：不涉及金额时不用审批/);
    expect(text).toMatch(/减免工时、赠送服务：部门经理 ¥1,000 以内、客户关系经理 ¥3,000 以内、总经理不限/);
    expect(await seen(stored({}))).not.toContain(w.advice.head.past);
  });

  it.each(TONGUES)('fits Slack in %s and hides customer data, whatever the case', async (_, words) => {
    const cases = [
      ...CASE_STATUSES.map((status) => worstCase(status, 'major', { clocks: [] })),
      ...CATEGORIES.map((category) =>
        worstCase('claimed', 'major', { clocks: [], category: found(category), subcategory: null }),
      ),
      stored({}),
    ];
    const similar = Array.from({ length: 20 }, () =>
      worstCase('closed', 'major', { closedAt: '2027-11-16T01:05:00Z' }),
    );
    for (const c of cases)
      for (const by of [ZHAO, WU]) {
        const view = adviceView(await advised(c, by, SATURDAY, similar), words, LONGEST);
        expect(checkView(view)).toEqual([]);
        expect(asSlack.checkView(view)).toEqual([]);
        for (const secret of Object.values(SECRET)) expect(JSON.stringify(view)).not.toContain(secret);
      }
  });
});

describe.each(TONGUES)('the draft in the view in %s', (_, words) => {
  const { help, draft, draftNote, head } = words.advice;
  const c = stored({ dueAt: '2026-11-21T12:00:00Z' });
  const view = async (shown: DraftShown) => adviceView(await advised(c), words, shown);
  const drafted = (change: object, again = true): DraftShown => ({
    state: 'drafted',
    drafts: { options: [], why: null, dropped: [], ...change },
    again,
  });

  it('is the template while the model writes, and says so', async () => {
    const text = textOf(await view({ state: 'drafting' }));
    expect(text).toContain(help.drafting);
    expect(text).toContain(draft.sorry.waiting_time);
    expect(textOf(await view({ state: 'template' }))).not.toContain(help.drafting);
  });

  it('is the model’s in the template’s place, each to be copied and marked as a draft that a person sends', async () => {
    const options = [
      { tone: 'gentle', text: '甲稿' },
      { tone: 'brief', text: '乙稿' },
    ];
    const text = textOf(await view(drafted({ options })));
    expect(text).toContain('```甲稿```');
    expect(text).toContain('```乙稿```');
    expect(text).toContain(help.option(head.draft, help.tone.brief));
    expect(text).toContain(draftNote);
    expect(text).not.toContain(draft.sorry.waiting_time);
  });

  it('is the template with the reason where the model’s cannot be used', async () => {
    const dropped = OPTION_RULES.map((rule) => ({ rule, quote: SECRET.phone }));
    for (const why of NO_DRAFT_REASONS) {
      const text = textOf(await view(drafted({ why, dropped })));
      expect(text).toContain(draft.sorry.waiting_time);
      expect(text).not.toContain(SECRET.phone);
      if (why === 'broke_rules') expect(text).toContain(help.fault.amount);
      if (why === 'unavailable' || why === 'refused') expect(text).toContain(help.template[why]);
    }
  });

  it('can be asked for once more in another tone, once', async () => {
    expect(JSON.stringify(await view(drafted({})))).toContain('draft:brief');
    expect(JSON.stringify(await view(drafted({}, false)))).not.toContain('draft:brief');
    expect(JSON.stringify(await view({ state: 'drafting' }))).not.toContain('draft:brief');
  });
});
