import { readPath } from './api.js';
import { useApp } from './app-context.js';
import { Composer } from './composer.js';
import { listRows } from './grouping.js';
import { useFetched } from './live.js';
import { Message } from './message.js';
import { html, useEffect, useLayoutEffect, useRef } from './vendor/preact-htm.js';

/** A reply that calls the reader counts as read once its thread is open. */
const useReading = (channel, lastTs) => {
  const { act } = useApp();
  useEffect(() => {
    if (lastTs && channel.unread > 0 && lastTs > channel.lastReadTs)
      act({ verb: 'read', channel: channel.id, ts: lastTs });
  }, [channel.id, channel.unread, lastTs, act]);
};

/** The pane of one thread: its root, the replies, a composer of its own. */
export const Thread = ({ channel, ts, name }) => {
  const { t, as, version, go } = useApp();
  const box = useRef(null);
  const { data } = useFetched(readPath('messages', { as, channel: channel.id, thread_ts: ts }), version);
  const [root, ...replies] = data ?? [];
  const count = replies.length;
  useReading(channel, replies.at(-1)?.ts);
  useLayoutEffect(() => {
    box.current.scrollTop = box.current.scrollHeight;
  }, [count, ts]);
  const close = () => go({ page: 'channel', channel: channel.id });
  const keys = (event) => event.key === 'Escape' && !event.defaultPrevented && close();
  return html`<aside class="thread" role="complementary" aria-label=${t('thread')} data-testid="thread" onKeyDown=${keys}>
    <header class="pane-head">
      <button type="button" class="icon-button phone-only" aria-label=${t('back')} onClick=${close}>←</button>
      <h2>${t('thread')} <small>${name}</small></h2>
      <button type="button" class="icon-button desk-only" aria-label=${t('close')} data-testid="thread-close" onClick=${close}>✕</button>
    </header>
    <div ref=${box} class="list" tabindex="0">
      <div class="list-content" role="log" aria-label=${t('thread')}>
        ${root && html`<${Message} key=${root.ts} message=${root} channel=${channel.id} head=${true} inThread=${true} />`}
        ${count > 0 && html`<div class="day left" role="separator"><span>${count === 1 ? t('reply1') : t('replies', { n: count })}</span></div>`}
        ${listRows(replies).map(
          (row) =>
            html`<${Message} key=${row.message.ts} message=${row.message} channel=${channel.id} head=${row.head} inThread=${true} />`,
        )}
      </div>
    </div>
    <${Composer} key=${ts} channel=${channel.id} threadTs=${ts} label=${t('composerReply')} />
  </aside>`;
};
