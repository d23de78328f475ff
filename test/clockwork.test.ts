import { describe, expect, it } from 'vitest';
import { clockworkHealth, startClockwork } from '../src/clockwork.ts';
import { quiet } from './support/database.ts';
import { openDesk } from './support/desk.ts';

const silent = quiet.child({}, { level: 'silent' });

describe('the clockwork', () => {
  it('says when it looked and how late the worst reminder of the day was', async () => {
    const desk = await openDesk();
    const wu = await desk.person('吴', 'department_manager');
    await desk.ports.people.setRole(wu.id, 'department_manager', 'service');
    await desk.post('等太久');
    // The claim was due at 09:35; the desk was down until 10:05.
    desk.clock = new Date('2026-11-16T02:05:00Z');
    const clockwork = startClockwork(desk.ports, silent);
    await clockwork.tick();
    desk.clock = new Date('2026-11-16T02:05:01Z');
    await clockwork.tick();
    expect(clockwork.state()).toMatchObject({
      lastTickAt: '2026-11-16T02:05:01.000Z',
      told: 1,
      waiting: 0,
      lastError: null,
    });
    expect(clockwork.state().worstLagMs).toBe(30 * 60_000);
  });

  it('looks once however often it is asked while it looks, and no more after it was stopped', async () => {
    const desk = await openDesk();
    let looks = 0;
    const { toCheck } = desk.ports.clocks;
    const clocks = {
      ...desk.ports.clocks,
      toCheck: async (...args: Parameters<typeof toCheck>) => {
        looks += 1;
        return toCheck(...args);
      },
    };
    const clockwork = startClockwork({ ...desk.ports, clocks }, silent);
    await Promise.all([clockwork.tick(), clockwork.tick(), clockwork.tick()]);
    expect(looks).toBe(1);
    await clockwork.stop();
    await clockwork.tick();
    expect(looks).toBe(1);
  });

  it('looks at the other cases when one cannot be looked at, and comes back to that one', async () => {
    const desk = await openDesk();
    await desk.person('吴', 'department_manager');
    const [bad, good] = [await desk.post('等太久'), await desk.post('还是等太久')];
    const ids = (await Promise.all([bad, good].map((ref) => desk.ports.cases.fromMessage(ref)))).map(([c]) => c?.id);
    const { checked } = desk.ports.clocks;
    let broken = true;
    const clocks = {
      ...desk.ports.clocks,
      checked: (...args: Parameters<typeof checked>) =>
        broken && args[0].some((look) => look.caseId === ids[0] && look.reminders.length > 0)
          ? Promise.reject(new Error('cannot be kept'))
          : checked(...args),
    };
    const clockwork = startClockwork({ ...desk.ports, clocks }, silent);
    const tickAt = async (time: string) => {
      desk.clock = new Date(time);
      await clockwork.tick();
    };
    await tickAt('2026-11-16T02:05:00Z');
    await tickAt('2026-11-16T02:05:05Z');
    expect(clockwork.state()).toMatchObject({ told: 1, lastError: null });
    broken = false;
    await tickAt('2026-11-16T02:16:00Z');
    await tickAt('2026-11-16T02:16:05Z');
    expect(clockwork.state().told).toBe(2);
  });

  it('that fails is not well, and says so until it looks again', async () => {
    const desk = await openDesk();
    const clocks = { ...desk.ports.clocks };
    const clockwork = startClockwork({ ...desk.ports, clocks }, silent);
    await clockwork.tick();
    const { toCheck } = clocks;
    clocks.toCheck = () => Promise.reject(new Error('the database is down'));
    const later = new Date(desk.clock.getTime() + 61_000);
    await clockwork.tick();
    expect(clockwork.state().lastError).toBe('Error');
    expect(clockworkHealth(clockwork.state(), later).ok).toBe(false);
    clocks.toCheck = toCheck;
    desk.clock = later;
    await clockwork.tick();
    expect(clockworkHealth(clockwork.state(), later)).toMatchObject({ ok: true, clockwork: { lastError: null } });
  });
});
