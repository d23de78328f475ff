import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { replay } from '../../src/domain/case-fold.ts';
import { ACTION, FIELD } from '../../src/slack/ids.ts';
import { openTrial, type Trial } from '../support/trial.ts';
import { pressables, textOf } from '../support/trial-messages.ts';

const field = (name: string, value: unknown) =>
  ({ [name]: { [name]: value } }) as Record<string, Record<string, never>>;

/** One complaint from the first message to closed, by three people, on the real app. */
describe.each(['socket', 'http'] as const)('the main job over %s', (transport) => {
  let trial: Trial;
  let ts = '';
  beforeAll(async () => {
    trial = await openTrial({ transport });
  });
  afterAll(() => trial?.stop());

  const card = () => textOf(trial.seen('小李', ts)[1] as never);
  const theCase = async () => {
    const [found] = await trial.desk.ports.cases.list({});
    if (!found) throw new Error('no case');
    return found;
  };
  const buttons = () => pressables(trial.seen('小李', ts)[1] as never).map((p) => p.element.action_id);

  it('a message in the complaint channel gets a sign and a card in its thread', async () => {
    ts = await trial.post('小李', '孙女士 polo 来保养说1小时，等了2小时没上工位，人在休息区，沪A66P21，15400001234');
    const root = trial.seen('小李').find((m) => m.ts === ts);
    expect(root?.reactions.map((r) => r.name)).toEqual(['eyes']);
    expect(root?.replyCount).toBeGreaterThan(0);
    expect(card()).toContain('20261116-001');
    expect(card()).toContain('待认领');
    expect(card()).toContain('孙女士');
    expect(card()).toContain('154****1234');
    expect(card()).not.toContain('15400001234');
    expect(card()).not.toContain('66P21');
    expect(card()).toContain('20:00');
  });

  it('one of two who press 认领 gets it, the other is told who', async () => {
    await trial
      .press('小赵', ACTION.case('claim'), { threadTs: ts, ts: trial.seen('小赵', ts)[1]?.ts ?? '' })
      .catch(() => {});
    expect(card()).toContain('处理中');
    expect(card()).toContain('小赵');
    expect((await theCase()).status).toBe('claimed');
  });

  it('a proposal with money waits for somebody who may sign, and not for its proposer', async () => {
    await trial.press('小赵', ACTION.case('propose'), { threadTs: ts });
    const sent = await trial.submit('小赵', {
      ...field(FIELD.solutions, ['apology', 'labour_discount']),
      ...field(FIELD.goodwill, '120'),
      ...field(FIELD.payer, 'dealer'),
      ...field(FIELD.reason, '承诺一小时，等了两小时'),
    });
    expect(sent).toMatchObject({ ok: true });
    expect((await theCase()).status).toBe('claimed');
    await trial.submit('小赵', {});
    expect((await theCase()).status).toBe('awaiting_approval');
    await trial.press('小赵', ACTION.approve, { threadTs: ts });
    expect((await theCase()).status).toBe('awaiting_approval');
    expect(trial.whisper('小赵', ts)).not.toBe('');
  });

  it('a double press of 批准 decides once', async () => {
    const approval = trial
      .seen('吴经理', ts)
      .find((m) => pressables(m).some((p) => p.element.action_id === ACTION.approve));
    if (!approval) throw new Error('no approval card');
    const { blockId, element } = pressables(approval).find((p) => p.element.action_id === ACTION.approve) ?? {};
    const press = () =>
      trial.workspace.act({
        verb: 'action',
        as: trial.workspace.user('吴经理'),
        in: { message: { channel: trial.workspace.channel('客诉'), ts: approval.ts } },
        blockId: blockId ?? '',
        actionId: ACTION.approve,
        value: element?.value ?? '',
      });
    await Promise.all([press(), press()]);
    await trial.settle();
    const timeline = await trial.desk.ports.cases.timeline((await theCase()).id);
    expect(timeline.filter((e) => e.body.type === 'approved')).toHaveLength(1);
    expect((await theCase()).status).toBe('offering');
    const after = trial.seen('吴经理', ts).find((m) => m.ts === approval.ts);
    expect(pressables(after as never)).toEqual([]);
    expect(textOf(after as never)).toContain('吴经理');
  });

  it('the customer accepts, it is carried out with proof, customer care calls back, the case is closed', async () => {
    await trial.press('小赵', ACTION.case('accept'), { threadTs: ts });
    if (trial.workspace.view(trial.workspace.user('小赵'))) await trial.submit('小赵', {});
    expect((await theCase()).status).toBe('executing');
    await trial.press('小赵', ACTION.case('carry_out'), { threadTs: ts });
    await trial.submit('小赵', field(FIELD.text, '已优先派工并减免工时'));
    expect((await theCase()).status).toBe('resolved');
    trial.goTo('2026-11-17 10:00');
    await trial.press('小赵', ACTION.case('follow_up'), { threadTs: ts });
    await trial.choose('小赵', FIELD.result, 'satisfied');
    await trial.submit('小赵', {
      ...field(FIELD.result, 'satisfied'),
      ...field(FIELD.text, '客户表示满意'),
      ...field(FIELD.resolution, 'apologised'),
      ...field(FIELD.verdict, 'dissatisfied'),
      ...field(FIELD.party, 'dealer'),
    });
    expect(await theCase()).toMatchObject({
      status: 'closed',
      closing: { verdict: 'dissatisfied', parties: ['dealer'] },
    });
    expect(card()).toContain('已结案');
    expect(buttons()).toContain(ACTION.case('reopen'));
  });

  it('the timeline replays into the very case the database holds', async () => {
    const c = await theCase();
    expect(replay(await trial.desk.ports.cases.timeline(c.id))).toEqual(c);
  });
});

