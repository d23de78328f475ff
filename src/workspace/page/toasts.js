import { useApp } from './app-context.js';
import { html, useCallback, useState } from './vendor/preact-htm.js';

let last = 0;

/** Short notices at the foot of the page: list, add, remove. */
export const useToasts = () => {
  const [toasts, setToasts] = useState([]);
  const remove = useCallback((id) => setToasts((now) => now.filter((toast) => toast.id !== id)), []);
  const toast = useCallback(
    (text, kind = 'bad') => {
      const id = ++last;
      setToasts((now) => [...now.filter((other) => other.text !== text), { id, text, kind }].slice(-3));
      setTimeout(() => remove(id), kind === 'good' ? 2500 : 6000);
    },
    [remove],
  );
  return { toasts, toast, remove };
};

/** Shows them. */
export const Toasts = ({ toasts, remove }) => {
  const { t } = useApp();
  return html`<div class="toasts" role="status" aria-live="assertive">
    ${toasts.map(
      ({ id, text, kind }) => html`<div key=${id} class=${`toast ${kind}`} data-testid="toast"><span>${text}</span>
        <button type="button" class="icon-button" aria-label=${t('close')} onClick=${() => remove(id)}>✕</button></div>`,
    )}
  </div>`;
};
