/*
 * What the inputs of a message or a view hold. Pure.
 * `typed` is what the person changed: {blockId: {actionId: ElementValue}}. Everything else is the element's own initial value.
 */

const STATEFUL =
  /_select$|^(datepicker|timepicker|datetimepicker|radio_buttons|checkboxes|plain_text_input|number_input|email_text_input|url_text_input|file_input|rich_text_input)$/;

const richTextOf = (node) =>
  typeof node?.text === 'string'
    ? node.text
    : (node?.elements ?? []).map(richTextOf).join(node?.type === 'rich_text' ? '\n' : '');

const values = (options) => (options ?? []).map((option) => option.value);

const INITIAL = {
  static_select: (e) => e.initial_option?.value ?? null,
  external_select: (e) => e.initial_option?.value ?? null,
  radio_buttons: (e) => e.initial_option?.value ?? null,
  users_select: (e) => e.initial_user ?? null,
  conversations_select: (e) => e.initial_conversation ?? null,
  channels_select: (e) => e.initial_channel ?? null,
  multi_static_select: (e) => values(e.initial_options),
  multi_external_select: (e) => values(e.initial_options),
  checkboxes: (e) => values(e.initial_options),
  multi_users_select: (e) => e.initial_users ?? [],
  multi_conversations_select: (e) => e.initial_conversations ?? [],
  multi_channels_select: (e) => e.initial_channels ?? [],
  datepicker: (e) => e.initial_date ?? null,
  timepicker: (e) => e.initial_time ?? null,
  datetimepicker: (e) => e.initial_date_time ?? null,
  file_input: () => [],
  rich_text_input: (e) => (e.initial_value ? richTextOf(e.initial_value) : null),
};

/** What an element holds before anybody touched it. */
export const initialValue = (element) => (INITIAL[element.type] ?? ((e) => e.initial_value ?? null))(element);

/** Whether an element keeps a value (a button does not). */
export const isStateful = (element) => STATEFUL.test(element.type);

/** The interactive elements of one block, whatever place Slack gives them. */
export const elementsOf = (block) => {
  if (block.type === 'input') return block.element ? [block.element] : [];
  if (block.type === 'section') return block.accessory ? [block.accessory] : [];
  return block.type === 'actions' ? (block.elements ?? []) : [];
};

/** What one element holds now. */
export const heldValue = (typed, blockId, element) => {
  const changed = typed[blockId]?.[element.action_id];
  return changed === undefined ? initialValue(element) : changed;
};

/** Every stateful element of the blocks with what it holds now: Slack's `state.values`, in the workspace's short form. */
export const collectValues = (blocks, typed) => {
  const result = {};
  for (const block of blocks ?? []) {
    for (const element of elementsOf(block)) {
      if (!isStateful(element)) continue;
      result[block.block_id] ??= {};
      result[block.block_id][element.action_id] = heldValue(typed, block.block_id, element);
    }
  }
  return result;
};

/** After an update: keeps what was typed into inputs that are still there under the same block id and action id. */
export const keepTyped = (blocks, typed) => {
  const kept = {};
  for (const block of blocks ?? []) {
    for (const element of elementsOf(block)) {
      const value = typed[block.block_id]?.[element.action_id];
      if (value === undefined) continue;
      kept[block.block_id] ??= {};
      kept[block.block_id][element.action_id] = value;
    }
  }
  return kept;
};

/** A copy of `typed` with one value changed. */
export const withTyped = (typed, blockId, actionId, value) => ({
  ...typed,
  [blockId]: { ...typed[blockId], [actionId]: value },
});
