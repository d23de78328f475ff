import { type Case, currentPause, type Proposal } from '../../domain/case.ts';
import type { CaseCard, ClockLine } from '../../domain/case-card.ts';
import { EXTERNAL_CLOCKS, mayPause } from '../../domain/case-clock.ts';
import { totalFen } from '../../domain/money.ts';
import type { TimerKind } from '../../domain/timer.ts';
import { moment } from '../../wording/time.ts';
import type { Wording } from '../../wording/wording.ts';
import { typed } from '../limits.ts';
import { labelled, personName, said } from './case-text.ts';

/*
 * The lines of a card that say what runs, what was promised, and how grave it is. Each is '' when there is nothing to say. A card is read days
 * later too, so its times carry dates.
 */

/** Clocks beside that of the answer; three fit a phone. */
const CLOCKS = 3;
const PROMISES = 3;

const isExternal = ({ clock }: ClockLine): boolean => EXTERNAL_CLOCKS.some((kind) => kind === clock.kind);

/** The clocks of a card other than that of the answer; of the call-backs only the next. */
export const otherClocks = (lines: readonly ClockLine[]): readonly ClockLine[] => {
  const called = lines.find(({ clock }) => clock.kind === 'follow_up');
  return lines.filter((l) => l.clock.kind !== 'resolve' && (l.clock.kind !== 'follow_up' || l === called));
};

/** The most urgent ones, and among them what is owed outside, so that neither kind hides the other. */
function urgent(lines: readonly ClockLine[]): readonly ClockLine[] {
  const own = lines.filter((l) => !isExternal(l));
  const owed = lines.filter(isExternal);
  const shown = [...own.slice(0, CLOCKS - Math.min(1, owed.length)), ...owed].slice(0, CLOCKS);
  return lines.filter((line) => shown.includes(line));
}

function clockText({ clock, breached }: ClockLine, c: Case, at: (iso: string) => string, w: Wording): string {
  const due = `${w.name.timer[clock.kind]} ${clock.dueAt ? at(clock.dueAt) : w.screen.card.noDue}`;
  if (breached) return `${due} *${w.line.late}*`;
  return currentPause(c) && mayPause(clock) ? w.mark.noted(due, w.line.paused) : due;
}

function clocks(card: CaseCard, at: (iso: string) => string, w: Wording): string {
  const others = otherClocks(card.clocks);
  const shown = urgent(others);
  if (shown.length === 0) return '';
  const each = shown.map((line) => clockText(line, card.case, at, w));
  const left = others.length - shown.length;
  return `:stopwatch: ${[...each, ...(left > 0 ? [w.line.moreClocks(left)] : [])].join(' · ')}`;
}

function pause(c: Case, at: (iso: string) => string, w: Wording): string {
  const now = currentPause(c);
  if (!now) return '';
  const why = said(c, now.reason, 80);
  const what = w.name.pauseReason[now.waitingFor];
  return `:double_vertical_bar: *${w.line.standsStill(at(now.at))}* · ${why ? w.mark.noted(what, why) : what}`;
}

/** Limits that ran out and are not running any more: what was late stays on the card. */
function wasLate(card: CaseCard, w: Wording): string {
  const running = new Set(card.clocks.filter((l) => l.breached).map((l) => l.clock.key));
  const kinds: readonly TimerKind[] = [
    ...card.case.breaches.filter((b) => !running.has(b.key)).map((b) => b.kind),
    ...card.case.promises.flatMap((p) => (p.brokenAt && p.keptAt ? (['promise'] as const) : [])),
  ];
  const names = [...new Set(kinds)].map((kind) => w.name.timer[kind]);
  return names.length > 0 ? `:hourglass: ${w.line.wasLate(w.mark.list(names))}` : '';
}

function promises(c: Case, now: Date, at: (iso: string) => string, w: Wording): string[] {
  const open = c.promises.filter((p) => p.keptAt === null);
  const each = open.slice(0, PROMISES).map((p) => {
    const broken = p.brokenAt !== null || Date.parse(p.dueAt) <= now.getTime();
    const text = labelled(w.line.promise, `${said(c, p.text, 120)} · ${at(p.dueAt)}`);
    return `:handshake: ${text}${broken ? ` · *${w.line.broken}*` : ''}`;
  });
  return open.length > PROMISES ? [...each, w.line.moreClocks(open.length - PROMISES)] : each;
}

/** What runs, what stands still, what was promised, what was late. */
export function timeLines(card: CaseCard, now: Date, w: Wording): readonly string[] {
  const c = card.case;
  if (c.status === 'dismissed' || c.status === 'merged') return [];
  const at = (iso: string) => moment(iso, null, card.timeZone, w.time);
  return [pause(c, at, w), clocks(card, at, w), ...promises(c, now, at, w), wasLate(card, w)].filter((line) => line);
}

/** The crisis file in a few words, for the head of a card. */
export function crisisMark(c: Case, w: Wording): string[] {
  if (!c.crisis || c.crisis.phase === 'over') return [];
  if (c.crisis.openedAt) return [`:rotating_light: ${w.line.crisis(w.name.crisisPhase[c.crisis.phase])}`];
  // What is major already no longer may become so.
  return c.severity === 'major' ? [] : [w.line.watched];
}

/** Flash reports, and the report to the manufacturer. */
export function reportLine(card: CaseCard, w: Wording): string {
  const { flashes, reports } = card.case;
  const sent = reports.findLast((r) => r.sentAt !== null)?.sentAt;
  const draft = reports.some((r) => r.sentAt === null);
  const parts = [
    ...(flashes > 0 ? [w.line.flashes(flashes)] : []),
    ...(sent ? [w.line.reported(moment(sent, null, card.timeZone, w.time))] : []),
    ...(draft ? [w.line.reportDraft] : []),
  ];
  return parts.length > 0 ? `:satellite_antenna: ${parts.join(' · ')}` : '';
}

/** An earlier case of the same customer or car, and the same words again. */
export const repeats = (c: Case, w: Wording): string[] => [
  ...(c.repeatOf ? [w.line.repeatOf(typed(c.repeatOf.number, 30))] : []),
  ...(c.duplicates > 0 ? [w.line.duplicates(c.duplicates)] : []),
];

/** Whether the money went out, and who carries it out until when. */
export function executionParts(card: CaseCard, proposal: Proposal, w: Wording): string[] {
  const at = (iso: string) => moment(iso, null, card.timeZone, w.time);
  const accepted = proposal.state === 'accepted';
  const { responsible, executeBy, paidAt } = proposal;
  return [
    ...(paidAt ? [w.line.paid(at(paidAt))] : []),
    ...(!paidAt && accepted && totalFen(proposal.lines) > 0 ? [`*${w.line.toPay}*`] : []),
    ...(accepted && responsible
      ? [w.line.carriesOut(personName(responsible, card.people, w), executeBy ? at(executeBy) : null)]
      : []),
  ];
}

/** With what a case was closed. */
export function closingLine(c: Case, w: Wording): string {
  if (!c.closing) return '';
  const { resolution, verdict, parties } = c.closing;
  const what = [
    w.name.resolution[resolution],
    w.name.causeVerdict[verdict],
    w.mark.list(parties.map((p) => w.name.party[p])),
  ];
  return `:checkered_flag: ${labelled(w.line.closing, what.join(' · '))}`;
}