/** What comes with a complaint stays with the case, also when the chat forgets it. */
describe('files of a complaint', () => {
  it('are kept at intake and sent to whoever may see them, in a direct message', async () => {
    const trial = await openTrial();
    const photo = {
      name: '刹车片.png',
      mimetype: 'image/png',
      content: Buffer.from('\x89PNG\r\n\x1a\nand no more.', 'latin1').toString('base64'),
    };
    const ts = await trial.post('小李', '客户说刹车踩下去没反应，照片在这', { files: [photo] });
    const card = () => trial.seen('小李', ts)[1] as never;
    expect(textOf(card())).toContain('刹车片.png');
    await trial.workspace.act({
      verb: 'delete',
      as: trial.workspace.user('小李'),
      channel: trial.workspace.channel('客诉'),
      ts,
    });
    await trial.settle();
    expect(textOf(card())).toContain('已被删除');
    const [c] = await trial.desk.ports.cases.list({});
    await trial.press('吴经理', ACTION.more, { threadTs: ts, value: `files:${c?.id}` });
    const direct = trial.workspace
      .state(trial.workspace.user('吴经理'))
      .channels.find((channel) => channel.kind === 'im');
    const got = trial.workspace.messages(trial.workspace.user('吴经理'), direct?.id ?? '').flatMap((m) => m.files);
    expect(got.map((f) => [f.name, f.size])).toEqual([['刹车片.png', 20]]);
    await trial.stop();
  });
});

describe('the desk’s own cards', () => {
  it('cannot be registered as complaints', async () => {
    const trial = await openTrial();
    const ts = await trial.post('小李', '客户在休息区等了三个小时没人理，很生气');
    const [, card] = trial.seen('小李', ts);
    await trial.workspace.act({
      verb: 'message_shortcut',
      as: trial.workspace.user('小李'),
      channel: trial.workspace.channel('客诉'),
      ts: card?.ts ?? '',
      callbackId: 'register_complaint',
    });
    await trial.settle();
    expect(await trial.desk.ports.cases.list({})).toHaveLength(1);
    expect(trial.whisper('小李', ts)).toContain('不用登记');
    await trial.stop();
  });
});
