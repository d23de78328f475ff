import { toNewFile } from './api.js';
import { useApp } from './app-context.js';
import { commandIn, completionAt } from './completion.js';
import { composing, Listbox, useListKeys } from './listbox.js';
import { Menu } from './menu.js';
import { readDraft, writeDraft } from './remembered.js';
import { html, useEffect, useLayoutEffect, useRef, useState } from './vendor/preact-htm.js';
import { decodeText } from './wire-text.js';

const MAX_FILE = 20 * 1024 * 1024;

/** The text of a composer: kept per channel and thread, filled by "try this". */
const useDraft = (key, channel, field) => {
  const { request, state } = useApp();
  const [text, setState] = useState(() => readDraft(key));
  const setText = (next) => {
    setState((now) => {
      const value = typeof next === 'function' ? next(now) : next;
      writeDraft(key, value);
      return value;
    });
  };
  useEffect(() => {
    if (!request || request.channel !== channel || request.taken || key.includes('/')) return;
    request.taken = true;
    setText(decodeText(request.text, state));
    field.current?.focus();
  }, [request]);
  return [text, setText];
};

const useFiles = () => {
  const { toast, t } = useApp();
  const [files, setFiles] = useState([]);
  const add = async (list) => {
    const fit = [...list].filter((file) => file.size <= MAX_FILE || toast(t('tooBig', { name: file.name, mb: 20 })));
    const read = await Promise.all(fit.map(toNewFile));
    setFiles((now) => [...now, ...read]);
  };
  return { files, setFiles, add };
};

const bodyOf = ({ text, files, channel, threadTs }) => {
  const place = threadTs ? { channel, threadTs } : { channel };
  const command = files.length ? null : commandIn(text);
  if (command) return { verb: 'command', ...place, ...command };
  return { verb: 'message', ...place, text: text.trim(), ...(files.length ? { files } : {}) };
};

const useSend = ({ text, setText, attached, channel, threadTs }) => {
  const { run } = useApp();
  const [busy, setBusy] = useState(false);
  const send = async () => {
    const { files, setFiles } = attached;
    if (!text.trim() && !files.length) return;
    setText('');
    setFiles([]);
    setBusy(true);
    const result = await run(bodyOf({ text, files, channel, threadTs }));
    setBusy(false);
    if (result.ok) return;
    // Nothing typed is lost: it comes back, before whatever was typed meanwhile.
    setText((now) => (now ? `${text}\n${now}` : text));
    setFiles((now) => [...files, ...now]);
  };
  return { busy, send };
};

const useCompletion = ({ text, setText, field }) => {
  const { state, as, t, run } = useApp();
  const [caret, setCaret] = useState(-1);
  const found =
    caret < 0 ? null : completionAt(text, Math.min(caret, text.length), { state, as, everyone: t('everyoneHere') });
  const pick = (row) => {
    setCaret(-1);
    if (row.shortcut) {
      setText('');
      return run({ verb: 'global_shortcut', callbackId: row.shortcut });
    }
    const at = found.start + row.insert.length;
    setText(text.slice(0, found.start) + row.insert + text.slice(found.end));
    requestAnimationFrame(() => field.current?.setSelectionRange(at, at));
  };
  const rows = found?.rows ?? [];
  return { rows, pick, setCaret, ...useListKeys(rows, pick, () => setCaret(-1)) };
};

const useAutoHeight = (field, text) => {
  useLayoutEffect(() => {
    field.current.style.height = 'auto';
    field.current.style.height = `${Math.min(field.current.scrollHeight, 220)}px`;
  }, [text]);
};

const Attachments = ({ attached }) => {
  const { t } = useApp();
  const remove = (index) => attached.setFiles((now) => now.filter((_, i) => i !== index));
  return html`<div class="chips composer-files">
    ${attached.files.map((file, i) => html`<span class="chip">📎 ${file.name}<button type="button" aria-label=${t('removeFile', { name: file.name })} onClick=${() => remove(i)}>×</button></span>`)}
  </div>`;
};

