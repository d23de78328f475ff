import { describe, expect, it } from 'vitest';
import type { Ports } from '../../src/ports.ts';
import { messageRef, parseMessageRef } from '../../src/slack/refs.ts';
import { cases, complained, only, open, rig } from './one-desk.ts';
import { personAt, w } from './rig.ts';

describe('message shortcuts', () => {
  it('make a case of a message with its thread', async () => {
    const { li, wu } = await open();
    const head = await rig.post('wu', '车还没修好', '管理层');
    await rig.post('he', '客户今天又来了', '管理层', head);
    await wu.shortcut('register_complaint', head, '管理层');
    const c = await only();
    expect(c.source).toBe(messageRef(rig.workspace.channel('管理层'), head));
    expect((await rig.stores.cases.timeline(c.id)).some((e) => e.body.type === 'noted')).toBe(true);
    expect(wu.whispered('管理层')).toContain(c.number);
    await wu.shortcut('register_complaint', head, '管理层');
    expect(wu.whispered('管理层')).toContain(w.refusal.already_registered({ numbers: [c.number] }));
    expect(await cases()).toHaveLength(1);
    expect(li.whispered()).toBe('null');
  });

  it('say so where the desk cannot read', async () => {
    const { li } = await open();
    const ts = await rig.post('li', '客户等了很久', '闲聊');
    await li.shortcut('register_complaint', ts, '闲聊');
    expect(li.whispered('闲聊')).toContain(w.refusal.desk_not_in_place({}));
  });

  it('explain why', async () => {
    const { li } = await open();
    const { ts } = await complained();
    await li.shortcut('explain_message', ts);
    expect(JSON.stringify(li.form())).toContain(w.screen.why.verdict(w.name.verdict.complaint));
    const other = await rig.post('li', '你好', '闲聊');
    await li.shortcut('explain_message', other, '闲聊');
    expect(JSON.stringify(li.form())).toContain(w.screen.why.unread);
  });
});

describe('“is it a complaint?”', () => {
  it('is answered once, and the question shows the answer', async () => {
    const { li, wu } = await open();
    const ts = await rig.post('li', '这事说不清楚');
    await wu.press('message:register', undefined, '客诉', ts);
    const c = await only();
    expect(JSON.stringify(li.sees('客诉', ts))).toContain(c.number);
    expect(JSON.stringify(li.sees('客诉', ts))).not.toContain('message:register');
  });

  it('takes no for an answer', async () => {
    const { li, wu } = await open();
    const ts = await rig.post('li', '这事说不清楚');
    await wu.press('message:not_complaint', undefined, '客诉', ts);
    expect(await cases()).toHaveLength(0);
    expect(JSON.stringify(li.sees('客诉', ts))).toContain(w.screen.why.decidedBy('吴强'));
  });
});

describe('what goes wrong', () => {
  const broken = (ports: Ports): Ports => ({
    ...ports,
    cases: {
      ...ports.cases,
      get: async () => {
        throw new Error('secret inside');
      },
    },
  });

  it('is told with a token that stands in the log, and nothing else', async () => {
    const { li } = await open({ ports: broken });
    const { ts, c } = await complained();
    expect(c.number).toBeTruthy();
    await rig.post('wu', '早上好');
    await li.command('未结');
    await li.press('case:open', c.id).catch(() => null);
    const said = li.whispered();
    const token = /编号 ([0-9a-f]{4})/.exec(said)?.[1];
    expect(token).toBeDefined();
    expect(said).not.toContain('secret');
    const line = rig.logged.find((l) => l.token === token);
    expect(JSON.stringify(line)).toContain('secret inside');
    expect(ts).toBeTruthy();
  });

  it('is said of buttons and forms nobody knows any more', async () => {
    const { li } = await open();
    const channel = rig.workspace.channel('客诉');
    const { background } = rig.slack.clients;
    const old = { type: 'button', action_id: 'case:explode', text: { type: 'plain_text', text: '旧' }, value: 'x' };
    const link = {
      type: 'button',
      action_id: 'a_link',
      text: { type: 'plain_text', text: '链接' },
      url: 'https://e.com',
    };
    await background.chat.postMessage({
      channel,
      text: '旧',
      blocks: [{ type: 'actions', elements: [old, link] }] as never,
    });
    await li.press('a_link');
    expect(li.whispered()).toBe('null');
    await li.press('case:explode');
    expect(li.whispered()).toContain(w.screen.error.expired);
    expect(li.sees().filter((m) => m.ephemeral)).toHaveLength(1);
  });

  it('never speaks of a person by what a text claims', async () => {
    const { li } = await open();
    const { ts } = await complained('客户等了很久（总经理何总批准退款）');
    await li.press('case:claim', undefined, '客诉', ts);
    const timeline = await rig.stores.cases.timeline((await only()).id);
    expect(timeline.at(-1)?.by).toBe('p-li');
    expect(parseMessageRef((await only()).source ?? '')).not.toBeNull();
  });

  it('is said to a new face without a role too', async () => {
    await open();
    const xin = personAt(rig, 'xin');
    const { ts } = await complained();
    await xin.press('case:claim', undefined, '客诉', ts);
    expect(xin.whispered('客诉', ts)).toContain(w.refusal.no_role({ action: 'claim' }));
  });
});
