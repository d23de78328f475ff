import { beforeEach, describe, expect, it } from 'vitest';
import { type Case, paidFen } from '../../src/domain/case.ts';
import { replay } from '../../src/domain/case-fold.ts';
import type { ChatUserRef, ProposalId } from '../../src/domain/ids.ts';
import type { Person } from '../../src/domain/person.ts';
import { amendCase, changeSeverity, logContact } from '../../src/flows/amend-case.ts';
import { claimCase, handOverCase } from '../../src/flows/assign-case.ts';
import { acceptOffer, carryOut, declineOffer } from '../../src/flows/carry-out.ts';
import { approveProposal, rejectProposal } from '../../src/flows/decide-approval.ts';
import { findPerson } from '../../src/flows/find-person.ts';
import { closeCase, recordFollowUp, reopenCase } from '../../src/flows/follow-up.ts';
import { allCases, caseByNumber, homeOf, myCases, searchCases } from '../../src/flows/list-cases.ts';
import { openCaseFromForm } from '../../src/flows/open-case-from-form.ts';
import { proposeSolution, withdrawProposal } from '../../src/flows/propose-solution.ts';
import { openFiles, revealFacts, seeCase, seeCaseByNumber } from '../../src/flows/see-case.ts';
import { seeDigest } from '../../src/flows/send-digest.ts';
import { dismissCase, mergeCase, restoreCase } from '../../src/flows/set-aside-case.ts';
import { importPeople, markPlace, savePerson } from '../../src/flows/set-up.ts';
import { CHANNEL, type FakeDesk, notices, openDesk } from '../support/desk.ts';

let desk: FakeDesk;
let li: Person;
let zhao: Person;
let wu: Person;
let he: Person;
let c: Case;
beforeEach(async () => {
  desk = await openDesk();
  li = await desk.person('小李', 'advisor');
  zhao = await desk.person('小赵', 'customer_care');
  wu = await desk.person('吴经理', 'department_manager');
  he = await desk.person('何总', 'general_manager');
  await desk.post('等太久');
  c = (await desk.cases())[0] as Case;
});

const goodwill = (amountFen: number) => [{ kind: 'goodwill', payer: 'dealer', amountFen }] as const;
const propose = async (by: Person, amountFen: number): Promise<ProposalId> => {
  const changed = await proposeSolution(desk.ports, by, c.id, {
    solutions: ['apology'],
    lines: amountFen ? goodwill(amountFen) : [],
    reason: '等太久',
  });
  return changed.proposals.at(-1)!.id;
};
const CLOSING = { resolution: 'apologised', verdict: 'dissatisfied', parties: ['dealer'] } as const;
const status = async () => (await desk.ports.cases.get(c.id))?.status;

describe('claiming', () => {
  it('goes to one of twenty who press at once; the others hear the name', async () => {
    const crowd = await Promise.all(Array.from({ length: 20 }, (_, i) => desk.person(`顾问${i}`, 'advisor')));
    const results = await Promise.allSettled(crowd.map((p) => claimCase(desk.ports, p, c.id)));
    const refused = results.flatMap((r) => (r.status === 'rejected' ? [r.reason] : []));
    const winner = crowd[results.findIndex((r) => r.status === 'fulfilled')];
    expect(refused).toHaveLength(19);
    for (const reason of refused)
      expect(reason).toMatchObject({ code: 'already_claimed', params: { by: winner?.name } });
  });

  it('can be handed to somebody with a role, who is told; not to somebody without', async () => {
    await claimCase(desk.ports, li, c.id);
    await handOverCase(desk.ports, li, c.id, { to: zhao.chatUser as ChatUserRef, reason: '休息' });
    await desk.work();
    expect((await desk.ports.cases.get(c.id))?.assignee).toBe(zhao.id);
    expect(notices(desk)).toContain('handed_to_you');
    const stranger = handOverCase(desk.ports, li, c.id, { to: 'user:路人' as ChatUserRef, reason: '' });
    await expect(stranger).rejects.toMatchObject({ code: 'assignee_without_role' });
  });
});

