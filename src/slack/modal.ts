import type { types } from '@slack/bolt';
import type { Wording } from '../wording/wording.ts';
import type { Letter } from './posting.ts';

/** A message as a modal, for where there is no conversation to say it in. */
export const asModal = (letter: Letter, w: Wording): types.ModalView => ({
  type: 'modal',
  title: { type: 'plain_text', text: letter.title ?? w.screen.error.title },
  close: { type: 'plain_text', text: w.form.close },
  blocks: [...letter.blocks],
});
