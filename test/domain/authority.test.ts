import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  askedFirst,
  checkMaySign,
  excessOf,
  type LedgerEntry,
  needsConsent,
  type Request,
  rolesThatCover,
  signersFor,
} from '../../src/domain/authority.ts';
import { RuleError } from '../../src/domain/errors.ts';
import type { CaseId, PersonId } from '../../src/domain/ids.ts';
import { MONEY_KINDS, type MoneyLine, PAYERS } from '../../src/domain/money.ts';
import { type Person, ROLES, type Role } from '../../src/domain/person.ts';
import { DEFAULT_POLICY as P, policySchema } from '../../src/domain/policy.ts';
import { person as anybody } from '../support/cases.ts';
import { shanghai } from '../support/timeline.ts';

const NOW = shanghai('2026-11-16 10:00');
const yuan = (
  amount: number,
  kind: MoneyLine['kind'] = 'goodwill',
  payer: MoneyLine['payer'] = 'dealer',
): MoneyLine => ({
  kind,
  payer,
  amountFen: amount * 100,
});
const person = (name: string, role: Role, more: Partial<Person> = {}): Person =>
  anybody(name, role, { department: 'service', ...more });
const 吴 = person('吴', 'department_manager');
const 周 = person('周', 'customer_relations_manager');
const 何 = person('何', 'general_manager');
const 小陈 = person('小陈', 'advisor');
const ALL = [小陈, 吴, 周, 何];

