import { useApp } from './app-context.js';
import { composing } from './listbox.js';
import { html, useRef, useState } from './vendor/preact-htm.js';

const triggers = (el) => el.dispatch_action_config?.trigger_actions_on ?? ['on_enter_pressed'];

const typing = ({ el, block, form, tells }) => ({
  onInput: (event) => {
    const value = event.currentTarget.value;
    // Pinyin on its way to a character is not told; the character is.
    const each = tells && triggers(el).includes('on_character_entered') && !event.isComposing;
    return form.choose(block.block_id, el, value === '' ? null : value, each);
  },
  onCompositionEnd: (event) => {
    if (tells && triggers(el).includes('on_character_entered'))
      return form.press(block.block_id, el, event.currentTarget.value);
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

/**
 * A date in the middle of being typed is already a date to the browser (the year 0002 on the way to 2026). Where the app is told of
 * choices, what comes by keys waits for Enter or for leaving the field; what is picked from the calendar is told at once.
 */
const useDate = ({ el, block, form, tells }, read, write) => {
  const [draft, setDraft] = useState(null);
  const byKeys = useRef(false);
  const choose = (text) => form.choose(block.block_id, el, read(text), tells);
  const settle = () => {
    byKeys.current = false;
    if (draft === null) return;
    setDraft(null);
    if (draft.text !== write(form.value(block.block_id, el))) return choose(draft.text);
  };
  return {
    value: draft?.text ?? write(form.value(block.block_id, el)),
    onChange: (event) => {
      const text = event.currentTarget.value;
      return tells && byKeys.current ? setDraft({ text }) : choose(text);
    },
    onPointerDown: () => {
      byKeys.current = false;
    },
    onKeyDown: (event) => {
      if (!tells) return;
      byKeys.current = event.key !== 'Enter';
      if (event.key !== 'Enter') return;
      event.preventDefault();
      return settle();
    },
    onBlur: settle,
  };
};

const asText = (value) => value ?? '';
const orNull = (text) => text || null;

/** datepicker and timepicker, on the browser's own controls. */
export const DateInput = (props) => {
  const { el, attrs } = props;
  const field = useDate(props, orNull, asText);
  return html`<input ...${attrs} type=${el.type === 'timepicker' ? 'time' : 'date'} class="field date" autofocus=${el.focus_on_load} ...${field} />`;
};

const toLocal = (seconds) => {
  if (seconds === null || seconds === undefined) return '';
  const date = new Date(seconds * 1000 - new Date(seconds * 1000).getTimezoneOffset() * 60_000);
  return date.toISOString().slice(0, 16);
};

const fromLocal = (text) => (text ? Math.floor(new Date(text).getTime() / 1000) : null);

/** datetimepicker: unix seconds outside, the reader's own time zone inside. */
export const DateTimeInput = (props) => {
  const { el, attrs } = props;
  const { t } = useApp();
  const field = useDate(props, fromLocal, toLocal);
  return html`<input ...${attrs} type="datetime-local" class="field date" title=${t('time')} autofocus=${el.focus_on_load} ...${field} />`;
};
