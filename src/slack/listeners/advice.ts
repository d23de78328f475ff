import type { CaseId } from '../../domain/ids.ts';
import type { DraftTone } from '../../domain/reply-option.ts';
import { draftReply } from '../../flows/draft-reply.ts';
import { type CaseAdvice, seeAdvice } from '../../flows/see-advice.ts';
import { openToUpdate, updateModal } from '../answer.ts';
import type { Desk } from '../desk.ts';
import { ACTION } from '../ids.ts';
import type { Press, PressHandler } from '../press.ts';
import { adviceView } from '../views/advice.ts';
import { caseIdIn } from './about.ts';

/** Puts the model's drafts into the open view; `again`: one more may be asked for there. */
async function drafted(
  desk: Desk,
  { by }: Press,
  id: CaseId,
  view: string,
  shown: CaseAdvice,
  tone: DraftTone | null,
): Promise<void> {
  const drafts = await draftReply(desk.ports, by, id, tone);
  await updateModal(desk, view, adviceView(shown, desk.w, { state: 'drafted', drafts, again: tone === null }));
}

/** Opens advice on a case, in the eyes of whoever asked: at once, with the plain template; a model's draft takes its place when it is there. */
export const showAdvice: PressHandler = async (desk, press) => {
  const id = caseIdIn(press.value);
  const shown = await seeAdvice(desk.ports, press.by, id);
  const drafting = desk.ports.models.set !== null;
  const view = await openToUpdate(
    desk,
    press.asker,
    adviceView(shown, desk.w, { state: drafting ? 'drafting' : 'template' }),
  );
  if (drafting && view !== null) await drafted(desk, press, id, view, shown, null);
};

const draftAgain =
  (tone: DraftTone): PressHandler =>
  async (desk, press) => {
    const { where } = press.asker;
    if (where.at !== 'modal' || where.view === null) return;
    const id = caseIdIn(press.value);
    const shown = await seeAdvice(desk.ports, press.by, id);
    await updateModal(desk, where.view, adviceView(shown, desk.w, { state: 'drafting' }));
    await drafted(desk, press, id, where.view, shown, tone);
  };

/** Buttons of 处理建议. */
export const adviceActions: Readonly<Record<string, PressHandler>> = {
  [ACTION.draftGentle]: draftAgain('gentle'),
  [ACTION.draftFormal]: draftAgain('formal'),
  [ACTION.draftBrief]: draftAgain('brief'),
};
