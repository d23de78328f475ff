import { afterEach, describe, expect, it } from 'vitest';
import { openRig, personAt, type Rig, w } from './rig.ts';

describe('the menu of the card', () => {
  let rig: Rig;
  afterEach(() => rig.stop());

  it('opens advice for the one who asks', async () => {
    rig = await openRig();
    const li = personAt(rig, 'li');
    const ts = await rig.post('li', '客户等了两个小时');
    const [c] = await rig.stores.cases.list({});
    const before = (await rig.stores.cases.timeline(c!.id)).length;
    expect((await li.press('case:more', `advice:${c!.id}`, '客诉', ts)).ok).toBe(true);
    const form = JSON.stringify(li.form());
    expect(form).toContain(w.advice.title);
    expect(form).toContain(w.advice.draft.sorry.waiting_time);
    expect(await rig.stores.cases.timeline(c!.id)).toHaveLength(before);
  });

  it('tells somebody without a role who may look', async () => {
    rig = await openRig();
    const xin = personAt(rig, 'xin');
    const ts = await rig.post('xin', '客户等了两个小时');
    const [c] = await rig.stores.cases.list({});
    await xin.press('case:more', `advice:${c!.id}`, '客诉', ts);
    expect(xin.form()).toBeNull();
    expect(xin.whispered('客诉', ts)).toContain(w.refusal.looking_needs_role({}));
  });
});
