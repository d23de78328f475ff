import type { ReceiverEvent } from '@slack/bolt';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { createStores } from '../../src/db/stores.ts';
import type { CaseId, PersonId } from '../../src/domain/ids.ts';
import { openCaseFromForm } from '../../src/flows/open-case-from-form.ts';
import { proposeSolution } from '../../src/flows/propose-solution.ts';
import type { Ports } from '../../src/ports.ts';
import { createApp } from '../../src/slack/connect.ts';
import { placeRef, userRef } from '../../src/slack/refs.ts';
import { FORMS, PRESSES, register } from '../../src/slack/register.ts';
import { createReturnAddresses } from '../../src/slack/return-addresses.ts';
import { wordingFor } from '../../src/wording/wording.ts';
import { freshPglite, freshStoreId } from '../support/database.ts';
import { openDesk } from '../support/desk.ts';
import { command, dice, form, type Json, NASTY_TEXTS, press } from './forging.ts';
import { listeningSlack, silent } from './target.ts';

/* Two dealerships in one database: the general manager of one may do anything there, and knows every id of the other. */

let database: Database;
beforeAll(async () => {
  database = await freshPglite();
  vi.stubGlobal('fetch', async () => new Response('ok'));
});
afterAll(async () => {
  vi.unstubAllGlobals();
  await database.close();
});

/** A desk on a store of its own, with a general manager and one case. */
async function store(manager: string) {
  const { ports: plain, clock } = await openDesk();
  const ids = { ...plain.clock, newId: () => `${manager}-${plain.clock.newId()}` };
  const ports: Ports = { ...plain, ...createStores(database, freshStoreId()), clock: ids };
  await ports.places.mark(placeRef('C0KESU'), 'complaints', clock);
  const by = await ports.people.save(`p-${manager}` as PersonId, {
    ...{ name: manager, role: 'general_manager', department: null, isAdmin: false, email: null },
    chatUser: userRef(manager),
  });
  const form = { text: '等太久 15400001234', facts: {}, category: null, place: null };
  const opened = await openCaseFromForm(ports, by, form);
  const lines = [{ kind: 'goodwill', payer: 'dealer', amountFen: 20_000 }] as const;
  const c = await proposeSolution(ports, by, opened.id, { solutions: ['compensation'], lines, reason: '安抚' });
  return { ports, c, past: async () => JSON.stringify(await ports.cases.timeline(c.id)) };
}

async function listening(ports: Ports) {
  const shown: unknown[] = [];
  const slack = listeningSlack([], (what) => void shown.push(what));
  const broken: string[] = [];
  const log = pino({ level: 'error' }, { write: (line: string) => void broken.push(line) });
  const app = createApp(slack, { receiver: silent }, log);
  const desk = { ports, slack, w: wordingFor('zh'), log, nameOf: async (id: string) => id };
  register(app, { ...desk, addresses: createReturnAddresses(() => ports.clock.now()) });
  await app.init();
  const take = (body: Json) => app.processEvent({ body, ack: async () => {} } as unknown as ReceiverEvent);
  return { take, shown, broken };
}

it('nobody reaches a case, a proposal or a person of the other by any button, form or command', async () => {
  const [ours, theirs] = [await store('U0OURS'), await store('U0THEIRS')];
  const { take, shown } = await listening(ours.ports);
  const before = [await theirs.past(), await ours.past()];
  const d = dice(7);
  const { c } = theirs;
  const money = `${c.id}|${c.proposals[0]?.id}|20000`;
  const about = { caseId: c.id, proposalId: c.proposals[0]?.id ?? '', shownFen: 20_000, seen: c.status };
  const chosen = ['general', 'phone', 'satisfied', 'low', 'over', 'plan', 'manufacturer', 'dealer'];
  for (const action of Object.keys(PRESSES).filter((id) => id !== 'case:new'))
    for (const value of [c.id, money, `claim:${c.id}`, `timeline:${c.id}`, `reveal:${c.id}`, `${c.id}|claim:0`])
      await take(press('U0OURS', action, value, d));
  for (const id of Object.keys(FORMS).filter((id) => id.startsWith('form:')))
    for (const value of chosen) {
      const fields = ['severity', 'way', 'result', 'probability', 'phase', 'step', 'waiting_for', 'party', 'number'];
      const picked = Object.fromEntries(fields.map((field) => [field, { selected_option: { value } }]));
      if (id !== 'form:new_case' && id !== 'form:place' && id !== 'form:people')
        await take(form('U0OURS', id, about, { ...picked, text: { value: '好' }, reason: { value: '好' } }));
    }
  for (const text of [c.number, '未结', '查 15400001234', '重大', '日报', '周报']) await take(command('U0OURS', text));
  expect([await theirs.past(), await ours.past()]).toEqual(before);
  expect(JSON.stringify(shown)).not.toContain(c.id);
});

it('what no Postgres can keep is kept all the same, and searched for without a fault', async () => {
  const { ports } = await store('U0OURS');
  const { take, broken } = await listening(ports);
  for (const words of NASTY_TEXTS) {
    await take(form('U0OURS', 'form:new_case', {}, { text: { value: `等太久${words}` }, model: { value: words } }));
    await take(command('U0OURS', `查 等太久${words}`));
    await take(command('U0OURS', words));
    await take(press('U0OURS', 'case:open', words || ' ', dice(1)));
  }
  expect(broken.map((line) => (JSON.parse(line) as { err?: { message: string } }).err?.message)).toEqual([]);
});

it('a % or a _ in a search is looked for as it stands', async () => {
  const { ports } = await store('U0OURS');
  const by = await ports.people.get('p-U0OURS' as PersonId);
  if (!by) throw new Error('nobody there');
  const ids: CaseId[] = [];
  for (const text of ['说好打九折 20%_off', '说好打九折 20元 off'])
    ids.push((await openCaseFromForm(ports, by, { text, facts: {}, category: null, place: null })).id);
  const found = async (words: string) => (await ports.cases.search(words, 10)).map((c) => c.id);
  expect(await found('20%_off')).toEqual([ids[0]]);
  expect(await found('%')).toEqual([ids[0]]);
  expect(await found('_')).toEqual([ids[0]]);
  expect(await found('\\')).toEqual([]);
});
