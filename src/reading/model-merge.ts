import type { Reading, ReadingReason, Verdict } from '../domain/complaint.ts';
import { factsToAsk } from './ask.ts';
import type { ModelAnswer } from './model-answer.ts';
import { checkEvidence } from './model-evidence.ts';
import type { CheckedAnswer } from './model-evidence-checked.ts';
import { sourceOf } from './model-evidence-quotes.ts';
import { type ComplaintInsight, type Disagreement, mergeComplaint } from './model-merge-complaint.ts';
import { complaintsByRules, splitBoth } from './model-merge-parts.ts';
import { LONGEST_TEXT, type ReadInput, readByRules } from './rules.ts';

/** A reading of rules and model together, and what has no place in a reading. */
export interface MergedReading {
  readonly reading: Reading;
  /** One for each complaint of the reading, in its order. */
  readonly insights: readonly ComplaintInsight[];
  readonly disagreements: readonly Disagreement[];
}

const DANGERS: ReadonlySet<string> = new Set(['safety', 'fire', 'injury']);

const dangerous = (rules: Reading): boolean =>
  rules.complaints.some((one) => one.triggers.some(({ trigger }) => DANGERS.has(trigger)));

/** Sums and repetition stand in spam, reports and orders too; the other triggers stand in none that a person should not look at. */
const WEAK: ReadonlySet<string> = new Set(['amount', 'large_amount', 'repeat']);

const triggered = (rules: Reading): boolean =>
  rules.complaints.some((one) => one.triggers.some(({ trigger }) => !WEAK.has(trigger)));

/**
 * Who decides whether it is a complaint: a danger always is one; where the rules see one and the model none, a person is asked; where only the
 * model sees one, it opens when the model is sure and can quote, is asked about when it can only quote, and is none when it cannot even that.
 */
function verdictOf(rules: Reading, model: CheckedAnswer, forced: boolean): Verdict {
  if (forced) return rules.verdict;
  const sure = model.sureness !== 'uncertain';
  const quoted = model.evidence.length > 0;
  if (rules.verdict === 'complaint')
    return model.verdict === 'not_complaint' && !dangerous(rules) ? 'unsure' : 'complaint';
  if (model.verdict === 'complaint' && quoted) return sure ? 'complaint' : 'unsure';
  if (rules.verdict === 'not_complaint') return model.verdict === 'unsure' && quoted ? 'unsure' : 'not_complaint';
  const harmless = model.verdict === 'not_complaint' && model.sureness === 'stated' && !triggered(rules);
  return harmless && rules.reason === 'mixed_signals' ? 'not_complaint' : 'unsure';
}

function reasonOf(rules: Reading, model: CheckedAnswer, verdict: Verdict): ReadingReason {
  if (verdict === rules.verdict) return rules.reason;
  if (verdict === 'not_complaint') return model.reason ?? 'no_grievance';
  return verdict === 'complaint' ? 'dissatisfaction' : 'mixed_signals';
}

function evidenceOf(rules: Reading, model: CheckedAnswer, verdict: Verdict): readonly string[] {
  const agree = model.verdict === verdict && model.evidence.length > 0;
  return agree ? model.evidence : rules.evidence;
}

function relationOf(rules: Reading, model: CheckedAnswer): Reading['relation'] {
  if (model.relation !== 'none') return model.relation;
  return rules.relation === 'none' ? 'new' : rules.relation;
}

function noteOf(
  field: 'verdict' | 'relation' | 'split',
  rules: string | number,
  model: string | number,
): Disagreement[] {
  return rules === model ? [] : [{ complaint: null, field, rules: String(rules), model: String(model) }];
}

/** Puts the two readings of a message together: rules make it safe, the model makes it good. `reader` names both. */
export function mergeReadings(
  rules: Reading,
  model: CheckedAnswer,
  source: ReadInput,
  reader: string = `${rules.reader}+model`,
): MergedReading {
  const input = { ...source, text: source.text.slice(0, LONGEST_TEXT) };
  const verdict = verdictOf(rules, model, source.forced === true);
  const instructions = [...new Set([...rules.instructions, ...model.injection])];
  const about = { verdict, reason: reasonOf(rules, model, verdict), evidence: evidenceOf(rules, model, verdict) };
  const noted = noteOf('verdict', rules.verdict, model.verdict);
  if (verdict === 'not_complaint') {
    const reading: Reading = { ...about, relation: 'none', complaints: [], instructions, ask: [], reader };
    return { reading, insights: [], disagreements: noted };
  }
  const found = complaintsByRules(rules, input);
  const { parts } = splitBoth(found, model, sourceOf(input.text), input);
  const merged = parts.map((part) => mergeComplaint(part.rules, part.model));
  const relation = relationOf(rules, model);
  if (model.complaints.length > 0 && rules.complaints.length > 0) {
    noted.push(...noteOf('split', rules.complaints.length, model.complaints.length));
    noted.push(...noteOf('relation', rules.relation, relation));
  }
  const complaints = merged.map((one) => one.complaint);
  const ask = factsToAsk(complaints, about.reason === 'too_little');
  return {
    reading: { ...about, relation, complaints, instructions, ask, reader },
    insights: merged.map((one) => one.insight),
    disagreements: [
      ...noted,
      ...merged.flatMap((one, complaint) => one.disagreements.map((each) => ({ ...each, complaint }))),
    ],
  };
}

/** The whole pure half: rules, evidence, merge. `restore` comes from `maskForModel`, `reader` names model and prompt version. */
export function readWithAnswer(
  input: ReadInput,
  answer: ModelAnswer,
  restore: (text: string) => string,
  reader?: string,
): MergedReading & { readonly checked: CheckedAnswer } {
  const rules = readByRules(input);
  const checked = checkEvidence(answer, { ...input, text: input.text.slice(0, LONGEST_TEXT), restore });
  return { ...mergeReadings(rules, checked, input, reader), checked };
}