describe('money', () => {
  it('is approved once, by somebody within the limit, for the amount that was shown', async () => {
    const p = await propose(zhao, 60_000);
    await expect(approveProposal(desk.ports, zhao, c.id, { proposal: p, shownFen: 60_000 })).rejects.toMatchObject({
      code: 'own_proposal',
    });
    await expect(approveProposal(desk.ports, li, c.id, { proposal: p, shownFen: 60_000 })).rejects.toMatchObject({
      code: 'role_may_not',
    });
    await expect(approveProposal(desk.ports, wu, c.id, { proposal: p, shownFen: 10_000 })).rejects.toMatchObject({
      code: 'amount_changed',
    });
    const presses = await Promise.allSettled(
      Array.from({ length: 50 }, () => approveProposal(desk.ports, wu, c.id, { proposal: p, shownFen: 60_000 })),
    );
    expect(presses.filter((r) => r.status === 'fulfilled')).toHaveLength(1);
    expect(presses.find((r) => r.status === 'rejected')).toMatchObject({
      reason: { code: 'already_decided', params: { by: '吴经理' } },
    });
    await desk.work();
    expect(desk.said.findLast((s) => s.what === 'approval')?.status).toBe('offered');
    expect(notices(desk)).toContain('approved');
  });

  it('is not approved twice at once for what only together is above the month', async () => {
    const asked: { readonly id: Case['id']; readonly proposal: ProposalId; readonly shownFen: number }[] = [];
    for (const shownFen of [...Array.from({ length: 9 }, () => 100_000), 60_000, 60_000]) {
      const source = await desk.post(`等太久，第 ${asked.length} 位`);
      const [other] = await desk.ports.cases.fromMessage(source);
      const input = { solutions: ['apology'] as const, lines: goodwill(shownFen), reason: '等太久' };
      const changed = await proposeSolution(desk.ports, zhao, (other as Case).id, input);
      asked.push({ id: changed.id, proposal: changed.proposals.at(-1)!.id, shownFen });
    }
    for (const { id, ...pressed } of asked.slice(0, 9)) await approveProposal(desk.ports, wu, id, pressed);
    const last = await Promise.allSettled(
      asked.slice(9).map(({ id, ...pressed }) => approveProposal(desk.ports, wu, id, pressed)),
    );
    expect(last.map((r) => r.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(last.find((r) => r.status === 'rejected')).toMatchObject({
      reason: { code: 'above_authority', params: { limit: 'month', limitFen: 1_000_000, wouldBeFen: 1_020_000 } },
    });
  });

  it('above a limit goes up, and never to the proposer', async () => {
    const p = await propose(wu, 150_000);
    await expect(approveProposal(desk.ports, wu, c.id, { proposal: p, shownFen: 150_000 })).rejects.toMatchObject({
      code: 'own_proposal',
    });
    const zheng = await desk.person('郑经理', 'department_manager');
    const drawn = () => desk.said.filter((s) => s.what === 'approval').length;
    await desk.work();
    const before = drawn();
    const refused = approveProposal(desk.ports, zheng, c.id, { proposal: p, shownFen: 150_000 });
    await expect(refused).rejects.toMatchObject({
      code: 'above_authority',
      params: { limitFen: 100_000, limit: 'decision' },
    });
    // The card is drawn again, for the sums of the month may have made somebody else the signer.
    await desk.work();
    expect(drawn()).toBe(before + 1);
    expect((await homeOf(desk.ports, he)).toApprove).toHaveLength(1);
    expect((await homeOf(desk.ports, zheng)).toApprove).toHaveLength(0);
    await approveProposal(desk.ports, he, c.id, { proposal: p, shownFen: 150_000 });
    expect(await status()).toBe('offering');
  });

  it('that was rejected, declined or taken back is never paid and lets a new proposal follow', async () => {
    const first = await propose(zhao, 60_000);
    await expect(
      rejectProposal(desk.ports, wu, c.id, { proposal: first, shownFen: 60_000 }, '  '),
    ).rejects.toMatchObject({
      code: 'reason_required',
    });
    await rejectProposal(desk.ports, wu, c.id, { proposal: first, shownFen: 60_000 }, '太高');
    const second = await propose(zhao, 50_000);
    await approveProposal(desk.ports, wu, c.id, { proposal: second, shownFen: 50_000 });
    await declineOffer(desk.ports, zhao, c.id, '客户要一千');
    await propose(zhao, 90_000);
    await expect(withdrawProposal(desk.ports, li, c.id)).rejects.toMatchObject({ code: 'not_your_proposal' });
    await withdrawProposal(desk.ports, zhao, c.id);
    expect(await status()).toBe('claimed');
    expect(paidFen((await desk.ports.cases.get(c.id)) as Case)).toBe(0);
  });

  it('cannot be given without an amount, which would go past the approval', async () => {
    const give = (solutions: readonly ('refund' | 'gift' | 'repair')[], kind: 'refund' | 'goodwill' | null) =>
      proposeSolution(desk.ports, li, c.id, {
        solutions,
        lines: kind ? [{ kind, payer: 'dealer', amountFen: 100 }] : [],
        reason: '安抚',
      });
    for (const [solutions, kind] of [
      [['refund'], null],
      [['refund'], 'goodwill'],
      [['gift'], null],
      [['gift'], 'refund'],
    ] as const) {
      await expect(give(solutions, kind)).rejects.toMatchObject({ code: 'amount_required', params: { solutions } });
    }
    expect((await give(['repair'], null)).status).toBe('offering');
  });

  it('of nothing needs no approval', async () => {
    await propose(li, 0);
    expect(await status()).toBe('offering');
    expect((await desk.ports.cases.get(c.id))?.assignee).toBe(li.id);
  });
});

describe('to the end', () => {
  it('accepted, carried out with proof, called back, closed', async () => {
    const p = await propose(zhao, 12_000);
    await approveProposal(desk.ports, wu, c.id, { proposal: p, shownFen: 12_000 });
    await acceptOffer(desk.ports, zhao, c.id, { text: '' });
    await expect(carryOut(desk.ports, zhao, c.id, { proof: ' ', files: [] })).rejects.toMatchObject({
      code: 'proof_required',
    });
    await carryOut(desk.ports, li, c.id, { proof: '已减免', files: [] });
    await expect(closeCase(desk.ports, wu, c.id, { text: '', closing: CLOSING })).rejects.toMatchObject({
      code: 'follow_up_missing',
    });
    await expect(
      recordFollowUp(desk.ports, li, c.id, { result: 'satisfied', text: '', closing: CLOSING }),
    ).rejects.toMatchObject({ code: 'role_may_not' });
    await recordFollowUp(desk.ports, zhao, c.id, { result: 'satisfied', text: '', closing: CLOSING });
    expect(await status()).toBe('closed');
    expect(paidFen((await desk.ports.cases.get(c.id)) as Case)).toBe(12_000);
    await desk.work();
    expect(notices(desk)).toContain('please_follow_up');
  });

  it('an unhappy call-back reopens it, tells its assignee and starts the time anew', async () => {
    await propose(zhao, 0);
    await acceptOffer(desk.ports, zhao, c.id, { text: '' });
    await carryOut(desk.ports, zhao, c.id, { proof: '已致歉', files: [] });
    desk.clock = new Date('2026-11-18T08:30:00Z');
    await recordFollowUp(desk.ports, he, c.id, { result: 'unhappy', text: '还是响', closing: null });
    const again = await desk.ports.cases.get(c.id);
    expect(again).toMatchObject({
      status: 'claimed',
      reopenCount: 1,
      dueAt: '2026-11-18T12:00:00.000Z',
      assignee: zhao.id,
    });
    await desk.work();
    expect(desk.said.findLast((s) => s.notice?.kind === 'reopened')?.notice).toMatchObject({ mention: zhao.id });
    await expect(reopenCase(desk.ports, he, c.id, '再')).rejects.toMatchObject({ code: 'action_not_in_state' });
  });
});

describe('an answer of the customer', () => {
  it('that a colleague noted meanwhile is not undone by a form opened before', async () => {
    await propose(zhao, 0);
    await acceptOffer(desk.ports, zhao, c.id, { text: '' });
    const late = declineOffer(desk.ports, li, c.id, '不要', 'offering');
    await expect(late).rejects.toMatchObject({ code: 'already_decided', params: { by: '小赵', decision: 'accepted' } });
    await declineOffer(desk.ports, li, c.id, '客户反悔', 'executing');
    expect(await status()).toBe('claimed');
  });
});

describe('side exits', () => {
  it('a dismissal and a merge can be undone, and both timelines tell it', async () => {
    await dismissCase(desk.ports, li, c.id, '发错了');
    await restoreCase(desk.ports, li, c.id);
    await desk.post('同一位客户又说');
    const other = (await desk.cases()).find((x) => x.id !== c.id) as Case;
    await expect(mergeCase(desk.ports, li, c.id, c.number)).rejects.toMatchObject({ code: 'same_case' });
    await mergeCase(desk.ports, li, c.id, '2');
    expect(await status()).toBe('merged');
    expect((await desk.ports.cases.timeline(other.id)).at(-1)?.body.type).toBe('merge_received');
    await expect(mergeCase(desk.ports, li, other.id, c.number)).rejects.toMatchObject({ code: 'merge_target_gone' });
    await restoreCase(desk.ports, li, c.id);
    expect(await status()).toBe('new');
    for (const id of [c.id, other.id])
      expect(replay(await desk.ports.cases.timeline(id))).toEqual(await desk.ports.cases.get(id));
  });
});

describe('a merge', () => {
  it('never makes a major case smaller: the other one takes its severity, and those who must know hear it', async () => {
    await desk.post('第二件');
    const major = (await desk.cases()).find((x) => x.id !== c.id) as Case;
    await changeSeverity(desk.ports, li, major.id, { severity: 'major', reason: '' });
    await desk.work();
    const before = notices(desk).filter((kind) => kind === 'flash_report').length;
    await mergeCase(desk.ports, li, major.id, c.number);
    await desk.work();
    expect(await desk.ports.cases.get(c.id)).toMatchObject({ severity: 'major', dueAt: '2026-11-23T12:00:00.000Z' });
    expect(notices(desk).filter((kind) => kind === 'flash_report')).toHaveLength(before + 1);
    expect(replay(await desk.ports.cases.timeline(c.id))).toEqual(await desk.ports.cases.get(c.id));
  });
});

describe('small acts', () => {
  it('leave a trace: contact, correction, severity with its due time, reveal', async () => {
    await logContact(desk.ports, li, c.id, { way: 'phone', text: '已致歉' });
    await amendCase(desk.ports, li, c.id, { phone: '154 0000 1234' });
    await expect(amendCase(desk.ports, li, c.id, { phone: '15400001234' })).rejects.toMatchObject({
      code: 'nothing_to_change',
    });
    await changeSeverity(desk.ports, li, c.id, { severity: 'major', reason: '' });
    expect((await desk.ports.cases.get(c.id))?.dueAt).toBe('2026-11-23T12:00:00.000Z');
    await expect(changeSeverity(desk.ports, wu, c.id, { severity: 'general', reason: '' })).rejects.toMatchObject({
      code: 'reason_required',
    });
    const lowered = changeSeverity(desk.ports, li, c.id, { severity: 'general', reason: '客户不闹了' });
    await expect(lowered).rejects.toMatchObject({ code: 'lowering_needs_manager' });
    await revealFacts(desk.ports, li, c.id);
    const bodies = (await desk.ports.cases.timeline(c.id)).slice(1).map((e) => e.body);
    expect(bodies).toMatchObject([
      { type: 'contacted' },
      { type: 'amended' },
      { type: 'severity_changed', to: 'major' },
      { type: 'report_drafted', version: 1 },
      { type: 'refused', action: 'set_severity', code: 'lowering_needs_manager' },
      { type: 'revealed', facts: ['phone'] },
    ]);
    await desk.work();
    expect(notices(desk)).toContain('flash_report');
  });

  it('finds a case by its whole number, without the year, or by the running number of the day', async () => {
    for (const typed of ['20261116-001', '1116-001', '001', '1', '#１'])
      expect((await caseByNumber(desk.ports, typed)).id).toBe(c.id);
    for (const typed of ['', '999', 'abc', '20261115-001'])
      await expect(caseByNumber(desk.ports, typed)).rejects.toMatchObject({ code: 'case_not_found' });
  });

  it('opens the kept files for people with a role, and writes the look down', async () => {
    const file = { ref: 'file:a' as never, name: 'a.png', mimetype: 'image/png', size: 3 };
    await desk.post('车灯照片', { root: c.thread as never, files: [file] });
    const { files } = await openFiles(desk.ports, li, c.id);
    expect(files.map((f) => [f.name, new TextDecoder().decode(f.content.subarray(8))])).toEqual([['a.png', 'file:a']]);
    expect((await desk.ports.cases.timeline(c.id)).at(-1)?.body).toEqual({ type: 'revealed', facts: [], files: 1 });
  });

  it('are shown to people with a role and to the reporter, and to nobody else', async () => {
    const stranger = await desk.person('路人', null);
    const reporter = await desk.ports.people.get(c.reporter);
    for (const look of [
      () => seeCase(desk.ports, stranger, c.id),
      () => seeCaseByNumber(desk.ports, stranger, c.number),
      () => allCases(desk.ports, stranger),
      () => searchCases(desk.ports, stranger, '等太久', 30),
      async () => seeDigest(desk.ports, stranger, 'daily'),
    ]) {
      await expect(look()).rejects.toMatchObject({ code: 'looking_needs_role' });
    }
    expect((await seeCase(desk.ports, { ...reporter!, role: null }, c.id)).id).toBe(c.id);
    await expect(revealFacts(desk.ports, { ...reporter!, role: null }, c.id)).rejects.toMatchObject({
      code: 'no_role',
    });
  });

  it('lists what waits for somebody', async () => {
    expect((await homeOf(desk.ports, li)).unclaimed).toHaveLength(1);
    await claimCase(desk.ports, li, c.id);
    expect((await myCases(desk.ports, li)).map((line) => line.assigneeName)).toEqual(['小李']);
  });
});

describe('a form', () => {
  const form = { text: '客户投诉漆面', facts: {}, category: null, place: null };
  it('opens a case whose card heads its own thread', async () => {
    const made = await openCaseFromForm(desk.ports, li, {
      ...form,
      facts: { phone: '154-0000-1234', model: 'Polo' },
      category: 'delivery',
    });
    await desk.work();
    const shown = await desk.ports.cases.get(made.id);
    expect(shown).toMatchObject({
      intake: 'form',
      category: { value: 'delivery' },
      facts: { phone: { value: '15400001234' }, model: { value: 'Polo' } },
    });
    expect(shown?.thread).toBe(desk.said.findLast((s) => s.what === 'case')?.ref);
  });

  it('is refused without words, with a phone that is none, or before any channel is marked', async () => {
    await expect(openCaseFromForm(desk.ports, li, { ...form, text: ' ' })).rejects.toMatchObject({
      code: 'reason_required',
    });
    await expect(openCaseFromForm(desk.ports, li, { ...form, facts: { phone: '123' } })).rejects.toMatchObject({
      code: 'invalid_fact',
    });
    await desk.ports.places.mark(CHANNEL, null, desk.clock);
    await expect(openCaseFromForm(desk.ports, li, form)).rejects.toMatchObject({ code: 'no_complaints_place' });
  });
});

describe('setting up', () => {
  it('belongs to the named administrators and the general manager; channels also to managers', async () => {
    const input = { user: 'user:小新' as ChatUserRef, role: 'advisor' as const, department: 'service' as const };
    await expect(savePerson(desk.ports, li, input)).rejects.toMatchObject({ code: 'setup_people_not_allowed' });
    await expect(markPlace(desk.ports, li, CHANNEL, null)).rejects.toMatchObject({ code: 'setup_places_not_allowed' });
    expect(await savePerson(desk.ports, he, input)).toMatchObject({ name: '小新', role: 'advisor' });
    expect(await savePerson(desk.ports, he, { ...input, role: null })).toMatchObject({ name: '小新', role: null });
    await markPlace(desk.ports, wu, CHANNEL, 'leadership');
    expect(await desk.ports.places.purposeOf(CHANNEL)).toBe('leadership');
  });

  it('never loses the last one who may give roles', async () => {
    const gone = savePerson(desk.ports, he, { user: he.chatUser as ChatUserRef, role: null, department: null });
    await expect(gone).rejects.toMatchObject({ code: 'last_administrator' });
    await savePerson(desk.ports, he, { user: wu.chatUser as ChatUserRef, role: 'general_manager', department: null });
    expect(
      await savePerson(desk.ports, he, { user: he.chatUser as ChatUserRef, role: null, department: null }),
    ).toMatchObject({ role: null });
  });

  it('takes a list whole or not at all', async () => {
    await expect(importPeople(desk.ports, he, '甲,顾问,售后,a@x.test\n乙,皇帝,售后,b@x.test')).rejects.toMatchObject({
      code: 'csv_line',
    });
    expect((await desk.ports.people.withRole()).map((p) => p.name)).not.toContain('甲');
    expect((await importPeople(desk.ports, he, '甲,顾问,售后,a@x.test')).saved).toHaveLength(1);
  });

  it('knows an administrator by e-mail, and attaches an account to somebody known from a list', async () => {
    const admin = await openDesk(undefined, ['boss@x.test']);
    await importPeople(admin.ports, await admin.person('何总', 'general_manager'), '老板,总经理,,boss@x.test');
    admin.ports.chat.profile = async () => ({ name: 'the boss', email: 'Boss@x.test', active: true });
    const boss = await findPerson(admin.ports, 'user:9' as ChatUserRef);
    expect(boss).toMatchObject({ name: '老板', role: 'general_manager', isAdmin: true, chatUser: 'user:9' });
    expect(await admin.ports.people.withRole()).toHaveLength(2);
  });
});

describe('jobs', () => {
  it('wait as long as the chat says, try again after a fault, and are set aside when it is no use', async () => {
    await claimCase(desk.ports, li, c.id);
    const until = new Date(desk.clock.getTime() + 5_000);
    desk.outcomes.push({ type: 'later', until, why: 'rate limited' });
    expect(await desk.work()).toMatchObject([{ type: 'retry', retryAt: until }]);
    expect(await desk.work()).toEqual([]);
    desk.clock = until;
    expect(await desk.work()).toMatchObject([{ type: 'done' }]);
    await amendCase(desk.ports, li, c.id, { model: 'Polo' });
    desk.outcomes.push({ type: 'gone', why: 'channel_not_found' });
    expect(await desk.work()).toMatchObject([{ type: 'dead' }]);
    expect(await desk.ports.jobs.counts()).toMatchObject({ dead: 1 });
  });
});
