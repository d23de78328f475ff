import { emojiChar, emojiNames } from './emoji.js';
import { matching } from './options.js';

/* What the composer offers while somebody types. Pure. Answers {start, end, rows} or null; a row's `insert` replaces start…end. */

const LIMIT = 8;
const AT = /(^|[^\w@])@([^\s@#]{0,20})$/u;
const HASH = /(^|[^\w#/])#([^\s@#]{0,30})$/u;
const COLON = /(^|[^\w:]):([a-z0-9_+-]{2,})$/;

const commandRows = (state) => [
  ...state.commands.map((c) => ({
    value: c.command,
    label: c.command,
    hint: `${c.usageHint} ${c.description}`.trim(),
    insert: `${c.command} `,
  })),
  ...state.globalShortcuts.map((s) => ({ value: s.callbackId, label: s.name, hint: '⚡', shortcut: s.callbackId })),
];

const offerCommands = (text, caret, state) => {
  const typed = text.slice(0, caret);
  if (!/^\/\S*$/.test(typed) || state.commands.some((c) => c.command === text.trim())) return null;
  const query = typed.slice(1).toLowerCase();
  const rows = commandRows(state).filter((row) => row.label.toLowerCase().includes(query));
  return { start: 0, end: caret, rows: rows.slice(0, LIMIT) };
};

const personRows = (state, as) =>
  state.users
    .filter((user) => user.id !== as && !user.deleted)
    .map((user) => {
      const name = user.realName || user.name;
      return {
        value: user.id,
        label: name,
        hint: [user.title, user.name].filter(Boolean).join(' · '),
        insert: `@${name} `,
      };
    });

const broadcastRows = (everyone) =>
  ['here', 'channel'].map((name) => ({ value: name, label: `@${name}`, hint: everyone, insert: `@${name} ` }));

const channelRows = (state) =>
  state.channels
    .filter((c) => c.kind !== 'im')
    .map((c) => ({ value: c.id, label: `#${c.name}`, hint: c.topic, insert: `#${c.name} ` }));

const emojiRows = () =>
  emojiNames().map((name) => ({ value: name, label: `${emojiChar(name)} :${name}:`, insert: `${emojiChar(name)} ` }));

const offer = (pattern, text, caret, rowsOf) => {
  const found = pattern.exec(text.slice(0, caret));
  if (!found) return null;
  const rows = matching(rowsOf(), found[2]).slice(0, LIMIT);
  return rows.length ? { start: caret - found[2].length - 1, end: caret, rows } : null;
};

/** What fits at the caret. `everyone` is the page's word for the broadcasts. */
export const completionAt = (text, caret, { state, as, everyone = '' }) =>
  offerCommands(text, caret, state) ??
  offer(AT, text, caret, () => [...personRows(state, as), ...broadcastRows(everyone)]) ??
  offer(HASH, text, caret, () => channelRows(state)) ??
  offer(COLON, text, caret, emojiRows);

/** The command a text begins with: {command, text}; null for ordinary words. */
export const commandIn = (text) => {
  const found = /^(\/\S+)(?:\s+([\s\S]*))?$/.exec(text.trim());
  return found ? { command: found[1], text: found[2] ?? '' } : null;
};
