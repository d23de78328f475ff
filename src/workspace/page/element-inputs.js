import { useApp } from './app-context.js';
import { composing } from './listbox.js';
import { html } from './vendor/preact-htm.js';

const triggers = (el) => el.dispatch_action_config?.trigger_actions_on ?? ['on_enter_pressed'];

const typing = ({ el, block, form, tells }) => ({
  onInput: (event) => {
    const value = event.currentTarget.value;
    const each = tells && triggers(el).includes('on_character_entered');
    return form.choose(block.block_id, el, value === '' ? null : value, each);
  },
  onKeyDown: (event) => {
    if (event.key !== 'Enter' || composing(event) || !tells || event.currentTarget.tagName === 'TEXTAREA') return;
    event.preventDefault();
    if (triggers(el).includes('on_enter_pressed')) form.press(block.block_id, el, form.value(block.block_id, el));
  },
});

const Counter = ({ value, max }) => {
  const left = max - [...(value ?? '')].length;
  return html`<span class=${`counter${left < 0 ? ' over' : ''}`}>${left}</span>`;
};

/** A text of several lines; also stands in for Slack's rich text field. */
export const TextArea = (props) => {
  const { el, block, form, attrs } = props;
  const value = form.value(block.block_id, el) ?? '';
  return html`<span class="text-field">
    <textarea ...${attrs} class="field" rows="4" placeholder=${el.placeholder?.text} value=${value} autofocus=${el.focus_on_load} ...${typing(props)}></textarea>
    ${el.max_length && html`<${Counter} value=${value} max=${el.max_length} />`}
  </span>`;
};

const NATIVE = { email_text_input: 'email', url_text_input: 'url', number_input: 'text', plain_text_input: 'text' };

/** A text of one line: plain, number, email or web address. */
export const TextInput = (props) => {
  const { el, block, form, attrs } = props;
  if (el.multiline) return html`<${TextArea} ...${props} />`;
  const value = form.value(block.block_id, el) ?? '';
  const mode = el.type === 'number_input' ? (el.is_decimal_allowed ? 'decimal' : 'numeric') : undefined;
  return html`<span class="text-field">
    <input ...${attrs} type=${NATIVE[el.type]} inputmode=${mode} class="field" placeholder=${el.placeholder?.text} value=${value}
      autofocus=${el.focus_on_load} autocomplete="off" ...${typing(props)} />
    ${el.max_length && html`<${Counter} value=${value} max=${el.max_length} />`}
  </span>`;
};

/** datepicker and timepicker, on the browser's own controls. */
export const DateInput = ({ el, block, form, attrs, tells }) => {
  const value = form.value(block.block_id, el) ?? '';
  const change = (event) => form.choose(block.block_id, el, event.currentTarget.value || null, tells);
  return html`<input ...${attrs} type=${el.type === 'timepicker' ? 'time' : 'date'} class="field date" value=${value} onChange=${change} />`;
};

const toLocal = (seconds) => {
  if (seconds === null || seconds === undefined) return '';
  const date = new Date(seconds * 1000 - new Date(seconds * 1000).getTimezoneOffset() * 60_000);
  return date.toISOString().slice(0, 16);
};

const fromLocal = (text) => (text ? Math.floor(new Date(text).getTime() / 1000) : null);

/** datetimepicker: unix seconds outside, the reader's own time zone inside. */
export const DateTimeInput = ({ el, block, form, attrs, tells }) => {
  const { t } = useApp();
  const value = toLocal(form.value(block.block_id, el));
  const change = (event) => form.choose(block.block_id, el, fromLocal(event.currentTarget.value), tells);
  return html`<input ...${attrs} type="datetime-local" class="field date" title=${t('time')} value=${value} onChange=${change} />`;
};
