import { asObject, type Faultfinder } from './limit-check.ts';
import { blockLimits as limits } from './limit-numbers.ts';
import type { Json } from './state.ts';

/** A text object: its kind, and its length in code points. */
export function checkText(find: Faultfinder, value: unknown, pointer: string, max: number, plainOnly = false): void {
  if (value === undefined || value === null) return;
  const text = asObject(value);
  if (text.type !== 'plain_text' && (plainOnly || text.type !== 'mrkdwn')) {
    find.add(`${pointer}/type`, plainOnly ? 'must be plain_text' : `unsupported type: ${String(text.type)}`);
  }
  if (find.need(text, 'text', pointer)) find.length(text.text, `${pointer}/text`, max, limits.text.min_length);
}

/** A confirmation dialog. */
export function checkConfirm(find: Faultfinder, value: unknown, pointer: string): void {
  if (value === undefined) return;
  const confirm = asObject(value);
  for (const field of ['title', 'text', 'confirm', 'deny'] as const) {
    if (field === 'title' || field === 'text' || field === 'confirm') find.need(confirm, field, pointer);
    checkText(find, confirm[field], `${pointer}/${field}`, limits.confirmation[field].max_length, field !== 'text');
  }
}

/** One choice; only checkboxes and radio buttons may have mrkdwn in it. */
export function checkOption(find: Faultfinder, option: Json, pointer: string, plainOnly: boolean): void {
  if (find.need(option, 'text', pointer)) {
    checkText(find, option.text, `${pointer}/text`, limits.option.text.max_length, plainOnly);
  }
  if (find.need(option, 'value', pointer))
    find.length(option.value, `${pointer}/value`, limits.option.value.max_length);
  checkText(find, option.description, `${pointer}/description`, limits.option.description.max_length, plainOnly);
  find.length(option.url, `${pointer}/url`, limits.option.url.max_length);
}

/** A titled group of choices. */
export function checkOptionGroup(find: Faultfinder, group: Json, pointer: string): void {
  find.need(group, 'label', pointer);
  checkText(find, group.label, `${pointer}/label`, limits.option_group.label.max_length, true);
  const { min_items, max_items } = limits.option_group.options;
  const options = find.items(group.options, `${pointer}/options`, max_items, min_items);
  options.forEach((option, i) => {
    checkOption(find, option, `${pointer}/options/${i}`, true);
  });
}
