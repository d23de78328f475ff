import { describe, expect, it } from 'vitest';
import type { DailyPage, DigestPage, WeeklyPage } from '../../src/domain/digest.ts';
import type { PlaceRef } from '../../src/domain/ids.ts';
import type { Department, Person, Role } from '../../src/domain/person.ts';
import type { PlacePurpose } from '../../src/domain/place.ts';
import { DEFAULT_POLICY } from '../../src/domain/policy.ts';
import { setVisits } from '../../src/flows/count-visits.ts';
import { scheduleDigests } from '../../src/flows/digest-schedule.ts';
import { digestPage, seeDigest, sendDigest } from '../../src/flows/send-digest.ts';
import {
  at,
  breach,
  claim,
  close,
  type Entry,
  open,
  propose,
  solve,
  TIMELINES,
  timelineOfStory,
  VISITS,
} from '../domain/digest-week.ts';
import { createFakeModels } from '../fakes/models.ts';
import { createFakeStores } from '../fakes/stores.ts';
import { caseId, person, personId } from '../support/cases.ts';

const LEADERS = 'place:leaders' as PlaceRef;
const MAJOR = 'place:major' as PlaceRef;
const SUNDAY = at('11-22 20:30');

const STAFF: readonly (readonly [string, Role, Department])[] = [
  ['小赵', 'customer_care', 'customer_relations'],
  ['吴', 'department_manager', 'service'],
  ['周', 'customer_relations_manager', 'customer_relations'],
  ['何', 'general_manager', 'management'],
];

/** A desk that lived through the week up to some instant. */
async function deskAt(now: Date, ...purposes: readonly (readonly [PlaceRef, PlacePurpose])[]) {
  const stores = createFakeStores();
  for (const [id, events] of TIMELINES) {
    const past = events.filter((e) => Date.parse(e.at) <= now.getTime());
    if (past.length > 0) stores.memory.timelines.set(caseId(id), past);
  }
  for (const [name, role, department] of STAFF) {
    const known = { name, role, department, isAdmin: false, chatUser: null, email: null };
    await stores.people.save(personId(name), known);
  }
  for (const [place, purpose] of purposes) await stores.places.mark(place, purpose, now);
  const sent: { page: DigestPage; place: PlaceRef; jobId: string }[] = [];
  const models = createFakeModels();
  const ports = {
    ...stores,
    models,
    clock: { now: () => desk.now, newId: () => 'id' },
    policies: { current: () => DEFAULT_POLICY, of: () => DEFAULT_POLICY, admins: () => [] },
    chat: {
      sendDigest: async (page: DigestPage, place: PlaceRef, jobId: string) => {
        sent.push({ page, place, jobId });
        return { type: 'shown' as const, ref: 'm' as never };
      },
    },
  };
  const desk = { ports: ports as typeof ports & { chat: never }, sent, now, stores, models };
  return desk;
}

const manager = person('周', 'customer_relations_manager');
const asWeekly = (page: DigestPage): WeeklyPage => page as WeeklyPage;

