import { searchWords } from '../../src/db/case-search.ts';
import type { Database } from '../../src/db/database.ts';
import { OPEN_STATUSES } from '../../src/domain/case-status.ts';
import { FIGURE_EVENTS } from '../../src/domain/kpi-figures.ts';
import { DEFAULT_POLICY } from '../../src/domain/policy.ts';
import { allCases, myCases, searchCases } from '../../src/flows/list-cases.ts';
import { digestPage } from '../../src/flows/send-digest.ts';
import { advisorId, benchDesk, handClock, personOf } from './bench-desk.ts';
import { databaseMs } from './database-time.ts';
import { atMost, type Figure, interleaved, timed, within } from './figure.ts';
import type { Ground, Plot } from './ground.ts';
import { LIVED_UNTIL } from './seed-lives.ts';

/*
 * What people look at, over many cases. By hand: one prepared statement that finds the same cases by the best index for it, and the JSON of the
 * cases read by the driver, unchecked; of the digest, of the events it is counted from, too. Nobody's name, no ledger, nothing counted.
 */

const OPEN = `status in (${OPEN_STATUSES.map((s) => `'${s}'`).join(', ')})`;
const NOW = new Date(LIVED_UNTIL.getTime() + 60 * 60_000);
const DAY_START = '2026-11-19T16:00:00Z';
/** Two characters that every twelfth case holds, and a phone of one or two. */
const WORDS = { often: '空调', seldom: '15400000012' };

interface Looks {
  readonly list: () => Promise<number>;
  readonly open: () => Promise<number>;
  readonly digest: () => Promise<number>;
  readonly search: (words: string) => () => Promise<number>;
  /** The database's own share of two of them. */
  readonly openInDatabase: () => Promise<number>;
  readonly searchInDatabase: (words: string) => () => Promise<number>;
}

async function looksAt(plot: Plot): Promise<Looks> {
  const deskOver = (database: Database) => benchDesk(database, plot.storeId, handClock(NOW), DEFAULT_POLICY);
  const desk = deskOver(plot.database);
  const advisor = await personOf(desk, advisorId(3));
  const manager = await personOf(desk, 'person-he');
  return {
    list: () => timed(() => myCases(desk.ports, advisor)),
    open: () => timed(() => allCases(desk.ports, manager)),
    digest: () => timed(() => digestPage(desk.ports, 'daily', NOW)),
    search: (words) => () => timed(() => searchCases(desk.ports, manager, words, 30)),
    openInDatabase: () => databaseMs(plot, (database) => allCases(deskOver(database).ports, manager)),
    searchInDatabase: (words) => () =>
      databaseMs(plot, (database) => searchCases(deskOver(database).ports, manager, words, 30)),
  };
}

function byHand({ sql, storeId }: Plot) {
  const get = (text: string, ...params: string[]) =>
    timed(() => sql.unsafe(text, [storeId, ...params], { prepare: true }));
  return {
    list: () =>
      get(
        `select state from cases where store_id = $1 and assignee_id = $2 and ${OPEN} order by due_at limit 200`,
        advisorId(3),
      ),
    digest: async () =>
      (await get(
        `select state from cases where store_id = $1 and (${OPEN} or updated_at >= $2::text::timestamptz)`,
        DAY_START,
      )) +
      (await get(
        `select body from case_events where store_id = $1 and at >= $2::text::timestamptz and type = any('{${FIGURE_EVENTS.join(',')}}')`,
        DAY_START,
      )),
    /** The better of two ways: by the words' index, or from the newest case backwards. */
    search: async (words: string) => {
      const [word] = searchWords(words)[0] ?? [];
      const { pattern = '', grams = [] } = word ?? {};
      const list = `{${grams.map((gram) => JSON.stringify(gram)).join(',')}}`;
      const found = 'search_text like $2::text order by opened_at desc limit 30';
      const backwards = () => get(`select state from cases where store_id = $1 and ${found}`, pattern);
      const byWords = () =>
        get(
          `with hits as materialized (select state, opened_at from cases where store_id = $1 and search_grams @> $3::text::text[] and search_text like $2::text) select state from hits order by opened_at desc limit 30`,
          pattern,
          list,
        );
      return { backwards, byWords };
    },
  };
}

/** Digest, lists and searches over the largest store, beside the same by hand and beside a tenth of the closed cases. */
export async function listFigures(ground: Ground): Promise<readonly Figure[]> {
  const [large, middle] = [await ground.large(), await ground.middle()];
  const [ours, fewer, hand] = [await looksAt(large), await looksAt(middle), byHand(large)];
  const often = await hand.search(WORDS.often);
  const seldom = await hand.search(WORDS.seldom);
  const { turns, sizes } = { turns: ground.sizes.turns, sizes: ground.sizes };
  const ms = await interleaved(turns, {
    list: ours.list,
    listHand: hand.list,
    listFewer: fewer.list,
    open: ours.open,
    openFewer: fewer.open,
    openInDatabase: fewer.openInDatabase,
    digest: ours.digest,
    digestHand: hand.digest,
    digestFewer: fewer.digest,
    often: ours.search(WORDS.often),
    oftenHand:
      sizes.large > 200_000 ? often.backwards : async () => Math.min(await often.backwards(), await often.byWords()),
    oftenInDatabase: fewer.searchInDatabase(WORDS.often),
    seldom: ours.search(WORDS.seldom),
    seldomHand: seldom.byWords,
    seldomInDatabase: fewer.searchInDatabase(WORDS.seldom),
  });
  const all = sizes.large.toLocaleString('en');
  const stored = `${sizes.middle.toLocaleString('en')} stored`;
  const few = `${stored}, as many open`;
  const sql = 'SQL by hand';
  return [
    atMost(
      `daily digest, ${all} cases, ${sizes.open.toLocaleString('en')} open`,
      ms.digest,
      'ms',
      sql,
      ms.digestHand,
      1.3,
    ),
    atMost('daily digest again', ms.digest, 'ms', few, ms.digestFewer, 1.2),
    atMost(`search of a frequent word, ${all} cases`, ms.often, 'ms', sql, ms.oftenHand, 1.3),
    atMost(`search of a phone number, ${all} cases`, ms.seldom, 'ms', sql, ms.seldomHand, 1.3),
    atMost(`a person's list (200), ${all} cases`, ms.list, 'ms', sql, ms.listHand, 1.3),
    atMost("a person's list again", ms.list, 'ms', few, ms.listFewer, 1.2),
    atMost('all open cases (200)', ms.open, 'ms', few, ms.openFewer, 1.2),
    within(`all open cases, ${few}: in the database`, ms.openInDatabase, 'ms', 10),
    within(`search of a frequent word, ${stored}: in the database`, ms.oftenInDatabase, 'ms', 10),
    within(`search of a phone number, ${stored}: in the database`, ms.seldomInDatabase, 'ms', 10),
  ];
}
