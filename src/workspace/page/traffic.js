import { readPath, readText } from './api.js';
import { useApp } from './app-context.js';
import { PageHead } from './channel-view.js';
import { FaultForm } from './fault-form.js';
import { PeopleForm } from './people-form.js';
import { html, useEffect, useRef, useState } from './vendor/preact-htm.js';

const KEEP = 1000;

/** The trace, read on from where it was read last; a pause only stops reading. */
const useTrace = (paused) => {
  const { version } = useApp();
  const [entries, setEntries] = useState([]);
  const after = useRef(0);
  const reading = useRef(false);
  useEffect(() => {
    const read = async () => {
      if (paused || reading.current) return;
      reading.current = true;
      try {
        const fresh = JSON.parse(await readText(readPath('trace', { after: String(after.current) })));
        after.current = Math.max(after.current, ...fresh.map((entry) => entry.n));
        if (fresh.length) setEntries((now) => [...now, ...fresh].slice(-KEEP));
      } catch {
        // Read again at the next turn; the banner of the page already says that the server is away.
      }
      reading.current = false;
    };
    void read();
    const timer = setInterval(read, 1500);
    return () => clearInterval(timer);
  }, [version, paused]);
  return entries;
};

const pretty = (value) =>
  value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value, null, 2);

const Detail = ({ entry }) => {
  const { t } = useApp();
  return html`<tr class="trace-detail"><td colspan="6"><div class="trace-json">
    <section><h3>${t('request')}</h3><pre tabindex="0">${pretty(entry.request)}</pre></section>
    <section><h3>${t('response')}</h3><pre tabindex="0">${pretty(entry.response)}</pre></section>
  </div></td></tr>`;
};

const stamp = (at) => {
  const date = new Date(at);
  return `${date.toTimeString().slice(0, 8)}.${String(date.getMilliseconds()).padStart(3, '0')}`;
};

const Row = ({
  entry,
  open,
  toggle,
}) => html`<tr class=${`trace-row${entry.ok ? '' : ' failed'}`} data-testid="trace-row">
    <td class="mono">${stamp(entry.at)}</td>
    <td><span class=${`kind kind-${entry.kind}`}>${entry.kind}</span></td>
    <td><button type="button" class="link-button mono" aria-expanded=${open ? 'true' : 'false'} onClick=${toggle}>${entry.name}</button></td>
    <td>${entry.ok ? '✓' : '✗'}</td><td class="number mono">${Math.round(entry.ms * 10) / 10}</td><td class="trace-note">${entry.note}</td>
  </tr>
  ${open && html`<${Detail} entry=${entry} />`}`;

const fits = (entry, filter) =>
  `${entry.kind} ${entry.name} ${entry.note} ${entry.ok ? 'ok' : 'failed'}`
    .toLowerCase()
    .includes(filter.toLowerCase());

/** Everything that went between the app and the workspace, newest first. */
export const Traffic = () => {
  const { t } = useApp();
  const [paused, setPaused] = useState(false);
  const [filter, setFilter] = useState('');
  const [open, setOpen] = useState(new Set());
  const entries = useTrace(paused);
  const toggle = (n) => setOpen((now) => new Set(now.has(n) ? [...now].filter((m) => m !== n) : [...now, n]));
  const shown = entries
    .filter((entry) => fits(entry, filter))
    .toReversed()
    .slice(0, 300);
  return html`<main class="pane traffic-page">
    <${PageHead} title=${t('traffic')}><span class="head-tools">
      <input class="field" type="search" aria-label=${t('filter')} placeholder=${t('filter')} data-testid="trace-filter" value=${filter} onInput=${(e) => setFilter(e.currentTarget.value)} />
      <button type="button" class="button" aria-pressed=${paused ? 'true' : 'false'} onClick=${() => setPaused(!paused)}>${t(paused ? 'resume' : 'pause')}</button></span>
    <//>
    <div class="traffic" id="messages" tabindex="-1"><${FaultForm} /><${PeopleForm} />
      ${
        shown.length === 0
          ? html`<p class="empty">${t('trafficEmpty')}</p>`
          : html`<table class="trace">
        <thead><tr>${['time', 'kind', 'name', 'result', 'duration', 'note'].map((key) => html`<th scope="col">${t(key)}${key === 'duration' ? ' ms' : ''}</th>`)}</tr></thead>
        <tbody>${shown.map((entry) => html`<${Row} key=${entry.n} entry=${entry} open=${open.has(entry.n)} toggle=${() => toggle(entry.n)} />`)}</tbody>
      </table>`
      }
    </div>
  </main>`;
};
