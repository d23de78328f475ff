import { afterEach, describe, expect, it } from 'vitest';
import type { Case } from '../../src/domain/case.ts';
import { tick } from '../../src/flows/tick.ts';
import { userRef } from '../../src/slack/refs.ts';
import { openRig, personAt, type Rig, w } from './rig.ts';

const MINUTE = 60_000;
let rig: Rig;
const open = async () => {
  rig = await openRig();
  return { li: personAt(rig, 'li'), wu: personAt(rig, 'wu'), he: personAt(rig, 'he') };
};
afterEach(() => rig.stop());

const cases = async (): Promise<readonly Case[]> =>
  [...(await rig.stores.cases.list({}))].sort((a, b) => a.number.localeCompare(b.number));
const typesOf = async (c: Case) => (await rig.stores.cases.timeline(c.id)).map((e) => e.body.type);
/** What everybody reads in a thread. */
const thread = (who: ReturnType<typeof personAt>, ts: string) =>
  JSON.stringify(who.sees('客诉', ts).filter((m) => !m.ephemeral));

/** A complaint and, of the same customer about the same, a second one in a message of its own. */
async function twoMessages() {
  const first = await rig.post('li', '客户等了两个小时');
  const second = await rig.post('li', '又一位客户说等了一上午');
  return { first, second };
}

describe('a message taken for an earlier case', () => {
  it('says which case it went to, and becomes a case of its own at a press', async () => {
    const { wu } = await open();
    const { first, second } = await twoMessages();
    const [old] = await cases();
    expect(await cases()).toHaveLength(1);
    expect(thread(wu, second)).toContain(old?.number);
    await wu.press('message:detach', undefined, '客诉', second);
    const [, made, ...others] = await cases();
    if (!old || !made) throw new Error('no new case');
    expect(others).toHaveLength(0);
    expect(made).toMatchObject({ status: 'new', text: '又一位客户说等了一上午' });
    expect(await typesOf(old)).toContain('detached');
    expect(thread(wu, second)).toContain(w.screen.done.detached(made.number, old.number));
    expect(thread(wu, second)).not.toContain('message:detach');
    expect(thread(wu, first)).toContain(`吴强把一条消息拆出去，另立 ${made.number}`);
  });

  it('is put right once, however often it is pressed', async () => {
    const { li, wu } = await open();
    const { second } = await twoMessages();
    await Promise.all([li, wu].map((who) => who.press('message:detach', undefined, '客诉', second)));
    const all = await cases();
    expect(all).toHaveLength(2);
    expect((await typesOf(all[0] as Case)).filter((type) => type === 'detached')).toHaveLength(1);
    const told = [li, wu].map((who) => who.whispered('客诉', second));
    expect(told.filter((text) => text.includes(w.refusal.nothing_to_detach({})))).toHaveLength(1);
  });

  it('is what the message menu explains from then on', async () => {
    const { li, wu } = await open();
    const { second } = await twoMessages();
    await wu.press('message:detach', undefined, '客诉', second);
    const [old, made] = await cases();
    await li.shortcut('explain_message', second);
    const shown = JSON.stringify(li.form());
    expect(shown).toContain(made?.number);
    expect(shown).not.toContain(old?.number);
    expect(shown).toContain('吴强');
  });
});

describe('a new case of a known customer', () => {
  it('names the earlier case, and is merged into it at a press', async () => {
    const { wu } = await open();
    const { second } = await twoMessages();
    await wu.press('message:detach', undefined, '客诉', second);
    const [old, made] = await cases();
    if (!old || !made) throw new Error('no two cases');
    expect(thread(wu, second)).toContain(w.screen.ask.mergeInto(old.number));
    await wu.press('case:merge_into', undefined, '客诉', second);
    expect((await cases())[1]).toMatchObject({ status: 'merged', mergedInto: { number: old.number } });
    expect(await typesOf(old)).toContain('merge_received');
    expect(thread(wu, second)).toContain(w.screen.done.merged(made.number, old.number));
    expect(thread(wu, second)).not.toContain('case:merge_into');
  });
});

const timesCalled = (said: string): number => said.split('的首次联系时限已过').length - 1;

describe('a reminder', () => {
  const late = async () => {
    const people = await open();
    const ts = await rig.post('li', '客户等了两个小时');
    rig.pass(31 * MINUTE);
    await tick(rig.ports);
    await rig.settle();
    return { ...people, ts };
  };

  it('calls the manager by name, with the time in the store’s clock', async () => {
    const { wu, ts } = await late();
    const [c] = await cases();
    const said = thread(wu, ts);
    expect(said).toContain(`<@${wu.as}> 一般客诉 ${c?.number} 的认领时限已过（11-16 09:35），请处理。`);
  });

  it('rests once somebody says he is on it, and only he hears that it does', async () => {
    const { li, wu, he, ts } = await late();
    const [c] = await cases();
    await li.press('case:claim', undefined, '客诉', ts);
    rig.pass(100 * MINUTE);
    await tick(rig.ports);
    await rig.settle();
    await wu.press('clock:acknowledge', undefined, '客诉', ts);
    const before = timesCalled(thread(wu, ts));
    expect(before).toBeGreaterThan(0);
    const told = w.screen.done.acknowledged(c?.number ?? '', w.name.timer.first_contact);
    expect(wu.whispered('客诉', ts)).toContain(told);
    expect(thread(li, ts)).not.toContain(told);
    expect(await typesOf(c as Case)).toContain('acknowledged');
    rig.pass(130 * MINUTE);
    await tick(rig.ports);
    await rig.settle();
    expect(timesCalled(thread(he, ts))).toBe(before);
  });

  it('of a case that nobody has gives it to whoever says so', async () => {
    const { wu, ts } = await late();
    await wu.press('clock:acknowledge', undefined, '客诉', ts);
    expect((await cases())[0]).toMatchObject({
      status: 'claimed',
      assignee: (await rig.ports.people.byChatUser(userRef(wu.as)))?.id,
    });
  });

  it('has nothing left to rest once the case is claimed', async () => {
    const { wu, he, ts } = await late();
    await he.press('case:claim', undefined, '客诉', ts);
    await wu.press('clock:acknowledge', undefined, '客诉', ts);
    expect(wu.whispered('客诉', ts)).toContain(w.refusal.nothing_to_acknowledge({}));
  });
});
