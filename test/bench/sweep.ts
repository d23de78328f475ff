import { tick } from '../../src/flows/tick.ts';
import { watchClocks } from '../../src/flows/watch-clocks.ts';
import { type BenchDesk, benchDesk, handClock } from './bench-desk.ts';
import { type ColumnTypes, columnTypes, insertRows, type TextRow, textRows } from './by-hand.ts';
import { atMost, type Figure, interleaved, timed, within } from './figure.ts';
import type { Ground, Plot } from './ground.ts';
import { LIVED_UNTIL } from './seed-lives.ts';

/*
 * The look at the clocks, over as many open clocks as there are cases. By hand: the same find, and for what is due the same rows written, a
 * transaction a case as the desk has it, one statement after the other.
 */

/** Everything that the seeded cases have to be looked at for lies after. */
const QUIET = new Date(LIVED_UNTIL.getTime() - 60_000);
/** The opening hour of the next morning but one: reminders and breaches of all kinds have fallen due. */
const LATER = new Date(LIVED_UNTIL.getTime() + 5 * 3_600_000);
const FIND =
  'select id, state from cases where store_id = $1 and next_check_at <= $2::text::timestamptz order by next_check_at, id limit 200';
const TICK_MS = 5_000;

/** Puts the chosen cases as they were before they were looked at. */
interface Due {
  readonly ids: readonly string[];
  readonly before: readonly TextRow[];
}

const BACK = [
  'status',
  'version',
  'updated_at',
  'due_at',
  'next_check_at',
  'state',
  'shape',
  'search_text',
  'search_grams',
] as const;

async function choose({ database, sql, storeId }: Plot, types: ColumnTypes, count: number): Promise<Due> {
  const found = await sql.unsafe<{ id: string }[]>(
    `select id from cases where store_id = $1 and next_check_at <= $2 order by id limit $3`,
    [storeId, LATER.toISOString(), count],
  );
  const ids = found.map((row) => row.id);
  const list = ids.map((id) => `'${id}'`).join(', ');
  return { ids, before: await textRows(database, types, 'cases', `store_id = '${storeId}' and id in (${list})`) };
}

/** Only the chosen are due; the others are looked at years ahead. */
async function onlyThese({ sql, storeId }: Plot, ids: readonly string[]): Promise<void> {
  await sql`update cases set next_check_at = '2036-01-01' where store_id = ${storeId} and next_check_at <= ${LATER} and not (id = any(${ids as string[]}))`;
}

async function putBack({ sql, storeId }: Plot, types: ColumnTypes, { ids, before }: Due): Promise<void> {
  const cast = new Map(types.of('cases').map((column) => [column.name, column.type]));
  const set = BACK.map((name, i) => `${name} = $${i + 3}::text::${cast.get(name)}`).join(', ');
  await sql.begin(async (tx) => {
    for (const row of before)
      await tx.unsafe(
        `update cases set ${set} where store_id = $1 and id = $2`,
        [storeId, row.id ?? '', ...BACK.map((name) => row[name] ?? null)],
        { prepare: true },
      );
    await tx`delete from case_events e using unnest(${ids as string[]}::text[], ${before.map((r) => Number(r.version))}::int[]) as b(id, version)
      where e.store_id = ${storeId} and e.case_id = b.id and e.seq > b.version`;
    await tx`delete from reminders where store_id = ${storeId} and found_at >= ${LATER}`;
    await tx`delete from jobs where store_id = ${storeId}`;
  });
}

interface Written {
  readonly cases: ReadonlyMap<string, TextRow>;
  readonly events: ReadonlyMap<string, readonly TextRow[]>;
  readonly reminders: ReadonlyMap<string, readonly TextRow[]>;
  readonly jobs: ReadonlyMap<string, readonly TextRow[]>;
}