describe('the weekly digest', () => {
  it('comes out as the store’s own reckoning', async () => {
    const { ports } = await deskAt(SUNDAY);
    for (const span of VISITS) await ports.visits.set(span, manager.id, SUNDAY);
    const page = asWeekly(await digestPage(ports, 'weekly', SUNDAY));
    expect(page.period).toMatchObject({ from: '2026-11-16', to: '2026-11-22' });
    expect(page.figures).toMatchObject({
      fresh: 14,
      closed: 13,
      closeEvents: 14,
      open: 3,
      overdue: 0,
      breached: 1,
      breachedCarriedIn: 1,
      reopened: 2,
      duplicates: 1,
      approvals: 11,
      rejections: 1,
      refused: 2,
    });
    expect(page.figures.paid).toMatchObject({ refundFen: 552_000, goodwillFen: 751_000 });
    expect(page.rates).toMatchObject({
      close: { closedInTime: 4, matured: 5, rate: 0.8 },
      young: { immature: 14, immatureClosed: 11 },
      closeOfMonth: { closedInTime: 4, matured: 5, immature: 14 },
      complaintsOfWeek: { cases: 14, visits: 632 },
      complaintsOfQuarter: {
        all: { cases: 51, visits: 5812 },
        justified: { cases: 51, visits: 5812 },
        graveAndOurs: { cases: 7, visits: 5812 },
      },
    });
  });

  it('carries in what was late and stands as it stood before the week, unless that is closed', async () => {
    const { ports, stores } = await deskAt(SUNDAY);
    const before = asWeekly(await digestPage(ports, 'weekly', SUNDAY)).figures.breachedCarriedIn;
    const late = [...open('11-02 09:00', 'other'), ...breach('11-05 18:00')];
    const ended = [...claim('11-06 09:00'), ...solve('11-06 10:00', '11-06 15:00', 'p'), ...close('11-07 10:00')];
    for (const [id, more] of [
      ['still-open', []],
      ['closed-before', ended],
    ] as const) {
      const events = timelineOfStory(late, more).map((event) => ({ ...event, caseId: caseId(id) }));
      stores.memory.timelines.set(caseId(id), events);
    }
    const after = asWeekly(await digestPage(ports, 'weekly', SUNDAY)).figures.breachedCarriedIn;
    expect(after - before).toBe(1);
  });

  it('has no complaint rate while vehicle counts are missing', async () => {
    const { ports } = await deskAt(SUNDAY);
    const { rates } = asWeekly(await digestPage(ports, 'weekly', SUNDAY));
    expect(rates).toMatchObject({ complaintsOfWeek: null, complaintsOfQuarter: null });
  });

  it('asks for a rate only over days that are covered up to today', async () => {
    const thursday = at('11-19 20:30');
    const { ports } = await deskAt(thursday);
    await ports.visits.set({ from: '2026-11-16', to: '2026-11-19', count: 400 }, manager.id, thursday);
    const { rates } = asWeekly(await digestPage(ports, 'weekly', thursday));
    expect(rates.complaintsOfWeek).toMatchObject({ cases: 11, visits: 400 });
  });
});

describe('the daily digest', () => {
  it('sums up what the model was asked on the days it is about', async () => {
    const { ports, models } = await deskAt(SUNDAY);
    expect((await digestPage(ports, 'daily', SUNDAY)).model).toBeNull();
    const asked: string[] = [];
    models.usageOn = async (day) => {
      asked.push(day);
      const use = { provider: 'p', model: 'm', calls: 2, failed: 1, tokensIn: 100, tokensCached: 50, tokensOut: 9 };
      const entry = { ...use, day, currency: 'CNY', costMicro: 1_000, unpriced: 0, worstMs: 1 } as const;
      return { models: [entry], spent: day === '2026-11-22' };
    };
    expect((await digestPage(ports, 'daily', SUNDAY)).model).toMatchObject({ calls: 2, failed: 1, cachedShare: 0.5 });
    const week = (await digestPage(ports, 'weekly', SUNDAY)).model;
    expect(week).toMatchObject({ calls: 14, costs: [{ currency: 'CNY', micro: 7_000 }], spent: true });
    expect(asked).toEqual(['2026-11-22', ...[16, 17, 18, 19, 20, 21, 22].map((day) => `2026-11-${day}`)]);
  });

  it('is about its own day also when it is sent after midnight', async () => {
    const { ports } = await deskAt(at('11-18 01:00'));
    const page = (await digestPage(ports, 'daily', at('11-18 01:00'), '2026-11-17')) as DailyPage;
    expect(page).toMatchObject({ kind: 'daily', date: '2026-11-17', figures: { fresh: 3, closed: 3 } });
  });

  it('counts the orders that messages tried to give', async () => {
    const { ports, stores } = await deskAt(SUNDAY);
    const counted: [Date, Date][] = [];
    const inbox = {
      ...stores.inbox,
      instructionsBetween: async (from: Date, to: Date) => {
        counted.push([from, to]);
        return 3;
      },
    };
    const page = (await digestPage({ ...ports, inbox }, 'daily', SUNDAY)) as DailyPage;
    expect(page.figures.refused).toBe(3);
    expect(counted).toEqual([[at('11-22 00:00'), SUNDAY]]);
  });

  it('says who is asked for what waits: ¥5,000 is the general manager’s', async () => {
    const now = at('11-23 12:00');
    const { ports, stores } = await deskAt(SUNDAY);
    const entries: Entry[] = [
      ...open('11-23 09:00', 'sales_promise'),
      ...claim('11-23 09:10'),
      ...propose('11-23 09:30', 'p', ['refund', 5000]),
    ];
    stores.memory.timelines.set(
      caseId('waits'),
      timelineOfStory(entries).map((e) => ({ ...e, caseId: caseId('waits') })),
    );
    const { standing, people } = await digestPage(ports, 'daily', now);
    expect(standing.waiting.map((w) => [w.case.id, w.asked])).toEqual([['waits', ['何']]]);
    expect(people.get(personId('何'))?.name).toBe('何');
  });

  it('is for people with a role', async () => {
    const { ports } = await deskAt(SUNDAY);
    await expect(seeDigest(ports, person('路人', null), 'daily')).rejects.toMatchObject({ code: 'looking_needs_role' });
    await expect(seeDigest(ports, manager, 'morning')).resolves.toMatchObject({ kind: 'morning', date: '2026-11-22' });
  });
});

