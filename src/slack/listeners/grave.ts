import { z } from 'zod';
import type { Case } from '../../domain/case.ts';
import type { CaseAction } from '../../domain/case-action.ts';
import { CRISIS_PHASES, CRISIS_STEPS, IMPACT_QUESTIONS, PROBABILITIES } from '../../domain/crisis.ts';
import { checkMay } from '../../flows/check-may.ts';
import {
  assessImpact,
  changePhase,
  draftStatement,
  logMedia,
  releaseStatement,
  setCrisisStep,
} from '../../flows/crisis.ts';
import { draftReport, sendReport } from '../../flows/manufacturer-report.ts';
import { type Asker, open, updateModal } from '../answer.ts';
import type { Desk } from '../desk.ts';
import type { FormHandler, Sent } from '../form.ts';
import { ACTION, FIELD, FORM } from '../ids.ts';
import type { Press, PressHandler } from '../press.ts';
import { DONE } from '../views/crisis-forms.ts';
import { caseIdIn, caseOf } from './about.ts';
import { afterChange } from './after-change.ts';
import { CARD_FORMS, crisisFile, type GraveFile, reportFile } from './grave-openers.ts';

const reportValue = z.tuple([z.string().min(1), z.string().min(1), z.coerce.number().int().positive()]);
const statementValue = z.tuple([z.string().min(1), z.string().min(1)]);
const aboutFile = z.object({ file: z.enum(['report', 'crisis']).optional() });

/** Cards in channels are drawn again by their jobs; a file that was opened in a modal is drawn again here. */
async function afterFile(desk: Desk, asker: Asker, by: Press['by'], c: Case, file: GraveFile): Promise<void> {
  if (asker.where.at !== 'modal' || asker.where.view === null) return afterChange(desk, asker, by, c);
  const view = await (file === 'report' ? reportFile(desk, c) : crisisFile(desk, c));
  await updateModal(desk, asker.where.view, view);
}

/** Opens a form from a card for whoever may do it now. */
const opening =
  (form: keyof typeof CARD_FORMS, action: CaseAction): PressHandler =>
  async (desk, press) => {
    const c = await checkMay(desk.ports, press.by, caseIdIn(press.value), action);
    await open(desk, press.asker, await CARD_FORMS[form](desk, press, c));
  };

const send: PressHandler = async (desk, { asker, by, value }) => {
  const [id, report, version] = reportValue.parse(value.split('|'));
  await afterFile(desk, asker, by, await sendReport(desk.ports, by, caseIdIn(id), report, version), 'report');
};

const release: PressHandler = async (desk, { asker, by, value }) => {
  const [id, statement] = statementValue.parse(value.split('|'));
  await afterFile(desk, asker, by, await releaseStatement(desk.ports, by, caseIdIn(id), statement), 'crisis');
};

/** Buttons of report cards and crisis cards. */
export const graveActions: Readonly<Record<string, PressHandler>> = {
  [ACTION.reportSend]: send,
  [ACTION.reportEdit]: opening('reportEdit', 'draft_report'),
  [ACTION.crisisAssess]: opening('crisisAssess', 'assess_impact'),
  [ACTION.crisisPhase]: opening('crisisPhase', 'crisis'),
  [ACTION.crisisStep]: opening('crisisStep', 'crisis'),
  [ACTION.crisisMedia]: opening('crisisMedia', 'crisis'),
  [ACTION.crisisStatement]: opening('crisisStatement', 'crisis'),
  [ACTION.crisisRelease]: release,
};

/** A form about a grave case: one flow, then whatever the asker looks at is drawn again. */
const graveForm =
  (flow: (desk: Desk, sent: Sent, id: Case['id']) => Promise<Case>): FormHandler =>
  async (desk, sent) => {
    const c = await flow(desk, sent, caseOf(sent));
    const { file } = aboutFile.parse(sent.about);
    return () => (file ? afterFile(desk, sent.asker, sent.by, c, file) : afterChange(desk, sent.asker, sent.by, c));
  };

/** Forms of reports and crises. */
export const graveForms: Readonly<Record<string, FormHandler>> = {
  [FORM.report]: graveForm((desk, { by, values }, id) => {
    const [measures, wanted] = [values.text(FIELD.measures), values.text(FIELD.wanted)];
    return draftReport(desk.ports, by, id, { measures, wanted });
  }),
  [FORM.crisisAssess]: graveForm((desk, { by, values }, id) => {
    const yes = z.array(z.enum(IMPACT_QUESTIONS)).parse(values.choices(FIELD.impact));
    const probability = z.enum(PROBABILITIES).parse(values.choice(FIELD.probability));
    return assessImpact(desk.ports, by, id, { yes, probability });
  }),
  [FORM.crisisPhase]: graveForm((desk, { by, values }, id) => {
    const phase = z.enum(CRISIS_PHASES).parse(values.choice(FIELD.phase));
    return changePhase(desk.ports, by, id, phase, values.text(FIELD.reason));
  }),
  [FORM.crisisStep]: graveForm((desk, { by, values }, id) => {
    const step = z.enum(CRISIS_STEPS).parse(values.choice(FIELD.step));
    const done = values.choices(FIELD.done).includes(DONE);
    return setCrisisStep(desk.ports, by, id, { step, owner: values.user(FIELD.owner), done });
  }),
  [FORM.crisisMedia]: graveForm((desk, { by, values }, id) => {
    const [outlet, text] = [values.text(FIELD.outlet), values.text(FIELD.text)];
    return logMedia(desk.ports, by, id, { outlet, text });
  }),
  [FORM.crisisStatement]: graveForm((desk, { by, values }, id) =>
    draftStatement(desk.ports, by, id, values.text(FIELD.text)),
  ),
};
