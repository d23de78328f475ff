import { describe, expect, test } from 'vitest';
import type { Stores } from '../../src/db/stores.ts';
import type { CaseEventBody } from '../../src/domain/case-event.ts';
import type { Category } from '../../src/domain/complaint.ts';
import type { CaseId, ProposalId } from '../../src/domain/ids.ts';
import type { Cases } from '../../src/ports.ts';
import { change, claimed, clock, iso, li, openCase, opened, stated } from './samples.ts';

const done: readonly CaseEventBody[] = [
  claimed(),
  {
    type: 'proposed',
    proposal: 'p' as ProposalId,
    solutions: ['repair'],
    lines: [],
    reason: '复修',
  },
  { type: 'accepted', proposal: 'p' as ProposalId, text: '同意', responsible: li, executeBy: iso(900) },
  {
    type: 'carried_out',
    proposal: 'p' as ProposalId,
    proof: '工单',
    attachments: [],
    clocks: [clock('follow_up', 1_440)],
  },
  { type: 'followed_up', result: 'satisfied', text: '', clocks: [] },
];
const closing: CaseEventBody = {
  type: 'closed',
  text: '',
  resolution: 'other',
  verdict: 'defect',
  parties: ['dealer'],
};
const nobody = 'nobody' as CaseId;

/** A case that ran up to its closing, at a minute; `closed` false leaves it waiting for its closing. */
async function solved(
  cases: Cases,
  minutes: number,
  { category = 'repair_quality', model = null, closed = true }: Partial<Kind> = {},
): Promise<CaseId> {
  const found = { value: category, quote: null, by: 'rule', sureness: 'stated' } as const;
  const id = await openCase(cases, opened({ category: found }, { model: model === null ? null : stated(model) }));
  await cases.commit({ cases: [change(id, 1, closed ? [...done, closing] : done, minutes)] });
  return id;
}

interface Kind {
  readonly category: Category;
  readonly model: string | null;
  readonly closed: boolean;
}

/** What every implementation of Cases promises about cases like another. */
export function similarCasesContract(open: () => Stores): void {
  describe('cases like another', () => {
    const like = async (cases: Cases, carModel: string | null, limit = 10, not = nobody) =>
      (await cases.similar({ category: 'repair_quality', carModel, not }, limit)).map((c) => c.id);

    test('are the closed ones of its category, newest closing first', async () => {
      const { cases } = open();
      const [late, early] = [await solved(cases, 30), await solved(cases, 10)];
      const middle = await solved(cases, 20);
      await solved(cases, 40, { category: 'price_billing' });
      await solved(cases, 50, { closed: false });
      await openCase(cases);
      expect(await like(cases, null)).toEqual([late, middle, early]);
      expect(await like(cases, null, 2)).toEqual([late, middle]);
    });

    test('start with those of the same car model, however it was written', async () => {
      const { cases } = open();
      const old = await solved(cases, 10, { model: 'Model Y' });
      const newer = await solved(cases, 20, { model: 'MODELY' });
      const other = await solved(cases, 30, { model: 'Model 3' });
      const unknown = await solved(cases, 40);
      expect(await like(cases, 'model y')).toEqual([newer, old, unknown, other]);
      expect(await like(cases, 'model y', 3)).toEqual([newer, old, unknown]);
      expect(await like(cases, 'model y', 2)).toEqual([newer, old]);
      expect(await like(cases, 'model y', 1)).toEqual([newer]);
      expect(await like(cases, 'Model X')).toEqual([unknown, other, newer, old]);
      expect(await like(cases, ' ')).toEqual([unknown, other, newer, old]);
    });

    test('go by a car model as it was corrected', async () => {
      const { cases } = open();
      const id = await solved(cases, 10, { model: 'Model 3', closed: false });
      const facts = { model: stated('Model Y') };
      const amended: CaseEventBody = { type: 'amended', category: null, customerType: null, summary: null, facts };
      await cases.commit({ cases: [change(id, 1 + done.length, [amended, closing], 20)] });
      const newer = await solved(cases, 30);
      expect(await like(cases, 'Model Y')).toEqual([id, newer]);
    });

    test('leave out the case itself, without missing one for it', async () => {
      const { cases } = open();
      const [older, same] = [await solved(cases, 10, { model: 'Y' }), await solved(cases, 20, { model: 'Y' })];
      expect(await like(cases, 'Y', 1, same)).toEqual([older]);
      expect(await like(cases, null, 1, same)).toEqual([older]);
    });

    test('leave out one that was opened again', async () => {
      const { cases } = open();
      const id = await solved(cases, 10);
      expect(await like(cases, null)).toEqual([id]);
      await cases.commit({
        cases: [change(id, 2 + done.length, [{ type: 'reopened', reason: '还响', clocks: [] }], 20)],
      });
      expect(await like(cases, null)).toEqual([]);
    });
  });
}
