import type { BlockAction } from '@slack/bolt';
import { actor, answerOf, elementAt, mustBeInteractive, type Place, placeOf } from './act-places.ts';
import { refuse } from './act-result.ts';
import { deliverInteraction } from './deliver.ts';
import type { Placed } from './elements.ts';
import { withFilesTaken } from './files.ts';
import { elementState, findOption, hasState, mergeValues } from './input-values.ts';
import { asObject } from './limit-check.ts';
import { blockSuggestion, messageAction, viewAction } from './payloads.ts';
import { type Json, nextTs } from './state.ts';
import type { Act, ActResult, ElementValue, InputValues } from './verbs.ts';
import type { World } from './world.ts';

type Of<V extends Act['verb']> = Extract<Act, { verb: V }>;

/** The `actions[0]` of a payload: the element's own words, and what was chosen. */
function actionWord(world: World, placed: Placed, value: ElementValue | undefined): BlockAction['actions'][number] {
  const { element, type } = placed;
  const word: Json = { type, block_id: placed.blockId, action_id: placed.actionId };
  for (const field of [
    'text',
    'value',
    'style',
    'url',
    'placeholder',
    'confirm',
    'icon',
    'initial_option',
    'initial_options',
    'initial_date',
    'initial_time',
    'initial_user',
    'initial_users',
    'initial_channel',
    'initial_channels',
    'initial_conversation',
    'initial_conversations',
  ]) {
    if (element[field] !== undefined) word[field] = element[field];
  }
  if (type === 'overflow') word.selected_option = findOption(world, placed, value ?? null);
  if (type === 'feedback_buttons') word.value = value ?? '';
  if (hasState(type)) Object.assign(word, elementState(world, placed, value));
  word.action_ts = nextTs(world.state, world.now());
  return word as unknown as BlockAction['actions'][number];
}

/** What is entered in this place, with the element's new value; a view remembers it. */
function enter(world: World, act: Of<'action'>, place: Place, placed: Placed): InputValues {
  const held = place.kind === 'view' ? place.view.values : {};
  const given = withFilesTaken(world, act.as, act.in.values, held);
  const own = hasState(placed.type) && act.value !== undefined ? { [act.blockId]: { [act.actionId]: act.value } } : {};
  const values = mergeValues(held, mergeValues(given, withFilesTaken(world, act.as, own, mergeValues(held, given))));
  if (place.kind === 'view') place.view.values = values;
  return values;
}

/** Someone presses a button or makes a choice. An input tells the app only when its block asks for that (dispatch_action). */
export async function useElement(world: World, act: Of<'action'>): Promise<ActResult> {
  actor(world, act.as);
  mustBeInteractive(world);
  const place = placeOf(world, act.as, act.in);
  const placed = elementAt(place, act.blockId, act.actionId);
  if (placed.type === 'overflow' && findOption(world, placed, act.value ?? null) === null)
    return refuse('element_not_found');
  const values = enter(world, act, place, placed);
  if (placed.block.type === 'input' && placed.block.dispatch_action !== true) return { ok: true };
  const action = actionWord(world, placed, values[act.blockId]?.[act.actionId] ?? act.value);
  const body =
    place.kind === 'view'
      ? viewAction(world, act.as, place.view, action)
      : messageAction(world, act.as, place.channel, place.message, action, values);
  answerOf(world, await deliverInteraction(world, { kind: 'interactive', body }, `action ${act.actionId}`));
  return place.kind === 'view'
    ? { ok: true, viewId: place.view.id }
    : { ok: true, channel: place.channel.id, ts: place.message.ts };
}

/** Someone types into an external select; the app answers with choices. */
export async function suggest(world: World, act: Of<'suggest'>): Promise<ActResult> {
  actor(world, act.as);
  mustBeInteractive(world);
  const place = placeOf(world, act.as, act.in);
  const placed = elementAt(place, act.blockId, act.actionId);
  if (!placed.type.endsWith('external_select')) return refuse('element_not_found');
  if ([...act.query].length < Number(placed.element.min_query_length ?? 3)) return { ok: true, options: [] };
  const where = place.kind === 'view' ? { view: place.view } : { channel: place.channel, message: place.message };
  const body = blockSuggestion(world, act.as, where, act);
  const answer = answerOf(
    world,
    await deliverInteraction(world, { kind: 'interactive', body }, `suggest ${act.actionId}`),
  );
  const groups = Array.isArray(answer.option_groups) ? answer.option_groups.map(asObject) : [answer];
  const options = groups.flatMap((group) => (Array.isArray(group.options) ? group.options.map(asObject) : []));
  const key = `${act.blockId} ${act.actionId}`;
  const older = (world.suggested.get(key) ?? []).filter((o) => !options.some((n) => n.value === o.value));
  world.suggested.set(key, [...options, ...older].slice(0, 500));
  return { ok: true, options };
}
