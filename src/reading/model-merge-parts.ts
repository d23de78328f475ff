import type { ComplaintReading, Reading } from '../domain/complaint.ts';
import type { CheckedAnswer, CheckedComplaint } from './model-evidence-checked.ts';
import { locate, type Source } from './model-evidence-quotes.ts';
import { normalise, quoteOf, type Span } from './normalise.ts';
import { type ReadInput, readByRules, readComplaint } from './rules.ts';

/** One complaint as the rules read it and what the model says about the same one, null when it says nothing. */
export interface Part {
  readonly rules: ComplaintReading;
  readonly model: CheckedComplaint | null;
}

/** The complaints of a message, and by whom they were told apart. */
export interface Split {
  readonly parts: readonly Part[];
  readonly by: 'rules' | 'model';
}

const identifiersOf = (one: ComplaintReading): string[] =>
  [one.facts.phone, one.facts.plate, one.facts.vin].flatMap((fact) => (fact === null ? [] : [fact.value]));

/** Where the parts of the model begin and end; null when it does not say so clearly. What stands before the first belongs to it. */
function spansOf(complaints: readonly CheckedComplaint[], length: number): Span[] | null {
  const starts = complaints.map((one, i) => (i === 0 ? 0 : one.startsAt));
  const spans: Span[] = [];
  for (const [i, start] of starts.entries()) {
    const end = i + 1 < starts.length ? starts[i + 1] : length;
    if (start === null || end === null || end === undefined || end <= start) return null;
    spans.push({ start, end });
  }
  return spans;
}

function partsOfModel(model: readonly CheckedComplaint[], source: Source, input: ReadInput): Part[] | null {
  const { plain } = source;
  const spans = spansOf(model, plain.text.length);
  if (spans === null) return null;
  const parts = spans.map((span, i) => {
    const text = spans.length === 1 ? plain.raw : quoteOf(plain, span);
    return { rules: readComplaint(normalise(text), input), model: model[i] ?? null };
  });
  return parts.every((part) => part.rules.text !== '') ? parts : null;
}

/** The model's complaint that begins in a part of the rules; in their order when both found as many. */
function paired(rules: readonly ComplaintReading[], model: readonly CheckedComplaint[], source: Source): Part[] {
  if (rules.length === model.length) return rules.map((one, i) => ({ rules: one, model: model[i] ?? null }));
  const left = [...model];
  return rules.map((one) => {
    const place = locate(source, one.text);
    const start = source.plain.text.indexOf(normalise(one.text).text);
    const end = start < 0 ? (place?.end ?? 0) : start + normalise(one.text).text.length;
    const at = left.findIndex(({ startsAt }) => startsAt !== null && startsAt >= start && startsAt < end);
    return { rules: one, model: (at < 0 ? undefined : left.splice(at, 1)[0]) ?? null };
  });
}

/** What the rules found in the whole message and no part holds goes where its words stand, else to the first. */
function withTriggersOf(rules: readonly ComplaintReading[], parts: readonly Part[]): Part[] {
  const held = new Set(parts.flatMap((part) => part.rules.triggers.map((one) => one.trigger)));
  const lost = rules.flatMap((one) => one.triggers).filter((one) => !held.has(one.trigger));
  const homes = lost.map((one) =>
    Math.max(
      0,
      parts.findIndex((part) => part.rules.text.includes(one.quote)),
    ),
  );
  return parts.map((part, i) => {
    const more = lost.filter((_, n) => homes[n] === i);
    return more.length === 0
      ? part
      : { ...part, rules: { ...part.rules, triggers: [...part.rules.triggers, ...more] } };
  });
}

/** The message's complaints by the rules, also when these took it for none. */
export const complaintsByRules = (rules: Reading, input: ReadInput): readonly ComplaintReading[] =>
  rules.complaints.length > 0 ? rules.complaints : readByRules({ ...input, forced: true }).complaints;

/**
 * Who tells the customers of a message apart: the model, where it says in words of the message where each begins, and where no phone, plate or
 * VIN that the rules hold would be lost by it; else the rules.
 */
export function splitBoth(
  rules: readonly ComplaintReading[],
  model: CheckedAnswer,
  source: Source,
  input: ReadInput,
): Split {
  const { complaints } = model;
  if (complaints.length === 0) return { parts: rules.map((one) => ({ rules: one, model: null })), by: 'rules' };
  if (complaints.length !== rules.length) {
    const parts = partsOfModel(complaints, source, input);
    const kept = new Set(parts?.flatMap((part) => identifiersOf(part.rules)));
    if (parts !== null && rules.flatMap(identifiersOf).every((one) => kept.has(one)))
      return { parts: withTriggersOf(rules, parts), by: 'model' };
  }
  return { parts: paired(rules, complaints, source), by: 'rules' };
}
