import { afterEach, describe, expect, it } from 'vitest';
import type { Case } from '../../src/domain/case.ts';
import { recordFollowUp } from '../../src/flows/follow-up.ts';
import { userRef } from '../../src/slack/refs.ts';
import { openRig, personAt, type Rig, w } from './rig.ts';

let rig: Rig;
afterEach(() => rig.stop());

const only = async (): Promise<Case> => {
  const [c] = await rig.stores.cases.list({});
  if (!c) throw new Error('no case');
  return c;
};

/** A case whose solution, an explanation, was carried out: it waits for the call-back. */
async function resolved({ serious = false } = {}) {
  rig = await openRig();
  const [li, he] = [personAt(rig, 'li'), personAt(rig, 'he')];
  const ts = await rig.post('li', '客户等了两个小时');
  const press = (action: string) => li.press(`case:${action}`, undefined, '客诉', ts);
  await press('claim');
  if (serious) {
    await li.press('case:more', `set_severity:${(await only()).id}`, '客诉', ts);
    await li.submit({ severity: 'serious', reason: '老客户' });
  }
  await press('propose');
  await li.submit({ solutions: ['explanation'], reason: '说明等待原因' });
  await press('accept');
  await li.submit({ text: '客户同意' });
  await press('carry_out');
  await li.submit({ text: '已当面说明' });
  const c = await only();
  if (c.status !== 'resolved') throw new Error(`the case is ${c.status}`);
  return { he, ts, call: () => he.press('case:follow_up', undefined, '客诉', ts) };
}

const inputsOf = (view: { readonly blocks: readonly unknown[] } | null): readonly string[] => {
  const blocks = (view?.blocks ?? []) as { type: string; block_id?: string }[];
  return blocks.flatMap((b) => (b.type === 'input' ? (b.block_id ?? []) : []));
};
const CLOSING = { verdict: 'dissatisfied', party: 'dealer', parties: ['customer', 'dealer'] };

describe('the form of the call-back', () => {
  it('asks with what the case is closed once the customer is satisfied, and no longer when he is not', async () => {
    const { he, call } = await resolved();
    await call();
    expect(inputsOf(he.form())).toEqual(['result', 'text']);
    await he.pressView('result', 'satisfied');
    expect(inputsOf(he.form())).toEqual(['result', 'text', 'resolution', 'verdict', 'party', 'parties']);
    await he.pressView('result', 'unhappy');
    expect(inputsOf(he.form())).toEqual(['result', 'text']);
  });

  it('closes the case of a satisfied customer with outcome, cause and parties, the main one first', async () => {
    const { he, ts, call } = await resolved();
    await call();
    await he.pressView('result', 'satisfied');
    expect((await he.submit({ result: 'satisfied', text: '很满意', ...CLOSING })).ok).toBe(true);
    const c = await only();
    expect(c.status).toBe('closed');
    // The outcome was suggested by the solution.
    expect(c.closing).toEqual({ resolution: 'explained', verdict: 'dissatisfied', parties: ['dealer', 'customer'] });
    expect(JSON.stringify(he.sees('客诉', ts))).toContain('*结论*');
  });

  it('is refused without them, under the result while it does not ask for them yet', async () => {
    const { he, call } = await resolved();
    await call();
    const early = await he.submit({ result: 'satisfied', text: '很满意' });
    expect(early).toMatchObject({ ok: false, errors: { result: w.refusal.closing_required({}) } });
    expect((await only()).status).toBe('resolved');
  });

  it('opens the case again for an unhappy customer, with his words', async () => {
    const { he, call } = await resolved();
    await call();
    expect(await he.submit({ result: 'unhappy', text: '' })).toMatchObject({
      errors: { text: w.refusal.reason_required({}) },
    });
    await he.submit({ result: 'unhappy', text: '还是觉得没说清楚' });
    expect(await only()).toMatchObject({ status: 'claimed', reopenCount: 1 });
  });

  it('keeps the case waiting when nobody was reached', async () => {
    const { he, call } = await resolved();
    await call();
    await he.submit({ result: 'unreachable', text: '无人接听' });
    expect((await only()).status).toBe('resolved');
  });

  it('asks for no closing of a case that is closed already, which is called back once more', async () => {
    // A serious case is called back after a day and after a week.
    const { he, call } = await resolved({ serious: true });
    await call();
    await he.pressView('result', 'satisfied');
    await he.submit({ result: 'satisfied', ...CLOSING });
    expect((await only()).status).toBe('closed');
    await call();
    expect(inputsOf(he.form())).toEqual(['result', 'text']);
    expect((await he.submit({ result: 'satisfied', text: '依然满意' })).ok).toBe(true);
    const calls = (await rig.stores.cases.timeline((await only()).id)).filter((e) => e.body.type === 'followed_up');
    expect(calls).toHaveLength(2);
  });
});

describe('the form to close', () => {
  it('closes a case that was called back before and waits, with the same questions', async () => {
    const { he, ts } = await resolved();
    const by = await rig.ports.people.byChatUser(userRef(he.as));
    if (!by) throw new Error('nobody');
    const called = { result: 'satisfied', text: '满意', closing: null } as const;
    await recordFollowUp(rig.ports, by, (await only()).id, called);
    await rig.settle();
    await he.press('case:close', undefined, '客诉', ts);
    expect(inputsOf(he.form())).toEqual(['resolution', 'verdict', 'party', 'parties', 'text']);
    const open = await he.submit({ text: '已结' });
    expect(open).toMatchObject({ ok: false, errors: { verdict: expect.any(String), party: expect.any(String) } });
    await he.submit({ resolution: 'other', verdict: 'customer_fault', party: 'third_party' });
    const closing = { resolution: 'other', verdict: 'customer_fault', parties: ['third_party'] };
    expect(await only()).toMatchObject({ status: 'closed', closing });
  });
});
