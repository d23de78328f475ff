import type { CaseEventBody } from '../domain/case-event.ts';
import { readWithModel, showCase } from '../domain/job.ts';
import type { Ports } from '../ports.ts';
import { type Awaited, awaited, casesOf, keepOutcome, untilItFits } from './awaited.ts';
import { followReading } from './follow-reading.ts';
import { learned } from './learn.ts';
import { readByDesk } from './read-message.ts';
import { raised } from './tell-change.ts';
import { wordsOf } from './words-of.ts';

type Needs = Pick<Ports, 'inbox' | 'cases' | 'reader' | 'people' | 'places' | 'policies' | 'clock' | 'chat' | 'models'>;

/** What pictures and voice notes say is read by the rules at once, for a danger may stand in it, and then by the model with the rest. */
export function takeTranscript(ports: Needs, { ref }: Awaited, text: string): Promise<null> {
  return untilItFits(async () => {
    const message = await awaited(ports, ref);
    if (!message) return;
    const next = readWithModel({ message: ref });
    const reading = text === '' ? null : await readByDesk(ports, text, message);
    const [c] = await casesOf(ports, message.outcome.caseIds);
    const at = ports.clock.now();
    if (!c || !reading) {
      const whole = { ...message, outcome: { ...message.outcome, transcript: text } };
      const { text: words, answers } = await wordsOf(ports, whole);
      const all = text === '' ? null : await readByDesk(ports, words, message);
      if (!c && all?.verdict === 'complaint' && !message.outcome.decidedBy)
        return followReading(ports, whole, { reading: all, answers, looks: null });
      return keepOutcome(ports, message, { transcript: text }, [], [next]);
    }
    const staff = await ports.people.staff();
    const heard: CaseEventBody = { type: 'transcribed', message: ref, text };
    const follows = learned(ports, c, reading, { at, staff, again: false, message: ref });
    const events = [heard, ...follows].map((body) => ({ by: null, body }));
    const change = { caseId: c.id, expectedVersion: c.version, at, events };
    const jobs = [showCase(c), ...(await raised(ports, c, follows, at)), next];
    return keepOutcome(ports, message, { transcript: text }, [change], jobs);
  });
}
