import type { Case } from '../../domain/case.ts';
import type { Person } from '../../domain/person.ts';
import { cardOf } from '../../flows/show-case.ts';
import { type Asker, replacePressed, tell, updateModal } from '../answer.ts';
import type { Desk } from '../desk.ts';
import { messageLink } from '../links.ts';
import { asModal } from '../modal.ts';
import type { Letter } from '../posting.ts';
import { caseDetail } from '../views/lists.ts';
import { showHome } from './home.ts';

/** A case as only the asker sees it, with the same buttons as its card. */
export async function detailOf(desk: Desk, c: Case): Promise<Letter> {
  const card = (await desk.ports.shown.get(`case:${c.id}`)) ?? c.thread;
  const link = card && messageLink(desk.slack.identity, card);
  const letter = caseDetail(await cardOf(desk.ports, c), link, desk.w, desk.ports.clock.now());
  return { ...letter, title: c.number };
}

/**
 * Makes a change visible where it was made. The card in the channel is redrawn by its job; a message only the asker sees, a case in a modal
 * and the Home tab are redrawn here.
 */
export async function afterChange(desk: Desk, asker: Asker, by: Person, c: Case): Promise<void> {
  const { where } = asker;
  if (where.at === 'home') return showHome(desk, by, asker.userId);
  if (where.at === 'modal') return afterModal(desk, asker, by, c, where.view);
  if (!where.ephemeral) return;
  const letter = await detailOf(desk, c);
  if (!(await replacePressed(desk, asker, letter))) await tell(desk, asker, letter);
}

/** A case is opened in a modal from the Home tab, so both are redrawn. */
async function afterModal(desk: Desk, asker: Asker, by: Person, c: Case, view: string | null): Promise<void> {
  if (view !== null) {
    const shown = asModal(await detailOf(desk, c), desk.w);
    await updateModal(desk, view, shown);
  }
  await showHome(desk, by, asker.userId);
}
