import type {
  Block,
  Button,
  ConfirmationDialog,
  HomeView,
  ModalView,
  MrkdwnElement,
  PlainTextElement,
} from '@slack/types';

/** Slack's numbers, in code points (docs.slack.dev/reference/block-kit, checked against slackblocks' spec/limits.json). */
export const LIMIT = {
  messageBlocks: 50,
  viewBlocks: 100,
  /** Longer message texts are cut by Slack. */
  messageText: 40_000,
  text: 3000,
  fields: 10,
  field: 2000,
  header: 150,
  actions: 25,
  context: 10,
  options: 100,
  overflow: 5,
  choices: 10,
  optionText: 75,
  /** Bites before a button's 2,000: keep ids in it, never JSON. */
  optionValue: 150,
  buttonText: 75,
  buttonValue: 2000,
  url: 3000,
  id: 255,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  placeholder: 150,
  label: 2000,
  inputText: 3000,
  tableRows: 100,
  tableColumns: 20,
  /** Title, submit and close of a view. */
  viewWord: 24,
  metadata: 3000,
  /** A whole view, as JSON. */
  viewBytes: 250_000,
  files: 10,
} as const;

const ENTITY: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Slack's three control characters as entities, so that `<!channel>` and `<@U1>` in what a person typed stay words. */
export const esc = (text: string): string => text.replace(/[&<>]/g, (c) => ENTITY[c] ?? c);

/** Shortens to at most `max` code points counted as they travel: `&` weighs 5, `<` and `>` 4, so that `esc` never grows it past `max`. */
export function cut(text: string, max: number): string {
  const weight = (c: string) => ENTITY[c]?.length ?? 1;
  const characters = [...text];
  let used = 0;
  let keep = 0;
  while (keep < characters.length && used + weight(characters[keep] ?? '') <= max) {
    used += weight(characters[keep] ?? '');
    keep++;
  }
  if (keep === characters.length) return text;
  while (keep > 0 && used > max - 1) {
    keep--;
    used -= weight(characters[keep] ?? '');
  }
  return `${characters.slice(0, keep).join('')}…`;
}

/** What a person typed, shortened and made harmless for mrkdwn. */
export const typed = (text: string, max: number): string => esc(cut(text.replace(/\s+/g, ' ').trim(), max));

/** The same for a plain_text object, where entities may show as they are: the three characters become their full-width forms. */
export const typedPlain = (text: string, max: number): string =>
  cut(text.replace(/\s+/g, ' ').trim(), max).replace(/[&<>]/g, (c) => ({ '&': '＆', '<': '＜', '>': '＞' })[c] ?? c);

/** Plain text; emoji names are drawn. */
export const plain = (text: string): PlainTextElement => ({ type: 'plain_text', text, emoji: true });

/** Marked-up text. `verbatim` keeps Slack from turning bare words (@channel, #name, a web address) into mentions and links. */
export const mrkdwn = (text: string): MrkdwnElement => ({ type: 'mrkdwn', text, verbatim: true });

/** A button that carries an id. */
export const button = (
  actionId: string,
  text: string,
  value: string,
  more: { readonly style?: 'primary' | 'danger'; readonly confirm?: ConfirmationDialog } = {},
): Button => ({ type: 'button', action_id: actionId, text: plain(cut(text, LIMIT.buttonText)), value, ...more });

type Json = { readonly [key: string]: unknown };
type Fault = (path: string, what: string) => void;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const length = (value: unknown): number => (typeof value === 'string' ? [...value].length : 0);

/** Longest text of a text object by the key it hangs on. */
const TEXT_MAX: Readonly<Record<string, number>> = {
  placeholder: LIMIT.placeholder,
  label: LIMIT.label,
  hint: LIMIT.label,
  title: LIMIT.confirmTitle,
  confirm: LIMIT.confirmButton,
  deny: LIMIT.confirmButton,
  description: LIMIT.optionText,
};

const COUNT_MAX: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  actions: { elements: LIMIT.actions },
  context: { elements: LIMIT.context },
  section: { fields: LIMIT.fields },
  static_select: { options: LIMIT.options },
  multi_static_select: { options: LIMIT.options },
  overflow: { options: LIMIT.overflow },
  radio_buttons: { options: LIMIT.choices },
  checkboxes: { options: LIMIT.choices },
  table: { rows: LIMIT.tableRows },
};

const STRING_MAX: Readonly<Record<string, number>> = {
  action_id: LIMIT.id,
  block_id: LIMIT.id,
  url: LIMIT.url,
  initial_value: LIMIT.inputText,
};

