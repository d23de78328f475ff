import { afterEach, describe, expect, it } from 'vitest';
import type { Case } from '../../src/domain/case.ts';
import type { PersonId } from '../../src/domain/ids.ts';
import { DEFAULT_POLICY, type Policy, policySchema } from '../../src/domain/policy.ts';
import { digestPage } from '../../src/flows/send-digest.ts';
import type { Ports } from '../../src/ports.ts';
import { placeRef } from '../../src/slack/refs.ts';
import { openRig, personAt, type Rig, w } from './rig.ts';

let rig: Rig;
afterEach(() => rig.stop());

/** A proposal of 小李 that waits, of so many yuan. */
async function waiting(yuan = '200', policy: Policy = DEFAULT_POLICY, proposer: 'li' | 'wu' = 'li') {
  const ports = (plain: Ports): Ports => ({
    ...plain,
    policies: { ...plain.policies, current: () => policy, of: () => policy },
  });
  rig = await openRig({ ports });
  const [li, wu, he] = (['li', 'wu', 'he'] as const).map((name) => personAt(rig, name));
  if (!li || !wu || !he) throw new Error('nobody there');
  const ts = await rig.post('li', '客户等了两个小时');
  const by = proposer === 'li' ? li : wu;
  await by.press('case:propose', undefined, '客诉', ts);
  await by.submit({ solutions: ['compensation'], goodwill: yuan, reason: '安抚客户' });
  await by.submit({});
  const press = (who: typeof li, action: string) => who.press(action, undefined, '客诉', ts);
  const shown = () => JSON.stringify(wu.sees('客诉', ts).filter((m) => !m.ephemeral));
  return { li, wu, he, ts, press, shown };
}

const theCase = async (): Promise<Case> => {
  const [c] = await rig.stores.cases.list({});
  if (!c) throw new Error('no case');
  return c;
};
const bodies = async () => (await rig.stores.cases.timeline((await theCase()).id)).map((e) => e.body);
const refusals = async () => (await bodies()).flatMap((body) => (body.type === 'refused' ? [body.code] : []));

describe('批准', () => {
  it('decides once however often it is pressed, and the card names who and when', async () => {
    const { wu, ts, press, shown } = await waiting();
    await Promise.all([press(wu, 'approval:approve'), press(wu, 'approval:approve')]);
    expect((await theCase()).status).toBe('offering');
    expect(wu.whispered('客诉', ts)).toContain(w.refusal.already_decided({ by: '吴强', decision: 'approved' }));
    expect(shown()).toContain('吴强 11-16 09:05 批准');
    expect(shown()).not.toContain('approval:approve');
    expect((await bodies()).filter((body) => body.type === 'approved')).toHaveLength(1);
  });

  it('pressed by two at once is one decision, and the other hears whose it was', async () => {
    const { wu, he, ts, press } = await waiting();
    await Promise.all([press(wu, 'approval:approve'), press(he, 'approval:approve')]);
    expect((await bodies()).filter((body) => body.type === 'approved')).toHaveLength(1);
    const [by, other] = (await theCase()).proposals[0]?.decidedBy === 'p-wu' ? ['吴强', he] : ['何总', wu];
    expect((other as typeof wu).whispered('客诉', ts)).toContain(
      w.refusal.already_decided({ by: by as string, decision: 'approved' }),
    );
  });

  it('of one’s own proposal is refused and kept on record', async () => {
    const { wu, he, ts, press } = await waiting('200', DEFAULT_POLICY, 'wu');
    await press(wu, 'approval:approve');
    expect(wu.whispered('客诉', ts)).toContain(w.refusal.own_proposal({}));
    expect(he.whispered('客诉', ts)).toBe('null');
    expect((await theCase()).status).toBe('awaiting_approval');
    expect(await refusals()).toEqual(['own_proposal']);
  });

  it('above one’s authority names the limit and the roles that may', async () => {
    const { wu, he, ts, press } = await waiting('5000');
    await press(wu, 'approval:approve');
    for (const part of ['¥5,000', '¥1,000', w.name.role.general_manager])
      expect(wu.whispered('客诉', ts)).toContain(part);
    expect(await refusals()).toEqual(['above_authority']);
    await press(he, 'approval:approve');
    expect((await theCase()).status).toBe('offering');
  });

  it('is not for somebody without authority, even with the old card before him', async () => {
    const { ts, press } = await waiting();
    await rig.ports.people.setRole('p-wu' as PersonId, 'advisor', null);
    const wu = personAt(rig, 'wu');
    await press(wu, 'approval:approve');
    expect(wu.whispered('客诉', ts)).toContain(w.name.role.general_manager);
    expect(await refusals()).toEqual(['role_may_not']);
  });

  it('is not for whoever is complained about', async () => {
    const { wu, he, ts, press } = await waiting();
    const c = await theCase();
    const accused = { type: 'accused', people: ['p-wu' as PersonId] } as const;
    const change = { caseId: c.id, expectedVersion: c.version, at: rig.ports.clock.now() };
    await rig.stores.cases.commit({ cases: [{ ...change, events: [{ by: null, body: accused as never }] }] });
    await press(wu, 'approval:approve');
    expect(wu.whispered('客诉', ts)).toContain(w.refusal.complained_about({}));
    expect(await refusals()).toEqual(['complained_about']);
    await press(he, 'approval:approve');
    expect((await theCase()).status).toBe('offering');
  });

  it('by a deputy says on whose behalf', async () => {
    const { wu, press, shown } = await waiting('5000');
    const away = { from: '2026-11-16', to: '2026-11-16', deputy: 'p-wu' as PersonId };
    await rig.ports.people.setDuty('p-he' as PersonId, { deputy: null, absences: [away], shifts: null });
    await press(wu, 'approval:approve');
    expect((await theCase()).status).toBe('offering');
    expect(shown()).toContain('吴强（代 何总） 11-16 09:05 批准');
  });

  it('by several in turn counts the signatures on the card', async () => {
    const signatures = [{ aboveFen: 100_000, roles: ['department_manager', 'general_manager'] }];
    const { wu, he, ts, press, shown } = await waiting('5000', policySchema.parse({ authority: { signatures } }));
    expect(shown()).toContain('签批 0/2');
    await press(he, 'approval:approve');
    expect(he.whispered('客诉', ts)).toContain(w.refusal.other_signs_first({ role: 'department_manager' }));
    await press(wu, 'approval:approve');
    expect(shown()).toContain('签批 1/2');
    expect((await theCase()).status).toBe('awaiting_approval');
    await press(wu, 'approval:approve');
    expect(wu.whispered('客诉', ts)).toContain(w.refusal.signed_already({}));
    await press(he, 'approval:approve');
    expect(shown()).toContain('签批 2/2');
    expect((await theCase()).status).toBe('offering');
  });
});

