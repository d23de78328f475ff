import { useApp } from './app-context.js';
import { Avatar } from './avatar.js';
import { ConfirmDialog } from './dialog.js';
import { html, useState } from './vendor/preact-htm.js';

const Person = ({ user, self, ask, reactivate }) => {
  const { t } = useApp();
  const button = user.deleted
    ? html`<button type="button" class="button" data-testid=${`reactivate-${user.name}`} onClick=${() => reactivate(user)}>${t('reactivate')}</button>`
    : html`<button type="button" class="button" data-testid=${`deactivate-${user.name}`} disabled=${self} onClick=${() => ask(user)}>${t('deactivate')}</button>`;
  return html`<li><${Avatar} user=${user} id=${user.id} size=${28} />
    <span>${user.realName || user.name}<small>${self ? t('you') : user.deleted ? t('inactive') : user.title}</small></span>${button}</li>`;
};

/** Closes and opens accounts, as an administrator of the workspace would. */
export const PeopleForm = () => {
  const { t, state, as, run, toast } = useApp();
  const [asked, ask] = useState(null);
  const change = async (verb, user, done) => {
    const result = await run({ verb, user: user.id });
    if (result.ok) toast(t(done, { name: user.realName || user.name }), 'good');
  };
  const yes = () => {
    ask(null);
    return change('deactivate_person', asked, 'deactivated');
  };
  const question = asked && {
    title: t('deactivate'),
    text: t('deactivateSure', { name: asked.realName || asked.name }),
    confirm: t('deactivate'),
    style: 'danger',
  };
  return html`<details class="fault" data-testid="accounts"><summary>${t('accounts')}</summary>
    <ul class="people accounts">
      ${state.users
        .filter((user) => !user.isBot)
        .map(
          (user) =>
            html`<${Person} key=${user.id} user=${user} self=${user.id === as} ask=${ask} reactivate=${(one) => change('reactivate_person', one, 'reactivated')} />`,
        )}
    </ul>
    ${question && html`<${ConfirmDialog} confirm=${question} onYes=${yes} onNo=${() => ask(null)} />`}
  </details>`;
};