const PLAIN_ONLY = new Set(['header', 'button', 'option', 'label', 'placeholder', 'hint', 'title', 'confirm', 'deny']);
const CONTROL = /<(?![@#!]|https?:|mailto:|\/)/;

function textMax(key: string, owner: Json): number {
  if (owner.type === 'header') return LIMIT.header;
  if (owner.type === 'button') return LIMIT.buttonText;
  if (key === 'text' && 'value' in owner) return LIMIT.optionText;
  if (key === 'text' && 'confirm' in owner && !('type' in owner)) return LIMIT.confirmText;
  if (key === 'fields') return LIMIT.field;
  return TEXT_MAX[key] ?? LIMIT.text;
}

function checkText(text: Json, key: string, owner: Json, path: string, fault: Fault): void {
  const max = textMax(key, owner);
  if (length(text.text) === 0) fault(path, 'empty text');
  if (length(text.text) > max) fault(path, `text of ${length(text.text)}, at most ${max}`);
  const plainOnly = PLAIN_ONLY.has(key) || owner.type === 'header' || owner.type === 'button';
  if (plainOnly && text.type !== 'plain_text') fault(path, 'must be plain_text');
  if (text.type === 'mrkdwn' && CONTROL.test(String(text.text))) fault(path, 'unescaped <');
}

function checkStrings(node: Json, path: string, fault: Fault): void {
  for (const [key, max] of Object.entries(STRING_MAX)) {
    if (length(node[key]) > max) fault(`${path}/${key}`, `${length(node[key])} characters, at most ${max}`);
  }
  const valueMax = node.type === 'button' ? LIMIT.buttonValue : LIMIT.optionValue;
  if ('value' in node && length(node.value) > valueMax) fault(`${path}/value`, `at most ${valueMax}`);
  if (typeof node.max_length === 'number' && node.max_length > LIMIT.inputText)
    fault(`${path}/max_length`, 'too large');
  if (typeof node.max_length === 'number' && length(node.initial_value) > node.max_length) {
    fault(`${path}/initial_value`, 'longer than max_length');
  }
  if (typeof node.max_files === 'number' && node.max_files > LIMIT.files) fault(`${path}/max_files`, 'too large');
}

function checkCounts(node: Json, path: string, fault: Fault): void {
  for (const [key, max] of Object.entries(COUNT_MAX[String(node.type)] ?? {})) {
    const list = node[key];
    if (Array.isArray(list) && (list.length > max || list.length === 0)) {
      fault(`${path}/${key}`, `${list.length} of them, 1 to ${max}`);
    }
  }
  const values = Array.isArray(node.options) ? node.options.map((o: Json) => o.value) : [];
  if (new Set(values).size !== values.length) fault(`${path}/options`, 'values repeat');
  const initial = node.initial_option;
  if (isObject(initial) && !values.includes(initial.value)) fault(`${path}/initial_option`, 'not among the options');
  if (node.type === 'section' && !('text' in node) && !('fields' in node)) fault(path, 'neither text nor fields');
}

function walk(node: unknown, key: string, owner: Json, path: string, fault: Fault): void {
  if (Array.isArray(node)) {
    for (const [i, item] of node.entries()) walk(item, key, owner, `${path}/${i}`, fault);
    return;
  }
  if (!isObject(node)) return;
  if (node.type === 'plain_text' || node.type === 'mrkdwn') checkText(node, key, owner, path, fault);
  checkStrings(node, path, fault);
  checkCounts(node, path, fault);
  for (const [name, child] of Object.entries(node)) walk(child, name, node, `${path}/${name}`, fault);
}

function checkBlocks(blocks: readonly Block[], max: number, fault: Fault): void {
  if (blocks.length === 0 || blocks.length > max) fault('/blocks', `${blocks.length} blocks, 1 to ${max}`);
  const ids = blocks.flatMap((b) => b.block_id ?? []);
  if (new Set(ids).size !== ids.length) fault('/blocks', 'block_id repeats');
  for (const [i, block] of blocks.entries()) {
    walk(block, 'blocks', {}, `/blocks/${i}`, fault);
    const elements = (block as { elements?: readonly { action_id?: string }[] }).elements ?? [];
    const actionIds = elements.flatMap((e) => e.action_id ?? []);
    if (new Set(actionIds).size !== actionIds.length) fault(`/blocks/${i}`, 'action_id repeats');
  }
  if (blocks.filter((b) => b.type === 'table').length > 1) fault('/blocks', 'one table a message');
}

/** What Slack would refuse of a message; empty when all is well. */
export function checkMessage(blocks: readonly Block[], text: string): readonly string[] {
  const faults: string[] = [];
  const fault: Fault = (path, what) => faults.push(`${path}: ${what}`);
  if (text.trim() === '') fault('/text', 'empty: notifications and screen readers read it');
  if (length(text) > LIMIT.messageText) fault('/text', `at most ${LIMIT.messageText}`);
  if (CONTROL.test(text)) fault('/text', 'unescaped <');
  if (blocks.some((b) => b.type === 'input')) fault('/blocks', 'inputs belong in a modal');
  checkBlocks(blocks, LIMIT.messageBlocks, fault);
  return faults;
}

/** What Slack would refuse of a modal or a home tab; empty when all is well. */
export function checkView(view: ModalView | HomeView): readonly string[] {
  const faults: string[] = [];
  const fault: Fault = (path, what) => faults.push(`${path}: ${what}`);
  checkBlocks(view.blocks, LIMIT.viewBlocks, fault);
  if (length(view.private_metadata) > LIMIT.metadata) fault('/private_metadata', `at most ${LIMIT.metadata}`);
  if (length(view.callback_id) > LIMIT.id) fault('/callback_id', `at most ${LIMIT.id}`);
  if (Buffer.byteLength(JSON.stringify(view)) > LIMIT.viewBytes) fault('/', `at most ${LIMIT.viewBytes} bytes`);
  if (view.type === 'home') return faults;
  for (const key of ['title', 'submit', 'close'] as const) {
    const word = view[key]?.text;
    if (word !== undefined && (word === '' || length(word) > LIMIT.viewWord)) {
      fault(`/${key}`, `"${word}" has ${length(word)} characters, 1 to ${LIMIT.viewWord}`);
    }
  }
  if (!view.submit && view.blocks.some((b) => b.type === 'input')) fault('/submit', 'required beside inputs');
  return faults;
}
