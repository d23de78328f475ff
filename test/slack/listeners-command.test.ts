import { describe, expect, it } from 'vitest';
import { NO_FACTS } from '../../src/domain/complaint.ts';
import type { CaseId } from '../../src/domain/ids.ts';
import { change, openCase, opened } from '../contracts/samples.ts';
import { cases, complained, only, open, rig } from './one-desk.ts';
import { personAt, w } from './rig.ts';

/** Open cases that nobody has taken, without cards. */
async function manyCases(count: number): Promise<CaseId[]> {
  const ids: CaseId[] = [];
  for (let n = 1; n <= count; n++) {
    const number = `20261116-${n.toString().padStart(3, '0')}`;
    ids.push(await openCase(rig.stores.cases, opened({ number, text: `第 ${n} 位等了 50% 的时间` })));
  }
  return ids;
}

describe('/kesu', () => {
  it('alone opens the form, and the form opens a case with all it holds', async () => {
    const { li } = await open();
    await li.command('');
    await li.submit({ text: '客户等了两个小时', name: '王先生', phone: '13800001111', vin: 'LSVAA4182E2184847' });
    const c = await only();
    expect(c.facts).toMatchObject({ customerName: { value: '王先生' }, phone: { value: '13800001111' } });
    expect(c.facts.vin?.value).toBe('LSVAA4182E2184847');
    expect(li.whispered()).toContain(c.number);
    expect(JSON.stringify(li.sees())).toContain(c.number);
  });

  it('takes a case from somebody without a role too, with all the form holds', async () => {
    await open();
    const xin = personAt(rig, 'xin');
    await xin.command('');
    await xin.submit({ text: '客户等了两个小时', model: '朗逸', demand: '退工时费' });
    const c = await only();
    expect(c.text).toBe('客户等了两个小时');
    expect(c.facts).toMatchObject({ model: { value: '朗逸' }, demand: { value: '退工时费' } });
  });

  it('answers the asker alone, in a channel the desk is not in too', async () => {
    const { li, wu } = await open();
    const { c } = await complained();
    for (const [text, expected] of [
      ['我的', w.screen.list.none],
      ['未结', c.number],
      ['全部', c.number],
      ['查 客户', c.number],
      ['search 客户', c.number],
      ['查客户', 'case:open'],
      ['搜索客户等了', 'case:open'],
      ['全部未结', 'case:open'],
      ['重大', w.screen.list.none],
      ['major', w.screen.list.none],
      ['早报', w.screen.digest.watchdog(0, w.screen.digest.lag(0, 0))],
      ['日报', '日报'],
      ['周报', '周报'],
      ['人员', '吴强'],
      ['谁批 3800', '¥3,800'],
      ['谁批3800', '¥3,800'],
      ['台次 632', w.refusal.visits_not_allowed({})],
      ['帮助', w.screen.help.intro],
      ['001', c.number],
      [c.number, c.number],
      ['999', w.refusal.case_not_found({ number: '999' })],
      ['随便说说', w.screen.error.unknownCommand('随便说说')],
    ] as const) {
      await li.command(text, '闲聊');
      expect(li.whispered('闲聊'), text).toContain(expected);
    }
    expect(wu.whispered('闲聊')).toBe('null');
  });

  it('lists what is major or may become so, and nothing else', async () => {
    const { li } = await open({
      ports: (ports) => ({
        ...ports,
        reader: {
          read: async (input) => {
            const reading = await ports.reader.read(input);
            const severity = input.text.includes('刹车') ? 'major' : 'general';
            return { ...reading, complaints: reading.complaints.map((c) => ({ ...c, severity, facts: NO_FACTS })) };
          },
        },
      }),
    });
    await rig.post('li', '客户等了两个小时');
    await rig.post('li', '等了两天，另一辆车刹车失灵');
    const [plain, major] = (await cases()).toSorted((a, b) => a.number.localeCompare(b.number));
    await li.command('重大', '闲聊');
    expect(li.whispered('闲聊')).toContain(major?.number);
    expect(li.whispered('闲聊')).not.toContain(plain?.number);
  });

  it('takes how many cars were in the workshop from a manager, and says what is known', async () => {
    const { wu } = await open();
    await wu.command('台次 632');
    expect(wu.whispered()).toContain('632');
    expect(wu.whispered()).toContain(w.screen.digest.visits.added);
    await wu.command('进厂台次\n2026-11-02 2026-11-08 600\n2026-11-09 2026-11-15 610');
    expect(await rig.stores.visits.within('2026-11-02', '2026-11-15')).toMatchObject([{ count: 600 }, { count: 610 }]);
    await wu.command('台次 很多');
    expect(wu.whispered()).toContain(w.refusal.visits_invalid({}));
  });

  it('shows a case with working buttons that draw it again', async () => {
    const { wu } = await open();
    const { c } = await complained();
    await wu.command(c.number, '闲聊');
    await wu.press('case:claim', undefined, '闲聊');
    expect((await only()).status).toBe('claimed');
    expect(wu.whispered('闲聊')).toContain(w.name.status.claimed);
    await wu.press('case:log_contact', undefined, '闲聊');
    await wu.submit({ way: 'phone', text: '已致电' });
    expect(wu.whispered('闲聊')).toContain('已致电');
  });

  it('opens a case from a list', async () => {
    const { wu } = await open();
    const { c } = await complained();
    await wu.command('未结', '闲聊');
    await wu.press('case:open', c.id, '闲聊');
    expect(wu.whispered('闲聊')).toContain('case:claim');
  });

  it('turns the pages of a long list, where it stands', async () => {
    const { wu } = await open();
    await manyCases(65);
    await wu.command('未结', '闲聊');
    const page = () => {
      const shown = wu.whispered('闲聊');
      return { numbers: shown.match(/\*20261116-\d+\*/g) ?? [], shown };
    };
    const seen: string[][] = [];
    for (const [press, range] of [
      [null, w.screen.list.range(1, 30, 65)],
      ['list:next', w.screen.list.range(31, 60, 65)],
      ['list:next', w.screen.list.range(61, 65, 65)],
      ['list:previous', w.screen.list.range(31, 60, 65)],
    ] as const) {
      if (press) await wu.press(press, undefined, '闲聊');
      expect(page().shown).toContain(range);
      seen.push(page().numbers);
    }
    expect(new Set(seen.slice(0, 3).flat()).size).toBe(65);
    expect(seen[3]).toEqual(seen[1]);
    expect(wu.sees('闲聊').filter((m) => m.ephemeral)).toHaveLength(1);
  });

  it('turns the pages of a search, without knowing how many there are, and goes back where cases are gone', async () => {
    const { wu } = await open();
    const ids = await manyCases(35);
    await wu.command('搜索 等了 50%', '闲聊');
    expect(wu.whispered('闲聊')).toContain(w.screen.list.range(1, 30, null));
    await wu.press('list:next', undefined, '闲聊');
    expect(wu.whispered('闲聊')).toContain(w.screen.list.range(31, 35, 35));
    await wu.command('全部', '闲聊');
    for (const id of ids.slice(20))
      await rig.stores.cases.commit({ cases: [change(id, 1, [{ type: 'dismissed', reason: '看错了' }])] });
    await wu.press('list:next', undefined, '闲聊');
    expect(wu.whispered('闲聊')).toContain(`未结 (20)`);
    expect(wu.whispered('闲聊')).not.toContain('list:');
  });

  it('opens the whole list from the home tab, and turns its pages there', async () => {
    const { wu } = await open();
    await manyCases(40);
    await wu.home();
    await wu.pressHome('list:next');
    expect(JSON.stringify(wu.form())).toContain(w.screen.list.range(1, 30, 40));
    await wu.pressView('list:next');
    expect(JSON.stringify(wu.form())).toContain(w.screen.list.range(31, 40, 40));
    await wu.pressView('case:open');
    expect(JSON.stringify(wu.form())).toContain('case:claim');
  });

  it('lets administrators give roles and mark channels, and nobody else', async () => {
    const { li, he } = await open();
    await li.command('频道');
    expect(li.whispered()).toContain(w.refusal.setup_places_not_allowed({}));
    await li.command('人员 导入');
    expect(li.whispered()).toContain(w.refusal.setup_people_not_allowed({}));
    await he.command('频道', '管理层');
    await he.submit({ purpose: 'major' });
    expect(he.whispered('管理层')).toContain(w.name.purpose.major);
    await he.command('人员 导入');
    expect(await he.submit({ csv: '小李,船长,售后,li@example.com' })).toMatchObject({
      errors: { csv: expect.any(String) },
    });
    await he.submit({ csv: '小李,客服,售后,li@example.com' });
    expect((await rig.stores.people.byEmail('li@example.com'))?.role).toBe('customer_care');
    await he.command('人员 设置');
    await he.submit({ user: li.as, role: 'supervisor', department: null });
    expect((await rig.stores.people.byEmail('li@example.com'))?.role).toBe('supervisor');
  });

  it('gives a role and leaves the department alone that was not chosen', async () => {
    const { li, he } = await open();
    const set = async (values: { readonly role: string; readonly department: string | null }) => {
      await he.command('人员 设置');
      await he.submit({ user: li.as, ...values });
      return rig.stores.people.byEmail('li@example.com');
    };
    expect(await set({ role: 'advisor', department: 'parts' })).toMatchObject({ department: 'parts' });
    expect(await set({ role: 'supervisor', department: null })).toMatchObject({
      role: 'supervisor',
      department: 'parts',
    });
    expect(await set({ role: 'supervisor', department: 'none' })).toMatchObject({ department: null });
  });
});

