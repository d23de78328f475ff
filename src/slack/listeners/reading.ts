import { z } from 'zod';
import { confirmReading } from '../../flows/confirm-reading.ts';
import { seeHeardPromise, waivePromise } from '../../flows/promise-heard.ts';
import { basisOf, seeCase } from '../../flows/see-case.ts';
import { open } from '../answer.ts';
import { ACTION } from '../ids.ts';
import type { PressHandler } from '../press.ts';
import { basisView } from '../views/basis.ts';
import { promiseForm } from '../views/time-forms.ts';
import { caseIdIn, metadata } from './about.ts';
import { afterChange } from './after-change.ts';

const versionShown = z.coerce.number().int().positive();
const heardId = z.string().min(1);

const confirm: PressHandler = async (desk, { asker, by, value }) => {
  const [id = '', version] = value.split('|');
  const c = await confirmReading(desk.ports, by, caseIdIn(id), versionShown.parse(version));
  await afterChange(desk, asker, by, c);
};

const notePromise: PressHandler = async (desk, { asker, by, value }) => {
  const [id = '', heard] = value.split('|');
  const found = await seeHeardPromise(desk.ports, by, caseIdIn(id), heardId.parse(heard));
  const about = metadata(desk, asker, { caseId: found.case.id, heard: found.heard.id });
  const first = { heard: found.heard, now: desk.ports.clock.now() };
  await open(desk, asker, promiseForm(about, found.case, desk.w, first));
};

const noPromise: PressHandler = async (desk, { asker, by, value }) => {
  const [id = '', heard] = value.split('|');
  await afterChange(desk, asker, by, await waivePromise(desk.ports, by, caseIdIn(id), heardId.parse(heard)));
};

/** Where every value of a case comes from, for whoever may look at it. */
export const showBasis: PressHandler = async (desk, { asker, by, value }) => {
  const { ports, w } = desk;
  const c = await seeCase(ports, by, caseIdIn(value));
  const basis = await basisOf(ports, by, [c]);
  const { timeZone } = ports.policies.current().store;
  await open(desk, asker, basisView(c, basis, w, timeZone, ports.clock.now()));
};

/** Buttons of a card about how it was read. */
export const readingActions: Readonly<Record<string, PressHandler>> = {
  [ACTION.case('confirm_reading')]: confirm,
  [ACTION.promiseHeard]: notePromise,
  [ACTION.promiseWaived]: noPromise,
};
