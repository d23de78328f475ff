import { beforeEach, describe, expect, it } from 'vitest';
import type { MessageRef, PlaceRef } from '../../src/domain/ids.ts';
import { planCatchUp } from '../../src/flows/catch-up.ts';
import { startListening } from '../../src/listening.ts';
import type { WrittenMessage } from '../../src/ports.ts';
import { quiet } from '../support/database.ts';
import { CHANNEL, type FakeDesk, notices, openDesk } from '../support/desk.ts';

const silent = quiet.child({}, { level: 'silent' });

let desk: FakeDesk;
beforeEach(async () => {
  desk = await openDesk();
  desk.reads = 'rules';
});

const ago = (minutes: number) => new Date(desk.clock.getTime() - minutes * 60_000);
const written = (
  text: string,
  more: Partial<WrittenMessage['posted']> = {},
  editedAt: string | null = null,
): WrittenMessage => {
  const ref = `missed:${text}` as MessageRef;
  const posted = {
    ...({ ref, root: ref, place: CHANNEL, text, intake: 'channel', files: [] } as const),
    author: 'user:小李' as never,
    postedAt: ago(20).toISOString(),
    ...more,
  };
  return { posted, editedAt };
};
const back = async () => {
  await desk.ports.jobs.add(await planCatchUp(desk.ports, ago(30)));
  await desk.work();
};

const ANGRY = '客户说等了四个小时没人理，很生气，要投诉';

describe('what was written while the desk was away', () => {
  it('becomes a case when it is back, once, and the thread says that it came late', async () => {
    desk.history.set(CHANNEL, [written(ANGRY), written('中午吃什么')]);
    await back();
    await back();
    expect((await desk.cases()).map((c) => c.category.value)).toEqual(['waiting_time']);
    expect(notices(desk).filter((kind) => kind === 'came_late')).toHaveLength(1);
  });

  it('is looked for in the channels first, even while threads of an earlier absence are being looked through', async () => {
    desk.history.set(CHANNEL, [written(ANGRY)]);
    await back();
    const orders = new Map(
      (await planCatchUp(desk.ports, ago(30))).map(({ payload, orderKey }) => [payload, orderKey]),
    );
    const of = (where: string) => [...orders].find(([p]) => p.kind === 'catch_up' && p.where.in === where)?.[1];
    expect(of('thread')).toBeDefined();
    expect(of('place')).toBeDefined();
    expect(of('place')).not.toBe(of('thread'));
  });

  it('and arrives by the chat’s own redelivery as well is one case', async () => {
    const late = written(ANGRY);
    desk.history.set(CHANNEL, [late]);
    await back();
    const { receiveMessage } = await import('../../src/flows/receive-message.ts');
    const incoming = { type: 'posted', message: late.posted } as const;
    await receiveMessage(desk.ports, { key: 'Ev1', at: desk.clock, incoming });
    await desk.work();
    expect(await desk.cases()).toHaveLength(1);
  });

  it('to the desk alone is taken in too, where it is somebody’s with a role', async () => {
    const li = await desk.person('小李', 'advisor');
    const place = `dm:${li.chatUser}` as PlaceRef;
    desk.history.set(place, [written(ANGRY, { place, intake: 'direct' })]);
    await back();
    expect((await desk.cases()).map((c) => [c.intake, c.place])).toEqual([['direct', CHANNEL]]);
  });

  it('under an open case is a note on it, and an edit is kept', async () => {
    const root = await desk.post(ANGRY);
    const danger = '客户又说刹车失灵差点追尾';
    desk.history.set(root, [written(danger, { root, ref: 'missed:reply' as MessageRef })]);
    await back();
    expect((await desk.cases()).map((c) => c.severity)).toEqual(['major']);
    const again = { ...written(ANGRY, { ref: root, root }), editedAt: ago(5).toISOString() };
    desk.history.set(CHANNEL, [{ ...again, posted: { ...again.posted, text: `${ANGRY}，车牌沪A12345` } }]);
    await back();
    const [c] = await desk.cases();
    expect([c?.sourceState, c?.facts.plate?.value]).toEqual(['edited', '沪A12345']);
  });
});

describe('an absence', () => {
  it('that was short has only the channels looked into, and a first start nothing', async () => {
    const looked = async (since: Date | null) =>
      (await planCatchUp(desk.ports, since)).map(({ payload }) => payload.kind === 'catch_up' && payload.where.in);
    await desk.person('小李', 'advisor');
    expect(await looked(null)).toEqual([]);
    expect(await looked(ago(0.5))).toEqual(['place']);
    expect(await looked(ago(2))).toEqual(['place', 'direct']);
  });

  it('that was short loses no correction that the chat gave up delivering', async () => {
    await desk.post(ANGRY);
    const [stored] = await desk.cases();
    const ref = stored?.source as MessageRef;
    desk.history.set(CHANNEL, [written(`${ANGRY}，沪A12345`, { ref, root: ref }, ago(0.4).toISOString())]);
    await desk.ports.jobs.add(await planCatchUp(desk.ports, ago(0.5)));
    await desk.work();
    expect((await desk.cases()).map((c) => [c.sourceState, c.facts.plate?.value])).toEqual([['edited', '沪A12345']]);
  });

  it('of the database is one as well: what was refused meanwhile is looked for when it is back', async () => {
    let down = false;
    const { inbox } = desk.ports;
    const unlessDown = <T>(work: () => Promise<T>): Promise<T> => (down ? Promise.reject(new Error('down')) : work());
    const setHeardUntil = (at: Date) => unlessDown(() => inbox.setHeardUntil(at));
    const heardUntil = () => unlessDown(() => inbox.heardUntil());
    const ports = { ...desk.ports, inbox: { ...inbox, heardUntil, setHeardUntil } };
    const listening = startListening(ports, () => true, silent);
    await listening.note();
    desk.history.set(CHANNEL, [written(ANGRY)]);
    down = true;
    for (let minute = 0; minute < 9; minute++) {
      desk.clock = new Date(desk.clock.getTime() + 60_000);
      await listening.note();
    }
    await desk.work();
    expect(await desk.cases()).toEqual([]);
    down = false;
    await listening.note();
    await desk.work();
    expect((await desk.cases()).map((c) => c.category.value)).toEqual(['waiting_time']);
  });

  it('of months is looked into for a week', async () => {
    const [first] = await planCatchUp(desk.ports, ago(200 * 24 * 60));
    expect(first?.payload).toMatchObject({ since: ago(7 * 24 * 60).toISOString() });
  });

  it('whose history cannot be read yet is looked into later', async () => {
    Object.assign(desk.ports.chat, { writtenIn: async () => ({ type: 'later', until: ago(-1), why: 'rate limited' }) });
    desk.history.set(CHANNEL, [written(ANGRY)]);
    await desk.ports.jobs.add(await planCatchUp(desk.ports, ago(30)));
    const [report] = await desk.work();
    expect(report).toMatchObject({ type: 'retry', retryAt: ago(-1) });
  });
});
