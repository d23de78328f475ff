import type { Case } from '../../domain/case.ts';
import { RuleError } from '../../domain/errors.ts';
import { categorySchema } from '../../domain/facts-schema.ts';
import type { MessageRef } from '../../domain/ids.ts';
import { mayLook } from '../../domain/permission.ts';
import { openCaseFromForm } from '../../flows/open-case-from-form.ts';
import { explainMessage, registerMessage, rejectMessage } from '../../flows/register-message.ts';
import { basisOf } from '../../flows/see-case.ts';
import { type Asker, open, replacePressed, tell } from '../answer.ts';
import type { Desk } from '../desk.ts';
import { sentence } from '../edge.ts';
import type { FormHandler } from '../form.ts';
import { ACTION, FIELD, FORM, SHORTCUT } from '../ids.ts';
import type { Press, PressHandler } from '../press.ts';
import { messageRef, parseMessageRef, placeRef } from '../refs.ts';
import type { ShortcutHandler, Taken } from '../shortcut.ts';
import { newCaseForm } from '../views/facts-forms.ts';
import { whyView } from '../views/why.ts';
import { metadata } from './about.ts';
import { typedInForm } from './case-forms.ts';
import { showHome } from './home.ts';
import { type Chosen, storeThread } from './thread.ts';

/** The message an "is it a complaint?" button is about. */
export function messageIn(value: string): MessageRef {
  const found = parseMessageRef(value);
  if (!found) throw new RuleError('message_not_found', {});
  return messageRef(found.channel, found.ts);
}

const numbersOf = (cases: readonly Case[]): readonly string[] => cases.map((c) => c.number);

const registered = (desk: Desk, cases: readonly Case[]) =>
  sentence([desk.w.screen.done.registered, desk.w.mark.list(numbersOf(cases))].join(' '));

/** Makes a case of a stored message and returns what to say; RuleError `already_registered` when there was one before. */
async function register(desk: Desk, { by }: Pick<Press, 'by'>, ref: MessageRef) {
  const { cases, already } = await registerMessage(desk.ports, by, ref);
  if (already) throw new RuleError('already_registered', { numbers: numbersOf(cases) });
  return registered(desk, cases);
}

/** The question is answered for everybody: its buttons go, the answer stays. */
export async function settle(desk: Desk, asker: Asker, letter: ReturnType<typeof sentence>): Promise<void> {
  if (!(await replacePressed(desk, asker, letter))) await tell(desk, asker, letter);
}

const registerPressed: PressHandler = async (desk, press) =>
  settle(desk, press.asker, await register(desk, press, messageIn(press.value)));

const notComplaintPressed: PressHandler = async (desk, { asker, by, value }) => {
  await rejectMessage(desk.ports, by, messageIn(value));
  const { w } = desk;
  const verdict = w.screen.why.verdict(w.name.verdict.not_complaint);
  await settle(desk, asker, sentence(w.mark.noted(verdict, w.screen.why.decidedBy(by.name))));
};

const openNewCase: PressHandler = (desk, { asker }) => open(desk, asker, newCaseForm(metadata(desk, asker), desk.w));

/** Buttons about a message, and the one for a new complaint. */
export const messageActions: Readonly<Record<string, PressHandler>> = {
  [ACTION.register]: registerPressed,
  [ACTION.notComplaint]: notComplaintPressed,
  [ACTION.newCase]: openNewCase,
};

function chosenIn({ payload }: Taken): Chosen {
  const { channel, message } = payload;
  if (!channel || !message) throw new RuleError('message_not_found', {});
  return { channel: channel.id, ts: message.ts, threadTs: message.thread_ts ?? message.ts };
}

const registerChosen: ShortcutHandler = async (desk, taken) => {
  const chosen = chosenIn(taken);
  await storeThread(desk, chosen);
  await tell(desk, taken.asker, await register(desk, taken, messageRef(chosen.channel, chosen.ts)));
};

const explainChosen: ShortcutHandler = async (desk, taken) => {
  const { channel, ts } = chosenIn(taken);
  const told = await explainMessage(desk.ports, messageRef(channel, ts));
  const outcome = told?.message.outcome ?? null;
  const people = await desk.ports.people.many(outcome?.decidedBy ? [outcome.decidedBy] : []);
  // Whoever may not look at a case still hears what became of the message.
  const cases = (told?.cases ?? []).filter((c) => mayLook(taken.by, c));
  await open(desk, taken.asker, whyView(outcome, cases, people, desk.w, await basisOf(desk.ports, taken.by, cases)));
};

/** Entries of a message's own menu in Slack. */
export const messageShortcuts: Readonly<Record<string, ShortcutHandler>> = {
  [SHORTCUT.register]: registerChosen,
  [SHORTCUT.why]: explainChosen,
};

const newCase: FormHandler = async (desk, { asker, by, values }) => {
  const category = categorySchema.safeParse(values.choice(FIELD.category));
  const c = await openCaseFromForm(desk.ports, by, {
    text: values.text(FIELD.text),
    facts: typedInForm(values),
    category: category.success ? category.data : null,
    place: asker.where.at === 'channel' ? placeRef(asker.where.channel) : null,
  });
  return async () => {
    await tell(desk, asker, registered(desk, [c]));
    if (asker.where.at === 'home') await showHome(desk, by, asker.userId);
  };
};

/** The form for a complaint that stands in no message. */
export const messageForms: Readonly<Record<string, FormHandler>> = { [FORM.newCase]: newCase };