describe('the Home tab', () => {
  it('shows what waits, and a case opened from it is worked on in its modal', async () => {
    const { wu } = await open();
    const { c } = await complained();
    expect(JSON.stringify(await wu.home())).toContain(c.number);
    await wu.pressHome('case:open');
    expect(JSON.stringify(wu.form())).toContain('case:claim');
    await wu.pressView('case:claim');
    expect((await only()).assignee).toBe('p-wu');
    expect(JSON.stringify(wu.form())).toContain(w.name.status.claimed);
    expect(JSON.stringify(rig.workspace.home(wu.as))).toContain(w.screen.home.mine(1));
    await wu.pressView('case:log_contact');
    await wu.submit({ way: 'phone', text: '已致电' });
    expect(JSON.stringify(wu.form())).toContain('已致电');
  });

  it('approves, and says refusals in a modal', async () => {
    const { li, he } = await open();
    const { ts } = await complained();
    await li.press('case:propose', undefined, '客诉', ts);
    await li.submit({ solutions: ['gift'], goodwill: '100', payer: 'dealer', reason: '安抚' });
    await li.submit({});
    await he.home();
    await he.pressHome('approval:approve');
    expect((await only()).status).toBe('offering');
    expect(JSON.stringify(rig.workspace.home(he.as))).not.toContain('approval:approve');
  });

  it('takes a new case', async () => {
    const { li } = await open();
    await li.home();
    await li.pressHome('case:new');
    await li.submit({ text: '客户等了两个小时' });
    expect(JSON.stringify(li.form())).toContain((await only()).number);
  });
});
