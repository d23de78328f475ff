import type { Case } from '../domain/case.ts';
import { draftPlan } from '../domain/draft-plan.ts';
import type { CaseId } from '../domain/ids.ts';
import { checkMayLook } from '../domain/permission.ts';
import type { Person } from '../domain/person.ts';
import {
  answerDue,
  approvedOn,
  type DraftTone,
  type NoDraft,
  type OptionFault,
  type ReplyOption,
  tonesFor,
} from '../domain/reply-option.ts';
import type { Ports } from '../ports.ts';
import { answerWords, draftsIn, type ReplyQuestion, replyInputs, replyLanguage } from '../reading/model-reply.ts';
import { type Allowed, type CheckedDrafts, checkedDrafts, remedies } from '../reading/model-reply-check.ts';
import { loadCase } from './change-case.ts';

/** Over all tries: somebody looks at the open view meanwhile. */
const DEADLINE_MS = 25_000;

/** Replies to choose from; a person sends one of them, or none. */
export interface ReplyDrafts {
  /** Empty where the template has to do: wording/ has its sentences. */
  readonly options: readonly ReplyOption[];
  readonly by: 'model' | 'template';
  /** The prompt and its version, when a model wrote them. */
  readonly reader: string | null;
  /** What was wrong with the drafts that are not among the options. */
  readonly dropped: readonly OptionFault[];
  readonly why: NoDraft | null;
}

type Needs = Pick<Ports, 'models' | 'cases' | 'policies' | 'clock' | 'people'>;

const template = (why: NoDraft, dropped: readonly OptionFault[] = []): ReplyDrafts => ({
  options: [],
  by: 'template',
  reader: null,
  dropped,
  why,
});

/** What the model is asked, and what its answer is held against. */
interface Commission {
  readonly inputs: Readonly<Record<string, string>>;
  readonly allowed: Allowed;
  readonly most: number;
}

async function commission(ports: Needs, c: Case, tone: DraftTone | null): Promise<Commission> {
  const { timeZone } = ports.policies.current().store;
  const [events, people] = await Promise.all([ports.cases.timeline(c.id), ports.people.staff()]);
  const language = replyLanguage(c);
  const answerBy = answerWords(answerDue(c, ports.clock.now()), timeZone, language);
  const plan = draftPlan(c, answerBy);
  const approved = approvedOn(c);
  const staff = people.map(({ name }) => name);
  const tones = tonesFor(c, tone);
  const question: ReplyQuestion = { case: c, plan, events, approved, tones, timeZone, staff };
  const nonce = ports.clock
    .newId()
    .replace(/[^0-9A-Za-z]/g, '')
    .slice(0, 12);
  const inputs = replyInputs(question, nonce);
  const shown = [inputs.message, inputs.known, inputs.done, inputs.approved].join('\n');
  const allowed: Allowed = { approved, answerBy, addressee: plan.addressee, language, shown, staff };
  return { inputs, allowed, most: tones.length };
}

/**
 * Has the model draft replies to the customer of a case, and keeps those that break no rule (domain.md §7). Nothing is written or sent.
 * `tone`: how it should sound this time. Throws RuleError for people without a role.
 */
export async function draftReply(
  ports: Needs,
  by: Person,
  id: CaseId,
  tone: DraftTone | null = null,
): Promise<ReplyDrafts> {
  checkMayLook(by);
  const c = await loadCase(ports, id);
  if (!ports.models.set) return template('no_model');
  const { inputs, allowed, most } = await commission(ports, c, tone);
  let last: CheckedDrafts | null = null;
  const judged = (json: unknown): CheckedDrafts | null => {
    const written = draftsIn(json);
    last = written && checkedDrafts(written, most, allowed);
    return last;
  };
  const check = (json: unknown): string | null => {
    const drafts = judged(json);
    if (drafts === null) return '要一个 drafts 数组，每项有 tone 和 text';
    return drafts.options.length > 0 ? null : remedies(drafts.dropped);
  };
  const asked = await ports.models.ask({ prompt: 'draft-reply', inputs, deadlineMs: DEADLINE_MS, check });
  if (asked.type === 'unavailable') return template('unavailable');
  const drafts = asked.type === 'answered' ? judged(asked.answer) : last;
  if (drafts === null) return template('refused');
  if (asked.type !== 'answered' || drafts.options.length === 0) return template('broke_rules', drafts.dropped);
  return { ...drafts, by: 'model', reader: asked.reader, why: null };
}
