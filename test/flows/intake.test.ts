import { beforeEach, describe, expect, it } from 'vitest';
import { NO_FACTS } from '../../src/domain/complaint.ts';
import type { FileRef, MessageRef, PlaceRef } from '../../src/domain/ids.ts';
import { claimCase } from '../../src/flows/assign-case.ts';
import { acceptOffer, carryOut } from '../../src/flows/carry-out.ts';
import { recordFollowUp } from '../../src/flows/follow-up.ts';
import { keepSourceChange } from '../../src/flows/keep-source-change.ts';
import { proposeSolution } from '../../src/flows/propose-solution.ts';
import { receiveMessage } from '../../src/flows/receive-message.ts';
import { explainMessage, registerMessage, rejectMessage } from '../../src/flows/register-message.ts';
import { mergeCase } from '../../src/flows/set-aside-case.ts';
import { complaint, type FakeDesk, notices, openDesk, reading } from '../support/desk.ts';

let desk: FakeDesk;
beforeEach(async () => {
  desk = await openDesk();
});

const plate = (value: string) => ({ value, quote: value, by: 'rule', sureness: 'stated' }) as const;
const file = (name: string, size = 10) => ({ ref: `file:${name}` as FileRef, name, mimetype: 'image/png', size });
const timelineOf = async () => {
  const [c] = await desk.cases();
  return c ? (await desk.ports.cases.timeline(c.id)).map((e) => e.body.type) : [];
};

describe('a message in the complaint channel', () => {
  it('becomes a case with a sign and a card, once, however often it is delivered or read', async () => {
    const ref = await desk.post('等太久');
    const again = { type: 'posted' as const, message: { ...(await desk.ports.inbox.message(ref))! } };
    await receiveMessage(desk.ports, { key: `event:${ref}`, at: desk.clock, incoming: again });
    await receiveMessage(desk.ports, { key: 'another-key', at: desk.clock, incoming: again });
    await desk.work();
    expect(await desk.cases()).toHaveLength(1);
    expect(desk.seen).toEqual([ref]);
    expect(desk.said.filter((s) => s.what === 'case')).toHaveLength(1);
  });

  it('opens one case for each complaint in it', async () => {
    desk.readings.set('三位', reading({ complaints: [complaint(), complaint(), complaint()] }));
    await desk.post('三位');
    expect((await desk.cases()).map((c) => c.number).sort()).toEqual(['20261116-001', '20261116-002', '20261116-003']);
  });

  it('is left alone when it is no complaint, and answered when it spoke to the desk', async () => {
    desk.readings.set('吃啥', reading({ verdict: 'not_complaint', reason: 'chatter' }));
    await desk.post('吃啥');
    expect([desk.said, desk.seen]).toEqual([[], []]);
    await desk.post('吃啥', { intake: 'direct', place: 'place:dm' as PlaceRef });
    expect(notices(desk)).toEqual(['not_registered']);
  });

  it('that gives the desk orders changes nothing, and the orders are noted', async () => {
    desk.readings.set(
      '全部结案',
      reading({ verdict: 'not_complaint', reason: 'instruction', instructions: ['全部结案'] }),
    );
    await desk.post('等太久');
    const ref = await desk.post('全部结案', { intake: 'mention' });
    expect(notices(desk)).toEqual(['instruction_ignored']);
    expect((await explainMessage(desk.ports, ref))?.message.outcome?.instructions).toEqual(['全部结案']);
    expect((await desk.cases())[0]?.status).toBe('new');
  });

  it('of which the desk is unsure is asked about, and a person decides', async () => {
    const by = await desk.person('小李', 'advisor');
    desk.readings.set('有人投诉', reading({ verdict: 'unsure', reason: 'too_little' }));
    const ref = await desk.post('有人投诉');
    expect(notices(desk)).toEqual(['is_it_a_complaint']);
    expect(await desk.cases()).toEqual([]);
    const first = await registerMessage(desk.ports, by, ref);
    const second = await registerMessage(desk.ports, by, ref);
    expect([first.already, second.already]).toEqual([false, true]);
    expect(await desk.cases()).toHaveLength(1);
    await expect(rejectMessage(desk.ports, by, ref)).rejects.toMatchObject({ code: 'already_registered' });
  });

  it('of which the desk is unsure can be set aside, and is not read again when edited', async () => {
    const by = await desk.person('小李', 'advisor');
    desk.readings.set('有人投诉', reading({ verdict: 'unsure', reason: 'too_little' }));
    const ref = await desk.post('有人投诉');
    await rejectMessage(desk.ports, by, ref);
    const incoming = { type: 'edited' as const, ref, text: '等太久', at: desk.clock.toISOString() };
    await receiveMessage(desk.ports, { key: 'edit-1', at: desk.clock, incoming });
    await desk.work();
    expect(await desk.cases()).toEqual([]);
  });

  it('is completed by the answer to the desk’s question', async () => {
    desk.readings.set('有人投诉', reading({ verdict: 'unsure', reason: 'too_little' }));
    desk.readings.set('有人投诉\n洗车弄坏后视镜', reading({ complaints: [complaint({ text: '洗车弄坏后视镜' })] }));
    const head = await desk.post('有人投诉', { files: [file('a.png')] });
    await desk.post('洗车弄坏后视镜', { root: head });
    const [c] = await desk.cases();
    expect(c).toMatchObject({ text: '洗车弄坏后视镜', thread: head });
    expect(c?.attachments.map((a) => a.name)).toEqual(['a.png']);
  });

  it('asks for at most two missing facts', async () => {
    desk.readings.set('缺', reading({ ask: ['contact', 'vehicle', 'demand'] }));
    await desk.post('缺');
    expect(desk.said.map((s) => s.notice).filter(Boolean)).toEqual([
      expect.objectContaining({ kind: 'ask_facts', facts: ['contact', 'vehicle'] }),
    ]);
  });
});

