import type { KnownBlock } from '@slack/types';
import type { Case } from '../../domain/case.ts';
import type { CaseCard } from '../../domain/case-card.ts';
import type { Doubt, HeardPromise } from '../../domain/case-reading.ts';
import type { FactName, Found } from '../../domain/complaint.ts';
import { toConfirm } from '../../domain/to-confirm.ts';
import { moment } from '../../wording/time.ts';
import type { Wording } from '../../wording/wording.ts';
import { ACTION } from '../ids.ts';
import { button, mrkdwn } from '../limits.ts';
import { labelled, said } from './case-text.ts';
import { valueText } from './read-value.ts';

/*
 * The lines of a card about how it was read: by whom, what is not sure, on what readings differ, and what was promised in the words. What a person
 * can settle stands with its button; each line is '' and each block left out when there is nothing to say.
 */

const DOUBTS = 4;
const HEARD = 2;

/** Whether a model has still to read the case, or could not; the usual says nothing. */
export function secondLine({ case: c }: CaseCard, w: Wording): string {
  const { second, gaveUp } = c.reading;
  if (c.status === 'dismissed' || c.status === 'merged') return '';
  if (second === 'awaited') return `:hourglass_flowing_sand: ${w.reading.awaited}`;
  if (second === 'gave_up') return `:mag: ${w.reading.gaveUp(w.reading.gaveUpWhy[gaveUp ?? 'nonsense'])}`;
  return '';
}

/** What the customer needs without saying so. */
export function hiddenNeedLine(c: Case, w: Wording): string {
  const words = said(c, c.reading.hiddenNeed ?? '', 200);
  return words ? labelled(w.reading.hiddenNeed, words) : '';
}

/** Who read the value that a case holds, as far as it is noted. */
function holder(c: Case, { field, by }: Doubt): Found<unknown>['by'] {
  if (field === 'category') return c.category.by;
  const found = field in c.facts ? c.facts[field as FactName] : null;
  return found?.by ?? (by === 'model' ? 'rule' : 'model');
}

function splitText({ held, said: other }: Doubt, w: Wording): string {
  return Number(other) < Number(held) ? w.reading.oneCustomer : w.reading.moreCustomers;
}

/** Of the two, the one that does not take it for a complaint is told of. */
function verdictText({ held, said: other, by }: Doubt, w: Wording): string {
  const against = other === 'complaint' ? held : other;
  const otherReader = by === 'model' ? 'rule' : 'model';
  const who = w.reading.who[other === 'complaint' ? otherReader : by === 'rule' ? 'rule' : 'model'];
  return against === 'not_complaint' ? w.reading.mayBeNone(who) : w.reading.mayBeUnsure(who);
}

function doubtText(c: Case, doubt: Doubt, w: Wording): string {
  const { field, held, said: other, by } = doubt;
  if (field === 'split') return splitText(doubt, w);
  if (field === 'verdict') return verdictText(doubt, w);
  const words = (value: string | null) => valueText(c, field, value, w, 40);
  const { who } = w.reading;
  if (by === 'message') return `${w.reading.field[field]} ${w.reading.versus(words(held), words(other), by)}`;
  const mine = w.mark.noted(words(held), who[holder(c, doubt)]);
  return `${w.reading.field[field]} ${w.reading.versus(mine, w.mark.noted(words(other), who[by]), by)}`;
}

function doubtsLine(c: Case, w: Wording): string {
  const { doubts } = c.reading;
  if (doubts.length === 0) return '';
  const left = doubts.length - DOUBTS;
  const each = doubts.slice(0, DOUBTS).map((doubt) => doubtText(c, doubt, w));
  return labelled(w.reading.differ, [...each, ...(left > 0 ? [w.line.moreClocks(left)] : [])].join(' · '));
}

/** What waits for a person's yes, with the one button that says it of all. Its value is `<case id>|<version shown>`. */
export function confirmBlocks(card: CaseCard, w: Wording): KnownBlock[] {
  const c = card.case;
  if (!card.actions.includes('confirm_reading')) return [];
  const { confirm_reading: confirm, amend } = w.name.action;
  const fields = w.mark.list(toConfirm(c).map((field) => w.reading.field[field]));
  const lines = [w.reading.toConfirm(fields, confirm, amend), doubtsLine(c, w)];
  return [
    {
      type: 'section',
      text: mrkdwn(lines.filter((line) => line).join('\n')),
      accessory: button(ACTION.case('confirm_reading'), confirm, `${c.id}|${c.version}`),
    },
  ];
}

function heardBlocks(card: CaseCard, { id, text, dueText, dueAt, quote }: HeardPromise, w: Wording): KnownBlock[] {
  const c = card.case;
  const due = dueAt ? moment(dueAt, null, card.timeZone, w.time) : dueText && said(c, dueText, 30);
  const what = w.reading.heard(said(c, text, 120), due || null);
  const words = said(c, quote, 100);
  const line = labelled(w.reading.heardLabel, words ? `${what} — ${w.mark.quote(words)}` : what);
  const value = `${c.id}|${id}`;
  return [
    { type: 'section', text: mrkdwn(`:speech_balloon: ${line}`) },
    {
      type: 'actions',
      elements: [
        button(ACTION.promiseHeard, w.reading.notePromise, value),
        button(ACTION.promiseWaived, w.reading.noPromise, value),
      ],
    },
  ];
}

/** What was promised in the words of a message, to be noted or waved off. */
export function promisesHeard(card: CaseCard, w: Wording): KnownBlock[] {
  const { heard } = card.case.reading;
  if (!card.actions.includes('promise')) return [];
  const left = heard.length - HEARD;
  return [
    ...heard.slice(0, HEARD).flatMap((one) => heardBlocks(card, one, w)),
    ...(left > 0 ? [{ type: 'context' as const, elements: [mrkdwn(w.line.moreClocks(left))] }] : []),
  ];
}
