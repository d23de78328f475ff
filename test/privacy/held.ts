import { sql } from 'drizzle-orm';
import type { Database } from '../../src/db/database.ts';
import { createStores } from '../../src/db/stores.ts';
import { NO_FACTS } from '../../src/domain/complaint.ts';
import type { AttachmentId, CaseId, FileRef, MessageRef, StoreId } from '../../src/domain/ids.ts';
import { DEFAULT_POLICY } from '../../src/domain/policy.ts';
import { change, claimed, message, opened, outcome, stated, unique } from '../contracts/samples.ts';
import { freshStoreId } from '../support/database.ts';

/** An invented customer. */
export const HIM = { name: '欧阳文博', phone: '13912345678', plate: '沪B6K9T2', vin: 'LSVAU2180N2183294' };
export const HER = { name: '司马晓岚', phone: '13887654321', plate: '浙A8L3M5', vin: 'LFV2A21K6A3002514' };
export type Somebody = typeof HIM;

const DAY_MS = 24 * 3_600_000;
export const NOW = new Date('2026-11-16T04:00:00Z');
export const daysAgo = (days: number): Date => new Date(NOW.getTime() - days * DAY_MS);

/** A store with ports enough for what is kept and how long; its clock stands at NOW. */
export function openStore(database: Database) {
  const storeId = freshStoreId();
  let ids = 0;
  const stores = createStores(database, storeId);
  return {
    ...stores,
    storeId,
    clock: { now: () => NOW, newId: () => `id-${++ids}` },
    policies: { current: () => DEFAULT_POLICY, of: () => DEFAULT_POLICY, admins: () => [] },
  };
}
export type OpenStore = ReturnType<typeof openStore>;

const facts = (who: Somebody) => ({
  ...NO_FACTS,
  customerName: stated(who.name),
  phone: stated(who.phone),
  plate: stated(who.plate),
  vin: stated(who.vin),
});

/** A message in the channel. */
export async function post({ inbox }: OpenStore, text: string, at: Date, root?: MessageRef): Promise<MessageRef> {
  const sent = message({ text, postedAt: at.toISOString(), ...(root ? { root } : {}) });
  await inbox.receive({ key: unique('event'), at, incoming: { type: 'posted', message: sent }, jobs: [] });
  return sent.ref;
}

/** A case that came from a message, with a reply in its thread, a file, a picture and a notice on its way. */
export async function complain(store: OpenStore, who: Somebody, at: Date, said = '变速箱异响'): Promise<CaseId> {
  const spaced = `${who.phone.slice(0, 3)}-${who.phone.slice(3, 7)} ${who.phone.slice(7)}`;
  const text = `客户${who.name}，电话${spaced}，车牌${who.plate.slice(0, 2)}·${who.plate.slice(2)}，车架号 ${who.vin.toLowerCase()}，${said}`;
  const source = await post(store, text, at);
  const reply = await post(store, `${who.name}又来电催了，身份证 310101198001012345`, at, source);
  const id = unique('case') as CaseId;
  const number = unique('20260101');
  const body = {
    text,
    summary: `${who.name}：${said}`,
    source,
    thread: source,
    number,
    triggers: [{ trigger: 'threat' as const, quote: text }],
  };
  const file = { file: unique('file') as FileRef, name: `${who.plate}.png`, mimetype: 'image/png' };
  const kept = await store.attachments.keep(
    { id: unique('attachment') as AttachmentId, caseId: id, ...file, content: Buffer.from(unique('bytes')) },
    at,
  );
  const notice = { kind: 'rejected', caseId: id, number, mention: 'p', by: 'p', reason: `${who.name} ${who.phone}` };
  await store.cases.commit({
    cases: [
      { ...change(id, 0, [opened(body, facts(who)), claimed()]), at },
      {
        ...change(id, 2, [
          { type: 'noted', message: reply, text: `${who.name}又来电催了 ${spaced}`, instructions: [] },
          { type: 'attached', attachment: kept, name: file.name, mimetype: file.mimetype, size: 5 },
          { type: 'amended', category: null, customerType: null, summary: `${who.name}的车`, facts: facts(who) },
        ]),
        at,
      },
    ],
    outcomes: [
      { message: source, before: null, outcome: outcome({ caseIds: [id], evidence: [text] }) },
      {
        message: reply,
        before: null,
        outcome: outcome({ caseIds: [id], note: true, transcript: `${who.name} ${who.vin}` }),
      },
    ],
    jobs: [{ payload: { kind: 'say', notice, addressee: { to: 'thread', message: source } } as never, runAt: NOW }],
  });
  return id;
}

/** Takes a case through to its closing. */
export async function close(store: OpenStore, id: CaseId, at: Date): Promise<void> {
  const c = await store.cases.get(id);
  const solution = { type: 'proposed', proposal: 'p-1', solutions: ['apology'], lines: [], reason: '致歉' } as never;
  const bodies = [
    solution,
    { type: 'accepted', proposal: 'p-1', text: '客户同意', responsible: null, executeBy: null } as never,
    { type: 'carried_out', proposal: 'p-1', proof: '已致歉', attachments: [], clocks: [] } as never,
    { type: 'followed_up', result: 'satisfied', text: '满意', clocks: [] } as never,
    { type: 'closed', text: '结案', resolution: 'other', verdict: 'dissatisfied', parties: ['dealer'] } as never,
  ];
  await store.cases.commit({ cases: [{ ...change(id, c?.version ?? 0, bodies), at }] });
}

/** Everything a store has in the database, table by table, as one text. */
export async function dump(database: Database, storeId: StoreId): Promise<string> {
  const { db } = database;
  const rowsOf = async (query: ReturnType<typeof sql>) => {
    const result = (await db.execute(query)) as unknown as { rows?: unknown[] } & unknown[];
    return (result.rows ?? result) as Record<string, unknown>[];
  };
  const tables = await rowsOf(sql`select tablename from pg_tables where schemaname = 'public' order by 1`);
  const texts: string[] = [];
  for (const { tablename } of tables) {
    const from = sql.raw(`"${tablename}"`);
    const rows = await rowsOf(sql`select to_jsonb(t)::text as row from ${from} t where store_id = ${storeId}`);
    texts.push(...rows.map(({ row }) => `${tablename} ${row}`));
  }
  return texts.join('\n');
}
