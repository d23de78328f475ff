import type { UiMessage, UiView } from '../../src/workspace/verbs.ts';
import type { Stage } from './stage.ts';

/** Something that can be pressed or chosen, with the words on it. */
export interface Control {
  readonly blockId: string;
  readonly actionId: string;
  readonly label: string;
  /** What pressing it sends; absent for a button without a value. */
  readonly value?: string;
}

/** A message or a view as a person reads it. */
export interface Shown {
  readonly ts: string;
  readonly text: string;
  /** The words of the notification, which a reader of the message may not see. */
  readonly notification: string;
  readonly controls: readonly Control[];
  readonly ephemeral: boolean;
  readonly byDesk: boolean;
}

/** A place somebody looks at. */
export interface Place {
  readonly name: string;
  readonly viewer: string;
  readonly channel: string;
  readonly threadTs?: string;
}

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const objects = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isObject) : []);
const wordOf = (value: unknown): string =>
  isObject(value) ? String(value.text ?? '') : typeof value === 'string' ? value : '';

const ENTITIES: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };

/** Slack's markup as it is read: `@name` for a mention, the label of a link, no stars. */
export function readable(text: string, stage: Stage): string {
  return text
    .replace(/<@(\w+)(?:\|[^>]*)?>/g, (_, id: string) => `@${stage.nameOf(id)}`)
    .replace(/<#\w+\|([^>]*)>/g, '#$1')
    .replace(/<!date\^[^|>]*\|([^>]*)>/g, '$1')
    .replace(/<!(\w+)>/g, '@$1')
    .replace(/<[^|>]+\|([^>]*)>/g, '$1')
    .replace(/<(https?:[^>]+)>/g, '$1')
    .replace(/\*([^*\n]+)\*/g, '$1')
    .replace(/&(?:lt|gt|amp);/g, (entity) => ENTITIES[entity] ?? entity);
}

/** The words of a block, a line each; tables by rows, charts by points, no words of buttons and menus. */
function lines(node: unknown): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(lines);
  if (!isObject(node) || typeof node.action_id === 'string') return [];
  if (node.type === 'table')
    return (node.rows as unknown[]).map((row) => (row as unknown[]).map((cell) => lines(cell).join('')).join(' | '));
  if (node.type === 'rich_text_section' || node.type === 'rich_text_preformatted')
    return [objects(node.elements).map(richWord).join('')];
  if (typeof node.label === 'string' && typeof node.value === 'number') return [`${node.label} ${node.value}`];
  return Object.entries(node).flatMap(([key, value]) =>
    (key === 'text' || key === 'title' || key === 'alt_text') && typeof value === 'string'
      ? value.split('\n')
      : lines(value),
  );
}

const richWord = (element: Json): string =>
  element.type === 'user' ? `<@${element.user_id}>` : String(element.text ?? element.url ?? '');

/** Everything in these blocks that can be pressed; each option of a menu by its own words. */
export function controlsIn(node: unknown, blockId = ''): readonly Control[] {
  if (Array.isArray(node)) return node.flatMap((one) => controlsIn(one, blockId));
  if (!isObject(node)) return [];
  const block = typeof node.block_id === 'string' ? node.block_id : blockId;
  const { action_id: actionId, value } = node;
  if (typeof actionId !== 'string') return Object.values(node).flatMap((inner) => controlsIn(inner, block));
  const at = { blockId: block, actionId };
  const groups = objects(node.option_groups).flatMap((group) => objects(group.options));
  const options = [...objects(node.options), ...groups];
  if (options.length > 0) return options.map((o) => ({ ...at, label: wordOf(o.text), value: String(o.value) }));
  return [{ ...at, label: wordOf(node.text), ...(typeof value === 'string' ? { value } : {}) }];
}

function shown(message: UiMessage, stage: Stage): Shown {
  const blocks = message.blocks ?? [];
  const files = message.files.map((file) => `[${file.name}]`);
  const own = blocks.length > 0 ? lines(blocks) : [message.text];
  return {
    ts: message.ts,
    text: readable([...own, ...files].join('\n'), stage),
    notification: readable(message.text, stage),
    controls: controlsIn(blocks),
    ephemeral: message.ephemeral,
    byDesk: message.user === stage.trial.workspace.botUserId,
  };
}

/** Everything that stands in a place, oldest first; of a direct message its threads too. */
export function shownAt(place: Place, stage: Stage): readonly Shown[] {
  const { workspace } = stage.trial;
  const all = workspace.messages(place.viewer, place.channel, place.threadTs);
  const threads = place.channel.startsWith('D') && !place.threadTs ? all.filter((m) => m.replyCount > 0) : [];
  const replies = threads.flatMap((m) => workspace.messages(place.viewer, place.channel, m.ts).slice(1));
  return [...all, ...replies].sort((a, b) => a.ts.localeCompare(b.ts)).map((message) => shown(message, stage));
}

/** A modal or home tab as a person reads it, its inputs by their labels. */
export function viewText(view: UiView['view'] | null, stage: Stage): string {
  return view ? readable(lines(view).join('\n'), stage) : '';
}

/** Where a text says it is: a part of it, or `/a pattern/`. */
export function finds(pattern: string, text: string): boolean {
  const [, source, flags] = /^\/(.+)\/([imsu]*)$/s.exec(pattern) ?? [];
  return source === undefined ? text.includes(pattern) : new RegExp(source, flags).test(text);
}
