import { afterEach, describe, expect, it } from 'vitest';
import type { Models, Question } from '../../src/ports.ts';
import { answered, createFakeModels, FAKE_MODEL } from '../fakes/models.ts';
import { openRig, personAt, type Rig, w } from './rig.ts';

describe('the menu of the card', () => {
  let rig: Rig;
  afterEach(() => rig.stop());

  it('opens advice for the one who asks', async () => {
    rig = await openRig();
    const li = personAt(rig, 'li');
    const ts = await rig.post('li', '客户等了两个小时');
    const [c] = await rig.stores.cases.list({});
    const before = (await rig.stores.cases.timeline(c!.id)).length;
    expect((await li.press('case:more', `advice:${c!.id}`, '客诉', ts)).ok).toBe(true);
    const form = JSON.stringify(li.form());
    expect(form).toContain(w.advice.title);
    expect(form).toContain(w.advice.draft.sorry.waiting_time);
    expect(await rig.stores.cases.timeline(c!.id)).toHaveLength(before);
  });

  it('tells somebody without a role who may look', async () => {
    rig = await openRig();
    const xin = personAt(rig, 'xin');
    const ts = await rig.post('xin', '客户等了两个小时');
    const [c] = await rig.stores.cases.list({});
    await xin.press('case:more', `advice:${c!.id}`, '客诉', ts);
    expect(xin.form()).toBeNull();
    expect(xin.whispered('客诉', ts)).toContain(w.refusal.looking_needs_role({}));
  });
});

/** A model that writes once it is let. */
function slowModel() {
  const models = createFakeModels({ set: FAKE_MODEL });
  let release = () => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const text = (question: Question, more: string) =>
    `您好，让您空等，心里着急是人之常情，非常抱歉让您有这样的体验。${more}您说的我都记下来了，由专人核实。我们会在 ${question.inputs.answerBy} 前和您联系，谢谢您告诉我们。`;
  models.answer('draft-reply', (question) => {
    const tone = question.inputs.drafts?.includes('brief') ? 'brief' : 'gentle';
    return answered({ drafts: [{ tone, text: text(question, tone === 'brief' ? '长话短说。' : '') }] });
  });
  const waiting: Models = {
    ...models,
    ask: async (question) => {
      if (question.prompt === 'draft-reply') await gate;
      return models.ask(question);
    },
  };
  return { waiting, release };
}

describe('advice with a model', () => {
  let rig: Rig;
  afterEach(() => rig.stop());

  async function opened() {
    const { waiting, release } = slowModel();
    rig = await openRig({ ports: (ports) => ({ ...ports, models: waiting }) });
    const li = personAt(rig, 'li');
    const ts = await rig.post('li', '客户等了两个小时');
    const [c] = await rig.stores.cases.list({});
    await li.press('case:more', `advice:${c!.id}`, '客诉', ts);
    return { li, release, form: () => JSON.stringify(li.form()) };
  }

  it('opens at once with the template, and shows the model’s draft when it is there', async () => {
    const { release, form } = await opened();
    expect(form()).toContain(w.advice.help.drafting);
    expect(form()).toContain(w.advice.draft.sorry.waiting_time);
    release();
    await rig.settle();
    expect(form()).toContain('心里着急是人之常情');
    expect(form()).not.toContain(w.advice.help.drafting);
    expect(form()).toContain(w.advice.draftNote);
  });

  it('drafts once more in another tone, once', async () => {
    const { li, release, form } = await opened();
    release();
    await rig.settle();
    await li.pressView('draft:brief');
    expect(form()).toContain('长话短说');
    expect(form()).not.toContain('draft:brief');
  });

  it('leaves a view alone that was closed meanwhile', async () => {
    const { li, release } = await opened();
    await rig.workspace.act({ verb: 'close', as: li.as, viewId: rig.workspace.view(li.as)?.id ?? '' });
    release();
    await rig.settle();
    expect(li.form()).toBeNull();
    expect(rig.logged.filter(({ level }) => Number(level) >= 50)).toEqual([]);
  });
});
