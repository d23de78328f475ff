import { useApp } from './app-context.js';
import { Files } from './attachments.js';
import { Avatar } from './avatar.js';
import { Blocks } from './blocks.js';
import { clockTime, dayName, tsDate } from './dates.js';
import { useForm } from './form.js';
import { composing } from './listbox.js';
import { MessageTools } from './message-menu.js';
import { Mrkdwn } from './mrkdwn-view.js';
import { Reactions } from './reactions.js';
import { html, useState } from './vendor/preact-htm.js';
import { decodeText } from './wire-text.js';

const isTombstone = (message) => message.subtype === 'tombstone' || message.user === 'USLACKBOT';

const BlockBody = ({ message, channel }) => {
  const { as } = useApp();
  const form = useForm(`${as}:${channel}:${message.ts}`, message.blocks, { message: { channel, ts: message.ts } });
  return html`<${Blocks} blocks=${message.blocks} form=${form} />`;
};

const EditBox = ({ message, channel, done }) => {
  const { t, run, state } = useApp();
  const [text, setText] = useState(() => decodeText(message.text, state));
  const save = async () => {
    const result = await run({ verb: 'edit', channel, ts: message.ts, text: text.trim() });
    if (result.ok) done();
  };
  const keys = (event) => {
    if (composing(event)) return;
    if (event.key === 'Escape') return done();
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    return save();
  };
  return html`<div class="edit-box">
    <textarea class="field" rows="3" aria-label=${t('edit')} data-testid="edit-box" autofocus value=${text} onInput=${(e) => setText(e.currentTarget.value)} onKeyDown=${keys}></textarea>
    <div class="dialog-foot"><button type="button" class="button" onClick=${done}>${t('cancel')}</button>
      <button type="button" class="button primary" data-testid="edit-save" onClick=${save}>${t('save')}</button></div>
  </div>`;
};

const Replies = ({ message, open }) => {
  const { t, users, lang, state } = useApp();
  if (!message.replyCount) return null;
  const last = message.latestReply && tsDate(message.latestReply);
  const when = last && `${dayName(last, new Date(state.now), lang)} ${clockTime(last, lang)}`;
  return html`<button type="button" class="replies" data-testid="open-thread" onClick=${open}>
    ${message.replyUsers.slice(0, 4).map((id) => html`<${Avatar} key=${id} user=${users.get(id)} id=${id} size=${22} />`)}
    <b>${message.replyCount === 1 ? t('reply1') : t('replies', { n: message.replyCount })}</b>
    ${when && html`<small>${t('lastReply', { when })}</small>`}
  </button>`;
};

const Head = ({ message, user }) => {
  const { t, lang } = useApp();
  const at = tsDate(message.ts);
  return html`<div class="message-head">
    <b class="author">${user?.realName || user?.name || message.user}</b>
    ${user?.isBot && html`<span class="badge-app">${t('app')}</span>`}
    ${user?.deleted && html`<span class="title">${t('inactive')}</span>`}
    ${user?.title && !user.isBot && html`<span class="title">${user.title}</span>`}
    <time dateTime=${at.toISOString()} title=${at.toLocaleString()}>${clockTime(at, lang)}</time>
  </div>`;
};

const Body = ({ message, channel }) => {
  const { t } = useApp();
  const blocks = message.blocks?.length ? message.blocks : null;
  return html`<div class="message-body">
    ${blocks ? html`<${BlockBody} message=${message} channel=${channel} />` : message.text && html`<${Mrkdwn} text=${message.text} />`}
    ${message.edited && html`<span class="edited">（${t('edited')}）</span>`}
    <${Files} files=${message.files ?? []} />
  </div>`;
};

const Tombstone = ({ message, open }) => {
  const { t } = useApp();
  return html`<article class="message head tombstone" data-testid="message" data-ts=${message.ts}>
    <span class="avatar avatar-gone" aria-hidden="true">🗑</span>
    <div class="message-main"><p class="gone">${t('deleted')}</p><${Replies} message=${message} open=${open} /></div>
  </article>`;
};

/** One message of a list. `head` shows its author; `inThread` leaves out what leads to the thread. */
export const Message = ({ message, channel, head, inThread, marked }) => {
  const { t, users, go, lang } = useApp();
  const [editing, setEditing] = useState(false);
  const user = users.get(message.user);
  const open = () => go({ page: 'channel', channel, thread: message.threadTs ?? message.ts });
  if (isTombstone(message)) return html`<${Tombstone} message=${message} open=${open} />`;
  const kinds = `${head ? ' head' : ''}${message.ephemeral ? ' ephemeral' : ''}${marked ? ' marked' : ''}`;
  return html`<article class=${`message${kinds}`} data-testid="message" data-ts=${message.ts} data-user=${message.user} tabindex="-1" aria-label=${user?.realName}>
    ${head ? html`<${Avatar} user=${user} id=${message.user} />` : html`<time class="side-time" aria-hidden="true">${clockTime(tsDate(message.ts), lang)}</time>`}
    <div class="message-main">
      ${message.ephemeral && html`<div class="only-you">👁 ${t('onlyYou')}</div>`}
      ${head && html`<${Head} message=${message} user=${user} />`}
      ${editing ? html`<${EditBox} message=${message} channel=${channel} done=${() => setEditing(false)} />` : html`<${Body} message=${message} channel=${channel} />`}
      <${Reactions} message=${message} channel=${channel} />
      ${!inThread && html`<${Replies} message=${message} open=${open} />`}
    </div>
    <${MessageTools} message=${message} channel=${channel} reply=${inThread ? null : open} edit=${() => setEditing(true)} />
  </article>`;
};
