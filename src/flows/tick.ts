import { instantOf, localDate } from '../domain/business-time.ts';
import { checkAccounts, keepRetention } from '../domain/job.ts';
import type { Ports, Punctuality } from '../ports.ts';
import { scheduleDigests } from './digest-schedule.ts';
import { tellReminders } from './tell-reminders.ts';
import { type Watched, watchClocks } from './watch-clocks.ts';

/** What one look of the clockwork did. */
export interface TickReport extends Watched {
  readonly told: number;
  /** Of the store-local day so far. */
  readonly today: Punctuality;
}

/**
 * One look of the clockwork: cases whose time has come, reminders to be told, lists to be sent. What is due, the database says; late is not lost.
 * A part that fails does not keep the others from their work; its error is thrown when they are done.
 */
export async function tick(ports: Ports): Promise<TickReport> {
  const failed: unknown[] = [];
  const part = async <T>(work: () => Promise<T>): Promise<T | null> => {
    try {
      return await work();
    } catch (error) {
      failed.push(error);
      return null;
    }
  };
  const watched = await part(() => watchClocks(ports));
  const told = await part(() => tellReminders(ports));
  await part(() => scheduleDigests(ports));
  const today = await part(() => dayOf(ports));
  if (failed.length > 0 || !watched || told === null || !today) throw failed[0];
  return { ...watched, told, today };
}

/** Once a day the accounts are looked through, and what was kept long enough is let go; and how punctual the day was so far. */
async function dayOf(ports: Pick<Ports, 'clock' | 'clocks' | 'policies'>): Promise<Punctuality> {
  const now = ports.clock.now();
  const { store, retention } = ports.policies.current();
  const { timeZone } = store;
  const today = localDate(now, timeZone);
  await ports.clocks.once(`accounts:${today}`, [checkAccounts], now);
  if (now >= instantOf(today, retention.at, timeZone))
    await ports.clocks.once(`retention:${today}`, [keepRetention()], now);
  return ports.clocks.punctuality(instantOf(today, '00:00', timeZone), now);
}
