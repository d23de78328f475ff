import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { absenceOf } from '../../src/domain/duty.ts';
import { DEFAULT_POLICY } from '../../src/domain/policy.ts';
import { accountOf } from '../../src/slack/listeners/account.ts';
import { leaveText, shiftsText } from '../../src/slack/views/duty-forms.ts';
import { peopleList } from '../../src/slack/views/people.ts';
import { onlyCase, openGraveRig } from './grave-rig.ts';
import { w } from './rig.ts';
import { LONG_NAME, PEOPLE, TONGUES, WU, ZHAO } from './views-data.ts';

let desk: Awaited<ReturnType<typeof openGraveRig>>;
beforeEach(async () => {
  desk = await openGraveRig();
});
afterEach(() => desk.rig.stop());

const known = async (name: string) => {
  const person = await desk.rig.stores.people.byEmail(`${name}@example.com`);
  if (!person) throw new Error(`nobody called ${name}`);
  return person;
};
const only = () => onlyCase(desk.rig);

describe('an account that is deactivated', () => {
  const leaves = async (name: string) => {
    await desk.rig.workspace.act({ verb: 'deactivate_person', as: desk.he.as, user: desk.rig.workspace.user(name) });
    await desk.rig.settle();
  };

  it('hands what the person had to the standing deputy, and the thread says so', async () => {
    const ts = await desk.rig.post('li', '客户等了两个小时');
    await desk.li.press('case:claim', undefined, '客诉', ts);
    await desk.he.command('班次');
    await desk.he.submit({ user: desk.li.as, hours: 'keep', deputy: desk.wu.as });
    await leaves('li');
    expect(await known('li')).toMatchObject({ active: false });
    expect((await only()).assignee).toBe('p-wu');
    expect(JSON.stringify(desk.wu.sees('客诉', ts))).toContain('小李');
  });

  it('goes up the ladder without a deputy, and comes back as itself', async () => {
    const ts = await desk.rig.post('li', '客户等了两个小时');
    await desk.li.press('case:claim', undefined, '客诉', ts);
    await leaves('li');
    expect((await only()).assignee).not.toBe('p-li');
    await desk.rig.workspace.act({ verb: 'reactivate_person', as: desk.he.as, user: desk.li.as });
    await desk.rig.settle();
    expect(await known('li')).toMatchObject({ active: true, role: 'advisor' });
  });

  it('is not lost on an event that tells less, nor on one of a stranger', async () => {
    const { rig } = desk;
    const listener = { ...rig, w, log: { warn: (facts: object) => rig.logged.push({ ...facts }) } } as never;
    for (const event of [{}, { user: null }, { user: {} }, { user: { id: 'U0NOBODY', deleted: true } }, 'user_change'])
      await accountOf(listener, event);
    await accountOf(listener, { user: { id: desk.li.as, profile: {} } });
    expect((await known('li')).active).toBe(true);
    await accountOf(listener, { user: { id: desk.li.as, deleted: true } });
    expect((await known('li')).active).toBe(false);
    expect(rig.logged.length).toBeGreaterThan(0);
  });
});

describe('/kesu 代理', () => {
  it('names who stands in from when to when, and ends it', async () => {
    await desk.wu.command('代理');
    await desk.wu.submit({ deputy: desk.zhou.as, from: '2026-11-16', to: '2026-11-18' });
    expect(desk.wu.whispered()).toContain(w.duty.away('11-16', '11-18', '周敏'));
    const away = await known('wu');
    expect(absenceOf(away, desk.rig.ports.clock.now(), DEFAULT_POLICY)?.deputy).toBe('p-xin');
    await desk.wu.command('代理');
    expect(JSON.stringify(desk.wu.form())).toContain(w.duty.away('11-16', '11-18', '周敏'));
    await desk.li.command('人员', '闲聊');
    expect(desk.li.whispered('闲聊')).toContain(w.duty.away('11-16', '11-18', '周敏'));
    await desk.wu.command('代理 结束');
    expect(desk.wu.whispered()).toContain(w.duty.back);
    expect((await known('wu')).absences).toEqual([]);
  });

  it('says in its field what is wrong', async () => {
    await desk.wu.command('代理');
    const dates = await desk.wu.submit({ deputy: desk.zhou.as, from: '2026-11-18', to: '2026-11-17' });
    expect(dates).toMatchObject({ errors: { to: w.refusal.dates_invalid({}) } });
    const myself = await desk.wu.submit({ deputy: desk.wu.as, from: '2026-11-18', to: '2026-11-18' });
    expect(myself).toMatchObject({ errors: { deputy: w.refusal.deputy_invalid({ name: '吴强' }) } });
    expect((await known('wu')).absences).toEqual([]);
  });

  it('lets managers name a deputy for somebody else, and others for themselves alone', async () => {
    await desk.wu.command('代理');
    await desk.wu.submit({ user: desk.li.as, deputy: desk.zhou.as, from: '2026-11-17', to: '2026-11-17' });
    expect((await known('li')).absences).toMatchObject([{ deputy: 'p-xin' }]);
    await desk.li.command('代理');
    expect(JSON.stringify(desk.li.form())).not.toContain(w.form.label.leavePerson);
    await desk.li.submit({ deputy: desk.wu.as, from: '2026-11-19', to: '2026-11-19' });
    expect((await known('li')).absences).toHaveLength(2);
  });
});

