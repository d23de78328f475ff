import type { ActionsBlock, Button } from '@slack/types';
import { describe, expect, it } from 'vitest';
import type { ApprovalCard } from '../../src/domain/case-card.ts';
import { checkMessage } from '../../src/slack/limits.ts';
import { approvalCard } from '../../src/slack/views/approval-card.ts';
import { signersText } from '../../src/slack/views/signers.ts';
import { zh } from '../../src/wording/zh.ts';
import { approvalOf, LONG_NAME, mention, PEOPLE, plainCase, proposal, WU, ZHAO } from './views-data.ts';
import { APPROVALS, PREVIEW } from './views-money.ts';

const HE = { ...LONG_NAME, name: '何总' };
const BY_WU = { decidedBy: WU.id, decidedAt: '2026-11-16T14:10:00Z' } as const;

const quiet: Partial<ApprovalCard> = {
  case: plainCase({ status: 'awaiting_approval' }),
  people: new Map([...PEOPLE, [HE.id, HE]]),
  approvers: [],
  paidFen: 0,
  paidOnCarFen: 0,
  chain: [],
  onBehalfOf: new Map(),
  consentMissing: false,
  manufacturer: '厂家',
};
const words = (p: ReturnType<typeof proposal>, change: Partial<ApprovalCard> = {}): string =>
  JSON.stringify(approvalCard({ ...approvalOf(p), ...quiet, ...change }, zh, mention).blocks);
const buttonsOf = (p: ReturnType<typeof proposal>, change: Partial<ApprovalCard> = {}): readonly Button[] => {
  const { blocks } = approvalCard({ ...approvalOf(p), ...quiet, ...change }, zh, mention);
  const row = blocks.find((b): b is ActionsBlock => b.type === 'actions');
  return (row?.elements ?? []) as Button[];
};

describe('an approval that waits', () => {
  const pending = proposal('pending', { reason: '刹车修了两次' });

  it('says first what it costs, by kind and payer, with the sum', () => {
    const { blocks } = approvalCard({ ...approvalOf(pending), ...quiet }, zh, mention);
    const head = JSON.stringify(blocks[0]);
    expect(head).toContain('*退款 ¥10,000,000（');
    expect(head).toContain(`¥120.50（${zh.screen.card.paidBy(zh.name.payer.manufacturer)}）*`);
    expect(head).toContain('合计 ¥10,000,120.50');
  });

  it('keeps two kinds of one payer apart, and adds up lines of one kind and payer', () => {
    const line = { kind: 'parts', payer: 'dealer', amountFen: 10_000 } as const;
    const text = words(proposal('pending', { lines: [line, line, { ...line, kind: 'labour' }] }));
    expect(text).toContain(`${zh.name.money.parts} ¥200（`);
    expect(text).toContain(`${zh.name.money.labour} ¥100（`);
  });

  it('tells who proposed it and why, and what was paid before on the case and on the car', () => {
    const text = words(pending, { paidFen: 12_000, paidOnCarFen: 300_000 });
    for (const part of ['小赵 11-16 09:38 提出', '刹车修了两次', '之前已付 ¥120', '这辆车其他客诉近期已付 ¥3,000'])
      expect(text).toContain(part);
    expect(words(pending)).not.toContain('已付');
  });

  it('calls those who may sign, or says that nobody may', () => {
    expect(words(pending, { approvers: [WU, HE] })).toContain('<@Up2> <@Up3>');
    expect(words(pending)).toContain(zh.screen.approval.nobody);
  });

  it('shows how far several signatures are and whose turn comes', () => {
    const signatures = [{ by: WU.id, role: 'department_manager', at: '2026-11-16T02:00:00Z' }] as const;
    const chain = ['department_manager', 'customer_relations_manager', 'general_manager'] as const;
    const text = words(proposal('pending', { signatures }), { chain });
    expect(text).toContain('*签批 1/3*');
    expect(text).toContain('吴经理（部门经理）11-16 10:00 → 客户关系经理 → 总经理');
  });

  it('says when the manufacturer’s consent is missing, with a button to add it; and shows it once it is there', () => {
    const missing = buttonsOf(pending, { consentMissing: true });
    expect(missing.map((b) => b.action_id)).toContain('case:add_consent');
    expect(missing.at(-1)?.value).toBe(plainCase().id);
    expect(words(pending, { consentMissing: true })).toContain('厂家书面同意未附');
    expect(buttonsOf(pending).map((b) => b.action_id)).not.toContain('case:add_consent');
    const filed = words(proposal('pending', { consent: { text: '邮件 A-17', at: '2026-11-16T03:00:00Z' } }));
    expect(filed).toContain('厂家书面同意：邮件 A-17（11-16 11:00）');
  });

  it('asks once more with the amount, and every button carries the amount that was seen', () => {
    const [approve, reject, back] = buttonsOf(pending);
    expect([approve, reject, back].map((b) => b?.action_id)).toEqual([
      'approval:approve',
      'approval:reject',
      'approval:return',
    ]);
    expect([approve, reject, back].map((b) => b?.value)).toEqual(Array(3).fill('c-1|p-1|1000012050'));
    expect(approve?.confirm?.text.text).toContain('¥10,000,120.50');
    expect(approve?.confirm?.confirm?.text).toContain('¥10,000,120.50');
  });
});

