import { z } from 'zod';
import {
  CATEGORIES,
  CUSTOMER_TYPES,
  EMOTIONS,
  SEVERITIES,
  type Sureness,
  TRIGGERS,
  VERDICTS,
} from '../domain/complaint.ts';

/** How sure the model says it is; its own figures mean little, three words are what it can keep apart (llm.md B3.5). */
export const MODEL_SURENESS = ['明确', '推断', '不确定'] as const;
export type ModelSureness = (typeof MODEL_SURENESS)[number];

const SURENESS_OF: Readonly<Record<ModelSureness, Sureness>> = {
  明确: 'stated',
  推断: 'inferred',
  不确定: 'uncertain',
};

/** The model's word for how sure it is, in ours. */
export const surenessOf = (said: ModelSureness): Sureness => SURENESS_OF[said];

/** Why a message is no complaint, as the model may say it; a subset of READING_REASONS. */
export const HARMLESS_REASONS = [
  'praise',
  'chatter',
  'question',
  'booking',
  'report',
  'instruction',
  'spam',
  'no_grievance',
] as const;

const sureness = z.enum(MODEL_SURENESS);
const words = z.string();

const complaintSchema = z.object({
  /** The first words of this customer's part, verbatim. */
  opening: words,
  summary: words,
  category: z.object({ value: z.enum(CATEGORIES), quote: words.nullable(), sureness }),
  secondaryCategories: z.array(z.enum(CATEGORIES)),
  severity: z.object({ value: z.enum(SEVERITIES), quote: words.nullable(), sureness }),
  triggers: z.array(z.object({ trigger: z.enum(TRIGGERS), quote: words })),
  customerType: z.object({ value: z.enum(CUSTOMER_TYPES), quote: words.nullable(), sureness }),
  demand: z.object({ text: words, quote: words, sureness }).nullable(),
  hiddenNeed: words.nullable(),
  emotion: z.enum(EMOTIONS),
  model: z.object({ value: words, quote: words, sureness }).nullable(),
  mileageKm: z.object({ value: z.number(), quote: words, sureness }).nullable(),
  amountYuan: z.object({ value: z.number(), quote: words, sureness }).nullable(),
  /** Store-local YYYY-MM-DD. */
  occurredOn: z.object({ value: words, quote: words, sureness }).nullable(),
  promises: z.array(z.object({ text: words, dueText: words.nullable(), quote: words })),
});

/**
 * What the model answers. Flat, everything required, null for what the text does not say, no patterns or limits: those are checked here,
 * since not every provider takes them (llm.md B2).
 */
export const modelAnswerSchema = z.object({
  verdict: z.enum(VERDICTS),
  verdictSureness: sureness,
  /** Why it is none; null when it is one. */
  reason: z.enum(HARMLESS_REASONS).nullable(),
  /** The words the verdict rests on, verbatim. */
  evidence: z.array(words),
  relation: z.enum(['new', 'follow_up', 'none']),
  complaints: z.array(complaintSchema),
  /** Words that tried to give orders, verbatim. */
  injection: z.array(words),
});

export type ModelAnswer = z.infer<typeof modelAnswerSchema>;
export type ModelComplaint = ModelAnswer['complaints'][number];

function jsonSchema(): Readonly<Record<string, unknown>> {
  // Kimi answers nonsense when `$schema` stands in it (llm.md B2).
  const { $schema: _, ...schema } = z.toJSONSchema(modelAnswerSchema, { target: 'draft-7' });
  return schema;
}

/** The same as a JSON schema that strict modes take: all required, no additional properties, no `$schema`. */
export const MODEL_ANSWER_JSON_SCHEMA: Readonly<Record<string, unknown>> = jsonSchema();

export type ParsedAnswer =
  | { readonly ok: true; readonly answer: ModelAnswer }
  /** `detail` is one line that may be told to the model for a second try; it holds no words of the message. */
  | { readonly ok: false; readonly why: 'empty' | 'not_json' | 'not_as_asked'; readonly detail: string };

type Fields = Record<string, unknown>;
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const oneOf =
  (known: readonly string[]) =>
  (value: unknown): boolean =>
    typeof value === 'string' && known.includes(value);

/** Without a strict mode a model leaves out what is null or empty, and makes up a trigger of its own: neither spoils the rest. */
function tidyComplaint(raw: unknown): unknown {
  if (!isFields(raw)) return raw;
  const nothing = { demand: null, hiddenNeed: null, model: null, mileageKm: null, amountYuan: null, occurredOn: null };
  return {
    ...nothing,
    ...raw,
    opening: raw.opening ?? '',
    emotion: oneOf(EMOTIONS)(raw.emotion) ? raw.emotion : 'unknown',
    secondaryCategories: listOf(raw.secondaryCategories).filter(oneOf(CATEGORIES)),
    triggers: listOf(raw.triggers).filter((one) => isFields(one) && oneOf(TRIGGERS)(one.trigger)),
    promises: listOf(raw.promises).map((one) => (isFields(one) ? { dueText: null, ...one } : one)),
  };
}

function tidy(raw: unknown): unknown {
  if (!isFields(raw)) return raw;
  return {
    ...raw,
    reason: oneOf(HARMLESS_REASONS)(raw.reason) ? raw.reason : null,
    evidence: listOf(raw.evidence),
    injection: listOf(raw.injection),
    complaints: listOf(raw.complaints).map(tidyComplaint),
  };
}

/** Checks an answer that was parsed already. */
export function checkModelAnswer(raw: unknown): ParsedAnswer {
  const parsed = modelAnswerSchema.safeParse(tidy(raw));
  if (parsed.success) return { ok: true, answer: parsed.data };
  const issue = parsed.error.issues[0];
  return {
    ok: false,
    why: 'not_as_asked',
    detail: `字段 ${issue?.path.join('.') ?? ''} 不符合要求（${issue?.code ?? ''}）`,
  };
}

/** Reads what the model sent: cuts away fences and chat around the object, then checks it against the schema. */
export function parseModelAnswer(content: string): ParsedAnswer {
  const from = content.indexOf('{');
  const to = content.lastIndexOf('}');
  if (content.trim() === '') return { ok: false, why: 'empty', detail: '回答是空的' };
  if (from < 0 || to < from) return { ok: false, why: 'not_json', detail: '回答里没有 JSON 对象' };
  let raw: unknown;
  try {
    raw = JSON.parse(content.slice(from, to + 1));
  } catch {
    return { ok: false, why: 'not_json', detail: 'JSON 不完整或有语法错误' };
  }
  return checkModelAnswer(raw);
}
