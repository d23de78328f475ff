import { useApp } from './app-context.js';
import { Avatar } from './avatar.js';
import { RailFoot } from './rail-foot.js';
import { html } from './vendor/preact-htm.js';

const AsSwitch = () => {
  const { t, as, state, become } = useApp();
  const people = state.users.filter((user) => !user.isBot && !user.deleted);
  return html`<label class="as-switch"><span>${t('actingAs')}</span>
    <select data-testid="as-switch" value=${as} onChange=${(event) => become(event.currentTarget.value)}>
      ${people.map((user) => html`<option key=${user.id} value=${user.id} selected=${user.id === as}>${user.realName || user.name}${user.title ? ` · ${user.title}` : ''}</option>`)}
    </select>
  </label>`;
};

const Marks = ({ channel }) => {
  const { t } = useApp();
  const count = channel.kind === 'im' ? channel.unread : channel.mentions;
  if (count)
    return html`<span class="count" aria-label=${t(channel.kind === 'im' ? 'unread' : 'mentions', { n: count })}>${count}</span>`;
  return channel.unread ? html`<span class="visually-hidden">${t('unread', { n: channel.unread })}</span>` : null;
};

const RailItem = ({ current, unread, testid, open, children }) =>
  html`<li><button type="button" class=${`rail-item${unread ? ' unread' : ''}`} aria-current=${current ? 'page' : undefined} data-testid=${testid} onClick=${open}>${children}</button></li>`;

const ChannelItem = ({ channel }) => {
  const { go, route } = useApp();
  const current = route.page === 'channel' && route.channel === channel.id;
  return html`<${RailItem} current=${current} unread=${channel.unread || channel.mentions} testid=${`channel-${channel.name}`} open=${() => go({ page: 'channel', channel: channel.id })}>
    <span class="sigil" aria-hidden="true">${channel.kind === 'private' ? '🔒' : '#'}</span>
    <span class=${`rail-name${channel.isMember ? '' : ' outside'}`}>${channel.name}</span><${Marks} channel=${channel} />
  <//>`;
};

const PersonItem = ({ channel }) => {
  const { go, route, users, t, as } = useApp();
  const user = users.get(channel.imUser);
  const current = route.page === 'channel' && route.channel === channel.id;
  return html`<${RailItem} current=${current} unread=${channel.unread} testid=${`dm-${user?.name}`} open=${() => go({ page: 'channel', channel: channel.id })}>
    <${Avatar} user=${user} id=${channel.imUser} size=${20} />
    <span class="rail-name">${user?.realName || user?.name || channel.name}${channel.imUser === as ? html` <small>${t('you')}</small>` : ''}${user?.deleted ? html` <small>${t('inactive')}</small>` : ''}</span><${Marks} channel=${channel} />
  <//>`;
};

const AppItem = ({ im }) => {
  const { state, go, openDm, route, users, t } = useApp();
  const current = route.page === 'home' || (im && route.channel === im.id);
  const open = () => (state.hasHome && !im?.unread ? go({ page: 'home' }) : openDm(state.bot.userId));
  return html`<${RailItem} current=${current} unread=${im?.unread} testid="app" open=${open}>
    <${Avatar} user=${users.get(state.bot.userId)} id=${state.bot.userId} size=${20} />
    <span class="rail-name">${state.bot.name} <span class="badge-app">${t('app')}</span></span>
    ${im && html`<${Marks} channel=${im} />`}
  <//>`;
};

const byName = (a, b) => a.name.localeCompare(b.name, 'zh-CN');

const Conversations = () => {
  const { t, state, setSwitcher } = useApp();
  const rooms = state.channels.filter((c) => c.kind !== 'im');
  const own = rooms.filter((c) => c.isMember).sort(byName);
  const others = rooms.filter((c) => !c.isMember && c.kind === 'public').sort(byName);
  const ims = state.channels.filter((c) => c.kind === 'im');
  const appIm = ims.find((c) => c.imUser === state.bot.userId);
  return html`<nav class="rail-nav" aria-label=${t('channels')}>
    <h2>${t('channels')}</h2>
    <ul>${[...own, ...others].map((c) => html`<${ChannelItem} key=${c.id} channel=${c} />`)}</ul>
    <h2>${t('directMessages')}<button type="button" class="rail-add" aria-label=${t('newDm')} title=${t('newDm')} onClick=${() => setSwitcher(true)}>＋</button></h2>
    <ul>${ims.filter((c) => c !== appIm).map((c) => html`<${PersonItem} key=${c.id} channel=${c} />`)}</ul>
    <h2>${t('apps')}</h2>
    <ul><${AppItem} im=${appIm} /></ul>
  </nav>`;
};

const Hints = () => {
  const { t, state, compose } = useApp();
  if (!state.hints.length) return null;
  return html`<details class="hints" open>
    <summary>${t('hints')}<small>${t('hintsHow')}</small></summary>
    ${state.hints.map(
      (
        hint,
        n,
      ) => html`<button type="button" class="hint-card" key=${hint.title} data-testid=${`hint-${n}`} onClick=${() => compose(hint.channel, hint.text)}>
        <b>${hint.title}</b><span>${hint.text}</span></button>`,
    )}
  </details>`;
};

/** The left side: who one is, where one can go, what one could try. A drawer on a phone. */
export const Rail = () => {
  const { t, state, online, drawer, setDrawer, setSwitcher } = useApp();
  const connected = online && state.appConnected;
  return html`<div class=${`rail${drawer ? ' open' : ''}`} onKeyDown=${(event) => event.key === 'Escape' && setDrawer(false)}>
    <div class="rail-head">
      <b class="team">${state.team.name}</b>
      <span class=${`connection${connected ? ' on' : ''}`} data-testid="connection" role="status">${t(connected ? 'appConnected' : 'appNotConnected')}</span>
      <button type="button" class="icon-button phone-only" aria-label=${t('closeMenu')} onClick=${() => setDrawer(false)}>✕</button>
    </div>
    <${AsSwitch} />
    <button type="button" class="rail-search" data-testid="quick" onClick=${() => setSwitcher(true)}>🔍 ${t('quick')} <kbd>Ctrl K</kbd></button>
    <div class="rail-scroll"><${Conversations} /><${Hints} /></div>
    <${RailFoot} />
  </div>`;
};
