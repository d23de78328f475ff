import { html } from './vendor/preact-htm.js';

const hueOf = (id) => [...id].reduce((sum, char) => (sum * 131 + char.codePointAt(0) * 47) % 360, 7);

/** A coloured initial; the app's has square shoulders and its own colour. */
export const Avatar = ({ user, id, size = 36 }) => {
  const name = user?.realName || user?.name || id || '?';
  const initial = /[a-z]/i.test(name[0]) ? name[0].toUpperCase() : [...name][0];
  const style = { '--hue': String(hueOf(user?.id ?? id ?? '')), '--size': `${size}px` };
  return html`<span class=${`avatar${user?.isBot ? ' avatar-bot' : ''}`} style=${style} aria-hidden="true">${initial}</span>`;
};
