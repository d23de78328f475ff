/* The only module that talks to the workspace server. */

const query = (params) =>
  new URLSearchParams(Object.entries(params).filter(([, value]) => value !== undefined && value !== '')).toString();

/** The address of one of the page's reads. */
export const readPath = (name, params) => `/_ui/${name}?${query(params)}`;

/** Reads one of the page's endpoints as text, so that an unchanged answer is cheap to notice. */
export const readText = async (path) => {
  const response = await fetch(path, { headers: { accept: 'application/json' } });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.text();
};

const post = (path, body) =>
  fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

/** Does one thing as a person. Always resolves; a server that cannot be reached is `error: 'offline'` without a message. */
export const act = async (body) => {
  try {
    const response = await post('/_ui/act', body);
    const result = await response.json();
    return typeof result?.ok === 'boolean' ? result : { ok: false, error: `http_${response.status}`, message: '' };
  } catch {
    return { ok: false, error: 'offline', message: '' };
  }
};

/** Sets or clears a fault of the Web API. Resolves to whether the server took it. */
export const setFault = async (body) => {
  try {
    return (await post('/_ui/fault', body)).ok;
  } catch {
    return false;
  }
};

/** Calls `changed` whenever something may look different; opens again after a drop. Returns the function that stops it. */
export const watch = (as, changed, online) => {
  let source;
  let timer;
  let stopped = false;
  const open = () => {
    source = new EventSource(readPath('events', { as }));
    source.onopen = () => {
      online(true);
      changed();
    };
    source.onmessage = changed;
    source.onerror = () => {
      online(false);
      source.close();
      clearTimeout(timer);
      if (!stopped) timer = setTimeout(open, 1000);
    };
  };
  open();
  return () => {
    stopped = true;
    clearTimeout(timer);
    source.close();
  };
};

/** A picked, pasted or dropped file as the server takes it. */
export const toNewFile = (file) =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onerror = () => reject(reader.error);
    reader.onload = () =>
      resolve({
        name: file.name || 'image.png',
        mimetype: file.type || 'application/octet-stream',
        content: String(reader.result).split(',')[1] ?? '',
      });
    reader.readAsDataURL(file);
  });
