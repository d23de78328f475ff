import { beforeEach, describe, expect, it } from 'vitest';
import { NO_FACTS } from '../../src/domain/complaint.ts';
import type { ChatUserRef, MessageRef, PersonId } from '../../src/domain/ids.ts';
import type { Person } from '../../src/domain/person.ts';
import { setAccused } from '../../src/flows/assign-case.ts';
import { approveProposal } from '../../src/flows/decide-approval.ts';
import { detachMessage } from '../../src/flows/detach-message.ts';
import { delegate } from '../../src/flows/duty.ts';
import { findPerson } from '../../src/flows/find-person.ts';
import { proposeSolution } from '../../src/flows/propose-solution.ts';
import { rejectMessage } from '../../src/flows/register-message.ts';
import { markPlace, savePerson } from '../../src/flows/set-up.ts';
import type { Ports } from '../../src/ports.ts';
import { createSlackChat } from '../../src/slack/chat.ts';
import type { Slack } from '../../src/slack/clients.ts';
import { userRef } from '../../src/slack/refs.ts';
import { wordingFor } from '../../src/wording/wording.ts';
import { CHANNEL, complaint, type FakeDesk, openDesk, reading } from '../support/desk.ts';

/* Ways in beside the front door: an address that is not proved, authority that is borrowed, judging what others wrote. */

let desk: FakeDesk;
let wu: Person;
let he: Person;
beforeEach(async () => {
  desk = await openDesk();
  wu = await desk.person('吴', 'department_manager');
  he = await desk.person('何', 'general_manager');
});

describe('an address from outside', () => {
  /** Ports of a Slack that knows one user, of this workspace. */
  const portsWith = (user: object): Ports => {
    const users = { info: async () => ({ ok: true, user: { name: 'x', ...user } }) };
    const clients = { interactive: { users }, background: { users } } as unknown as Slack['clients'];
    const identity = { botId: 'B', botUserId: 'U', teamUrl: '', teamId: 'T0OURS', enterpriseId: 'E0OURS' };
    const slack: Slack = { clients, identity, config: { botToken: 'xoxb-0' } };
    const chat = createSlackChat({ slack, w: wordingFor('zh'), now: () => desk.clock, timeZone: 'Asia/Shanghai' });
    const policies = { ...desk.ports.policies, admins: () => ['he@example.com'] };
    return { ...desk.ports, chat, policies };
  };
  const profile = { display_name: '何总', email: 'He@example.com' };
  const listed = () =>
    desk.ports.people.save('p-listed' as PersonId, {
      ...{ name: '何总', role: 'general_manager', department: null, isAdmin: true },
      ...{ chatUser: null, email: 'he@example.com' },
    });

  it('gives nobody of another company in a shared channel a role, nor makes him an administrator', async () => {
    await listed();
    const found = await findPerson(portsWith({ team_id: 'T0ELSE', profile }), userRef('U0ELSE'));
    expect(found).toMatchObject({ role: null, isAdmin: false, email: null });
  });

  it('is taken from this workspace, and from another one of the same organisation', async () => {
    await listed();
    const ours = [{ team_id: 'T0OURS' }, { team_id: 'T0SISTER', enterprise_user: { enterprise_id: 'E0OURS' } }];
    for (const [i, user] of ours.entries()) {
      const found = await findPerson(portsWith({ ...user, profile }), userRef(`U0OWN${i}`));
      expect(found).toMatchObject({ role: 'general_manager', isAdmin: true });
    }
  });
});

