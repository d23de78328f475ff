import type { ChannelRecord, Json, UserRecord } from './state.ts';

const broadcast = new Set(['channel', 'here', 'everyone']);

/** Slack's three escapes. */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Turns the three escapes back. */
export function unescapeText(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** What a person typed, as Slack stores it: escaped, with `@name`, `#channel` and addresses made into references. */
export function fromPerson(typed: string, users: readonly UserRecord[], channels: readonly ChannelRecord[]): string {
  const ids = new Map<string, string>();
  for (const user of users) for (const name of [user.name, user.realName]) ids.set(escapeText(name), user.id);
  const people = alternatives([...ids.keys(), ...broadcast]);
  const places = new Map(channels.map((channel) => [escapeText(channel.name), channel.id]));
  return escapeText(typed)
    .replaceAll(/https?:\/\/[\x21-\x3b=\x3f-\x7e]+/g, (url) => `<${url}>`)
    .split(/(<[^>]*>)/)
    .map((piece) => (piece.startsWith('<') ? piece : referTo(piece, ids, people, places)))
    .join('');
}

function referTo(piece: string, ids: Map<string, string>, people: string, places: Map<string, string>): string {
  const named = piece.replaceAll(new RegExp(`@(${people})`, 'g'), (whole, name: string) => {
    const id = ids.get(name);
    if (id) return `<@${id}>`;
    return broadcast.has(name) ? `<!${name}>` : whole;
  });
  if (places.size === 0) return named;
  return named.replaceAll(new RegExp(`#(${alternatives([...places.keys()])})`, 'g'), (_, name: string) => {
    return `<#${places.get(name)}|${name}>`;
  });
}

/** Longest first, so that 王小明 is not read as 王小; a Latin name must not run on. */
function alternatives(names: string[]): string {
  const longestFirst = names.filter((name) => name !== '').sort((a, b) => b.length - a.length);
  return longestFirst
    .map((name) => name.replaceAll(/[.*+?^${}()|[\]\\/-]/g, '\\$&') + (/\w$/.test(name) ? '(?!\\w)' : ''))
    .join('|');
}

/** The rich_text block Slack's own client sends along with a person's text. */
export function richText(text: string, blockId: string): Json {
  const elements = text.split(/(<[^>]*>)/).flatMap((piece) => (piece === '' ? [] : [richElement(piece)]));
  return { type: 'rich_text', block_id: blockId, elements: [{ type: 'rich_text_section', elements }] };
}

function richElement(piece: string): Json {
  const reference = /^<([@#!]?)([^|>]+)(?:\|([^>]*))?>$/.exec(piece);
  if (!reference) return { type: 'text', text: unescapeText(piece) };
  const [, sign, target = '', label] = reference;
  if (sign === '@') return { type: 'user', user_id: target };
  if (sign === '#') return { type: 'channel', channel_id: target };
  if (sign === '!') return { type: 'broadcast', range: target };
  const url = unescapeText(target);
  return label === undefined ? { type: 'link', url } : { type: 'link', url, text: unescapeText(label) };
}

/** Whether the text calls this user, or everyone. */
export function mentions(text: string, user: string): boolean {
  return text.includes(`<@${user}>`) || text.includes(`<@${user}|`) || /<!(channel|here|everyone)/.test(text);
}
