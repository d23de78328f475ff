import { asObject, type Faultfinder } from './limit-check.ts';
import { checkInitials } from './limit-initials.ts';
import { blockLimits as limits } from './limit-numbers.ts';
import { checkConfirm, checkOption, checkOptionGroup, checkText } from './limit-objects.ts';
import type { Json } from './state.ts';

const selects = ['static', 'external', 'users', 'conversations', 'channels'].flatMap((kind) => [
  `${kind}_select`,
  `multi_${kind}_select`,
]);
const pickers = ['datepicker', 'datetimepicker', 'timepicker', 'checkboxes', 'radio_buttons', ...selects];

/** Which elements each kind of block may hold. */
export const elementHomes: Record<'actions' | 'input' | 'accessory', ReadonlySet<string>> = {
  actions: new Set(['button', 'overflow', 'workflow_button', ...pickers]),
  accessory: new Set(['button', 'overflow', 'workflow_button', 'image', ...pickers]),
  input: new Set([
    'plain_text_input',
    'rich_text_input',
    'number_input',
    'email_text_input',
    'url_text_input',
    'file_input',
    ...pickers,
  ]),
};

type Check = (find: Faultfinder, element: Json, pointer: string) => void;

const button: Check = (find, element, pointer) => {
  if (find.need(element, 'text', pointer)) {
    checkText(find, element.text, `${pointer}/text`, limits.button.text.max_length, true);
  }
  for (const field of ['url', 'value', 'accessibility_label'] as const) {
    find.length(element[field], `${pointer}/${field}`, limits.button[field].max_length);
  }
  const style = element.style;
  if (style !== undefined && style !== 'primary' && style !== 'danger') {
    find.add(`${pointer}/style`, `unsupported style: ${String(style)}`);
  }
};

const options =
  (min: number, max: number, plainOnly: boolean): Check =>
  (find, element, pointer) => {
    if (!find.need(element, 'options', pointer)) return;
    const list = find.items(element.options, `${pointer}/options`, max, min);
    list.forEach((option, i) => {
      checkOption(find, option, `${pointer}/options/${i}`, plainOnly);
    });
    find.unique(
      list.map((option) => option.value),
      `${pointer}/options`,
      'value',
    );
  };

const staticSelect: Check = (find, element, pointer) => {
  const groups = element.option_groups;
  if (groups !== undefined && element.options !== undefined) {
    find.add(pointer, 'options and option_groups cannot both be given');
  } else if (groups === undefined) {
    options(1, limits.select.options.max_items, true)(find, element, pointer);
  } else {
    const list = find.items(groups, `${pointer}/option_groups`, limits.select.option_groups.max_items, 1);
    list.forEach((group, i) => {
      checkOptionGroup(find, group, `${pointer}/option_groups/${i}`);
    });
  }
};

const plainTextInput: Check = (find, element, pointer) => {
  const { max } = limits.plain_text_input.max_length;
  find.range(element.min_length, `${pointer}/min_length`, 0, max);
  find.range(element.max_length, `${pointer}/max_length`, 1, max);
};

const numberInput: Check = (find, element, pointer) => {
  find.need(element, 'is_decimal_allowed', pointer);
  const [min, max] = [element.min_value, element.max_value];
  if (min !== undefined && max !== undefined && Number(min) > Number(max)) {
    find.add(`${pointer}/min_value`, 'must not be greater than max_value');
  }
};

/** An image's source and its words for those who cannot see it. */
export const checkImage: Check = (find, element, pointer) => {
  const { image_url, slack_file } = element;
  if ((image_url === undefined) === (slack_file === undefined)) {
    find.add(pointer, 'exactly one of image_url and slack_file must be given');
  }
  find.length(image_url, `${pointer}/image_url`, limits.image.image_url.max_length, 1);
  if (find.need(element, 'alt_text', pointer)) {
    find.length(element.alt_text, `${pointer}/alt_text`, limits.image.alt_text.max_length);
  }
};

const feedbackButtons: Check = (find, element, pointer) => {
  for (const side of ['positive_button', 'negative_button']) {
    if (!find.need(element, side, pointer)) continue;
    const half = asObject(element[side]);
    const at = `${pointer}/${side}`;
    checkText(find, half.text, `${at}/text`, limits.feedback_button.text.max_length, true);
    find.length(half.value, `${at}/value`, limits.feedback_button.value.max_length);
    find.length(
      half.accessibility_label,
      `${at}/accessibility_label`,
      limits.feedback_button.accessibility_label.max_length,
    );
  }
};

const iconButton: Check = (find, element, pointer) => {
  find.need(element, 'icon', pointer);
  find.need(element, 'text', pointer);
  const { max_items } = limits.icon_button.visible_to_user_ids;
  find.items(element.visible_to_user_ids, `${pointer}/visible_to_user_ids`, max_items);
};

const urlSource: Check = (find, element, pointer) => {
  const { min_length, max_length } = limits.url_source.url;
  if (find.need(element, 'url', pointer)) find.length(element.url, `${pointer}/url`, max_length, min_length);
};

const nothingMore: Check = () => {};

const byType: Record<string, Check> = {
  button,
  checkboxes: options(limits.checkboxes.options.min_items, limits.checkboxes.options.max_items, false),
  datepicker: nothingMore,
  datetimepicker: nothingMore,
  email_text_input: nothingMore,
  feedback_buttons: feedbackButtons,
  file_input: (find, element, pointer) => {
    const { min, max } = limits.file_input.max_files;
    find.range(element.max_files, `${pointer}/max_files`, min, max);
  },
  icon_button: iconButton,
  image: checkImage,
  number_input: numberInput,
  overflow: options(limits.overflow.options.min_items, limits.overflow.options.max_items, true),
  plain_text_input: plainTextInput,
  radio_buttons: options(limits.radio_buttons.options.min_items, limits.radio_buttons.options.max_items, false),
  rich_text_input: nothingMore,
  timepicker: nothingMore,
  url: urlSource,
  url_text_input: nothingMore,
  workflow_button: (find, element, pointer) => {
    checkText(find, element.text, `${pointer}/text`, limits.button.text.max_length, true);
    find.need(element, 'workflow', pointer);
  },
  ...Object.fromEntries(selects.map((type) => [type, type.endsWith('static_select') ? staticSelect : nothingMore])),
};

/** One element, whatever block it sits in. */
export function checkElement(find: Faultfinder, element: Json, pointer: string): void {
  const type = String(element.type);
  const check = Object.hasOwn(byType, type) ? byType[type] : undefined;
  if (!check) {
    find.add(`${pointer}/type`, `unsupported type: ${type}`);
    return;
  }
  find.length(element.action_id, `${pointer}/action_id`, limits.action_id.max_length, 1);
  checkText(find, element.placeholder, `${pointer}/placeholder`, limits.select.placeholder.max_length, true);
  checkConfirm(find, element.confirm, `${pointer}/confirm`);
  check(find, element, pointer);
  checkInitials(find, element, pointer);
}
