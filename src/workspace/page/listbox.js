import { html, useEffect, useRef, useState } from './vendor/preact-htm.js';

/** Whether a key belongs to an input method (pinyin being composed), and so is not ours. */
export const composing = (event) => event.isComposing || event.keyCode === 229;

/** The moves of a list that a text field drives: arrows, Enter or Tab to pick, Esc to leave. */
export const useListKeys = (rows, pick, leave) => {
  const [active, setActive] = useState(0);
  const at = Math.min(active, Math.max(0, rows.length - 1));
  const keys = (event) => {
    if (!rows.length || composing(event)) return false;
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move) setActive((at + move + rows.length) % rows.length);
    else if ((event.key === 'Enter' && !event.shiftKey) || event.key === 'Tab') pick(rows[at]);
    else if (event.key === 'Escape') leave();
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  return { at, keys, setActive };
};

/** The list itself: rows of {value, label, hint?, icon?}; the text field keeps the focus. */
export const Listbox = ({ id, label, rows, at, pick, class: name = '' }) => {
  const ref = useRef(null);
  useEffect(() => ref.current?.children[at]?.scrollIntoView({ block: 'nearest' }), [at]);
  // Pressing must not take the focus from the text field.
  const hold = (event) => event.preventDefault();
  return html`<ul ref=${ref} id=${id} class=${`listbox ${name}`} role="listbox" aria-label=${label} onMouseDown=${hold}>
    ${rows.map(
      (
        row,
        i,
      ) => html`<li key=${row.key ?? row.value} id=${`${id}-${i}`} role="option" aria-selected=${i === at ? 'true' : 'false'}
        data-value=${row.value} onClick=${() => pick(row)}>
        ${row.icon && html`<span class="listbox-icon" aria-hidden="true">${row.icon}</span>`}
        <span class="listbox-label">${row.label}</span>${row.hint && html`<span class="listbox-hint">${row.hint}</span>`}
      </li>`,
    )}
  </ul>`;
};
