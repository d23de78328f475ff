import { describe, expect, it } from 'vitest';
import { adviceFor } from '../../src/domain/advice.ts';
import type { Case } from '../../src/domain/case.ts';
import { CATEGORIES, CUSTOMER_TYPES, SEVERITIES, TRIGGERS, type Trigger } from '../../src/domain/complaint.ts';
import { type LegalQuestion, legalFacts, MAX_LEGAL_FACTS, tripleExposureFen } from '../../src/domain/legal-facts.ts';
import { plainCase } from '../slack/views-data.ts';

const triggers = (...names: readonly Trigger[]) => names.map((trigger) => ({ trigger, quote: trigger }));
const about = (category: Case['category']['value'], change: Partial<Case> = {}): Case =>
  plainCase({
    category: { value: category, quote: null, by: 'rule', sureness: 'stated' },
    severity: 'general',
    ...change,
  });
const question = (c: Case, change: Partial<LegalQuestion> = {}): LegalQuestion => ({
  ...c,
  boughtWithinSixMonths: null,
  forManager: false,
  noticeWorkingDays: 7,
  odrWorkingDays: 10,
  ...change,
});
const keys = (c: Case, change: Partial<LegalQuestion> = {}) => legalFacts(question(c, change)).map((f) => f.key);

describe('advice', () => {
  it('suits the customer’s type', () => {
    const of = (customerType: Case['customerType']) => adviceFor(about('service_attitude', { customerType })).approach;
    expect(of('voicer')).toEqual(['isolate', 'agree_first', 'state_conditions']);
    expect(of('passive')).toEqual(['show_care', 'tell_how']);
    expect(of('angry')).toEqual(['isolate', 'listen_back', 'tell_escalation']);
    expect(of('activist')).toContain('offer_options');
  });

  it('has the warranty policy checked before anybody refuses or promises', () => {
    expect(adviceFor(about('warranty_claim')).steps).toContain('verify_warranty');
  });

  it('stops the car and keeps the evidence where safety is at stake, before all else', () => {
    const advice = adviceFor(about('product_quality', { severity: 'major', triggers: triggers('safety', 'media') }));
    expect(advice.stopDriving).toBe(true);
    expect(advice.steps[0]).toBe('stop_driving');
    expect(advice.evidence.slice(0, 3)).toEqual(['leave_as_is', 'photos', 'fault_codes']);
    expect(advice.steps).toEqual(expect.arrayContaining(['one_spokesperson', 'tell_leaders']));
  });

  it('does not stop the car of somebody who only waited', () => {
    const advice = adviceFor(about('waiting_time'));
    expect(advice.stopDriving).toBe(false);
    expect(advice.steps).not.toContain('stop_driving');
    expect(advice.solutions).toContain('labour_discount');
  });

  it('puts injured people before the car', () => {
    expect(adviceFor(about('rescue', { triggers: triggers('injury') })).steps[0]).toBe('care_for_injured');
  });

  it('has something to say of every kind of complaint, and never too much', () => {
    for (const category of CATEGORIES)
      for (const customerType of CUSTOMER_TYPES)
        for (const severity of SEVERITIES) {
          const worst = about(category, { customerType, severity, triggers: triggers(...TRIGGERS) });
          for (const c of [about(category, { customerType, severity }), worst]) {
            const { approach, steps, evidence, solutions } = adviceFor(c);
            expect(Math.min(approach.length, steps.length, evidence.length, solutions.length)).toBeGreaterThan(0);
            expect(Math.max(steps.length, evidence.length)).toBeLessThanOrEqual(8);
            expect(new Set(steps).size).toBe(steps.length);
          }
        }
  });
});

describe('rules that fit', () => {
  it('for a deposit that is kept are those of deposits and of delay', () => {
    const c = about('sales_promise', { text: '订金5000不退，客户说不退就12315', triggers: triggers('threat') });
    expect(keys(c)).toEqual(['deposit_double', 'prepayment', 'delay_15_days', 'notice']);
  });

  it('always end with the dealer’s own duty to answer within 7 working days', () => {
    for (const category of CATEGORIES) {
      const facts = legalFacts(question(about(category)));
      expect(facts.at(-1)).toMatchObject({ key: 'notice', law: 'auto_sales', article: '18', dueWorkingDays: 7 });
      expect(facts.length).toBeLessThanOrEqual(MAX_LEGAL_FACTS);
    }
  });

  it('for a work order of 12315 start with its 10 working days, a mere threat with it does not', () => {
    const text = '客户要去12315';
    const order = about('sales_promise', { text, triggers: [{ trigger: 'government', quote: '12315工单' }] });
    expect(legalFacts(question(order))[0]).toMatchObject({ key: 'odr_answer', dueWorkingDays: 10 });
    expect(keys(about('sales_promise', { text, triggers: triggers('threat') }))).not.toContain('odr_answer');
  });

  it('of triple damages are for managers only, and say what is at stake', () => {
    const amountFen = { value: 20_000, quote: null, by: 'rule', sureness: 'stated' } as const;
    const base = about('price_billing');
    const c = { ...base, text: '没换机滤却收了钱，这是欺诈', facts: { ...base.facts, amountFen } };
    expect(keys(c)).not.toContain('triple_exposure');
    const facts = legalFacts(question(c, { forManager: true }));
    expect(facts.find((f) => f.key === 'triple_exposure')?.exposureFen).toBe(60_000);
    expect(facts.map((f) => f.key)).toContain('repair_deception');
    expect(tripleExposureFen(10_000)).toBe(50_000);
  });

  it('for a car serviced elsewhere say that this is no reason to refuse', () => {
    expect(keys(about('warranty_claim', { text: '说客户在外面保养过，不给保修' }))).toEqual(
      expect.arrayContaining(['serviced_elsewhere', 'delay_15_days']),
    );
  });

  it('put the burden of proof on the dealer only while it is known to lie there', () => {
    const c = about('product_quality');
    expect(keys(c, { boughtWithinSixMonths: true })).toContain('burden_six_months');
    expect(keys(c, { boughtWithinSixMonths: null })).not.toContain('burden_six_months');
  });

  it('for leaked data name the duty to remedy and to tell', () => {
    expect(keys(about('privacy', { triggers: triggers('privacy_leak') }))[0]).toBe('privacy_leak_duty');
  });

  it('leave a complaint about manners alone', () => {
    expect(keys(about('service_attitude', { text: '前台态度冷淡' }))).toEqual(['notice']);
  });
});
