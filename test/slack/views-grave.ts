import type { ModalView } from '@slack/types';
import type { CrisisCard, ReportCard } from '../../src/domain/case-card.ts';
import { CRISIS_STEPS, type Crisis, IMPACT_QUESTIONS } from '../../src/domain/crisis.ts';
import type { ReportFields } from '../../src/domain/manufacturer-report.ts';
import { FORM } from '../../src/slack/ids.ts';
import type { Said } from '../../src/slack/views/case-card.ts';
import { crisisCard, crisisView } from '../../src/slack/views/crisis-card.ts';
import * as crisisForms from '../../src/slack/views/crisis-forms.ts';
import { delegateForm, shiftsForm } from '../../src/slack/views/duty-forms.ts';
import { peopleList } from '../../src/slack/views/people.ts';
import { reportCard, reportForm, reportView } from '../../src/slack/views/report-card.ts';
import type { Wording } from '../../src/wording/wording.ts';
import { LONG_NAME, METADATA, NOW, PEOPLE, WORST, WU, worstCase, ZONE } from './views-data.ts';

const at = NOW.toISOString();
const many = <T>(n: number, of: T): T[] => Array.from({ length: n }, () => of);

const FIELDS: ReportFields = {
  summary: WORST,
  vehicle: WORST,
  severity: 'major',
  risks: many(8, { trigger: 'safety', quote: WORST }),
  demand: WORST,
  openedAt: at,
  firstContactAt: null,
  measures: WORST,
  wanted: WORST,
};
const report = (sentAt: string | null): ReportCard['report'] => ({
  ...{ id: 'r-1', version: 3, fields: FIELDS, draftedAt: at, sentAt },
  sentBy: sentAt ? LONG_NAME.id : null,
});

/** A report with all fields at their longest. */
export const worstReport = (sentAt: string | null): ReportCard => ({
  case: worstCase('claimed', 'major', { reports: [report(sentAt)] }),
  report: report(sentAt),
  manufacturer: WORST,
  people: PEOPLE,
  timeZone: ZONE,
});

const statement = (id: string, releasedAt: string | null) => ({
  ...{ id, text: `我们的责任 ${WORST}\n${'\n&'.repeat(3000)}`, draftedBy: LONG_NAME.id, draftedAt: at },
  ...{ releasedBy: releasedAt ? WU.id : null, releasedAt },
});

const CRISIS: Crisis = {
  phase: 'outbreak',
  log: many(20, { phase: 'aftermath', at, by: LONG_NAME.id, reason: WORST }),
  openedAt: at,
  impact: { yes: [...IMPACT_QUESTIONS], probability: 'high' },
  team: many(40, LONG_NAME.id),
  room: null,
  steps: CRISIS_STEPS.map((step) => ({ step, owner: LONG_NAME.id, doneAt: at })),
  media: many(20, { at, by: LONG_NAME.id, outlet: WORST, text: WORST }),
  statements: [
    ...many(9, statement('s-0', null)),
    statement('s-1', null),
    statement('s-2', at),
    { ...statement('s-3', null), text: '&\n'.repeat(600) },
  ],
};

/** A crisis file with everything in it, each at its longest. */
export const worstCrisis = (): CrisisCard => ({
  case: worstCase('claimed', 'major', { crisis: CRISIS }),
  crisis: CRISIS,
  people: PEOPLE,
  timeZone: ZONE,
});

/** Cards of grave cases, and who is there. */
export function graveMessages(w: Wording): readonly (readonly [string, Said])[] {
  const absences = many(9, { from: '2026-11-16', to: '2027-01-02', deputy: LONG_NAME.id });
  const shifts = Array.from({ length: 7 }, (_, i) => many(i, ['08:30', '12:00'] as [string, string]));
  const staff = many(60, { ...LONG_NAME, absences, shifts, deputy: LONG_NAME.id });
  const crisis = worstCrisis();
  const bare = { ...CRISIS, impact: null, team: [], media: [], statements: [], openedAt: null };
  return [
    ['report draft', reportCard(worstReport(null), w)],
    ['report sent', reportCard(worstReport(at), w)],
    ['crisis', crisisCard(crisis, w)],
    ['crisis watched', crisisCard({ ...crisis, crisis: bare }, w)],
    ['people on duty', peopleList(staff, w, '2026-11-16')],
  ];
}

/** Forms and files of grave cases, and those about who is there. */
export function graveForms(w: Wording): readonly (readonly [string, ModalView])[] {
  const { case: c } = worstCrisis();
  const away = { today: '2026-11-16', forOthers: true, known: many(30, LONG_NAME.name) };
  return [
    [FORM.report, reportForm(METADATA, worstReport(null).case, WORST, w)],
    [FORM.crisisAssess, crisisForms.assessForm(METADATA, c, w)],
    [FORM.crisisPhase, crisisForms.phaseForm(METADATA, c, w)],
    [FORM.crisisStep, crisisForms.stepForm(METADATA, c, w)],
    [FORM.crisisMedia, crisisForms.mediaForm(METADATA, c, w)],
    [FORM.crisisStatement, crisisForms.statementForm(METADATA, c, w)],
    [FORM.delegate, delegateForm(METADATA, away, w)],
    [FORM.shifts, shiftsForm(METADATA, w)],
    ['report file', reportView(worstReport(null), w)],
    ['crisis file', crisisView(worstCrisis(), w)],
  ];
}
