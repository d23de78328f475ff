import { ACTION, FIELD, FORM } from '../../src/slack/ids.ts';
import type { UiMessage } from '../../src/workspace/verbs.ts';
import { aboutIn } from './hands.ts';
import { noteUnanswered, type Sent } from './ledger.ts';
import type { Matter, Stage } from './stage.ts';

/*
 * The forms of a case's life, each opened by its button, filled and sent.
 */

/** A form, what is typed, and the entry it leaves in the timeline. */
interface Filled {
  readonly action: string;
  readonly form: string;
  readonly what: Sent;
  readonly values: Readonly<Record<string, string | readonly string[]>>;
}

/** The desk answers "have it" before it has it only when it is slower than this (slack/form.ts), in real ms. */
const IN_TIME_MS = 2_400;

/** Sends the form on top, and writes down whether the desk said that it has it. */
async function send({ hands, ledger }: Stage, matter: Matter, as: string, filled: Pick<Filled, 'what' | 'values'>) {
  const began = performance.now();
  const sent = await hands.send(as, filled.values);
  const acknowledged = sent.ok && performance.now() - began < IN_TIME_MS;
  ledger.sent.push({ about: matter.n, what: filled.what, as, acknowledged });
  noteUnanswered(ledger, sent);
  return sent.ok;
}

/** Presses, waits for the form, sends it. False where no desk answered in between, or the button is gone. */
async function fill(stage: Stage, matter: Matter, as: string, card: UiMessage, filled: Filled): Promise<boolean> {
  const { hands, ledger } = stage;
  return hands.alone(as, async () => {
    await hands.tidy(as);
    const pressed = await hands.press(as, card, matter.channel, filled.action);
    noteUnanswered(ledger, pressed);
    if (!pressed?.ok || !(await hands.sees(as, filled.form, aboutIn(card, filled.action)))) return false;
    if (filled.what !== 'followed_up') return send(stage, matter, as, filled);
    await hands.choose(as, FIELD.result, 'satisfied');
    return send(stage, matter, as, filled);
  });
}

const text = (words: string) => ({ [FIELD.text]: words });

export const contact = (stage: Stage, matter: Matter, as: string, card: UiMessage) =>
  fill(stage, matter, as, card, {
    action: ACTION.case('log_contact'),
    form: FORM.contact,
    what: 'contacted',
    values: { [FIELD.way]: 'phone', ...text('已致电客户，说明处理方式'), [FIELD.plan]: ['told'] },
  });

/** Proposes money; the second step, which names who signs, is sent as it is. */
export async function propose(stage: Stage, matter: Matter, as: string, card: UiMessage, yuan: number) {
  const { hands, ledger } = stage;
  return hands.alone(as, async () => {
    await hands.tidy(as);
    const about = aboutIn(card, ACTION.case('propose'));
    const pressed = await hands.press(as, card, matter.channel, ACTION.case('propose'));
    if (!pressed?.ok || !(await hands.sees(as, FORM.propose, about))) return false;
    const values = { [FIELD.solutions]: ['compensation'], [FIELD.goodwill]: `${yuan}`, [FIELD.reason]: '安抚客户' };
    const first = await hands.send(as, values);
    if (!first.ok || !(await hands.sees(as, FORM.proposeConfirm, about))) {
      noteUnanswered(ledger, first);
      return false;
    }
    return send(stage, matter, as, { what: 'proposed', values: {} });
  });
}

export const reject = (stage: Stage, matter: Matter, as: string, approval: UiMessage) =>
  fill(stage, matter, as, approval, {
    action: ACTION.reject,
    form: FORM.reject,
    what: 'rejected',
    values: { [FIELD.reason]: '先核实工单' },
  });

export const accept = (stage: Stage, matter: Matter, as: string, card: UiMessage) =>
  fill(stage, matter, as, card, {
    action: ACTION.case('accept'),
    form: FORM.accept,
    what: 'accepted',
    values: text('客户同意'),
  });

export const decline = (stage: Stage, matter: Matter, as: string, card: UiMessage) =>
  fill(stage, matter, as, card, {
    action: ACTION.case('decline'),
    form: FORM.decline,
    what: 'declined',
    values: { [FIELD.reason]: '客户嫌少' },
  });

export const pay = (stage: Stage, matter: Matter, as: string, card: UiMessage) =>
  fill(stage, matter, as, card, {
    action: ACTION.case('pay'),
    form: FORM.pay,
    what: 'paid',
    values: text(`流水 ${matter.n}`),
  });

export const carryOut = (stage: Stage, matter: Matter, as: string, card: UiMessage) =>
  fill(stage, matter, as, card, {
    action: ACTION.case('carry_out'),
    form: FORM.carryOut,
    what: 'carried_out',
    values: text('已办妥'),
  });

/** The call-back of a satisfied customer, which closes the case. */
export const callBack = (stage: Stage, matter: Matter, as: string, card: UiMessage) =>
  fill(stage, matter, as, card, {
    action: ACTION.case('follow_up'),
    form: FORM.followUp,
    what: 'followed_up',
    values: {
      [FIELD.result]: 'satisfied',
      ...text('客户满意'),
      [FIELD.resolution]: 'compensated',
      [FIELD.verdict]: 'dissatisfied',
      [FIELD.party]: 'dealer',
    },
  });
