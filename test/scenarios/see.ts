import type { Case } from '../../src/domain/case.ts';
import type { ActResult } from '../../src/workspace/verbs.ts';
import { channelPlace, threadPlace } from './places.ts';
import { checkAnswer, noteTold, type Told } from './see-answer.ts';
import { checkCase } from './see-case.ts';
import { type Before, type Check, checkPlace, noteBefore } from './see-words.ts';
import { shownAt } from './sight.ts';
import type { Stage } from './stage.ts';
import type { See, Step } from './step.ts';

/** What a step started from. */
export interface Start {
  readonly before: Before;
  readonly told: Told;
  readonly known: ReadonlySet<string>;
  readonly posted: number;
}

const POSTS = new Set(['chat.postMessage', 'chat.postEphemeral', 'files.completeUploadExternal']);
/** Every case there is. */
export const allCases = (stage: Stage): Promise<readonly Case[]> => stage.stores.cases.list({});
const lastTrace = (stage: Stage): number => stage.trial.workspace.trace(0).at(-1)?.n ?? 0;

/** Notes what a step starts from, as far as its expectations ask. */
export async function startOf(step: Step, stage: Stage): Promise<Start> {
  const quietIn = step.see.flatMap((see) =>
    typeof see.no_new_message === 'string' ? [placeNamed(see.no_new_message, stage)] : [],
  );
  const places = await noteBefore(step.see, stage);
  const quiet = (await Promise.all(quietIn)).map(
    (p) => [p.name, new Map(shownAt(p, stage).map((m) => [m.ts, m.text]))] as const,
  );
  return {
    before: new Map([...places, ...quiet]),
    told: await noteTold(step.see, step.who?.[0], stage),
    known: new Set((await allCases(stage)).map((c) => c.id)),
    posted: lastTrace(stage),
  };
}

const placeNamed = async (name: string, stage: Stage) =>
  stage.cases.has(name) || stage.marks.has(name) ? threadPlace(name, stage) : channelPlace(name, stage);

/** The cases opened since, in the order of their numbers. */
export async function openedSince(start: Pick<Start, 'known'>, stage: Stage): Promise<readonly Case[]> {
  const fresh = (await allCases(stage)).filter((c) => !start.known.has(c.id));
  return fresh.sort((a, b) => a.number.localeCompare(b.number) || a.part - b.part);
}

async function checkQuiet(see: See, start: Start, stage: Stage): Promise<Check> {
  if (typeof see.no_new_message === 'string') {
    const place = await placeNamed(see.no_new_message, stage);
    const old = start.before.get(place.name);
    const fresh = shownAt(place, stage).filter((m) => m.byDesk && !m.ephemeral && !old?.has(m.ts));
    return { ok: fresh.length === 0, expected: `${place.name} no new message`, seen: fresh.map((m) => `· ${m.text}`) };
  }
  const posts = stage.trial.workspace.trace(start.posted).filter((e) => e.kind === 'call' && e.ok && POSTS.has(e.name));
  const seen = posts.map((e) => `${e.name}: ${(e.request as { text?: string } | undefined)?.text ?? ''}`);
  return { ok: posts.length === 0, expected: 'no new message anywhere', seen };
}

/** Holds one expectation against what is there. */
export async function checkOne(
  see: See,
  step: Step,
  o: Start & { readonly result: ActResult },
  stage: Stage,
): Promise<readonly Check[]> {
  const actor = step.who?.[0];
  if (see.case !== undefined) {
    const { case: name, ever: _, ...fields } = see;
    return checkCase(name, fields, stage);
  }
  if (see.answer !== undefined) return checkAnswer(see, actor, o, stage);
  if (see.cases_opened !== undefined) {
    const opened = await openedSince(o, stage);
    const ok = opened.length === see.cases_opened;
    return [
      {
        ok,
        expected: `${see.cases_opened} cases opened`,
        seen: ok ? [] : opened.map((c) => `${c.number} ${c.summary}`),
      },
    ];
  }
  if (see.no_new_message !== undefined) return [await checkQuiet(see, o, stage)];
  return checkPlace(see, actor, o.before, stage);
}
