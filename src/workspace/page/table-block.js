import { TextObject } from './mrkdwn-view.js';
import { RichText } from './rich-text.js';
import { html } from './vendor/preact-htm.js';

const cell = (of) => {
  if (of?.type === 'rich_text') return html`<${RichText} of=${of} />`;
  if (of?.type === 'mrkdwn' || of?.type === 'plain_text') return html`<${TextObject} of=${of} />`;
  return String(of?.text ?? of?.value ?? '');
};

const columnStyle = (setting, of) => ({
  textAlign: setting?.align ?? (of?.type === 'raw_number' ? 'right' : undefined),
});

/** table and data_table: the first row is the head; scrolls sideways inside its own box. */
export const TableBlock = ({ block }) => {
  const [head = [], ...rows] = block.rows ?? [];
  const settings = block.column_settings ?? [];
  return html`<div class="table-box" tabindex="0" role="region" aria-label=${block.caption ?? cell(head[0])}>
    <table>
      ${block.caption && html`<caption>${block.caption}</caption>`}
      <thead><tr>${head.map((of, i) => html`<th scope="col" class=${settings[i]?.is_wrapped ? 'wraps' : ''} style=${columnStyle(settings[i], of)}>${cell(of)}</th>`)}</tr></thead>
      <tbody>${rows.map((row) => html`<tr>${row.map((of, i) => html`<td class=${settings[i]?.is_wrapped ? 'wraps' : ''} style=${columnStyle(settings[i], of)}>${cell(of)}</td>`)}</tr>`)}</tbody>
    </table>
  </div>`;
};
