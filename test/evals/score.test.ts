import { describe, expect, it } from 'vitest';
import { type ComplaintReading, NO_FACTS, type Reading } from '../../src/domain/complaint.ts';
import { BadInput, type LabelledRow, parseRows, score } from './score.ts';

const row = (over: Partial<LabelledRow>): LabelledRow => ({
  id: 'r1',
  text: 'x',
  is_complaint: true,
  category: 'rescue',
  severity: 'major',
  phone: '15400010002',
  plate: '沪A12345',
  vin: null,
  amount_cny: 1000,
  posted_at: '2026-11-18T10:00:00+08:00',
  expected_cases: 1,
  tags: [],
  ...over,
});

const found = <T>(value: T) => ({ value, quote: null, by: 'rule', sureness: 'stated' }) as const;

const complaint = (over: Partial<ComplaintReading> = {}): ComplaintReading => ({
  text: 'x',
  summary: 'x',
  category: found('rescue'),
  subcategory: null,
  secondaryCategories: [],
  severity: 'major',
  triggers: [],
  customerType: 'unknown',
  facts: { ...NO_FACTS, phone: found('15400010002'), plate: found('沪A·12345'), amountFen: found(100_000) },
  vinCheckDigitOk: true,
  malformedVin: null,
  promises: [],
  ...over,
});

const reading = (over: Partial<Reading> = {}): Reading => ({
  verdict: 'complaint',
  reason: 'dissatisfaction',
  evidence: [],
  relation: 'new',
  complaints: [complaint()],
  instructions: [],
  ask: [],
  reader: 'test',
  ...over,
});

const none = reading({ verdict: 'not_complaint', complaints: [], relation: 'none' });

describe('score', () => {
  it('gives full marks to a perfect reading', () => {
    const { figures, misses } = score([row({})], new Map([['r1', reading()]]));
    expect(misses).toEqual([]);
    expect(Object.values(figures)).toEqual(Array(11).fill(1));
  });

  it('counts a complaint that was passed over as a miss in everything', () => {
    const { figures } = score([row({})], new Map([['r1', none]]));
    expect(figures).toMatchObject({
      isComplaintF1: 0,
      categoryAccuracy: 0,
      majorRecall: 0,
      majorPrecision: 1,
      phoneExact: 0,
      vinExact: 0,
      splitAccuracy: 0,
    });
  });

  it('counts an unsure reading with a complaint as a complaint', () => {
    expect(score([row({})], new Map([['r1', reading({ verdict: 'unsure' })]])).figures.isComplaintF1).toBe(1);
  });

  it('lets a borderline row be one level or one neighbour off', () => {
    const off = reading({
      complaints: [
        complaint({ severity: 'serious', category: found('waiting_time'), secondaryCategories: ['rescue'] }),
      ],
    });
    const strict = score([row({})], new Map([['r1', off]])).figures;
    const lenient = score([row({ tags: ['borderline'] })], new Map([['r1', off]])).figures;
    expect([strict.categoryAccuracy, strict.severityAccuracy]).toEqual([0, 0]);
    expect([lenient.categoryAccuracy, lenient.severityAccuracy]).toEqual([1, 1]);
  });

  it('opens no case for a follow-up', () => {
    const rows = [row({ expected_cases: 0 })];
    expect(score(rows, new Map([['r1', reading({ relation: 'follow_up' })]])).figures.splitAccuracy).toBe(1);
    expect(score(rows, new Map([['r1', reading()]])).figures.splitAccuracy).toBe(0);
  });

  it('wants null where the label is null', () => {
    expect(score([row({ phone: null })], new Map([['r1', reading()]])).figures.phoneExact).toBe(0);
  });
});

describe('parseRows', () => {
  it.each([
    ['', /no rows/],
    ['{', /Line 1 is not JSON/],
    ['[]', /not a JSON object/],
    ['{"id":"a"}', /lacks the key "text"/],
    [JSON.stringify(row({ severity: 'huge' as never })), /unusable "severity"/],
    [`${JSON.stringify(row({}))}\n${JSON.stringify(row({}))}`, /repeats the id/],
  ])('refuses %s', (text, message) => {
    expect(() => parseRows(text)).toThrow(BadInput);
    expect(() => parseRows(text)).toThrow(message);
  });
});
