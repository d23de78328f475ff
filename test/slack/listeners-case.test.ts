import { describe, expect, it } from 'vitest';
import type { Ports } from '../../src/ports.ts';
import { FORM } from '../../src/slack/ids.ts';
import { complained, only, open, rig } from './one-desk.ts';
import { w } from './rig.ts';

describe('the card', () => {
  it('appears under the complaint, and a press changes it for everybody', async () => {
    const { wu } = await open();
    const { ts } = await complained();
    expect(JSON.stringify(wu.sees('客诉', ts))).toContain(w.name.status.new);
    expect((await wu.press('case:claim', undefined, '客诉', ts)).ok).toBe(true);
    expect((await only()).status).toBe('claimed');
    expect(JSON.stringify(wu.sees('客诉', ts))).toContain(w.name.status.claimed);
  });

  it('tells the second of two who press at once whose it is, and nobody else', async () => {
    const { li, wu, he } = await open();
    const { ts } = await complained();
    await Promise.all([wu, he].map((who) => who.press('case:claim', undefined, '客诉', ts)));
    const owner = (await only()).assignee === 'p-wu' ? { name: '吴强', other: he } : { name: '何总', other: wu };
    expect(owner.other.whispered('客诉', ts)).toContain(w.refusal.already_claimed({ by: owner.name }));
    expect(li.whispered('客诉', ts)).toBe('null');
  });

  it('says a rule’s sentence to the one who pressed, in the thread', async () => {
    const { wu, he } = await open();
    const { ts } = await complained('客户等了两个小时，要投诉');
    await wu.press('case:propose', undefined, '客诉', ts);
    await wu.submit({ solutions: ['compensation'], goodwill: '200', payer: 'dealer', reason: '安抚客户' });
    await wu.submit({});
    await wu.press('approval:approve', undefined, '客诉', ts);
    expect(wu.whispered('客诉', ts)).toContain(w.refusal.own_proposal({}));
    expect(he.whispered('客诉', ts)).toBe('null');
    await he.press('approval:approve', undefined, '客诉', ts);
    expect((await only()).status).toBe('offering');
  });

  it('opens forms from buttons and from the menu, and keeps what they hold', async () => {
    const { li } = await open();
    const { ts, c } = await complained();
    await li.press('case:more', `set_severity:${c.id}`, '客诉', ts);
    expect(li.form()?.callback_id).toBe('form:severity');
    await li.submit({ severity: 'serious', reason: '客户情绪激动' });
    expect((await only()).severity).toBe('serious');
    await li.press('case:more', `timeline:${c.id}`, '客诉', ts);
    expect(JSON.stringify(li.form())).toContain('客户情绪激动');
    await li.press('case:more', `why:${c.id}`, '客诉', ts);
    expect(JSON.stringify(li.form())).toContain(w.screen.why.title);
  });

  it('reveals the customer to the asker alone and notes it', async () => {
    const { li, wu } = await open();
    const { ts, c } = await complained();
    await li.press('case:more', `reveal:${c.id}`, '客诉', ts);
    expect(li.whispered('客诉', ts)).toContain('13912345678');
    expect(JSON.stringify(wu.sees('客诉', ts))).not.toContain('13912345678');
    const timeline = await rig.stores.cases.timeline(c.id);
    expect(timeline.at(-1)?.body.type).toBe('revealed');
  });

  it('walks a whole case from proposal to the end by its buttons', async () => {
    const { li, wu, he } = await open();
    const { ts } = await complained();
    const press = (who: typeof li, action: string) => who.press(action, undefined, '客诉', ts);
    await press(li, 'case:claim');
    await press(li, 'case:propose');
    await li.submit({ solutions: ['refund', 'apology'], refund: '1,200.50', payer: 'dealer', reason: '多收了' });
    await li.submit({});
    expect((await only()).proposals[0]?.lines).toEqual([{ kind: 'refund', payer: 'dealer', amountFen: 120_050 }]);
    await press(wu, 'approval:approve');
    expect(wu.whispered('客诉', ts)).toContain('额度');
    await press(he, 'approval:reject');
    await he.submit({ reason: '先核对单据' });
    expect((await only()).status).toBe('claimed');
    await press(li, 'case:propose');
    await li.submit({ solutions: ['refund'], refund: '800', payer: 'dealer', reason: '核对过了' });
    await li.submit({});
    await press(wu, 'approval:approve');
    await press(li, 'case:accept');
    await li.submit({ text: '客户同意' });
    await press(li, 'case:carry_out');
    await li.submit({ text: '退款 800 元已到账' });
    expect((await only()).status).toBe('resolved');
    await press(he, 'case:follow_up');
    await he.pressView('result', 'satisfied');
    const closing = { resolution: 'refunded', verdict: 'defect', party: 'dealer' };
    await he.submit({ result: 'satisfied', text: '很满意', ...closing });
    expect((await only()).status).toBe('closed');
    await press(li, 'case:reopen');
    await li.submit({ reason: '客户又来电' });
    expect((await only()).reopenCount).toBe(1);
  });
});

describe('a form', () => {
  it('puts the sentence under the input it is about and stays open', async () => {
    const { li } = await open();
    const { ts } = await complained();
    await li.press('case:propose', undefined, '客诉', ts);
    const result = await li.submit({ solutions: ['refund'], refund: '很多', payer: 'dealer', reason: '多收了' });
    expect(result).toMatchObject({
      ok: false,
      error: 'view_errors',
      errors: { refund: expect.stringContaining('金额') },
    });
    await li.press('case:more', `amend:${(await only()).id}`, '客诉', ts);
    expect(await li.submit({ phone: '123' })).toMatchObject({ errors: { phone: expect.stringContaining('电话') } });
    expect(await li.submit({ phone: '123', plate: '沪', vin: 'LSV', mileage: '很多' })).toMatchObject({
      errors: {
        ...{ phone: w.refusal.invalid_fact({ fact: 'phone' }), plate: w.refusal.invalid_fact({ fact: 'plate' }) },
        ...{ vin: w.refusal.invalid_fact({ fact: 'vin' }), mileage: w.refusal.invalid_fact({ fact: 'mileage' }) },
      },
    });
  });

  it('stays open with what was typed when no input is at fault, and says the rule’s sentence under the last one', async () => {
    const { li, wu } = await open();
    const { ts, c } = await complained();
    await li.press('case:dismiss', undefined, '客诉', ts);
    await wu.press('case:dismiss', undefined, '客诉', ts);
    await wu.submit({ reason: '只是咨询' });
    const refused = await li.submit({ reason: '不是投诉' });
    const sentence = w.refusal.action_not_in_state({ action: 'dismiss', status: 'dismissed' });
    expect(refused).toMatchObject({ errors: { reason: sentence } });
    expect(li.form()?.callback_id).toBe(FORM.dismiss);
    expect((await rig.stores.cases.get(c.id))?.status).toBe('dismissed');
  });

  it('is closed in time when its work takes long, and the outcome is told afterwards', async () => {
    const slow = (ports: Ports): Ports => ({
      ...ports,
      reader: {
        read: async (input) => {
          await new Promise((resolve) => setTimeout(resolve, 2_700));
          return ports.reader.read(input);
        },
      },
    });
    const { li } = await open({ ports: slow });
    await li.command('');
    const result = await li.submit({ text: '客户等了两个小时' });
    expect(result.ok).toBe(true);
    await rig.workspace.quiet(400);
    await rig.settle();
    expect(li.whispered()).toContain((await only()).number);
  });
});
