import { useApp } from './app-context.js';
import { emojiChar } from './emoji.js';
import { html } from './vendor/preact-htm.js';

/** The reactions under a message; a press adds or takes back one's own. */
export const Reactions = ({ message, channel }) => {
  const { as, users, run } = useApp();
  if (!message.reactions.length) return null;
  const toggle = (r) =>
    run({ verb: 'react', channel, ts: message.ts, name: r.name, ...(r.users.includes(as) ? { remove: true } : {}) });
  const who = (r) => r.users.map((id) => users.get(id)?.realName ?? id).join('、');
  return html`<div class="reactions">
    ${message.reactions.map(
      (
        r,
      ) => html`<button type="button" key=${r.name} class="reaction" aria-pressed=${r.users.includes(as) ? 'true' : 'false'} title=${`${who(r)} :${r.name}:`}
        aria-label=${`:${r.name}: ${r.users.length}`} onClick=${() => toggle(r)}><span class="emoji">${emojiChar(r.name)}</span> ${r.users.length}</button>`,
    )}
  </div>`;
};