describe('borrowed authority', () => {
  const leave = (person: Person, deputy: Person) => ({
    person: person.chatUser,
    deputy: deputy.chatUser as ChatUserRef,
    from: '2026-11-16',
    to: '2026-11-20',
  });

  it('is not taken: a manager makes himself nobody’s deputy who stands above him', async () => {
    await expect(delegate(desk.ports, wu, leave(he, wu))).rejects.toMatchObject({ code: 'setup_people_not_allowed' });
    const li = await desk.person('小李', 'advisor');
    await desk.post('等太久');
    const [c] = await desk.cases();
    const lines = [{ kind: 'goodwill', payer: 'dealer', amountFen: 900_000 }] as const;
    const proposed = await proposeSolution(desk.ports, li, c!.id, {
      solutions: ['compensation'],
      lines,
      reason: '安抚',
    });
    const pressed = { proposal: proposed.proposals[0]!.id, shownFen: 900_000 };
    await expect(approveProposal(desk.ports, wu, c!.id, pressed)).rejects.toMatchObject({ code: 'above_authority' });
    // Given by the general manager himself it holds.
    await delegate(desk.ports, he, leave(he, wu));
    expect((await approveProposal(desk.ports, wu, c!.id, pressed)).status).toBe('offering');
  });

  it('is not that of the proposer, nor of whoever the complaint is about', async () => {
    await delegate(desk.ports, he, leave(he, wu));
    const li = await desk.person('小李', 'advisor');
    for (const text of ['等太久', '等太久了']) await desk.post(text);
    const [a, b] = await desk.cases();
    await setAccused(desk.ports, li, b!.id, [he.chatUser as ChatUserRef]);
    const lines = [{ kind: 'goodwill', payer: 'dealer', amountFen: 900_000 }] as const;
    for (const [c, by] of [[a!, he] as const, [b!, li] as const]) {
      const proposed = await proposeSolution(desk.ports, by, c.id, {
        solutions: ['compensation'],
        lines,
        reason: '安抚',
      });
      const pressed = { proposal: proposed.proposals[0]!.id, shownFen: 900_000 };
      await expect(approveProposal(desk.ports, wu, c.id, pressed)).rejects.toMatchObject({ code: 'above_authority' });
    }
  });

  it('may be arranged for people up to one’s own level, and by nobody without a role', async () => {
    const zheng = await desk.person('郑', 'department_manager');
    const saved = await delegate(desk.ports, wu, leave(zheng, wu));
    expect(saved.absences).toHaveLength(1);
    const nobody = await desk.person('访客', null);
    await expect(delegate(desk.ports, nobody, { ...leave(wu, zheng), person: null })).rejects.toMatchObject({
      code: 'looking_needs_role',
    });
  });
});

describe('whoever left', () => {
  it('sets up nobody and nothing any more', async () => {
    const gone = { ...he, active: false };
    const input = { user: wu.chatUser as ChatUserRef, role: 'general_manager', department: null } as const;
    await expect(savePerson(desk.ports, gone, input)).rejects.toMatchObject({ code: 'setup_people_not_allowed' });
    await expect(markPlace(desk.ports, gone, CHANNEL, null)).rejects.toMatchObject({
      code: 'setup_places_not_allowed',
    });
  });
});

describe('what a message was taken for', () => {
  let author: Person;
  let other: Person;
  beforeEach(async () => {
    author = await desk.person('客人', null);
    other = await desk.person('访客', null);
  });

  it('is judged by people with a role and by its author, not by other outsiders', async () => {
    desk.readings.set('不好说', reading({ verdict: 'unsure' }));
    const ref: MessageRef = await desk.post('不好说', { author });
    await expect(rejectMessage(desk.ports, other, ref)).rejects.toMatchObject({ code: 'looking_needs_role' });
    expect((await desk.ports.inbox.message(ref))?.outcome?.verdict).toBe('unsure');
    await rejectMessage(desk.ports, author, ref);
    expect((await desk.ports.inbox.message(ref))?.outcome?.verdict).toBe('not_complaint');
  });

  it('is taken apart by the same people only', async () => {
    const phone = { value: '15400001234', quote: null, by: 'rule', sureness: 'stated' } as const;
    const known = reading({ complaints: [complaint({ facts: { ...NO_FACTS, phone } })] });
    for (const text of ['第一次', '第二次']) desk.readings.set(text, known);
    await desk.post('第一次', { author });
    const ref = await desk.post('第二次', { author });
    await expect(detachMessage(desk.ports, other, ref)).rejects.toMatchObject({ code: 'looking_needs_role' });
    expect(await desk.cases()).toHaveLength(1);
    await detachMessage(desk.ports, wu, ref);
    expect(await desk.cases()).toHaveLength(2);
  });
});