describe.each([
  ['approval:reject', 'rejected', '驳回'],
  ['approval:return', 'returned', '退回修改'],
] as const)('%s', (action, state, verb) => {
  it('takes a reason, which stands on the card, and lets a new proposal follow', async () => {
    const { li, wu, press, shown } = await waiting();
    await press(wu, action);
    expect(await wu.submit({})).toMatchObject({ error: 'view_errors' });
    await wu.submit({ reason: '先核对单据' });
    expect((await theCase()).status).toBe('claimed');
    expect((await theCase()).proposals[0]).toMatchObject({ state, decisionReason: '先核对单据' });
    expect(shown()).toContain(`吴强 11-16 09:05 ${verb}`);
    await press(li, 'case:propose');
    await li.submit({ solutions: ['compensation'], goodwill: '100', reason: '核对过了' });
    await li.submit({});
    expect((await theCase()).status).toBe('awaiting_approval');
  });

  it('opens no form for whoever may not, and is kept on record', async () => {
    const { wu, ts, press } = await waiting('5000');
    await press(wu, action);
    expect(wu.form()).toBeNull();
    expect(wu.whispered('客诉', ts)).toContain(w.name.role.general_manager);
    expect(await refusals()).toEqual(['above_authority']);
  });

  it('from a form that stood open while another decided is refused in its place', async () => {
    const { wu, he, press } = await waiting();
    await press(wu, action);
    await press(he, 'approval:approve');
    const refused = await wu.submit({ reason: '先核对单据' });
    const sentence = w.refusal.already_decided({ by: '何总', decision: 'approved' });
    expect(refused).toMatchObject({ errors: { reason: sentence } });
    expect(wu.form()).not.toBeNull();
    expect((await theCase()).status).toBe('offering');
  });
});

describe('an approval in a digest', () => {
  /** The daily digest in 管理层, with the buttons of what waits. */
  const posted = async () => {
    const digest = await digestPage(rig.ports, 'daily', rig.ports.clock.now());
    await rig.ports.chat.sendDigest(digest, placeRef(rig.workspace.channel('管理层')), 'job-a');
  };
  const inDigest = (who: ReturnType<typeof personAt>) => JSON.stringify(who.sees('管理层').filter((m) => !m.ephemeral));
  const said = async (state: 'offered' | 'rejected') =>
    w.screen.done.decided((await theCase()).number, '¥200', w.name.proposalState[state]);

  it('is approved there, told to the presser alone, and the digest stays', async () => {
    const { wu, he } = await waiting();
    await posted();
    const before = inDigest(wu);
    await he.press('approval:approve', undefined, '管理层');
    expect((await theCase()).status).toBe('offering');
    expect(he.whispered('管理层')).toContain(await said('offered'));
    expect(wu.whispered('管理层')).toBe('null');
    expect(inDigest(wu)).toBe(before);
  });

  it('is turned down there by the same form, and told in the same way', async () => {
    const { wu, he } = await waiting();
    await posted();
    const before = inDigest(wu);
    await he.press('approval:reject', undefined, '管理层');
    await he.submit({ reason: '先核对单据' });
    expect(he.whispered('管理层')).toContain(await said('rejected'));
    expect(inDigest(wu)).toBe(before);
  });

  it('asked for by a command stays before the asker when one of it is decided', async () => {
    const { he } = await waiting();
    await he.command('日报', '闲聊');
    await he.press('approval:approve', undefined, '闲聊');
    expect(he.whispered('闲聊')).toContain(await said('offered'));
    expect(JSON.stringify(he.sees('闲聊').filter((m) => m.ephemeral))).toContain('approval:approve');
  });

  it('says no more on its own card, which shows the decision itself', async () => {
    const { he, ts, press } = await waiting();
    await press(he, 'approval:approve');
    expect(he.whispered('客诉', ts)).toBe('null');
  });
});

describe('an approval that was overtaken', () => {
  it('says why it no longer stands, and cannot be pressed any more', async () => {
    const { li, ts, shown } = await waiting();
    await li.press('case:more', `amend:${(await theCase()).id}`, '客诉', ts);
    await li.submit({ amount: '5000' });
    expect((await theCase()).proposals[0]?.state).toBe('expired');
    expect(shown()).toContain(w.money.expired.amount);
    expect(shown()).not.toContain('approval:approve');
  });
});
