import { describe, expect, test } from 'vitest';
import type { Stores } from '../../src/db/stores.ts';
import { replay } from '../../src/domain/case-fold.ts';
import { ConflictError, RuleError } from '../../src/domain/errors.ts';
import type { CaseId, MessageRef } from '../../src/domain/ids.ts';
import { showCase } from '../../src/domain/job.ts';
import { longLife } from './long-life.ts';
import { at, change, claimed, iso, li, message, openCase, opened, outcome, unique, wang } from './samples.ts';

/** What every implementation of Cases promises about writing. */
export function casesContract(open: () => Stores): void {
  describe('a commit', () => {
    test('opens a case and gives it back as it is stored', async () => {
      const { cases } = open();
      const id = unique('case') as CaseId;
      const [made] = await cases.commit({ cases: [change(id, 0, [opened({ number: '20261116-007' })])] });
      expect(made).toMatchObject({ id, number: '20261116-007', version: 1, status: 'new', openedAt: iso() });
      expect(await cases.get(id)).toEqual(made);
      expect(await cases.byNumber('20261116-007')).toEqual(made);
    });

    test('keeps a timeline that replays to exactly the stored case', async () => {
      const { cases } = open();
      const id = unique('case') as CaseId;
      const bodies = longLife();
      await cases.commit({ cases: [change(id, 0, bodies.slice(0, 3))] });
      for (const [i, body] of bodies.slice(3).entries()) await cases.commit({ cases: [change(id, 3 + i, [body], i)] });
      const timeline = await cases.timeline(id);
      expect(timeline.map((e) => e.seq)).toEqual(bodies.map((_, i) => i + 1));
      expect(timeline.map((e) => e.body.type)).toEqual(bodies.map((b) => b.type));
      expect(replay(timeline)).toEqual(await cases.get(id));
      expect(await cases.get(id)).toMatchObject({ status: 'dismissed', version: bodies.length, reopenCount: 1 });
    });

    test('changes two cases together, in the order given', async () => {
      const { cases } = open();
      const [a, b] = [await openCase(cases), await openCase(cases)];
      const now = await cases.commit({ cases: [change(b, 1, [claimed(wang)]), change(a, 1, [claimed(li)])] });
      expect(now.map((c) => [c.id, c.assignee])).toEqual([
        [b, wang],
        [a, li],
      ]);
    });

    test('that approves is refused when another approval came since the sums were added up', async () => {
      const { cases } = open();
      const [a, b] = [await openCase(cases), await openCase(cases)];
      const seen = await cases.approvals();
      expect(seen).toBe(0);
      await cases.commit({ cases: [change(a, 1, [claimed(li)])], approvals: seen });
      const late = cases.commit({ cases: [change(b, 1, [claimed(li)])], approvals: seen });
      await expect(late).rejects.toThrow(ConflictError);
      expect(await cases.get(b)).toMatchObject({ version: 1 });
      await cases.commit({ cases: [change(b, 1, [claimed(li)])], approvals: await cases.approvals() });
      expect(await cases.approvals()).toBe(2);
    });

    test('takes several changes of one case, from its first event on, one after the other', async () => {
      const { cases } = open();
      const id = unique('case') as CaseId;
      const other = await openCase(cases);
      const after = await cases.commit({
        cases: [change(id, 0, [opened()]), change(other, 1, [claimed(wang)]), change(id, 1, [claimed(li)], 1)],
      });
      expect(after.map((c) => [c.id, c.version])).toEqual([
        [id, 1],
        [other, 2],
        [id, 2],
      ]);
      expect(await cases.get(id)).toMatchObject({ version: 2, assignee: li });
      expect((await cases.timeline(id)).map((e) => e.body.type)).toEqual(['opened', 'claimed']);
      const gone = { type: 'dismissed', reason: '看错了' } as const;
      const stale = cases.commit({ cases: [change(id, 2, [gone]), change(id, 2, [gone])] });
      await expect(stale).rejects.toThrow(ConflictError);
      expect(await cases.get(id)).toMatchObject({ version: 2, assignee: li });
    });

    test('adds nothing to the case that was decided on in an older version', async () => {
      const { cases } = open();
      const id = await openCase(cases);
      await cases.commit({ cases: [change(id, 1, [claimed(li)])] });
      await expect(cases.commit({ cases: [change(id, 1, [claimed(wang)])] })).rejects.toThrow(ConflictError);
      expect(await cases.get(id)).toMatchObject({ version: 2, assignee: li });
      expect(await cases.timeline(id)).toHaveLength(2);
    });

    test('refuses to change a case that does not exist', async () => {
      const { cases } = open();
      const missing = change('nowhere' as CaseId, 3, [claimed()]);
      await expect(cases.commit({ cases: [missing] })).rejects.toThrow(ConflictError);
    });

    test.each([
      ['an id', (id: CaseId) => change(id, 0, [opened()])],
      ['a number', () => change(unique('case') as CaseId, 0, [opened({ number: 'taken' })])],
      ['a source message and part', () => change(unique('case') as CaseId, 0, [opened({ source: 'm' as MessageRef })])],
    ])('refuses to open a case twice under %s', async (_, again) => {
      const { cases } = open();
      const id = await openCase(cases, opened({ number: 'taken', source: 'm' as MessageRef }));
      await expect(cases.commit({ cases: [again(id)] })).rejects.toThrow(ConflictError);
    });

    test('opens several parts of one message, and several forms without a message', async () => {
      const { cases } = open();
      await openCase(cases, opened({ source: 'm' as MessageRef, part: 1 }));
      await openCase(cases, opened({ source: 'm' as MessageRef, part: 0 }));
      await openCase(cases, opened({ source: null }));
      await openCase(cases, opened({ source: null }));
      expect((await cases.fromMessage('m' as MessageRef)).map((c) => c.part)).toEqual([0, 1]);
    });

    test('writes what became of a message, and takes it back', async () => {
      const { cases, inbox } = open();
      const posted = message();
      await inbox.receive({ key: 'k', at: at(), incoming: { type: 'posted', message: posted }, jobs: [] });
      const became = outcome({ evidence: ['投诉', '异响'] });
      await cases.commit({ outcomes: [{ message: posted.ref, before: null, outcome: became }] });
      expect((await inbox.message(posted.ref))?.outcome).toEqual(became);
      await cases.commit({ outcomes: [{ message: posted.ref, before: became, outcome: null }] });
      expect((await inbox.message(posted.ref))?.outcome).toBeNull();
    });

    test('of two who read one message side by side the second adds nothing to a case, even to one as it is now', async () => {
      const { cases, inbox } = open();
      const posted = message();
      await inbox.receive({ key: 'k', at: at(), incoming: { type: 'posted', message: posted }, jobs: [] });
      const id = await openCase(cases);
      const noteIt = (version: number) =>
        cases.commit({
          cases: [change(id, version, [{ type: 'noted', message: posted.ref, text: '又响了', instructions: [] }])],
          outcomes: [{ message: posted.ref, before: null, outcome: outcome({ note: true, caseIds: [id] }) }],
        });
      await noteIt(1);
      await expect(noteIt(2)).rejects.toBeInstanceOf(ConflictError);
      expect((await cases.timeline(id)).map((e) => e.body.type)).toEqual(['opened', 'noted']);
      // A second reading that others were quicker to give leaves theirs as well.
      const [waits, read] = [outcome({ second: 'awaited' }), outcome({ second: 'read' })];
      const was = (await inbox.message(posted.ref))?.outcome ?? null;
      await cases.commit({ outcomes: [{ message: posted.ref, before: was, outcome: waits }] });
      await cases.commit({ outcomes: [{ message: posted.ref, before: waits, outcome: read }] });
      const again = cases.commit({ outcomes: [{ message: posted.ref, before: waits, outcome: outcome() }] });
      await expect(again).rejects.toBeInstanceOf(ConflictError);
      expect((await inbox.message(posted.ref))?.outcome).toEqual(read);
    });
  });
  atomicity(open);
}

