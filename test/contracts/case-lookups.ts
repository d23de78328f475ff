import { describe, expect, test } from 'vitest';
import type { Stores } from '../../src/db/stores.ts';
import type { CaseId, MessageRef } from '../../src/domain/ids.ts';
import type { CaseFilter, CustomerKeys } from '../../src/ports.ts';
import { at, change, claimed, clock, openCase, opened, stated, unique, wang } from './samples.ts';

/** What every implementation of Cases promises about finding. */
export function caseLookupsContract(open: () => Stores): void {
  test('several timelines come at once, each whole and in order, none for a case nobody knows', async () => {
    const { cases } = open();
    const [first, second, other] = [await openCase(cases), await openCase(cases), await openCase(cases)];
    await cases.commit({ cases: [change(first, 1, [claimed(wang)], 30)] });
    const found = await cases.timelines([second, first, 'nobody' as CaseId]);
    expect([...found.keys()].sort()).toEqual([first, second].sort());
    expect(found.get(first)).toEqual(await cases.timeline(first));
    expect(found.get(first)?.map((e) => e.body.type)).toEqual(['opened', 'claimed']);
    expect(found.has(other)).toBe(false);
    expect(await cases.timelines([])).toEqual(new Map());
  });

  describe('lists', () => {
    test('come by due time, cases without one last', async () => {
      const { cases } = open();
      const late = await openCase(cases, opened({ clocks: [clock('resolve', 300)] }));
      const never = await openCase(cases, opened({ clocks: [] }));
      const soon = await openCase(cases, opened({ clocks: [clock('resolve', 100)] }));
      expect((await cases.list({})).map((c) => c.id)).toEqual([soon, late, never]);
      expect((await cases.list({ limit: 1 })).map((c) => c.id)).toEqual([soon]);
    });

    test('hold only what was asked for: states, assignee, changed since', async () => {
      const { cases } = open();
      const [untouched, taken] = [await openCase(cases), await openCase(cases)];
      await cases.commit({ cases: [change(taken, 1, [claimed(wang)], 30)] });
      const ids = async (filter: Parameters<typeof cases.list>[0]) => (await cases.list(filter)).map((c) => c.id);
      expect(await ids({ statuses: ['new', 'closed'] })).toEqual([untouched]);
      expect(await ids({ statuses: [] })).toEqual([]);
      expect(await ids({ assignee: wang })).toEqual([taken]);
      expect(await ids({ changedSince: at(30) })).toEqual([taken]);
      expect(await ids({ changedSince: at(31) })).toEqual([]);
    });

    test('hold the cases opened in a span, its end left out', async () => {
      const { cases } = open();
      const [first, second] = [await openCase(cases, opened(), 10), await openCase(cases, opened(), 20)];
      const ids = async (from: number, to: number) =>
        (await cases.list({ openedBetween: { from: at(from), to: at(to) } })).map((c) => c.id);
      expect(await ids(10, 20)).toEqual([first]);
      expect(await ids(11, 21)).toEqual([second]);
      expect(await ids(0, 30)).toHaveLength(2);
    });

    test('hold each case once that one of several filters lets through', async () => {
      const { cases } = open();
      const [untouched, taken] = [await openCase(cases), await openCase(cases)];
      const gone = await openCase(cases, opened(), 5);
      await cases.commit({ cases: [change(taken, 1, [claimed(wang)], 30)] });
      await cases.commit({ cases: [change(gone, 1, [claimed(wang)], 20)] });
      const ids = async (...anyOf: CaseFilter[]) => (await cases.list({ anyOf })).map((c) => c.id).sort();
      expect(
        await ids({ statuses: ['new'] }, { changedSince: at(30) }, { assignee: wang, changedSince: at(30) }),
      ).toEqual([untouched, taken].sort());
      expect(await ids({ statuses: ['closed'] })).toEqual([]);
      expect(await ids({ statuses: ['closed'] }, {})).toHaveLength(3);
      expect(await cases.list({ assignee: wang, anyOf: [{ statuses: ['new'] }] })).toEqual([]);
    });

    test('by id come in the order asked, each once, without those unknown', async () => {
      const { cases } = open();
      const [a, b] = [await openCase(cases), await openCase(cases)];
      expect((await cases.many([b, a, b, unique('case') as CaseId])).map((c) => c.id)).toEqual([b, a]);
      expect(await cases.many([])).toEqual([]);
    });

    test('of a thread are oldest first', async () => {
      const { cases } = open();
      const thread = 't' as MessageRef;
      const second = await openCase(cases, opened({ thread }), 5);
      const first = await openCase(cases, opened({ thread }), 1);
      await openCase(cases, opened({ thread: 'other' as MessageRef }));
      expect((await cases.inThread(thread)).map((c) => c.id)).toEqual([first, second]);
    });
  });

  test('events of some types since an instant', async () => {
    const { cases } = open();
    const id = await openCase(cases);
    await cases.commit({ cases: [change(id, 1, [claimed()], 10)] });
    await cases.commit({ cases: [change(id, 2, [{ type: 'contacted', way: 'phone', text: '', plan: false }], 20)] });
    const types = async (minutes: number) =>
      (await cases.eventsSince(['claimed', 'contacted'], at(minutes))).map((e) => e.body.type);
    expect(await types(0)).toEqual(['claimed', 'contacted']);
    expect(await types(10)).toEqual(['claimed', 'contacted']);
    expect(await types(11)).toEqual(['contacted']);
    expect((await cases.eventsSince(['claimed', 'contacted'], at(10), at(20))).map((e) => e.body.type)).toEqual([
      'claimed',
    ]);
    expect(await cases.eventsSince([], at())).toEqual([]);
  });

  test('case numbers count up within a day, and no two calls get the same', async () => {
    const { cases } = open();
    const given = await Promise.all(Array.from({ length: 12 }, () => cases.nextNumber('2026-11-16')));
    expect(given.map(({ number }) => number).sort()).toEqual(
      Array.from({ length: 12 }, (_, i) => `20261116-${(i + 1).toString().padStart(3, '0')}`),
    );
    expect(await cases.nextNumber('20261116')).toEqual({ number: '20261116-013', turn: 1 });
    expect(await cases.nextNumber('2026-11-17')).toEqual({ number: '20261117-001', turn: 1 });
  });

  test('turns count up for each name by itself, and no two calls get the same', async () => {
    const { cases } = open();
    const turns = await Promise.all(Array.from({ length: 8 }, () => cases.nextTurn('service')));
    expect([...turns].sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(await cases.nextTurn('sales')).toBe(1);
    expect(await cases.nextTurn('service')).toBe(9);
    expect(await cases.nextNumber('2026-11-18', 'service')).toEqual({ number: '20261118-001', turn: 10 });
  });
  ofCustomer(open);
  search(open);
}

function ofCustomer(open: () => Stores): void {
  const nobody = { phone: null, plate: null, vin: null };

  test('the cases of a customer are those with the phone, the plate or the VIN, newest first', async () => {
    const { cases } = open();
    const byPhone = await openCase(cases, opened({}, { phone: stated('13812345678') }), 10);
    const byPlate = await openCase(cases, opened({}, { plate: stated('沪A12345') }), 20);
    const byVin = await openCase(cases, opened({}, { vin: stated('LSVNV133X22222222') }), 30);
    await openCase(cases, opened({}, { phone: stated('13900000000') }), 40);
    await openCase(cases, opened(), 50);
    const ids = async (keys: Partial<CustomerKeys>, since = 0) =>
      (await cases.ofCustomer({ ...nobody, ...keys }, at(since))).map((c) => c.id);
    expect(await ids({ phone: '13812345678' })).toEqual([byPhone]);
    expect(await ids({ plate: '沪A12345', vin: 'LSVNV133X22222222' })).toEqual([byVin, byPlate]);
    expect(await ids({ phone: '13812345678', plate: '沪A12345' }, 11)).toEqual([byPlate]);
    expect(await ids({ phone: '13812345678' }, 10)).toEqual([byPhone]);
    expect(await ids({})).toEqual([]);
  });

  test('a corrected plate is the one a customer is known by', async () => {
    const { cases } = open();
    const id = await openCase(cases, opened({}, { plate: stated('沪A12345') }));
    const facts = { plate: stated('京N88888') };
    await cases.commit({
      cases: [change(id, 1, [{ type: 'amended', category: null, customerType: null, summary: null, facts }])],
    });
    expect(await cases.ofCustomer({ ...nobody, plate: '沪A12345' }, at())).toEqual([]);
    expect(await cases.ofCustomer({ ...nobody, plate: '京N88888' }, at())).toHaveLength(1);
  });
}

function search(open: () => Stores): void {
  describe('a search', () => {
    const facts = {
      customerName: stated('欧阳娜娜'),
      phone: stated('13812345678'),
      plate: stated('沪A12345'),
      vin: stated('LSVNV133X22222222'),
      model: stated('Model Y'),
    };
    const found = opened(
      { number: '20261116-042', text: '空调不制冷，折扣50%没给，备注a_b', summary: '空调故障' },
      facts,
    );
    const other = opened({ number: '20261116-043', text: '调空间不够，发动机漏油，车牌粤B·D8707，500元' });

    test.each([
      ['a word of two characters', '空调'],
      ['a single character', '冷'],
      ['a number', '20261116-042'],
      ['the end of a number', '042'],
      ['a name', '娜娜'],
      ['a phone', '13812345678'],
      ['a phone with dashes', '138-1234-5678'],
      ['the last four digits of a phone', '5678'],
      ['digits in the middle of a phone', '2345'],
      ['a plate', '沪A12345'],
      ['a plate in small letters with a dot', '沪a·12345'],
      ['a plate with a space', '沪A 12345'],
      ['a plate in full width', '沪Ａ１２３４５'],
      ['the last six of a VIN', '222222'],
      ['a model', 'model y'],
      ['several words in any order', '娜娜 制冷 5678'],
      ['a percent sign, meant as such', '50%'],
      ['an underscore, meant as such', 'a_b'],
    ])('finds by %s', async (_, words) => {
      const { cases } = open();
      const id = await openCase(cases, found);
      await openCase(cases, other);
      expect((await cases.search(words, 10)).map((c) => c.id)).toEqual([id]);
    });

    test.each(['漏油 空调', '13812345679', '沪B12345', '5%0', 'a%b', 'axb', '调冷', '\\', '', '  '])(
      'finds nothing by %j',
      async (words) => {
        const { cases } = open();
        await openCase(cases, found);
        await openCase(cases, other);
        expect(await cases.search(words, 10)).toEqual([]);
      },
    );

    test('finds a plate that nobody read as one, however it was written', async () => {
      const { cases } = open();
      const id = await openCase(cases, other);
      expect((await cases.search('粤BD8707', 10)).map((c) => c.id)).toEqual([id]);
    });

    test('gives the newest first and no more than asked', async () => {
      const { cases } = open();
      const ids = [
        await openCase(cases, opened(), 1),
        await openCase(cases, opened(), 3),
        await openCase(cases, opened(), 2),
      ];
      expect((await cases.search('异响', 2)).map((c) => c.id)).toEqual([ids[1], ids[2]]);
    });

    test('finds by what was corrected, no longer by what was taken away', async () => {
      const { cases } = open();
      const id = await openCase(cases, found);
      const facts = { plate: stated('京N88888'), phone: null };
      await cases.commit({
        cases: [change(id, 1, [{ type: 'amended', category: null, customerType: null, summary: null, facts }])],
      });
      expect(await cases.search('京N88888', 10)).toHaveLength(1);
      expect(await cases.search('13812345678', 10)).toEqual([]);
    });
  });
}
