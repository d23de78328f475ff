import type { PGlite, QueryOptions, Transaction } from '@electric-sql/pglite';

/**
 * The client as drizzle gets it, without the parsers it brings along with each query: for their sake PGlite would copy all three hundred of its
 * own, which takes as long as a small query. They say what hardenedPglite has said once and for all: instants stay text.
 */
export function unburdened<C extends PGlite | Transaction>(client: C): C {
  return new Proxy(client, {
    get(target, key) {
      if (key === 'query') {
        return (query: string, params?: unknown[], options?: QueryOptions) =>
          target.query(query, params, { ...options, parsers: undefined as never });
      }
      if (key === 'transaction' && 'transaction' in target) {
        return (work: (tx: Transaction) => Promise<unknown>) => target.transaction((tx) => work(unburdened(tx)));
      }
      const value = Reflect.get(target, key) as unknown;
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
