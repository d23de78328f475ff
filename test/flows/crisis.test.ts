import { beforeEach, describe, expect, it } from 'vitest';
import type { Case } from '../../src/domain/case.ts';
import { type FoundTrigger, NO_FACTS } from '../../src/domain/complaint.ts';
import type { Person } from '../../src/domain/person.ts';
import {
  assessImpact,
  changePhase,
  draftStatement,
  logMedia,
  releaseStatement,
  setCrisisStep,
} from '../../src/flows/crisis.ts';
import { draftReport, sendReport } from '../../src/flows/manufacturer-report.ts';
import { complaint, type FakeDesk, MAJOR, notices, openDesk, reading } from '../support/desk.ts';

let desk: FakeDesk;
let wu: Person;
let zhou: Person;
let he: Person;
beforeEach(async () => {
  desk = await openDesk();
  wu = await desk.person('吴', 'department_manager');
  zhou = await desk.person('周', 'customer_relations_manager');
  he = await desk.person('何', 'general_manager');
  await desk.ports.places.mark(MAJOR, 'major', desk.clock);
});

async function post(
  text: string,
  triggers: readonly FoundTrigger[],
  root?: Parameters<FakeDesk['post']>[1],
): Promise<Case> {
  const severity = triggers.some((t) => t.trigger !== 'threat') ? 'major' : 'serious';
  const facts = { ...NO_FACTS, phone: { value: '15400001234', quote: null, by: 'rule', sureness: 'stated' } } as const;
  desk.readings.set(text, reading({ complaints: [complaint({ text, summary: text, triggers, severity, facts })] }));
  await desk.post(text, root);
  await desk.work();
  return (await desk.cases())[0] as Case;
}

describe('a threat', () => {
  it('is told to the leaders and watched, not yet a crisis', async () => {
    const c = await post('三天不解决就发抖音', [{ trigger: 'threat', quote: '发抖音' }]);
    expect(c.severity).toBe('serious');
    expect(c.crisis).toMatchObject({ phase: 'latent', openedAt: null });
    expect(notices(desk)).toContain('potentially_major');
    expect(c.reports).toEqual([]);
  });

  it('that comes true opens the file with its team, its room, a flash report and a draft for the manufacturer', async () => {
    await post('三天不解决就发抖音', [{ trigger: 'threat', quote: '发抖音' }]);
    const root = { root: (await desk.cases())[0]?.thread ?? undefined } as Parameters<FakeDesk['post']>[1];
    const c = await post(
      '踩刹车没反应，记者下午到，电话15400001234',
      [
        { trigger: 'safety', quote: '踩刹车没反应' },
        { trigger: 'media', quote: '记者下午到' },
      ],
      root,
    );
    expect(c.crisis).toMatchObject({ phase: 'outbreak', room: `room:crisis-${c.number}` });
    expect(c.crisis?.team.slice().sort()).toEqual([he.id, wu.id, zhou.id].sort());
    expect(c.crisis?.log.map((entry) => entry.phase)).toEqual(['latent', 'outbreak']);
    expect(notices(desk).filter((kind) => kind === 'flash_report')).toHaveLength(1);
    expect(c.reports).toMatchObject([{ version: 1, sentAt: null }]);
    expect(desk.said.some((s) => s.what === 'report' && s.status === 'draft')).toBe(true);
  });
});

describe('the report to the manufacturer', () => {
  it('goes out only by a leader’s press on the version he saw, without personal data, and is kept', async () => {
    const c = await post('刹车失灵，客户电话15400001234', [{ trigger: 'safety', quote: '刹车失灵' }]);
    const report = c.reports[0];
    if (!report) throw new Error('no draft');
    expect(JSON.stringify(report.fields)).not.toContain('15400001234');
    await expect(sendReport(desk.ports, wu, c.id, report.id, 1)).rejects.toMatchObject({ code: 'role_may_not' });
    await draftReport(desk.ports, wu, c.id, { measures: '已安排拖车', wanted: '派技术员' });
    await expect(sendReport(desk.ports, he, c.id, report.id, 1)).rejects.toMatchObject({ code: 'report_gone' });
    const sent = await sendReport(desk.ports, he, c.id, report.id, 2);
    expect(sent.reports).toMatchObject([{ version: 2, sentBy: he.id, fields: { measures: '已安排拖车' } }]);
    await expect(sendReport(desk.ports, he, c.id, report.id, 2)).rejects.toMatchObject({ code: 'report_gone' });
    const next = await draftReport(desk.ports, he, c.id, { measures: '检测完成', wanted: '' });
    expect(next.reports.map((r) => [r.version, r.sentAt !== null])).toEqual([
      [2, true],
      [3, false],
    ]);
  });
});

