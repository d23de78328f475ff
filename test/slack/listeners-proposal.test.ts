import { afterEach, describe, expect, it } from 'vitest';
import type { Case } from '../../src/domain/case.ts';
import { FORM } from '../../src/slack/ids.ts';
import type { InputValues } from '../../src/workspace/verbs.ts';
import { openRig, personAt, type Rig, w } from './rig.ts';

let rig: Rig;
afterEach(() => rig.stop());

/** A complaint that 小李 has taken, and the thread it is talked about in. */
async function claimed() {
  rig = await openRig();
  const [li, wu, he] = (['li', 'wu', 'he'] as const).map((name) => personAt(rig, name));
  if (!li || !wu || !he) throw new Error('nobody there');
  const ts = await rig.post('li', '客户等了两个小时');
  await li.press('case:claim', undefined, '客诉', ts);
  const propose = async (values: Record<string, string | readonly string[]>) => {
    await li.press('case:propose', undefined, '客诉', ts);
    return li.submit({ reason: '安抚客户', ...values });
  };
  return { li, wu, he, ts, propose };
}

const theCase = async (): Promise<Case> => {
  const [c] = await rig.stores.cases.list({});
  if (!c) throw new Error('no case');
  return c;
};
const proposal = async () => (await theCase()).proposals.at(-1);
/** What stands in an input of the form on top. */
const held = (as: string): Record<string, Record<string, unknown>> =>
  JSON.parse(JSON.stringify(rig.workspace.view(as)?.view ?? {})).state?.values ?? {};
/** Sends the form on top with values that are not words. */
async function send(as: string, values: InputValues) {
  const result = await rig.workspace.act({ verb: 'submit', as, viewId: rig.workspace.view(as)?.id ?? '', values });
  await rig.settle();
  return result;
}

describe('a proposal with money', () => {
  it('shows who signs before anything is sent, and is sent when that is confirmed', async () => {
    const { li, propose } = await claimed();
    await propose({ solutions: ['compensation'], goodwill: '200' });
    expect(li.form()?.callback_id).toBe(FORM.proposeConfirm);
    expect(JSON.stringify(li.form())).toContain('*¥200* 需要：吴强（部门经理）批准');
    expect((await theCase()).status).toBe('claimed');
    await li.submit({});
    expect((await theCase()).status).toBe('awaiting_approval');
    expect(li.form()).toBeNull();
  });

  it('names the next level for a larger sum', async () => {
    const { li, propose } = await claimed();
    await propose({ solutions: ['compensation'], goodwill: '3,800' });
    expect(JSON.stringify(li.form())).toContain('*¥3,800* 需要：何总（总经理）批准');
  });

  it('keeps what was typed when the second step is closed, so that it can be changed', async () => {
    const { li, propose } = await claimed();
    await propose({ solutions: ['refund', 'compensation'], refund: '520', goodwill: '200', reason: '多收了工时' });
    const top = rig.workspace.view(li.as);
    await rig.workspace.act({ verb: 'close', as: li.as, viewId: top?.id ?? '' });
    expect(li.form()?.callback_id).toBe(FORM.propose);
    expect(held(li.as)).toMatchObject({
      refund: { refund: { value: '520' } },
      goodwill: { goodwill: { value: '200' } },
      reason: { reason: { value: '多收了工时' } },
    });
    await li.submit({ goodwill: '100' });
    expect(JSON.stringify(li.form())).toContain('= ¥620*');
    await li.submit({});
    expect((await proposal())?.lines.map((line) => line.amountFen)).toEqual([52_000, 10_000]);
    expect((await theCase()).proposals).toHaveLength(1);
  });

  it('keeps refund and the rest apart, each with its kind and its payer', async () => {
    const { li, propose } = await claimed();
    await propose({
      ...{ solutions: ['refund', 'loan_car', 'labour_discount'], refund: '520', refund_payer: 'supplier' },
      ...{ goodwill: '80', kind: 'labour', payer: 'dealer', amount_2: '300', kind_2: 'loan_car', payer_2: 'insurer' },
    });
    await li.submit({});
    expect((await proposal())?.lines).toEqual([
      { kind: 'refund', payer: 'supplier', amountFen: 52_000 },
      { kind: 'labour', payer: 'dealer', amountFen: 8_000 },
      { kind: 'loan_car', payer: 'insurer', amountFen: 30_000 },
    ]);
  });

  it('takes goodwill by the dealer where nothing else is chosen, and a dash of zeros for no line', async () => {
    const { li, propose } = await claimed();
    await propose({ solutions: ['gift'], refund: '0', goodwill: '60' });
    await li.submit({});
    expect((await proposal())?.lines).toEqual([{ kind: 'goodwill', payer: 'dealer', amountFen: 6_000 }]);
  });

  it('puts a slip under the input it stands in', async () => {
    const { propose } = await claimed();
    const slip = await propose({ solutions: ['gift'], goodwill: '60', amount_2: '很多' });
    expect(slip).toMatchObject({ errors: { amount_2: expect.stringContaining('金额') } });
  });

  it('asks under the refund for the price of a car that is taken back', async () => {
    const { propose } = await claimed();
    const unpriced = await propose({ solutions: ['vehicle_return'], goodwill: '60' });
    const sentence = w.refusal.amount_required({ solutions: ['vehicle_return'] });
    expect(unpriced).toMatchObject({ errors: { refund: sentence } });
  });

  it('is refused in its place when the case has moved on between the two steps', async () => {
    const { li, wu, ts, propose } = await claimed();
    await propose({ solutions: ['gift'], goodwill: '60' });
    await wu.press('case:propose', undefined, '客诉', ts);
    await wu.submit({ solutions: ['apology'], reason: '先道歉' });
    await li.submit({});
    expect(JSON.stringify(li.form())).toContain(
      w.refusal.action_not_in_state({ action: 'propose', status: 'offering' }),
    );
    expect((await theCase()).proposals).toHaveLength(1);
  });
});

