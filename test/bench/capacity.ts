/*
 * node test/bench/capacity.ts [--lives N] [--cores N] [--connections N] [--disk GB] [--cases N] [--json]
 * Measures what a case's whole life and an idle desk cost on a Postgres of this machine, and plays through what one Postgres of the given size
 * carries: how many stores, how many cases a day, and which wall comes first.
 */
import { parseArgs } from 'node:util';
import { measureCosts } from './capacity-costs.ts';
import { BUSIEST, dayOf, FULL_CPU, type Setting, wallsOf } from './capacity-day.ts';

const { values } = parseArgs({
  options: {
    lives: { type: 'string', default: '60' },
    cores: { type: 'string', default: '8' },
    connections: { type: 'string', default: '500' },
    disk: { type: 'string', default: '1000' },
    cases: { type: 'string', default: '20' },
    json: { type: 'boolean', default: false },
  },
});
const setting: Setting = {
  cores: Number(values.cores),
  connections: Number(values.connections),
  diskGb: Number(values.disk),
  replicas: 2,
  // postgres.js opens up to ten as they are needed (db/open-database.ts); a pooler in front lends them out by transaction.
  connectionsPerProcess: 10,
  casesPerStore: Number(values.cases),
  years: 6,
};
const pooled: Setting = { ...setting, connectionsPerProcess: 0.2 };

const costs = await measureCosts(Number(values.lives));
const days = [1, 10, 25, 50, 100, 250, 500, 1_000, 2_000].map((stores) => dayOf(stores, costs, setting));
const walls = { direct: wallsOf(costs, setting), pooled: wallsOf(costs, pooled) };
if (values.json) {
  console.log(JSON.stringify({ setting, costs, days, walls }, null, 2));
} else {
  const { life, idle } = costs;
  const ms = (value: number | null) => (value === null ? '?' : value.toFixed(1));
  console.log(
    `One case's life: ${life.statements.toFixed(0)} statements, ${life.commits.toFixed(0)} commits, CPU ${ms(life.appMs)} ms desk + ${ms(life.serverMs)} ms Postgres, ` +
      `${(life.tableBytes / 1024).toFixed(0)} kB stored, ${(life.walBytes / 1024).toFixed(0)} kB of log.`,
  );
  console.log(
    `An idle desk every 5 s: ${idle.statements.toFixed(0)} statements, CPU ${ms(idle.appMs)} ms desk + ${ms(idle.serverMs)} ms Postgres.`,
  );
  console.log(
    `Postgres of ${setting.cores} cores, ${setting.connections} connections, ${setting.diskGb} GB; ${setting.replicas} processes a store, ` +
      `${setting.casesPerStore} cases a store and day, ${BUSIEST * 100} % of them in the busiest hour, kept ${setting.years} years.\n`,
  );
  console.log('| stores | cases a day | CPU, busiest hour | commits/s | wait for a core, p95 | connections | disk |');
  console.log('|---|---|---|---|---|---|---|');
  for (const d of days) {
    const wait = Number.isFinite(d.waitMs) ? `${d.waitMs.toFixed(1)} ms` : 'without end';
    console.log(
      `| ${d.stores} | ${d.cases} | ${(d.cpu * 100).toFixed(1)} % | ${d.commitsPerSecond.toFixed(1)} | ${wait} | ${d.connections} | ${d.diskGb.toFixed(1)} GB |`,
    );
  }
  const told = (list: (typeof walls)['direct']) =>
    list
      .map(({ what, stores }) => `${what} at ${stores} stores (${stores * setting.casesPerStore} cases a day)`)
      .join(', ');
  console.log(`\nWalls, each desk with its own connections: ${told(walls.direct)}.`);
  console.log(`Walls, with a pooler in front: ${told(walls.pooled)}. CPU counts as full at ${FULL_CPU * 100} %.`);
}
