import { instantOf, localDate } from '../domain/business-time.ts';
import { checkAccounts } from '../domain/job.ts';
import type { Ports, Punctuality } from '../ports.ts';
import { scheduleDigests } from './digest-schedule.ts';
import { tellReminders } from './tell-reminders.ts';
import { watchClocks } from './watch-clocks.ts';

/** What one look of the clockwork did. */
export interface TickReport {
  readonly looked: number;
  readonly told: number;
  /** Of the store-local day so far. */
  readonly today: Punctuality;
}

/** One look of the clockwork: cases whose time has come, reminders to be told, lists to be sent. What is due, the database says; late is not lost. */
export async function tick(ports: Ports): Promise<TickReport> {
  const looked = await watchClocks(ports);
  const told = await tellReminders(ports);
  await scheduleDigests(ports);
  const now = ports.clock.now();
  const { timeZone } = ports.policies.current().store;
  const today = localDate(now, timeZone);
  await ports.clocks.once(`accounts:${today}`, [checkAccounts], now);
  const dayStart = instantOf(today, '00:00', timeZone);
  return { looked, told, today: await ports.clocks.punctuality(dayStart, now) };
}
