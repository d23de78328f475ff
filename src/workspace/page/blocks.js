import { useApp } from './app-context.js';
import { Chart } from './chart.js';
import { Element } from './elements.js';
import { parseMarkdown } from './markdown.js';
import { safeUrl } from './mrkdwn.js';
import { TextObject, treeView } from './mrkdwn-view.js';
import { RichText } from './rich-text.js';
import { TableBlock } from './table-block.js';
import { html, useMemo, useState } from './vendor/preact-htm.js';

const Section = ({ block, form }) => html`<div class="block-section">
  <div class="block-section-text">
    ${block.text && html`<${TextObject} of=${block.text} />`}
    ${block.fields && html`<div class="fields">${block.fields.map((field) => html`<div><${TextObject} of=${field} /></div>`)}</div>`}
  </div>
  ${block.accessory && html`<div class="accessory"><${Element} el=${block.accessory} block=${block} form=${form} /></div>`}
</div>`;

const Header = ({ block }) => html`<h3 class="block-header"><${TextObject} of=${block.text} /></h3>`;

const Context = ({ block, form }) => html`<div class="block-context">
  ${block.elements.map((el) => (el.type === 'image' ? html`<${Element} el=${el} block=${block} form=${form} />` : html`<${TextObject} of=${el} />`))}
</div>`;

const Actions = ({ block, form }) => html`<div class="block-actions">
  ${block.elements.map((el) => html`<${Element} key=${el.action_id} el=${el} block=${block} form=${form} />`)}
</div>`;

/** A picture; where the page may not load it, its description and a link. */
const Picture = ({ block }) => {
  const { t } = useApp();
  const [failed, setFailed] = useState(false);
  const source = block.image_url ?? block.slack_file?.url ?? '';
  const alt = block.alt_text ?? '';
  return html`<figure class="block-image">
    ${block.title && html`<figcaption><${TextObject} of=${block.title} /></figcaption>`}
    ${
      failed
        ? html`<a class="image-hidden" href=${safeUrl(source) ?? '#'} target="_blank" rel="noopener noreferrer">${t('imageHidden', { name: alt || source })}</a>`
        : html`<img src=${source} alt=${alt} loading="lazy" onError=${() => setFailed(true)} />`
    }
  </figure>`;
};

const GROUPED = new Set(['radio_buttons', 'checkboxes']);

const Input = ({ block, form }) => {
  const { t } = useApp();
  const id = `in-${block.block_id}`;
  const error = form.errors[block.block_id];
  const described = [error && `${id}-error`, block.hint && `${id}-hint`].filter(Boolean).join(' ') || undefined;
  const input = { id, invalid: Boolean(error), describedBy: described, optional: block.optional === true };
  const label = html`<${TextObject} of=${block.label} />${block.optional && html`<span class="optional">${t('optional')}</span>`}`;
  return html`<div class=${`block-input${error ? ' invalid' : ''}`}>
    ${GROUPED.has(block.element?.type) ? html`<span class="label" id=${`${id}-label`}>${label}</span>` : html`<label class="label" for=${id}>${label}</label>`}
    <${Element} el=${block.element} block=${block} form=${form} input=${input} />
    ${error && html`<div class="field-error" id=${`${id}-error`} role="alert">${error}</div>`}
    ${block.hint && html`<div class="hint" id=${`${id}-hint`}><${TextObject} of=${block.hint} /></div>`}
  </div>`;
};

const Markdown = ({ block }) => {
  const app = useApp();
  const tree = useMemo(() => parseMarkdown(block.text), [block.text]);
  return html`<div class="md">${treeView(tree, app)}</div>`;
};

const LEVELS = { info: 'ℹ️', success: '✅', warning: '⚠️', error: '⛔' };

const Alert = ({ block }) =>
  html`<div class="block-alert" role="note">${LEVELS[block.level] ?? 'ℹ️'} <${TextObject} of=${block.text} /></div>`;

const KINDS = {
  section: Section,
  header: Header,
  divider: () => html`<hr />`,
  context: Context,
  actions: Actions,
  image: Picture,
  rich_text: ({ block }) => html`<${RichText} of=${block} />`,
  input: Input,
  table: TableBlock,
  data_table: TableBlock,
  data_visualization: Chart,
  markdown: Markdown,
  alert: Alert,
  // Files of a message are drawn under it; a film has no place on a page without outside sources.
  file: () => null,
  video: () => null,
};

const Unknown = ({ block }) => {
  const { t } = useApp();
  return html`<div class="unknown">${t('unknownBlock', { type: block.type })}</div>`;
};

/** The blocks of a message or a view; `form` comes from useForm. */
export const Blocks = ({ blocks, form }) => html`<div class="blocks">
  ${(blocks ?? []).map((block, i) => {
    const Kind = KINDS[block.type] ?? Unknown;
    return html`<${Kind} key=${block.block_id ?? `${block.type}-${i}`} block=${block} form=${form} />`;
  })}
  ${form.question}
</div>`;
