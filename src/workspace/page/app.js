import { readPath } from './api.js';
import { AppContext } from './app-context.js';
import { ChannelView } from './channel-view.js';
import { Home } from './home.js';
import { useChanges, useFetched } from './live.js';
import { Modal } from './modal.js';
import { Rail } from './rail.js';
import { rememberedPerson, useRemembered } from './remembered.js';
import { parseRoute } from './route.js';
import { closeAllModals, useActor, useActs, useRoute } from './session.js';
import { translator } from './strings.js';
import { Switcher } from './switcher.js';
import { Toasts, useToasts } from './toasts.js';
import { Traffic } from './traffic.js';
import { html, render, useCallback, useEffect, useMemo, useState } from './vendor/preact-htm.js';

// `now` differs in every answer and is no reason to draw again.
const withoutNow = (text) => text.replace(/"now":\s*[\d.]+/, '');

const useLook = () => {
  const [lang, setLang] = useRemembered('lang', 'zh');
  const [theme, setTheme] = useRemembered('theme', 'auto');
  const t = useMemo(() => translator(lang), [lang]);
  useEffect(() => {
    document.documentElement.lang = lang === 'en' ? 'en' : 'zh-CN';
    document.documentElement.dataset.theme = theme;
  }, [lang, theme]);
  return { lang, setLang, theme, setTheme, t };
};

const useShell = () => {
  const [drawer, setDrawer] = useState(false);
  const [switcher, setSwitcher] = useState(false);
  const [request, setRequest] = useState(null);
  useEffect(() => {
    const keys = (event) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'k') return;
      event.preventDefault();
      setSwitcher(true);
    };
    document.addEventListener('keydown', keys);
    return () => document.removeEventListener('keydown', keys);
  }, []);
  return { drawer, setDrawer, switcher, setSwitcher, request, setRequest };
};

const firstChannel = (state) => state.channels.find((c) => c.kind !== 'im' && c.isMember) ?? state.channels[0];

/** Chooses a person and a channel when the address names none that exist. */
const useDefaults = ({ state, as, become, route, go }) => {
  useEffect(() => {
    if (!state) return;
    const mayAct = (user) => !user.isBot && !user.deleted;
    if (!state.users.some((user) => user.id === as && mayAct(user))) {
      const first = state.users.find(mayAct);
      if (first) become(first.id);
    } else if (!new URLSearchParams(location.search).has('as')) become(as);
    // The address itself: a step to elsewhere may not have reached `route` yet, and is not to be undone.
    const { page, channel } = parseRoute(location.hash);
    const known = page !== 'channel' || state.channels.some((c) => c.id === channel);
    if ((page === 'none' || !known) && firstChannel(state)) go({ page: 'channel', channel: firstChannel(state).id });
  }, [state, as, become, route, go]);
};

const Page = ({ app }) => {
  const { route, channels } = app;
  if (route.page === 'home') return html`<${Home} key=${app.as} />`;
  if (route.page === 'traffic') return html`<${Traffic} />`;
  const channel = channels.get(route.channel);
  return channel
    ? html`<${ChannelView} key=${channel.id} channel=${channel} thread=${route.thread} at=${route.at} />`
    : html`<main class="pane"></main>`;
};

const useTitle = (state, channel) => {
  useEffect(() => {
    if (!state) return;
    const unread = state.channels.reduce((sum, c) => sum + (c.kind === 'im' ? c.unread : c.mentions), 0);
    document.title = `${unread ? `(${unread}) ` : ''}${channel?.kind !== 'im' && channel ? `#${channel.name} · ` : ''}${state.team.name}`;
  }, [state, channel]);
};

/** Going anywhere closes the drawer of the phone. */
const useClosingGo = (setDrawer, go) =>
  useCallback(
    (next) => {
      setDrawer(false);
      go(next);
    },
    [setDrawer, go],
  );

const useEverything = () => {
  const look = useLook();
  const shell = useShell();
  const actor = useActor(rememberedPerson());
  const { version, online, refresh } = useChanges(actor.as);
  const { data: state } = useFetched(readPath('state', { as: actor.as }), version, withoutNow);
  const place = useRoute();
  const notices = useToasts();
  const go = useClosingGo(shell.setDrawer, place.go);
  const acts = useActs({ as: actor.as, refresh, toast: notices.toast, t: look.t, go });
  const { data: top } = useFetched(actor.as ? readPath('view', { as: actor.as }) : '', version);
  useDefaults({ state, ...actor, ...place });
  const users = useMemo(() => new Map((state?.users ?? []).map((u) => [u.id, u])), [state]);
  const channels = useMemo(() => new Map((state?.channels ?? []).map((c) => [c.id, c])), [state]);
  useTitle(state, channels.get(place.route.channel));
  // A hint names its channel by id or by name.
  const compose = (idOrName, text) => {
    const channel = channels.has(idOrName) ? idOrName : state.channels.find((c) => c.name === idOrName)?.id;
    if (!channel) return;
    go({ page: 'channel', channel });
    shell.setRequest({ channel, text });
  };
  return {
    ...look,
    ...shell,
    ...actor,
    ...acts,
    ...notices,
    route: place.route,
    go,
    compose,
    version,
    online,
    refresh,
    state,
    users,
    channels,
    top,
  };
};

const App = () => {
  const app = useEverything();
  const { t, state, top, as } = app;
  if (!state) return html`<div class="splash" role="status">${t(app.online ? 'loading' : 'loadFailed')}</div>`;
  return html`<${AppContext.Provider} value=${app}>
    <a class="skip" href="#messages" onClick=${(event) => {
      event.preventDefault();
      document.getElementById('messages')?.focus();
    }}>${t('skip')}</a>
    <div class="shell">
      <${Rail} />
      ${app.drawer && html`<button type="button" class="drawer-shade" aria-label=${t('closeMenu')} onClick=${() => app.setDrawer(false)}></button>`}
      <div class="stage">
        ${!app.online && html`<div class="offline" role="alert">${t('loadFailed')}</div>`}
        <${Page} app=${app} />
      </div>
    </div>
    ${top?.view && html`<${Modal} key=${`${as}${top.view.id}`} top=${top.view} closeAll=${() => closeAllModals(as, app.run)} />`}
    ${app.switcher && html`<${Switcher} onClose=${() => app.setSwitcher(false)} />`}
    <${Toasts} toasts=${app.toasts} remove=${app.remove} />
  <//>`;
};

render(html`<${App} />`, document.getElementById('app'));
