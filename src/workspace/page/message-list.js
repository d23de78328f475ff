import { AppContext, useApp, useStillApp } from './app-context.js';
import { dayName, tsDate } from './dates.js';
import { firstUnread, listRows } from './grouping.js';
import { Message } from './message.js';
import { Component, html, useEffect, useLayoutEffect, useRef, useState } from './vendor/preact-htm.js';

const NEAR = 60;

const isNear = (box) => box.scrollHeight - box.scrollTop - box.clientHeight < NEAR;

/** Keeps the list at its end while the reader is there; says when news waits below. */
const usePinned = (box, content, lastTs, mine) => {
  const pinned = useRef(true);
  const [below, setBelow] = useState(false);
  const toEnd = () => {
    box.current.scrollTop = box.current.scrollHeight;
    pinned.current = true;
    setBelow(false);
  };
  useLayoutEffect(() => {
    if (pinned.current || mine) toEnd();
    else if (lastTs) setBelow(true);
  }, [lastTs]);
  useEffect(() => {
    const observer = new ResizeObserver(() => pinned.current && toEnd());
    observer.observe(content.current);
    observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  const scrolled = () => {
    pinned.current = isNear(box.current);
    if (pinned.current) setBelow(false);
  };
  return { below, toEnd, scrolled, pinned };
};

/** Tells the server what was read, while the page is looked at. */
const useReading = (channel, unread, lastTs) => {
  const { act } = useApp();
  useEffect(() => {
    if (!lastTs || !unread) return undefined;
    const read = () => document.visibilityState === 'visible' && act({ verb: 'read', channel, ts: lastTs });
    read();
    document.addEventListener('visibilitychange', read);
    return () => document.removeEventListener('visibilitychange', read);
  }, [channel, unread, lastTs, act]);
};

const Divider = ({ message, newDay, isNew }) => {
  const { t, lang, state } = useApp();
  return html`${newDay && html`<div class="day" role="separator"><span>${dayName(tsDate(message.ts), new Date(state.now), lang)}</span></div>`}
    ${isNew && html`<div class="new-line" role="separator"><span>${t('newMessages')}</span></div>`}`;
};

/** One message with the lines above it; drawn again only when it is another message than before. */
class Row extends Component {
  shouldComponentUpdate(next) {
    return Object.keys(next).some((key) => next[key] !== this.props[key]);
  }

  render({ channel, head, marked, message, newDay, isNew }) {
    return html`<div class="row"><${Divider} message=${message} newDay=${newDay} isNew=${isNew} />
      <${Message} message=${message} channel=${channel} head=${head} marked=${marked} /></div>`;
  }
}

const useMarked = (content, at, loaded, pinned) => {
  useEffect(() => {
    if (!at || !loaded) return;
    const target = content.current.querySelector(`[data-ts="${CSS.escape(at)}"]`);
    if (!target) return;
    pinned.current = false;
    target.scrollIntoView({ block: 'center' });
  }, [at, loaded, content, pinned]);
};

/** The messages of a channel, oldest first. Mounted anew for each channel. */
export const MessageList = ({ messages, channel, name, at }) => {
  const { t, as } = useApp();
  const box = useRef(null);
  const content = useRef(null);
  // The line "new" stays where it was when the channel was opened; what comes while one looks on is not new.
  const [newTs] = useState(() => firstUnread(messages, channel.lastReadTs, as));
  const last = messages.at(-1);
  const { below, toEnd, scrolled, pinned } = usePinned(box, content, last?.ts, last?.user === as);
  useReading(channel.id, channel.unread || channel.mentions, messages.findLast((m) => !m.ephemeral)?.ts);
  useMarked(content, at, messages.length > 0, pinned);
  return html`<${AppContext.Provider} value=${useStillApp()}><div class="list-frame">
    <div ref=${box} class="list" id="messages" tabindex="0" onScroll=${scrolled}>
      <div ref=${content} class="list-content" role="log" aria-label=${t('messageList', { name })} aria-live="polite">
        ${messages.length === 0 && html`<p class="empty">${t('emptyChannel')}</p>`}
        ${listRows(messages, newTs).map(
          (row) =>
            html`<${Row} key=${row.message.ts} ...${row} channel=${channel.id} marked=${row.message.ts === at} />`,
        )}
      </div>
    </div>
    ${below && html`<button type="button" class="jump" onClick=${toEnd}>${t('jumpNewest')}</button>`}
  </div><//>`;
};