/** What was scheduled, as `kind date → place`. */
async function scheduled(desk: Awaited<ReturnType<typeof deskAt>>): Promise<string[]> {
  await scheduleDigests(desk.ports);
  const jobs = await desk.ports.jobs.claim(desk.now, new Date(desk.now.getTime() + 60_000), 50);
  for (const job of jobs) await desk.ports.jobs.done(job.id, job.attempt, desk.now);
  return jobs.map(({ payload }) =>
    payload.kind === 'send_digest' ? `${payload.digest} ${payload.date} → ${payload.place}` : payload.kind,
  );
}

describe('the schedule', () => {
  it('sends the morning list to where major cases are told, the evening to the leaders, the week after the day', async () => {
    const desk = await deskAt(at('11-22 08:30'), [LEADERS, 'leadership'], [MAJOR, 'major']);
    expect(await scheduled(desk)).toEqual(['morning 2026-11-22 → place:major']);
    desk.now = SUNDAY;
    expect([...(await scheduled(desk)), ...(await scheduled(desk))]).toEqual([
      'daily 2026-11-22 → place:leaders',
      'weekly 2026-11-22 → place:leaders',
    ]);
  });

  it('sends each once, however often it looks', async () => {
    const desk = await deskAt(at('11-17 20:30'), [LEADERS, 'leadership']);
    expect(await scheduled(desk)).toHaveLength(1);
    desk.now = at('11-17 20:31');
    expect(await scheduled(desk)).toEqual([]);
  });

  it('makes one job a place, so that a retry in one repeats nothing in the other', async () => {
    const desk = await deskAt(at('11-17 20:30'), [LEADERS, 'leadership'], ['place:two' as PlaceRef, 'leadership']);
    expect((await scheduled(desk)).sort()).toEqual([
      'daily 2026-11-17 → place:leaders',
      'daily 2026-11-17 → place:two',
    ]);
  });

  it('falls back on the other purpose, and waits while there is no place at all', async () => {
    const desk = await deskAt(at('11-17 08:30'));
    expect(await scheduled(desk)).toEqual([]);
    await desk.ports.places.mark(LEADERS, 'leadership', desk.now);
    expect(await scheduled(desk)).toEqual(['morning 2026-11-17 → place:leaders']);
    await desk.ports.places.mark(LEADERS, 'major', desk.now);
    desk.now = at('11-17 20:30');
    expect(await scheduled(desk)).toEqual(['daily 2026-11-17 → place:leaders']);
  });

  it('is carried out for the day it was made for', async () => {
    const desk = await deskAt(at('11-18 01:00'));
    const job = { kind: 'send_digest', digest: 'daily', date: '2026-11-17', place: LEADERS } as const;
    await sendDigest(desk.ports, job, 'job-1');
    expect(desk.sent).toMatchObject([{ place: LEADERS, jobId: 'job-1', page: { kind: 'daily', date: '2026-11-17' } }]);
  });
});

describe('vehicle counts', () => {
  it('typed in by a manager on Sunday cover the week, and say what the quarter has', async () => {
    const { ports } = await deskAt(SUNDAY);
    expect(await setVisits(ports, manager, '632')).toEqual({
      added: [VISITS[1]],
      quarter: null,
      quarterFrom: '2026-10-01',
      today: '2026-11-22',
    });
    const known = await setVisits(ports, manager, '2026-10-01~2026-11-15 5,180');
    expect(known.quarter).toEqual({ from: '2026-10-01', to: '2026-11-22', count: 5812 });
  });

  it('are not for everybody, and what is not understood changes nothing', async () => {
    const { ports } = await deskAt(SUNDAY);
    await expect(setVisits(ports, person('小李', 'advisor'), '632')).rejects.toMatchObject({
      code: 'visits_not_allowed',
    });
    await expect(setVisits(ports, manager, '很多')).rejects.toMatchObject({ code: 'visits_invalid' });
    expect(await ports.visits.within('2026-01-01', '2026-12-31')).toEqual([]);
    await setVisits(ports, person('网管', null, { isAdmin: true }) satisfies Person, '632');
    expect(await ports.visits.within('2026-01-01', '2026-12-31')).toHaveLength(1);
  });
});
