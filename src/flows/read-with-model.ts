import type { CaseEventBody } from '../domain/case-event.ts';
import type { GiveUp } from '../domain/case-reading.ts';
import type { CaseId, MessageRef } from '../domain/ids.ts';
import { showCase } from '../domain/job.ts';
import type { Ports } from '../ports.ts';
import { applyToOwnWords } from './apply-second-look.ts';
import { askModel } from './ask-model.ts';
import { type Awaited, awaited, casesOf, keepOutcome, untilItFits } from './awaited.ts';
import { answersTo, followReading } from './follow-reading.ts';
import { applyToCases } from './second-look-on-cases.ts';
import { looksOf } from './second-reading.ts';
import { takeTranscript } from './take-transcript.ts';
import { hasUnread, transcribe } from './transcribe.ts';
import { wordsOf } from './words-of.ts';

type Needs = Pick<Ports, 'inbox' | 'cases' | 'reader' | 'people' | 'places' | 'policies' | 'clock' | 'chat' | 'models'>;

/** The model cannot be asked now. */
export interface Later {
  readonly type: 'later';
  readonly until: Date;
  readonly why: string;
}

/**
 * Has a model read what the rules have read, and changes what follows from it: the case, its card, whom to ask. Nothing waited for it. Doing it
 * twice does it once. Returns when to try again where the model cannot be asked now.
 */
export async function readWithModel(
  ports: Needs,
  { message, caseId }: { readonly message: MessageRef | null; readonly caseId: CaseId | null },
): Promise<Later | null> {
  if (message) return readMessageAgain(ports, message);
  return caseId ? readFormAgain(ports, caseId) : null;
}

async function readMessageAgain(ports: Needs, ref: MessageRef): Promise<Later | null> {
  const message = await awaited(ports, ref);
  if (!message) return null;
  if (!ports.models.set) return settle(ports, message, 'switched_off');
  if (hasUnread(ports.models, message)) {
    const seen = await transcribe(ports, message);
    return seen.type === 'later' ? postpone(ports, message, seen) : takeTranscript(ports, message, seen.text);
  }
  const { text, answers } = await wordsOf(ports, message);
  if (text === '') return settle(ports, message, null);
  const cases = await casesOf(ports, message.outcome.caseIds);
  const { timeZone } = ports.policies.current().store;
  const forced = message.outcome.note || (message.outcome.decidedBy !== null && cases.length > 0);
  const input = { text, postedAt: new Date(message.postedAt), timeZone, forced };
  const asked = await askModel(ports, input, message.outcome.note ? cases : []);
  if (asked.type === 'unavailable') return postpone(ports, message, asked);
  if (asked.type !== 'read') return settle(ports, message, asked.type === 'refused' ? 'refused' : 'nonsense');
  return untilItFits(async () => {
    const now = await awaited(ports, ref);
    if (!now) return;
    if (now.outcome.caseIds.length > 0) return applyToCases(ports, now, asked);
    if (now.outcome.decidedBy) return keepOutcome(ports, now, { second: 'read' });
    const looks = looksOf(asked.merged, asked.reader, asked.unsupported);
    return followReading(ports, now, { reading: asked.merged.reading, answers, looks });
  });
}

/** The model is asked later; whoever waits for an answer gets that of the rules now. */
async function postpone(ports: Needs, message: Awaited, { until, why }: Omit<Later, 'type'>): Promise<Later> {
  const { outcome } = message;
  if (!outcome.answered) await keepOutcome(ports, message, { answered: true }, [], answersTo(message, outcome));
  return { type: 'later', until, why };
}

/** The rules' reading stands; `why` null when there was nothing to read. */
function settle(ports: Needs, { ref }: Awaited, why: GiveUp | null): Promise<null> {
  return untilItFits(async () => {
    const message = await awaited(ports, ref);
    if (!message) return;
    const { outcome } = message;
    const cases = await casesOf(ports, outcome.caseIds);
    const at = ports.clock.now();
    const body: CaseEventBody = { type: 'model_gave_up', message: ref, why: why ?? 'nonsense' };
    const changes = cases
      .filter((c) => c.reading.second === 'awaited')
      .map((c) => ({ caseId: c.id, expectedVersion: c.version, at, events: [{ by: null, body }] }));
    const answers = outcome.answered || cases.length > 0 ? [] : answersTo(message, outcome);
    const second = why === null || why === 'switched_off' ? 'alone' : 'gave_up';
    await keepOutcome(ports, message, { second, answered: true }, changes, [...cases.map(showCase), ...answers]);
  });
}

async function readFormAgain(ports: Needs, id: CaseId): Promise<Later | null> {
  const c = await ports.cases.get(id);
  if (c?.reading.second !== 'awaited') return null;
  const { timeZone } = ports.policies.current().store;
  const input = { text: c.text, postedAt: new Date(c.openedAt), timeZone, forced: true };
  const asked = ports.models.set ? await askModel(ports, input) : null;
  if (asked?.type === 'unavailable') return { type: 'later', until: asked.until, why: asked.why };
  const staff = await ports.people.staff();
  return untilItFits(async () => {
    const now = await ports.cases.get(id);
    if (now?.reading.second !== 'awaited') return;
    const [look] = asked?.type === 'read' ? looksOf(asked.merged, asked.reader, asked.unsupported) : [];
    if (look) {
      const { change, jobs } = await applyToOwnWords(ports, now, look, null, staff);
      return ports.cases.commit({ cases: [change], jobs });
    }
    const why = asked === null ? 'switched_off' : asked.type === 'refused' ? 'refused' : 'nonsense';
    const events = [{ by: null, body: { type: 'model_gave_up' as const, message: null, why } as const }];
    const change = { caseId: id, expectedVersion: now.version, at: ports.clock.now(), events };
    return ports.cases.commit({ cases: [change], jobs: [showCase(now)] });
  });
}
