import { useApp } from './app-context.js';
import { html, useEffect, useRef } from './vendor/preact-htm.js';

/** A modal dialog on the browser's own `<dialog>`: focus stays inside, the page behind is inert, Esc calls `onClose`. */
export const Dialog = ({ class: name = '', label, testid, onClose, children }) => {
  const ref = useRef(null);
  useEffect(() => {
    const before = document.activeElement;
    if (!ref.current.open) ref.current.showModal();
    return () => before instanceof HTMLElement && before.isConnected && before.focus();
  }, []);
  const cancel = (event) => {
    event.preventDefault();
    if (event.target === ref.current) onClose();
  };
  // Chrome closes a dialog at the second Esc even when `cancel` was refused; the key itself is refused instead.
  const keys = (event) => {
    if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    onClose();
  };
  return html`<dialog ref=${ref} class=${`dialog ${name}`} aria-label=${label} data-testid=${testid} onCancel=${cancel} onKeyDown=${keys}>
    ${children}
  </dialog>`;
};

/** Slack's confirm object, or our own question in the same shape with plain strings. */
export const ConfirmDialog = ({ confirm, onYes, onNo }) => {
  const { t } = useApp();
  const text = (of) => (typeof of === 'string' ? of : of?.text);
  const style = confirm.style === 'danger' ? 'danger' : 'primary';
  return html`<${Dialog} class="confirm" label=${text(confirm.title)} onClose=${onNo}>
    <h2>${text(confirm.title)}</h2>
    <p class="confirm-text">${text(confirm.text)}</p>
    <div class="dialog-foot">
      <button type="button" class="button" data-testid="confirm-cancel" onClick=${onNo}>${text(confirm.deny) || t('cancel')}</button>
      <button type="button" class=${`button ${style}`} data-testid="confirm-ok" autofocus onClick=${onYes}>
        ${text(confirm.confirm) || t('ok')}
      </button>
    </div>
  <//>`;
};
