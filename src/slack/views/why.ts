import type { KnownBlock, ModalView } from '@slack/types';
import type { Case } from '../../domain/case.ts';
import { maskedText } from '../../domain/masked-text.ts';
import type { MessageOutcome } from '../../domain/message.ts';
import { maskText } from '../../domain/privacy.ts';
import type { Basis } from '../../domain/provenance.ts';
import type { Wording } from '../../wording/wording.ts';
import { mrkdwn, plain, typed } from '../limits.ts';
import { basisLines } from './basis.ts';
import { type People, personName, readerText, said, severityMark, withDoubt } from './case-text.ts';

const NO_BASIS: Basis = { of: new Map(), people: new Map() };

const section = (lines: readonly string[]): KnownBlock[] =>
  lines.length > 0 ? [{ type: 'section', text: mrkdwn(lines.join('\n')) }] : [];

/** Words of a message; where its cases are known, their customers' data is masked too. */
function quotes(texts: readonly string[], cases: readonly Case[], w: Wording): string[] {
  return texts.slice(0, 8).flatMap((text) => {
    const words = typed(
      cases.reduce((t, c) => maskedText(c, t), maskText(text)),
      150,
    );
    return words ? [`> ${w.mark.quote(words)}`] : [];
  });
}

function outcomeLines(outcome: MessageOutcome, cases: readonly Case[], people: People, w: Wording): string[] {
  const words = w.screen.why;
  const evidence = quotes(outcome.evidence, cases, w);
  const transcript = quotes(outcome.transcript === null ? [] : [outcome.transcript], cases, w);
  const orders = quotes(outcome.instructions, cases, w);
  return [
    `*${words.verdict(w.name.verdict[outcome.verdict])}*`,
    w.name.reason[outcome.reason],
    ...(evidence.length > 0 ? [words.evidence, ...evidence] : []),
    ...(transcript.length > 0 ? [w.reading.transcript, ...transcript] : []),
    ...(orders.length > 0 ? [words.instructions, ...orders] : []),
    ...(outcome.note ? [words.note] : []),
    ...(outcome.decidedBy ? [words.decidedBy(personName(outcome.decidedBy, people, w))] : []),
    words.reader(readerText(outcome.reader, w)),
    ...(outcome.second === 'awaited' ? [w.reading.awaited] : []),
  ];
}

function caseLines(c: Case, w: Wording): string[] {
  const words = w.screen.why;
  const severity = w.name.severity[c.severity];
  const names = c.triggers.slice(0, 8).map((t) => {
    const quote = said(c, t.quote, 60);
    return quote ? w.mark.noted(w.name.trigger[t.trigger], w.mark.quote(quote)) : w.name.trigger[t.trigger];
  });
  const category = withDoubt(w.name.category[c.category.value], c.category, w);
  const how = w.name.readBy[c.category.by];
  const quote = c.category.quote ? `\n> ${w.mark.quote(said(c, c.category.quote, 150))}` : '';
  return [
    `${severityMark(c.severity, w)} *${typed(c.number, 30)}*`,
    names.length > 0 ? words.severity(severity, w.mark.list(names)) : words.noTriggers,
    `${words.category(category, how)}${quote}`,
    words.reader(readerText(c.reader, w)),
  ];
}

/** Why a message did or did not become a case, and where every value of its cases comes from. */
export function whyView(
  outcome: MessageOutcome | null,
  cases: readonly Case[],
  people: People,
  w: Wording,
  basis: Basis = NO_BASIS,
): ModalView {
  const shown = cases.slice(0, 10);
  const blocks = [
    ...(outcome ? section(outcomeLines(outcome, shown, people, w)) : []),
    ...shown.flatMap((c) => [
      ...section(caseLines(c, w)),
      ...section(basisLines(c, basis.of.get(c.id) ?? [], basis.people, w)),
    ]),
  ];
  return {
    type: 'modal',
    title: plain(w.screen.why.title),
    close: plain(w.form.close),
    blocks: blocks.length > 0 ? blocks : section([w.screen.why.unread]),
  };
}
