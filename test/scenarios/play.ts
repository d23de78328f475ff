import { isDeepStrictEqual } from 'node:util';
import { replay } from '../../src/domain/case-fold.ts';
import { carryIn } from './carry-in.ts';
import { perform } from './perform.ts';
import { allCases, checkOne, openedSince, type Start, startOf } from './see.ts';
import { refusalText } from './see-answer.ts';
import type { Check } from './see-words.ts';
import { openStage, type Stage, StepFault } from './stage.ts';
import { headlineOf, type Step } from './step.ts';
import type { Story } from './story.ts';
import { timeWord } from './when.ts';

/** How a step went. */
export interface StepReport {
  /** From 1; 0 for what comes before the first step, and after the last. */
  readonly number: number;
  readonly line: number;
  readonly time: string;
  readonly headline: string;
  readonly checks: readonly Check[];
  /** Why the step could not be done at all. */
  readonly fault: { readonly message: string; readonly seen: readonly string[] } | null;
}

/** How a story went; it ends at the first step that fails. */
export interface StoryReport {
  readonly story: Story;
  readonly ok: boolean;
  readonly steps: readonly StepReport[];
}

export const stepPassed = (step: StepReport): boolean => step.fault === null && step.checks.every((check) => check.ok);

/** Gives the cases a step opened the labels it has for them. */
async function label(step: Step, start: Start, stage: Stage): Promise<void> {
  if (!step.settle) stage.late ??= start.known;
  if (!step.case) return;
  const opened = await openedSince({ known: stage.late ?? start.known }, stage);
  stage.late = null;
  if (opened.length !== step.case.length) {
    const seen = opened.map((c) => `${c.number} ${c.summary}`);
    const wanted = step.case.length === 1 ? 'one case' : `${step.case.length} cases`;
    throw new StepFault(
      `opens ${opened.length === 0 ? 'no case' : `${opened.length} cases`} instead of ${wanted}`,
      seen,
    );
  }
  for (const [i, name] of step.case.entries()) {
    const c = opened[i];
    if (!c) continue;
    stage.cases.set(name, c.id);
    stage.numbers.set(name, c.number);
  }
}

async function playStep(step: Step, planned: Date, stage: Stage): Promise<readonly Check[]> {
  const start = await startOf(step, stage);
  if (step.at) await stage.passTime(planned);
  const result = await perform(step, stage);
  const expected = step.see.some((see) => see.answer !== undefined || see.form !== undefined);
  if (!result.ok && !expected) throw new StepFault('is refused', refusalText(result).split('\n'));
  await label(step, start, stage);
  const checks: Check[] = [];
  for (const see of step.see) checks.push(...(await checkOne(see, step, { ...start, result }, stage)));
  return checks;
}

const faultOf = (error: unknown): StepReport['fault'] => {
  if (error instanceof StepFault) return { message: error.message, seen: error.seen };
  return { message: error instanceof Error ? (error.stack ?? error.message) : String(error), seen: [] };
};

interface About extends Pick<StepReport, 'number' | 'line' | 'headline'> {
  readonly at?: string | undefined;
}

/** Real time goes on while a step is done, so a step that follows at once may be late by that much. */
const LATE_MS = 60_000;

function plannedAt(at: string | undefined, stage: Stage): Date {
  const now = stage.trial.now();
  const planned = at === undefined ? now : stage.instant(at);
  if (planned.getTime() < now.getTime() - LATE_MS)
    throw new StepFault(`comes too late: the story is at ${timeWord(now, stage.calendar.timeZone)} already`);
  return planned;
}

/** Goes to the time of a step, does its work, and keeps what went wrong. */
async function reported(
  stage: Stage,
  { at, ...about }: About,
  work: (planned: Date) => Promise<readonly Check[]>,
): Promise<StepReport> {
  let time = at ?? '';
  try {
    const planned = plannedAt(at, stage);
    time = timeWord(planned, stage.calendar.timeZone);
    return { ...about, time, checks: await work(planned), fault: null };
  } catch (error) {
    return { ...about, time, checks: [], fault: faultOf(error) };
  }
}

/** What has to be so after any story: no job was given up, and every case is what its timeline tells. */
async function checkEnd(stage: Stage): Promise<readonly Check[]> {
  const { stores } = stage;
  const { dead } = await stores.jobs.counts();
  const checks: Check[] = [
    { ok: dead === 0, expected: 'no job was given up', seen: dead === 0 ? [] : [`${dead} jobs`] },
  ];
  for (const c of await allCases(stage)) {
    const told = JSON.parse(JSON.stringify(replay(await stores.cases.timeline(c.id))));
    const ok = isDeepStrictEqual(told, JSON.parse(JSON.stringify(c)));
    if (!ok) checks.push({ ok, expected: `${c.number} is what its timeline tells`, seen: ['the stored case differs'] });
  }
  return checks;
}

/** Plays a story on a fresh database; `tell` hears of each step when it is done. */
export async function playStory(story: Story, tell: (step: StepReport) => void = () => {}): Promise<StoryReport> {
  const stage = await openStage(story);
  const steps: StepReport[] = [];
  const done = (step: StepReport): boolean => {
    steps.push(step);
    tell(step);
    return stepPassed(step);
  };
  try {
    const carried = { number: 0, line: 1, headline: 'cases carried in' };
    if (story.carried_in.length > 0 && !done(await reported(stage, carried, () => carryIn(stage).then(() => []))))
      return { story, ok: false, steps };
    for (const [i, step] of story.steps.entries()) {
      const about = { number: i + 1, line: story.lines[i] ?? 0, headline: headlineOf(step), at: step.at };
      if (!done(await reported(stage, about, (planned) => playStep(step, planned, stage))))
        return { story, ok: false, steps };
    }
    const end = { number: 0, line: story.lines.at(-1) ?? 0, headline: 'after the story' };
    const ok = done(await reported(stage, end, () => checkEnd(stage)));
    return { story, ok, steps };
  } finally {
    await stage.trial.stop();
  }
}
