import type { types } from '@slack/bolt';
import type { Case } from '../../domain/case.ts';
import type { Desk } from '../desk.ts';
import type { Press } from '../press.ts';
import { metadata } from './about.ts';

/** Makes the form of an action for a case that was checked already. */
export type Opener = (desk: Desk, press: Press, c: Case) => types.ModalView | Promise<types.ModalView>;

/** A form that needs nothing but the case. */
export const plainForm =
  (form: (metadata: string, c: Case, w: Desk['w']) => types.ModalView): Opener =>
  (desk, { asker }, c) =>
    form(metadata(desk, asker, { caseId: c.id }), c, desk.w);
