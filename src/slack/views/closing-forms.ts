import type { InputBlock, ModalView } from '@slack/types';
import type { Case } from '../../domain/case.ts';
import { FOLLOW_UP_RESULTS, type FollowUpResult } from '../../domain/case-event.ts';
import { PARTIES, RESOLUTIONS, type Resolution, VERDICTS_OF_CAUSE } from '../../domain/closing.ts';
import type { Solution } from '../../domain/solution.ts';
import type { Wording } from '../../wording/wording.ts';
import { FIELD } from '../ids.ts';
import { aboutCase } from './about-case.ts';
import { choice, formView, lead, longInput, multiSelectInput, radioInput, selectInput } from './form-parts.ts';

/** What a solution that was carried out makes of a case, the weightiest first; a suggestion that the form shows. */
const OUTCOMES: readonly (readonly [Solution, Resolution])[] = [
  ['vehicle_replacement', 'replaced'],
  ['replacement', 'replaced'],
  ['vehicle_return', 'refunded'],
  ['refund', 'refunded'],
  ['compensation', 'compensated'],
  ['repair', 'repaired'],
  ['apology', 'apologised'],
  ['explanation', 'explained'],
];

function likely(c: Case): Resolution | null {
  const done = c.proposals.findLast((p) => p.state === 'executed')?.solutions ?? [];
  return OUTCOMES.find(([solution]) => done.includes(solution))?.[1] ?? null;
}

/** How it ended, why it happened, and who was responsible, the main party first. */
function closingInputs(c: Case, w: Wording): InputBlock[] {
  const resolutions = RESOLUTIONS.map((r) => choice(r, w.name.resolution[r]));
  const verdicts = VERDICTS_OF_CAUSE.map((v) => choice(v, w.name.causeVerdict[v]));
  const parties = PARTIES.map((p) => choice(p, w.name.party[p]));
  return [
    selectInput({ field: FIELD.resolution, as: 'resolution', options: resolutions, initial: likely(c) }, w),
    selectInput({ field: FIELD.verdict, as: 'verdict', options: verdicts }, w),
    selectInput({ field: FIELD.party, as: 'party', options: parties }, w),
    multiSelectInput({ field: FIELD.parties, as: 'parties', options: parties, optional: true }, w),
  ];
}

/** What the follow-up call found; once it is 满意 and the case waits for that, with what it is closed. */
export function followUpForm(metadata: string, c: Case, w: Wording, result: FollowUpResult | null = null): ModalView {
  const options = FOLLOW_UP_RESULTS.map((r) => choice(r, w.name.followUpResult[r]));
  const closes = c.status === 'resolved';
  const blocks = [
    ...aboutCase(c, w),
    ...lead(w.form.intro.followUp),
    radioInput({ field: FIELD.result, as: 'result', options, initial: result, dispatch: closes }, w),
    longInput({ field: FIELD.text, as: 'followUpNote', optional: true, max: 1000 }, w),
    ...(closes && result === 'satisfied' ? [...lead(w.formTime.closingIntro), ...closingInputs(c, w)] : []),
  ];
  return formView('followUp', metadata, blocks, w);
}

/** The last word on a case. */
export function closeForm(metadata: string, c: Case, w: Wording): ModalView {
  const note = longInput({ field: FIELD.text, as: 'closeNote', optional: true, max: 500 }, w);
  return formView(
    'close',
    metadata,
    [...aboutCase(c, w), ...lead(w.formTime.closingIntro), ...closingInputs(c, w), note],
    w,
  );
}
