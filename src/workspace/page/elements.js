import { useApp } from './app-context.js';
import { ExternalSelect } from './element-external.js';
import { FileInput } from './element-files.js';
import { DateInput, DateTimeInput, TextArea, TextInput } from './element-inputs.js';
import { Checkboxes, MultiSelect, RadioButtons, Select } from './element-selects.js';
import { Menu } from './menu.js';
import { safeUrl } from './mrkdwn.js';
import { TextObject } from './mrkdwn-view.js';
import { html, useRef, useState } from './vendor/preact-htm.js';

const hooks = ({ block, el }) => ({ 'data-block-id': block.block_id, 'data-action-id': el.action_id });

const styleOf = (el) => (el.style === 'primary' || el.style === 'danger' ? el.style : '');

const ButtonElement = (props) => {
  const { el, block, form } = props;
  const busy = form.busy(block.block_id, el);
  const press = () => !busy && form.press(block.block_id, el, el.value);
  const url = el.url && safeUrl(el.url);
  const face = html`<${TextObject} of=${el.text} />`;
  const common = { ...hooks(props), class: `button ${styleOf(el)}`, 'aria-label': el.accessibility_label };
  if (url)
    return html`<a ...${common} href=${url} target="_blank" rel="noopener noreferrer" onClick=${press}>${face} ↗</a>`;
  return html`<button type="button" ...${common} aria-disabled=${busy ? 'true' : undefined} aria-busy=${busy ? 'true' : undefined} onClick=${press}>
    ${face}${busy && html`<span class="spinner" aria-hidden="true"></span>`}
  </button>`;
};

const Overflow = (props) => {
  const { el, block, form } = props;
  const { t } = useApp();
  const [open, setOpen] = useState(false);
  const anchor = useRef(null);
  const pick = (option) => {
    const url = option.url && safeUrl(option.url);
    if (url) window.open(url, '_blank', 'noopener');
    return form.press(block.block_id, el, option.value);
  };
  const items = (el.options ?? []).map((option) => ({
    label: option.text?.text,
    hint: option.description?.text,
    attrs: { 'data-value': option.value },
    run: () => pick(option),
  }));
  return html`<span class="overflow">
    <button type="button" ref=${anchor} class="button icon" ...${hooks(props)} aria-haspopup="menu" aria-expanded=${open ? 'true' : 'false'}
      aria-label=${t('overflow')} aria-busy=${form.busy(block.block_id, el) ? 'true' : undefined} onClick=${() => setOpen(!open)}>⋯</button>
    ${open && html`<${Menu} label=${t('overflow')} items=${items} anchor=${anchor.current} onClose=${() => setOpen(false)} />`}
  </span>`;
};

const KINDS = {
  button: ButtonElement,
  workflow_button: ButtonElement,
  overflow: Overflow,
  static_select: Select,
  users_select: Select,
  conversations_select: Select,
  channels_select: Select,
  multi_static_select: MultiSelect,
  multi_users_select: MultiSelect,
  multi_conversations_select: MultiSelect,
  multi_channels_select: MultiSelect,
  external_select: ExternalSelect,
  multi_external_select: ExternalSelect,
  radio_buttons: RadioButtons,
  checkboxes: Checkboxes,
  datepicker: DateInput,
  timepicker: DateInput,
  datetimepicker: DateTimeInput,
  plain_text_input: TextInput,
  email_text_input: TextInput,
  url_text_input: TextInput,
  number_input: TextInput,
  rich_text_input: TextArea,
  file_input: FileInput,
};

const ImageElement = ({ el }) =>
  html`<img class="thumb" src=${el.image_url ?? el.slack_file?.url} alt=${el.alt_text ?? ''} />`;

/** Any Block Kit element, with its failure beside it. `input` is {id, describedBy, invalid, optional} inside an input block. */
export const Element = ({ el, block, form, input }) => {
  const { t } = useApp();
  if (el.type === 'image') return html`<${ImageElement} el=${el} />`;
  const Kind = KINDS[el.type];
  if (!Kind) return html`<span class="unknown">${t('unknownBlock', { type: el.type })}</span>`;
  const failure = form.failure(block.block_id, el);
  const tells = block.type !== 'input' || block.dispatch_action === true;
  const name = el.placeholder?.text ?? el.action_id;
  const attrs = {
    ...hooks({ block, el }),
    id: input?.id,
    'aria-invalid': input?.invalid ? 'true' : undefined,
    'aria-describedby': input?.describedBy,
    'aria-label': input ? undefined : name,
    'aria-busy': form.busy(block.block_id, el) ? 'true' : undefined,
  };
  return html`<span class=${`element element-${el.type}`}>
    <${Kind} el=${el} block=${block} form=${form} attrs=${attrs} tells=${tells} input=${input} />
    ${failure && html`<span class="element-error" role="alert">${failure}</span>`}
  </span>`;
};
