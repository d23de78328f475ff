import { beforeEach, describe, expect, it } from 'vitest';
import type { Case } from '../../src/domain/case.ts';
import { type ComplaintReading, type Found, NO_FACTS } from '../../src/domain/complaint.ts';
import type { ChatUserRef, ProposalId } from '../../src/domain/ids.ts';
import type { Person } from '../../src/domain/person.ts';
import { claimCase, handOverCase, setAccused } from '../../src/flows/assign-case.ts';
import { acceptOffer, carryOut } from '../../src/flows/carry-out.ts';
import { approveProposal } from '../../src/flows/decide-approval.ts';
import { recordFollowUp } from '../../src/flows/follow-up.ts';
import { proposeSolution } from '../../src/flows/propose-solution.ts';
import { complaint, type FakeDesk, openDesk, reading } from '../support/desk.ts';
import { inShanghai, shanghai } from '../support/timeline.ts';

const found = (value: string): Found<string> => ({ value, quote: value, by: 'rule', sureness: 'stated' });
const PHONE = '15400001234';
const CLOSING = { resolution: 'compensated', verdict: 'dissatisfied', parties: ['dealer'] } as const;

let desk: FakeDesk;
let zhao: Person;
let wu: Person;
beforeEach(async () => {
  desk = await openDesk();
  zhao = await desk.person('小赵', 'customer_care');
  wu = await desk.person('吴', 'department_manager');
});

/** Posts words that read as one complaint of the customer with PHONE. */
async function post(text: string, more: Partial<ComplaintReading> = {}): Promise<readonly Case[]> {
  const one = complaint({ text, summary: text, facts: { ...NO_FACTS, phone: found(PHONE) }, ...more });
  desk.readings.set(text, reading({ complaints: [one] }));
  await desk.post(text);
  await desk.work();
  return desk.cases();
}

async function settle(c: Case, amountFen: number): Promise<void> {
  const lines = [{ kind: 'goodwill', payer: 'dealer', amountFen }] as const;
  const proposed = await proposeSolution(desk.ports, zhao, c.id, { solutions: ['gift'], lines, reason: '致歉' });
  const proposal = proposed.proposals.at(-1)?.id as ProposalId;
  await approveProposal(desk.ports, wu, c.id, { proposal, shownFen: amountFen });
  await acceptOffer(desk.ports, zhao, c.id, { text: '' });
  await carryOut(desk.ports, zhao, c.id, { proof: '已付', files: [] });
  await recordFollowUp(desk.ports, zhao, c.id, { result: 'satisfied', text: '', closing: CLOSING });
}

const said = (kind: string) => desk.said.flatMap((s) => (s.notice?.kind === kind ? [s.notice] : []));

describe('the same customer again', () => {
  it('about the same reopens the case, as a repeat and therefore serious, with a new time to answer', async () => {
    const [first] = await post('前台态度冷淡，客户很不满');
    await settle(first as Case, 8_000);
    desk.clock = shanghai('2026-11-19 09:10');
    const all = await post('厂家转来：客户再次投诉前台态度', {
      triggers: [{ trigger: 'manufacturer', quote: '厂家转来' }],
    });
    expect(all).toHaveLength(1);
    const c = all[0] as Case;
    expect(c).toMatchObject({ status: 'claimed', reopenCount: 1, severity: 'serious' });
    expect(c.triggers.map((t) => t.trigger).sort()).toEqual(['manufacturer', 'repeat']);
    expect(inShanghai(c.dueAt)).toBe('2026-11-24 20:00');
    expect(said('attached_to_case')).toMatchObject([{ match: 'phone', reopened: true, paidFen: 8_000 }]);
  });

  it('about something else is a case of its own, marked as a repeat, with what he got before', async () => {
    const [first] = await post('前台态度冷淡，客户很不满');
    await settle(first as Case, 8_000);
    const other = { category: { value: 'price_billing', quote: null, by: 'rule', sureness: 'stated' } } as const;
    const all = await post('发票开错了，多收了钱', other);
    const second = all.find((c) => c.id !== first?.id) as Case;
    expect(second).toMatchObject({ severity: 'serious', repeatOf: { number: first?.number } });
    expect(said('repeat_customer')).toMatchObject([
      { earlier: { number: first?.number }, paidFen: 8_000, mayMerge: false },
    ]);
  });

  it('after the policy’s days is a customer like any other', async () => {
    const [first] = await post('前台态度冷淡，客户很不满');
    await settle(first as Case, 8_000);
    desk.clock = shanghai('2027-03-01 09:00');
    const all = await post('前台态度又冷淡，客户很不满');
    expect(all).toHaveLength(2);
    expect(all.find((c) => c.id !== first?.id)).toMatchObject({ severity: 'general', repeatOf: null });
  });
});

describe('the same message again', () => {
  it('is one case, however it was sent on, and both threads know', async () => {
    await post('有人在群里发了客户的身份证照片，客户要求处理');
    const again = '转发：有人在群里发了客户的身份证照片, 客户要求处理!';
    desk.readings.set(again, reading({ complaints: [complaint({ text: again })] }));
    await desk.post(again);
    await desk.work();
    const all = await desk.cases();
    expect(all).toHaveLength(1);
    expect(all[0]?.duplicates).toBe(1);
    expect(said('attached_to_case')).toMatchObject([{ match: 'same_words', reopened: false }]);
  });

  it('but words as short as "等太久" say too little to be the same', async () => {
    await desk.post('等太久');
    await desk.post('等太久');
    expect(await desk.cases()).toHaveLength(2);
  });
});

describe('somebody of ours complained about', () => {
  it('is kept away from the case from the start', async () => {
    const [c] = await post('客户投诉小赵态度差', { facts: NO_FACTS });
    expect(c?.accused).toEqual([zhao.id]);
    const lines = [{ kind: 'goodwill', payer: 'dealer', amountFen: 100 }] as const;
    const proposed = await proposeSolution(desk.ports, wu, (c as Case).id, { solutions: ['gift'], lines, reason: 'x' });
    const pressed = { proposal: proposed.proposals[0]?.id as ProposalId, shownFen: 100 };
    await expect(approveProposal(desk.ports, zhao, (c as Case).id, pressed)).rejects.toMatchObject({
      code: 'complained_about',
    });
  });

  it('loses a case he has to his manager, and cannot be given it', async () => {
    const [c] = await post('等太久', { facts: NO_FACTS });
    const id = (c as Case).id;
    await claimCase(desk.ports, zhao, id);
    const now = await setAccused(desk.ports, wu, id, [zhao.chatUser as ChatUserRef]);
    expect(now.assignee).toBe(wu.id);
    const back = handOverCase(desk.ports, wu, id, { to: zhao.chatUser as ChatUserRef, reason: '' });
    await expect(back).rejects.toMatchObject({ code: 'assignee_complained_about' });
    await expect(setAccused(desk.ports, zhao, id, [])).rejects.toMatchObject({ code: 'complained_about' });
  });
});
