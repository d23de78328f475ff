import { beforeEach, describe, expect, it } from 'vitest';
import type { Case } from '../../src/domain/case.ts';
import type { FileRef, MessageRef } from '../../src/domain/ids.ts';
import { amendCase, changeSeverity } from '../../src/flows/amend-case.ts';
import { openCaseFromForm } from '../../src/flows/open-case-from-form.ts';
import { registerMessage, rejectMessage } from '../../src/flows/register-message.ts';
import type { Asked } from '../../src/ports.ts';
import type { ModelAnswer } from '../../src/reading/model-answer.ts';
import { readByRules } from '../../src/reading/rules.ts';
import { answered, FAKE_MODEL } from '../fakes/models.ts';
import { said as saidAnswer, saidComplaint } from '../reading/model-answers.ts';
import { type FakeDesk, notices, openDesk } from '../support/desk.ts';

/*
 * What the model adds to a case, and what it may not do. The rules here are the real ones; the model says what the test scripts.
 */

let desk: FakeDesk;
beforeEach(async () => {
  desk = await openDesk();
  desk.models.set = FAKE_MODEL;
  desk.reads = 'rules';
});

const read = (text: string, forced = false) =>
  readByRules({ text, postedAt: desk.clock, timeZone: 'Asia/Shanghai', forced });
const says = (answer: Partial<ModelAnswer>) => desk.models.answer('read-complaint', answered(saidAnswer(answer)));
const fails = (asked: Asked) => desk.models.answer('read-complaint', asked);
const theCase = async (): Promise<Case> => {
  const [c, ...more] = await desk.cases();
  if (!c || more.length > 0) throw new Error(`${more.length + (c ? 1 : 0)} cases`);
  return c;
};
const outcomeOf = async (ref: MessageRef) => (await desk.ports.inbox.message(ref))?.outcome;
const later = (minutes: number): Asked => ({
  type: 'unavailable',
  why: 'no answer within the deadline',
  until: new Date(desk.clock.getTime() + minutes * 60_000),
});
const pass = (minutes: number) => {
  desk.clock = new Date(desk.clock.getTime() + minutes * 60_000);
};

const NOISE = '客户王女士 13912345678 沪A12345，空调异响修了三次还响，要求换新压缩机，不然就去12315';
const about = (over: Parameters<typeof saidComplaint>[0] = {}) =>
  saidComplaint({
    opening: '客户',
    summary: '空调异响修三次未好，要求换压缩机',
    category: { value: 'repair_quality', quote: '修了三次还响', sureness: '明确' },
    severity: { value: 'serious', quote: '不然就去12315', sureness: '明确' },
    demand: { text: '更换新压缩机', quote: '要求换新压缩机', sureness: '明确' },
    hiddenNeed: '不想再跑一趟',
    emotion: 'angry',
    ...over,
  });