async function writtenBy({ database, storeId }: Plot, types: ColumnTypes, { ids, before }: Due): Promise<Written> {
  const list = ids.map((id) => `'${id}'`).join(', ');
  const here = `store_id = '${storeId}'`;
  const version = new Map(before.map((row) => [row.id, Number(row.version)]));
  const events = await textRows(database, types, 'case_events', `${here} and case_id in (${list})`);
  const jobs = await textRows(database, types, 'jobs', here);
  return {
    cases: new Map(
      (await textRows(database, types, 'cases', `${here} and id in (${list})`)).map((row) => [row.id ?? '', row]),
    ),
    events: Map.groupBy(
      events.filter((e) => Number(e.seq) > (version.get(e.case_id ?? '') ?? 0)),
      (e) => e.case_id ?? '',
    ),
    reminders: Map.groupBy(
      await textRows(database, types, 'reminders', `${here} and found_at >= '${LATER.toISOString()}'`),
      (r) => r.case_id ?? '',
    ),
    jobs: Map.groupBy(jobs, (job) => JSON.parse(job.payload ?? '{}').caseId ?? ''),
  };
}

/** The rows of the desk, found and written by plain statements. */
async function sweepByHand(plot: Plot, types: ColumnTypes, due: Due, written: Written): Promise<void> {
  const cast = new Map(types.of('cases').map((column) => [column.name, column.type]));
  const set = BACK.map((name, i) => `${name} = $${i + 3}::text::${cast.get(name)}`).join(', ');
  for (let done = 0; done < due.ids.length; ) {
    const found = await plot.sql.unsafe<{ id: string }[]>(FIND, [plot.storeId, LATER.toISOString()], { prepare: true });
    if (found.length === 0) return;
    for (const { id } of found) {
      const row = written.cases.get(id);
      await plot.sql.begin(async (tx) => {
        const send = (text: string, params: readonly (string | null)[]) =>
          tx.unsafe(text, params as never[], { prepare: true });
        await send(`update cases set ${set} where store_id = $1 and id = $2`, [
          plot.storeId,
          id,
          ...BACK.map((name) => row?.[name] ?? null),
        ]);
        for (const table of ['events', 'reminders', 'jobs'] as const)
          await insertRows(
            send,
            types,
            table === 'events' ? 'case_events' : table,
            written[table].get(id) ?? [],
            (value) => value,
          );
      });
      done += 1;
    }
  }
}

async function dueFigure(plot: Plot, desk: BenchDesk, ground: Ground): Promise<Figure> {
  const types = await columnTypes(plot.database);
  const due = await choose(plot, types, ground.sizes.due);
  await onlyThese(plot, due.ids);
  await watchClocks(desk.ports);
  const written = await writtenBy(plot, types, due);
  const ms = await interleaved(Math.min(3, ground.sizes.turns), {
    ours: async () => {
      await putBack(plot, types, due);
      return timed(() => watchClocks(desk.ports));
    },
    hand: async () => {
      await putBack(plot, types, due);
      return timed(() => sweepByHand(plot, types, due, written));
    },
  });
  await putBack(plot, types, due);
  return atMost(`sweep, ${due.ids.length.toLocaleString('en')} due`, ms.ours, 'ms', 'same rows by hand', ms.hand, 1.5);
}

/** Many limits that run out in the same instant: their breaches, reminders and notices written by one tick. */
async function breachFigure(plot: Plot, desk: BenchDesk, ground: Ground): Promise<Figure> {
  const types = await columnTypes(plot.database);
  const due = await choose(plot, types, ground.sizes.breaches);
  await onlyThese(plot, due.ids);
  const ms = await timed(() => tick(desk.ports));
  await putBack(plot, types, due);
  return within(`${due.ids.length.toLocaleString('en')} limits at once, all acted on`, ms, 'ms', TICK_MS);
}

/** The looks at the clocks of the largest store. */
export async function sweepFigures(ground: Ground): Promise<readonly Figure[]> {
  const plot = await ground.large();
  const still = benchDesk(plot.database, plot.storeId, handClock(QUIET));
  const ms = await interleaved(ground.sizes.turns * 5, {
    ours: () => timed(() => watchClocks(still.ports)),
    hand: () => timed(() => plot.sql.unsafe(FIND, [plot.storeId, QUIET.toISOString()], { prepare: true })),
  });
  const clocks = ground.sizes.large.toLocaleString('en');
  const later = benchDesk(plot.database, plot.storeId, handClock(LATER));
  return [
    atMost(`sweep of ${clocks} open clocks, none due`, ms.ours, 'ms', 'the bare SQL', ms.hand, 1.5),
    await dueFigure(plot, later, ground),
    await breachFigure(plot, later, ground),
  ];
}
