import { createContext, useContext, useMemo } from './vendor/preact-htm.js';

/*
 * What every part of the page needs: {state, as, lang, t, version, users: Map, channels: Map, botId,
 * act(verb) → ActResult, run(verb) → ActResult with a toast on failure, toast(text), go(route), compose(channel, text), refresh()}
 */
export const AppContext = createContext(null);

/** The page's shared things, for any component below App. */
export const useApp = () => useContext(AppContext);

const day = (now) => Math.floor(now / 3_600_000);

/** The same for the messages of a list: it changes only with what a message shows, not with unread counts or every piece of news. */
export const useStillApp = () => {
  const app = useApp();
  const { state, as, t, run, go } = app;
  const names = state.channels.map((c) => [c.id, c.name, c.imUser]);
  const key = JSON.stringify([state.users, names, state.messageShortcuts, day(state.now)]);
  return useMemo(() => app, [key, as, t, run, go]);
};

/** A failed answer in words a person can read. */
export const failureText = (result, t) =>
  result.message || (result.error === 'offline' ? t('offline') : t('failed', { error: result.error }));

/** How a conversation is called: #客诉, 🔒, or the other person's name. */
export const channelName = (channel, { users }) => {
  if (channel.kind !== 'im') return `${channel.kind === 'private' ? '🔒' : '#'} ${channel.name}`;
  const other = users.get(channel.imUser);
  return other?.realName || other?.name || channel.name;
};
