import { placedElements } from './elements.ts';
import { checkBlock } from './limit-blocks.ts';
import { asObject, Faultfinder } from './limit-check.ts';
import { blockLimits, surfaceLimits } from './limit-numbers.ts';
import { checkText } from './limit-objects.ts';
import type { Json } from './state.ts';

/** Where blocks are shown; some kinds live on one surface only. */
export type Surface = 'message' | 'modal' | 'home';

const messageOnly = new Set([
  'data_visualization',
  'data_table',
  'table',
  'markdown',
  'file',
  'card',
  'carousel',
  'alert',
]);

/** The faults Slack would list for these blocks, with `pointer` before each place. Empty when it would take them. */
export function checkBlocks(blocks: unknown, surface: Surface, pointer = '/blocks'): string[] {
  const find = new Faultfinder();
  const max = surface === 'message' ? surfaceLimits.message_blocks : blockLimits.view.blocks.max_items;
  const min = surface === 'message' ? 0 : blockLimits.view.blocks.min_items;
  const list = find.items(blocks, pointer, max, min);
  list.forEach((block, i) => {
    checkBlock(find, block, `${pointer}/${i}`);
    checkPlace(find, block, surface, `${pointer}/${i}`);
  });
  find.unique(
    list.map((block) => block.block_id),
    pointer,
    'block_id',
  );
  const focused = placedElements(list).filter(({ element }) => element.focus_on_load === true);
  if (focused.length > 1) find.add(pointer, 'only one element may have focus_on_load');
  if (surface === 'message') checkWholeMessage(find, list, pointer);
  return find.faults;
}

function checkPlace(find: Faultfinder, block: Json, surface: Surface, pointer: string): void {
  const type = String(block.type);
  if (surface !== 'message' && messageOnly.has(type)) find.add(`${pointer}/type`, `unsupported type: ${type}`);
  if (surface !== 'modal' && asObject(block.element).type === 'file_input') {
    find.add(`${pointer}/element/type`, 'unsupported type: file_input');
  }
}

function checkWholeMessage(find: Faultfinder, blocks: Json[], pointer: string): void {
  const many = (type: string): number => blocks.filter((block) => block.type === type).length;
  if (many('data_visualization') > surfaceLimits.charts_per_message) {
    find.add(pointer, `no more than ${surfaceLimits.charts_per_message} data_visualization blocks allowed`);
  }
  if (many('table') > 1) find.add(pointer, 'only_one_table_allowed');
  const markdown = blocks.filter((block) => block.type === 'markdown').map((block) => String(block.text));
  if ([...markdown.join('')].length > blockLimits.markdown.text.max_length) {
    find.add(
      pointer,
      `markdown blocks must be less than ${blockLimits.markdown.text.max_length + 1} characters together`,
    );
  }
}

/** The faults Slack would list for a view. */
export function checkView(raw: unknown, pointer = '/view'): string[] {
  const find = new Faultfinder();
  const view = asObject(raw);
  const type = view.type;
  if (type !== 'modal' && type !== 'home') {
    return [`unsupported type: ${String(type)} [json-pointer:${pointer}/type]`];
  }
  if (type === 'modal') find.need(view, 'title', pointer);
  for (const field of ['title', 'close', 'submit'] as const) {
    if (type === 'modal') checkText(find, view[field], `${pointer}/${field}`, blockLimits.view[field].max_length, true);
    else if (view[field] !== undefined) find.add(`${pointer}/${field}`, 'must not be given for a home view');
  }
  find.length(view.private_metadata, `${pointer}/private_metadata`, blockLimits.view.private_metadata.max_length);
  find.length(view.callback_id, `${pointer}/callback_id`, blockLimits.view.callback_id.max_length);
  find.length(view.external_id, `${pointer}/external_id`, surfaceLimits.external_id);
  if (find.need(view, 'blocks', pointer)) find.faults.push(...checkBlocks(view.blocks, type, `${pointer}/blocks`));
  const hasInputs = Array.isArray(view.blocks) && view.blocks.some((b) => asObject(b).type === 'input');
  if (type === 'modal' && hasInputs) find.need(view, 'submit', pointer);
  return find.faults;
}

/** Whether a view is over Slack's 250 kB. */
export function viewTooLarge(view: unknown): boolean {
  return Buffer.byteLength(JSON.stringify(view)) > surfaceLimits.view_bytes;
}
