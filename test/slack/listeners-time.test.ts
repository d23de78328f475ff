import { afterEach, describe, expect, it } from 'vitest';
import type { Case } from '../../src/domain/case.ts';
import { resolveClock } from '../../src/domain/case-clock.ts';
import { openRig, personAt, type Rig, w } from './rig.ts';

let rig: Rig;
afterEach(() => rig.stop());

const HOUR = 3600;
/** 2026-11-20 15:00 in Shanghai, in unix seconds as a datetimepicker gives it. */
const FRIDAY = Date.parse('2026-11-20T07:00:00Z') / 1000;

const only = async (): Promise<Case> => {
  const [c, ...others] = await rig.stores.cases.list({});
  if (!c || others.length > 0) throw new Error('not one case');
  return c;
};

/** A complaint with its card in a thread, claimed by the department manager. */
async function claimed() {
  rig = await openRig();
  const people = { li: personAt(rig, 'li'), wu: personAt(rig, 'wu'), he: personAt(rig, 'he') };
  const ts = await rig.post('li', '客户等了两个小时');
  const choose = async (who: keyof typeof people, action: string) =>
    people[who].press('case:more', `${action}:${(await only()).id}`, '客诉', ts);
  await people.wu.press('case:claim', undefined, '客诉', ts);
  const press = (who: keyof typeof people, action: string) =>
    people[who].press(`case:${action}`, undefined, '客诉', ts);
  return { ...people, ts, choose, press, card: () => JSON.stringify(people.li.sees('客诉', ts)) };
}

describe('the card of a new case', () => {
  it('calls whoever is asked to take it, until somebody has', async () => {
    rig = await openRig();
    const wu = personAt(rig, 'wu');
    const manager = (await rig.ports.people.withRole()).find((p) => p.name === '吴强');
    if (!manager) throw new Error('no manager');
    await rig.ports.people.save(manager.id, { ...manager, department: 'service' });
    const ts = await rig.post('li', '客户等了两个小时');
    const called = `待 <@${wu.as}> 认领`;
    expect(JSON.stringify(wu.sees('客诉', ts))).toContain(called);
    await wu.press('case:claim', undefined, '客诉', ts);
    expect(JSON.stringify(wu.sees('客诉', ts))).not.toContain(called);
  });
});

describe('a date agreed with the customer', () => {
  it('replaces the due time on the card, and both are shown', async () => {
    const { li, choose, card } = await claimed();
    const before = (await only()).dueAt;
    await choose('li', 'agree_date');
    expect(li.form()?.callback_id).toBe('form:agree_date');
    expect((await li.submit({ due_at: FRIDAY, text: '客户说周五下午就行' })).ok).toBe(true);
    const clock = resolveClock((await only()).clocks);
    expect(clock).toMatchObject({ dueAt: '2026-11-20T07:00:00.000Z', agreedInsteadOf: before });
    expect(card()).toContain('客户约定 11-20 15:00（原 ');
  });

  it('is refused under its input when it has passed, and the form stays', async () => {
    const { li, choose } = await claimed();
    const before = (await only()).dueAt;
    await choose('li', 'agree_date');
    const yesterday = Date.parse('2026-11-15T07:00:00Z') / 1000;
    const result = await li.submit({ due_at: yesterday, text: '客户说周日' });
    expect(result).toMatchObject({ ok: false, errors: { due_at: w.refusal.time_in_the_past({}) } });
    expect(li.form()?.callback_id).toBe('form:agree_date');
    expect((await only()).dueAt).toBe(before);
  });
});

describe('a promise', () => {
  it('stands on the card until somebody says that it was kept', async () => {
    const { li, choose, press, card } = await claimed();
    await press('li', 'promise');
    await li.submit({ text: '今天15:00前回电', due_at: FRIDAY });
    expect((await only()).promises).toMatchObject([{ text: '今天15:00前回电', keptAt: null }]);
    expect(card()).toContain('*承诺* 今天15:00前回电 · 11-20 15:00');
    await choose('li', 'keep_promise');
    expect(JSON.stringify(li.form())).toContain('今天15:00前回电');
    const [promise] = (await only()).promises;
    await li.submit({ promise: promise?.id ?? '', text: '14:40 已回电' });
    expect((await only()).promises[0]?.keptAt).not.toBeNull();
    expect(card()).not.toContain('*承诺*');
  });

  it('has a time that is still to come', async () => {
    const { li, press } = await claimed();
    await press('li', 'promise');
    const now = Math.floor(rig.ports.clock.now().getTime() / 1000);
    const result = await li.submit({ text: '回电', due_at: now - HOUR });
    expect(result).toMatchObject({ errors: { due_at: w.refusal.time_in_the_past({}) } });
    expect((await only()).promises).toEqual([]);
  });

  it('that somebody else noted as kept meanwhile is refused under its input', async () => {
    const { li, wu, choose, press } = await claimed();
    await press('li', 'promise');
    await li.submit({ text: '回电', due_at: FRIDAY });
    const [promise] = (await only()).promises;
    await choose('li', 'keep_promise');
    await choose('wu', 'keep_promise');
    await wu.submit({ promise: promise?.id ?? '' });
    const result = await li.submit({ promise: promise?.id ?? '' });
    expect(result).toMatchObject({ errors: { promise: w.refusal.promise_not_found({}) } });
  });
});