describe('an approval that waits no more', () => {
  it.each(APPROVALS.filter((card) => card.proposal.state !== 'pending').map((card) => [card.proposal.state, card]))(
    'has no buttons once it is %s, and fits Slack with everything in it',
    (_, card) => {
      const { blocks, text } = approvalCard(card, zh, mention);
      expect(blocks.some((b) => b.type === 'actions')).toBe(false);
      expect(checkMessage(blocks, text)).toEqual([]);
    },
  );

  it('names who approved, when, and whose authority was used', () => {
    const offered = proposal('offered', BY_WU);
    expect(words(offered)).toContain('吴经理 11-16 22:10 批准');
    expect(words(offered)).not.toContain('代 ');
    expect(words(offered, { onBehalfOf: new Map([[WU.id, HE.id]]) })).toContain('吴经理（代 何总） 11-16 22:10 批准');
  });

  it('counts the last signature once it is approved', () => {
    const signatures = [{ by: WU.id, role: 'department_manager', at: '2026-11-16T02:00:00Z' }] as const;
    const decided = { signatures, decidedBy: HE.id, decidedAt: '2026-11-16T03:00:00Z' };
    const chain = ['department_manager', 'general_manager'] as const;
    expect(words(proposal('offered', decided), { chain })).toContain('签批 2/2');
    expect(words(proposal('rejected', decided), { chain })).toContain('签批 1/2');
  });

  it.each([
    ['rejected', '驳回'],
    ['returned', '退回修改'],
  ] as const)('says why it was %s', (state, verb) => {
    const text = words(proposal(state, { ...BY_WU, decisionReason: '等检测结论' }));
    expect(text).toContain(`吴经理 11-16 22:10 ${verb}`);
    expect(text).toContain('等检测结论');
  });

  it('is void after the customer said no, with the approval still to be read', () => {
    const answer = { at: '2026-11-16T15:00:00Z', by: ZHAO.id, text: '要一千' };
    const text = words(proposal('declined', { ...BY_WU, answer }));
    expect(text).toContain('吴经理 11-16 22:10 批准');
    expect(text).toContain('客户不接受，批准作废 · 小赵 11-16 23:00 记录');
  });

  it('says why it expired', () => {
    const expired = (expiredWhy: ApprovalCard['expiredWhy']) => words(proposal('expired'), { expiredWhy });
    expect(expired('severity')).toContain('等级变了');
    expect(expired('amount')).toContain('金额变了');
    expect(expired('merged')).toContain('已并案');
  });

  it('says who carries it out until when, and when it was paid', () => {
    const answer = { at: '2026-11-16T15:00:00Z', by: ZHAO.id, text: '' };
    const due = { answer, responsible: ZHAO.id, executeBy: '2026-11-18T12:00:00Z' };
    expect(words(proposal('accepted', { ...BY_WU, ...due }))).toContain('小赵执行，11-18 20:00 前完成');
    const paid = words(proposal('executed', { ...BY_WU, ...due, paidAt: '2026-11-17T02:00:00Z' }));
    expect(paid).toContain('11-17 10:00 已付款');
  });
});

describe('who signs', () => {
  const one = { ...PREVIEW, asked: [{ ...WU, name: '周' }], chain: [], consentNeeded: false, manufacturer: '厂家' };

  it('is one level, in words', () => {
    expect(signersText({ ...one, roles: ['department_manager'] }, '¥3,800', zh)).toBe(
      '¥3,800 需要：周（部门经理）批准',
    );
  });

  it('is a chain with the first to be asked, and the manufacturer’s consent where it is needed', () => {
    const text = signersText(
      { ...one, chain: ['department_manager', 'general_manager'], consentNeeded: true },
      '¥1',
      zh,
    );
    expect(text).toContain('¥1 需要依次签字：部门经理 → 总经理');
    expect(text).toContain('先请周（部门经理）签');
    expect(text).toContain('厂家的书面同意');
  });

  it('is told even where nobody may now', () => {
    expect(signersText({ ...one, asked: [] }, '¥1', zh)).toContain('要由总经理批准');
    expect(signersText({ ...one, asked: [], roles: [] }, '¥1', zh)).toContain('没有人的额度够批');
  });
});
