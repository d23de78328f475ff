import { failureText, useApp } from './app-context.js';
import { Listbox, useListKeys } from './listbox.js';
import { flatOptions } from './options.js';
import { html, useEffect, useState } from './vendor/preact-htm.js';

const WAIT_MS = 200;

// What a chosen value is called; outlives the element, which is mounted anew when a modal comes back to the top.
const labels = new Map();

/** Asks the app for suggestions a little after the last key. */
const useSuggestions = ({ el, block, form }, query, open) => {
  const { act, t } = useApp();
  const [found, setFound] = useState({ rows: [], note: '' });
  useEffect(() => {
    if (!open || query.length < (el.min_query_length ?? 3)) return setFound({ rows: [], note: t('typeToSearch') });
    let stale = false;
    setFound((now) => ({ ...now, note: t('searching') }));
    const timer = setTimeout(async () => {
      const result = await act(
        { verb: 'suggest', in: form.place, blockId: block.block_id, actionId: el.action_id, query },
        true,
      );
      if (stale) return;
      const rows = result.ok ? flatOptions(result.options ?? []) : [];
      setFound({ rows, note: result.ok ? (rows.length ? '' : t('nothing')) : failureText(result, t) });
    }, WAIT_MS);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [query, open]);
  return found;
};

const labelOf = (el, value) =>
  labels.get(`${el.action_id}/${value}`) ??
  [el.initial_option, ...(el.initial_options ?? [])].find((option) => option?.value === value)?.text.text ??
  value;

const Chosen = ({ el, values, drop }) => {
  const { t } = useApp();
  const close = (value) =>
    html`<button type="button" aria-label=${t('removeChoice', { name: labelOf(el, value) })} onClick=${() => drop(value)}>×</button>`;
  return html`<span class="chips">${values.map((value) => html`<span class="chip" key=${value}>${labelOf(el, value)}${close(value)}</span>`)}</span>`;
};

/** external_select and multi_external_select: a text field over a list the app fills. */
export const ExternalSelect = (props) => {
  const { el, block, form, attrs, tells } = props;
  const { t } = useApp();
  const many = el.type.startsWith('multi_');
  const [query, setQuery] = useState('');
  const [open, setOpen] = useState(false);
  const { rows, note } = useSuggestions(props, query, open);
  const held = form.value(block.block_id, el);
  const chosen = many ? (held ?? []) : held ? [held] : [];
  const set = (next) => form.choose(block.block_id, el, many ? next : (next[0] ?? null), tells);
  const pick = (row) => {
    labels.set(`${el.action_id}/${row.value}`, row.label);
    setQuery('');
    setOpen(false);
    return set(many ? [...new Set([...chosen, row.value])] : [row.value]);
  };
  const { at, keys } = useListKeys(open ? rows : [], pick, () => setOpen(false));
  const listId = `${block.block_id}-${el.action_id}-list`;
  return html`<span class="external">
    <${Chosen} el=${el} values=${chosen} drop=${(value) => set(chosen.filter((v) => v !== value))} />
    <input ...${attrs} class="field" type="text" role="combobox" autocomplete="off" aria-expanded=${open ? 'true' : 'false'} aria-controls=${listId}
      aria-activedescendant=${open && rows.length ? `${listId}-${at}` : undefined} placeholder=${el.placeholder?.text ?? t('typeToSearch')}
      value=${query} onFocus=${() => setOpen(true)} onBlur=${() => setOpen(false)} onKeyDown=${keys}
      onInput=${(event) => {
        setOpen(true);
        setQuery(event.currentTarget.value);
      }} />
    ${
      open &&
      html`<span class="external-pop">${rows.length > 0 && html`<${Listbox} id=${listId} label=${t('suggestions')} rows=${rows} at=${at} pick=${pick} />`}
      ${note && html`<span class="external-note" role="status">${note}</span>`}</span>`
    }
  </span>`;
};
