import { useApp } from './app-context.js';
import { formatDate } from './dates.js';
import { emojiChar } from './emoji.js';
import { safeUrl } from './mrkdwn.js';
import { html } from './vendor/preact-htm.js';

const styled = (style, content) => {
  let out = content;
  if (style?.code) out = html`<code>${out}</code>`;
  if (style?.bold) out = html`<strong>${out}</strong>`;
  if (style?.italic) out = html`<em>${out}</em>`;
  if (style?.strike) out = html`<s>${out}</s>`;
  return out;
};

const lines = (text) => text.split('\n').flatMap((line, i) => (i ? [html`<br />`, line] : [line]));

const link = (node) => {
  const url = safeUrl(node.url);
  return url
    ? html`<a href=${url} target="_blank" rel="noopener noreferrer">${node.text || node.url}</a>`
    : (node.text ?? node.url);
};

const emojiOf = (node) => {
  const points = node.unicode?.split('-').map((hex) => Number.parseInt(hex, 16));
  return html`<span class="emoji" role="img" aria-label=${node.name}>${points ? String.fromCodePoint(...points) : emojiChar(node.name)}</span>`;
};

const INLINE = {
  text: (n) => lines(n.text),
  link,
  emoji: emojiOf,
  user: (n, app) => {
    const user = app.users.get(n.user_id);
    return html`<span class=${`mention${n.user_id === app.as ? ' mention-me' : ''}`}>@${user?.realName || user?.name || n.user_id}</span>`;
  },
  channel: (n, app) => html`<span class="mention">#${app.channels.get(n.channel_id)?.name || n.channel_id}</span>`,
  usergroup: (n) => html`<span class="mention">@${n.usergroup_id}</span>`,
  broadcast: (n) => html`<span class="mention mention-me">@${n.range}</span>`,
  color: (n) => html`<code>${n.value}</code>`,
  date: (n, app) =>
    formatDate({ ts: n.timestamp, format: n.format, fallback: n.fallback }, app.lang, new Date(app.state.now)),
};

const inline = (nodes, app) =>
  (nodes ?? []).map((node) => styled(node.style, INLINE[node.type]?.(node, app) ?? node.text ?? ''));

const list = (node, app) => {
  const items = node.elements.map((item) => html`<li>${inline(item.elements, app)}</li>`);
  const indent = { marginLeft: `${(node.indent ?? 0) * 24}px` };
  return node.style === 'ordered'
    ? html`<ol start=${(node.offset ?? 0) + 1} style=${indent}>${items}</ol>`
    : html`<ul style=${indent}>${items}</ul>`;
};

const PARTS = {
  rich_text_section: (n, app) => html`<div class="md-p">${inline(n.elements, app)}</div>`,
  rich_text_list: list,
  rich_text_quote: (n, app) => html`<blockquote>${inline(n.elements, app)}</blockquote>`,
  rich_text_preformatted: (n, app) => html`<pre>${inline(n.elements, app)}</pre>`,
};

/** A rich_text block or cell. */
export const RichText = ({ of }) => {
  const app = useApp();
  return html`<div class="md">${(of.elements ?? []).map((part) => PARTS[part.type]?.(part, app))}</div>`;
};
