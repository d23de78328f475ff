import { type Placed, placedElements } from './elements.ts';
import { asObject } from './limit-check.ts';
import { fileJson } from './message-shapes.ts';
import type { Json } from './state.ts';
import type { ElementValue, InputValues } from './verbs.ts';
import type { World } from './world.ts';

const textInputs = new Set(['plain_text_input', 'number_input', 'email_text_input', 'url_text_input']);
const oneOption = new Set(['static_select', 'external_select', 'radio_buttons']);
const manyOptions = new Set(['multi_static_select', 'multi_external_select', 'checkboxes']);

/** Pickers whose state is one plain field: its name, the field with the initial value, and what stands for nothing. */
const pickers: Record<string, [field: string, initial: string, nothing: null | []]> = {
  datepicker: ['selected_date', 'initial_date', null],
  timepicker: ['selected_time', 'initial_time', null],
  datetimepicker: ['selected_date_time', 'initial_date_time', null],
  users_select: ['selected_user', 'initial_user', null],
  channels_select: ['selected_channel', 'initial_channel', null],
  conversations_select: ['selected_conversation', 'initial_conversation', null],
  multi_users_select: ['selected_users', 'initial_users', []],
  multi_channels_select: ['selected_channels', 'initial_channels', []],
  multi_conversations_select: ['selected_conversations', 'initial_conversations', []],
};

/** Whether Slack keeps a state for this kind of element. */
export function hasState(type: string): boolean {
  return (
    textInputs.has(type) ||
    oneOption.has(type) ||
    manyOptions.has(type) ||
    type === 'file_input' ||
    type === 'rich_text_input' ||
    type in pickers
  );
}

/** What an element holds, in the shape Slack gives it in `state.values` and in an action. */
export function elementState(world: World, placed: Placed, value: ElementValue | undefined): Json {
  const { type, element } = placed;
  if (textInputs.has(type)) {
    const held = value === undefined ? element.initial_value : value;
    return { type, value: held === undefined || held === null || held === '' ? null : String(held) };
  }
  if (oneOption.has(type)) {
    const option = value === undefined ? (element.initial_option ?? null) : findOption(world, placed, value);
    return { type, selected_option: option };
  }
  if (manyOptions.has(type)) {
    const options =
      value === undefined
        ? (element.initial_options ?? [])
        : listOf(value).flatMap((v) => findOption(world, placed, v) ?? []);
    return { type, selected_options: options };
  }
  if (type === 'file_input') {
    const files = listOf(value ?? []).flatMap((id) => world.state.files[id] ?? []);
    return { type, files: files.map((file) => fileJson(world, file)) };
  }
  if (type === 'rich_text_input') return { type, rich_text_value: richValue(element, value) };
  const [field, initial, nothing] = pickers[type] ?? ['value', 'initial_value', null];
  const held = value === undefined ? element[initial] : value;
  return { type, [field]: held === undefined || held === null || held === '' ? nothing : held };
}

/** The page types plain text; Slack's rich text field gives an object. */
function richValue(element: Json, value: ElementValue | undefined): unknown {
  if (value === undefined) return element.initial_value ?? null;
  if (value === null || value === '') return null;
  const words = { type: 'text', text: String(value) };
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [words] }] };
}

function listOf(value: ElementValue): string[] {
  if (Array.isArray(value)) return value.map(String);
  return value === null || value === '' ? [] : [String(value)];
}

/** The option with this value: of the element, or of what the app last suggested. */
export function findOption(world: World, placed: Placed, value: ElementValue): Json | null {
  if (value === null || value === '') return null;
  const groups = Array.isArray(placed.element.option_groups) ? placed.element.option_groups : [];
  const own = [placed.element, ...groups].flatMap((holder) => {
    const options = asObject(holder).options;
    return Array.isArray(options) ? options.map(asObject) : [];
  });
  const suggested = world.suggested.get(`${placed.blockId} ${placed.actionId}`) ?? [];
  const initial = [placed.element.initial_option, placed.element.initial_options].flat().map(asObject);
  return [...own, ...suggested, ...initial].find((option) => option.value === value) ?? null;
}

/** `state.values` of some blocks: everything entered so far, and the initial values of the rest. */
export function stateValues(world: World, blocks: readonly Json[], entered: InputValues): Record<string, Json> {
  const values: Record<string, Json> = {};
  for (const placed of placedElements(blocks)) {
    if (!hasState(placed.type)) continue;
    const value = entered[placed.blockId]?.[placed.actionId];
    values[placed.blockId] = { ...values[placed.blockId], [placed.actionId]: elementState(world, placed, value) };
  }
  return values;
}

/** Lays newly entered values over older ones. */
export function mergeValues(older: InputValues, newer: InputValues | undefined): InputValues {
  const merged: InputValues = structuredClone(older) as InputValues;
  for (const [blockId, actions] of Object.entries(newer ?? {})) merged[blockId] = { ...merged[blockId], ...actions };
  return merged;
}

/** The entered values that still have an element to belong to. */
export function keepValues(values: InputValues, blocks: readonly Json[]): InputValues {
  const kept: InputValues = {};
  for (const { blockId, actionId } of placedElements(blocks)) {
    const value = values[blockId]?.[actionId];
    if (value !== undefined) kept[blockId] = { ...kept[blockId], [actionId]: value };
  }
  return kept;
}