describe('a complaint, with a model set up', () => {
  it('has its card by the rules before the model is asked, and the model fills it in', async () => {
    let shown = 0;
    desk.models.answer('read-complaint', () => {
      shown = desk.said.filter((s) => s.what === 'case').length;
      return answered(saidAnswer({ complaints: [about()] }));
    });
    await desk.post(NOISE);
    const c = await theCase();
    expect(shown).toBe(1);
    expect(desk.said.filter((s) => s.what === 'case')).toHaveLength(2);
    expect([c.summary, c.facts.demand?.value, c.reading.hiddenNeed]).toEqual([
      '空调异响修三次未好，要求换压缩机',
      '更换新压缩机',
      '不想再跑一趟',
    ]);
    expect([c.reading.second, c.reading.emotion, c.reader]).toEqual(['read', 'angry', 'model-1 read-complaint@1']);
  });

  it('is sent without name, phone and plate', async () => {
    says({ complaints: [about()] });
    await desk.post(NOISE);
    const sent = JSON.stringify(desk.models.asked);
    expect(sent).toContain('空调异响');
    for (const secret of ['王女士', '13912345678', '沪A12345']) expect(sent).not.toContain(secret);
  });

  it('keeps every quote that is not in the text off the case', async () => {
    says({ complaints: [about({ demand: { text: '退车', quote: '我要退车退钱', sureness: '明确' } })] });
    await desk.post(NOISE);
    const c = await theCase();
    expect(JSON.stringify(c)).not.toContain('退车');
    const events = await desk.ports.cases.timeline(c.id);
    expect(events.find((e) => e.body.type === 'read_by_model')?.body).toMatchObject({ unsupported: 1 });
  });

  it('is raised by words the rules have no list for, never lowered', async () => {
    const words = '客户说方向盘打不动差点冲进河里，还说声音大点没关系';
    says({
      complaints: [
        saidComplaint({
          opening: '客户说方向盘',
          category: { value: 'product_quality', quote: '方向盘打不动', sureness: '明确' },
          severity: { value: 'major', quote: '差点冲进河里', sureness: '明确' },
          triggers: [{ trigger: 'safety', quote: '方向盘打不动差点冲进河里' }],
        }),
      ],
    });
    await desk.post(words);
    expect((await theCase()).severity).toBe('major');
    says({
      complaints: [saidComplaint({ opening: '刹车', severity: { value: 'general', quote: null, sureness: '明确' } })],
    });
    await desk.post('客户说高速上刹车失灵，很生气');
    expect((await desk.cases()).map((c) => c.severity)).toEqual(['major', 'major']);
  });

  it('is asked of the other department when the model sees another matter', async () => {
    const sales = await desk.person('小周', 'advisor');
    await desk.ports.people.setRole(sales.id, 'advisor', 'sales');
    const words = '客户很不满意，当初说好的脚垫和行车记录仪到现在没影';
    desk.readings.set(words, {
      ...read(words, true),
      verdict: 'complaint',
      complaints: read(words, true).complaints.map((one) => ({
        ...one,
        category: { value: 'repair_quality', quote: null, by: 'rule', sureness: 'uncertain' },
      })),
    });
    const promise = { value: 'sales_promise' as const, quote: '当初说好的脚垫和行车记录仪', sureness: '明确' as const };
    says({ complaints: [saidComplaint({ opening: '客户很不满意', category: promise })] });
    await desk.post(words);
    const c = await theCase();
    expect([c.category.value, c.department, c.assignee]).toEqual(['sales_promise', 'sales', sales.id]);
    expect(notices(desk)).toContain('rerouted');
  });

  it('shows where rules and model differ until a person settles it', async () => {
    const li = await desk.person('小李', 'advisor');
    says({
      complaints: [
        about({ category: { value: 'product_quality', quote: '空调异响', sureness: '推断' }, demand: null }),
      ],
    });
    await desk.post(NOISE);
    const c = await theCase();
    expect(c.reading.doubts.map((d) => d.field)).toContain('category');
    const mended = await amendCase(desk.ports, li, c.id, { category: 'parts_quality' });
    expect([mended.category.value, mended.reading.doubts.map((d) => d.field)]).toEqual([
      'parts_quality',
      expect.not.arrayContaining(['category']),
    ]);
  });
});

describe('what a person has set', () => {
  it('is not touched by a model that answers later', async () => {
    const li = await desk.person('小李', 'customer_relations_manager');
    fails(later(5));
    await desk.post(NOISE);
    const c = await theCase();
    await amendCase(desk.ports, li, c.id, { category: 'price_billing', demand: '退钱', summary: '人写的', plate: '' });
    await changeSeverity(desk.ports, li, c.id, { severity: 'general', reason: '已沟通，客户不再提投诉' });
    says({ complaints: [about({ severity: { value: 'serious', quote: '修了三次还响', sureness: '明确' } })] });
    pass(6);
    await desk.work();
    const after = await theCase();
    expect([after.category.value, after.facts.demand?.value, after.summary, after.facts.plate, after.severity]).toEqual(
      ['price_billing', '退钱', '人写的', null, 'general'],
    );
    expect([after.reading.second, after.reading.emotion]).toEqual(['read', 'angry']);
  });
});

describe('several customers in one message', () => {
  const TWO = '王女士的车异响修了两次没好，李先生等保养等了四个小时没人理很生气';
  const two = [
    saidComplaint({
      opening: '王女士的车异响',
      category: { value: 'repair_quality', quote: '修了两次没好', sureness: '明确' },
    }),
    saidComplaint({
      opening: '李先生等保养',
      category: { value: 'waiting_time', quote: '等了四个小时', sureness: '明确' },
    }),
  ];
  it('that the rules took for one become a case each', async () => {
    desk.readings.set(TWO, {
      ...read(TWO),
      complaints: read(TWO)
        .complaints.slice(0, 1)
        .map((c) => ({ ...c, text: TWO })),
    });
    says({ complaints: two });
    const ref = await desk.post(TWO);
    const cases = await desk.cases();
    expect(cases.map((c) => [c.part, c.category.value]).sort()).toEqual([
      [0, 'repair_quality'],
      [1, 'waiting_time'],
    ]);
    expect((await outcomeOf(ref))?.caseIds).toHaveLength(2);
    expect(cases.every((c) => c.reading.second === 'read')).toBe(true);
  });
});

