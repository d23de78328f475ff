import { toNewFile } from './api.js';
import { useApp } from './app-context.js';
import { html } from './vendor/preact-htm.js';

// Slack's page on the element: 10 MB a file.
const MAX_MB = 10;

/** file_input of a modal; the files travel as base64 with the submission. */
export const FileInput = ({ el, block, form, attrs, tells }) => {
  const { t, toast } = useApp();
  const files = form.value(block.block_id, el) ?? [];
  const max = el.max_files ?? 10;
  const accept = (el.filetypes ?? []).map((kind) => `.${kind}`).join(',');
  const add = async (event) => {
    const input = event.currentTarget;
    const chosen = [...input.files];
    const fit = chosen.filter((file) => file.size <= MAX_MB * 1024 * 1024);
    for (const file of chosen) if (!fit.includes(file)) toast(t('tooBig', { name: file.name, mb: MAX_MB }));
    if (files.length + fit.length > max) toast(t('tooManyFiles', { n: max }));
    const picked = await Promise.all(fit.map(toNewFile));
    input.value = '';
    await form.choose(block.block_id, el, [...files, ...picked].slice(0, max), tells);
  };
  const remove = (index) =>
    form.choose(
      block.block_id,
      el,
      files.filter((_, i) => i !== index),
      tells,
    );
  return html`<span class="file-field">
    <input ...${attrs} type="file" class="field" accept=${accept || undefined} multiple=${max > 1} onChange=${add} />
    <span class="chips">
      ${files.map((file, i) => html`<span class="chip">${file.name}<button type="button" aria-label=${t('removeFile', { name: file.name })} onClick=${() => remove(i)}>×</button></span>`)}
    </span>
  </span>`;
};
