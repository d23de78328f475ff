import { readPath } from './api.js';
import { channelName, useApp } from './app-context.js';
import { Composer } from './composer.js';
import { useFetched } from './live.js';
import { MembersDialog } from './members.js';
import { MessageList } from './message-list.js';
import { Thread } from './thread.js';
import { html, useState } from './vendor/preact-htm.js';

/** The two faces of the app: its home and its messages. */
export const AppTabs = ({ at }) => {
  const { t, go, state, openDm } = useApp();
  if (!state.hasHome) return null;
  return html`<div class="tabs" role="tablist" aria-label=${state.bot.name}>
    <button type="button" role="tab" aria-selected=${at === 'home' ? 'true' : 'false'} data-testid="home-tab" onClick=${() => go({ page: 'home' })}>${t('home')}</button>
    <button type="button" role="tab" aria-selected=${at === 'messages' ? 'true' : 'false'} data-testid="messages-tab" onClick=${() => openDm(state.bot.userId)}>${t('messages')}</button>
  </div>`;
};

/** The head of any page: the button of the drawer on a phone, a title, and what belongs beside it. */
export const PageHead = ({ title, note, children }) => {
  const { t, setDrawer } = useApp();
  return html`<header class="pane-head">
    <button type="button" class="icon-button phone-only" aria-label=${t('openMenu')} data-testid="open-rail" onClick=${() => setDrawer(true)}>☰</button>
    <h1>${title}${note && html` <small>${note}</small>`}</h1>
    ${children}
  </header>`;
};

const JoinBar = ({ channel }) => {
  const { t, run, as } = useApp();
  return html`<div class="join-bar"><span>${t('notMember')}</span>
    <button type="button" class="button primary" data-testid="join" onClick=${() => run({ verb: 'join', channel: channel.id, user: as })}>${t('join')}</button></div>`;
};

/** A channel or a direct message, with its thread beside it. */
export const ChannelView = ({ channel, thread, at }) => {
  const app = useApp();
  const { t, as, version, state } = app;
  const [members, setMembers] = useState(false);
  const { data } = useFetched(readPath('messages', { as, channel: channel.id }), version);
  const name = channelName(channel, app);
  const isApp = channel.kind === 'im' && channel.imUser === state.bot.userId;
  return html`<div class="panes">
    <main class="pane">
      <${PageHead} title=${name} note=${channel.topic}>
        ${
          channel.kind !== 'im' &&
          html`<button type="button" class="members-button" title=${t('membersTitle')} aria-label=${t('members', { n: channel.members.length })}
          onClick=${() => setMembers(true)}>👥 ${channel.members.length}</button>`
        }
      <//>
      ${isApp && html`<${AppTabs} at="messages" />`}
      ${data ? html`<${MessageList} key=${`${as}${channel.id}`} messages=${data} channel=${channel} name=${name} at=${at} />` : html`<div class="list-frame loading">${t('loading')}</div>`}
      ${channel.isMember ? html`<${Composer} key=${`${as}${channel.id}`} channel=${channel.id} label=${t('composerTo', { name })} />` : html`<${JoinBar} channel=${channel} />`}
    </main>
    ${thread && html`<${Thread} key=${`${as}${thread}`} channel=${channel} ts=${thread} name=${name} />`}
    ${members && html`<${MembersDialog} channel=${channel} name=${name} onClose=${() => setMembers(false)} />`}
  </div>`;
};
