import { beforeEach, describe, expect, it } from 'vitest';
import type { Case } from '../../src/domain/case.ts';
import type { ChatUserRef } from '../../src/domain/ids.ts';
import type { Notice } from '../../src/domain/notice.ts';
import type { Department, Person, Role } from '../../src/domain/person.ts';
import { changeSeverity } from '../../src/flows/amend-case.ts';
import { claimCase } from '../../src/flows/assign-case.ts';
import { acknowledgeClock, makePromise, pauseCase } from '../../src/flows/case-clocks.ts';
import { approveProposal } from '../../src/flows/decide-approval.ts';
import { accountChanged, delegate } from '../../src/flows/duty.ts';
import { proposeSolution } from '../../src/flows/propose-solution.ts';
import { tick } from '../../src/flows/tick.ts';
import { type FakeDesk, MAJOR, openDesk } from '../support/desk.ts';
import { shanghai } from '../support/timeline.ts';

let desk: FakeDesk;
const people = new Map<string, Person>();
const who = (name: string): Person => people.get(name) as Person;

async function staff(name: string, role: Role, department: Department): Promise<void> {
  const person = await desk.person(name, role);
  people.set(name, (await desk.ports.people.setRole(person.id, role, department)) ?? person);
}

beforeEach(async () => {
  desk = await openDesk();
  people.clear();
  await staff('小李', 'advisor', 'service');
  await staff('小赵', 'customer_care', 'customer_relations');
  await staff('吴', 'department_manager', 'service');
  await staff('周', 'customer_relations_manager', 'customer_relations');
  await staff('何', 'general_manager', 'management');
  await desk.ports.places.mark(MAJOR, 'major', desk.clock);
});

/** Moves the clock minute by minute, with a look at each. */
async function until(time: string): Promise<void> {
  const end = shanghai(time).getTime();
  while (desk.clock.getTime() < end) {
    desk.clock = new Date(Math.min(desk.clock.getTime() + 60_000, end));
    await tick(desk.ports);
    await desk.work();
  }
}

const newCase = async (text = '等太久'): Promise<Case> => {
  const ref = await desk.post(text);
  const [c] = await desk.ports.cases.fromMessage(ref);
  if (!c) throw new Error('no case');
  return c;
};
type Heard = { readonly kind: string; readonly to: string; readonly notice: Notice };
const heard = (): Heard[] =>
  desk.said.flatMap((s) =>
    s.notice && (s.notice.kind === 'reminder' || s.notice.kind === 'reminders')
      ? [{ kind: s.notice.kind, to: s.to ?? '', notice: s.notice }]
      : [],
  );
const inThreads = () =>
  heard().flatMap(({ notice }) =>
    notice.kind === 'reminder' ? [`${notice.timer}${notice.late ? '!' : ''} ${notice.mention.join()}`] : [],
  );
const direct = () =>
  heard().flatMap(({ notice, to }) => (notice.kind === 'reminders' ? [`${notice.lines.length} ${to}`] : []));
const to = (name: string) => JSON.stringify({ to: 'person', person: who(name).id });

describe('a case nobody takes', () => {
  it('climbs step by step in opening hours, each step once, whatever looks twice', async () => {
    await newCase();
    await until('2026-11-16 09:30');
    expect(heard()).toEqual([]);
    await until('2026-11-16 13:40');
    await Promise.all([tick(desk.ports), tick(desk.ports), tick(desk.ports)]);
    await desk.work();
    expect(inThreads()).toEqual([`claim! ${who('吴').id}`, `claim! ${who('周').id}`, `claim! ${who('何').id}`]);
    expect(direct()).toEqual([`1 ${to('吴')}`, `1 ${to('周')}`, `1 ${to('何')}`]);
    const c = (await desk.cases())[0] as Case;
    expect(c.breaches.map((b) => b.kind)).toEqual(['claim', 'first_contact']);
    expect((await desk.ports.cases.timeline(c.id)).filter((e) => e.body.type === 'breached')).toHaveLength(2);
  });

  it('has somebody once he says that he is on it', async () => {
    const c = await newCase();
    await until('2026-11-16 09:40');
    await acknowledgeClock(desk.ports, who('吴'), c.id, 'claim:0');
    expect(await desk.ports.cases.get(c.id)).toMatchObject({ status: 'claimed', assignee: who('吴').id });
    await until('2026-11-16 10:30');
    expect(inThreads()).toHaveLength(1);
  });

  it('that is late rests after 我来处理, and only that limit of it', async () => {
    const c = await newCase();
    await claimCase(desk.ports, who('小赵'), c.id);
    await until('2026-11-16 11:10');
    await acknowledgeClock(desk.ports, who('吴'), c.id, 'first_contact:0');
    await acknowledgeClock(desk.ports, who('吴'), c.id, 'first_contact:0');
    await until('2026-11-16 15:30');
    expect(inThreads()).toEqual([`first_contact ${who('小赵').id}`, `first_contact! ${who('吴').id}`]);
    await until('2026-11-16 20:05');
    expect(inThreads().at(-1)).toBe(`resolve! ${who('吴').id}`);
  });

  it('catches up after a standstill with one line, not with every step that passed', async () => {
    await newCase();
    desk.clock = shanghai('2026-11-16 15:00');
    await tick(desk.ports);
    await desk.work();
    // Three people, one line: how it stands now.
    expect(inThreads()).toHaveLength(1);
    for (const name of ['何', '吴', '周']) expect(inThreads()[0]).toContain(who(name).id);
    expect(direct()).toHaveLength(3);
  });
});