const request = (lines: readonly MoneyLine[], more: Partial<Request> = {}): Request => ({
  caseId: 'c' as CaseId,
  proposedBy: '小陈' as PersonId,
  lines,
  solutions: ['compensation'],
  accused: [],
  signedBy: [],
  hasConsent: false,
  ...more,
});
const spent = (amount: number, more: Partial<LedgerEntry> = {}): LedgerEntry => ({
  caseId: 'c' as CaseId,
  approvedBy: '吴' as PersonId,
  lines: [yuan(amount)],
  sameVehicle: false,
  thisMonth: true,
  ...more,
});
const refusal = (act: () => unknown): RuleError => {
  try {
    act();
  } catch (error) {
    if (error instanceof RuleError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
};
const sign = (
  who: Person,
  r: Request,
  ledger: readonly LedgerEntry[] = [],
  policy = P,
  people: readonly Person[] = ALL,
) => checkMaySign(who, r, ledger, people, NOW, policy);

describe('who must sign', () => {
  const names = (amount: number) => rolesThatCover(request([yuan(amount)]), [], P);
  it('the department manager to ¥1,000, customer relations to ¥3,000, above that the general manager', () => {
    expect(names(1000)).toEqual(['department_manager', 'customer_relations_manager', 'general_manager']);
    expect(names(1000.01)).toEqual(['customer_relations_manager', 'general_manager']);
    expect(names(3000)).toEqual(['customer_relations_manager', 'general_manager']);
    expect(names(3800)).toEqual(['general_manager']);
  });

  it('asks the lowest who may, and the next level as a fallback', () => {
    const signers = signersFor(request([yuan(600)]), [], ALL, NOW, P);
    expect(askedFirst(signers, 'service').map((p) => p.name)).toEqual(['吴']);
    expect(askedFirst(signers, 'service', 1).map((p) => p.name)).toEqual(['周']);
    expect(askedFirst(signers, 'service', 9).map((p) => p.name)).toEqual(['何']);
  });

  it('calls the manager of the case’s own department, and others only where it has none', () => {
    const 郑 = person('郑', 'department_manager', { department: 'sales' });
    const signers = signersFor(request([yuan(600)]), [], [...ALL, 郑], NOW, P);
    expect(askedFirst(signers, 'sales').map((p) => p.name)).toEqual(['郑']);
    expect(askedFirst(signers, 'parts').map((p) => p.name)).toEqual(['吴']);
  });

  it('never the proposer, never an advisor, never the one complained about', () => {
    expect(refusal(() => sign(吴, request([yuan(600)], { proposedBy: 吴.id }))).code).toBe('own_proposal');
    expect(refusal(() => sign(小陈, request([yuan(1)], { proposedBy: 吴.id }))).code).toBe('above_authority');
    expect(refusal(() => sign(吴, request([yuan(600)], { accused: [吴.id] }))).code).toBe('complained_about');
  });

  it('is told which limit was passed and who may', () => {
    const error = refusal(() => sign(吴, request([yuan(5000)])));
    expect(error.params).toEqual({
      amountFen: 500_000,
      limit: 'decision',
      limitFen: 100_000,
      wouldBeFen: 500_000,
      roles: ['general_manager'],
    });
  });
});

describe('splitting a sum does not help', () => {
  it('what still stands on the case counts, what was declined does not come here at all', () => {
    expect(sign(吴, request([yuan(400)]), [spent(600)]).role).toBe('department_manager');
    expect(refusal(() => sign(吴, request([yuan(401)]), [spent(600)])).params).toMatchObject({
      limit: 'case',
      wouldBeFen: 100_100,
    });
  });
  it('nor does another case about the same car', () => {
    const other = spent(1900, { caseId: 'd' as CaseId, sameVehicle: true, approvedBy: 周.id });
    expect(refusal(() => sign(吴, request([yuan(101)]), [other])).params).toMatchObject({ limit: 'vehicle' });
    expect(sign(吴, request([yuan(101)]), [{ ...other, sameVehicle: false }]).role).toBe('department_manager');
  });
  it('nor does a month of small sums by one person', () => {
    const month = Array.from({ length: 10 }, (_, i) => spent(990, { caseId: `m${i}` as CaseId }));
    expect(refusal(() => sign(吴, request([yuan(101)]), month)).params).toMatchObject({ limit: 'month' });
    const others = month.map((e) => ({ ...e, approvedBy: 'somebody' as PersonId }));
    expect(sign(吴, request([yuan(101)]), others).last).toBe(true);
  });
});

describe('rules by kind and payer', () => {
  const policy = policySchema.parse({
    authority: {
      rules: [
        { role: 'department_manager', kinds: ['labour', 'coupon'], perDecisionFen: 200_000 },
        { role: 'customer_relations_manager', payers: ['dealer'], perDecisionFen: 300_000 },
        { role: 'general_manager', perDecisionFen: null },
      ],
    },
  });
  it('hold each for its own kind of money, and a kind no rule names is not his at all', () => {
    expect(sign(吴, request([yuan(1500, 'labour')]), [], policy).role).toBe('department_manager');
    expect(
      refusal(() => sign(吴, request([yuan(1500, 'labour'), yuan(1, 'refund')]), [], policy)).params,
    ).toMatchObject({ limit: 'kind' });
    expect(refusal(() => sign(周, request([yuan(100, 'parts', 'manufacturer')]), [], policy)).code).toBe(
      'above_authority',
    );
    expect(sign(何, request([yuan(100, 'parts', 'manufacturer')]), [], policy).last).toBe(true);
  });
});

describe('the manufacturer’s written consent', () => {
  it('is needed above ¥20,000 and for the return of the car, on top of the general manager', () => {
    expect(needsConsent(request([yuan(20_000)]), P)).toBe(false);
    expect(refusal(() => sign(何, request([yuan(20_001)]))).code).toBe('consent_missing');
    expect(sign(何, request([yuan(20_001)], { hasConsent: true })).last).toBe(true);
    expect(refusal(() => sign(何, request([yuan(10)], { solutions: ['vehicle_return'] }))).code).toBe(
      'consent_missing',
    );
  });
});

describe('a chain of three signatures', () => {
  const policy = policySchema.parse({
    authority: {
      signatures: [
        { aboveFen: 500_000, roles: ['department_manager', 'customer_relations_manager', 'general_manager'] },
      ],
    },
  });
  const big = (signedBy: Request['signedBy']) => request([yuan(8000)], { signedBy });
  const first = { by: 吴.id, role: 'department_manager' } as const;
  const second = { by: 周.id, role: 'customer_relations_manager' } as const;
  it('goes in its order, and only the last one approves', () => {
    expect(refusal(() => sign(何, big([]), [], policy)).params).toEqual({ role: 'department_manager' });
    expect(sign(吴, big([]), [], policy)).toMatchObject({ role: 'department_manager', last: false });
    expect(refusal(() => sign(吴, big([first]), [], policy)).code).toBe('signed_already');
    expect(sign(周, big([first]), [], policy).last).toBe(false);
    expect(sign(何, big([first, second]), [], policy).last).toBe(true);
  });
});

describe('a deputy', () => {
  const away = { absences: [{ from: '2026-11-16', to: '2026-11-18', deputy: 周.id }] };
  it('signs with the absent manager’s authority, and it says on whose behalf', () => {
    const people = [小陈, 吴, 周, { ...何, ...away }];
    expect(sign(周, request([yuan(5000)]), [], P, people)).toMatchObject({
      role: 'general_manager',
      onBehalfOf: 何.id,
    });
  });
  it('only on those days, never as an advisor, and never for his own proposal', () => {
    const later = [小陈, 吴, 周, { ...何, absences: [{ from: '2026-11-17', to: '2026-11-18', deputy: 周.id }] }];
    expect(refusal(() => sign(周, request([yuan(5000)]), [], P, later)).code).toBe('above_authority');
    const toAdvisor = [小陈, { ...吴, absences: [{ from: '2026-11-16', to: '2026-11-16', deputy: 小陈.id }] }, 周, 何];
    expect(refusal(() => sign(小陈, request([yuan(10)], { proposedBy: 周.id }), [], P, toAdvisor)).code).toBe(
      'above_authority',
    );
    const people = [小陈, 吴, 周, { ...何, ...away }];
    expect(refusal(() => sign(周, request([yuan(5000)], { proposedBy: 周.id }), [], P, people)).code).toBe(
      'own_proposal',
    );
  });
});

describe('for any sums and any history', () => {
  const line = fc.record({
    kind: fc.constantFrom(...MONEY_KINDS),
    payer: fc.constantFrom(...PAYERS),
    amountFen: fc.integer({ min: 1, max: 600_000 }),
  });
  it('a role that covers a request covers every smaller one, and a higher role covers what a lower one does', () => {
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 3 }),
        fc.array(line, { maxLength: 4 }),
        (lines, history) => {
          const ledger = history.map((l) => spent(0, { lines: [l] }));
          const smaller = lines.map((l) => ({ ...l, amountFen: Math.ceil(l.amountFen / 2) }));
          const covering = rolesThatCover(request(lines), ledger, P);
          for (const role of covering) expect(excessOf(role, 'x' as PersonId, request(smaller), ledger, P)).toBeNull();
          expect([...covering]).toEqual(ROLES.slice(ROLES.length - covering.length));
        },
      ),
    );
  });
});
