import { html, useEffect, useLayoutEffect, useRef } from './vendor/preact-htm.js';

const place = (menu, anchor) => {
  if (window.innerWidth <= 640) return;
  const from = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = menu;
  const below = from.bottom + 4 + height < window.innerHeight;
  menu.style.left = `${Math.max(8, Math.min(from.right - width, window.innerWidth - width - 8))}px`;
  menu.style.top = `${Math.max(8, below ? from.bottom + 4 : from.top - height - 4)}px`;
};

const step = (menu, event) => {
  const moves = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
  const move = moves[event.key];
  if (!move) return;
  event.preventDefault();
  const items = [...menu.querySelectorAll('[role=menuitem]')];
  const at = items.indexOf(document.activeElement);
  items[(at + move + items.length) % items.length]?.focus();
};

const useDismiss = (ref, anchor, onClose) => {
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    const outside = (event) => {
      if (!ref.current?.contains(event.target) && !anchor?.contains(event.target)) close.current();
    };
    const gone = (event) => !ref.current?.contains(event.target) && close.current();
    document.addEventListener('pointerdown', outside, true);
    document.addEventListener('scroll', gone, true);
    return () => {
      document.removeEventListener('pointerdown', outside, true);
      document.removeEventListener('scroll', gone, true);
    };
  }, [anchor, ref]);
};

const closesMenu = (event, anchor, onClose) => {
  if (event.key !== 'Escape' && event.key !== 'Tab') return false;
  event.preventDefault();
  event.stopPropagation();
  onClose();
  anchor?.focus();
  return true;
};

/**
 * A menu beside the button that opened it; a sheet at the bottom on a phone.
 * Items: {label, run, danger?, testid?, attrs?, icon?}. `grid` lays them out as small tiles.
 */
export const Menu = ({ label, items, anchor, onClose, grid = false }) => {
  const ref = useRef(null);
  useDismiss(ref, anchor, onClose);
  useLayoutEffect(() => {
    place(ref.current, anchor);
    ref.current.querySelector('[role=menuitem]')?.focus({ preventScroll: true });
  }, [anchor]);
  const keys = (event) => closesMenu(event, anchor, onClose) || step(ref.current, event);
  const pick = (item) => {
    onClose();
    anchor?.focus();
    item.run();
  };
  return html`<div class="menu-shade"></div>
    <div ref=${ref} class=${`menu${grid ? ' menu-grid' : ''}`} role="menu" aria-label=${label} onKeyDown=${keys}>
      ${items.map(
        (item) => html`<button type="button" role="menuitem" tabindex="-1" class=${item.danger ? 'danger-text' : ''}
          data-testid=${item.testid} aria-label=${grid ? item.name : undefined} title=${grid ? item.name : undefined}
          ...${item.attrs ?? {}} onClick=${() => pick(item)}>${item.label}${item.hint && html`<small>${item.hint}</small>`}</button>`,
      )}
    </div>`;
};
