import type { ActResult } from '../../src/workspace/verbs.ts';
import { directPlace, threadPlace } from './places.ts';
import { type Check, checkWords, viewTexts } from './see-words.ts';
import { type Place, shownAt } from './sight.ts';
import type { Stage } from './stage.ts';
import type { See } from './step.ts';

/** Where somebody may be told something in private: their channels, the threads the story knows, their direct message. */
async function earshot(name: string, stage: Stage): Promise<readonly Place[]> {
  const { id } = stage.user(name);
  const channels = stage.trial.workspace.state(id).channels.filter((c) => c.isMember && c.kind !== 'im');
  const labels = [...stage.cases.keys(), ...stage.marks.keys()];
  const threads = await Promise.all(labels.map((label) => threadPlace(label, stage).catch(() => null)));
  const direct = directPlace(name, stage);
  return [
    ...channels.map((c) => ({ name: `#${c.name}`, viewer: id, channel: c.id })),
    ...threads.flatMap((place) => (place ? [{ ...place, viewer: id }] : [])),
    ...(direct ? [direct] : []),
  ];
}

/** What somebody was told in private so far, by message. */
async function privately(name: string, stage: Stage): Promise<ReadonlyMap<string, string>> {
  const places = await earshot(name, stage);
  const told = places.flatMap((place) =>
    shownAt(place, stage).filter((m) => m.byDesk && (m.ephemeral || place.channel.startsWith('D'))),
  );
  return new Map(told.map((m) => [m.ts, m.text]));
}

/** What those had been told before a step whose answers are looked at. */
export type Told = ReadonlyMap<string, ReadonlyMap<string, string>>;

const asked = (see: See, actor: string | undefined): string => see.to ?? actor ?? '';

/** Notes what was told already to everybody whose answer a step looks at. */
export async function noteTold(sees: readonly See[], actor: string | undefined, stage: Stage): Promise<Told> {
  const names = new Set(sees.filter((see) => see.answer !== undefined).map((see) => asked(see, actor)));
  const entries = [...names].map(async (name) => [name, await privately(name, stage)] as const);
  return new Map(await Promise.all(entries));
}

/** The words of a refusal: its sentence, and what stands under the fields of a form. */
export function refusalText(result: ActResult): string {
  if (result.ok) return '';
  return [result.message, ...('errors' in result ? Object.values(result.errors) : [])].join('\n');
}

/** Checks what somebody was told in answer: under their form, for their eyes only, in a window, in their direct message. */
export async function checkAnswer(
  see: See,
  actor: string | undefined,
  o: { readonly result: ActResult; readonly told: Told },
  stage: Stage,
): Promise<readonly Check[]> {
  const name = asked(see, actor);
  const { id, name: whole } = stage.user(name);
  const before = o.told.get(name) ?? new Map<string, string>();
  const fresh = [...(await privately(name, stage))].filter(([ts, text]) => before.get(ts) !== text);
  const refusal = name === actor ? refusalText(o.result) : '';
  const texts = [
    ...(refusal ? [{ text: refusal, hidden: '', buttons: [] }] : []),
    ...fresh.map(([, text]) => ({ text, hidden: '', buttons: [] })),
    ...viewTexts(id, 'form', stage),
  ];
  const has = [...(see.answer ?? []), ...(see.has ?? [])];
  return checkWords({ ...see, has }, `answer to ${whole}`, texts, stage);
}
