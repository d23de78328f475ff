import type { ActionPlace } from '../../src/workspace/verbs.ts';
import { cardSpots, channelPlace, directPlace, shownAtSpot, threadPlace } from './places.ts';
import { type Control, controlsIn, type Shown, shownAt } from './sight.ts';
import { type Stage, StepFault } from './stage.ts';
import type { Step } from './step.ts';

/** A control that somebody has before them, and where. */
export interface Found {
  readonly control: Control;
  readonly in: ActionPlace;
}

interface Candidate {
  readonly controls: readonly Control[];
  readonly text: string;
  readonly in: ActionPlace;
}

const inMessage = (channel: string, { ts, controls, text }: Shown): Candidate => ({
  controls,
  text,
  in: { message: { channel, ts } },
});

const newestFirst = (channel: string, all: readonly Shown[]): readonly Candidate[] =>
  all.toReversed().map((message) => inMessage(channel, message));

/** The card, the approvals, then whatever else stands in the thread, newest first. */
async function ofCase(label: string, viewer: string, only: string | null, stage: Stage): Promise<readonly Candidate[]> {
  const { card, approvals } = await cardSpots(label, stage);
  const spots = only === 'card' ? [card] : only === 'approval' ? approvals : [card, ...approvals];
  const shown = await Promise.all(
    spots.map(async (spot) => {
      const message = spot && (await shownAtSpot(spot, label, stage));
      return spot && message ? [inMessage(spot.channel, message)] : [];
    }),
  );
  if (only !== null) return shown.flat();
  const thread = await threadPlace(label, stage);
  return [...shown.flat(), ...newestFirst(thread.channel, shownAt({ ...thread, viewer }, stage))];
}

async function candidates(step: Step, viewer: string, name: string, stage: Stage): Promise<readonly Candidate[]> {
  const { workspace } = stage.trial;
  const on = step.on ?? step.where ?? '';
  const [, only = null, label] = /^(?:(card|approval|thread) of )?([A-Z]\w*)$/.exec(on) ?? [];
  if (on === 'form') {
    const view = workspace.view(viewer);
    return view ? [{ controls: controlsIn(view.view.blocks), text: '', in: { view: view.id } }] : [];
  }
  if (on === 'home') {
    const home = workspace.home(viewer);
    return home ? [{ controls: controlsIn(home.blocks), text: '', in: { view: home.id } }] : [];
  }
  if (/^dm$/i.test(on)) {
    const direct = directPlace(name, stage);
    return direct ? newestFirst(direct.channel, shownAt(direct, stage)) : [];
  }
  if (label && stage.cases.has(label)) return ofCase(label, viewer, only === 'thread' ? null : only, stage);
  const place = label && stage.marks.has(label) ? await threadPlace(label, stage) : channelPlace(on, stage);
  return newestFirst(place.channel, shownAt({ ...place, viewer }, stage));
}

/** The button or option with this label that somebody has before them. Throws StepFault with what is there instead. */
export async function findControl(step: Step, who: string, label: string, stage: Stage): Promise<Found> {
  const { id, name } = stage.user(who);
  const about = step.about === undefined ? null : stage.spoken(step.about);
  const there = (await candidates(step, id, name, stage)).filter((c) => about === null || c.text.includes(about));
  for (const { controls, in: place } of there) {
    const control = controls.find((one) => one.label === label) ?? controls.find((one) => one.label.includes(label));
    if (control) return { control, in: place };
  }
  const seen = there.flatMap((c) => c.controls.map((control) => control.label));
  const where = step.on ?? step.where ?? '';
  throw new StepFault(`${name} sees no "${label}" on ${where}`, [
    `there: ${[...new Set(seen)].join('、') || 'nothing to press'}`,
  ]);
}
