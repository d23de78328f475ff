import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CRISIS_PHASES, CRISIS_STEPS, IMPACT_QUESTIONS } from '../../src/domain/crisis.ts';
import { slackId } from '../../src/slack/refs.ts';
import { onlyCase, openGraveRig, readBy } from './grave-rig.ts';
import { w } from './rig.ts';
import { TONGUES } from './views-data.ts';

let desk: Awaited<ReturnType<typeof openGraveRig>>;
beforeEach(async () => {
  desk = await openGraveRig();
});
afterEach(() => desk.rig.stop());

const only = () => onlyCase(desk.rig);
const words = w.grave.crisis;
/** The room of the crisis, by its name, as personAt wants it. */
const roomOf = async () => {
  const c = await only();
  const id = c.crisis?.room ? slackId(c.crisis.room) : null;
  const { channels } = desk.rig.workspace.state(desk.he.as);
  return channels.find((channel) => channel.id === id)?.name ?? '';
};
const mayNot = (action: Parameters<typeof w.refusal.role_may_not>[0]['action'], roles: readonly string[]) =>
  w.refusal.role_may_not({ action, roles: roles as never });

describe('a threat', () => {
  beforeEach(() => desk.rig.post('li', '等不了了，三天不解决就发抖音'));

  it('has a file among the leaders that only watches', async () => {
    const text = readBy(desk.he, '管理层');
    expect(text).toContain(words.watched);
    expect(text).toContain(words.notAssessed);
    expect((await only()).crisis).toMatchObject({ phase: 'latent', openedAt: null, room: null });
  });

  it('becomes a crisis with three yes: the file is open, the team has a room, and its card stands there', async () => {
    await desk.he.press('crisis:assess', undefined, '管理层');
    const form = JSON.stringify(desk.he.form());
    for (const q of IMPACT_QUESTIONS) expect(form).toContain(words.question[q]);
    await desk.he.submit({ impact: ['tension', 'attention', 'reputation', 'profit'], probability: 'high' });
    const c = await only();
    expect(c.crisis).toMatchObject({ phase: 'outbreak', impact: { probability: 'high' } });
    expect([...(c.crisis?.team ?? [])].sort()).toEqual(['p-he', 'p-wu', 'p-xin']);
    const room = await roomOf();
    expect(room).toBe(`crisis-${c.number}`);
    const text = readBy(desk.wu, room);
    expect(text).toContain(words.impact(4, words.probability.high));
    expect(text).toContain(w.name.crisisPhase.outbreak);
    expect(readBy(desk.he, '管理层')).toContain(words.impact(4, words.probability.high));
    const { channels } = desk.rig.workspace.state(desk.li.as);
    expect(channels.map((channel) => channel.name)).not.toContain(room);
  });

  it('stays watched with two yes', async () => {
    await desk.he.press('crisis:assess', undefined, '管理层');
    await desk.he.submit({ impact: ['tension', 'profit'], probability: 'low' });
    expect((await only()).crisis).toMatchObject({ openedAt: null, impact: { yes: ['tension', 'profit'] } });
    expect(readBy(desk.he, '管理层')).toContain(words.impact(2, words.probability.low));
  });

  it('is weighed by leaders only: others get no form', async () => {
    await desk.wu.press('crisis:assess', undefined, '管理层');
    expect(desk.wu.form()).toBeNull();
    const refusal = mayNot('assess_impact', ['customer_relations_manager', 'general_manager']);
    expect(desk.wu.whispered('管理层')).toContain(refusal);
  });
});

