import { useApp } from './app-context.js';
import { ConfirmDialog } from './dialog.js';
import { emojiChar, REACTIONS } from './emoji.js';
import { Menu } from './menu.js';
import { formatRoute } from './route.js';
import { html, useRef, useState } from './vendor/preact-htm.js';
import { decodeText } from './wire-text.js';

const useCopy = () => {
  const { toast, t } = useApp();
  return async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      toast(t('copied'), 'good');
    } catch {
      toast(text, 'good');
    }
  };
};

const useItems = ({ message, channel, edit, remove, removeNow }) => {
  const app = useApp();
  const copy = useCopy();
  const { t, state, run, as } = app;
  const link = () => `${location.origin}/${formatRoute({ page: 'channel', channel, at: message.ts })}`;
  const shortcuts = state.messageShortcuts.map((s) => ({
    label: s.name,
    hint: state.bot.name,
    testid: `shortcut-${s.callbackId}`,
    run: () => run({ verb: 'message_shortcut', channel, ts: message.ts, callbackId: s.callbackId }),
  }));
  const own = [
    { label: t('edit'), testid: 'edit-message', run: edit },
    { label: t('remove'), testid: 'delete-message', danger: true, run: remove },
  ];
  return [
    ...(message.ephemeral ? [] : shortcuts),
    { label: t('copyText'), run: () => copy(decodeText(message.text, state)) },
    ...(message.ephemeral ? [] : [{ label: t('copyLink'), run: () => copy(link()) }]),
    ...(message.ephemeral
      ? [{ label: t('dismiss'), testid: 'dismiss', run: removeNow }]
      : message.user === as
        ? own
        : []),
  ];
};

const useReactions = ({ message, channel }) => {
  const { run } = useApp();
  return REACTIONS.map((name) => ({
    name: `:${name}:`,
    label: emojiChar(name),
    testid: `react-${name}`,
    run: () => run({ verb: 'react', channel, ts: message.ts, name }),
  }));
};

/** The buttons that appear on a message: react, reply, and a menu with the app's shortcuts. */
export const MessageTools = ({ message, channel, reply, edit }) => {
  const { t, run } = useApp();
  const [open, setOpen] = useState(null);
  const [asking, setAsking] = useState(false);
  const anchors = { react: useRef(null), more: useRef(null) };
  const removeNow = () => run({ verb: 'delete', channel, ts: message.ts });
  const more = useItems({ message, channel, edit, remove: () => setAsking(true), removeNow });
  const lists = { react: useReactions({ message, channel }), more };
  const button = (
    kind,
    face,
    label,
    testid,
  ) => html`<button type="button" ref=${anchors[kind]} class="icon-button" aria-label=${label} title=${label}
    aria-haspopup="menu" aria-expanded=${open === kind ? 'true' : 'false'} data-testid=${testid} onClick=${() => setOpen(open === kind ? null : kind)}>${face}</button>`;
  const remove = () => {
    setAsking(false);
    return removeNow();
  };
  return html`<div class=${`message-tools${open ? ' open' : ''}`}>
    ${!message.ephemeral && button('react', '☺', t('addReaction'), 'add-reaction')}
    ${reply && !message.ephemeral && html`<button type="button" class="icon-button" aria-label=${t('reply')} title=${t('reply')} data-testid="reply" onClick=${reply}>💬</button>`}
    ${button('more', '⋯', t('more'), 'message-menu')}
    ${open && html`<${Menu} label=${t(open === 'react' ? 'addReaction' : 'more')} items=${lists[open]} anchor=${anchors[open].current} grid=${open === 'react'} onClose=${() => setOpen(null)} />`}
    ${asking && html`<${ConfirmDialog} confirm=${{ title: t('remove'), text: t('removeSure'), confirm: t('remove'), style: 'danger' }} onYes=${remove} onNo=${() => setAsking(false)} />`}
  </div>`;
};
