import { useApp } from './app-context.js';
import { TextObject } from './mrkdwn-view.js';
import { choicesOf, flatOptions } from './options.js';
import { html, useMemo, useState } from './vendor/preact-htm.js';

const useChoices = (el) => {
  const { state } = useApp();
  return useMemo(() => choicesOf(el, state), [el, state]);
};

const groupsView = (groups, chosen, at) => {
  const rows = (options) =>
    options.map(
      (o) =>
        html`<option key=${o.value} value=${o.value} class=${o.value === at ? 'at' : undefined} selected=${chosen.includes(o.value)}>${o.label}</option>`,
    );
  return groups.map((g) =>
    g.label === null ? rows(g.options) : html`<optgroup label=${g.label}>${rows(g.options)}</optgroup>`,
  );
};

const MOVES = new Set(['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageUp', 'PageDown']);

/**
 * Where the app is told of a choice, keys that would change the closed select open it instead; only what is chosen inside is a choice.
 * (The class `tells` draws the list in the page, where Escape leaves it without a choice; a list drawn by the system keeps the row it stood on.)
 */
const opensList = (event) => {
  const { key, altKey, ctrlKey, metaKey, target, currentTarget: select } = event;
  if (target !== select) {
    // Inside the open list; Escape closes the list and not the form around it.
    if (key === 'Escape') event.stopPropagation();
    return;
  }
  if (altKey || ctrlKey || metaKey || !(MOVES.has(key) || (key.length === 1 && key !== ' '))) return;
  event.preventDefault();
  try {
    select.showPicker();
  } catch {
    // A browser without showPicker: Space opens the list.
  }
};

/** static_select and the pickers of people and channels, on the browser's own select. */
export const Select = ({ el, block, form, attrs, tells, input }) => {
  const { t } = useApp();
  const groups = useChoices(el);
  const value = form.value(block.block_id, el) ?? '';
  const placeholder = el.placeholder?.text ?? t('choose');
  const change = (event) => form.choose(block.block_id, el, event.currentTarget.value || null, tells);
  return html`<select ...${attrs} class=${tells ? 'field tells' : 'field'} value=${value} onChange=${change} onKeyDown=${tells ? opensList : undefined}>
    <option value="" disabled=${!input?.optional} selected=${value === ''}>${placeholder}</option>
    ${groupsView(groups, [value])}
  </select>`;
};

const toggled = (values, value) => (values.includes(value) ? values.filter((v) => v !== value) : [...values, value]);

const Chips = ({ rows, remove }) => {
  const { t } = useApp();
  return html`<span class="chips">
    ${rows.map(
      (row) =>
        html`<span class="chip" key=${row.value}>${row.label}<button type="button" aria-label=${t('removeChoice', { name: row.label })} onClick=${() => remove(row.value)}>×</button></span>`,
    )}
  </span>`;
};

/** By keys a browser's multiple list would choose the row it moves to and drop the rest; here arrows move, Space or Enter toggles. */
const useRowKeys = (all, toggle) => {
  const [at, setAt] = useState(0);
  const keys = (event) => {
    const { key, altKey, ctrlKey, metaKey, currentTarget: list } = event;
    if (altKey || ctrlKey || metaKey || !(MOVES.has(key) || key === 'Enter' || key.length === 1)) return;
    event.preventDefault();
    if (key === ' ' || key === 'Enter') return all[at] && toggle(all[at].value);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[key] ?? at;
    const next = Math.max(0, Math.min(to, all.length - 1));
    setAt(next);
    list.options[next]?.scrollIntoView({ block: 'nearest' });
  };
  return { current: all[at]?.value, keys };
};

/** The multi-selects: the browser's own list, where one press adds or takes away (no Ctrl needed). */
export const MultiSelect = ({ el, block, form, attrs, tells }) => {
  const groups = useChoices(el);
  const values = form.value(block.block_id, el) ?? [];
  const { t, toast } = useApp();
  const all = groups.flatMap((g) => g.options);
  const set = (next) => {
    if (!el.max_selected_items || next.length <= el.max_selected_items)
      return form.choose(block.block_id, el, next, tells);
    toast(t('tooManyChosen', { n: el.max_selected_items }));
  };
  const change = (event) => {
    const options = [...event.currentTarget.options];
    const next = options.filter((o) => o.selected).map((o) => o.value);
    // The list shows what is held; a choice too many is taken back.
    for (const o of options) o.selected = values.includes(o.value);
    return set(next);
  };
  const { current, keys } = useRowKeys(all, (value) => set(toggled(values, value)));
  const press = (event) => {
    if (event.target.tagName !== 'OPTION') return;
    event.preventDefault();
    event.currentTarget.focus();
    set(toggled(values, event.target.value));
  };
  const chosen = all.filter((row) => values.includes(row.value));
  return html`<span class="multi">
    <${Chips} rows=${chosen} remove=${(value) => set(toggled(values, value))} />
    <select ...${attrs} class="field" multiple size=${Math.min(6, Math.max(2, all.length))} onMouseDown=${press} onKeyDown=${keys} onChange=${change}>
      ${groupsView(groups, values, current)}
    </select>
  </span>`;
};

const optionFace = (option) => html`<span class="option-face">
  <${TextObject} of=${option.text} />${option.description && html`<small><${TextObject} of=${option.description} /></small>`}
</span>`;

/** radio_buttons */
export const RadioButtons = ({ el, block, form, attrs, tells }) => {
  const value = form.value(block.block_id, el);
  const { id, 'aria-label': label, ...each } = attrs;
  return html`<span role="radiogroup" class="choices" id=${id} aria-label=${label} aria-labelledby=${id && `${id}-label`}>
    ${flatOptions(el).map(
      (o) => html`<label class="choice" key=${o.value}>
        <input type="radio" ...${each} name=${`${id ?? block.block_id}-${el.action_id}`} value=${o.value} checked=${value === o.value}
          onChange=${() => form.choose(block.block_id, el, o.value, tells)} />${optionFace(o.option)}
      </label>`,
    )}
  </span>`;
};

/** checkboxes */
export const Checkboxes = ({ el, block, form, attrs, tells }) => {
  const values = form.value(block.block_id, el) ?? [];
  const { id, 'aria-label': label, ...each } = attrs;
  return html`<span role="group" class="choices" id=${id} aria-label=${label} aria-labelledby=${id && `${id}-label`}>
    ${flatOptions(el).map(
      (o) => html`<label class="choice" key=${o.value}>
        <input type="checkbox" ...${each} value=${o.value} checked=${values.includes(o.value)}
          onChange=${() => form.choose(block.block_id, el, toggled(values, o.value), tells)} />${optionFace(o.option)}
      </label>`,
    )}
  </span>`;
};
