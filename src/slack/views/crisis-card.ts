import type { KnownBlock, ModalView } from '@slack/types';
import type { CrisisCard } from '../../domain/case-card.ts';
import { IMPACT_QUESTIONS, type Statement } from '../../domain/crisis.ts';
import { maskedText } from '../../domain/masked-text.ts';
import { checkDraft } from '../../domain/reply-draft.ts';
import { moment } from '../../wording/time.ts';
import type { Wording } from '../../wording/wording.ts';
import { ACTION } from '../ids.ts';
import { button, cut, esc, LIMIT, mrkdwn, plain } from '../limits.ts';
import type { Said } from './case-card.ts';
import { confirmation, labelled, personName, said, severityMark } from './case-text.ts';

/** Entries of a log on the card; the timeline has them all. */
const SHOWN = 5;
const STATEMENTS = 3;
/** Characters of a statement; its form takes fewer. */
const STATEMENT = 1200;

const section = (lines: readonly string[]): KnownBlock[] =>
  lines.length > 0 ? [{ type: 'section', text: mrkdwn(lines.join('\n')) }] : [];

const atOf = (card: CrisisCard, w: Wording) => (iso: string) => moment(iso, null, card.timeZone, w.time);

/** The newest entries under a heading, oldest first, and how many came before. */
function logged(head: string, entries: readonly string[], w: Wording): KnownBlock[] {
  if (entries.length === 0) return [];
  const left = entries.length - SHOWN;
  const more = left > 0 ? [w.grave.crisis.earlier(left)] : [];
  return section([`*${head}*`, ...more, ...entries.slice(-SHOWN)]);
}

function impactLines({ crisis }: CrisisCard, w: Wording): readonly string[] {
  const words = w.grave.crisis;
  const { impact } = crisis;
  if (!impact) return [`:grey_question: ${words.notAssessed}`];
  const mark = (yes: boolean) => (yes ? ':red_circle:' : ':white_circle:');
  return [
    `*${words.impact(impact.yes.length, words.probability[impact.probability])}*`,
    ...IMPACT_QUESTIONS.map((q) => `${mark(impact.yes.includes(q))} ${words.question[q]}`),
  ];
}

function stepLines(card: CrisisCard, w: Wording): readonly string[] {
  const { steps } = card.crisis;
  const words = w.grave.crisis;
  const at = atOf(card, w);
  const done = steps.filter((s) => s.doneAt !== null).length;
  const lines = steps.map(({ step, owner, doneAt }) => {
    const who = owner === null ? words.noOwner : personName(owner, card.people, w);
    const mark = doneAt === null ? ':white_large_square:' : ':white_check_mark:';
    return `${mark} ${words.step[step]} · ${who}${doneAt === null ? '' : ` · ${at(doneAt)}`}`;
  });
  return [`*${words.steps(done, steps.length)}*`, ...lines];
}

const phases = (card: CrisisCard, w: Wording): readonly string[] =>
  card.crisis.log.map(({ phase, at, by, reason }) => {
    const who = personName(by, card.people, w);
    const why = said(card.case, reason, 200);
    const line = `${atOf(card, w)(at)} ${w.name.crisisPhase[phase]} · ${who}`;
    return why ? w.mark.pair(line, why) : line;
  });

const media = (card: CrisisCard, w: Wording): readonly string[] =>
  card.crisis.media.map(({ at, by, outlet, text }) => {
    const head = `${atOf(card, w)(at)} *${said(card.case, outlet, 60)}* · ${personName(by, card.people, w)}`;
    return w.mark.pair(head, said(card.case, text, 300));
  });

/** Words of a draft that may not stand in a statement (domain.md §7), each kind once with its first quote. */
function faultsText(card: CrisisCard, text: string, w: Wording): string | null {
  const kinds = new Map(
    checkDraft(text, { approvedFen: [] })
      .map((fault) => [fault.rule, fault.quote] as const)
      .reverse(),
  );
  if (kinds.size === 0) return null;
  const each = [...kinds].reverse().map(([rule, quote]) => {
    const words = said(card.case, quote, 30);
    return w.mark.noted(w.grave.crisis.fault[rule], w.mark.quote(words));
  });
  return `:warning: ${w.grave.crisis.faults(w.mark.list(each))}`;
}

