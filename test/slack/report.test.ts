import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../src/domain/person.ts';
import { sendReport } from '../../src/flows/manufacturer-report.ts';
import { onlyCase, openGraveRig, readBy } from './grave-rig.ts';
import { w } from './rig.ts';

let desk: Awaited<ReturnType<typeof openGraveRig>>;
beforeEach(async () => {
  desk = await openGraveRig();
  await desk.rig.post('li', '等了两天，昨晚踩刹车没反应，电话13912345678');
});
afterEach(() => desk.rig.stop());

const only = () => onlyCase(desk.rig);
const words = w.grave.report;

describe('the report to the manufacturer', () => {
  it('is drafted for a major case where the leaders are, masked, and nothing is sent', async () => {
    const text = readBy(desk.he, '管理层');
    expect(text).toContain(words.title('厂家'));
    expect(text).toContain(words.draft);
    expect(text).not.toContain('13912345678');
    expect((await only()).reports).toMatchObject([{ version: 1, sentAt: null }]);
  });

  it('goes out when a leader presses, once, with name, time and the whole text to copy', async () => {
    await desk.he.press('report:edit', undefined, '管理层');
    expect(JSON.stringify(desk.he.form())).toContain(words.intro('厂家'));
    await desk.he.submit({ measures: '车辆已停驶，已联系13912345678', wanted: '请派人联合检测' });
    expect((await only()).reports).toMatchObject([{ version: 2, sentAt: null }]);
    await desk.he.press('report:send', undefined, '管理层');
    const [report] = (await only()).reports;
    expect(report).toMatchObject({ version: 2, sentBy: 'p-he' });
    const text = readBy(desk.wu, '管理层');
    expect(text).toContain('车辆已停驶');
    expect(text).toMatch(/何总 11-16 09:05 发送/);
    expect(text).toContain(words.copy('厂家'));
    expect(text).not.toContain('13912345678');
    expect(text).not.toContain('report:send');
  });

  it('is drafted by a manager, and sent by none below the customer-relations manager', async () => {
    await desk.wu.press('report:send', undefined, '管理层');
    const mayNot = w.refusal.role_may_not({
      action: 'send_report',
      roles: ['customer_relations_manager', 'general_manager'],
    });
    expect(desk.wu.whispered('管理层')).toContain(mayNot);
    expect((await only()).reports[0]?.sentAt).toBeNull();
    await desk.zhou.press('report:send', undefined, '管理层');
    expect((await only()).reports[0]?.sentBy).toBe('p-xin');
  });

  it('is not sent in an older version than stands now', async () => {
    const { id, reports } = await only();
    await desk.wu.press('report:edit', undefined, '管理层');
    await desk.wu.submit({ measures: '已拖检', wanted: null });
    expect(readBy(desk.he, '管理层')).toContain(`${id}|${reports[0]?.id}|2`);
    const he = (await desk.rig.ports.people.byEmail('he@example.com')) as Person;
    const late = sendReport(desk.rig.ports, he, id, reports[0]?.id ?? '', 1);
    await expect(late).rejects.toMatchObject({ code: 'report_gone' });
  });

  it('gets a next version after it was sent, beside the one that went out', async () => {
    await desk.he.press('report:send', undefined, '管理层');
    await desk.he.press('report:edit', undefined, '管理层');
    await desk.he.submit({ measures: '检测完成', wanted: null });
    expect((await only()).reports).toMatchObject([
      { version: 1, sentBy: 'p-he' },
      { version: 2, sentAt: null },
    ]);
    const text = readBy(desk.he, '管理层');
    expect(text).toContain(words.version(1));
    expect(text).toContain(words.version(2));
  });

  it('can be read, written and sent from the menu of the case too', async () => {
    const c = await only();
    await desk.he.command(c.number, '闲聊');
    await desk.he.press('case:more', `draft_report:${c.id}`, '闲聊');
    await desk.he.submit({ measures: '已道歉', wanted: null });
    await desk.he.press('case:more', `send_report:${c.id}`, '闲聊');
    expect(JSON.stringify(desk.he.form())).toContain('已道歉');
    await desk.he.pressView('report:send');
    expect((await only()).reports[0]?.sentBy).toBe('p-he');
    expect(JSON.stringify(desk.he.form())).toContain(words.copy('厂家'));
  });
});
