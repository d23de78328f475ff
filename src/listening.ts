import { planCatchUp } from './flows/catch-up.ts';
import type { Logger } from './log.ts';
import type { Ports } from './ports.ts';

/** How often it is noted that the desk listens, in ms. */
const NOTE_MS = 30_000;

/** Keeps note of until when the desk listened to its chat. */
export interface Listening {
  /** To be called every few seconds. The first call with a line that is up, at the start or after a break, has what was missed looked up. */
  note(): Promise<void>;
}

/** `isUp` tells whether the line to the chat is up. A note that fails is logged and tried again with the next. */
export function startListening(
  ports: Pick<Ports, 'cases' | 'people' | 'places' | 'inbox' | 'jobs' | 'clock'>,
  isUp: () => boolean,
  log: Logger,
): Listening {
  let listens = false;
  let noted = 0;
  const note = async () => {
    if (!isUp()) {
      listens = false;
      return;
    }
    const now = ports.clock.now();
    if (listens && now.getTime() - noted < NOTE_MS) return;
    if (!listens) {
      const jobs = await planCatchUp(ports, await ports.inbox.heardUntil());
      if (jobs.length > 0) log.info({ places: jobs.length }, 'looking for what was written while nobody listened');
      await ports.jobs.add(jobs);
    }
    await ports.inbox.setHeardUntil(now);
    listens = true;
    noted = now.getTime();
  };
  return {
    note: () =>
      note().catch((error) => {
        // What comes while nothing can be stored is refused; what the chat then gives up is looked up like after a break.
        listens = false;
        log.error({ err: error }, 'it could not be noted that the desk listens');
      }),
  };
}
