import { failureText, useApp } from './app-context.js';
import { Blocks } from './blocks.js';
import { Dialog } from './dialog.js';
import { useForm } from './form.js';
import { TextObject } from './mrkdwn-view.js';
import { html, useEffect, useRef, useState } from './vendor/preact-htm.js';

const focusFirstInvalid = (body) =>
  requestAnimationFrame(() => {
    const field = body.current?.querySelector('[aria-invalid=true]');
    field?.focus();
    field?.scrollIntoView({ block: 'center' });
  });

/** Sends the inputs; keeps the modal open with its errors when the app refuses them. */
const useSubmit = (viewId, form, setErrors, body) => {
  const { act, t } = useApp();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const submit = async (event) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setProblem('');
    const result = await act({ verb: 'submit', viewId, values: form.values() });
    setBusy(false);
    if (result.ok) return setErrors({});
    if (result.error !== 'view_errors') return setProblem(failureText(result, t));
    setErrors(result.errors);
    setProblem(Object.keys(result.errors).length ? '' : failureText(result, t));
    focusFirstInvalid(body);
  };
  return { busy, problem, submit };
};

const ModalHead = ({ view, depth, back, closeAll }) => {
  const { t } = useApp();
  return html`<header class="dialog-head">
    ${depth > 0 && html`<button type="button" class="icon-button" aria-label=${t('back')} data-testid="modal-back" onClick=${back}>←</button>`}
    <h2><${TextObject} of=${view.title} /></h2>
    <button type="button" class="icon-button" aria-label=${t(depth > 0 ? 'closeAll' : 'close')} data-testid="modal-dismiss" onClick=${closeAll}>✕</button>
  </header>`;
};

const ModalFoot = ({ view, busy, close, problem }) => {
  const { t } = useApp();
  const needsSubmit = view.submit || view.blocks.some((block) => block.type === 'input');
  return html`<footer class="dialog-foot">
    ${problem && html`<p class="element-error" role="alert">${problem}</p>`}
    <button type="button" class="button" data-testid="modal-close" onClick=${close}>${view.close ? html`<${TextObject} of=${view.close} />` : t(needsSubmit ? 'cancel' : 'close')}</button>
    ${
      needsSubmit &&
      html`<button type="submit" class="button primary" data-testid="modal-submit" aria-disabled=${busy ? 'true' : undefined} aria-busy=${busy ? 'true' : undefined}>
      ${view.submit ? html`<${TextObject} of=${view.submit} />` : t('submit')}${busy && html`<span class="spinner" aria-hidden="true"></span>`}</button>`
    }
  </footer>`;
};

const useErrors = (view) => {
  const [errors, setErrors] = useState({});
  // A view of the same blocks comes again whenever its state changes; only new blocks answer the old errors.
  const blocks = JSON.stringify(view.blocks);
  const before = useRef(blocks);
  useEffect(() => {
    if (before.current !== blocks) setErrors({});
    before.current = blocks;
  }, [blocks]);
  return [errors, setErrors];
};

const useFirstFocus = (body) => {
  useEffect(() => {
    const first = body.current?.querySelector('[autofocus], input, select, textarea, button');
    if (window.matchMedia('(pointer: fine)').matches) first?.focus();
  }, [body]);
};

/** The top of the modal stack. Mounted anew for each view id; an update of the same view keeps what was typed. */
export const Modal = ({ top, closeAll }) => {
  const { as, run } = useApp();
  const { id, depth, view } = top;
  const body = useRef(null);
  const [errors, setErrors] = useErrors(view);
  const form = useForm(`${as}:${id}`, view.blocks, { view: id }, errors);
  const { busy, problem, submit } = useSubmit(id, form, setErrors, body);
  useFirstFocus(body);
  const close = () => run({ verb: 'close', viewId: id });
  return html`<${Dialog} class="modal" label=${view.title?.text} testid="modal" onClose=${close}>
    <form novalidate onSubmit=${submit}>
      <${ModalHead} view=${view} depth=${depth} back=${close} closeAll=${closeAll} />
      <div class="dialog-body" ref=${body}><${Blocks} blocks=${view.blocks} form=${form} /></div>
      <${ModalFoot} view=${view} busy=${busy} close=${close} problem=${problem} />
    </form>
  <//>`;
};
