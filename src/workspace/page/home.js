import { readPath } from './api.js';
import { useApp } from './app-context.js';
import { Blocks } from './blocks.js';
import { AppTabs, PageHead } from './channel-view.js';
import { useForm } from './form.js';
import { useFetched } from './live.js';
import { html, useEffect } from './vendor/preact-htm.js';

const HomeBody = ({ view }) => {
  const { as } = useApp();
  const form = useForm(`${as}:${view.id}`, view.blocks, { view: view.id });
  return html`<${Blocks} blocks=${view.blocks} form=${form} />`;
};

/** The app's Home tab; opening it tells the app. */
export const Home = () => {
  const { t, as, state, version, run } = useApp();
  const { data } = useFetched(readPath('home', { as }), version);
  useEffect(() => {
    run({ verb: 'open_home' });
  }, [run]);
  return html`<main class="pane">
    <${PageHead} title=${state.bot.name} />
    <${AppTabs} at="home" />
    <div class="home" id="messages" tabindex="-1" data-testid="home">
      ${data?.view ? html`<${HomeBody} key=${data.view.id} view=${data.view} />` : html`<p class="empty">${data ? t('noHome') : t('loading')}</p>`}
    </div>
  </main>`;
};
