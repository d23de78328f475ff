import { readText, watch } from './api.js';
import { useCallback, useEffect, useRef, useState } from './vendor/preact-htm.js';

const DEBOUNCE_MS = 50;

/** A number that grows when the server says something changed, and whether the page hears the server. */
export const useChanges = (as) => {
  const [version, setVersion] = useState(0);
  const [online, setOnline] = useState(true);
  const timer = useRef(0);
  const last = useRef(0);
  const refresh = useCallback(() => {
    clearTimeout(timer.current);
    const bump = () => {
      last.current = Date.now();
      setVersion((n) => n + 1);
    };
    // The first news is read at once, a burst after it is read together.
    if (Date.now() - last.current > DEBOUNCE_MS) bump();
    else timer.current = setTimeout(bump, DEBOUNCE_MS);
  }, []);
  useEffect(() => (as ? watch(as, refresh, setOnline) : undefined), [as, refresh]);
  return { version, online, refresh };
};

const identity = (text) => text;

/** Of two lists of things with a ts: the new one, with the old object wherever nothing changed. */
export const keepSame = (before, after) => {
  if (!Array.isArray(before) || !Array.isArray(after)) return after;
  const old = new Map(before.map((item) => [item.ts, item]));
  return after.map((item) => (JSON.stringify(old.get(item.ts)) === JSON.stringify(item) ? old.get(item.ts) : item));
};

/** Reads a path again at each new version; the value stays the same object while the answer is the same text. */
export const useFetched = (path, version, sameness = identity) => {
  const [entry, setEntry] = useState({ path: '', key: '', data: null });
  const [failed, setFailed] = useState(false);
  const asked = useRef(0);
  const taken = useRef(0);
  useEffect(() => {
    if (!path) return;
    const turn = ++asked.current;
    const take = (text) => {
      if (turn < taken.current) return;
      taken.current = turn;
      setFailed(false);
      const key = sameness(text);
      setEntry((now) => {
        if (now.path === path && now.key === key) return now;
        return { path, key, data: keepSame(now.path === path ? now.data : null, JSON.parse(text)) };
      });
    };
    readText(path).then(take, () => setFailed(true));
  }, [path, version, sameness]);
  return { data: entry.path === path ? entry.data : null, failed };
};
