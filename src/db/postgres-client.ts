import type { Sql, TransactionSql } from 'postgres';

type Client = Sql | TransactionSql;

/**
 * A postgres.js client whose queries are prepared statements. Drizzle asks postgres.js not to prepare, which costs a second round trip a
 * query; with this, transactions are a quarter to a third faster (database.md §3). Not for PgBouncer below 1.21 in transaction mode.
 */
export function preparing<C extends Client>(client: C): C {
  return new Proxy(client, {
    get(target, key) {
      if (key === 'unsafe') {
        return (query: string, params: never[], options: object) =>
          target.unsafe(query, params, { ...options, prepare: true });
      }
      const value = Reflect.get(target, key) as unknown;
      if (typeof value !== 'function') return value;
      if (key !== 'begin' && key !== 'savepoint') return value.bind(target);
      return (...args: unknown[]) => {
        const work = args.pop() as (inner: TransactionSql) => unknown;
        return value.call(target, ...args, (inner: TransactionSql) => work(preparing(inner)));
      };
    },
  });
}
