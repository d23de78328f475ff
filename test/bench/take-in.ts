import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type postgres from 'postgres';
import type { Database } from '../../src/db/database.ts';
import { openDatabase } from '../../src/db/open-database.ts';
import type { Case } from '../../src/domain/case.ts';
import type { MessageRef } from '../../src/domain/ids.ts';
import { readMessage } from '../../src/flows/read-message.ts';
import { receiveMessage } from '../../src/flows/receive-message.ts';
import { quiet } from '../support/database.ts';
import { advisorId, type BenchDesk, benchDesk, COMPLAINTS, settleIn, userOf } from './bench-desk.ts';
import { type ColumnTypes, columnTypes, insertRows, type Send, type TextRow, textRows } from './by-hand.ts';
import { atLeast, type Figure, interleaved, perSecond } from './figure.ts';
import type { Ground, Plot } from './ground.ts';
import { customer, SAID, SOMEBODY } from './seed-words.ts';

/*
 * A message stored, read by the rules, and its case with the card's job saved. The job that says "read this" is written and not claimed, on both
 * sides.
 */

let posted = 0;
const PER_CUSTOMER = 5_000_000;

/** The next complaint, of a customer nobody has met. */
function nextText(n: number): string {
  const who = customer(PER_CUSTOMER + n);
  return (SAID[n % SAID.length] ?? '')
    .replaceAll(SOMEBODY.name, who.name)
    .replaceAll(SOMEBODY.phone, who.phone)
    .replaceAll(SOMEBODY.plate, who.plate)
    .replaceAll(SOMEBODY.model, who.model);
}

/** Takes one message in; resolves with its reference when its case is saved. */
export async function takeIn({ ports }: Pick<BenchDesk, 'ports'>): Promise<MessageRef> {
  const n = ++posted;
  const ref = `slack:CBENCH:${2_000_000_000 + n}.000001` as MessageRef;
  const at = ports.clock.now();
  const message = {
    ref,
    place: COMPLAINTS,
    root: ref,
    author: userOf(advisorId(n % 8)),
    text: nextText(n),
    postedAt: at.toISOString(),
    files: [],
    intake: 'channel' as const,
  };
  await receiveMessage(ports, { key: `event-${ref}`, at, incoming: { type: 'posted', message } });
  await readMessage(ports, ref);
  return ref;
}

const wall = { now: () => new Date(), newId: () => randomUUID() };

/** The rows that one message left, to be written again under other ids. */
interface Trace {
  readonly types: ColumnTypes;
  readonly first: Readonly<Record<'inbox_events' | 'messages' | 'jobs', readonly TextRow[]>>;
  readonly second: Readonly<Record<'cases' | 'case_events' | 'jobs', readonly TextRow[]>>;
  readonly outcome: string;
  readonly store: string;
  readonly marks: RegExp;
}

async function traceOf(database: Database, desk: BenchDesk): Promise<Trace> {
  const ref = await takeIn(desk);
  const [c] = (await desk.ports.cases.fromMessage(ref)) as readonly [Case];
  const types = await columnTypes(database);
  const rows = (table: string, where: string) =>
    textRows(database, types, table, `store_id = '${desk.storeId}' and ${where}`);
  const jobs = await rows('jobs', `(payload::text like '%${ref}%' or payload::text like '%${c.id}%')`);
  const messages = await rows('messages', `ref = '${ref}'`);
  const isRead = (job: TextRow) => job.kind === 'read_message';
  return {
    types,
    first: {
      inbox_events: await rows('inbox_events', `event_key = 'event-${ref}'`),
      messages: messages.map((m) => ({ ...m, outcome: null })),
      jobs: jobs.filter(isRead),
    },
    second: {
      cases: await rows('cases', `id = '${c.id}'`),
      case_events: await rows('case_events', `case_id = '${c.id}'`),
      jobs: jobs.filter((job) => !isRead(job)),
    },
    outcome: messages[0]?.outcome ?? '{}',
    store: desk.storeId,
    marks: new RegExp([ref, c.id, c.number, ...jobs.map((job) => job.id ?? '-')].join('|').replaceAll('.', '\\.'), 'g'),
  };
}

