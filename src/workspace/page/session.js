import { act as postAct, readPath, readText } from './api.js';
import { failureText } from './app-context.js';
import { rememberPerson } from './remembered.js';
import { formatRoute, parseRoute } from './route.js';
import { useCallback, useEffect, useState } from './vendor/preact-htm.js';

/** Who the reader acts as: from the address, so that two tabs can be two people; else the last one chosen. */
export const useActor = (remembered) => {
  const [as, setAs] = useState(() => new URLSearchParams(location.search).get('as') ?? remembered ?? '');
  const become = useCallback((id) => {
    const url = new URL(location.href);
    url.searchParams.set('as', id);
    history.replaceState(null, '', url);
    rememberPerson(id);
    setAs(id);
  }, []);
  return { as, become };
};

/** The place in the address, and a way to change it. */
export const useRoute = () => {
  const [route, setRoute] = useState(() => parseRoute(location.hash));
  useEffect(() => {
    const moved = () => setRoute(parseRoute(location.hash));
    window.addEventListener('hashchange', moved);
    return () => window.removeEventListener('hashchange', moved);
  }, []);
  const go = useCallback((next) => {
    location.hash = formatRoute(next);
  }, []);
  return { route, go };
};

/** Does things as the acting person: `act` answers, `run` also shows a failure. */
export const useActs = ({ as, refresh, toast, t, go }) => {
  const act = useCallback(
    async (verb, quiet = false) => {
      const result = await postAct({ as, ...verb });
      if (!quiet) refresh();
      return result;
    },
    [as, refresh],
  );
  const run = useCallback(
    async (verb) => {
      const result = await act(verb);
      if (!result.ok) toast(failureText(result, t));
      return result;
    },
    [act, toast, t],
  );
  const openDm = useCallback(
    async (user) => {
      const result = await run({ verb: 'open_dm', user });
      if (result.ok && result.channel) go({ page: 'channel', channel: result.channel });
    },
    [run, go],
  );
  return { act, run, openDm };
};

/** Closes a person's whole stack of modals, the top one first. */
export const closeAllModals = async (as, run) => {
  for (let guard = 0; guard < 5; guard++) {
    const { view } = JSON.parse(await readText(readPath('view', { as })));
    if (!view || !(await run({ verb: 'close', viewId: view.id })).ok) return;
  }
};
