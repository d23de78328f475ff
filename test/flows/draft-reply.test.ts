import { describe, expect, it } from 'vitest';
import type { ComplaintReading, Found } from '../../src/domain/complaint.ts';
import { NO_FACTS } from '../../src/domain/complaint.ts';
import type { PersonId } from '../../src/domain/ids.ts';
import { draftReply } from '../../src/flows/draft-reply.ts';
import type { Asked, Question } from '../../src/ports.ts';
import { answered, FAKE_MODEL } from '../fakes/models.ts';
import { SECRET } from '../slack/views-data.ts';
import { complaint, openDesk, reading } from '../support/desk.ts';

const found = <T>(value: T): Found<T> => ({ value, quote: null, by: 'rule', sureness: 'stated' });
const READER = 'model-1 draft-reply@1';
const TEXT = '孙女士保养等了2小时，没人理';

/** A case of 孙女士 that is to be answered today by 20:00, an advisor, and a model. */
async function desk(more: Partial<ComplaintReading> = {}) {
  const one = await openDesk();
  const li = await one.person('小李', 'advisor');
  const facts = { ...NO_FACTS, customerName: found('孙女士'), phone: found(SECRET.phone) };
  one.readings.set(TEXT, reading({ complaints: [complaint({ text: TEXT, summary: TEXT, facts, ...more })] }));
  await one.post(TEXT);
  const [c] = await one.cases();
  if (!c) throw new Error('no case');
  one.models.set = FAKE_MODEL;
  return { ...one, li, c, draft: (tone?: 'brief') => draftReply(one.ports, li, c.id, tone) };
}

const good = (question: Question, more = ''): string =>
  `〔称呼〕您好，让您空等，心里着急是人之常情，非常抱歉让您有这样的体验。您说的我都记下来了，由专人核实。${more}我们会在 ${question.inputs.answerBy} 前和您联系，告诉您进展。谢谢您告诉我们。`;
const drafts = (...texts: readonly string[]): Asked =>
  answered({ drafts: texts.map((text, i) => ({ tone: ['gentle', 'formal', 'brief'][i % 3], text })) }, READER);

describe('a reply drafted by the model', () => {
  it('is one that keeps the rules, with the time the policy can keep and the customer’s 称呼', async () => {
    const { models, draft } = await desk();
    models.answer('draft-reply', (question) => drafts(good(question)));
    const { options, ...rest } = await draft();
    expect(rest).toEqual({ by: 'model', reader: READER, dropped: [], why: null });
    expect(options).toHaveLength(1);
    expect(options[0]?.text).toContain('孙女士您好');
    expect(options[0]?.text).toContain('11月16日 周一 20:00 前');
  });

  it('is asked for without anything that tells who it is', async () => {
    const { models, draft } = await desk({ text: `${TEXT} ${SECRET.phone} ${SECRET.plate}，小李接待的` });
    models.answer('draft-reply', (question) => drafts(good(question)));
    await draft();
    const asked = JSON.stringify(models.asked.at(-1)?.inputs);
    for (const secret of ['孙女士', SECRET.phone, SECRET.plate, '小李']) expect(asked).not.toContain(secret);
    expect(asked).toContain('等了2小时');
  });

  it('comes in three tones for somebody who threatens, without those that break a rule', async () => {
    const { models, draft } = await desk({ customerType: 'activist' });
    models.answer('draft-reply', (question) =>
      drafts(good(question), good(question, '先赔您 500 元。'), good(question, '您看哪种方式合适。')),
    );
    const { options, by, dropped } = await draft();
    expect(by).toBe('model');
    expect(options.map(({ tone }) => tone)).toEqual(['gentle', 'brief']);
    expect(dropped.map(({ rule }) => rule)).toContain('amount');
  });

  it('can be asked for in another tone, and then is one', async () => {
    const { models, draft } = await desk({ customerType: 'activist' });
    models.answer('draft-reply', (question) => answered({ drafts: [{ tone: 'brief', text: good(question) }] }, READER));
    expect((await draft('brief')).options.map(({ tone }) => tone)).toEqual(['brief']);
    expect(models.asked.at(-1)?.inputs.drafts).toBe('1 稿，语气依次为 brief');
  });

  it('leaves the time to be filled in once the promised one has passed', async () => {
    const one = await desk();
    one.models.answer('draft-reply', (question) => drafts(good(question)));
    const late = { ...one.ports, clock: { ...one.ports.clock, now: () => new Date('2026-11-17T01:00:00Z') } };
    expect((await draftReply(late, one.li, one.c.id)).options[0]?.text).toContain('【请填写时间】');
  });
});

describe('the plain template has to do', () => {
  it('where no model is set up, and none is asked', async () => {
    const { models, draft } = await desk();
    models.set = null;
    expect(await draft()).toEqual({ options: [], by: 'template', reader: null, dropped: [], why: 'no_model' });
    expect(models.asked.filter(({ prompt }) => prompt === 'draft-reply')).toEqual([]);
  });

  it('where the model is down', async () => {
    const { models, draft } = await desk();
    models.answer('draft-reply', { type: 'unavailable', why: 'timeout', until: new Date() });
    expect(await draft()).toMatchObject({ by: 'template', why: 'unavailable' });
  });

  it('where it declines, or talks nonsense', async () => {
    const { models, draft } = await desk();
    models.answer('draft-reply', { type: 'refused', why: 'policy' });
    expect(await draft()).toMatchObject({ by: 'template', why: 'refused' });
    models.answer('draft-reply', answered({ text: '您好' }));
    expect(await draft()).toMatchObject({ by: 'template', why: 'refused' });
  });

  it('where every draft breaks a rule, and says which', async () => {
    const { models, draft } = await desk();
    models.answer('draft-reply', (question) => drafts(good(question, '给您补 500 元。')));
    const { options, why, dropped } = await draft();
    expect({ options, why }).toEqual({ options: [], why: 'broke_rules' });
    expect(dropped.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['amount']));
  });

  it('where a second try breaks the rules too; the model was told what to mend, in none of the customer’s words', async () => {
    const { models, draft } = await desk();
    const told: (string | null | undefined)[] = [];
    models.answer('draft-reply', (question) => {
      told.push(question.check?.({ drafts: [{ tone: 'gentle', text: good(question, `请拨 ${SECRET.phone}。`) }] }));
      told.push(question.check?.({ drafts: [{ tone: 'gentle', text: good(question) }] }));
      told.push(question.check?.({ drafts: [{ tone: 'gentle', text: good(question, '给您补 500 元。') }] }));
      return { type: 'nonsense', why: '' };
    });
    const { why, dropped } = await draft();
    expect(why).toBe('broke_rules');
    expect(dropped.map(({ rule }) => rule)).toContain('amount');
    expect(told[0]).toContain('不写任何人的姓名、电话、车牌等');
    expect(told[0]).not.toContain(SECRET.phone);
    expect(told[1]).toBeNull();
  });
});

describe('a draft', () => {
  it('is for people with a role, and leaves no trace on the case', async () => {
    const { ports, models, li, c, draft, cases } = await desk();
    models.answer('draft-reply', (question) => drafts(good(question)));
    await draft();
    expect((await cases())[0]?.version).toBe(c.version);
    const guest = { ...li, id: 'guest' as PersonId, role: null };
    await expect(draftReply(ports, guest, c.id)).rejects.toMatchObject({ code: 'looking_needs_role' });
  });
});
