import { useApp } from './app-context.js';
import { formatDate } from './dates.js';
import { emojiChar, knownEmoji } from './emoji.js';
import { parseMrkdwn } from './mrkdwn.js';
import { html, useMemo } from './vendor/preact-htm.js';

const emoji = (name) => html`<span class="emoji" role="img" aria-label=${name}>${emojiChar(name)}</span>`;

const userNode = (node, app) => {
  const user = app.users.get(node.id);
  const mine = node.id === app.as ? ' mention-me' : '';
  return html`<span class=${`mention${mine}`}>@${user?.realName || user?.name || node.label || node.id}</span>`;
};

const channelNode = (node, app) => {
  const channel = app.channels.get(node.id);
  const name = channel?.name || node.label || node.id;
  const open = () => app.go({ page: 'channel', channel: node.id });
  return channel
    ? html`<button type="button" class="mention link-button" onClick=${open}>#${name}</button>`
    : html`<span class="mention">#${name}</span>`;
};

const dateNode = (node, app) => {
  const text = formatDate(node, app.lang, new Date(app.state.now));
  return node.url
    ? html`<a href=${node.url} target="_blank" rel="noopener noreferrer">${text}</a>`
    : html`<time>${text}</time>`;
};

const INLINE = {
  text: (n) => n.text,
  br: () => html`<br />`,
  bold: (n, app) => html`<strong>${inline(n.children, app)}</strong>`,
  italic: (n, app) => html`<em>${inline(n.children, app)}</em>`,
  strike: (n, app) => html`<s>${inline(n.children, app)}</s>`,
  code: (n) => html`<code>${n.text}</code>`,
  user: userNode,
  channel: channelNode,
  usergroup: (n) => html`<span class="mention">${n.label || `@${n.id}`}</span>`,
  broadcast: (n) => html`<span class="mention mention-me">@${n.name}</span>`,
  link: (n) => html`<a href=${n.url} target="_blank" rel="noopener noreferrer">${n.label}</a>`,
  date: dateNode,
  emoji: (n) => emoji(n.name),
};

const inline = (nodes, app) => nodes.map((node) => INLINE[node.type](node, app));

const BLOCK = {
  p: (n, app) => html`<div class="md-p">${inline(n.children, app)}</div>`,
  heading: (n, app) =>
    html`<div class="md-heading" role="heading" aria-level=${n.level + 2}>${inline(n.children, app)}</div>`,
  pre: (n) => html`<pre>${n.text}</pre>`,
  quote: (n, app) => html`<blockquote>${treeView(n.children, app)}</blockquote>`,
  list: (n, app) => {
    const items = n.items.map((item) => html`<li>${inline(item, app)}</li>`);
    return n.ordered ? html`<ol start=${n.start}>${items}</ol>` : html`<ul>${items}</ul>`;
  },
  rule: () => html`<hr />`,
};

/** A parsed text as elements. */
export const treeView = (tree, app) => tree.map((node) => BLOCK[node.type](node, app));

/** A mrkdwn text. */
export const Mrkdwn = ({ text }) => {
  const app = useApp();
  const tree = useMemo(() => parseMrkdwn(text), [text]);
  return html`<div class="md">${treeView(tree, app)}</div>`;
};

/** A plain_text: emoji names become pictures, nothing else does. */
export const Plain = ({ text }) =>
  String(text ?? '')
    .split(/:([a-z0-9_+'-]+):/)
    .map((piece, i) => (i % 2 ? (knownEmoji(piece) ? emoji(piece) : `:${piece}:`) : piece));

/** A Slack text object of either kind. */
export const TextObject = ({ of }) => {
  if (!of) return null;
  if (typeof of === 'string') return html`<${Plain} text=${of} />`;
  return of.type === 'mrkdwn'
    ? html`<${Mrkdwn} text=${of.text} />`
    : html`<span class="plain"><${Plain} text=${of.text} /></span>`;
};
