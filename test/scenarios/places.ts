import { parseMessageRef } from '../../src/slack/refs.ts';
import { type Place, type Shown, shownAt } from './sight.ts';
import { type Spot, type Stage, StepFault } from './stage.ts';

/** Somebody who sees a channel; of a private one a member. */
function viewerOf(channel: string, stage: Stage): string {
  const { workspace } = stage.trial;
  const found = stage.everybody.find((id) =>
    workspace.state(id).channels.some((c) => c.id === channel && (c.isMember || c.kind === 'public')),
  );
  if (!found) throw new StepFault(`nobody of the story is in the channel ${channel}`);
  return found;
}

/** A channel by its name, with or without `#`; `{C1}` in it is a case number. */
export function channelPlace(typed: string, stage: Stage): Place {
  const name = stage.spoken(typed);
  try {
    const channel = stage.trial.workspace.channel(name);
    return { name: `#${name.replace(/^#/, '')}`, viewer: viewerOf(channel, stage), channel };
  } catch (error) {
    if (error instanceof StepFault) throw error;
    throw new StepFault(`no channel is called ${name}`);
  }
}

/** Somebody's direct message with the desk; null while there is none. */
export function directPlace(name: string, stage: Stage): Place | null {
  const { workspace } = stage.trial;
  const { id, name: whole } = stage.user(name);
  const found = workspace.state(id).channels.find((c) => c.kind === 'im' && c.imUser === workspace.botUserId);
  return found ? { name: `DM with ${whole}`, viewer: id, channel: found.id } : null;
}

/** The thread of a case or of a marked message. */
export async function threadPlace(label: string, stage: Stage): Promise<Place> {
  const spot = await threadSpot(label, stage);
  return {
    name: `thread of ${label}`,
    viewer: viewerOf(spot.channel, stage),
    channel: spot.channel,
    threadTs: spot.ts,
  };
}

/** The message that heads the thread of a case, or the marked message itself. */
export async function threadSpot(label: string, stage: Stage): Promise<Spot> {
  const mark = stage.marks.get(label);
  if (mark) return mark;
  const { thread } = await stage.theCase(label);
  const spot = thread ? parseMessageRef(thread) : null;
  if (!spot) throw new StepFault(`${label} has no thread yet`);
  return spot;
}

/** The message a case came from, or the marked message. */
export async function sourceSpot(label: string, stage: Stage): Promise<Spot> {
  const mark = stage.marks.get(label);
  if (mark) return mark;
  const { source } = await stage.theCase(label);
  const spot = source ? parseMessageRef(source) : null;
  if (!spot) throw new StepFault(`${label} came from no message`);
  return spot;
}

/** Where the desk shows a case, and the approvals of its proposals, newest first. */
export async function cardSpots(
  label: string,
  stage: Stage,
): Promise<{ readonly card: Spot | null; readonly approvals: readonly Spot[] }> {
  const c = await stage.theCase(label);
  const { shown } = stage.stores;
  const spotOf = async (key: string) => parseMessageRef((await shown.get(key)) ?? '');
  const approvals = await Promise.all([...c.proposals].reverse().map((p) => spotOf(`approval:${p.id}`)));
  return { card: await spotOf(`case:${c.id}`), approvals: approvals.filter((spot) => spot !== null) };
}

/** The message at a spot as somebody sees it: in the thread of this label, or at the head of its channel. */
export async function shownAtSpot(spot: Spot, label: string, stage: Stage): Promise<Shown | null> {
  const viewer = viewerOf(spot.channel, stage);
  const { ts: threadTs } = await threadSpot(label, stage);
  const at = { name: label, viewer, channel: spot.channel };
  const near = [...shownAt({ ...at, threadTs }, stage), ...shownAt(at, stage)];
  return near.find((message) => message.ts === spot.ts) ?? null;
}
