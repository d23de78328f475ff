import type { types } from '@slack/bolt';
import { z } from 'zod';
import { RuleError, type TypedFact } from '../domain/errors.ts';
import type { Person } from '../domain/person.ts';
import { findPerson } from '../flows/find-person.ts';
import { refusalText } from '../wording/language.ts';
import { type Asker, tell } from './answer.ts';
import type { Desk } from './desk.ts';
import { answering, apology, FieldFault, sentence } from './edge.ts';
import { type FormValues, formValues } from './form-values.ts';
import { FIELD } from './ids.ts';
import { asModal } from './modal.ts';
import { type SubmissionPayload, submissionSchema, whereSchema } from './payloads.ts';
import { userRef } from './refs.ts';

/** A form somebody sent. */
export interface Sent {
  readonly asker: Asker;
  readonly by: Person;
  readonly values: FormValues;
  /** The ids the form was opened with, not yet parsed. */
  readonly about: unknown;
}
type After = () => Promise<void>;
/** `push` lays another form over this one, which keeps what was typed; `clear` closes every form of the stack. */
interface Followed {
  readonly after?: After;
  readonly push?: types.ModalView;
  readonly clear?: true;
}
/** Does what the form is for. What comes back is done once the form is closed, or says what becomes of it. */
export type FormHandler = (desk: Desk, sent: Sent) => Promise<After | Followed | undefined>;

/** How Bolt acknowledges a form. */
export type FormAck = (
  answer?:
    | { response_action: 'errors'; errors: Record<string, string> }
    | { response_action: 'update' | 'push'; view: types.ModalView }
    | { response_action: 'clear' },
) => Promise<void>;

const metadata = z.looseObject({ where: whereSchema.optional(), reply: z.string().optional() });

/** Null for what this version did not write. */
function aboutOf(text: string): z.infer<typeof metadata> | null {
  if (text === '') return {};
  try {
    return metadata.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** Slack closes the door after 3 s; a form that takes longer is closed with its outcome told afterwards. */
const LATEST_ACK_MS = 2_500;

type Outcome = Followed | { readonly error: unknown };

/** Handles a sent form: closed when it is done, kept open with the sentence under the right input when a rule says no. */
export async function submitted(
  desk: Desk,
  handlers: Readonly<Record<string, FormHandler>>,
  body: unknown,
  ack: FormAck,
): Promise<void> {
  const expired = () =>
    ack({ response_action: 'update', view: asModal(sentence(desk.w.screen.error.expired), desk.w) });
  const { data: payload, error } = submissionSchema.safeParse(body);
  if (error) {
    desk.log.warn({ mod: 'slack', faults: error.issues }, 'a form of unknown shape was refused');
    return expired();
  }
  const handler = Object.hasOwn(handlers, payload.view.callback_id) ? handlers[payload.view.callback_id] : undefined;
  const about = aboutOf(payload.view.private_metadata);
  if (!handler || !about) return expired();
  const asker = askerOf(desk, payload, about);
  const work = run(desk, handler, payload, { asker, about });
  const first = await Promise.race([work, latest()]);
  if (first === 'late') await ack();
  const outcome = first === 'late' ? await work : first;
  if ('error' in outcome) {
    const text = apology(desk, outcome.error);
    return first === 'late'
      ? answering(desk, asker, () => tell(desk, asker, sentence(text)))
      : ack(refusal(desk, payload, outcome.error, text));
  }
  if (first !== 'late') await ack(answerOf(outcome));
  const { after, push } = outcome;
  if (after) await answering(desk, asker, after);
  if (push && first === 'late')
    await answering(desk, asker, () => tell(desk, asker, sentence(desk.w.screen.error.tooSlow)));
}

function answerOf({ push, clear }: Followed): Parameters<FormAck>[0] {
  if (push) return { response_action: 'push', view: push };
  return clear ? { response_action: 'clear' } : undefined;
}

async function run(
  desk: Desk,
  handler: FormHandler,
  payload: SubmissionPayload,
  opened: Pick<Sent, 'asker' | 'about'>,
): Promise<Outcome> {
  try {
    const by = await findPerson(desk.ports, userRef(payload.user.id));
    const values = formValues(payload.view.state.values);
    const followed = await handler(desk, { ...opened, by, values });
    return typeof followed === 'function' ? { after: followed } : (followed ?? {});
  } catch (error) {
    return { error };
  }
}

function askerOf(desk: Desk, payload: SubmissionPayload, { where, reply }: z.infer<typeof metadata>): Asker {
  return {
    userId: payload.user.id,
    where: where ?? { at: 'modal', view: null },
    responseUrl: reply === undefined ? null : desk.addresses.find(reply),
    triggerId: payload.trigger_id ?? null,
  };
}

const latest = (): Promise<'late'> =>
  new Promise((resolve) => setTimeout(resolve, LATEST_ACK_MS, 'late' as const).unref());

/** The inputs a refusal may be about, best first. */
function fieldsOf(error: unknown): readonly string[] {
  if (error instanceof FieldFault) return [error.field];
  if (!(error instanceof RuleError)) return [];
  switch (error.code) {
    case 'amount_required':
      return (error as RuleError<'amount_required'>).params.solutions.some(
        (s) => s === 'refund' || s === 'vehicle_return',
      )
        ? [FIELD.refund]
        : [FIELD.goodwill];
    case 'proof_required':
      return [FIELD.text];
    case 'reason_required':
      return [FIELD.reason, FIELD.text];
    case 'lowering_needs_manager':
    case 'same_severity':
      return [FIELD.severity];
    case 'assignee_without_role':
    case 'assignee_complained_about':
    case 'already_assigned':
      return [FIELD.assignee];
    case 'case_not_found':
    case 'same_case':
    case 'merge_target_gone':
      return [FIELD.number];
    case 'csv_line':
    case 'csv_empty':
      return [FIELD.csv];
    case 'person_not_found':
      return [FIELD.user, FIELD.csv];
    case 'time_in_the_past':
    case 'time_not_understood':
      return [FIELD.dueAt];
    case 'promise_not_found':
      return [FIELD.promise];
    case 'nothing_to_change':
      return [FIELD.accused, FIELD.phase];
    case 'deputy_invalid':
      return [FIELD.deputy];
    case 'dates_invalid':
      return [FIELD.to];
    case 'shifts_invalid':
      return [FIELD.shifts];
    default:
      return [];
  }
}

/** Everything that was typed wrong; their inputs are called the same. */
function wrongFacts(error: unknown): readonly TypedFact[] {
  if (!(error instanceof RuleError) || error.code !== 'invalid_fact') return [];
  const { fact, others = [] } = (error as RuleError<'invalid_fact'>).params;
  return [fact, ...others];
}

function refusal(desk: Desk, payload: SubmissionPayload, error: unknown, text: string): Parameters<FormAck>[0] {
  const inputs = payload.view.blocks.flatMap((b) => (b.type === 'input' && b.block_id ? [b.block_id] : []));
  const wrong = wrongFacts(error).filter((name) => inputs.includes(name));
  if (wrong.length > 0) {
    const sentences = wrong.map((fact) => [fact, refusalText(new RuleError('invalid_fact', { fact }), desk.w)]);
    return { response_action: 'errors', errors: Object.fromEntries(sentences) };
  }
  // What no input is to blame for stands under the last one: the form stays open, and nothing typed is lost.
  const field = fieldsOf(error).find((name) => inputs.includes(name)) ?? inputs.at(-1);
  if (field !== undefined) return { response_action: 'errors', errors: { [field]: text } };
  return { response_action: 'update', view: asModal(sentence(text), desk.w) };
}
