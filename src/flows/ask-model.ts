import type { Case } from '../domain/case.ts';
import { formatYuan } from '../domain/money.ts';
import type { Asked, Ports } from '../ports.ts';
import { checkModelAnswer } from '../reading/model-answer.ts';
import { type KnownCase, modelInputs } from '../reading/model-answer-inputs.ts';
import { type MergedReading, readWithAnswer } from '../reading/model-merge.ts';
import type { ReadInput } from '../reading/rules.ts';

/** Over all tries; an advisor looks at the card that is there already. */
const DEADLINE_MS = 60_000;

/** A text read by rules and model together. */
export type ReadTogether =
  | {
      readonly type: 'read';
      readonly merged: MergedReading;
      readonly reader: string;
      /** The model itself took it for a complaint. */
      readonly complaint: boolean;
      readonly unsupported: number;
    }
  | Exclude<Asked, { type: 'answered' }>;

/** What a model is told of a case when it reads a later message about it; what tells who it is about is masked there. */
const known = (c: Case): KnownCase => ({
  summary: c.summary,
  category: c.category.value,
  demand: c.facts.demand?.value ?? null,
  amount: c.facts.amountFen ? formatYuan(c.facts.amountFen.value) : null,
});

/** Asks the model to read a text, masked, and puts what it says under the rules (design.md §4). */
export async function askModel(
  ports: Pick<Ports, 'models' | 'clock'>,
  input: ReadInput,
  about: readonly Case[] = [],
): Promise<ReadTogether> {
  const nonce = ports.clock
    .newId()
    .replace(/[^0-9A-Za-z]/g, '')
    .slice(0, 12);
  const names = about.flatMap((c) => (c.facts.customerName ? [c.facts.customerName.value] : []));
  const { inputs, restore } = modelInputs(input, nonce, names, about.map(known));
  const check = (json: unknown) => {
    const parsed = checkModelAnswer(json);
    return parsed.ok ? null : parsed.detail;
  };
  const asked = await ports.models.ask({ prompt: 'read-complaint', inputs, deadlineMs: DEADLINE_MS, check });
  if (asked.type !== 'answered') return asked;
  const parsed = checkModelAnswer(asked.answer);
  if (!parsed.ok) return { type: 'nonsense', why: parsed.detail };
  const { checked, ...merged } = readWithAnswer(input, parsed.answer, restore, asked.reader);
  const unsupported = checked.dropped.filter(({ why }) => why === 'quote').length;
  return { type: 'read', merged, reader: asked.reader, complaint: checked.verdict === 'complaint', unsupported };
}
