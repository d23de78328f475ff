import { ConflictError } from '../domain/errors.ts';
import type { PersonId } from '../domain/ids.ts';
import type { Addressee, JobLane, JobPayload } from '../domain/job.ts';
import type { Notice } from '../domain/notice.ts';
import type { Job, Ports, ShowOutcome } from '../ports.ts';
import { catchUp, tellLate } from './catch-up.ts';
import { copyFile } from './copy-file.ts';
import { openCrisisRoom } from './crisis.ts';
import { checkAccounts } from './duty.ts';
import { keepSourceChange } from './keep-source-change.ts';
import { readMessage } from './read-message.ts';
import { type Later, readWithModel } from './read-with-model.ts';
import { retain } from './retain.ts';
import { sendDigest } from './send-digest.ts';
import { showApproval } from './show-approval.ts';
import { showCase } from './show-case.ts';
import { showCrisis, showReport } from './show-grave.ts';

/** How long a process may take over a job before another one may try; a model looks at pictures, reads, and may be asked twice. */
const LEASE_MS: Readonly<Record<JobLane, number>> = { desk: 60_000, model: 300_000 };
/** Tries before a job is set aside; with the waits below that is about a day. */
const MOST_TRIES = 30;

/** What became of a job, for whoever logs it. */
export type JobReport =
  | { readonly type: 'done'; readonly job: Job; readonly firstCardAfterMs: number | null }
  | { readonly type: 'retry'; readonly job: Job; readonly error: unknown; readonly retryAt: Date }
  | { readonly type: 'dead'; readonly job: Job; readonly error: unknown };

/** Wait after the nth failure: 1 s, 2 s, 4 s … at most an hour. A conflict is only somebody else's good luck and is tried at once. */
function retryAt(job: Job, error: unknown, now: Date): Date | null {
  const failed = job.faults + 1;
  if (error instanceof NoUse || failed >= MOST_TRIES) return null;
  const wait = error instanceof ConflictError ? 0 : Math.min(1000 * 2 ** (failed - 1), 3_600_000);
  return new Date(now.getTime() + wait);
}

/** The chat said when to come back. */
class RetryLater extends Error {
  readonly until: Date;
  constructor(until: Date, why: string) {
    super(why);
    this.until = until;
  }
}

/** Trying again will not help. */
class NoUse extends Error {}

/** Takes up to `limit` jobs of a lane, or of all, that are due; an empty list means there is nothing to do now. */
export function claimJobs(
  ports: Pick<Ports, 'jobs' | 'clock'>,
  limit: number,
  lane?: JobLane,
): Promise<readonly Job[]> {
  const now = ports.clock.now();
  return ports.jobs.claim(now, new Date(now.getTime() + LEASE_MS[lane ?? 'model']), limit, lane);
}

/** Does one claimed job. A fault puts it back for later or sets it aside; it is reported, never thrown. */
export async function runJob(ports: Ports, job: Job): Promise<JobReport> {
  try {
    const firstCardAfterMs = await perform(ports, job);
    await ports.jobs.done(job.id, job.attempt, ports.clock.now());
    return { type: 'done', job, firstCardAfterMs };
  } catch (error) {
    const now = ports.clock.now();
    const why = error instanceof Error ? error.message : String(error);
    if (error instanceof RetryLater) {
      await ports.jobs.postponed(job.id, job.attempt, why, error.until);
      return { type: 'retry', job, error, retryAt: error.until };
    }
    const again = retryAt(job, error, now);
    await ports.jobs.failed(job.id, job.attempt, now, why, again);
    return again ? { type: 'retry', job, error, retryAt: again } : { type: 'dead', job, error };
  }
}

async function perform(ports: Ports, job: Job): Promise<number | null> {
  if (job.payload.kind === 'show_case') {
    const { outcome, firstAfterMs } = await showCase(ports, job.payload.caseId, job.id);
    settled(outcome);
    return firstAfterMs;
  }
  await performOther(ports, job.payload, job.id);
  return null;
}

type OtherPayload = Exclude<JobPayload, { kind: 'show_case' }>;

async function performOther(ports: Ports, payload: OtherPayload, jobId: string): Promise<void> {
  switch (payload.kind) {
    case 'read_message':
      return readMessage(ports, payload.message);
    case 'read_with_model':
      return settled(await readWithModel(ports, payload));
    case 'catch_up':
      return settled(await catchUp(ports, payload));
    case 'tell_late':
      return tellLate(ports, payload.message);
    case 'keep_source_change':
      return keepSourceChange(ports, payload);
    case 'show_approval':
      return settled(await showApproval(ports, payload.caseId, payload.proposal, jobId));
    case 'show_report':
      return settled(await showReport(ports, payload.caseId, payload.report, jobId));
    case 'show_crisis':
      return settled(await showCrisis(ports, payload.caseId, jobId));
    case 'open_crisis_room':
      return openCrisisRoom(ports, payload.caseId);
    case 'send_digest':
      return settled(await sendDigest(ports, payload, jobId));
    case 'check_accounts':
      return checkAccounts(ports);
    case 'keep_retention':
      return retain(ports);
    case 'mark_seen':
      return ports.chat.markSeen(payload.message);
    case 'say': {
      const people = await named(ports, payload.notice, payload.addressee);
      return settled(await ports.chat.say(payload.notice, payload.addressee, people, jobId));
    }
    case 'copy_file':
      return copyFile(ports, payload.caseId, payload.file);
  }
}

function settled(outcome: ShowOutcome | Later | null): void {
  if (outcome?.type === 'later') throw new RetryLater(outcome.until, outcome.why);
  if (outcome?.type === 'gone') throw new NoUse(outcome.why);
}

/** The people a notice names or goes to. */
function named(ports: Pick<Ports, 'people'>, notice: Notice, to: Addressee) {
  const ids = [
    ...('mention' in notice ? [notice.mention].flat() : []),
    ...('by' in notice ? [notice.by] : []),
    ...(notice.kind === 'handed_to_you' ? [notice.to] : []),
    ...(notice.kind === 'reminder' ? notice.to : []),
    ...(notice.kind === 'person_left' ? [notice.person, notice.to] : []),
    ...(notice.kind === 'flash_report' ? [notice.owner] : []),
    ...(to.to === 'person' ? [to.person] : []),
  ];
  return ports.people.many(ids.filter((id): id is PersonId => id !== null));
}