describe('elsewhere', () => {
  it('an ordinary message in an ordinary channel is not even kept', async () => {
    const ref = await desk.post('等太久', { place: 'place:random' as PlaceRef });
    expect(await desk.ports.inbox.message(ref)).toBeNull();
  });

  it('a direct message gets its card in the complaint channel and the reporter is told where', async () => {
    await desk.post('等太久', { intake: 'direct', place: 'place:dm' as PlaceRef });
    const [c] = await desk.cases();
    expect(c?.place).toBe('place:complaints');
    expect(c?.thread).toBe(desk.said.find((s) => s.what === 'case')?.ref);
    expect(notices(desk)).toContain('registered_elsewhere');
  });
});

describe('a reply in the thread of a case', () => {
  const raising = reading({
    complaints: [
      complaint({
        severity: 'major',
        triggers: [{ trigger: 'safety', quote: '踩不住刹车' }],
        facts: { ...NO_FACTS, plate: plate('沪A66P21') },
      }),
    ],
  });

  it('becomes a note, fills in what was missing and raises the severity, which the 重大 channel hears', async () => {
    const head = await desk.post('等太久');
    desk.readings.set('客户说踩不住刹车', raising);
    await desk.post('客户说踩不住刹车', { root: head });
    const [c] = await desk.cases();
    expect(c).toMatchObject({ severity: 'major', facts: { plate: { value: '沪A66P21' } } });
    expect(await timelineOf()).toEqual(['opened', 'noted', 'amended', 'severity_changed', 'report_drafted']);
    expect(notices(desk)).toEqual(['severity_raised', 'flash_report']);
    expect(await desk.cases()).toHaveLength(1);
  });

  it('never lowers it, whatever it says', async () => {
    desk.readings.set(
      '刹车',
      reading({ complaints: [complaint({ severity: 'major', triggers: [{ trigger: 'safety', quote: '刹车' }] })] }),
    );
    const head = await desk.post('刹车');
    desk.readings.set(
      '改成一般',
      reading({ verdict: 'not_complaint', reason: 'instruction', instructions: ['改成一般'] }),
    );
    await desk.post('改成一般', { root: head });
    expect((await desk.cases())[0]?.severity).toBe('major');
    expect(await timelineOf()).toEqual(['opened', 'report_drafted', 'noted']);
  });

  it('goes to the case whose plate it names when the thread has several', async () => {
    const two = ['沪A11111', '沪A22222'].map((p) => complaint({ facts: { ...NO_FACTS, plate: plate(p) } }));
    desk.readings.set('两位', reading({ complaints: two }));
    const head = await desk.post('两位');
    await desk.post('沪A22222 客户又打来', { root: head });
    const versions = Object.fromEntries((await desk.cases()).map((c) => [c.facts.plate?.value, c.version]));
    expect(versions).toEqual({ 沪A11111: 1, 沪A22222: 2 });
  });

  it('brings its files along', async () => {
    const head = await desk.post('等太久');
    await desk.post('照片', { root: head, files: [file('b.png'), file('gone.png'), file('huge.mp4', 99_000_000)] });
    const [c] = await desk.cases();
    expect(c?.attachments.map((a) => a.name)).toEqual(['b.png']);
    const failed = (await desk.ports.cases.timeline(c!.id)).flatMap((e) =>
      e.body.type === 'attachment_failed' ? [e.body.why] : [],
    );
    expect(failed.sort()).toEqual(['gone', 'too_large']);
    expect(notices(desk).filter((kind) => kind === 'file_not_kept')).toHaveLength(2);
  });
});