function atomicity(open: () => Stores): void {
  describe('a commit that fails in its second case', () => {
    test.each([
      ['a conflict', (id: CaseId) => change(id, 7, [claimed()]), ConflictError],
      [
        'a rule',
        (id: CaseId) =>
          change(id, 1, [{ type: 'closed', text: '', resolution: 'other', verdict: 'defect', parties: ['dealer'] }]),
        RuleError,
      ],
    ])('by %s writes nothing at all and wakes nobody', async (_, failing, kind) => {
      const { cases, inbox, jobs } = open();
      const [first, second] = [await openCase(cases), await openCase(cases)];
      const fresh = unique('case') as CaseId;
      const posted = message();
      await inbox.receive({ key: 'k', at: at(), incoming: { type: 'posted', message: posted }, jobs: [] });
      let woken = 0;
      jobs.onAdded(() => woken++);
      const commit = cases.commit({
        cases: [change(fresh, 0, [opened()]), change(first, 1, [claimed()]), failing(second)],
        outcomes: [{ message: posted.ref, before: null, outcome: outcome() }],
        jobs: [showCase({ id: first, thread: null })],
      });
      await expect(commit).rejects.toThrow(kind);
      expect(await cases.get(fresh)).toBeNull();
      expect(await cases.get(first)).toMatchObject({ version: 1, assignee: null });
      expect(await cases.timeline(first)).toHaveLength(1);
      expect((await inbox.message(posted.ref))?.outcome).toBeNull();
      expect(await jobs.counts()).toEqual({ waiting: 0, dead: 0 });
      expect(woken).toBe(0);
    });
  });
}