describe('a message the rules pass over', () => {
  const COLD = '早上那位取车的老先生走的时候脸色很不好看，说以后再也不来这家店了';
  it('becomes a case when the model sees a complaint and can quote it', async () => {
    desk.readings.set(COLD, { ...read(COLD), verdict: 'not_complaint', reason: 'no_grievance', complaints: [] });
    says({
      evidence: ['以后再也不来这家店了'],
      complaints: [saidComplaint({ opening: '早上那位', summary: '取车客户不满离店' })],
    });
    const ref = await desk.post(COLD);
    const c = await theCase();
    expect([c.summary, c.reading.second, (await outcomeOf(ref))?.second]).toEqual(['取车客户不满离店', 'read', 'read']);
  });

  it('stays none, and nobody is bothered, when the model agrees', async () => {
    says({ verdict: 'not_complaint', reason: 'chatter', complaints: [] });
    const ref = await desk.post('中午一起吃饭吗');
    expect([desk.said, await desk.cases(), (await outcomeOf(ref))?.second]).toEqual([[], [], 'read']);
  });

  it('is asked about once when both are unsure, or when the model is away', async () => {
    const DIM = '前台有位客人好像有点情绪';
    fails(later(5));
    await desk.post(DIM);
    expect(notices(desk)).toEqual(['is_it_a_complaint']);
    says({ verdict: 'unsure', evidence: ['好像有点情绪'], complaints: [] });
    pass(6);
    await desk.work();
    expect(notices(desk)).toEqual(['is_it_a_complaint']);
  });

  it('stays what a person said it is', async () => {
    const li = await desk.person('小李', 'advisor');
    desk.readings.set(COLD, { ...read(COLD), verdict: 'unsure', reason: 'mixed_signals' });
    fails(later(5));
    const ref = await desk.post(COLD);
    await rejectMessage(desk.ports, li, ref);
    says({ evidence: ['以后再也不来这家店了'], complaints: [saidComplaint({ opening: '早上那位' })] });
    pass(6);
    await desk.work();
    expect(await desk.cases()).toEqual([]);
  });

  it('is read by the model too when a person registers it', async () => {
    const li = await desk.person('小李', 'advisor');
    says({ verdict: 'not_complaint', complaints: [] });
    const ref = await desk.post('中午一起吃饭吗');
    says({ verdict: 'not_complaint', complaints: [] });
    await registerMessage(desk.ports, li, ref);
    await desk.work();
    expect([(await theCase()).reading.second, (await outcomeOf(ref))?.second]).toEqual(['read', 'read']);
  });
});

describe('a model that cannot be asked', () => {
  it('leaves the rules’ case, marked, and reads it when it is back', async () => {
    fails(later(5));
    const ref = await desk.post(NOISE);
    expect((await theCase()).reading.second).toBe('awaited');
    await desk.work();
    expect(desk.models.asked).toHaveLength(1);
    says({ complaints: [about()] });
    pass(6);
    await desk.work();
    expect([(await theCase()).reading.second, (await outcomeOf(ref))?.second]).toEqual(['read', 'read']);
  });

  it('that declines or talks nonsense is not asked again, and the card says so', async () => {
    fails({ type: 'refused', why: 'content_filter' });
    await desk.post(NOISE);
    fails({ type: 'nonsense', why: 'not_json' });
    await desk.post('客户投诉保养时漆面被刮花了要求处理');
    pass(600);
    await desk.work();
    expect((await desk.cases()).map((c) => [c.reading.second, c.reading.gaveUp]).sort()).toEqual([
      ['gave_up', 'nonsense'],
      ['gave_up', 'refused'],
    ]);
    expect(desk.models.asked).toHaveLength(2);
  });

  it('and is taken away for good leaves nothing waiting', async () => {
    fails(later(5));
    await desk.post(NOISE);
    desk.models.set = null;
    pass(6);
    await desk.work();
    expect((await theCase()).reading).toMatchObject({ second: 'gave_up', gaveUp: 'switched_off' });
  });

  it('is never waited for where none is set up', async () => {
    desk.models.set = null;
    const ref = await desk.post(NOISE);
    expect([(await theCase()).reading.second, (await outcomeOf(ref))?.second, desk.models.asked]).toEqual([
      'alone',
      'alone',
      [],
    ]);
  });
});

