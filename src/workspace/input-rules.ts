import { placedElements } from './elements.ts';
import { elementState } from './input-values.ts';
import { asObject } from './limit-check.ts';
import { isDay, isMoment, isTime } from './limit-initials.ts';
import { surfaceLimits } from './limit-numbers.ts';
import type { Json } from './state.ts';
import type { InputValues } from './verbs.ts';
import type { World } from './world.ts';

/** What Slack's own client refuses before the app hears of a submission: empty required inputs, lengths, ranges, forms. By block id. */
export function inputFaults(world: World, blocks: readonly Json[], entered: InputValues): Record<string, string> {
  const faults: Record<string, string> = {};
  for (const placed of placedElements(blocks)) {
    if (placed.block.type !== 'input') continue;
    const state = elementState(world, placed, entered[placed.blockId]?.[placed.actionId]);
    const held = Object.entries(state).find(([field]) => field !== 'type')?.[1];
    const empty = held === null || held === undefined || (Array.isArray(held) && held.length === 0);
    if (empty && placed.block.optional !== true) faults[placed.blockId] = '请填写此项。';
    if (empty) continue;
    const fault = Array.isArray(held)
      ? listFault(placed.element, held)
      : (formFault(placed.element, held) ?? textFault(placed.element, held));
    if (fault) faults[placed.blockId] = fault;
  }
  return faults;
}

function listFault(element: Json, held: unknown[]): string | undefined {
  const most = Number(
    element.max_selected_items ?? (element.type === 'file_input' ? (element.max_files ?? 10) : Infinity),
  );
  if (held.length > most) return `最多选择 ${most} 项。`;
  return element.type === 'file_input' ? fileFault(element, held.map(asObject)) : undefined;
}

function fileFault(element: Json, files: readonly Json[]): string | undefined {
  if (files.some((file) => Number(file.size) > surfaceLimits.input_file_bytes)) return '每个文件不能超过 10 MB。';
  if (!Array.isArray(element.filetypes)) return undefined;
  const kinds = element.filetypes.map((kind) => String(kind).toLowerCase());
  return files.every((file) => kinds.includes(String(file.filetype)))
    ? undefined
    : `只接受这些类型的文件：${kinds.join('、')}。`;
}

const forms: Record<string, [fits: (held: unknown) => boolean, sentence: string]> = {
  datepicker: [isDay, '请选择有效的日期。'],
  timepicker: [isTime, '请选择有效的时间。'],
  datetimepicker: [isMoment, '请选择有效的日期和时间。'],
};

function formFault(element: Json, held: unknown): string | undefined {
  const rule = forms[String(element.type)];
  return rule && !rule[0](held) ? rule[1] : undefined;
}

function textFault(element: Json, value: unknown): string | undefined {
  if (typeof value === 'object') return undefined;
  const held = String(value);
  const length = [...held].length;
  if (length < Number(element.min_length ?? 0)) return `至少输入 ${String(element.min_length)} 个字。`;
  if (length > Number(element.max_length ?? 3_000)) return `最多输入 ${String(element.max_length ?? 3_000)} 个字。`;
  if (element.type === 'number_input') return numberFault(element, held);
  if (element.type === 'email_text_input' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(held)) return '请输入有效的邮箱地址。';
  if (element.type === 'url_text_input' && !/^https?:\/\/\S+$/.test(held)) return '请输入有效的网址。';
  return undefined;
}

function numberFault(element: Json, held: string): string | undefined {
  const whole = element.is_decimal_allowed !== true;
  if (!(whole ? /^-?\d+$/ : /^-?\d+(\.\d+)?$/).test(held)) return whole ? '请输入整数。' : '请输入数字。';
  if (element.min_value !== undefined && Number(held) < Number(element.min_value))
    return `不能小于 ${String(element.min_value)}。`;
  if (element.max_value !== undefined && Number(held) > Number(element.max_value))
    return `不能大于 ${String(element.max_value)}。`;
  return undefined;
}
