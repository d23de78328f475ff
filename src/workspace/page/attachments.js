import { useApp } from './app-context.js';
import { Dialog } from './dialog.js';
import { html, useState } from './vendor/preact-htm.js';

const sizeText = (bytes) =>
  bytes < 1024
    ? `${bytes} B`
    : bytes < 1_048_576
      ? `${Math.round(bytes / 1024)} kB`
      : `${(bytes / 1_048_576).toFixed(1)} MB`;

const ImageFile = ({ file }) => {
  const { t } = useApp();
  const [open, setOpen] = useState(false);
  return html`<button type="button" class="image-file" aria-label=${t('openImage', { name: file.name })} onClick=${() => setOpen(true)}>
      <img src=${file.url} alt=${file.name} loading="lazy" />
    </button>
    ${
      open &&
      html`<${Dialog} class="lightbox" label=${file.name} onClose=${() => setOpen(false)}>
      <div class="dialog-head"><h2>${file.name}</h2>
        <a class="button" href=${file.url} download=${file.name}>↓</a>
        <button type="button" class="icon-button" aria-label=${t('close')} onClick=${() => setOpen(false)}>✕</button></div>
      <img src=${file.url} alt=${file.name} />
    <//>`
    }`;
};

const OtherFile = ({ file }) => {
  const { t } = useApp();
  return html`<a class="other-file" href=${file.url} download=${file.name} aria-label=${t('download', { name: file.name })}>
    <span class="other-file-icon" aria-hidden="true">📄</span><span><b>${file.name}</b><small>${sizeText(file.size)}</small></span>
  </a>`;
};

/** The files of a message: pictures as thumbnails that open large, the rest to download. */
export const Files = ({ files }) =>
  files.length
    ? html`<div class="files">${files.map((file) =>
        /^image\/(png|jpe?g|gif|webp)$/.test(file.mimetype)
          ? html`<${ImageFile} key=${file.id} file=${file} />`
          : html`<${OtherFile} key=${file.id} file=${file} />`,
      )}</div>`
    : null;
