import { useApp } from './app-context.js';
import { Avatar } from './avatar.js';
import { Dialog } from './dialog.js';
import { html } from './vendor/preact-htm.js';

/** Who is in a channel; adds a person, or leaves. */
export const MembersDialog = ({ channel, name, onClose }) => {
  const { t, users, state, run, as } = useApp();
  const outside = state.users.filter((user) => !user.deleted && !channel.members.includes(user.id));
  const add = async (event) => {
    const select = event.currentTarget;
    const user = select.value;
    select.value = '';
    if (user) await run({ verb: 'join', channel: channel.id, user });
  };
  const leave = async () => {
    await run({ verb: 'leave', channel: channel.id, user: as });
    onClose();
  };
  return html`<${Dialog} class="members" label=${t('membersTitle')} onClose=${onClose}>
    <div class="dialog-head"><h2>${name}</h2><button type="button" class="icon-button" aria-label=${t('close')} onClick=${onClose}>✕</button></div>
    ${channel.topic && html`<p class="topic">${channel.topic}</p>`}
    <ul class="people">${channel.members.map((id) => {
      const user = users.get(id);
      return html`<li key=${id}><${Avatar} user=${user} id=${id} size=${28} /><span>${user?.realName ?? id}<small>${user?.title}</small></span></li>`;
    })}</ul>
    <div class="dialog-foot">
      ${channel.isMember && html`<button type="button" class="button" onClick=${leave}>${t('leave')}</button>`}
      ${
        outside.length > 0 &&
        html`<select class="field" aria-label=${t('addMember')} onChange=${add}><option value="">${t('addMember')}</option>
        ${outside.map((user) => html`<option value=${user.id}>${user.realName || user.name}${user.title ? ` · ${user.title}` : ''}</option>`)}</select>`
      }
    </div>
  <//>`;
};