/** `<case id>|<statement id>`. */
export const statementValue = (card: Pick<CrisisCard, 'case'>, statement: Pick<Statement, 'id'>): string =>
  `${card.case.id}|${statement.id}`;

/** The words of a statement with their lines kept, as a quotation. */
const quoted = (card: CrisisCard, text: string): string =>
  cut(maskedText(card.case, text), STATEMENT)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => `>${esc(line.trim())}`)
    .join('\n');

function statement(card: CrisisCard, one: Statement, w: Wording): KnownBlock[] {
  const words = w.grave.crisis;
  const at = atOf(card, w);
  const text = quoted(card, one.text);
  if (one.releasedAt !== null) {
    const head = words.released(personName(one.releasedBy, card.people, w), at(one.releasedAt));
    return section([`:loudspeaker: ${head}`, text]);
  }
  const faults = faultsText(card, one.text, w);
  const head = words.statementDraft(personName(one.draftedBy, card.people, w), at(one.draftedAt));
  const release = button(ACTION.crisisRelease, words.button.release, statementValue(card, one), {
    style: 'danger',
    confirm: confirmation(words.confirmRelease),
  });
  return [
    ...section([`:pencil2: ${head}`, text, ...(faults ? [faults] : [])]),
    { type: 'actions', elements: [release] },
  ];
}

function statements(card: CrisisCard, w: Wording): KnownBlock[] {
  const all = card.crisis.statements;
  if (all.length === 0) return [];
  const left = all.length - STATEMENTS;
  const head = [`*${w.grave.crisis.statements}*`, ...(left > 0 ? [w.grave.crisis.earlier(left)] : [])];
  return [...section(head), ...all.slice(-STATEMENTS).flatMap((one) => statement(card, one, w))];
}

/** The crisis file: phase and log, impact, team, the six steps, press, statements. Masked; nothing on it acts by itself. */
export function crisisCard(card: CrisisCard, w: Wording): Said {
  const { case: c, crisis } = card;
  const words = w.grave.crisis;
  const mayBecome = crisis.openedAt === null && c.severity !== 'major';
  const state = mayBecome ? words.watched : w.name.crisisPhase[crisis.phase];
  const team = crisis.team.slice(0, 20).map((id) => personName(id, card.people, w));
  const press = (action: string, what: keyof typeof words.button) => button(action, words.button[what], c.id);
  const blocks: KnownBlock[] = [
    ...section([
      `:rotating_light: *${words.title} ${esc(c.number)}* · *${state}*`,
      `${severityMark(c.severity, w)} ${w.name.status[c.status]} · ${said(c, c.summary, 300)}`,
    ]),
    ...section(impactLines(card, w)),
    ...section([labelled(words.team, team.length > 0 ? w.mark.list(team) : words.nobody), '', ...stepLines(card, w)]),
    ...logged(words.log, phases(card, w), w),
    ...logged(words.media, media(card, w), w),
    ...statements(card, w),
    {
      type: 'actions',
      elements: [
        press(ACTION.crisisAssess, 'assess'),
        press(ACTION.crisisPhase, 'phase'),
        press(ACTION.crisisStep, 'step'),
        press(ACTION.crisisMedia, 'media'),
        press(ACTION.crisisStatement, 'statement'),
      ],
    },
  ];
  return { text: `${words.title} ${esc(c.number)} · ${state} · ${said(c, c.summary, 100)}`, blocks };
}

/** The crisis file in the asker's eyes only, with the same buttons. */
export const crisisView = (card: CrisisCard, w: Wording): ModalView => ({
  type: 'modal',
  title: plain(cut(w.grave.crisis.view, LIMIT.viewWord)),
  close: plain(w.form.close),
  blocks: [...crisisCard(card, w).blocks],
});