describe('the five questions', () => {
  it('with three yes open the crisis, with two they do not; the advisor is not asked', async () => {
    const c = await post('刹车失灵', [{ trigger: 'safety', quote: '刹车失灵' }]);
    expect(c.crisis).toBeNull();
    const two = await assessImpact(desk.ports, he, c.id, { yes: ['attention', 'reputation'], probability: 'medium' });
    expect(two.crisis?.openedAt).toBeNull();
    const four = await assessImpact(desk.ports, he, c.id, {
      yes: ['tension', 'attention', 'operations', 'reputation'],
      probability: 'high',
    });
    expect(four.crisis).toMatchObject({ phase: 'outbreak', impact: { probability: 'high' } });
    await expect(assessImpact(desk.ports, wu, c.id, { yes: [], probability: 'low' })).rejects.toMatchObject({
      code: 'role_may_not',
    });
  });
});

describe('the crisis file', () => {
  it('logs phases, steps and the press, and lets only the general manager release a statement', async () => {
    const c = await post('记者来了', [{ trigger: 'media', quote: '记者来了' }]);
    await logMedia(desk.ports, zhou, c.id, { outlet: '晚报', text: '下午到店' });
    await setCrisisStep(desk.ports, zhou, c.id, { step: 'media', owner: zhou.chatUser, done: true });
    const drafted = await draftStatement(desk.ports, zhou, c.id, '我们已联系客户，正在检测。');
    const statement = drafted.crisis?.statements[0]?.id ?? '';
    await expect(releaseStatement(desk.ports, zhou, c.id, statement)).rejects.toMatchObject({ code: 'role_may_not' });
    await releaseStatement(desk.ports, he, c.id, statement);
    await expect(releaseStatement(desk.ports, he, c.id, statement)).rejects.toMatchObject({
      code: 'statement_not_found',
    });
    const done = await changePhase(desk.ports, zhou, c.id, 'aftermath', '第二条新闻');
    expect(done.crisis).toMatchObject({
      phase: 'aftermath',
      media: [{ outlet: '晚报' }],
      statements: [{ releasedBy: he.id }],
    });
    expect(done.crisis?.steps.find((s) => s.step === 'media')).toMatchObject({ owner: zhou.id });
  });

  it('keeps a step’s owner when it is ticked off, and its tick when another owner is named', async () => {
    const c = await post('记者来了', [{ trigger: 'media', quote: '记者来了' }]);
    const set = async (owner: Person | null, done: boolean) => {
      const input = { step: 'media', owner: owner?.chatUser ?? null, done } as const;
      return (await setCrisisStep(desk.ports, zhou, c.id, input)).crisis?.steps.find((s) => s.step === 'media');
    };
    expect(await set(wu, false)).toMatchObject({ owner: wu.id, doneAt: null });
    const ticked = desk.clock.toISOString();
    expect(await set(null, true)).toMatchObject({ owner: wu.id, doneAt: ticked });
    desk.clock = new Date(desk.clock.getTime() + 60_000);
    expect(await set(he, false)).toMatchObject({ owner: he.id, doneAt: ticked });
    expect(await set(null, false)).toMatchObject({ owner: he.id, doneAt: null });
  });

  it('is nothing to write in where there is none', async () => {
    const ref = await desk.post('等太久');
    const [c] = await desk.ports.cases.fromMessage(ref);
    await expect(logMedia(desk.ports, he, (c as Case).id, { outlet: 'x', text: 'y' })).rejects.toMatchObject({
      code: 'crisis_not_open',
    });
  });
});