describe('/kesu 班次', () => {
  it('sets shifts and a standing deputy, and leaves alone what is not chosen', async () => {
    await desk.he.command('班次');
    await desk.he.submit({
      user: desk.li.as,
      hours: 'own',
      shifts: '一至五 08:30-17:30；六 09:00-12:00',
      deputy: desk.wu.as,
    });
    expect(await known('li')).toMatchObject({ deputy: 'p-wu' });
    expect((await known('li')).shifts?.map((day) => day.length)).toEqual([1, 1, 1, 1, 1, 1, 0]);
    expect(desk.he.whispered()).toContain('周一至周五 08:30-17:30 · 周六 09:00-12:00');
    await desk.he.command('班次');
    await desk.he.submit({ user: desk.li.as, hours: 'keep' });
    expect((await known('li')).shifts?.[5]).toEqual([['09:00', '12:00']]);
    await desk.he.command('班次');
    await desk.he.submit({ user: desk.li.as, hours: 'store' });
    expect(await known('li')).toMatchObject({ deputy: 'p-wu', shifts: null });
    await desk.he.command('班次');
    await desk.he.submit({ user: desk.li.as, hours: 'keep', no_deputy: ['none'] });
    expect(await known('li')).toMatchObject({ deputy: null, shifts: null });
  });

  it('takes the hours that were typed, though the choice above them was left at no change', async () => {
    await desk.he.command('班次');
    await desk.he.submit({ user: desk.li.as, hours: 'keep', shifts: '一至五 08:30-17:30' });
    expect((await known('li')).shifts?.[0]).toEqual([['08:30', '17:30']]);
    await desk.he.command('班次');
    const sent = await desk.he.submit({ user: desk.li.as, hours: 'keep', shifts: '早班' });
    expect(sent).toMatchObject({ errors: { shifts: w.refusal.shifts_invalid({}) } });
  });

  it('keeps the form open with a hint where the hours cannot be read', async () => {
    await desk.he.command('班次');
    const sent = await desk.he.submit({ user: desk.li.as, hours: 'own', shifts: '早班' });
    expect(sent).toMatchObject({ errors: { shifts: w.refusal.shifts_invalid({}) } });
    expect((await known('li')).shifts).toBeNull();
  });

  it('is for those who set people up', async () => {
    await desk.wu.command('班次');
    expect(desk.wu.form()).toBeNull();
    expect(desk.wu.whispered()).toContain(w.refusal.setup_people_not_allowed({}));
  });
});

describe('a list with deputies and shifts', () => {
  it('is taken whole or not at all, and an older one of four columns changes neither', async () => {
    const send = async (csv: string) => {
      await desk.he.command('人员 导入');
      return desk.he.submit({ csv });
    };
    expect(await send('小李,顾问,售后,li@example.com,没有这个人')).toMatchObject({
      errors: { csv: w.refusal.person_not_found({ name: '没有这个人' }) },
    });
    expect((await known('li')).deputy).toBeNull();
    await send(
      '小李,顾问,售后,li@example.com,吴强,一至五 08:30-17:30;六 09:00-12:00\n吴强,部门经理,售后,wu@example.com,xin@example.com',
    );
    expect(await known('li')).toMatchObject({ deputy: 'p-wu' });
    expect((await known('li')).shifts?.[5]).toEqual([['09:00', '12:00']]);
    expect(await known('wu')).toMatchObject({ deputy: 'p-xin', shifts: null });
    await send('小李,客服,售后,li@example.com');
    expect(await known('li')).toMatchObject({ role: 'customer_care', deputy: 'p-wu' });
    await send('小李,客服,售后,li@example.com,,一 08:30-12:00');
    expect(await known('li')).toMatchObject({ deputy: 'p-wu' });
    await send(`小李,客服,售后,li@example.com,${desk.he.as},随店营业时间`);
    expect(await known('li')).toMatchObject({ deputy: 'p-he', shifts: null });
  });
});

describe.each(TONGUES)('who is there, in %s', (_, tongue) => {
  const leave = { from: '2026-11-16', to: '2027-01-02', deputy: LONG_NAME.id };
  const person = { ...WU, absences: [leave, leave, leave], deputy: ZHAO.id };

  it('names years that are not this one', () => {
    expect(leaveText(leave, null, PEOPLE, '2026-11-16', tongue)).toMatch(/11-16.*2027-01-02/);
  });

  it('tells a week in few words', () => {
    expect(shiftsText(null, tongue)).toBe(tongue.duty.storeHours);
    expect(shiftsText([[], [], [['08:30', '12:00']], [], [], [], []], tongue)).toBe(
      `${tongue.duty.days[2]} 08:30-12:00`,
    );
  });

  it('stands in the list of people, for today only when it is asked', () => {
    expect(JSON.stringify(peopleList([person, ZHAO], tongue))).not.toContain('2027');
    const text = JSON.stringify(peopleList([person, ZHAO], tongue, '2026-11-20'));
    expect(text).toContain('2027-01-02');
    expect(text).toContain(tongue.duty.standsIn('小赵'));
    expect(JSON.stringify(peopleList([person, ZHAO], tongue, '2027-01-03'))).not.toContain('01-02');
  });
});
