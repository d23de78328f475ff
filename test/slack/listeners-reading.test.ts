import { afterEach, describe, expect, it } from 'vitest';
import type { Case } from '../../src/domain/case.ts';
import type { CaseEventBody } from '../../src/domain/case-event.ts';
import type { Doubt } from '../../src/domain/case-reading.ts';
import { showCase } from '../../src/domain/job.ts';
import { ACTION, SHORTCUT } from '../../src/slack/ids.ts';
import { elementsIn, openRig, personAt, type Rig, w } from './rig.ts';

let rig: Rig;
afterEach(() => rig.stop());

const only = async (): Promise<Case> => {
  const [c, ...others] = await rig.stores.cases.list({});
  if (!c || others.length > 0) throw new Error('one case expected');
  return c;
};
/** A complaint of 小李 in the channel, claimed by nobody. */
async function complained() {
  rig = await openRig();
  const ts = await rig.post('li', '客户等了两个小时');
  return { ts, li: personAt(rig, 'li'), wu: personAt(rig, 'wu'), xin: personAt(rig, 'xin') };
}
/** The desk itself notes something, and the card is drawn again unless it is too late for that. */
async function happens(body: CaseEventBody, drawn: 'drawn' | 'not drawn yet' = 'drawn') {
  const c = await only();
  const change = { caseId: c.id, expectedVersion: c.version, at: rig.ports.clock.now(), events: [{ by: null, body }] };
  await rig.ports.cases.commit({ cases: [change], jobs: drawn === 'drawn' ? [showCase(c)] : [] });
  if (drawn === 'drawn') await rig.settle();
}

const category: Doubt = { field: 'category', held: 'waiting_time', said: 'service_attitude', by: 'model' };
const phone: Doubt = { field: 'phone', held: '13912345678', said: '13900001111', by: 'message' };
const contradicted = (...doubts: Doubt[]): CaseEventBody => ({ type: 'contradicted', message: null, doubts });
const heard: CaseEventBody = {
  ...{ type: 'promise_heard', message: null },
  heard: {
    id: 'h-1',
    text: '明天下午回电',
    dueText: '明天下午',
    dueAt: '2026-11-17T07:00:00Z',
    quote: '明天下午给您回电',
  },
};
const CONFIRM = ACTION.case('confirm_reading');

describe('the button that says all is right', () => {
  it('confirms what was in doubt, for everybody to see, and goes', async () => {
    const { ts, li, wu } = await complained();
    await happens(contradicted(category, phone));
    expect(JSON.stringify(li.sees('客诉', ts))).toContain('看法不同');
    await wu.press(CONFIRM, undefined, '客诉', ts);
    const c = await only();
    expect(c.reading).toMatchObject({ doubts: [], byPerson: ['category', 'phone'] });
    expect((await rig.stores.cases.timeline(c.id)).at(-1)).toMatchObject({ by: 'p-wu' });
    const shown = li.sees('客诉', ts);
    expect(JSON.stringify(shown)).not.toContain('看法不同');
    expect(shown.flatMap((m) => elementsIn(m.blocks)).some((e) => e.action_id === CONFIRM)).toBe(false);
  });

  it('answers the second of two who press at once', async () => {
    const { ts, li, wu } = await complained();
    await happens(contradicted(category));
    await Promise.all([li, wu].map((who) => who.press(CONFIRM, undefined, '客诉', ts)));
    const told = [li, wu].filter((who) => who.whispered('客诉', ts).includes(w.refusal.nothing_to_confirm({})));
    expect(told).toHaveLength(1);
    const confirmed = (await rig.stores.cases.timeline((await only()).id)).filter(
      (e) => e.body.type === 'reading_confirmed',
    );
    expect(confirmed).toHaveLength(1);
  });

  it('confirms only what the card showed, not what came since', async () => {
    const { ts, wu } = await complained();
    await happens(contradicted(category));
    await happens(contradicted(phone), 'not drawn yet');
    await wu.press(CONFIRM, undefined, '客诉', ts);
    expect((await only()).reading).toMatchObject({ doubts: [phone], byPerson: ['category'] });
  });

  it('says no to somebody without a role', async () => {
    const { ts, xin } = await complained();
    await happens(contradicted(category));
    await xin.press(CONFIRM, undefined, '客诉', ts);
    expect(xin.whispered('客诉', ts)).toContain(w.refusal.no_role({ action: 'confirm_reading' }));
    expect((await only()).reading.doubts).toEqual([category]);
  });
});

