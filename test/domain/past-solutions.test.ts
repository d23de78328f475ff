import { describe, expect, it } from 'vitest';
import type { Case } from '../../src/domain/case.ts';
import { PRACTICE } from '../../src/domain/category-practice.ts';
import { CATEGORIES, CUSTOMER_TYPES, type Found } from '../../src/domain/complaint.ts';
import { MOST_PAST, pastSolutions } from '../../src/domain/past-solutions.ts';
import { DEFAULT_POLICY, type Policy } from '../../src/domain/policy.ts';
import { SOLUTIONS } from '../../src/domain/solution.ts';
import { approvalsOf, suitedTo } from '../../src/domain/solution-approval.ts';
import { plainCase, proposal } from '../slack/views-data.ts';

const found = <T>(value: T): Found<T> => ({ value, quote: null, by: 'rule', sureness: 'stated' });

/** A case of ¥320 that was closed two days after it opened. */
const closed = (number: string, model: string | null, change: Partial<Case> = {}): Case => {
  const c = plainCase({
    number,
    status: 'closed',
    openedAt: '2026-11-03T02:00:00Z',
    closedAt: '2026-11-05T01:00:00Z',
    satisfied: true,
    proposals: [
      proposal('executed', {
        solutions: ['refund', 'apology'],
        lines: [{ kind: 'refund', payer: 'dealer', amountFen: 32_000 }],
      }),
    ],
    ...change,
  });
  return { ...c, facts: { ...c.facts, model: model === null ? null : found(model) } };
};

describe('how similar cases were settled', () => {
  it('says what was done, what it cost, how long it took and whether the customer was satisfied', () => {
    expect(pastSolutions([closed('20261103-002', 'POLO')], 'polo')).toEqual([
      {
        number: '20261103-002',
        sameModel: true,
        solutions: ['refund', 'apology'],
        dealerFen: 32_000,
        totalFen: 32_000,
        days: 2,
        satisfied: true,
      },
    ]);
  });

  it('has those of the same model first, at most three, in the order they came', () => {
    const cases = [
      closed('1', 'CR-V'),
      closed('2', null),
      closed('3', 'cr v'),
      closed('4', 'Polo'),
      closed('5', 'CRV'),
    ];
    expect(pastSolutions(cases, 'CRV').map(({ number }) => number)).toEqual(['1', '3', '5']);
    expect(pastSolutions(cases, 'polo').map(({ number }) => number)).toEqual(['4', '1', '2']);
    expect(pastSolutions(cases, null).every(({ sameModel }) => !sameModel)).toBe(true);
    expect(pastSolutions(cases, null)).toHaveLength(MOST_PAST);
  });

  it('counts only what was carried out, and the dealer’s own money apart', () => {
    const proposals = [
      proposal('declined', { solutions: ['gift'] }),
      proposal('executed', {
        solutions: ['repair', 'apology'],
        lines: [
          { kind: 'labour', payer: 'dealer', amountFen: 10_000 },
          { kind: 'parts', payer: 'manufacturer', amountFen: 50_000 },
        ],
      }),
      proposal('executed', { solutions: ['apology'], lines: [] }),
    ];
    const [past] = pastSolutions([closed('1', null, { proposals, satisfied: false })], null);
    expect(past).toMatchObject({
      solutions: ['repair', 'apology'],
      dealerFen: 10_000,
      totalFen: 60_000,
      satisfied: false,
    });
  });

  it('tells nothing of cases that ended without a solution, or run again', () => {
    const declined = closed('1', null, { proposals: [proposal('declined')] });
    const reopened = closed('2', null, { status: 'claimed', closedAt: null });
    expect(pastSolutions([declined, reopened], null)).toEqual([]);
  });

  it('calls a case closed on the day it opened one of one day', () => {
    expect(pastSolutions([closed('1', null, { closedAt: '2026-11-03T03:00:00Z' })], null)[0]?.days).toBe(1);
  });
});

describe('who may approve a solution', () => {
  it('is nobody’s question where no money is given, and follows the limits where it is', () => {
    const approvals = approvalsOf(['apology', 'labour_discount', 'repair', 'gift'], DEFAULT_POLICY);
    expect(approvals).toEqual([
      { solutions: ['apology', 'repair'], approvers: null, consent: false },
      {
        solutions: ['labour_discount', 'gift'],
        approvers: [
          { role: 'department_manager', upToFen: 100_000 },
          { role: 'customer_relations_manager', upToFen: 300_000 },
          { role: 'general_manager', upToFen: null },
        ],
        consent: false,
      },
    ]);
  });

  it('for taking the car back or replacing it includes the manufacturer', () => {
    for (const { consent } of approvalsOf(['vehicle_return', 'vehicle_replacement'], DEFAULT_POLICY))
      expect(consent).toBe(true);
  });

  it('knows limits for some kinds of money only, and never asks an advisor', () => {
    const rules: Policy['authority']['rules'] = [
      { role: 'advisor', perDecisionFen: null, perCaseFen: null, perVehicleFen: null, perMonthFen: null },
      {
        role: 'supervisor',
        kinds: ['labour'],
        perDecisionFen: 20_000,
        perCaseFen: null,
        perVehicleFen: null,
        perMonthFen: null,
      },
      {
        role: 'general_manager',
        kinds: ['labour'],
        perDecisionFen: 90_000,
        perCaseFen: null,
        perVehicleFen: null,
        perMonthFen: null,
      },
    ];
    const policy = { ...DEFAULT_POLICY, authority: { ...DEFAULT_POLICY.authority, rules } };
    const [labour, refund] = approvalsOf(['labour_discount', 'refund'], policy);
    expect(labour?.approvers).toEqual([
      { role: 'supervisor', upToFen: 20_000 },
      { role: 'general_manager', upToFen: 90_000 },
    ]);
    expect(refund?.approvers).toEqual([]);
  });

  it('leaves out no solution', () => {
    expect(
      approvalsOf(SOLUTIONS, DEFAULT_POLICY)
        .flatMap(({ solutions }) => solutions)
        .sort(),
    ).toEqual([...SOLUTIONS].sort());
  });
});

describe('the usual solutions', () => {
  it('begin with what suits the customer', () => {
    const { solutions } = PRACTICE.price_billing;
    expect(suitedTo('angry', solutions)[0]).toBe('apology');
    expect(suitedTo('voicer', solutions).slice(0, 2)).toEqual(['apology', 'explanation']);
    expect(suitedTo('passive', solutions)).toContain('priority_service');
    expect(suitedTo('unknown', solutions)).toEqual(solutions);
  });

  it('are at least three for an activist, whatever the complaint', () => {
    for (const category of CATEGORIES) {
      expect(suitedTo('activist', PRACTICE[category].solutions).length).toBeGreaterThanOrEqual(3);
    }
    expect(suitedTo('activist', ['refund'])).toHaveLength(3);
    for (const type of CUSTOMER_TYPES) {
      const all = suitedTo(type, PRACTICE.other.solutions);
      expect(new Set(all).size).toBe(all.length);
    }
  });
});
