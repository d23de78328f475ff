import type { Question } from '../ports.ts';
import type { PromptForm } from '../reading/model-prompts.ts';
import type { Model, ModelAnswer } from './client.ts';
import type { FailureKind } from './client-failure.ts';
import type { RenderedPrompt } from './prompts.ts';

/** What a question came to. `down`: it did not get to the model, or the model to it. */
export type Tried =
  | { readonly type: 'answered'; readonly json: unknown; readonly model: string }
  | { readonly type: 'refused' | 'nonsense'; readonly why: string }
  | { readonly type: 'down'; readonly why: FailureKind; readonly detail: string; readonly waitMs: number | null };

/** Less than this is not worth another try. */
const SHORTEST_TRY_MS = 1_000;
const LONGEST_HINT = 200;
const NOT_JSON = '回答里没有完整的 JSON 对象';

type Judged =
  | Tried
  | { readonly type: 'longer'; readonly why: string }
  | { readonly type: 'told'; readonly why: string; readonly hint: string };

/** What the caller has against an answer. A check that breaks on it has something against it, too. */
function complaintOf({ check }: Question, json: unknown): string | null {
  try {
    return check?.(json) ?? null;
  } catch {
    return NOT_JSON;
  }
}

function judge(question: Question, answer: ModelAnswer): Judged {
  if (answer.type === 'answered') {
    const hint = complaintOf(question, answer.json);
    if (hint === null) return { type: 'answered', json: answer.json, model: answer.model };
    return { type: 'told', why: 'not_as_asked', hint };
  }
  const { why, detail, waitMs } = answer;
  if (why === 'refused' || why === 'content_filter') return { type: 'refused', why };
  if (why === 'truncated') return { type: 'longer', why };
  if (why === 'empty' || why === 'not_json') return { type: 'told', why, hint: NOT_JSON };
  return { type: 'down', why, detail, waitMs };
}

/** Stands below everything else, so that the prompt's own bytes stay what they are. */
const withHint = (user: string, hint: string): string =>
  `${user}\n\n上一次的回答不能用：${hint.replace(/\s+/g, ' ').slice(0, LONGEST_HINT)}。请重新输出一个完整、符合要求的 JSON 对象。`;

/**
 * Asks, and asks once more with twice the room after an answer cut short, and once more with a word on what was wrong after one that is not
 * as asked. All within the question's deadline. `tell` hears of every call.
 */
export async function tryQuestion(
  parts: { readonly model: Model; readonly now: () => Date; readonly tell: (answer: ModelAnswer) => Promise<void> },
  question: Question,
  prompt: RenderedPrompt,
  form: PromptForm,
): Promise<Tried> {
  const until = parts.now().getTime() + question.deadlineMs;
  const used = new Set<string>();
  let { maxTokens } = form;
  let { user } = prompt;
  for (;;) {
    const deadlineMs = until - parts.now().getTime();
    const { schema } = form;
    const images = question.images ? { images: question.images } : {};
    const answer = await parts.model.complete({
      system: prompt.system,
      user,
      schema,
      maxTokens,
      deadlineMs,
      ...images,
    });
    await parts.tell(answer);
    const judged = judge(question, answer);
    if (judged.type !== 'longer' && judged.type !== 'told') return judged;
    if (used.has(judged.type) || until - parts.now().getTime() < SHORTEST_TRY_MS)
      return { type: 'nonsense', why: judged.why };
    used.add(judged.type);
    if (judged.type === 'longer') maxTokens *= 2;
    else user = withHint(prompt.user, judged.hint);
  }
}