describe('a promise that was heard', () => {
  it('is noted by a form that knows it, and then runs like any other', async () => {
    const { ts, li } = await complained();
    await happens(heard);
    await li.press(ACTION.promiseHeard, undefined, '客诉', ts);
    expect(JSON.stringify(li.form())).toContain('明天下午回电');
    const dueAt = Date.parse('2026-11-17T07:00:00Z') / 1000;
    expect(JSON.stringify(li.form())).toContain(`"initial_date_time":${dueAt}`);
    await li.submit({ text: '明天下午三点回电', due_at: dueAt });
    const c = await only();
    expect(c.promises).toMatchObject([{ text: '明天下午三点回电', dueAt: '2026-11-17T07:00:00.000Z', by: 'p-li' }]);
    expect(c.reading.heard).toEqual([]);
    expect(JSON.stringify(li.sees('客诉', ts))).not.toContain(w.reading.heardLabel);
  });

  it('is gone once somebody says that it is none; whoever comes late is told', async () => {
    const { ts, li, wu } = await complained();
    await happens(heard);
    await li.press(ACTION.promiseHeard, undefined, '客诉', ts);
    await wu.press(ACTION.promiseWaived, undefined, '客诉', ts);
    expect((await only()).reading.heard).toEqual([]);
    const late = await li.submit({ text: '回电', due_at: Date.parse('2026-11-17T07:00:00Z') / 1000 });
    expect(JSON.stringify(late)).toContain(w.refusal.promise_not_found({}));
    expect((await only()).promises).toEqual([]);
  });

  it.each([ACTION.promiseHeard, ACTION.promiseWaived])('answers %s on an old card', async (action) => {
    const { ts, wu } = await complained();
    await happens(heard);
    await happens({ type: 'promise_waived', heard: 'h-1' }, 'not drawn yet');
    await wu.press(action, undefined, '客诉', ts);
    expect(wu.whispered('客诉', ts)).toContain(w.refusal.promise_not_found({}));
  });
});

describe('the menu', () => {
  it('opens where every value comes from', async () => {
    const { ts, li } = await complained();
    await li.press('case:more', `basis:${(await only()).id}`, '客诉', ts);
    const form = JSON.stringify(li.form());
    expect(form).toContain(w.reading.basis.title);
    expect(form).toContain(`*类别* ${w.name.category.waiting_time}`);
    expect(form).not.toContain('13912345678');
  });

  it('of a message tells what was read of its case to those who may look at cases', async () => {
    const { ts, li, xin } = await complained();
    const line = `*类别* ${w.name.category.waiting_time} · `;
    await li.shortcut(SHORTCUT.why, ts);
    expect(JSON.stringify(li.form())).toContain(line);
    await xin.shortcut(SHORTCUT.why, ts);
    expect(JSON.stringify(xin.form())).toContain(w.screen.why.title);
    expect(JSON.stringify(xin.form())).not.toContain(line);
  });

  it('corrects what kind of customer it is by its form', async () => {
    const { ts, li } = await complained();
    await li.press('case:more', `amend:${(await only()).id}`, '客诉', ts);
    await li.submit({ customer_type: 'activist' });
    const c = await only();
    expect([c.customerType, c.reading.byPerson]).toEqual(['activist', ['customerType']]);
  });
});