const Tools = ({ attached, field }) => {
  const { t, state, run } = useApp();
  const [open, setOpen] = useState(false);
  const anchor = useRef(null);
  const picker = useRef(null);
  const items = state.globalShortcuts.map((s) => ({
    label: s.name,
    testid: `shortcut-${s.callbackId}`,
    run: () => run({ verb: 'global_shortcut', callbackId: s.callbackId }),
  }));
  const picked = async (event) => {
    const input = event.currentTarget;
    await attached.add(input.files);
    input.value = '';
    field.current?.focus();
  };
  return html`<div class="composer-tools">
    <input ref=${picker} type="file" multiple hidden data-testid="file-picker" onChange=${picked} />
    <button type="button" class="icon-button" aria-label=${t('attach')} title=${t('attach')} onClick=${() => picker.current.click()}>＋</button>
    ${
      items.length > 0 &&
      html`<button type="button" ref=${anchor} class="icon-button" aria-label=${t('shortcuts')} title=${t('shortcuts')} aria-haspopup="menu"
      aria-expanded=${open ? 'true' : 'false'} data-testid="shortcuts" onClick=${() => setOpen(!open)}>⚡</button>`
    }
    ${open && html`<${Menu} label=${t('shortcuts')} items=${items} anchor=${anchor.current} onClose=${() => setOpen(false)} />`}
    <span class="composer-keys">${t('composerKeys')}</span>
  </div>`;
};

const usageOf = (text, state) => {
  const command = /^\/\S+/.exec(text)?.[0];
  const known = command && state.commands.find((c) => c.command === command);
  return known ? `${known.command} ${known.usageHint} — ${known.description}` : '';
};

/** Files that are pasted or dropped on the composer. */
const useDrops = (attached) => {
  const [over, setOver] = useState(false);
  const paste = (event) => {
    if (!event.clipboardData.files.length) return undefined;
    event.preventDefault();
    return attached.add(event.clipboardData.files);
  };
  const drag = (event) => {
    if (![...event.dataTransfer.types].includes('Files')) return;
    event.preventDefault();
    setOver(event.type !== 'drop' && event.type !== 'dragleave');
    if (event.type === 'drop') void attached.add(event.dataTransfer.files);
  };
  return { over, paste, drag };
};

/** The box one writes in: a channel's, or a thread's with `threadTs`. */
export const Composer = ({ channel, threadTs, label }) => {
  const { t, state, as } = useApp();
  const field = useRef(null);
  const [text, setText] = useDraft(`${as}:${channel}${threadTs ? `/${threadTs}` : ''}`, channel, field);
  const attached = useFiles();
  const { busy, send } = useSend({ text, setText, attached, channel, threadTs });
  const complete = useCompletion({ text, setText, field });
  useAutoHeight(field, text);
  const { over, paste, drag } = useDrops(attached);
  const keys = (event) => {
    if (complete.keys(event) || event.key !== 'Enter' || event.shiftKey || composing(event)) return;
    event.preventDefault();
    return send();
  };
  const typed = (event) => {
    setText(event.currentTarget.value);
    complete.setActive(0);
    complete.setCaret(event.currentTarget.selectionStart);
  };
  const listId = threadTs ? 'thread-suggestions' : 'suggestions';
  const open = complete.rows.length > 0;
  const usage = usageOf(text, state);
  return html`<div class=${`composer${over ? ' dropping' : ''}`} onDragOver=${drag} onDragLeave=${drag} onDrop=${drag}>
    ${open && html`<${Listbox} class="composer-list" id=${listId} label=${t('suggestions')} rows=${complete.rows} at=${complete.at} pick=${complete.pick} />`}
    ${usage && !open && html`<div class="composer-usage">${usage}</div>`}
    <${Attachments} attached=${attached} />
    <textarea ref=${field} rows="1" aria-label=${label} placeholder=${label} data-testid=${threadTs ? 'thread-composer' : 'composer'}
      aria-autocomplete="list" aria-controls=${open ? listId : undefined} aria-activedescendant=${open ? `${listId}-${complete.at}` : undefined}
      value=${text} onInput=${typed} onKeyDown=${keys} onPaste=${paste} onBlur=${() => complete.setCaret(-1)}></textarea>
    <div class="composer-foot">
      <${Tools} attached=${attached} field=${field} />
      <button type="button" class="send" data-testid=${threadTs ? 'thread-send' : 'send'} aria-label=${t('send')} aria-busy=${busy ? 'true' : undefined}
        disabled=${!text.trim() && !attached.files.length} onClick=${send}>${busy ? html`<span class="spinner"></span>` : '➤'}</button>
    </div>
    ${over && html`<div class="drop-note">${t('dropHere')}</div>`}
  </div>`;
};
