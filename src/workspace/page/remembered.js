import { useCallback, useState } from './vendor/preact-htm.js';

const read = (store, key) => {
  try {
    return store.getItem(key);
  } catch {
    return null;
  }
};

const write = (store, key, value) => {
  try {
    if (value) store.setItem(key, value);
    else store.removeItem(key);
  } catch {
    // A browser that forbids storage only forgets; nothing else depends on it.
  }
};

/** A choice of this browser, such as theme or language. */
export const useRemembered = (key, initial) => {
  const [value, setValue] = useState(() => read(localStorage, `kesu:${key}`) ?? initial);
  const set = useCallback(
    (next) => {
      write(localStorage, `kesu:${key}`, next);
      setValue(next);
    },
    [key],
  );
  return [value, set];
};

/** The last person chosen in this browser. */
export const rememberedPerson = () => read(localStorage, 'kesu:as');

/** Remembers the person. */
export const rememberPerson = (id) => write(localStorage, 'kesu:as', id);

/** The unsent text of one composer in this tab. */
export const readDraft = (key) => read(sessionStorage, `kesu:draft:${key}`) ?? '';

/** Keeps it over switches of channel and reloads. */
export const writeDraft = (key, text) => write(sessionStorage, `kesu:draft:${key}`, text);