describe('a crisis', () => {
  let room: string;
  beforeEach(async () => {
    await desk.rig.post('li', '等了两天，踩刹车没反应，记者下午到');
    room = await roomOf();
  });

  it('changes its phase with a reason, and to the same one not at all', async () => {
    await desk.zhou.press('crisis:phase', undefined, room);
    await desk.zhou.submit({ phase: 'outbreak', reason: '还在' });
    expect(JSON.stringify(desk.zhou.form())).toContain('crisis_phase');
    await desk.zhou.submit({ phase: 'aftermath', reason: '又有一条报道' });
    expect((await only()).crisis?.phase).toBe('aftermath');
    const text = readBy(desk.he, room);
    expect(text).toContain('又有一条报道');
    expect(text).toContain(w.name.crisisPhase.outbreak);
  });

  it('has six steps, each with its owner and whether it is done', async () => {
    expect(readBy(desk.he, room)).toContain(words.steps(0, 6));
    await desk.he.press('crisis:step', undefined, room);
    await desk.he.submit({ step: 'media', owner: desk.wu.as, done: null });
    await desk.he.press('crisis:step', undefined, room);
    await desk.he.submit({ step: 'assess', owner: desk.he.as, done: ['done'] });
    const text = readBy(desk.he, room);
    expect(text).toContain(words.steps(1, 6));
    expect(text).toContain(`:white_large_square: ${words.step.media} · 吴强`);
    expect(text).toContain(`:white_check_mark: ${words.step.assess} · 何总`);
  });

  it('keeps what the press asked', async () => {
    await desk.wu.press('crisis:media', undefined, room);
    await desk.wu.submit({ outlet: '本地晚报', text: '到店采访，说了电话13912345678' });
    expect((await only()).crisis?.media).toMatchObject([{ by: 'p-wu', outlet: '本地晚报' }]);
    const text = readBy(desk.he, room);
    expect(text).toContain('本地晚报');
    expect(text).not.toContain('13912345678');
  });

  it('has a statement that warns of what must not stand in it, and that the general manager alone releases', async () => {
    await desk.wu.press('crisis:statement', undefined, room);
    await desk.wu.submit({ text: '这是我们的责任，保证赔偿客户三万元' });
    const text = readBy(desk.he, room);
    for (const rule of ['liability', 'promise', 'amount'] as const) expect(text).toContain(words.fault[rule]);
    await desk.zhou.press('crisis:release', undefined, room);
    expect(desk.zhou.whispered(room)).toContain(mayNot('release_statement', ['general_manager']));
    expect((await only()).crisis?.statements[0]?.releasedAt).toBeNull();
    await desk.wu.press('crisis:statement', undefined, room);
    await desk.wu.submit({ text: '我们已与客户见面，车辆正在检测。' });
    await desk.he.press('crisis:release', (await only()).crisis?.statements.at(-1)?.id, room);
    const released = (await only()).crisis?.statements.filter((s) => s.releasedAt !== null);
    expect(released).toMatchObject([{ releasedBy: 'p-he' }]);
    expect(readBy(desk.he, room)).toContain(words.released('何总', '11-16 09:05'));
  });

  it('finds no fault with plain facts', async () => {
    await desk.wu.press('crisis:statement', undefined, room);
    await desk.wu.submit({ text: '我们已与客户见面，车辆正在检测。\n结果出来后会说明。' });
    const text = readBy(desk.he, room);
    expect(text).toContain('>我们已与客户见面，车辆正在检测。\\n>结果出来后会说明。');
    expect(text).not.toContain(words.faults(''));
  });

  it('opens from the menu of its case, and is drawn again there after a form', async () => {
    const c = await only();
    await desk.he.command(c.number, '闲聊');
    await desk.he.press('case:more', `crisis:${c.id}`, '闲聊');
    expect(JSON.stringify(desk.he.form())).toContain(words.title);
    await desk.he.pressView('crisis:media');
    await desk.he.submit({ outlet: '电视台', text: '来电询问' });
    const file = JSON.stringify(desk.he.form());
    expect(file).toContain('电视台');
    expect(file).toContain(words.steps(0, 6));
    await desk.he.press('case:more', `assess_impact:${c.id}`, '闲聊');
    await desk.he.submit({ impact: ['tension'], probability: 'low' });
    expect((await only()).crisis?.impact?.yes).toEqual(['tension']);
  });

  it('lets nobody without the say open its forms', async () => {
    const c = await only();
    await desk.li.command(c.number, '闲聊');
    for (const action of ['crisis', 'release_statement', 'assess_impact', 'draft_report', 'send_report']) {
      await desk.li.press('case:more', `${action}:${c.id}`, '闲聊');
      expect(desk.li.form(), action).toBeNull();
    }
  });
});

describe.each(TONGUES)('the words of a crisis in %s', (_, { grave, name }) => {
  it('ask whole questions that fit beside a box', () => {
    for (const q of IMPACT_QUESTIONS) expect([...grave.crisis.question[q]].length).toBeLessThanOrEqual(75);
  });

  it('name every phase and step apart', () => {
    expect(new Set(CRISIS_PHASES.map((p) => name.crisisPhase[p])).size).toBe(CRISIS_PHASES.length);
    expect(new Set(CRISIS_STEPS.map((s) => grave.crisis.step[s])).size).toBe(CRISIS_STEPS.length);
  });
});
