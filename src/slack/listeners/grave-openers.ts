import type { types } from '@slack/bolt';
import type { Case } from '../../domain/case.ts';
import type { CaseAction } from '../../domain/case-action.ts';
import { RuleError } from '../../domain/errors.ts';
import { policyOf } from '../../flows/change-case.ts';
import { crisisCardOf, reportCardOf } from '../../flows/show-grave.ts';
import type { Desk } from '../desk.ts';
import { crisisView } from '../views/crisis-card.ts';
import { assessForm, mediaForm, phaseForm, statementForm, stepForm } from '../views/crisis-forms.ts';
import { reportForm, reportView } from '../views/report-card.ts';
import { metadata } from './about.ts';
import type { Opener } from './opener.ts';

/** Case actions that open a form or a file of a grave case. */
export type GraveAction = Extract<
  CaseAction,
  'assess_impact' | 'crisis' | 'release_statement' | 'draft_report' | 'send_report'
>;
type Form = (metadata: string, c: Case, w: Desk['w']) => types.ModalView;

/** The file a form was opened from; where that stands in a modal, it is drawn again afterwards. */
export type GraveFile = 'report' | 'crisis';

/** The crisis file as the asker may look at it; RuleError `crisis_not_open` where there is none. */
export async function crisisFile(desk: Desk, c: Case): Promise<types.ModalView> {
  const card = await crisisCardOf(desk.ports, c);
  if (!card) throw new RuleError('crisis_not_open', {});
  return crisisView(card, desk.w);
}

/** The last report as the asker may look at it; RuleError `report_not_found` where there is none. */
export async function reportFile(desk: Desk, c: Case): Promise<types.ModalView> {
  const card = await reportCardOf(desk.ports, c);
  if (!card) throw new RuleError('report_not_found', {});
  return reportView(card, desk.w);
}

const aboutFile = (c: Case, file: GraveFile | null) => (file ? { caseId: c.id, file } : { caseId: c.id });

const ofCrisis =
  (form: Form, needsFile: boolean, file: GraveFile | null = 'crisis'): Opener =>
  (desk, { asker }, c) => {
    if (needsFile && !c.crisis) throw new RuleError('crisis_not_open', {});
    return form(metadata(desk, asker, aboutFile(c, file)), c, desk.w);
  };

const openReport =
  (file: GraveFile | null): Opener =>
  (desk, { asker }, c) =>
    reportForm(metadata(desk, asker, aboutFile(c, file)), c, policyOf(desk.ports, c).manufacturer, desk.w);

/** Forms behind the buttons of the two cards. */
export const CARD_FORMS = {
  reportEdit: openReport('report'),
  crisisAssess: ofCrisis(assessForm, false),
  crisisPhase: ofCrisis(phaseForm, true),
  crisisStep: ofCrisis(stepForm, true),
  crisisMedia: ofCrisis(mediaForm, true),
  crisisStatement: ofCrisis(statementForm, true),
} as const satisfies Readonly<Record<string, Opener>>;

/** The same from the menu of a case card. Releasing and sending happen on the file itself, where the words stand that go out. */
export const graveOpeners: Readonly<Record<GraveAction, Opener>> = {
  assess_impact: ofCrisis(assessForm, false, null),
  crisis: (desk, _, c) => crisisFile(desk, c),
  release_statement: (desk, _, c) => crisisFile(desk, c),
  draft_report: openReport(null),
  send_report: (desk, _, c) => reportFile(desk, c),
};
