import { cleared, pastItsTime } from '../domain/erasure.ts';
import type { CaseId } from '../domain/ids.ts';
import { keepRetention } from '../domain/job.ts';
import { type Cutoffs, cutoffs } from '../domain/retention.ts';
import type { ErasureCounts, Ports } from '../ports.ts';

/** Cases and messages of one batch, and the pause before the next: a night's work never stands in the way of a card. */
const CASES = 25;
const MESSAGES = 200;
const DAYS = 60;
const PAUSE_MS = 10_000;
/** Events are stamped before they are saved: a day is anchored when it has been over for this long. */
const SETTLED_MS = 3_600_000;

const NOTHING: ErasureCounts = { cases: 0, removed: 0, events: 0, messages: 0, jobs: 0, files: 0 };

export const sumOf = (all: readonly ErasureCounts[]): ErasureCounts =>
  all.reduce(
    (a, b) => ({
      cases: a.cases + b.cases,
      removed: a.removed + b.removed,
      events: a.events + b.events,
      messages: a.messages + b.messages,
      jobs: a.jobs + b.jobs,
      files: a.files + b.files,
    }),
    NOTHING,
  );

type Needs = Pick<Ports, 'keeping' | 'clock' | 'policies' | 'jobs'>;

/**
 * One batch of what has had its time: old cases removed, texts of ended cases masked, messages that became nothing cleared, chains linked and
 * days anchored. Asks for the next batch while there is more. A case that cannot be done is left for tomorrow, and its fault thrown at the end.
 */
export async function retain(ports: Needs): Promise<void> {
  const now = ports.clock.now();
  const { keeping } = ports;
  const faults: unknown[] = [];
  const { counts, full } = await letGo(ports, cutoffs(ports.policies.current(), now), now, faults);
  const linked = await keeping.linkCases(MESSAGES);
  const anchored = await keeping.anchorDays(new Date(now.getTime() - SETTLED_MS), DAYS);
  if (Object.values(counts).some((n) => n > 0))
    await keeping.note({ why: 'retention', by: 'kesu', subject: null, counts }, now);
  if (full || linked === MESSAGES || anchored === DAYS)
    await ports.jobs.add([keepRetention(new Date(now.getTime() + PAUSE_MS))]);
  if (faults.length > 0) throw faults[0];
}

async function letGo({ keeping }: Needs, cut: Cutoffs, now: Date, faults: unknown[]) {
  const done: ErasureCounts[] = [];
  const each = async (ids: readonly CaseId[], work: (id: CaseId) => Promise<ErasureCounts>): Promise<void> => {
    for (const id of ids)
      try {
        done.push(await work(id));
      } catch (error) {
        faults.push(error);
      }
  };
  const old = await keeping.toRemove(cut.cases, CASES);
  await each(old, (id) => keeping.removeCase(id, now));
  const ended = await keeping.toMask(cut.caseTexts, CASES);
  await each(ended, (id) => keeping.maskCase(id, pastItsTime, 'retention', now));
  const idle = await keeping.idleMessages(cut.messages, MESSAGES);
  const messages = await keeping.maskMessages(idle, cleared, now);
  const jobs = await keeping.dropDeadJobs(cut.messages);
  return {
    counts: sumOf([...done, { ...NOTHING, messages, jobs }]),
    // Without a case done there would be no end to it.
    full: (done.length > 0 && (old.length === CASES || ended.length === CASES)) || idle.length === MESSAGES,
  };
}
