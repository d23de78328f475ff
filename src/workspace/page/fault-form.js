import { setFault } from './api.js';
import { useApp } from './app-context.js';
import { html, useState } from './vendor/preact-htm.js';

const KINDS = ['429', '500', 'drop_after_commit', 'slow', 'error'];
const COMMON = [
  'chat.postMessage',
  'chat.update',
  'chat.postEphemeral',
  'views.open',
  'views.update',
  'views.publish',
  'users.info',
  'conversations.open',
  'reactions.add',
];

const EXTRA = {
  429: { name: 'retryAfter', label: 'Retry-After (s)', initial: '1' },
  slow: { name: 'ms', label: 'ms', initial: '4000' },
  error: { name: 'error', label: 'error', initial: 'internal_error' },
};

const faultOf = ({ method, kind, times, extra }) => {
  const field = EXTRA[kind];
  const value = field && (field.name === 'error' ? extra : Number(extra));
  return { method: method.trim(), kind, times: Number(times) || 1, ...(field ? { [field.name]: value } : {}) };
};

/** Makes the Web API fail on purpose, a few times. */
export const FaultForm = () => {
  const { t, toast } = useApp();
  const [fault, setState] = useState({ method: 'chat.postMessage', kind: '429', times: '1', extra: '1' });
  const set = (change) => setState((now) => ({ ...now, ...change }));
  const field = EXTRA[fault.kind];
  const apply = async (event) => {
    event.preventDefault();
    const done = await setFault(faultOf(fault));
    toast(
      done ? t('faultSet', { ...fault, n: fault.times }) : t('failed', { error: '/_ui/fault' }),
      done ? 'good' : 'bad',
    );
  };
  const clear = async () => {
    const done = await setFault({ clear: true });
    toast(done ? t('faultCleared') : t('failed', { error: '/_ui/fault' }), done ? 'good' : 'bad');
  };
  const input = (name, label, more = {}) =>
    html`<label>${label}<input class="field" ...${more} value=${fault[name]} onInput=${(e) => set({ [name]: e.currentTarget.value })} /></label>`;
  return html`<details class="fault"><summary>${t('faultTitle')}</summary>
    <form onSubmit=${apply}>
      <datalist id="methods">${COMMON.map((m) => html`<option value=${m} />`)}</datalist>
      ${input('method', t('faultMethod'), { list: 'methods', required: true, name: 'method' })}
      <label>${t('faultKind')}<select class="field" name="kind" value=${fault.kind} onChange=${(e) => set({ kind: e.currentTarget.value, extra: EXTRA[e.currentTarget.value]?.initial ?? '' })}>
        ${KINDS.map((k) => html`<option value=${k} selected=${k === fault.kind}>${k}</option>`)}</select></label>
      ${input('times', t('faultTimes'), { type: 'number', min: 1, max: 99, name: 'times' })}
      ${field && input('extra', field.label, { name: 'extra' })}
      <button type="submit" class="button primary" data-testid="fault-apply">${t('faultAdd')}</button>
      <button type="button" class="button" data-testid="fault-clear" onClick=${clear}>${t('faultClear')}</button>
    </form>
  </details>`;
};
