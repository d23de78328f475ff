/*
 * Where the reader is, kept in the address so that Back, reload and a copied link work. Pure.
 * #/c/C1  #/c/C1/t/<thread ts>  #/c/C1/p/<message ts>  #/home  #/traffic
 */

/** Reads the part of the address after #. */
export const parseRoute = (hash) => {
  const [page, channel, kind, ts] = hash.replace(/^#\/?/, '').split('/').map(decodeURIComponent);
  if (page === 'home' || page === 'traffic') return { page };
  if (page !== 'c' || !channel) return { page: 'none' };
  return {
    page: 'channel',
    channel,
    ...(kind === 't' && ts ? { thread: ts } : {}),
    ...(kind === 'p' && ts ? { at: ts } : {}),
  };
};

/** Writes it. */
export const formatRoute = (route) => {
  if (route.page !== 'channel') return `#/${route.page}`;
  const tail = route.thread ? `/t/${route.thread}` : route.at ? `/p/${route.at}` : '';
  return `#/c/${route.channel}${tail}`;
};
