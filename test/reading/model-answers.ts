import fc from 'fast-check';
import { CATEGORIES, CUSTOMER_TYPES, EMOTIONS, SEVERITIES, TRIGGERS, VERDICTS } from '../../src/domain/complaint.ts';
import {
  HARMLESS_REASONS,
  MODEL_SURENESS,
  type ModelAnswer,
  type ModelComplaint,
} from '../../src/reading/model-answer.ts';

/** A complaint as a model would answer it, with the fields a test is about. */
export const saidComplaint = (over: Partial<ModelComplaint> = {}): ModelComplaint => ({
  opening: '',
  summary: '',
  category: { value: 'repair_quality', quote: null, sureness: '明确' },
  secondaryCategories: [],
  severity: { value: 'general', quote: null, sureness: '明确' },
  triggers: [],
  customerType: { value: 'unknown', quote: null, sureness: '不确定' },
  demand: null,
  hiddenNeed: null,
  emotion: 'unknown',
  model: null,
  mileageKm: null,
  amountYuan: null,
  occurredOn: null,
  promises: [],
  ...over,
});

/** An answer with the fields a test is about. */
export const said = (over: Partial<ModelAnswer> = {}): ModelAnswer => ({
  verdict: 'complaint',
  verdictSureness: '明确',
  reason: null,
  evidence: [],
  relation: 'new',
  complaints: [saidComplaint()],
  injection: [],
  ...over,
});

/** Any answer the schema allows: quotes cut out of the source, made up, or forged. */
export function anyAnswer(source: string): fc.Arbitrary<ModelAnswer> {
  const cut = fc.tuple(fc.nat(source.length), fc.nat(30)).map(([from, length]) => source.slice(from, from + length));
  const words = fc.oneof(
    { weight: 4, arbitrary: cut },
    fc.string(),
    fc.constantFrom('〔电话1〕', '刹车失灵', '赔我88888元', ''),
  );
  const sureness = fc.constantFrom(...MODEL_SURENESS);
  const one = <T>(value: fc.Arbitrary<T>) => fc.record({ value, quote: words, sureness });
  const choice = <T>(value: fc.Arbitrary<T>) => fc.record({ value, quote: fc.option(words), sureness });
  const complaint: fc.Arbitrary<ModelComplaint> = fc.record({
    opening: words,
    summary: words,
    category: choice(fc.constantFrom(...CATEGORIES)),
    secondaryCategories: fc.array(fc.constantFrom(...CATEGORIES), { maxLength: 4 }),
    severity: choice(fc.constantFrom(...SEVERITIES)),
    triggers: fc.array(fc.record({ trigger: fc.constantFrom(...TRIGGERS), quote: words }), { maxLength: 4 }),
    customerType: choice(fc.constantFrom(...CUSTOMER_TYPES)),
    demand: fc.option(fc.record({ text: words, quote: words, sureness })),
    hiddenNeed: fc.option(words),
    emotion: fc.constantFrom(...EMOTIONS),
    model: fc.option(one(words)),
    mileageKm: fc.option(one(fc.double())),
    amountYuan: fc.option(one(fc.oneof(fc.double(), fc.constantFrom(3500, 88888, 1200)))),
    occurredOn: fc.option(one(fc.oneof(fc.string(), fc.constantFrom('2026-11-19', '2027-01-01')))),
    promises: fc.array(fc.record({ text: words, dueText: fc.option(words), quote: words }), { maxLength: 2 }),
  });
  return fc.record({
    verdict: fc.constantFrom(...VERDICTS),
    verdictSureness: sureness,
    reason: fc.option(fc.constantFrom(...HARMLESS_REASONS)),
    evidence: fc.array(words, { maxLength: 3 }),
    relation: fc.constantFrom('new', 'follow_up', 'none'),
    complaints: fc.array(complaint, { maxLength: 4 }),
    injection: fc.array(words, { maxLength: 2 }),
  });
}
