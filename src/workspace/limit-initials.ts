import { asObject, type Faultfinder } from './limit-check.ts';
import type { Json } from './state.ts';

type Check = (find: Faultfinder, element: Json, pointer: string) => void;

/** Whether a text is a day that exists, as Slack writes it: YYYY-MM-DD. */
export function isDay(text: unknown): boolean {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** Whether a text is a time of day, as Slack writes it: HH:mm in 24 hours. */
export function isTime(text: unknown): boolean {
  return typeof text === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
}

/** Whether a number is a moment of a datetime picker: ten digits of unix seconds. */
export function isMoment(value: unknown): boolean {
  return Number.isInteger(value) && String(value).length === 10;
}

function written(field: string, fits: (value: unknown) => boolean, form: string): Check {
  return (find, element, pointer) => {
    if (element[field] !== undefined && !fits(element[field])) find.add(`${pointer}/${field}`, `must be ${form}`);
  };
}

const plainText: Check = (find, element, pointer) => {
  const { min_length: min, max_length: max, initial_value: initial } = element;
  if (Number(min ?? 0) > Number(max ?? Number.POSITIVE_INFINITY))
    find.add(`${pointer}/min_length`, 'must not be greater than max_length');
  find.length(initial, `${pointer}/initial_value`, Number(max ?? 3_000));
};

const numeric: Check = (find, element, pointer) => {
  for (const field of ['initial_value', 'min_value', 'max_value']) {
    const held = element[field];
    if (held === undefined) continue;
    const pattern = element.is_decimal_allowed === true ? /^-?\d+(\.\d+)?$/ : /^-?\d+$/;
    if (typeof held !== 'string' || !pattern.test(held)) find.add(`${pointer}/${field}`, 'must be a number as text');
  }
  const { initial_value: initial, min_value: min, max_value: max } = element;
  if (initial === undefined) return;
  if ((min !== undefined && Number(initial) < Number(min)) || (max !== undefined && Number(initial) > Number(max)))
    find.add(`${pointer}/initial_value`, 'must be from min_value to max_value');
};

/** What an option has to be equal in: its value and its words. */
function sameOption(a: Json, b: Json): boolean {
  return a.value === b.value && asObject(a.text).text === asObject(b.text).text;
}

const amongOptions: Check = (find, element, pointer) => {
  const holders = Array.isArray(element.option_groups) ? element.option_groups.map(asObject) : [element];
  const own = holders.flatMap((holder) => (Array.isArray(holder.options) ? holder.options.map(asObject) : []));
  const lists = { initial_option: [element.initial_option], initial_options: element.initial_options };
  for (const [field, chosen] of Object.entries(lists)) {
    if (element[field] === undefined || !Array.isArray(chosen)) continue;
    if (field === 'initial_options' && chosen.length === 0) find.add(`${pointer}/${field}`, 'must not be empty');
    const stray = chosen.some((one) => !own.some((option) => sameOption(option, asObject(one))));
    if (stray) find.add(`${pointer}/${field}`, 'must be one of the options');
  }
};

const many: Check = (find, element, pointer) => {
  const most = element.max_selected_items;
  if (most === undefined) return;
  if (!Number.isInteger(most) || Number(most) < 1) find.add(`${pointer}/max_selected_items`, 'must be 1 or more');
  const initial = Object.entries(element).find(([field]) => field.startsWith('initial_'));
  if (initial && Array.isArray(initial[1]) && initial[1].length > Number(most))
    find.add(`${pointer}/${initial[0]}`, `no more than ${String(most)} items allowed`);
};

const extensions: Check = (find, element, pointer) => {
  const kinds = element.filetypes;
  if (kinds === undefined) return;
  if (!Array.isArray(kinds) || kinds.some((kind) => typeof kind !== 'string' || kind === ''))
    find.add(`${pointer}/filetypes`, 'must be an array of file extensions');
};

const byType: Record<string, readonly Check[]> = {
  checkboxes: [amongOptions],
  datepicker: [written('initial_date', isDay, 'a date in the form YYYY-MM-DD')],
  datetimepicker: [written('initial_date_time', isMoment, 'a UNIX timestamp of 10 digits')],
  file_input: [extensions],
  multi_channels_select: [many],
  multi_conversations_select: [many],
  multi_external_select: [many],
  multi_static_select: [amongOptions, many],
  multi_users_select: [many],
  number_input: [numeric],
  plain_text_input: [plainText],
  radio_buttons: [amongOptions],
  static_select: [amongOptions],
  timepicker: [written('initial_time', isTime, 'a time in the form HH:mm')],
};

/** What an element holds at first, and the bounds its app gives it, must fit each other (each element's page of Slack's reference). */
export function checkInitials(find: Faultfinder, element: Json, pointer: string): void {
  const type = String(element.type);
  if (Object.hasOwn(byType, type)) for (const check of byType[type] ?? []) check(find, element, pointer);
}