describe('ten reminders for one person in one window', () => {
  it('are one message, and a quiet line in each thread', async () => {
    for (let i = 0; i < 10; i++) await newCase(`等太久 ${i}`);
    await until('2026-11-16 09:40');
    expect(direct()).toEqual([`10 ${to('吴')}`]);
    expect(inThreads()).toHaveLength(10);
    expect(inThreads().every((line) => line === 'claim! ')).toBe(true);
  });

  it('and what comes within ten minutes after one message waits for the next', async () => {
    await newCase('一');
    desk.clock = new Date(desk.clock.getTime() + 4 * 60_000);
    await newCase('二');
    await newCase('三');
    await until('2026-11-16 09:41');
    expect(direct()).toEqual([`1 ${to('吴')}`]);
    await until('2026-11-16 09:50');
    expect(direct()).toEqual([`1 ${to('吴')}`, `2 ${to('吴')}`]);
  });
});

describe('nobody is pinged at night', () => {
  it('a general case that comes late waits for the morning', async () => {
    desk.clock = shanghai('2026-11-16 20:10');
    await newCase();
    await until('2026-11-17 08:30');
    expect(heard()).toEqual([]);
    await until('2026-11-17 09:05');
    expect(inThreads()).toEqual([`claim! ${who('吴').id}`]);
  });
});

describe('whoever is away or gone', () => {
  it('a deputy hears it and may sign with the absent manager’s authority, on those days', async () => {
    await delegate(desk.ports, who('吴'), {
      person: null,
      deputy: who('小赵').chatUser as ChatUserRef,
      from: '2026-11-16',
      to: '2026-11-17',
    });
    const c = await newCase();
    await until('2026-11-16 09:40');
    expect(inThreads()).toEqual([`claim! ${who('小赵').id}`]);
    const proposed = await proposeSolution(desk.ports, who('小李'), c.id, {
      solutions: ['compensation'],
      lines: [{ kind: 'goodwill', payer: 'dealer', amountFen: 60_000 }],
      reason: '等太久',
    });
    const proposal = proposed.proposals[0]?.id;
    if (!proposal) throw new Error('no proposal');
    const zhao = (await desk.ports.people.get(who('小赵').id)) as Person;
    await approveProposal(desk.ports, zhao, c.id, { proposal, shownFen: 60_000 });
    const approved = (await desk.ports.cases.timeline(c.id)).find((e) => e.body.type === 'approved');
    expect(approved?.body).toMatchObject({ onBehalfOf: who('吴').id });
  });

  it('who goes away before his shift begins is not waited for: his deputy hears it', async () => {
    desk.clock = shanghai('2026-11-16 20:10');
    await newCase();
    const shifts = Array.from({ length: 7 }, (): [string, string][] => [['10:00', '20:00']]);
    await desk.ports.people.setDuty(who('吴').id, { deputy: null, absences: [], shifts });
    await until('2026-11-17 09:30');
    expect(inThreads()).toEqual([]);
    const deputy = who('小赵').chatUser as ChatUserRef;
    await delegate(desk.ports, who('吴'), { person: null, deputy, from: '2026-11-17', to: '2026-11-17' });
    await until('2026-11-17 10:05');
    expect(inThreads()).toEqual([`claim! ${who('小赵').id}`]);
  });

  it('dates that lie behind, or oneself as deputy, are refused', async () => {
    const deputy = who('小赵').chatUser as ChatUserRef;
    const past = delegate(desk.ports, who('吴'), { person: null, deputy, from: '2026-11-01', to: '2026-11-02' });
    await expect(past).rejects.toMatchObject({ code: 'dates_invalid' });
    const own = delegate(desk.ports, who('吴'), {
      person: null,
      deputy: who('吴').chatUser as ChatUserRef,
      from: '2026-11-16',
      to: '2026-11-17',
    });
    await expect(own).rejects.toMatchObject({ code: 'deputy_invalid' });
  });

  it('who left while the desk was down is found at the next day’s first look', async () => {
    const c = await newCase();
    await claimCase(desk.ports, who('小赵'), c.id);
    await tick(desk.ports);
    await desk.work();
    desk.gone.add(who('小赵').chatUser as ChatUserRef);
    desk.clock = shanghai('2026-11-17 08:30');
    await tick(desk.ports);
    await desk.work();
    expect(await desk.ports.people.get(who('小赵').id)).toMatchObject({ active: false });
    expect((await desk.ports.cases.get(c.id))?.assignee).toBe(who('吴').id);
  });

  it('the cases of somebody who left go to the manager, and the thread says so', async () => {
    const c = await newCase();
    await claimCase(desk.ports, who('小赵'), c.id);
    await accountChanged(desk.ports, who('小赵').chatUser as ChatUserRef, false);
    await desk.work();
    expect((await desk.ports.cases.get(c.id))?.assignee).toBe(who('吴').id);
    expect(desk.said.find((s) => s.notice?.kind === 'person_left')?.notice).toMatchObject({
      person: who('小赵').id,
      to: who('吴').id,
      mention: [who('吴').id],
    });
  });
});