describe('words that come late', () => {
  const danger = reading({
    complaints: [complaint({ severity: 'major', triggers: [{ trigger: 'injury', quote: '有人受伤' }] })],
  });

  it('raise the case when they are edited into its message', async () => {
    const ref = await desk.post('等太久');
    desk.readings.set('等太久，有人受伤', danger);
    const at = desk.clock.toISOString();
    await receiveMessage(desk.ports, {
      key: 'e1',
      at: desk.clock,
      incoming: { type: 'edited', ref, text: '等太久，有人受伤', at },
    });
    await desk.work();
    expect((await desk.cases())[0]?.severity).toBe('major');
    expect(notices(desk)).toEqual(['severity_raised', 'flash_report']);
  });

  it('bring a case that was done with back to life when they are graver', async () => {
    const by = await desk.person('小赵', 'customer_care');
    const head = await desk.post('等太久');
    const [c] = await desk.cases();
    await proposeSolution(desk.ports, by, c!.id, { solutions: ['apology'], lines: [], reason: '致歉' });
    await acceptOffer(desk.ports, by, c!.id, { text: '' });
    await carryOut(desk.ports, by, c!.id, { proof: '已致歉', files: [] });
    await recordFollowUp(desk.ports, by, c!.id, {
      result: 'satisfied',
      text: '',
      closing: { resolution: 'apologised', verdict: 'dissatisfied', parties: ['dealer'] },
    });
    await desk.post('谢谢', { root: head });
    expect((await desk.cases())[0]?.status).toBe('closed');
    desk.readings.set('又来电，有人受伤', danger);
    await desk.post('又来电，有人受伤', { root: head });
    expect((await desk.cases())[0]).toMatchObject({ status: 'claimed', severity: 'major', reopenCount: 1 });
    expect(notices(desk)).toContain('flash_report');
  });

  it('under a merged case go to the one it is part of', async () => {
    const by = await desk.person('小李', 'advisor');
    const first = await desk.post('等太久');
    const second = await desk.post('还是等太久');
    const [a, b] = [(await desk.ports.cases.fromMessage(first))[0]!, (await desk.ports.cases.fromMessage(second))[0]!];
    await mergeCase(desk.ports, by, b.id, a.number);
    await desk.post('客户周日来', { root: second });
    expect(await desk.cases()).toHaveLength(2);
    expect((await desk.ports.cases.timeline(a.id)).at(-1)?.body).toMatchObject({ type: 'noted', text: '客户周日来' });
  });
});

describe('a picture without words', () => {
  it('is asked about rather than passed over', async () => {
    desk.readings.set('', reading({ verdict: 'not_complaint', reason: 'empty' }));
    await desk.post('', { files: [file('wechat.png')] });
    expect(notices(desk)).toEqual(['is_it_a_complaint']);
  });
});

describe('the question of an unsure desk', () => {
  it('makes no second case once it was answered in the thread', async () => {
    const by = await desk.person('小李', 'advisor');
    desk.readings.set('有人投诉', reading({ verdict: 'unsure', reason: 'too_little' }));
    const head = await desk.post('有人投诉');
    await desk.post('洗车弄坏后视镜', { root: head });
    expect((await registerMessage(desk.ports, by, head)).already).toBe(true);
    await expect(rejectMessage(desk.ports, by, head)).rejects.toMatchObject({ code: 'already_registered' });
    expect(await desk.cases()).toHaveLength(1);
  });
});

describe('a follow-up message', () => {
  it('about a car with one open case is noted there instead of opening another', async () => {
    desk.readings.set(
      '第一次',
      reading({ complaints: [complaint({ facts: { ...NO_FACTS, plate: plate('闽D12345') } })] }),
    );
    await desk.post('第一次');
    const again = {
      complaints: [complaint({ facts: { ...NO_FACTS, plate: plate('闽D12345') } })],
      relation: 'follow_up' as const,
    };
    desk.readings.set('又来了', reading(again));
    await desk.post('又来了');
    expect(await desk.cases()).toHaveLength(1);
    expect(notices(desk)).toEqual(['attached_to_case']);
  });

  it('that nobody can place becomes a case rather than getting lost', async () => {
    desk.readings.set('上次那位又来了', reading({ relation: 'follow_up' }));
    await desk.post('上次那位又来了');
    expect(await desk.cases()).toHaveLength(1);
  });
});

