import { channelName, useApp } from './app-context.js';
import { Dialog } from './dialog.js';
import { Listbox, useListKeys } from './listbox.js';
import { matching } from './options.js';
import { html, useState } from './vendor/preact-htm.js';

const rowsOf = (app) => {
  const { state, t, go, openDm, run } = app;
  const rooms = state.channels
    .filter((c) => c.kind !== 'im')
    .map((c) => ({
      value: c.id,
      label: channelName(c, app),
      hint: c.topic || t('channel'),
      run: () => go({ page: 'channel', channel: c.id }),
    }));
  const people = state.users
    .filter((u) => u.id !== app.as && !u.deleted)
    .map((u) => ({
      value: u.id,
      label: u.realName || u.name,
      hint: [u.title, u.name].filter(Boolean).join(' · '),
      run: () => openDm(u.id),
    }));
  const shortcuts = state.globalShortcuts.map((s) => ({
    value: s.callbackId,
    label: s.name,
    hint: `⚡ ${t('shortcut')}`,
    run: () => run({ verb: 'global_shortcut', callbackId: s.callbackId }),
  }));
  const pages = [
    ...(state.hasHome
      ? [{ value: 'home', label: `${state.bot.name} · ${t('home')}`, hint: t('apps'), run: () => go({ page: 'home' }) }]
      : []),
    { value: 'traffic', label: t('traffic'), hint: '⇄', run: () => go({ page: 'traffic' }) },
  ];
  return [...rooms, ...people, ...shortcuts, ...pages];
};

/** Ctrl+K: any channel, person, shortcut or page by a few letters of its name. */
export const Switcher = ({ onClose }) => {
  const app = useApp();
  const { t } = app;
  const [query, setQuery] = useState('');
  const rows = matching(rowsOf(app), query).slice(0, 12);
  const pick = (row) => {
    onClose();
    return row.run();
  };
  const { at, keys, setActive } = useListKeys(rows, pick, onClose);
  const typed = (event) => {
    setQuery(event.currentTarget.value);
    setActive(0);
  };
  return html`<${Dialog} class="switcher" label=${t('quick')} testid="switcher" onClose=${onClose}>
    <input class="field" type="text" role="combobox" aria-expanded="true" aria-controls="switcher-list" aria-activedescendant=${rows.length ? `switcher-list-${at}` : undefined}
      aria-label=${t('quickHint')} placeholder=${t('quickHint')} autofocus autocomplete="off" value=${query} onInput=${typed} onKeyDown=${keys} />
    ${rows.length ? html`<${Listbox} id="switcher-list" label=${t('quick')} rows=${rows} at=${at} pick=${pick} />` : html`<p class="empty">${t('nothing')}</p>`}
  <//>`;
};
