import { actor, answerOf, mustBeInteractive, myView } from './act-places.ts';
import { refuse, refuseFields } from './act-result.ts';
import { deliverInteraction } from './deliver.ts';
import { placedElements } from './elements.ts';
import { withFilesTaken } from './files.ts';
import { inputFaults } from './input-rules.ts';
import { elementState, mergeValues } from './input-values.ts';
import { asObject } from './limit-check.ts';
import { viewClosed, viewSubmission } from './payloads.ts';
import { SlackError } from './slack-error.ts';
import type { Json, ViewRecord } from './state.ts';
import type { Act, ActResult } from './verbs.ts';
import { dropViews, modalStack, pushView, updateView } from './views.ts';
import type { World } from './world.ts';

type Of<V extends Act['verb']> = Extract<Act, { verb: V }>;

/** Someone presses a modal's submit button. */
export async function submitView(world: World, act: Of<'submit'>): Promise<ActResult> {
  actor(world, act.as);
  mustBeInteractive(world);
  const view = myView(world, act.as, act.viewId);
  if (view.type !== 'modal' || view.submitDisabled) return refuse('view_not_found');
  view.values = mergeValues(view.values, withFilesTaken(world, act.as, act.values, view.values));
  const faults = inputFaults(world, view.blocks, view.values);
  if (Object.keys(faults).length > 0) return refuseFields(faults);
  const body = viewSubmission(world, act.as, view, responseUrlsOf(world, act.as, view));
  const reply = await deliverInteraction(world, { kind: 'interactive', body }, `submit ${view.callbackId}`);
  return obey(world, act.as, view, answerOf(world, reply));
}

/** A response_url for each conversation picker that asks for one. */
function responseUrlsOf(world: World, user: string, view: ViewRecord) {
  return placedElements(view.blocks).flatMap((placed) => {
    if (placed.element.response_url_enabled !== true) return [];
    const state = elementState(world, placed, view.values[placed.blockId]?.[placed.actionId]);
    const channel = state.selected_conversation ?? state.selected_channel;
    if (typeof channel !== 'string') return [];
    const path = world.responseUrls.give('app', world.state.team.id, { user, channel });
    return [
      { block_id: placed.blockId, action_id: placed.actionId, channel_id: channel, response_url: world.url + path },
    ];
  });
}

/** Does what the app's answer to a submission says: nothing, errors, update, push or clear. */
async function obey(world: World, user: string, view: ViewRecord, answer: Json): Promise<ActResult> {
  try {
    switch (answer.response_action) {
      case undefined:
        dropViews(world, user, view);
        return { ok: true };
      case 'clear':
        await close(world, user, dropViews(world, user), true, view);
        return { ok: true };
      case 'errors':
        return showErrors(view, answer.errors);
      case 'update':
        return { ok: true, viewId: updateView(world, view, answer.view).id };
      case 'push':
        return { ok: true, viewId: pushView(world, user, answer.view).id };
      default:
        return refuse('app_answer_invalid', String(answer.response_action));
    }
  } catch (error) {
    if (error instanceof SlackError)
      return refuse('app_answer_invalid', `${error.code} ${JSON.stringify(error.extra)}`);
    throw error;
  }
}

function showErrors(view: ViewRecord, raw: unknown): ActResult {
  const errors = asObject(raw);
  const inputs = new Set(view.blocks.filter((block) => block.type === 'input').map((block) => block.block_id));
  const stray = Object.keys(errors).find((blockId) => !inputs.has(blockId));
  if (stray !== undefined || Object.keys(errors).length === 0)
    return refuse('app_answer_invalid', `errors: ${stray ?? 'none'}`);
  return refuseFields(Object.fromEntries(Object.entries(errors).map(([blockId, text]) => [blockId, String(text)])));
}

/** Tells the app of the closed views that wanted it told. */
async function close(
  world: World,
  user: string,
  gone: ViewRecord[],
  cleared: boolean,
  except?: ViewRecord,
): Promise<void> {
  for (const view of gone) {
    if (!view.notifyOnClose || view === except) continue;
    const body = viewClosed(world, user, view, cleared);
    await deliverInteraction(world, { kind: 'interactive', body }, `close ${view.callbackId}`);
  }
}

/** Someone closes a modal; one with clear_on_close takes the whole stack with it. */
export async function closeView(world: World, act: Of<'close'>): Promise<ActResult> {
  actor(world, act.as);
  const view = modalStack(world, act.as).find((v) => v.id === act.viewId);
  if (!view) return refuse('view_not_found');
  const gone = view.clearOnClose ? dropViews(world, act.as) : dropViews(world, act.as, view);
  await close(world, act.as, gone, view.clearOnClose);
  return { ok: true };
}