describe('whoever left with nobody above', () => {
  it('keeps the case by name, the thread asks for somebody, and nothing is put into the customer’s story', async () => {
    const c = await newCase();
    await claimCase(desk.ports, who('小赵'), c.id);
    for (const name of ['吴', '周', '何']) await desk.ports.people.setActive(who(name).id, false);
    await accountChanged(desk.ports, who('小赵').chatUser as ChatUserRef, false);
    await desk.work();
    const told = desk.said.find((s) => s.notice?.kind === 'person_left')?.notice;
    expect(told).toMatchObject({ person: who('小赵').id, to: null, mention: [] });
    expect((await desk.ports.cases.get(c.id))?.assignee).toBe(who('小赵').id);
    const happened = (await desk.ports.cases.timeline(c.id)).map((e) => e.body.type);
    expect(happened).toContain('claimed');
    expect(happened).not.toContain('noted');
  });
});

describe('waits and promises', () => {
  it('nothing of ours is said while a case waits, and a manager has to say why it does', async () => {
    const c = await newCase();
    await claimCase(desk.ports, who('小赵'), c.id);
    const by = pauseCase(desk.ports, who('小赵'), c.id, { waitingFor: 'manufacturer', reason: '等厂家鉴定' });
    await expect(by).rejects.toMatchObject({ code: 'role_may_not' });
    await pauseCase(desk.ports, who('吴'), c.id, { waitingFor: 'manufacturer', reason: '等厂家鉴定' });
    await until('2026-11-17 12:00');
    expect(heard()).toEqual([]);
    expect((await desk.ports.cases.get(c.id))?.breaches).toEqual([]);
  });

  it('a promise to the customer is reminded, and counted when it is broken', async () => {
    const c = await newCase();
    await claimCase(desk.ports, who('小赵'), c.id);
    await makePromise(desk.ports, who('小赵'), c.id, { dueAt: shanghai('2026-11-16 10:30'), text: '十点半回电' });
    await until('2026-11-16 10:31');
    expect(inThreads().filter((line) => line.startsWith('promise'))).toEqual([
      `promise ${who('小赵').id}`,
      `promise! ${who('吴').id},${who('小赵').id}`,
    ]);
    expect((await desk.ports.cases.get(c.id))?.promises[0]?.brokenAt).not.toBeNull();
  });
});

describe('a proposal that waits', () => {
  it('is reminded to who may sign, goes a level up, and expires when the case turns graver under it', async () => {
    const c = await newCase();
    const proposed = await proposeSolution(desk.ports, who('小赵'), c.id, {
      solutions: ['compensation'],
      lines: [{ kind: 'goodwill', payer: 'dealer', amountFen: 60_000 }],
      reason: '等太久',
    });
    await until('2026-11-16 11:06');
    expect(inThreads().filter((line) => line.startsWith('approval'))).toEqual([
      `approval ${who('吴').id}`,
      `approval ${who('周').id}`,
    ]);
    await changeSeverity(desk.ports, who('吴'), c.id, { severity: 'serious', reason: '要曝光' });
    await desk.work();
    const now = (await desk.ports.cases.get(c.id)) as Case;
    expect([now.status, now.proposals[0]?.state]).toEqual(['claimed', 'expired']);
    expect(desk.said.some((s) => s.notice?.kind === 'approval_expired')).toBe(true);
    const proposal = proposed.proposals[0]?.id;
    if (!proposal) throw new Error('no proposal');
    const late = approveProposal(desk.ports, who('吴'), c.id, { proposal, shownFen: 60_000 });
    await expect(late).rejects.toMatchObject({ code: 'already_decided', params: { decision: 'expired' } });
  });
});