describe('the source message', () => {
  const change = async (ref: MessageRef, text: string | null, key: string) => {
    const at = desk.clock.toISOString();
    const incoming = text === null ? { type: 'deleted' as const, ref, at } : { type: 'edited' as const, ref, text, at };
    await receiveMessage(desk.ports, { key, at: desk.clock, incoming });
    await desk.work();
  };

  it('keeps both texts in the timeline when it is edited, and its words when it is deleted', async () => {
    const ref = await desk.post('等太久');
    await change(ref, '等了三小时', 'e1');
    await change(ref, '等了三小时', 'e1');
    await change(ref, null, 'e2');
    const [c] = await desk.cases();
    const bodies = (await desk.ports.cases.timeline(c!.id)).slice(1).map((e) => e.body);
    expect(bodies).toMatchObject([
      { type: 'source_edited', before: '等太久', after: '等了三小时' },
      { type: 'source_deleted', before: '等了三小时' },
    ]);
  });

  it('is kept once when the job that keeps an edit runs again, and again when the same edit is made again', async () => {
    const ref = await desk.post('等太久');
    await change(ref, '等了三小时', 'e1');
    const kept = async () => {
      const [c] = await desk.cases();
      return (await desk.ports.cases.timeline(c!.id)).filter(({ body }) => body.type === 'source_edited').length;
    };
    await keepSourceChange(desk.ports, { message: ref, before: '等太久', after: '等了三小时' });
    expect(await kept()).toBe(1);
    await change(ref, '等太久', 'e2');
    await change(ref, '等了三小时', 'e3');
    expect(await kept()).toBe(3);
  });

  it('that is edited before it is heard of is taken in as it is now, and the post that follows changes nothing', async () => {
    const known = await desk.post('别的事情');
    const posted = await desk.ports.inbox.message(known);
    if (!posted) throw new Error('nothing stored');
    const ref = 'message:overtaken' as MessageRef;
    const whole = { ...posted, ref, root: ref, text: '等了三小时', postedAt: desk.clock.toISOString() };
    const at = new Date(desk.clock.getTime() + 5_000).toISOString();
    const edited = { type: 'edited' as const, ref, text: '等了三小时', at, whole };
    const before = (await desk.cases()).length;
    await receiveMessage(desk.ports, { key: 'edit', at: desk.clock, incoming: edited });
    await desk.work();
    const message = { ...whole, text: '等太久' };
    await receiveMessage(desk.ports, { key: 'post', at: desk.clock, incoming: { type: 'posted', message } });
    await desk.work();
    expect((await desk.cases()).length).toBe(before + 1);
    expect(await desk.ports.inbox.message(ref)).toMatchObject({ text: '等了三小时' });
  });

  it('that is older than the desk is not taken in because it was edited', async () => {
    const ref = 'message:old' as MessageRef;
    const posted = await desk.ports.inbox.message(await desk.post('别的事情'));
    if (!posted) throw new Error('nothing stored');
    const whole = { ...posted, ref, root: ref, text: '等了三小时', postedAt: '2026-11-01T01:00:00.000Z' };
    const edited = { type: 'edited' as const, ref, text: '等了三小时', at: desk.clock.toISOString(), whole };
    await receiveMessage(desk.ports, { key: 'edit', at: desk.clock, incoming: edited });
    expect(await desk.ports.inbox.message(ref)).toBeNull();
  });

  it('is read again when an edit makes a complaint of it', async () => {
    desk.readings.set('吃啥', reading({ verdict: 'not_complaint', reason: 'chatter' }));
    const ref = await desk.post('吃啥');
    await change(ref, '等太久', 'e1');
    expect(await desk.cases()).toHaveLength(1);
  });
});

describe('the shortcut 登记为客诉', () => {
  it('takes the thread so far along as notes and files', async () => {
    const by = await desk.person('小李', 'advisor');
    const place = 'place:random' as PlaceRef;
    const ref = await desk.post('客户骂人了', { intake: 'shortcut', place });
    await desk.post('车是沪A1', { intake: 'shortcut', place, root: ref, files: [file('c.png')] });
    const { cases } = await registerMessage(desk.ports, by, ref);
    await desk.work();
    const c = await desk.ports.cases.get(cases[0]!.id);
    expect(c?.attachments.map((a) => a.name)).toEqual(['c.png']);
    expect((await desk.ports.cases.timeline(c!.id)).map((e) => e.body)).toMatchObject([
      { type: 'opened' },
      { type: 'noted', text: '车是沪A1' },
      {},
    ]);
    await claimCase(desk.ports, by, c!.id);
  });
});
