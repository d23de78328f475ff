import type { ModalView } from '@slack/types';
import type { Case } from '../../domain/case.ts';
import { CRISIS_PHASES, CRISIS_STEPS, IMPACT_QUESTIONS, PROBABILITIES } from '../../domain/crisis.ts';
import { maskedText } from '../../domain/masked-text.ts';
import type { Wording } from '../../wording/wording.ts';
import { FIELD } from '../ids.ts';
import { aboutCase } from './about-case.ts';
import {
  checksInput,
  choice,
  formView,
  lead,
  longInput,
  radioInput,
  selectInput,
  textInput,
  userInput,
} from './form-parts.ts';

/** The value of the one box that is ticked when a step is done. */
export const DONE = 'done';

/** The five impact questions and how likely it is (domain.md §1.7). */
export function assessForm(metadata: string, c: Case, w: Wording): ModalView {
  const words = w.grave.crisis;
  const known = c.crisis?.impact ?? null;
  const questions = IMPACT_QUESTIONS.map((q) => choice(q, words.question[q]));
  const likely = PROBABILITIES.map((p) => choice(p, words.probability[p]));
  const blocks = [
    ...aboutCase(c, w),
    ...lead(words.intro.assess),
    checksInput({ field: FIELD.impact, as: 'impact', options: questions, initial: known?.yes ?? [] }, w),
    radioInput(
      { field: FIELD.probability, as: 'probability', options: likely, initial: known?.probability ?? null },
      w,
    ),
  ];
  return formView('crisisAssess', metadata, blocks, w);
}

/** Another phase, with a reason. */
export function phaseForm(metadata: string, c: Case, w: Wording): ModalView {
  const options = CRISIS_PHASES.map((p) => choice(p, w.name.crisisPhase[p]));
  const blocks = [
    ...aboutCase(c, w),
    ...lead(w.grave.crisis.intro.phase),
    radioInput({ field: FIELD.phase, as: 'phase', options, initial: c.crisis?.phase ?? null }, w),
    longInput({ field: FIELD.reason, as: 'phaseReason', max: 300 }, w),
  ];
  return formView('crisisPhase', metadata, blocks, w);
}

/** Who does a step, and whether it is done. */
export function stepForm(metadata: string, c: Case, w: Wording): ModalView {
  const words = w.grave.crisis;
  const options = CRISIS_STEPS.map((s) => choice(s, words.step[s]));
  const next = c.crisis?.steps.find((s) => s.doneAt === null)?.step ?? null;
  const blocks = [
    ...aboutCase(c, w),
    ...lead(words.intro.step),
    selectInput({ field: FIELD.step, as: 'crisisStep', options, initial: next }, w),
    userInput({ field: FIELD.owner, as: 'stepOwner', optional: true }, w),
    checksInput({ field: FIELD.done, as: 'stepDone', options: [choice(DONE, words.done)] }, w),
  ];
  return formView('crisisStep', metadata, blocks, w);
}

/** The press called, came or wrote. */
export function mediaForm(metadata: string, c: Case, w: Wording): ModalView {
  const blocks = [
    ...aboutCase(c, w),
    ...lead(w.grave.crisis.intro.media),
    textInput({ field: FIELD.outlet, as: 'outlet', max: 60 }, w),
    longInput({ field: FIELD.text, as: 'mediaText', max: 500 }, w),
  ];
  return formView('crisisMedia', metadata, blocks, w);
}

/** A draft of what is said to the public; the last one that nobody has released stands in it to be worked on. */
export function statementForm(metadata: string, c: Case, w: Wording): ModalView {
  const draft = c.crisis?.statements.findLast((s) => s.releasedAt === null)?.text;
  const last = draft ? maskedText(c, draft) : null;
  const blocks = [
    ...aboutCase(c, w),
    ...lead(w.grave.crisis.intro.statement),
    longInput({ field: FIELD.text, as: 'statement', initial: last, max: 1000 }, w),
  ];
  return formView('crisisStatement', metadata, blocks, w);
}