describe('a proposal without money', () => {
  it('goes to the customer in one step', async () => {
    const { li, propose } = await claimed();
    await propose({ solutions: ['apology'] });
    expect(li.form()).toBeNull();
    expect((await theCase()).status).toBe('offering');
  });
});

describe('the manufacturer’s consent', () => {
  const paper = [{ name: 'consent.pdf', mimetype: 'application/pdf', content: 'AAAA' }];

  it('is asked for in the second step where it is needed, and nowhere else', async () => {
    const { li, propose } = await claimed();
    await propose({ solutions: ['gift'], goodwill: '60' });
    expect(held(li.as)).not.toHaveProperty('files');
    await rig.workspace.act({ verb: 'close', as: li.as, viewId: rig.workspace.view(li.as)?.id ?? '' });
    await li.submit({ goodwill: '25000' });
    expect(held(li.as)).toHaveProperty('files');
    const words = await li.submit({ text: '电话里同意了' });
    expect(words).toMatchObject({ errors: { files: w.refusal.consent_missing({ manufacturer: '厂家' }) } });
    await send(li.as, { files: { files: paper }, text: { text: '邮件 A-17' } });
    expect((await proposal())?.consent?.text).toBe('邮件 A-17');
  });

  it('holds the last signature back until it is on file', async () => {
    const { li, he, ts, propose } = await claimed();
    await propose({ solutions: ['compensation'], goodwill: '25000' });
    await li.submit({});
    expect(JSON.stringify(he.sees('客诉', ts))).toContain(w.money.consentMissing('厂家'));
    await he.press('approval:approve', undefined, '客诉', ts);
    expect(he.whispered('客诉', ts)).toContain(w.refusal.consent_missing({ manufacturer: '厂家' }));
    await li.press('case:add_consent', undefined, '客诉', ts);
    expect(await li.submit({ text: '邮件 A-17' })).toMatchObject({ ok: false });
    await send(li.as, { files: { files: paper }, text: { text: '邮件 A-17' } });
    expect(JSON.stringify(he.sees('客诉', ts))).toContain('邮件 A-17');
    expect(JSON.stringify(he.sees('客诉', ts))).not.toContain(w.money.consentMissing('厂家'));
    await he.press('approval:approve', undefined, '客诉', ts);
    expect((await theCase()).status).toBe('offering');
  });
});

