import { seeAdvice } from '../../flows/see-advice.ts';
import { open } from '../answer.ts';
import type { PressHandler } from '../press.ts';
import { adviceView } from '../views/advice.ts';
import { caseIdIn } from './about.ts';

/** Opens advice on a case, in the eyes of whoever asked. */
export const showAdvice: PressHandler = async (desk, press) => {
  const shown = await seeAdvice(desk.ports, press.by, caseIdIn(press.value));
  await open(desk, press.asker, adviceView(shown, desk.w));
};