describe('a later message of the thread', () => {
  let root: MessageRef;
  beforeEach(async () => {
    says({ complaints: [about()] });
    root = await desk.post(NOISE);
  });

  it('is read with what is known, and a promise in it is there to be confirmed', async () => {
    const words = '已跟王女士说明天下午三点前给答复';
    says({
      verdict: 'not_complaint',
      relation: 'follow_up',
      complaints: [
        saidComplaint({
          promises: [{ text: '明天下午三点前给答复', dueText: '明天下午三点前', quote: '明天下午三点前给答复' }],
        }),
      ],
    });
    await desk.post(words, { root });
    const c = await theCase();
    expect(c.reading.heard.map((h) => h.text)).toEqual(['明天下午三点前给答复']);
    const question = desk.models.asked.at(-1);
    expect(question?.inputs.known).toContain('空调异响修三次未好');
    expect(JSON.stringify(question)).not.toContain('王女士');
  });

  it('that says otherwise than the case is shown, and changes nothing by itself', async () => {
    says({ complaints: [saidComplaint({ demand: { text: '退车', quote: '直接退车', sureness: '明确' } })] });
    await desk.post('客户又打来了，非常生气，不修了，直接退车，车牌是沪B99999', { root });
    const c = await theCase();
    expect([c.facts.demand?.value, c.facts.plate?.value]).toEqual(['更换新压缩机', '沪A12345']);
    expect(c.reading.doubts.filter((d) => d.by === 'message').map((d) => [d.field, d.said])).toEqual([
      ['plate', '沪B99999'],
      ['demand', '退车'],
    ]);
  });

  it('raises the case when the model sees a danger in it, and not when it is only talk', async () => {
    const danger = { trigger: 'safety' as const, quote: '后排板弹出来' };
    says({ verdict: 'not_complaint', complaints: [saidComplaint({ triggers: [danger] })] });
    await desk.post('后排板弹出来的样车收到了', { root });
    expect((await theCase()).severity).toBe('serious');
    says({
      complaints: [
        saidComplaint({ triggers: [danger], severity: { value: 'major', quote: '后排板弹出来', sureness: '明确' } }),
      ],
    });
    await desk.post('客户刚来电说后排板弹出来了，很生气', { root });
    expect((await theCase()).severity).toBe('major');
  });
});

describe('pictures and voice notes', () => {
  const picture = { ref: 'file:chat' as FileRef, name: 'chat.png', mimetype: 'image/png', size: 10 };
  const voice = { ref: 'file:note' as FileRef, name: 'note.m4a', mimetype: 'audio/mp4', size: 10 };
  const transcript = (text: string) =>
    desk.models.answer(
      'transcribe-pictures',
      answered(
        { kind: 'chat', rows: [{ side: '左', name: null, time: null, text }], description: null },
        'model-1 transcribe@1',
      ),
    );

  it('a screenshot alone becomes a case with what stands in it', async () => {
    transcript('刹车失灵追尾了，你们管不管');
    says({ complaints: [saidComplaint({ opening: '刹车失灵' })] });
    await desk.post('', { files: [picture] });
    const c = await theCase();
    expect([c.severity, c.text.includes('刹车失灵追尾了')]).toEqual(['major', true]);
  });

  it('a danger in a screenshot raises the case its message opened, even before the model reads', async () => {
    transcript('昨天刹车失灵追尾了');
    fails(later(5));
    await desk.post('客户投诉洗车把漆刮花了，截图如下', { files: [picture] });
    const c = await theCase();
    expect([c.severity, c.reading.second]).toEqual(['major', 'awaited']);
  });

  it('a voice note is written down and read', async () => {
    desk.models.answer('voice', answered('等了四个小时没人理我要投诉'));
    says({ complaints: [saidComplaint({ opening: '等了四个小时' })] });
    await desk.post('', { files: [voice] });
    expect((await theCase()).text).toContain('等了四个小时没人理');
  });

  it('where nobody can look at it, the gist is asked for, and the answer becomes the case', async () => {
    desk.models.set = { ...FAKE_MODEL, seesPictures: false };
    desk.readings.set('', { ...read(''), verdict: 'unsure', reason: 'empty' });
    const root = await desk.post('', { files: [picture] });
    const asked = desk.said.flatMap((s) => (s.notice?.kind === 'is_it_a_complaint' ? [s.notice.media] : []));
    expect(asked).toEqual(['picture']);
    says({ complaints: [saidComplaint({ opening: '客户投诉' })] });
    await desk.post('客户投诉保养时漆面被刮花了要求处理', { root });
    const c = await theCase();
    expect(c.attachments).toHaveLength(1);
  });
});

it('a case from a form is read too, and what was typed stays', async () => {
  says({ complaints: [about({ summary: '模型的摘要', opening: '空调' })] });
  const li = await desk.person('小李', 'advisor');
  const text = '空调异响修了三次还响，要求换新压缩机';
  const form = {
    text,
    facts: { customerName: '王芳', demand: '退钱' },
    category: 'price_billing',
    place: null,
  } as const;
  await openCaseFromForm(desk.ports, li, form);
  await desk.work();
  const c = await theCase();
  expect([c.category.value, c.facts.demand?.value, c.facts.customerName?.value, c.reading.second]).toEqual([
    'price_billing',
    '退钱',
    '王芳',
    'read',
  ]);
});