describe('what the customer says', () => {
  /** Approved and put to the customer. */
  async function offered(goodwill = '200') {
    const desk = await claimed();
    await desk.propose({ solutions: ['compensation'], goodwill });
    await desk.li.submit({});
    await desk.wu.press('approval:approve', undefined, '客诉', desk.ts);
    const press = (action: string) => desk.li.press(action, undefined, '客诉', desk.ts);
    const shown = () => JSON.stringify(desk.wu.sees('客诉', desk.ts));
    return { ...desk, press, shown };
  }

  it('yes: whoever has the case carries it out unless somebody else is named', async () => {
    const { li, press } = await offered();
    await press('case:accept');
    expect(held(li.as).assignee).toMatchObject({ assignee: { selected_user: li.as } });
    await li.submit({ text: '同意' });
    expect(await proposal()).toMatchObject({ state: 'accepted', responsible: 'p-li', executeBy: null });
  });

  it('yes: with somebody to carry it out, and until when', async () => {
    const { li, wu, press, shown } = await offered();
    await press('case:accept');
    const past = { due_at: { due_at: Date.parse('2026-11-15T10:00:00Z') / 1000 } };
    expect(await send(li.as, past)).toMatchObject({ errors: { due_at: w.refusal.time_in_the_past({}) } });
    expect(await send(li.as, { assignee: { assignee: rig.workspace.user('xin') } })).toMatchObject({
      errors: { assignee: w.refusal.assignee_without_role({ name: '小新' }) },
    });
    const due_at = { due_at: Date.parse('2026-11-18T12:00:00Z') / 1000 };
    await send(li.as, { assignee: { assignee: wu.as }, due_at });
    expect(await proposal()).toMatchObject({ responsible: 'p-wu', executeBy: '2026-11-18T12:00:00.000Z' });
    expect(shown()).toContain('吴强执行，11-18 20:00 前完成');
  });

  it('no: the approval is void, and its card says so', async () => {
    const { li, press, shown } = await offered();
    await press('case:decline');
    await li.submit({ reason: '客户要一千' });
    expect(await proposal()).toMatchObject({ state: 'declined' });
    expect(shown()).toContain('客户不接受，批准作废 · 小李');
  });

  it('paid: once, with proof; after that nobody can say the customer declined', async () => {
    const { li, press, shown } = await offered();
    await press('case:accept');
    await li.submit({});
    await press('case:pay');
    expect(li.form()?.callback_id).toBe(FORM.pay);
    await li.submit({ text: '流水 0832' });
    expect((await proposal())?.paidAt).not.toBeNull();
    expect(shown()).toContain(' 已付款');
    await expect(press('case:decline')).rejects.toThrow('case:decline');
    await press('case:carry_out');
    await li.submit({ text: '都做完了' });
    expect((await theCase()).status).toBe('resolved');
  });

  it('a second payment from a form that stood open is refused', async () => {
    const { li, wu, ts, press } = await offered();
    await press('case:accept');
    await li.submit({});
    await press('case:pay');
    await wu.press('case:pay', undefined, '客诉', ts);
    await li.submit({ text: '流水 0832' });
    const refused = await wu.submit({ text: '流水 0833' });
    expect(refused).toMatchObject({ errors: { text: w.refusal.already_paid({}) } });
  });

  it('nothing yet: the proposer takes it back, and the approval says so', async () => {
    const { press, shown } = await offered();
    await press('case:withdraw');
    expect(await proposal()).toMatchObject({ state: 'withdrawn' });
    expect(shown()).toContain(w.money.withdrawn);
  });
});

describe('/kesu 谁批', () => {
  it('answers who signs a sum, to the asker alone', async () => {
    const { li, he } = await claimed();
    await li.command('谁批 3800');
    expect(li.whispered()).toContain('*¥3,800* 需要：何总（总经理）批准');
    await li.command('谁批 800元');
    expect(li.whispered()).toContain('吴强（部门经理）');
    await li.command('谁批');
    expect(li.whispered()).toContain(w.money.askSum);
    expect(he.whispered()).toBe('null');
  });
});
