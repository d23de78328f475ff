import { acknowledgeClock } from '../../flows/case-clocks.ts';
import { detachMessage } from '../../flows/detach-message.ts';
import { mergeCase } from '../../flows/set-aside-case.ts';
import { clockKind } from '../../wording/speech.ts';
import { tell } from '../answer.ts';
import { sentence } from '../edge.ts';
import { ACTION } from '../ids.ts';
import type { PressHandler } from '../press.ts';
import { clockIn, mergeIn } from './about.ts';
import { afterChange } from './after-change.ts';
import { messageIn, settle } from './message.ts';

/** Only whoever pressed hears of it; the others see the case's timeline. */
const acknowledge: PressHandler = async (desk, { asker, by, value }) => {
  const { caseId, clock } = clockIn(value);
  const c = await acknowledgeClock(desk.ports, by, caseId, clock);
  await afterChange(desk, asker, by, c);
  const { screen, name } = desk.w;
  await tell(desk, asker, sentence(screen.done.acknowledged(c.number, name.timer[clockKind(clock)])));
};

const detach: PressHandler = async (desk, { asker, by, value }) => {
  const { case: c, from } = await detachMessage(desk.ports, by, messageIn(value));
  await settle(desk, asker, sentence(desk.w.screen.done.detached(c.number, from.number)));
};

const mergeInto: PressHandler = async (desk, { asker, by, value }) => {
  const { caseId, number } = mergeIn(value);
  const c = await mergeCase(desk.ports, by, caseId, number);
  await afterChange(desk, asker, by, c);
  await settle(desk, asker, sentence(desk.w.screen.done.merged(c.number, number)));
};

/** Buttons of what the desk says about a case. */
export const noticeActions: Readonly<Record<string, PressHandler>> = {
  [ACTION.acknowledge]: acknowledge,
  [ACTION.detach]: detach,
  [ACTION.mergeInto]: mergeInto,
};