describe('a pause', () => {
  it('takes a manager and a reason, and ends at a press', async () => {
    const { wu, choose, press, card } = await claimed();
    await choose('wu', 'pause');
    expect(wu.form()?.callback_id).toBe('form:pause');
    await wu.submit({ waiting_for: 'inspection', reason: '已送检' });
    expect((await only()).pauses).toHaveLength(1);
    expect(card()).toContain('暂停计时，自');
    await press('wu', 'resume');
    expect((await only()).pauses[0]?.until).not.toBeNull();
    expect(card()).not.toContain('暂停计时，自');
  });

  it('opens no form for whoever may not', async () => {
    const { li, ts, choose } = await claimed();
    await choose('li', 'pause');
    expect(li.form()).toBeNull();
    const roles = ['department_manager', 'customer_relations_manager', 'general_manager'] as const;
    expect(li.whispered('客诉', ts)).toContain(w.refusal.role_may_not({ action: 'pause', roles }));
  });

  it('is refused in the form when blanks stand for a reason', async () => {
    const { wu, choose } = await claimed();
    await choose('wu', 'pause');
    const result = await wu.submit({ waiting_for: 'parts', reason: '   ' });
    expect(result).toMatchObject({ errors: { reason: w.refusal.reason_required({}) } });
    expect((await only()).pauses).toEqual([]);
  });
});

describe('who is complained about', () => {
  it('is named on the card, stands in the form the next time, and is kept away', async () => {
    const { li, wu, he, ts, choose, card } = await claimed();
    await choose('li', 'accuse');
    await li.submit({ accused: [wu.as] });
    expect((await only()).accused).toEqual(['p-wu']);
    expect(card()).toContain('*被投诉人* 吴强');
    await choose('he', 'accuse');
    expect(JSON.stringify(he.form())).toContain(`"initial_users":["${wu.as}"]`);
    await choose('wu', 'pause');
    expect(wu.form()).toBeNull();
    expect(wu.whispered('客诉', ts)).toContain(w.refusal.complained_about({}));
    await he.submit({ accused: [] });
    expect((await only()).accused).toEqual([]);
  });

  it('is not handed the case: the form says so under the colleague', async () => {
    const { li, wu, choose, press } = await claimed();
    await choose('li', 'accuse');
    await li.submit({ accused: [wu.as] });
    await press('li', 'hand_over');
    const refused = await li.submit({ assignee: wu.as });
    expect(refused).toMatchObject({ errors: { assignee: w.refusal.assignee_complained_about({ name: '吴强' }) } });
    expect((await only()).assignee).not.toBe('p-wu');
  });

  it('is refused when nothing was changed', async () => {
    const { li, choose } = await claimed();
    await choose('li', 'accuse');
    expect(await li.submit({ accused: [] })).toMatchObject({ errors: { accused: w.refusal.nothing_to_change({}) } });
  });
});

describe('a talk with the customer', () => {
  const metOf = (c: Case, kind: string) => c.clocks.find((clock) => clock.kind === kind)?.metAt ?? null;

  it('stops the clock of the first contact, and with the box ticked that of the notice', async () => {
    const { li, press } = await claimed();
    await press('li', 'log_contact');
    await li.submit({ way: 'phone', text: '已致歉' });
    expect(metOf(await only(), 'first_contact')).not.toBeNull();
    expect(metOf(await only(), 'notice')).toBeNull();
    await press('li', 'log_contact');
    await li.submit({ way: 'platform', text: '已在平台答复处理方案', plan: ['told'] });
    expect(metOf(await only(), 'notice')).not.toBeNull();
  });
});
