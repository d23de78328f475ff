import { useApp } from './app-context.js';
import { html } from './vendor/preact-htm.js';

const THEMES = { auto: 'themeAuto', light: 'themeLight', dark: 'themeDark' };

/** Traffic, theme and language, at the foot of the rail. */
export const RailFoot = () => {
  const { t, lang, setLang, theme, setTheme, go, route } = useApp();
  return html`<div class="rail-foot">
    <button type="button" class="rail-item" data-testid="traffic" aria-current=${route.page === 'traffic' ? 'page' : undefined} onClick=${() => go({ page: 'traffic' })}>
      <span class="sigil" aria-hidden="true">⇄</span><span class="rail-name">${t('traffic')}</span></button>
    <select class="rail-select" aria-label=${t('theme')} title=${t('theme')} data-testid="theme" value=${theme} onChange=${(event) => setTheme(event.currentTarget.value)}>
      ${Object.entries(THEMES).map(([value, key]) => html`<option value=${value} selected=${theme === value}>${t(key)}</option>`)}
    </select>
    <button type="button" class="rail-select" lang=${lang === 'zh' ? 'en' : 'zh'} aria-label=${t('language')} title=${t('language')} data-testid="language"
      onClick=${() => setLang(lang === 'zh' ? 'en' : 'zh')}>${t('languageName')}</button>
  </div>`;
};
