import { checkChart, checkDataTable, checkTable } from './limit-charts.ts';
import { asObject, type Faultfinder } from './limit-check.ts';
import { checkElement, checkImage, elementHomes } from './limit-elements.ts';
import { blockLimits as limits } from './limit-numbers.ts';
import { checkText } from './limit-objects.ts';
import type { Json } from './state.ts';

type Check = (find: Faultfinder, block: Json, pointer: string) => void;

function held(find: Faultfinder, block: Json, pointer: string, home: keyof typeof elementHomes, field: string): void {
  const element = asObject(block[field]);
  if (!elementHomes[home].has(String(element.type))) {
    find.add(`${pointer}/${field}/type`, `unsupported type: ${String(element.type)}`);
  } else checkElement(find, element, `${pointer}/${field}`);
}

const section: Check = (find, block, pointer) => {
  if (block.text === undefined && block.fields === undefined) find.add(pointer, 'missing required field: text');
  checkText(find, block.text, `${pointer}/text`, limits.section.text.max_length);
  const { max_items, item_max_length } = limits.section.fields;
  find.items(block.fields, `${pointer}/fields`, max_items, 1).forEach((field, i) => {
    checkText(find, field, `${pointer}/fields/${i}`, item_max_length);
  });
  if (block.accessory !== undefined) held(find, block, pointer, 'accessory', 'accessory');
};

const actions: Check = (find, block, pointer) => {
  if (!find.need(block, 'elements', pointer)) return;
  const list = find.items(block.elements, `${pointer}/elements`, limits.actions.elements.max_items, 1);
  list.forEach((element, i) => {
    if (elementHomes.actions.has(String(element.type))) checkElement(find, element, `${pointer}/elements/${i}`);
    else find.add(`${pointer}/elements/${i}/type`, `unsupported type: ${String(element.type)}`);
  });
  find.unique(
    list.map((element) => element.action_id),
    `${pointer}/elements`,
    'action_id',
  );
};

const input: Check = (find, block, pointer) => {
  if (find.need(block, 'label', pointer)) {
    checkText(find, block.label, `${pointer}/label`, limits.input.label.max_length, true);
  }
  checkText(find, block.hint, `${pointer}/hint`, limits.input.hint.max_length, true);
  if (find.need(block, 'element', pointer)) held(find, block, pointer, 'input', 'element');
};

const context: Check = (find, block, pointer) => {
  if (!find.need(block, 'elements', pointer)) return;
  const { max_items } = limits.context.elements;
  find.items(block.elements, `${pointer}/elements`, max_items, 1).forEach((element, i) => {
    const at = `${pointer}/elements/${i}`;
    if (element.type === 'image') checkImage(find, element, at);
    else checkText(find, element, at, limits.text.max_length);
  });
};

const contextActions: Check = (find, block, pointer) => {
  if (!find.need(block, 'elements', pointer)) return;
  const { max_items } = limits.context_actions.elements;
  find.items(block.elements, `${pointer}/elements`, max_items, 1).forEach((element, i) => {
    if (!['feedback_buttons', 'icon_button'].includes(String(element.type))) {
      find.add(`${pointer}/elements/${i}/type`, `unsupported type: ${String(element.type)}`);
    } else checkElement(find, element, `${pointer}/elements/${i}`);
  });
};

const header: Check = (find, block, pointer) => {
  if (find.need(block, 'text', pointer)) {
    checkText(find, block.text, `${pointer}/text`, limits.header.text.max_length, true);
  }
};

const image: Check = (find, block, pointer) => {
  checkImage(find, block, pointer);
  checkText(find, block.title, `${pointer}/title`, limits.image.alt_text.max_length, true);
};

const markdown: Check = (find, block, pointer) => {
  const { min_length, max_length } = limits.markdown.text;
  if (find.need(block, 'text', pointer)) find.length(block.text, `${pointer}/text`, max_length, min_length);
};

const video: Check = (find, block, pointer) => {
  for (const field of ['alt_text', 'title', 'thumbnail_url', 'video_url']) find.need(block, field, pointer);
  const { alt_text, title, author_name, description, provider_name } = limits.video;
  find.length(block.alt_text, `${pointer}/alt_text`, alt_text.max_length, alt_text.min_length);
  checkText(find, block.title, `${pointer}/title`, title.max_length, true);
  checkText(find, block.description, `${pointer}/description`, description.max_length, true);
  find.length(block.author_name, `${pointer}/author_name`, author_name.max_length);
  find.length(block.provider_name, `${pointer}/provider_name`, provider_name.max_length);
};

const card: Check = (find, block, pointer) => {
  for (const field of ['title', 'subtitle', 'body', 'subtext'] as const) {
    checkText(find, block[field], `${pointer}/${field}`, limits.card[field].max_length);
  }
  find.items(block.actions, `${pointer}/actions`, limits.card.actions.max_items).forEach((element, i) => {
    checkElement(find, element, `${pointer}/actions/${i}`);
  });
};

const carousel: Check = (find, block, pointer) => {
  if (!find.need(block, 'elements', pointer)) return;
  const { min_items, max_items } = limits.carousel.elements;
  find.items(block.elements, `${pointer}/elements`, max_items, min_items).forEach((element, i) => {
    checkBlock(find, element, `${pointer}/elements/${i}`);
  });
};

const container: Check = (find, block, pointer) => {
  checkText(find, block.title, `${pointer}/title`, limits.container.title.max_length);
  checkText(find, block.subtitle, `${pointer}/subtitle`, limits.container.subtitle.max_length);
  const { max_items } = limits.container.child_blocks;
  find.items(block.child_blocks, `${pointer}/child_blocks`, max_items).forEach((child, i) => {
    checkBlock(find, child, `${pointer}/child_blocks/${i}`);
  });
};

const needing =
  (...fields: string[]): Check =>
  (find, block, pointer) => {
    for (const field of fields) find.need(block, field, pointer);
  };

const taskCard: Check = (find, block, pointer) => {
  for (const field of ['task_id', 'title']) find.need(block, field, pointer);
  find.items(block.sources, `${pointer}/sources`, Number.POSITIVE_INFINITY).forEach((source, i) => {
    checkElement(find, source, `${pointer}/sources/${i}`);
  });
};

const byType: Record<string, Check> = {
  actions,
  alert: (find, block, pointer) => {
    if (find.need(block, 'text', pointer)) checkText(find, block.text, `${pointer}/text`, limits.alert.text.max_length);
  },
  card,
  carousel,
  container,
  context,
  context_actions: contextActions,
  data_table: checkDataTable,
  data_visualization: checkChart,
  divider: needing(),
  file: needing('external_id', 'source'),
  header,
  image,
  input,
  markdown,
  plan: needing('title'),
  rich_text: needing('elements'),
  section,
  table: checkTable,
  task_card: taskCard,
  video,
};

/** One block, on any surface. */
export function checkBlock(find: Faultfinder, block: Json, pointer: string): void {
  const type = String(block.type);
  const check = Object.hasOwn(byType, type) ? byType[type] : undefined;
  if (!check) {
    find.add(`${pointer}/type`, `unsupported type: ${type}`);
    return;
  }
  find.length(block.block_id, `${pointer}/block_id`, limits.block_id.max_length, 1);
  check(find, block, pointer);
}