let written = 0;
type Transaction = (work: (send: Send) => Promise<void>) => Promise<unknown>;

/** The same rows in two transactions, one statement after the other. */
async function writeByHand(transaction: Transaction, t: Trace): Promise<void> {
  const key = `-${++written}`;
  const change = (value: string) => value.replace(t.marks, (mark) => mark + key);
  await transaction(async (send) => {
    for (const table of ['inbox_events', 'messages', 'jobs'] as const)
      await insertRows(send, t.types, table, t.first[table], change);
  });
  await transaction(async (send) => {
    await send(
      'insert into case_counters (store_id, day, last) values ($1::text, $2::text, 1) on conflict (store_id, day) do update set last = case_counters.last + 1 returning last',
      [t.store, 'by-hand'],
    );
    await insertRows(send, t.types, 'cases', t.second.cases, change);
    await insertRows(send, t.types, 'case_events', t.second.case_events, change);
    await send('update messages set outcome = $3::text::jsonb where store_id = $1::text and ref = $2::text', [
      t.store,
      change(t.first.messages[0]?.ref ?? ''),
      change(t.outcome),
    ]);
    await insertRows(send, t.types, 'jobs', t.second.jobs, change);
  });
}

const onServer =
  (sql: postgres.Sql): Transaction =>
  (work) =>
    sql.begin((tx) => work((text, params) => tx.unsafe(text, params as never[], { prepare: true })));

const onPglite =
  (database: Database): Transaction =>
  (work) => {
    const { $client } = database.db as unknown as {
      $client: {
        transaction(
          run: (tx: { query(text: string, params: unknown[]): Promise<unknown> }) => Promise<void>,
        ): Promise<unknown>;
      };
    };
    return $client.transaction((tx) => work((text, params) => tx.query(text, [...params])));
  };

const CLIENTS = 8;
/** osTicket 1.18 on PHP-FPM and MariaDB, tuned, durable commits, mail off, on a machine of this size. */
const PEER_PER_SECOND = 80;

/** Messages a second on a server and embedded, and the peer's line. */
export async function takeInFigures(ground: Ground): Promise<readonly Figure[]> {
  const [small, middle] = [await ground.small(), await ground.middle()];
  const [onSmall, onMiddle] = [deskOn(small), deskOn(middle)];
  const { takeIn: count, turns } = ground.sizes;
  const trace = await traceOf(small.database, onSmall);
  const rate = await interleaved(turns, {
    ours: () => perSecond(count, CLIENTS, () => takeIn(onSmall)),
    hand: () => perSecond(count, CLIENTS, () => writeByHand(onServer(small.sql), trace)),
    stored: () => perSecond(count, CLIENTS, () => takeIn(onMiddle)),
  });
  const stored = ground.sizes.middle.toLocaleString('en');
  return [
    atLeast('message → case, Postgres, 8 clients', rate.ours, '/s', 'same rows by plain postgres.js', rate.hand, 0.5),
    ...(await embeddedFigures(count, turns)),
    atLeast('the same beside a peer, 8 clients', rate.ours, '/s', 'osTicket', PEER_PER_SECOND, 10),
    atLeast(
      `the same with ${stored} cases stored`,
      rate.stored,
      '/s',
      `${ground.sizes.small.toLocaleString('en')} stored`,
      rate.ours,
      0.85,
    ),
  ];
}

const deskOn = (plot: Plot): BenchDesk => benchDesk(plot.database, plot.storeId, wall);

async function embeddedFigures(count: number, turns: number): Promise<readonly Figure[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'kesu-bench-'));
  const database = await openDatabase({ dataDir: join(dataDir, 'database'), log: quiet, now: () => new Date() });
  try {
    const desk = benchDesk(database, 'bench', wall);
    await settleIn(desk);
    const trace = await traceOf(database, desk);
    const rate = await interleaved(turns, {
      ours: () => perSecond(count, CLIENTS, () => takeIn(desk)),
      hand: () => perSecond(count, CLIENTS, () => writeByHand(onPglite(database), trace)),
    });
    return [atLeast('message → case, hardened PGlite', rate.ours, '/s', 'same rows by raw PGlite', rate.hand, 0.5)];
  } finally {
    await database.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
